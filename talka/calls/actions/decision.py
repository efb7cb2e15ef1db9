"""The panel decides, announces, and hears appeals."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from talka.calls import clock, rules
from talka.calls.actions.letters import write_later
from talka.calls.events import CallDecided
from talka.calls.models import Appeal, Application, Call, Decision, Outcome
from talka.calls.ranking import proposal_of
from talka.calls.words import closed_words
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.versions.actions import freeze
from talka.foundation.wording import Wording
from talka.identity.models import Account


@dataclass(frozen=True)
class Chosen:
    """What the panel chose for one application: why, where it departs, and what the applicant is told."""

    result: str
    departure: str = ""
    reasons: Wording = field(default_factory=dict)


@transaction.atomic
def decide(
    *,
    acting_user: Account | None,
    call: Call,
    chosen: Mapping[int, Chosen],
    note: Wording | None = None,
) -> Decision:
    """Record the decision on every application that takes part (id → what was chosen).

    The arithmetic proposes; whoever departs from it says why. May be decided anew until it is announced. Raises
    Refusal, with the field of the application, where a reason is missing or more are selected than there are places.
    """
    locked = Call.objects.select_for_update(of=("self",)).select_related("network").get(pk=call.pk)
    if locked.state not in (Call.State.OPENED, Call.State.DECIDED):
        raise Refusal(_("The panel decides after the marks were opened, until the decision is announced."))
    proposal = proposal_of(locked)
    if set(chosen) != {row.application.pk for row in proposal.rows}:
        raise Refusal(_("Decide on every application that takes part."))
    results = Outcome.Result
    selected = sum(each.result == results.SELECTED for each in chosen.values())
    if selected > locked.terms.places:
        raise Refusal(
            _("You selected %(selected)s, and the call gives %(places)s places.")
            % {"selected": selected, "places": locked.terms.places}
        )
    for row in proposal.rows:
        choice = chosen[row.application.pk]
        if choice.result != row.proposed and not choice.departure.strip():
            raise Refusal(
                _("Say why the panel departs from the ranking for application %(number)s.")
                % {"number": row.application.number},
                f"departure_{row.application.pk}",
            )
    Decision.objects.filter(call=locked).delete()
    decision = Decision.objects.create(call=locked, note=note or {}, ranking=proposal.to_json(), decided_by=acting_user)
    waiting = 0
    for row in proposal.rows:
        choice = chosen[row.application.pk]
        if choice.result == results.RESERVE:
            waiting += 1
        Outcome.objects.create(
            decision=decision,
            application=row.application,
            place=row.place,
            result=choice.result,
            proposed=row.proposed,
            reserve_number=waiting if choice.result == results.RESERVE else None,
            departure=choice.departure.strip() if choice.result != row.proposed else "",
            reasons=choice.reasons,
        )
    locked.state = Call.State.DECIDED
    locked.save(update_fields=["state"])
    call.refresh_from_db()
    departures = sum(chosen[row.application.pk].result != row.proposed for row in proposal.rows)
    record(acting_user=acting_user, network=call.network, verb="decided", target=call, departures=departures)
    return decision


@transaction.atomic
def announce_decision(*, acting_user: Account | None, call: Call) -> Decision:
    """Write to every applicant, publish the result, and freeze what was decided. Cannot be taken back.

    Raises Refusal where nothing was decided. A second time changes nothing.
    """
    locked = Call.objects.select_for_update(of=("self",)).select_related("network").get(pk=call.pk)
    if rules.is_called_off(locked):
        raise Refusal(closed_words(locked))
    decision = Decision.objects.filter(call=locked).first()
    if decision is None:
        raise Refusal(_("Decide first."))
    if decision.announced_at is not None:
        return decision
    now = clock.now()
    decision.announced_at = now
    decision.save(update_fields=["announced_at"])
    locked.state = Call.State.ANNOUNCED
    locked.save(update_fields=["state"])
    outcomes = list(decision.outcomes.select_related("application").order_by("place", "pk"))
    freeze(
        acting_user=acting_user,
        network=locked.network,
        target=decision,
        content={
            "note": decision.note,
            "ranking": decision.ranking,
            "outcomes": [
                {
                    "key": str(each.application.number),
                    "result": each.result,
                    "proposed": each.proposed,
                    "reserve": each.reserve_number,
                    "departure": each.departure,
                    "reasons": each.reasons,
                }
                for each in outcomes
            ],
        },
    )
    for each in outcomes:
        write_later("outcome", each.application_id)
    call.refresh_from_db()
    record(acting_user=acting_user, network=call.network, verb="announced", target=call)
    send(CallDecided(call_id=call.pk, decision_id=decision.pk))
    return decision


@transaction.atomic
def lodge_appeal(*, application: Application, text: str) -> Appeal:
    """Ask that a decision be looked at again; once, within the days that the call gives."""
    if not rules.may_appeal(application):
        raise Refusal(_("The time in which an appeal can be lodged is over, or one is lodged already."))
    appeal = Appeal.objects.create(application=application, text=text)
    call = application.call
    record(acting_user=None, network=call.network, verb="appeal came", target=call, number=application.number)
    return appeal


@transaction.atomic
def answer_appeal(*, acting_user: Account | None, appeal: Appeal, upheld: bool, answer: str) -> Appeal:
    """Answer an appeal with reasons; the applicant gets a letter. What was announced stays as it was announced."""
    appeal.state = Appeal.State.UPHELD if upheld else Appeal.State.DISMISSED
    appeal.answer, appeal.answered_at, appeal.answered_by = answer, clock.now(), acting_user
    appeal.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    call = appeal.application.call
    record(
        acting_user=acting_user, network=call.network, verb="answered appeal", target=call,
        number=appeal.application.number,
    )  # fmt: skip
    write_later("appeal_answered", appeal.application_id)
    return appeal
