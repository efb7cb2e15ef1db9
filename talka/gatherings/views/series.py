"""Series: the list, each with its members, turns and themes, and the answers of those who are asked to host."""

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only
from talka.foundation.form_pages import form_page, pressed, shown_form
from talka.foundation.forms import carried_out, sent
from talka.foundation.wording import said
from talka.gatherings import access, rules
from talka.gatherings.actions import series as actions
from talka.gatherings.forms.series import (
    AcceptForm,
    AskForm,
    MeetingForm,
    MemberForm,
    PassForm,
    SeriesForm,
    initial_of_series,
)
from talka.gatherings.models import Series
from talka.gatherings.queries import series as queries
from talka.gatherings.queries.ideas import for_lists, ideas_visible, shelved
from talka.gatherings.views.pages import crumbs_to_gatherings


def series_address(name: str, series: Series, *parts: Any) -> str:
    return reverse(f"gatherings:{name}", args=[series.network.slug, series.pk, *parts])


def series_crumbs(series: Series) -> list[tuple[str, str]]:
    return [
        *crumbs_to_gatherings(series.network),
        (_("Series"), reverse("gatherings:series_list", args=[series.network.slug])),
        (said(series.title), series_address("series", series)),
    ]


@require_GET
def series_list(request: NetworkRequest) -> HttpResponse:
    found = queries.series_listed(request.viewer)
    return render(
        request,
        "gatherings/series_list.html",
        {
            "section": "gatherings",
            "view": "series",
            "going_on": [each for each in found if each.ended_at is None],
            "ended": [each for each in found if each.ended_at is not None],
            "may_make": rules.may_plan(request.viewer),
        },
    )


