"""The design of a cycle, day by day and session by session."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import NetworkRequest, members_only
from talka.foundation.forms import sent
from talka.foundation.wording import said
from talka.programmes import access, actions, queries
from talka.programmes.forms import (
    DayForm,
    DesignedSessionForm,
    initial_of_day,
    initial_of_next_session,
    initial_of_session,
)
from talka.programmes.models import Cycle, CycleDay, Programme
from talka.programmes.views.pages import Crumbs, address, crumbs_of, part_form


@members_only
@require_GET
def design(request: NetworkRequest, slug: str, cycle_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    cycle = access.cycle_to_edit(programme, cycle_id)
    days = queries.design_content(cycle)["days"]
    return render(
        request,
        "programmes/design.html",
        {
            "section": "programmes",
            "programme": programme,
            "cycle": cycle,
            "days": days,
            "crumbs": [*crumbs_of(programme, (_("Cycles"), address("cycles", programme))), (said(cycle.title), "")],
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def add_day(request: NetworkRequest, slug: str, cycle_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    cycle = access.cycle_to_edit(programme, cycle_id)
    days = queries.design_days(cycle)
    last = days[-1] if days else None
    initial = (
        {"after_days": last.after_days + 1, "starts": last.starts, "ends": last.ends, "kind": last.kind}
        if last
        else {"after_days": 0}
    )
    return part_form(
        request,
        programme,
        DayForm(sent(request), network=request.network, initial=initial),
        lambda data: actions.add_day(acting_user=request.viewer.person, cycle=cycle, **data),
        title=_("Add a day to “%(title)s”") % {"title": said(cycle.title)},
        button=_("Add the day"),
        back=_back(request, programme, cycle),
        said_after=_("The day stands in the design. Add its sessions."),
        crumbs=_crumbs(programme, cycle),
        template="programmes/day.html",
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_day(request: NetworkRequest, slug: str, day_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    day = access.day_to_edit(programme, day_id)

    def act(data: dict[str, Any]) -> None:
        actions.edit_day(acting_user=request.viewer.person, day=day, **data)

    return part_form(
        request,
        programme,
        DayForm(sent(request), network=request.network, day=day, initial=initial_of_day(day)),
        act,
        title=said(day.title),
        button=_("Keep the day"),
        back=_back(request, programme, day.cycle, day),
        said_after=_("Kept."),
        crumbs=_crumbs(programme, day.cycle),
        template="programmes/day.html",
    )


@members_only
@require_POST
def move_day(request: NetworkRequest, slug: str, day_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    day = access.day_to_edit(programme, day_id)
    actions.move_day(acting_user=request.viewer.person, day=day, up="up" in request.POST)
    return redirect(_back(request, programme, day.cycle, day))


@members_only
@require_POST
def take_out_day(request: NetworkRequest, slug: str, day_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    day = access.day_to_edit(programme, day_id)
    actions.take_out_day(acting_user=request.viewer.person, day=day)
    messages.success(request, _("“%(title)s” is taken out of the design.") % {"title": said(day.title)})
    return redirect(_back(request, programme, day.cycle))


@members_only
@require_http_methods(["GET", "POST"])
def add_session(request: NetworkRequest, slug: str, day_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    day = access.day_to_edit(programme, day_id)
    standing = list(day.sessions.filter(taken_out_at__isnull=True))
    return part_form(
        request,
        programme,
        DesignedSessionForm(sent(request), network=request.network, initial=initial_of_next_session(day, standing)),
        lambda data: actions.add_designed_session(acting_user=request.viewer.person, day=day, **data),
        title=_("Add a session to “%(title)s”") % {"title": said(day.title)},
        button=_("Add the session"),
        back=_back(request, programme, day.cycle, day),
        said_after=_("The session stands in the design."),
        crumbs=_crumbs(programme, day.cycle),
        template="programmes/day.html",
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_session(request: NetworkRequest, slug: str, session_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    session = access.designed_session_to_edit(programme, session_id)

    def act(data: dict[str, Any]) -> None:
        actions.edit_designed_session(acting_user=request.viewer.person, session=session, **data)

    return part_form(
        request,
        programme,
        DesignedSessionForm(
            sent(request), network=request.network, session=session, initial=initial_of_session(session)
        ),
        act,
        title=said(session.topic),
        button=_("Keep the session"),
        back=_back(request, programme, session.day.cycle, session.day),
        said_after=_("Kept."),
        crumbs=_crumbs(programme, session.day.cycle),
        template="programmes/day.html",
    )


@members_only
@require_POST
def take_out_session(request: NetworkRequest, slug: str, session_id: int) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    session = access.designed_session_to_edit(programme, session_id)
    actions.take_out_designed_session(acting_user=request.viewer.person, session=session)
    messages.success(request, _("“%(title)s” is taken out of the design.") % {"title": said(session.topic)})
    return redirect(_back(request, programme, session.day.cycle, session.day))


def _back(request: NetworkRequest, programme: Programme, cycle: Cycle, day: CycleDay | None = None) -> str:
    """To the concept where one came from there, else to the design; at the day that was changed."""
    home = (
        address("concept_write", programme)
        if request.GET.get("from") == "concept"
        else address("design", programme, cycle.pk)
    )
    return f"{home}#day-{day.pk}" if day else f"{home}#cycle-{cycle.pk}"


def _crumbs(programme: Programme, cycle: Cycle) -> Crumbs:
    return crumbs_of(
        programme,
        (_("Cycles"), address("cycles", programme)),
        (said(cycle.title), address("design", programme, cycle.pk)),
    )
