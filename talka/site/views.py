"""The public home, the network's home, and the desk: what is mine to do."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from talka.foundation import rooms
from talka.foundation.access import NetworkRequest, members_only
from talka.identity.queries import networks, networks_of


def home(request: HttpRequest) -> HttpResponse:
    """The networks of this installation; with one only, that network's home."""
    known = networks()
    if len(known) == 1:
        return redirect("network:home", network=known[0].slug)
    return render(request, "site/home.html", {"networks": known})


@login_required
def my_desk(request: HttpRequest) -> HttpResponse:
    """After signing in: to the desk of one's network, or to a choice where there are several or none."""
    mine = networks_of(request.user)  # type: ignore[arg-type]  # login_required: an account
    if len(mine) == 1:
        return redirect("network:desk", network=mine[0].slug)
    return render(request, "site/my_desk.html", {"networks": mine})


def network_home(request: NetworkRequest) -> HttpResponse:
    sections = rooms.sections("home_sections", 0, request.viewer)
    return render(request, "site/network_home.html", {"sections": sections})


@members_only
def desk(request: NetworkRequest) -> HttpResponse:
    return render(request, "site/desk.html", {"tasks": rooms.tasks(request.viewer)})