@require_GET
def series(request: NetworkRequest, series_id: int) -> HttpResponse:
    """Who hosts next and why, what was held, themes and ideas."""
    viewer = request.viewer
    found = access.series_for(viewer, series_id)
    stands = queries.series_stands(found)
    meetings = queries.visible_meetings(stands.meetings, viewer)
    may_run = rules.may_run_series(viewer, found)
    open_turn = stands.open_turn
    mine = {each.member.owner_id for each in stands.members} & viewer.acts_for
    ideas = list(for_lists(ideas_visible(viewer).filter(series=found)).order_by("made_at", "pk"))
    return render(
        request,
        "gatherings/series.html",
        {
            "section": "gatherings",
            "series": found,
            "stands": stands,
            "meetings": list(reversed(meetings)),
            "taken": queries.taken_home(meetings, viewer),
            "examples": queries.examples_of(meetings),
            "may_run": may_run,
            "may_answer": open_turn is not None and rules.may_answer(viewer, open_turn),
            "answered": [turn for turn in stands.turns if turn != open_turn],
            "mine": mine,
            "may_join": viewer.is_member and bool(viewer.acts_for - mine) and found.ended_at is None,
            "ask_form": AskForm(initial={"around": stands.around}),
            "shelves": [shelf for shelf in shelved(ideas) if shelf.ideas],
            "crumbs": series_crumbs(found)[:2],
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def make_series(request: NetworkRequest) -> HttpResponse:
    viewer = request.viewer
    if not rules.may_plan(viewer):
        raise Absent
    initial: dict[str, Any] = {
        "kind": "informal_date",
        "every": "month",
        "hosts_rotate": True,
        "visibility": "network",
        "within": request.GET.get("in", ""),
    }
    if len(viewer.acts_for) == 1:
        initial["owner"] = next(iter(viewer.acts_for))
    form = SeriesForm(sent(request), viewer=viewer, initial=initial)
    if request.method == "POST":
        made = carried_out(
            form, lambda: actions.make_series(acting_user=viewer.person, network=request.network, **form.changes())
        )
        if made is not None:
            messages.success(request, _("The series stands. Say next who hosts in turn."))
            return redirect(series_address("series", made))
    return _form(
        request,
        form,
        title=_("Begin a series"),
        lead=_("The same kind of gathering again and again: hosted in turn, or with one theme each."),
        button=_("Begin the series"),
        back=reverse("gatherings:series_list", args=[request.network.slug]),
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_series(request: NetworkRequest, series_id: int) -> HttpResponse:
    found = access.series_to_run(request.viewer, series_id)
    form = SeriesForm(sent(request), viewer=request.viewer, series=found, initial=initial_of_series(found))
    return _acted(
        request,
        form,
        found,
        lambda: actions.edit_series(acting_user=request.viewer.person, series=found, **form.changes()),
        title=_("Change the series"),
        button=_("Keep these"),
        said_after=_("Kept."),
    )


@members_only
@require_POST
def end_series(request: NetworkRequest, series_id: int) -> HttpResponse:
    found = access.series_to_run(request.viewer, series_id)
    actions.end_series(acting_user=request.viewer.person, series=found)
    messages.success(request, _("The series is over. What was held stays."))
    return redirect(series_address("series", found))


@members_only
@require_http_methods(["GET", "POST"])
def join_series(request: NetworkRequest, series_id: int) -> HttpResponse:
    """Whoever runs the series adds members; others join with their own organisations."""
    viewer = request.viewer
    found = access.series_for(viewer, series_id)
    only = None if rules.may_run_series(viewer, found) else viewer.acts_for
    if (only is not None and not only) or found.ended_at is not None:
        raise Absent
    form = MemberForm(sent(request), series=found, only=only)
    return _acted(
        request,
        form,
        found,
        lambda: actions.join_series(acting_user=viewer.person, series=found, owner=form.cleaned_data["owner"]),
        title=_("Host in turn"),
        lead=_("Who joins later begins with the least that anybody has hosted, so nobody makes up for years before."),
        button=_("Add to those who host"),
        said_after=_("Added."),
    )


@members_only
@require_POST
def leave_series(request: NetworkRequest, series_id: int, member_id: int) -> HttpResponse:
    viewer = request.viewer
    found = access.series_for(viewer, series_id)
    member = access.series_member(found, member_id)
    if member.owner_id not in viewer.acts_for and not rules.may_run_series(viewer, found):
        raise Absent
    actions.leave_series(acting_user=viewer.person, member=member)
    messages.success(request, _("%(name)s hosts no more.") % {"name": member.owner.name})
    return redirect(series_address("series", found))


@members_only
@require_POST
def ask_host(request: NetworkRequest, series_id: int) -> HttpResponse:
    found = access.series_to_run(request.viewer, series_id)
    form = AskForm(request.POST)
    around: datetime.date | None = form.cleaned_data["around"] if form.is_valid() else None
    try:
        turn = actions.ask_host(acting_user=request.viewer.person, series=found, around=around)
        messages.success(request, _("%(name)s is asked, by letter and on the desk.") % {"name": turn.owner.name})
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect(series_address("series", found))


@members_only
@require_POST
def take_back_turn(request: NetworkRequest, series_id: int, turn_id: int) -> HttpResponse:
    found = access.series_to_run(request.viewer, series_id)
    turn = access.turn_to_take_back(found, turn_id)
    return pressed(
        request,
        lambda: actions.take_back_turn(acting_user=request.viewer.person, turn=turn),
        series_address("series", found),
        _("The question is taken back."),
    )


@members_only
@require_http_methods(["GET", "POST"])
def accept_turn(request: NetworkRequest, series_id: int, turn_id: int) -> HttpResponse:
    turn = access.turn_to_answer(request.viewer, series_id, turn_id)
    last = queries.last_hours(turn.series)
    initial: dict[str, Any] = {"title": turn.series.title, "day": turn.around, **last}
    form = AcceptForm(sent(request), turn=turn, initial=initial)
    made = (
        carried_out(form, lambda: actions.accept_turn(acting_user=request.viewer.person, turn=turn, **form.changes()))
        if request.method == "POST"
        else None
    )
    if made is not None:
        messages.success(request, _("You host. The gathering is planned, and all members are told."))
        return redirect(reverse("gatherings:gathering", args=[request.network.slug, made.pk]))
    return _form(
        request,
        form,
        title=_("Host the next one"),
        lead=_("Say when and where. Agenda and places follow on pages of their own."),
        button=_("We host"),
        back=series_address("series", turn.series),
        crumbs=series_crumbs(turn.series),
    )


@members_only
@require_http_methods(["GET", "POST"])
def pass_turn(request: NetworkRequest, series_id: int, turn_id: int) -> HttpResponse:
    turn = access.turn_to_answer(request.viewer, series_id, turn_id)
    form = PassForm(sent(request))
    return _acted(
        request,
        form,
        turn.series,
        lambda: (actions.pass_turn(acting_user=request.viewer.person, turn=turn, line=form.cleaned_data["line"]),),
        title=_("Pass this time"),
        lead=_("The next in the order is asked at once. You are asked again the next time as if nothing had been."),
        button=_("Pass to the next"),
        said_after=_("You passed. Your line stands with the series."),
    )


@members_only
@require_http_methods(["GET", "POST"])
def put_in_series(request: NetworkRequest, series_id: int) -> HttpResponse:
    """A gathering that is planned or was held already becomes one of the series."""
    found = access.series_to_run(request.viewer, series_id)
    form = MeetingForm(sent(request), viewer=request.viewer, series=found)
    return _acted(
        request,
        form,
        found,
        lambda: actions.put_in_series(
            acting_user=request.viewer.person,
            series=found,
            gathering=access.gathering_to_run(request.viewer, form.cleaned_data["gathering"].pk),
            theme=form.cleaned_data.get("theme"),
        ),
        title=_("Add a gathering to the series"),
        button=_("Add it"),
        said_after=_("Added."),
    )


def _acted(
    request: NetworkRequest,
    form: forms.Form,
    series: Series,
    act: Callable[[], object],
    *,
    title: str,
    button: str,
    said_after: str,
    lead: str = "",
) -> HttpResponse:
    """One form of a series: act, say so and go back to it."""
    return form_page(
        request,
        form,
        act,
        section="gatherings",
        title=title,
        lead=lead,
        button=button,
        back=series_address("series", series),
        said_after=said_after,
        crumbs=series_crumbs(series),
        template="gatherings/together_form.html",
    )


def _form(
    request: NetworkRequest,
    form: forms.Form,
    *,
    title: str,
    button: str,
    back: str,
    lead: str,
    crumbs: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """The form of a page that goes on to what was made."""
    return shown_form(
        request,
        form,
        section="gatherings",
        title=title,
        lead=lead,
        button=button,
        back=back,
        crumbs=crumbs or crumbs_to_gatherings(request.network),
        template="gatherings/together_form.html",
    )
