"""Writing down who was there: by helpers on a list, by people themselves, again and again without harm."""

import datetime
import uuid
from dataclasses import dataclass
from enum import Enum

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner
from talka.gatherings import rules
from talka.gatherings.actions.people import meet_participant
from talka.gatherings.checking_in import new_secret
from talka.gatherings.events import AttendanceCorrected, AttendanceRecorded
from talka.gatherings.models import (
    Attendance,
    AttendanceClaim,
    AttendanceCorrection,
    CheckIn,
    Gathering,
    Participant,
    Session,
)
from talka.identity.models import Account
from talka.organisations.models import Locality

State = Attendance.State


class Outcome(Enum):
    """What a sending led to. Each of them is success for whoever sent it; KEPT_BESIDE is told to people."""

    RECORDED = "recorded"
    REPEATED = "repeated"
    AGREED = "agreed"
    CORRECTED = "corrected"
    KEPT_BESIDE = "kept_beside"


@dataclass(frozen=True)
class Recorded:
    """`attendance` is what stands now; None only where a first word waits for the host.

    `claim` is what was kept beside it, where the sending met something else.
    """

    outcome: Outcome
    attendance: Attendance | None
    claim: AttendanceClaim | None = None


@dataclass(frozen=True)
class _Said:
    """What one sending says, with the times that its state needs and no others."""

    state: str
    arrived_at: datetime.datetime | None
    left_at: datetime.datetime | None

    def stands_in(self, row: Attendance | AttendanceClaim) -> bool:
        return (self.state, self.arrived_at, self.left_at) == (row.state, row.arrived_at, row.left_at)

    def stood_in(self, row: AttendanceCorrection) -> bool:
        return (self.state, self.arrived_at, self.left_at) == (row.was_state, row.was_arrived_at, row.was_left_at)


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
    _may_be_written(session, participant, state)
    words = _said(session, state, arrived_at, left_at)
    identity = field_id or uuid.uuid4()
    sent = _sent_before(identity, session, participant, words)
    if sent is not None:
        if sent.outcome is Outcome.REPEATED:
            return sent
        identity, replaces = uuid.uuid4(), None
    standing = _standing(session, participant)
    if standing is None:
        made = _made(acting_user, session, participant, words, excuse, identity, way)
        if made is not None:
            return Recorded(Outcome.RECORDED, made)
        sent = _sent_before(identity, session, participant, words)
        if sent is not None and sent.outcome is Outcome.REPEATED:
            return sent
        standing = _standing(session, participant)
        assert standing is not None
    if words.stands_in(standing):
        return Recorded(Outcome.AGREED, standing)
    if replaces is not None and replaces == standing.field_id:
        changed = _corrected(acting_user, standing, words, excuse, identity, reason or _("Changed on the list"))
        return Recorded(Outcome.CORRECTED, changed)
    claim = _kept_beside(acting_user, session, participant, words, identity, AttendanceClaim.By.HELPER)
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
    words = _said(session, state, arrived_at, left_at)
    standing = Attendance.objects.select_for_update().get(pk=attendance.pk)
    standing.session = session
    if words.stands_in(standing) and excuse == standing.excuse:
        return standing
    if not reason.strip():
        raise Refusal(_("Say in a few words why it is changed. The host sees it beside what stood before."), "reason")
    return _corrected(acting_user, standing, words, excuse, uuid.uuid4(), reason.strip())


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
        if before.session_id == session.pk and before.participant.name == name:
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
def check_in(
    *,
    session: Session,
    participant: Participant,
    acting_user: Account | None = None,
    now: datetime.datetime | None = None,
) -> Recorded:
    """People write themselves down while the session is on; whoever comes well after its beginning is late.

    Where they stand on the list as having come, nothing changes. Where the list says that they were excused or
    absent, the host is asked. Raises Refusal outside the session's time. The code is the caller's business.
    """
    moment = (now or timezone.now()).replace(second=0, microsecond=0)
    if not rules.takes_check_in(session, now):
        raise Refusal(_not_now(session, now or timezone.now()))
    late = rules.is_late(session, moment)
    state = State.LATE if late else State.PRESENT
    words = _said(session, state, moment if late else None, None)
    _may_be_written(session, participant, state)
    standing = _standing(session, participant)
    if standing is None:
        made = _made(acting_user, session, participant, words, "", uuid.uuid4(), Attendance.Way.SELF)
        if made is not None:
            return Recorded(Outcome.RECORDED, made)
        standing = _standing(session, participant)
        assert standing is not None
    if standing.state not in (State.EXCUSED, State.ABSENT):
        return Recorded(Outcome.AGREED, standing)
    claim = _kept_beside(
        acting_user, session, participant, words, uuid.uuid4(), AttendanceClaim.By.PARTICIPANT, same_state=True
    )
    return Recorded(Outcome.KEPT_BESIDE, standing, claim)


