"""Lists on which helpers tick who is there. They work as plain forms; a script adds patience with lost networks."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import NetworkRequest, Refusal, members_only
from talka.foundation.forms import carried_out, sent
from talka.foundation.wording import said
from talka.gatherings import access, actions, queries, rules
from talka.gatherings.actions import Outcome, Recorded
from talka.gatherings.forms.attendance import ArrivalForm, CorrectionForm, TickForm
from talka.gatherings.models import Attendance, Gathering, Participant, Session
from talka.gatherings.views.pages import address, crumbs_of


@members_only
@never_cache
@require_GET
def attendance(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """The sessions with how many came to each; straight to the list where there is one session."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    sessions = actions.open_list(gathering=gathering)
    if len(sessions) == 1:
        return redirect(address("attendance_list", gathering, sessions[0].pk))
    counts = queries.counts_by_session(gathering, sessions)
    return render(
        request,
        "gatherings/attendance/sessions.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "rows": [(each, counts[each.pk], rules.may_be_ticked(each)) for each in sessions],
            "current": queries.session_on(sessions),
            "claims": queries.open_claims([gathering]),
            "corrections": queries.corrections_of(sessions),
            "crumbs": crumbs_of(gathering),
        },
    )


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def attendance_list(request: NetworkRequest, gathering_id: int, session_id: int) -> HttpResponse:
    """The list of one session, and where each tick is sent. A script asks for JSON and gets the person's line back."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    session = access.session_on_list(gathering, session_id)
    if request.method == "POST":
        return _ticked(request, session)
    lines = queries.attendance_list(session)
    sessions = actions.open_list(gathering=gathering)
    context = {
        **_line_context(request, session),
        "section": "gatherings",
        "gathering": gathering,
        "lines": [(line, uuid.uuid4()) for line in lines],
        "counts": queries.counts_of(lines),
        "sessions": sessions,
        "arrival": ArrivalForm(network=request.network),
        "may_be_ticked": rules.may_be_ticked(session),
        "claims": queries.open_claims([gathering]),
        "corrections": queries.corrections_of([session]),
        "crumbs": crumbs_of(gathering, (_("Attendance"), address("attendance", gathering)))
        if len(sessions) > 1
        else crumbs_of(gathering),
        "zone": request.network.time_zone,
    }
    if request.headers.get("X-Part") == "lines":
        return render(request, "gatherings/attendance/lines.html", context)
    return render(request, "gatherings/attendance/list.html", context)


def _line_context(request: NetworkRequest, session: Session) -> dict[str, Any]:
    now = timezone.now()
    on = session.starts_at < now < session.ends_at
    return {"network": request.network, "session": session, "time_now": timezone.localtime(now) if on else None}


def _ticked(request: NetworkRequest, session: Session) -> HttpResponse:
    form = TickForm(request.POST)
    if not form.is_valid():
        return _refused(request, session, _("This tick was not whole. Tick again."))
    person = access.person_on_list(session.gathering, form.cleaned_data["participant"])
    standing = Attendance.objects.filter(session=session, participant=person).first()
    try:
        recorded = actions.record_attendance(
            acting_user=request.viewer.person,
            session=session,
            participant=person,
            **form.changes(session, standing),
        )
    except Refusal as refusal:
        return _refused(request, session, f"{person.name}: {refusal.message}")
    return _answered(request, session, recorded, person.pk)


def _wants_json(request: NetworkRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _refused(request: NetworkRequest, session: Session, words: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"words": words}, status=422)
    messages.error(request, words)
    return redirect(address("attendance_list", session.gathering, session.pk))


def _answered(request: NetworkRequest, session: Session, recorded: Recorded, participant_id: int) -> HttpResponse:
    """Back to the line, or for a script the line and the counts as they stand now."""
    person = access.person_on_list(session.gathering, participant_id)
    line = queries.line_of(session, person)
    told = recorded.outcome is Outcome.KEPT_BESIDE
    words = _("%(name)s was ticked differently before. Both words are kept; decide which is right.") % {
        "name": person.name
    }
    if not _wants_json(request):
        if told:
            messages.warning(request, words)
        return redirect(f"{address('attendance_list', session.gathering, session.pk)}#p{participant_id}")
    context = {
        **_line_context(request, session),
        "gathering": session.gathering,
        "line": line,
        "field_id": uuid.uuid4(),
    }
    counts = queries.counts_of(queries.attendance_list(session))
    return JsonResponse(
        {
            "outcome": recorded.outcome.value,
            "participant": participant_id,
            "stands": str(line.attendance.field_id) if line.attendance else "",
            "words": words if told else "",
            "line": render_to_string("gatherings/attendance/line.html", context, request),
            "counts": render_to_string("gatherings/attendance/counts.html", {"counts": counts}, request),
        }
    )


@members_only
@require_http_methods(["GET", "POST"])
def add_arrival(request: NetworkRequest, gathering_id: int, session_id: int) -> HttpResponse:
    """Somebody came who is not on the list."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    session = access.session_on_list(gathering, session_id)
    form = ArrivalForm(sent(request), network=request.network)
    if request.method == "POST":
        recorded = carried_out(
            form,
            lambda: actions.add_arrival(acting_user=request.viewer.person, session=session, **_given(form)),
        )
        if recorded is not None and recorded.attendance is not None:
            if not _wants_json(request):
                messages.success(request, _("%(name)s is on the list.") % {"name": form.cleaned_data["name"]})
            return _answered(request, session, recorded, recorded.attendance.participant_id)
        if _wants_json(request):
            errors = [str(error) for field in form.errors.values() for error in field]
            return JsonResponse({"words": " ".join(errors)}, status=422)
    return render(
        request,
        "gatherings/attendance/arrival.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "form": form,
            "title": _("Add somebody who came"),
            "button": _("Add and tick as present"),
            "back_url": address("attendance_list", gathering, session.pk),
            "crumbs": _list_crumbs(gathering, session),
        },
        status=422 if form.errors else 200,
    )


