"""The public page of the final panel, and preparing it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from talka.foundation.access import NetworkRequest, Refusal, members_only
from talka.foundation.form_pages import pressed
from talka.foundation.forms import carried_out
from talka.foundation.limits import Limit, address_of
from talka.reports import actions, queries, rules
from talka.reports.access import panel_for, panel_to_prepare
from talka.reports.forms import AskForm, MinutesForm, PanelForm
from talka.reports.models import Panel
from talka.strategy import queries as strategy

QUESTIONS_AN_HOUR = Limit(20, seconds=3600)


def show(request: NetworkRequest, slug: str) -> HttpResponse:
    """Results, plans and cooperation on one page, with the questions of the public."""
    panel = panel_for(request.viewer, slug)
    return render(request, "reports/panel.html", {**_shown(request, panel), "form": AskForm()})


def _shown(request: NetworkRequest, panel: Panel) -> dict[str, Any]:
    programme = panel.programme
    return {
        "section": "programmes",
        "panel": panel,
        "programme": programme,
        "gathering": panel.gathering,
        "sessions": list(panel.gathering.sessions.prefetch_related("taught_by__lecturer")),
        "groups": list(panel.gathering.invited_groups.select_related("inviter")),
        "pairs": queries.said_and_done(programme, request.viewer),
        "plans": strategy.public_plans(programme, request.viewer),
        "questions": queries.shown_questions(panel),
        "may_prepare": rules.may_prepare(request.viewer, panel),
    }


@require_POST
def ask(request: NetworkRequest, slug: str) -> HttpResponse:
    """Take a question. What was typed stays on the page whenever it could not be kept."""
    panel = panel_for(request.viewer, slug)
    form = AskForm(request.POST)
    status = 200
    if form.is_valid() and not form.is_trapped:
        if QUESTIONS_AN_HOUR.take(address_of(request)):
            try:
                actions.ask_panel(
                    panel=panel,
                    field_id=form.cleaned_data["field_id"],
                    text=form.cleaned_data["text"],
                    name=form.cleaned_data["name"],
                    language=get_language() or "en",
                )
            except Refusal as refusal:
                form.add_error(None, refusal.message)
            else:
                return redirect("reports:asked", request.network.slug, slug)
        else:
            form.add_error(
                None,
                _("Many questions came from your address within an hour. Yours is still in the form; send it later."),
            )
            status = 429
    elif form.is_valid():
        return redirect("reports:asked", request.network.slug, slug)
    return render(request, "reports/panel.html", {**_shown(request, panel), "form": form}, status=status)


def asked(request: NetworkRequest, slug: str) -> HttpResponse:
    panel = panel_for(request.viewer, slug)
    return render(
        request,
        "reports/asked.html",
        {"section": "programmes", "panel": panel, "programme": panel.programme, "title": _("Your question was kept")},
    )


@members_only
def prepare(request: NetworkRequest, slug: str) -> HttpResponse:
    programme, panel = panel_to_prepare(request.viewer, slug)
    form = PanelForm(request.POST or None, programme=programme, panel=panel)
    if request.method == "POST":
        made = carried_out(
            form,
            lambda: actions.prepare_panel(acting_user=request.viewer.person, programme=programme, **form.cleaned_data),
        )
        if made is not None:
            messages.success(request, _("The page of the panel was kept."))
            return redirect("reports:panel", request.network.slug, slug)
    return render(
        request,
        "reports/prepare.html",
        {"section": "programmes", "form": form, "programme": programme, "panel": panel},
    )


@members_only
@require_POST
def publish(request: NetworkRequest, slug: str) -> HttpResponse:
    _programme, panel = panel_to_prepare(request.viewer, slug)
    if panel is None:
        return redirect("reports:prepare", request.network.slug, slug)
    return pressed(
        request,
        lambda: actions.publish_panel(acting_user=request.viewer.person, panel=panel),
        reverse("reports:panel", args=[request.network.slug, slug]),
        _("Everybody can read the page of the panel now."),
    )


@members_only
def minutes(request: NetworkRequest, slug: str) -> HttpResponse:
    programme, panel = panel_to_prepare(request.viewer, slug)
    if panel is None:
        return redirect("reports:prepare", request.network.slug, slug)
    form = MinutesForm(request.POST or None, panel=panel)
    if request.method == "POST" and form.is_valid():
        actions.write_minutes(acting_user=request.viewer.person, panel=panel, minutes=form.cleaned_data["minutes"])
        messages.success(request, _("The minutes were kept."))
        return redirect("reports:panel", request.network.slug, slug)
    return render(
        request,
        "page/form.html",
        {
            "section": "programmes",
            "form": form,
            "title": _("What was said and decided"),
            "button": _("Keep the minutes"),
            "back_url": reverse("reports:panel", args=[request.network.slug, slug]),
            "programme": programme,
        },
    )