@transaction.atomic
def ask_for_correction(
    *,
    acting_user: Account | None,
    session: Session,
    participant: Participant,
    state: str,
    words: str,
    arrived_at: datetime.datetime | None = None,
    left_at: datetime.datetime | None = None,
) -> AttendanceClaim:
    """A participant says that the list is wrong about them. It stays as it is until the host settles it.

    Raises Refusal before the session has begun, where nothing is wrong, or where they asked the same already.
    """
    if timezone.now() < session.starts_at:
        raise Refusal(_("The session has not begun yet, so there is nothing to correct."))
    said = _said(session, state, arrived_at, left_at)
    standing = Attendance.objects.filter(session=session, participant=participant).first()
    if standing is not None and said.stands_in(standing):
        raise Refusal(_("That is what the list says already."), "state")
    if not words.strip():
        raise Refusal(_("Say in a few words what is wrong, so that the host can judge it."), "words")
    asked = AttendanceClaim.objects.filter(
        session=session,
        participant=participant,
        by=AttendanceClaim.By.PARTICIPANT,
        settled=AttendanceClaim.Settled.OPEN,
    ).first()
    if asked is not None and asked.words:
        raise Refusal(_("You asked already; the host has not answered yet."))
    claim = AttendanceClaim.objects.create(
        session=session,
        participant=participant,
        by=AttendanceClaim.By.PARTICIPANT,
        state=said.state,
        arrived_at=said.arrived_at,
        left_at=said.left_at,
        words=words.strip(),
        made_by=acting_user,
    )
    _audit(acting_user, session, participant, "asked to correct attendance")
    return claim


@transaction.atomic
def settle_claim(
    *, acting_user: Account | None, claim: AttendanceClaim, take: bool, answer: str = ""
) -> AttendanceClaim:
    """Take what was said, as a correction with its reason, or leave what stands. Settling twice changes nothing."""
    claim = AttendanceClaim.objects.select_for_update().get(pk=claim.pk)
    if claim.settled != AttendanceClaim.Settled.OPEN:
        return claim
    if take:
        standing = _standing(claim.session, claim.participant)
        words = _Said(claim.state, claim.arrived_at, claim.left_at)
        if standing is None:
            way = Attendance.Way.TYPED
            _made(acting_user, claim.session, claim.participant, words, "", uuid.uuid4(), way)
        elif not words.stands_in(standing):
            reason = answer.strip() or (
                _("As the participant said")
                if claim.by == AttendanceClaim.By.PARTICIPANT
                else _("Two helpers ticked differently")
            )
            _corrected(acting_user, standing, words, "", uuid.uuid4(), reason)
    claim.settled = AttendanceClaim.Settled.TAKEN if take else AttendanceClaim.Settled.LEFT
    claim.settled_by, claim.settled_at, claim.answer = acting_user, timezone.now(), answer.strip()
    claim.save(update_fields=["settled", "settled_by", "settled_at", "answer"])
    _audit(acting_user, claim.session, claim.participant, "settled attendance")
    return claim


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


@transaction.atomic
def open_check_in(*, acting_user: Account | None, session: Session) -> CheckIn:
    """Let people check themselves in, by codes that change. Opening it again after it was closed takes a new secret."""
    door, made = CheckIn.objects.select_for_update().get_or_create(
        session=session, defaults={"secret": new_secret(), "opened_by": acting_user}
    )
    if not made and door.closed_at is not None:
        door.secret, door.closed_at, door.opened_by = new_secret(), None, acting_user
        door.save(update_fields=["secret", "closed_at", "opened_by"])
        made = True
    if made:
        _audit(acting_user, session, None, "opened check-in")
    return door


@transaction.atomic
def close_check_in(*, acting_user: Account | None, session: Session) -> None:
    """No code holds any longer. Nothing happens where none was shown."""
    if CheckIn.objects.filter(session=session, closed_at=None).update(closed_at=timezone.now()):
        _audit(acting_user, session, None, "closed check-in")


def _may_be_written(session: Session, participant: Participant, state: str) -> None:
    gathering = session.gathering
    if gathering.state == Gathering.State.CANCELLED:
        raise Refusal(_("The gathering was called off, so nobody was there."))
    if participant.network_id != gathering.network_id:
        raise Refusal(_("This person is not known in this network."))
    if state != State.EXCUSED and not rules.may_be_ticked(session):
        raise Refusal(_("The session has not begun yet. Until then people can only be excused."), "state")