def _given(form: ArrivalForm) -> dict[str, Any]:
    return {key: value for key, value in form.cleaned_data.items() if value is not None}


def _list_crumbs(gathering: Gathering, session: Session) -> list[tuple[str, str]]:
    title = _("Attendance") if session.whole else said(session.topic)
    return crumbs_of(gathering, (title, address("attendance_list", gathering, session.pk)))


@members_only
@never_cache
@require_http_methods(["GET", "POST"])
def person(request: NetworkRequest, gathering_id: int, session_id: int, participant_id: int) -> HttpResponse:
    """One person in one session, with both times and the reason of an excuse; and what was corrected before."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    session = access.session_on_list(gathering, session_id)
    someone = access.person_on_list(gathering, participant_id)
    standing = Attendance.objects.filter(session=session, participant=someone).first()
    form = CorrectionForm(sent(request), session=session, standing=standing, initial=_initial(standing))
    if request.method == "POST" and carried_out(form, lambda: _corrected(request, session, someone, form)):
        messages.success(request, _("Kept."))
        return redirect(f"{address('attendance_list', gathering, session.pk)}#p{someone.pk}")
    return render(
        request,
        "gatherings/attendance/person.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "session": session,
            "person": someone,
            "standing": standing,
            "corrections": [each for each in queries.corrections_of([session]) if each.attendance == standing],
            "form": form,
            "title": someone.name,
            "button": _("Correct it") if standing else _("Write it down"),
            "back_url": f"{address('attendance_list', gathering, session.pk)}#p{someone.pk}",
            "crumbs": _list_crumbs(gathering, session),
        },
        status=422 if form.errors else 200,
    )


def _initial(standing: Attendance | None) -> dict[str, Any]:
    if standing is None:
        return {}
    return {
        "state": standing.state,
        "came": timezone.localtime(standing.arrived_at).time() if standing.arrived_at else None,
        "left": timezone.localtime(standing.left_at).time() if standing.left_at else None,
        "excuse": standing.excuse,
    }


def _corrected(request: NetworkRequest, session: Session, someone: Participant, form: CorrectionForm) -> bool:
    rows = Attendance.objects.select_related("session__gathering__network")
    row = rows.filter(session=session, participant=someone).first()
    excuse = form.cleaned_data["excuse"]
    if row is None:
        actions.record_attendance(
            acting_user=request.viewer.person,
            session=session,
            participant=someone,
            excuse=excuse,
            way=Attendance.Way.TYPED if rules.is_past(session.gathering) else Attendance.Way.LIST,
            **form.times(),
        )
    else:
        actions.correct_attendance(
            acting_user=request.viewer.person,
            attendance=row,
            reason=form.cleaned_data.get("reason", ""),
            excuse=excuse,
            **form.times(),
        )
    return True


@members_only
@require_POST
def settle_claim(request: NetworkRequest, gathering_id: int, claim_id: int) -> HttpResponse:
    """Take what was said, or leave what stands."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    claim = access.claim_to_settle(gathering, claim_id)
    take = request.POST.get("take") == "yes"
    answer = request.POST.get("answer", "")[:300]
    actions.settle_claim(acting_user=request.viewer.person, claim=claim, take=take, answer=answer)
    name = claim.participant.name
    messages.success(
        request,
        _("The list is corrected for %(name)s.") % {"name": name}
        if take
        else _("The list stays as it was for %(name)s.") % {"name": name},
    )
    return redirect(f"{address('attendance_list', gathering, claim.session_id)}#p{claim.participant_id}")
