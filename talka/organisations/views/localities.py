from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from talka.foundation.access import NetworkRequest, Refusal, members_only
from talka.foundation.forms import carried_out
from talka.organisations import access, actions, queries
from talka.organisations.forms.localities import LocalityForm
from talka.organisations.rules import keeps_the_network


@members_only
def listed(request: NetworkRequest) -> HttpResponse:
    places = queries.localities(request.network)
    uses = queries.uses_of(places) if keeps_the_network(request.viewer) else {}
    counts = queries.members_by_locality(request.network)
    rows = [{"place": place, "used": bool(uses.get(place.pk)), "members": counts.get(place.pk, 0)} for place in places]
    context = {
        "rows": rows,
        "may_change": keeps_the_network(request.viewer),
        "section": "organisations",
        "title": _("Localities"),
    }
    return render(request, "organisations/localities.html", context)


@members_only
def add(request: NetworkRequest) -> HttpResponse:
    access.the_network_to_keep(request.viewer)
    form = LocalityForm(request.POST or None)
    locality = carried_out(
        form,
        lambda: actions.add_locality(acting_user=request.viewer.person, network=request.network, **form.cleaned_data),
    )
    if locality is not None:
        messages.success(request, _("%(name)s is in the list.") % {"name": locality})
        return redirect(
            "organisations:add_locality" if "another" in request.POST else "organisations:localities",
            request.network.slug,
        )
    context = {
        "form": form,
        "title": _("Add a locality"),
        "section": "organisations",
        "back_url": reverse("organisations:localities", args=[request.network.slug]),
    }
    return render(request, "organisations/locality_form.html", context)


@members_only
def edit(request: NetworkRequest, slug: str) -> HttpResponse:
    locality = access.locality_to_edit(request.viewer, slug)
    form = LocalityForm(request.POST or None, locality=locality)
    changed = carried_out(
        form,
        lambda: actions.change_locality(acting_user=request.viewer.person, locality=locality, **form.cleaned_data),
    )
    if changed is not None:
        messages.success(request, _("%(name)s is changed.") % {"name": changed})
        return redirect("organisations:localities", request.network.slug)
    context = {
        "form": form,
        "title": locality.name,
        "locality": locality,
        "section": "organisations",
        "back_url": reverse("organisations:localities", args=[request.network.slug]),
    }
    return render(request, "organisations/locality_form.html", context)


@members_only
def remove(request: NetworkRequest, slug: str) -> HttpResponse:
    locality = access.locality_to_edit(request.viewer, slug)
    back = reverse("organisations:localities", args=[request.network.slug])
    if request.method == "POST":
        try:
            actions.remove_locality(acting_user=request.viewer.person, locality=locality)
            messages.success(request, _("%(name)s is removed.") % {"name": locality})
        except Refusal as refusal:
            messages.warning(request, refusal.message)
        return redirect(back)
    context = {
        "title": _("Remove %(name)s?") % {"name": locality},
        "what_happens": _("Nothing stands in it, so nothing else changes."),
        "button": _("Remove it"),
        "back_url": back,
        "section": "organisations",
    }
    return render(request, "page/confirm.html", context)
