"""How long the network keeps scans: a page of its settings."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from talka.foundation.access import Absent, NetworkRequest, members_only
from talka.foundation.forms import carried_out, sent
from talka.paper import actions, queries, rules
from talka.paper.actions.keeping import days_kept
from talka.paper.forms import KeepingForm


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def keeping(request: NetworkRequest) -> HttpResponse:
    """For whoever coordinates the network: after how many days scans are deleted."""
    if not rules.may_keep(request.viewer):
        raise Absent
    form = KeepingForm(sent(request), initial={"days": days_kept(request.network)})
    if request.method == "POST" and form.is_valid():
        days = carried_out(
            form,
            lambda: actions.keep_scans_for(
                acting_user=request.viewer.person, network=request.network, days=form.cleaned_data["days"]
            ),
        )
        if days is not None:
            messages.success(
                request,
                ngettext("Scans are kept for %(days)s day.", "Scans are kept for %(days)s days.", days)
                % {"days": days},
            )
            return redirect("paper_settings:keeping", request.network.slug)
    settings = reverse("organisations:settings", args=[request.network.slug])
    title = _("How long scans are kept")
    return render(
        request,
        "paper/keeping.html",
        {
            "section": "organisations",
            "form": form,
            "title": title,
            "back_url": settings,
            "piles": queries.kept_piles(request.network),
            "crumbs": [(_("Settings"), settings), (title, "")],
        },
        status=422 if form.errors else 200,
    )
