"""Writing minutes, and approving them as a frozen version."""

import datetime
from collections.abc import Mapping
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.versions.actions import freeze
from talka.foundation.versions.models import FrozenVersion
from talka.foundation.wording import Wording
from talka.gatherings.actions.agenda import describe_day
from talka.gatherings.events import MinutesApproved
from talka.gatherings.models import Decision, Gathering, Minutes, Session
from talka.gatherings.queries.minutes import minutes_content, sign_of, standing_texts
from talka.identity.models import Account


class MinutesChanges(TypedDict, total=False):
    """What `write_minutes` may change; what is left out stays as it is."""

    text: Wording
    chair: str
    keeper: str
    audience: str
    outcomes: Mapping[int, Wording]
    days: Mapping[datetime.date, Wording]


class WrittenMeanwhile(Refusal):
    """Somebody else wrote where this person writes. Nothing was kept; `standing` says what stands, by field."""

    def __init__(self, standing: dict[str, Wording | str]) -> None:
        super().__init__(_("Somebody else wrote in the minutes while you were writing."))
        self.standing = standing


@transaction.atomic
def write_minutes(
    *,
    acting_user: Account | None,
    gathering: Gathering,
    seen: Mapping[str, str] | None = None,
    **changes: Unpack[MinutesChanges],
) -> Minutes:
    """Begin the minutes, or change their draft. `outcomes` says by session's id what came of it, `days` by day.

    `seen` are signs (`queries.minutes.sign_of`) of what stood when the writing began, by field. Raises
    WrittenMeanwhile where one of the fields that are written reads otherwise by now, and Refusal where the minutes are
    approved.
    """
    minutes = draft_of(gathering)
    outcomes = changes.pop("outcomes", {})
    _hold_to_what_was_seen(gathering, seen or {}, changes, outcomes)
    for session in gathering.sessions.filter(pk__in=list(outcomes)):
        if session.outcome != outcomes[session.pk]:
            session.outcome = outcomes[session.pk]
            session.save(update_fields=["outcome"])
    for day, outcome in changes.pop("days", {}).items():
        if outcome or gathering.days.filter(day=day).exists():
            describe_day(acting_user=acting_user, gathering=gathering, day=day, outcome=outcome)
    for field, value in changes.items():
        setattr(minutes, field, value)
    minutes.save()
    record(acting_user=acting_user, network=gathering.network, verb="wrote minutes", target=gathering)
    return minutes


def _hold_to_what_was_seen(
    gathering: Gathering, seen: Mapping[str, str], changes: MinutesChanges, outcomes: Mapping[int, Wording]
) -> None:
    written: dict[str, Wording | str] = {name: text for name, text in changes.items() if name != "days"}  # type: ignore[misc]  # what is left of the changes are texts
    written |= {f"session_{pk}": text for pk, text in outcomes.items()}
    written |= {f"day_{day.isoformat()}": text for day, text in changes.get("days", {}).items()}
    standing = standing_texts(gathering)
    met = {
        name: standing.get(name, "")
        for name, text in written.items()
        if name in seen and sign_of(standing.get(name)) not in (seen[name], sign_of(text))
    }
    if met:
        raise WrittenMeanwhile(met)


@transaction.atomic
def approve_minutes(*, acting_user: Account | None, gathering: Gathering) -> FrozenVersion:
    """Freeze what stands as the next version, and say so. Approving what is approved gives the version that stands.

    Raises Refusal before the gathering has begun, after it was called off, or where nothing was written.
    """
    gathering = Gathering.objects.select_for_update().get(pk=gathering.pk)
    if gathering.state == Gathering.State.CANCELLED:
        raise Refusal(_("It was called off, so there is nothing to approve."))
    if gathering.starts_at > timezone.now():
        raise Refusal(_("It has not begun yet. Approve the minutes afterwards."))
    minutes = Minutes.objects.filter(gathering=gathering).first()
    if minutes is None or not _holds_something(minutes):
        raise Refusal(_("Nothing is written yet. Write what was talked about, decided or agreed to do."))
    version = freeze(
        acting_user=acting_user, network=gathering.network, target=minutes, content=minutes_content(minutes)
    )
    if minutes.state != Minutes.State.APPROVED:
        minutes.state = Minutes.State.APPROVED
        minutes.approved_at = timezone.now()
        minutes.approved_by = acting_user
        minutes.save(update_fields=["state", "approved_at", "approved_by"])
        record(
            acting_user=acting_user,
            network=gathering.network,
            verb="approved minutes",
            target=gathering,
            version=version.number,
        )
        send(MinutesApproved(gathering_id=gathering.pk))
    return version


