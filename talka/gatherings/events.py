"""What happens with gatherings that rooms above may want to know."""

from dataclasses import dataclass

from talka.foundation.events import Event


@dataclass(frozen=True)
class GatheringPlanned(Event):
    gathering_id: int


@dataclass(frozen=True)
class GatheringCancelled(Event):
    gathering_id: int


@dataclass(frozen=True)
class GatheringHeld(Event):
    """It took place, and its host said so."""

    gathering_id: int


@dataclass(frozen=True)
class PlaceKept(Event):
    """Somebody has a place, at once or from the waiting list."""

    sign_up_id: int


@dataclass(frozen=True)
class PeopleMerged(Event):
    """Two entries of one person became one. `members` are places in one round that both had: (from, to)."""

    members: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class AttendanceRecorded(Event):
    """It was written down how somebody took part in a session."""

    attendance_id: int


@dataclass(frozen=True)
class AttendanceCorrected(Event):
    """What was written down was changed, with a reason."""

    attendance_id: int


@dataclass(frozen=True)
class MinutesApproved(Event):
    """What was said and decided stands as a frozen version."""

    gathering_id: int


@dataclass(frozen=True)
class HostFound(Event):
    """A member of a series accepted its turn, and the gathering is planned."""

    turn_id: int
    gathering_id: int


@dataclass(frozen=True)
class IdeaBecame(Event):
    """An idea was tied to what it became."""

    idea_id: int
    kind: str
    thing_id: str


@dataclass(frozen=True)
class IdeaEnded(Event):
    """Done, or dropped with a reason."""

    idea_id: int
    done: bool
