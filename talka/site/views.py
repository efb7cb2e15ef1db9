"""The installation's home, the networks' homes, who did what, and the mails of the demo."""

from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from talka.foundation import rooms
from talka.foundation.access import Absent, NetworkRequest, members_only
from talka.foundation.audit.queries import records_for
from talka.foundation.audit.sentences import sentence
from talka.foundation.mail import kept_mail
from talka.foundation.wording import best
from talka.identity.models import Account, Network
from talka.identity.queries import networks, networks_of
from talka.organisations import queries as organisations
from talka.organisations.rules import reads_trail
from talka.site import trail

RECORDS_ON_A_PAGE = 50
MOST_MARKS = 60
HEADLINE = 90


def home(request: HttpRequest) -> HttpResponse:
    """The networks of this installation; with one only, that network's home."""
    known = networks()
    if len(known) == 1:
        return redirect("network:home", network=known[0].slug)
    return render(request, "site/home.html", {"networks": known, "title": _("Networks")})


@login_required
def my_desk(request: HttpRequest) -> HttpResponse:
    """After signing in: to the desk of one's network, or to a choice where there are several or none."""
    account = cast(Account, request.user)
    mine = networks_of(account)
    if len(mine) == 1 and "all" not in request.GET:
        return redirect("network:desk", network=mine[0].slug)
    others = [network for network in networks() if network not in mine and network.open_invitation]
    return render(request, "site/my_desk.html", {"networks": mine, "others": others, "title": _("My networks")})


def network_home(request: NetworkRequest) -> HttpResponse:
    """What the network says of itself, its members, and what its rooms show to this reader."""
    network = request.network
    sections = rooms.sections("home_sections", 0, request.viewer)
    figures = organisations.members_in_figures(network)
    shown = organisations.homes(network, MOST_MARKS)
    language, headline, lead = _opening(network)
    context = {
        "hero": [section for section in sections if section.key.startswith("hero")],
        "sections": [section for section in sections if not section.key.startswith("hero")],
        "headline": headline,
        "lead": lead,
        "opening_language": language,
        "homes": shown,
        "figures": figures,
        "further": figures["organisations"] + figures["groups"] + figures["singles"] - sum(len(m) for _p, m in shown),
    }
    return render(request, "site/network_home.html", context)


def _opening(network: Network) -> tuple[str, str, str]:
    """Language, headline and lead: the first line of what brings the network together, or else its name."""
    language, words = best(network.about, [network.language])
    first, _break, rest = words.strip().partition("\n")
    if first and len(first) <= HEADLINE:
        return language, first.strip(), rest.strip()
    return language, "", words.strip()


@members_only
@require_GET
def audit(request: NetworkRequest) -> HttpResponse:
    """Who did what, newest first: for coordinators, and for those who act for an owner what concerns it."""
    viewer = request.viewer
    if not reads_trail(viewer):
        raise Absent
    form = trail.FilterForm(request.GET or None, records=records_for(viewer))
    page = Paginator(trail.filtered(records_for(viewer), form), RECORDS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "days": trail.by_day((record, sentence(record)) for record in page.object_list),
        "all_of_it": viewer.is_coordinator,
        "section": "organisations",
        "title": _("Who did what"),
        "crumbs": [(_("Organisations"), reverse("organisations:directory", args=[request.network.slug]))],
    }
    return render(request, "site/audit.html", context)


@require_GET
def demo_mail(request: HttpRequest) -> HttpResponse:
    """The mails that the demo keeps instead of sending, so that a code can be read. Nowhere else."""
    if not settings.DEMO or not Network.objects.filter(is_demo=True).exists():
        raise Absent
    return render(request, "site/demo_mail.html", {"mails": kept_mail(), "title": _("Mail of the demonstration")})
