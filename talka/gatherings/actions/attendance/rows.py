"""The rows behind attendance: what stands, what is made, corrected, or kept beside, each with its record."""

import uuid

from django.db import IntegrityError, transaction

from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.gatherings.actions.attendance.said import Outcome, Recorded, Said, State
from talka.gatherings.events import AttendanceCorrected, AttendanceRecorded
from talka.gatherings.models import (
    Attendance,
    AttendanceClaim,
    AttendanceCorrection,
    Participant,
    Session,
)
from talka.identity.models import Account


def sent_before(identity: uuid.UUID, session: Session, participant: Participant, words: Said) -> Recorded | None:
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


def standing_of(session: Session, participant: Participant) -> Attendance | None:
    return Attendance.objects.select_for_update().filter(session=session, participant=participant).first()


def write_down(
    acting_user: Account | None,
    session: Session,
    participant: Participant,
    words: Said,
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
    write_record(
        acting_user, session, participant, "checked in" if way == Attendance.Way.SELF else "recorded attendance"
    )
    send(AttendanceRecorded(attendance_id=made.pk))
    return made


def write_corrected(
    acting_user: Account | None, standing: Attendance, words: Said, excuse: str, identity: uuid.UUID, reason: str
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
    write_record(acting_user, standing.session, standing.participant, "corrected attendance")
    send(AttendanceCorrected(attendance_id=standing.pk))
    return standing


def keep_beside(
    acting_user: Account | None,
    session: Session,
    participant: Participant,
    words: Said,
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


def write_record(acting_user: Account | None, session: Session, participant: Participant | None, verb: str) -> None:
    record(
        acting_user=acting_user,
        network=session.gathering.network,
        verb=verb,
        target=session.gathering,
        session=session.pk,
        participant=participant.pk if participant else None,
    )
