"""Planning a gathering, changing it, calling it off, saying what came of it, and its agenda."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from talka.foundation.access import Absent, NetworkRequest, members_only
from talka.foundation.form_pages import pressed
from talka.foundation.forms import carried_out, sent
from talka.foundation.wording import said
from talka.gatherings import access, actions, queries, rules
from talka.gatherings.forms.gathering import CancelForm, GatheringForm, HeldForm, initial_of
from talka.gatherings.forms.sessions import SessionForm, initial_of_next_session, initial_of_session
from talka.gatherings.models import Gathering, GatheringKind
from talka.gatherings.views.pages import address, crumbs_of, part_form


@members_only
@require_http_methods(["GET", "POST"])
def plan(request: NetworkRequest) -> HttpResponse:
    viewer = request.viewer
    if not rules.may_plan(viewer):
        raise Absent
    initial: dict[str, Any] = {"kind": GatheringKind.WORKSHOP, "within": request.GET.get("in", "")}
    if len(viewer.acts_for) == 1:
        initial["host"] = next(iter(viewer.acts_for))
    form = GatheringForm(sent(request), viewer=viewer, initial=initial)
    if request.method == "POST":
        made = carried_out(
            form,
            lambda: actions.plan_gathering(acting_user=viewer.person, network=request.network, **form.changes()),
        )
        if made is not None:
            messages.success(request, _("The gathering is planned. Write its agenda next."))
            return redirect(address("agenda", made))
    return render(
        request,
        "gatherings/plan.html",
        {"section": "gatherings", "form": form},
        status=422 if form.errors else 200,
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    form = GatheringForm(sent(request), viewer=request.viewer, gathering=gathering, initial=initial_of(gathering))
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.edit_gathering(acting_user=request.viewer.person, gathering=gathering, **form.changes()),
        title=_("Change the gathering"),
        button=_("Keep these"),
        back=address("gathering", gathering),
        said_after=_("Kept."),
        template="gatherings/edit.html",
    )


@members_only
@require_http_methods(["GET", "POST"])
def cancel(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    form = CancelForm(sent(request), network=request.network)
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.cancel_gathering(
            acting_user=request.viewer.person, gathering=gathering, reason=form.cleaned_data["reason"]
        ),
        title=_("Call it off"),
        lead=_("Everybody who keeps a place or waits for one is told by letter. The page stays and says so."),
        button=_("Call it off and tell them"),
        back=address("gathering", gathering),
        said_after=_("It is called off, and letters are on their way."),
    )


@members_only
@require_http_methods(["GET", "POST"])
def held(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    form = HeldForm(sent(request), network=request.network, initial={"outcome": gathering.outcome})
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.mark_held(
            acting_user=request.viewer.person, gathering=gathering, outcome=form.cleaned_data["outcome"]
        ),
        title=_("What came of it"),
        lead=said(gathering.result),
        button=_("It was held"),
        back=address("gathering", gathering),
        said_after=_("Kept."),
    )


@members_only
@require_http_methods(["GET", "POST"])
def agenda(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """The agenda as a table, with one empty row below it."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    days = queries.agenda(gathering)
    last = next((day.sessions[-1] for day in reversed(days) if day.sessions), None)
    form = SessionForm(sent(request), gathering=gathering, initial=initial_of_next_session(gathering, last))
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.add_session(acting_user=request.viewer.person, gathering=gathering, **form.changes()),
        title=_("Agenda"),
        button=_("Add the session"),
        back=f"{address('agenda', gathering)}#new",
        said_after=_("Added. The next row begins where this one ends."),
        template="gatherings/agenda.html",
        agenda=days,
        clashes=queries.clashes(gathering),
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_session(request: NetworkRequest, gathering_id: int, session_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    session = access.session_to_edit(gathering, session_id)
    session.gathering = gathering
    form = SessionForm(sent(request), gathering=gathering, initial=initial_of_session(session))
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.edit_session(acting_user=request.viewer.person, session=session, **form.changes()),
        title=said(session.topic),
        button=_("Keep the session"),
        back=address("agenda", gathering),
        said_after=_("Kept."),
        crumbs=_agenda_crumbs(gathering),
    )


@members_only
@require_POST
def remove_session(request: NetworkRequest, gathering_id: int, session_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    session = access.session_to_edit(gathering, session_id)
    session.gathering = gathering
    return pressed(
        request,
        lambda: actions.remove_session(acting_user=request.viewer.person, session=session),
        address("agenda", gathering),
        _("“%(topic)s” is taken off the agenda.") % {"topic": said(session.topic)},
    )


def _agenda_crumbs(gathering: Gathering) -> list[tuple[str, str]]:
    return crumbs_of(gathering, (_("Agenda"), address("agenda", gathering)))
