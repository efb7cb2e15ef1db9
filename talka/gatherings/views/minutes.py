"""Minutes: read by those for whom they are, written in place by the hosts, approved, printed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only, or_absent
from talka.foundation.form_pages import pressed, to_page
from talka.foundation.forms import sent
from talka.foundation.versions.queries import versions_of
from talka.foundation.wording import Wording
from talka.gatherings import access, actions, queries
from talka.gatherings.documents.minutes import minutes_pdf
from talka.gatherings.forms.minutes import DecisionForm, ItemForm, MinutesForm, ReopenForm
from talka.gatherings.models import Audience, Gathering, Minutes
from talka.gatherings.views.pages import address, crumbs_of, part_form
from talka.gatherings.views.showing import names_shown


@require_GET
def minutes(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """The minutes as this reader gets them."""
    gathering = access.gathering_for(request.viewer, gathering_id)
    seen_by = queries.audiences(request.viewer, gathering)
    shown = or_absent(queries.minutes_shown(gathering, seen_by))
    return render(
        request,
        "gatherings/minutes.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "minutes": shown,
            "names": names_shown(request.viewer, seen_by),
            "names_present": Audience.PARTICIPANTS in seen_by,
            "may_run": Audience.HOSTS in seen_by,
            "versions": versions_of(shown.minutes) if Audience.HOSTS in seen_by else [],
            "crumbs": crumbs_of(gathering),
        },
    )


@require_GET
def pdf(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """The same on paper."""
    gathering = access.gathering_for(request.viewer, gathering_id)
    seen_by = queries.audiences(request.viewer, gathering)
    shown = or_absent(queries.minutes_shown(gathering, seen_by))
    response = HttpResponse(
        minutes_pdf(
            gathering,
            shown,
            language=get_language() or gathering.network.language,
            names=names_shown(request.viewer, seen_by),
            names_present=Audience.PARTICIPANTS in seen_by,
        ),
        content_type="application/pdf",
    )
    response["Content-Disposition"] = f'inline; filename="minutes-{gathering.pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


@members_only
@require_http_methods(["GET", "POST"])
def write(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """The host's page of the minutes: what was talked about, what was decided, who does what by when."""
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    standing = queries.minutes_of(gathering)
    if standing is not None and standing.state == Minutes.State.APPROVED:
        return redirect(address("minutes", gathering))
    days = queries.agenda(gathering)
    form = MinutesForm(sent(request), gathering=gathering, minutes=standing, days=days)
    met: dict[str, Wording | str] = {}
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_minutes(
                acting_user=request.viewer.person, gathering=gathering, seen=form.seen, **form.changes()
            )
        except actions.WrittenMeanwhile as meanwhile:
            met = meanwhile.standing
            form = MinutesForm(gathering=gathering, minutes=standing, days=days, typed=form.typed())
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return to_page(request, address("write_minutes", gathering), _("The draft is kept."))
    return render(
        request,
        "gatherings/write_minutes.html",
        {
            "section": "gatherings",
            "gathering": gathering,
            "form": form,
            "met": met,
            "standing": standing,
            "there": queries.present_at(gathering),
            "decisions": queries.decisions(gathering),
            "items": queries.action_items(gathering),
            "names": True,
            "decision_form": DecisionForm(gathering=gathering, prefix="decision"),
            "item_form": ItemForm(gathering=gathering, prefix="task"),
            "crumbs": crumbs_of(gathering),
        },
        status=409 if met else 422 if form.errors else 200,
    )


@members_only
@require_POST
def approve(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    try:
        version = actions.approve_minutes(acting_user=request.viewer.person, gathering=gathering)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect(address("write_minutes", gathering))
    said = _("The minutes are approved. They stand as version %(number)s.") % {"number": version.number}
    return to_page(request, address("minutes", gathering), said)


@members_only
@require_http_methods(["GET", "POST"])
def reopen(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    if queries.minutes_of(gathering) is None:
        raise Absent
    form = ReopenForm(sent(request))
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.reopen_minutes(
            acting_user=request.viewer.person, gathering=gathering, reason=form.cleaned_data["reason"]
        ),
        title=_("Open the minutes again"),
        lead=_("The approved version stays and is read by others until the next one is approved."),
        button=_("Open them"),
        back=address("write_minutes", gathering),
        said_after=_("The minutes are a draft again."),
        crumbs=_crumbs(gathering),
    )


@members_only
@require_http_methods(["GET", "POST"])
def add_decision(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    form = DecisionForm(sent(request), gathering=gathering, prefix="decision")
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.add_decision(acting_user=request.viewer.person, gathering=gathering, **form.changes()),
        title=_("Add a decision"),
        button=_("Add the decision"),
        back=f"{address('write_minutes', gathering)}#decisions",
        said_after=_("The decision is written down."),
        crumbs=_crumbs(gathering),
    )


@members_only
@require_http_methods(["GET", "POST"])
def edit_decision(request: NetworkRequest, gathering_id: int, decision_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    decision = access.decision_to_edit(gathering, decision_id)
    initial = {"text": decision.text, "session": str(decision.session_id or "")}
    form = DecisionForm(sent(request), gathering=gathering, initial=initial)
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.edit_decision(acting_user=request.viewer.person, decision=decision, **form.changes()),
        title=_("Decision %(number)s") % {"number": decision.number},
        button=_("Keep the decision"),
        back=f"{address('write_minutes', gathering)}#decisions",
        said_after=_("Kept."),
        crumbs=_crumbs(gathering),
    )


@members_only
@require_POST
def remove_decision(request: NetworkRequest, gathering_id: int, decision_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    decision = access.decision_to_edit(gathering, decision_id)
    return pressed(
        request,
        lambda: actions.remove_decision(acting_user=request.viewer.person, decision=decision),
        f"{address('write_minutes', gathering)}#decisions",
        _("The decision is taken out, and later ones are numbered anew."),
    )


@members_only
@require_http_methods(["GET", "POST"])
def add_item(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    gathering = access.gathering_to_run(request.viewer, gathering_id)
    form = ItemForm(sent(request), gathering=gathering, prefix="task")
    return part_form(
        request,
        gathering,
        form,
        lambda: actions.add_action_item(acting_user=request.viewer.person, gathering=gathering, **form.changes()),
        title=_("Who does what by when"),
        button=_("Write it down"),
        back=f"{address('write_minutes', gathering)}#tasks",
        said_after=_("It stands on the desk of whoever took it on."),
        crumbs=_crumbs(gathering),
    )


def _crumbs(gathering: Gathering) -> list[tuple[str, str]]:
    return crumbs_of(gathering, (_("Minutes"), address("write_minutes", gathering)))
