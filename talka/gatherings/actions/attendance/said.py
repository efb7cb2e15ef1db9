"""What one sending says of somebody in a session, and what comes of it."""

import datetime
from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.gatherings import rules
from talka.gatherings.models import (
    Attendance,
    AttendanceClaim,
    AttendanceCorrection,
    Gathering,
    Participant,
    Session,
)

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
class Said:
    """What one sending says, with the times that its state needs and no others."""

    state: str
    arrived_at: datetime.datetime | None
    left_at: datetime.datetime | None

    def stands_in(self, row: Attendance | AttendanceClaim) -> bool:
        return (self.state, self.arrived_at, self.left_at) == (row.state, row.arrived_at, row.left_at)

    def stood_in(self, row: AttendanceCorrection) -> bool:
        return (self.state, self.arrived_at, self.left_at) == (row.was_state, row.was_arrived_at, row.was_left_at)


def hold_to_time(session: Session, participant: Participant, state: str) -> None:
    gathering = session.gathering
    if gathering.state == Gathering.State.CANCELLED:
        raise Refusal(_("The gathering was called off, so nobody was there."))
    if participant.network_id != gathering.network_id:
        raise Refusal(_("This person is not known in this network."))
    if state != State.EXCUSED and not rules.may_be_ticked(session):
        raise Refusal(_("The session has not begun yet. Until then people can only be excused."), "state")


def as_said(
    session: Session, state: str, arrived_at: datetime.datetime | None, left_at: datetime.datetime | None
) -> Said:
    if state not in State.values:
        raise Refusal(_("Choose one of the answers."), "state")
    if state not in (State.LATE, State.LEFT_EARLY):
        return Said(state, None, None)
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
    return Said(state, came, left)
