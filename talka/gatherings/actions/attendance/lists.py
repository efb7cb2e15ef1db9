"""Writing down who was there, by helpers on a list, again and again without harm."""

import datetime
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.owners.models import Owner
from talka.gatherings.actions.attendance.rows import keep_beside, sent_before, standing_of, write_corrected, write_down
from talka.gatherings.actions.attendance.said import Outcome, Recorded, State, as_said, hold_to_time
from talka.gatherings.actions.people import meet_participant
from talka.gatherings.models import (
    Attendance,
    AttendanceClaim,
    Gathering,
    Participant,
    Session,
)
from talka.identity.models import Account
from talka.organisations.models import Locality


@transaction.atomic
def record_attendance(
    *,
    acting_user: Account | None,
    session: Session,
    participant: Participant,
    state: str,
    arrived_at: datetime.datetime | None = None,
    left_at: datetime.datetime | None = None,
    excuse: str = "",
    field_id: uuid.UUID | None = None,
    replaces: uuid.UUID | None = None,
    reason: str = "",
    way: str = Attendance.Way.LIST,
) -> Recorded:
    """Write down how somebody took part in a session. It may be sent again with the same `field_id`.

    Where something else stands already it is changed, by a recorded correction, only if `replaces` names what stands:
    then whoever sends has seen it. Otherwise what stands is left, the new word is kept beside it as a claim, and the
    caller tells both. The same id with other content is such a claim too.

    Raises Refusal where the gathering was called off, the session is still far off, or the times do not fit.
    """
    hold_to_time(session, participant, state)
    words = as_said(session, state, arrived_at, left_at)
    identity = field_id or uuid.uuid4()
    sent = sent_before(identity, session, participant, words)
    if sent is not None:
        if sent.outcome is Outcome.REPEATED:
            return sent
        identity, replaces = uuid.uuid4(), None
    standing = standing_of(session, participant)
    if standing is None:
        made = write_down(acting_user, session, participant, words, excuse, identity, way)
        if made is not None:
            return Recorded(Outcome.RECORDED, made)
        sent = sent_before(identity, session, participant, words)
        if sent is not None and sent.outcome is Outcome.REPEATED:
            return sent
        standing = standing_of(session, participant)
        assert standing is not None
    if words.stands_in(standing):
        return Recorded(Outcome.AGREED, standing)
    if replaces is not None and replaces == standing.field_id:
        changed = write_corrected(acting_user, standing, words, excuse, identity, reason or _("Changed on the list"))
        return Recorded(Outcome.CORRECTED, changed)
    claim = keep_beside(acting_user, session, participant, words, identity, AttendanceClaim.By.HELPER)
    return Recorded(Outcome.KEPT_BESIDE, standing, claim)


@transaction.atomic
def correct_attendance(
    *,
    acting_user: Account | None,
    attendance: Attendance,
    state: str,
    reason: str,
    arrived_at: datetime.datetime | None = None,
    left_at: datetime.datetime | None = None,
    excuse: str = "",
) -> Attendance:
    """Change what stands and keep what stood, with the reason. Saying what stands already changes nothing.

    Raises Refusal without a reason, or where the times do not fit.
    """
    session = attendance.session
    words = as_said(session, state, arrived_at, left_at)
    standing = Attendance.objects.select_for_update().get(pk=attendance.pk)
    standing.session = session
    if words.stands_in(standing) and excuse == standing.excuse:
        return standing
    if not reason.strip():
        raise Refusal(_("Say in a few words why it is changed. The host sees it beside what stood before."), "reason")
    return write_corrected(acting_user, standing, words, excuse, uuid.uuid4(), reason.strip())


@transaction.atomic
def add_arrival(
    *,
    acting_user: Account | None,
    session: Session,
    name: str,
    email: str = "",
    owner: Owner | None = None,
    comes_from: str = "",
    sector: str = "",
    locality: Locality | None = None,
    state: str = State.PRESENT,
    arrived_at: datetime.datetime | None = None,
    field_id: uuid.UUID | None = None,
) -> Recorded:
    """Somebody came who is not on the list: they are met as a participant and written down at once.

    The same `field_id` with the same name is success and adds nobody; with another name it is another person.
    """
    identity = field_id or uuid.uuid4()
    sent = Q(field_id=identity) | Q(corrections__was_field_id=identity)
    before = Attendance.objects.filter(sent).select_related("participant").distinct().first()
    if before is not None:
        if before.session_id == session.pk and _is_named(before.participant, name):
            return Recorded(Outcome.REPEATED, before)
        identity = uuid.uuid4()
    person = meet_participant(
        network=session.gathering.network,
        name=name,
        email=email,
        owner=owner,
        comes_from=comes_from,
        sector=sector,
        locality=locality,
    )
    return record_attendance(
        acting_user=acting_user,
        session=session,
        participant=person,
        state=state,
        arrived_at=arrived_at,
        field_id=identity,
    )


@transaction.atomic
def open_list(*, gathering: Gathering) -> list[Session]:
    """The sessions on whose lists people are ticked, by time. A gathering without agenda gets one over its whole time."""
    planned = list(gathering.sessions.order_by("starts_at", "pk"))
    if planned:
        return planned
    whole, made = Session.lists.get_or_create(
        gathering=gathering,
        whole=True,
        defaults={"starts_at": gathering.starts_at, "ends_at": gathering.ends_at, "topic": gathering.title},
    )
    times = (gathering.starts_at, gathering.ends_at, gathering.title)
    if not made and (whole.starts_at, whole.ends_at, whole.topic) != times:
        whole.starts_at, whole.ends_at, whole.topic = times
        whole.save(update_fields=["starts_at", "ends_at", "topic"])
    return [whole]


def _is_named(participant: Participant, name: str) -> bool:
    """By their name, or by that of an entry that was put into theirs meanwhile."""
    return participant.name == name or participant.merged.filter(name=name).exists()