@transaction.atomic
def reopen_minutes(*, acting_user: Account | None, gathering: Gathering, reason: str) -> Minutes:
    """Make a draft of approved minutes again; the approved version stays to be read. A reason is asked for."""
    minutes = Minutes.objects.select_for_update().filter(gathering=gathering).first()
    if minutes is None:
        raise Refusal(_("There are no minutes yet."))
    if not reason.strip():
        raise Refusal(_("Say why they are opened again."), "reason")
    if minutes.state == Minutes.State.APPROVED:
        minutes.state = Minutes.State.DRAFT
        minutes.approved_at = None
        minutes.approved_by = None
        minutes.save(update_fields=["state", "approved_at", "approved_by"])
        record(
            acting_user=acting_user,
            network=gathering.network,
            verb="opened minutes again",
            target=gathering,
            reason=reason.strip(),
        )
    return minutes


@transaction.atomic
def add_decision(
    *, acting_user: Account | None, gathering: Gathering, text: Wording, session: Session | None = None
) -> Decision:
    """Add a decision with the next number. Raises Refusal where the minutes are approved."""
    minutes = draft_of(gathering)
    if session is not None and session.gathering_id != gathering.pk:
        raise Refusal(_("The session stands in another agenda."), "session")
    last = gathering.decisions.order_by("-number").first()
    decision = Decision.objects.create(
        gathering=minutes.gathering, session=session, text=text, number=last.number + 1 if last else 1
    )
    _record(acting_user, decision, "added decision")
    return decision


@transaction.atomic
def edit_decision(
    *, acting_user: Account | None, decision: Decision, text: Wording, session: Session | None = None
) -> Decision:
    draft_of(decision.gathering)
    decision.text = text
    decision.session = session
    decision.save(update_fields=["text", "session"])
    _record(acting_user, decision, "edited decision")
    return decision


@transaction.atomic
def remove_decision(*, acting_user: Account | None, decision: Decision) -> None:
    """Take it out of the draft; later ones move up, so that no number is missing in what is approved."""
    gathering = decision.gathering
    draft_of(gathering)
    _record(acting_user, decision, "removed decision")
    number = decision.number
    decision.delete()
    for later in gathering.decisions.filter(number__gt=number).order_by("number"):
        later.number -= 1
        later.save(update_fields=["number"])


def draft_of(gathering: Gathering) -> Minutes:
    """The minutes while they may be changed, begun where there are none; inside a transaction.

    Raises Refusal where they are approved.
    """
    Gathering.objects.select_for_update().get(pk=gathering.pk)
    minutes, _made = Minutes.objects.get_or_create(gathering=gathering)
    if minutes.state == Minutes.State.APPROVED:
        raise Refusal(_("The minutes are approved. Open them again to change them."))
    return minutes


def _holds_something(minutes: Minutes) -> bool:
    gathering = minutes.gathering
    return (
        any(minutes.text.values())
        or gathering.decisions.exists()
        or gathering.action_items.exists()
        or any(any(outcome.values()) for outcome in gathering.sessions.values_list("outcome", flat=True))
    )


def _record(acting_user: Account | None, decision: Decision, verb: str) -> None:
    gathering = decision.gathering
    record(acting_user=acting_user, network=gathering.network, verb=verb, target=gathering, number=decision.number)
