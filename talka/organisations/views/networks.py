"""Making a network and changing it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from talka.foundation.access import NetworkRequest, members_only
from talka.foundation.rooms import settings_ways
from talka.identity import actions
from talka.identity.models import Account
from talka.organisations import access
from talka.organisations.forms.networks import NetworkForm


@login_required
def make(request: HttpRequest) -> HttpResponse:
    """Anybody who has signed in may make a network; they coordinate it."""
    form = NetworkForm(request.POST or None)
    if form.is_valid():
        try:
            network = actions.make_network(acting_user=cast(Account, request.user), **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(network)s stands. You coordinate it.") % {"network": network})
            return redirect("network:desk", network=network.slug)
    context = {
        "form": form,
        "title": _("Make a network"),
        "lead": _(
            "A network is the house that your region’s culture centres, libraries, museums, groups and artists share. "
            "You can change everything here later."
        ),
        "button": _("Make the network"),
        "back_url": reverse("site:my_desk"),
    }
    return render(request, "page/form.html", context)


@members_only
def settings(request: NetworkRequest) -> HttpResponse:
    access.the_network_to_keep(request.viewer)
    form = NetworkForm(request.POST or None, network=request.network)
    if form.is_valid():
        try:
            network = actions.change_network(
                acting_user=request.viewer.person, network=request.network, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The network’s page and settings are changed."))
            return redirect("network:home", network=network.slug)
    context = {
        "form": form,
        "title": _("The network"),
        "button": _("Keep the changes"),
        "back_url": reverse("network:desk", args=[request.network.slug]),
        "ways": settings_ways(request.viewer),
        "section": "organisations",
    }
    return render(request, "organisations/settings.html", context)