def _said(
    session: Session, state: str, arrived_at: datetime.datetime | None, left_at: datetime.datetime | None
) -> _Said:
    if state not in State.values:
        raise Refusal(_("Choose one of the answers."), "state")
    if state not in (State.LATE, State.LEFT_EARLY):
        return _Said(state, None, None)
    came = arrived_at.replace(second=0, microsecond=0) if arrived_at else None
    left = left_at.replace(second=0, microsecond=0) if left_at else None
    if state == State.LATE and came is None:
        raise Refusal(_("Say when they came."), "arrived_at")
    if state == State.LEFT_EARLY and left is None:
        raise Refusal(_("Say when they left."), "left_at")
    if came and not session.starts_at < came < session.ends_at:
        raise Refusal(_("They came within the session, after its beginning. Change the time."), "arrived_at")
    if left and not session.starts_at < left < session.ends_at:
        raise Refusal(_("They left within the session, before its end. Change the time."), "left_at")
    if came and left and left <= came:
        raise Refusal(_("They left before they came. Change one of the two times."), "left_at")
    return _Said(state, came, left)


def _sent_before(identity: uuid.UUID, session: Session, participant: Participant, words: _Said) -> Recorded | None:
    """What an earlier sending under this id led to: REPEATED where it said the same, KEPT_BESIDE where it did not."""
    row: Attendance | AttendanceClaim | None = Attendance.objects.filter(field_id=identity).first()
    if row is None:
        row = AttendanceClaim.objects.filter(field_id=identity).first()
    if row is not None:
        same = (row.session_id, row.participant_id) == (session.pk, participant.pk) and words.stands_in(row)
    else:
        was = AttendanceCorrection.objects.filter(was_field_id=identity).select_related("attendance").first()
        if was is None:
            return None
        row = was.attendance
        same = (row.session_id, row.participant_id) == (session.pk, participant.pk) and words.stood_in(was)
    standing = Attendance.objects.filter(session=session, participant=participant).first()
    claim = row if isinstance(row, AttendanceClaim) else None
    return Recorded(Outcome.REPEATED if same else Outcome.KEPT_BESIDE, standing, claim)


def _standing(session: Session, participant: Participant) -> Attendance | None:
    return Attendance.objects.select_for_update().filter(session=session, participant=participant).first()


def _made(
    acting_user: Account | None,
    session: Session,
    participant: Participant,
    words: _Said,
    excuse: str,
    identity: uuid.UUID,
    way: str,
) -> Attendance | None:
    """The new row, or None where another sending made it between our look and our insert."""
    try:
        with transaction.atomic():
            made = Attendance.objects.create(
                session=session,
                participant=participant,
                field_id=identity,
                state=words.state,
                arrived_at=words.arrived_at,
                left_at=words.left_at,
                excuse=excuse if words.state == State.EXCUSED else "",
                way=way,
                recorded_by=acting_user,
            )
    except IntegrityError:
        return None
    _audit(acting_user, session, participant, "checked in" if way == Attendance.Way.SELF else "recorded attendance")
    send(AttendanceRecorded(attendance_id=made.pk))
    return made


def _corrected(
    acting_user: Account | None, standing: Attendance, words: _Said, excuse: str, identity: uuid.UUID, reason: str
) -> Attendance:
    AttendanceCorrection.objects.create(
        attendance=standing,
        was_field_id=standing.field_id,
        was_state=standing.state,
        was_arrived_at=standing.arrived_at,
        was_left_at=standing.left_at,
        reason=reason,
        corrected_by=acting_user,
    )
    standing.field_id, standing.state = identity, words.state
    standing.arrived_at, standing.left_at = words.arrived_at, words.left_at
    standing.excuse = excuse if words.state == State.EXCUSED else ""
    standing.save(update_fields=["field_id", "state", "arrived_at", "left_at", "excuse"])
    _audit(acting_user, standing.session, standing.participant, "corrected attendance")
    send(AttendanceCorrected(attendance_id=standing.pk))
    return standing


def _kept_beside(
    acting_user: Account | None,
    session: Session,
    participant: Participant,
    words: _Said,
    identity: uuid.UUID,
    by: str,
    *,
    same_state: bool = False,
) -> AttendanceClaim:
    """One open claim for one word of one person, however often it is sent under new ids."""
    beside = AttendanceClaim.objects.filter(
        session=session,
        participant=participant,
        by=by,
        made_by=acting_user,
        state=words.state,
        settled=AttendanceClaim.Settled.OPEN,
    )
    if not same_state:
        beside = beside.filter(arrived_at=words.arrived_at, left_at=words.left_at)
    stands = beside.first()
    if stands is not None:
        return stands
    return AttendanceClaim.objects.create(
        session=session,
        participant=participant,
        field_id=identity,
        by=by,
        state=words.state,
        arrived_at=words.arrived_at,
        left_at=words.left_at,
        made_by=acting_user,
    )


def _not_now(session: Session, moment: datetime.datetime) -> str:
    if moment >= session.ends_at:
        return _("The session is over. The host can still write you down.")
    return _("The session has not begun yet. Come back when it is about to begin.")


def _audit(acting_user: Account | None, session: Session, participant: Participant | None, verb: str) -> None:
    record(
        acting_user=acting_user,
        network=session.gathering.network,
        verb=verb,
        target=session.gathering,
        session=session.pk,
        participant=participant.pk if participant else None,
    )
