"""What happens in programmes that rooms above may want to know."""

from dataclasses import dataclass

from talka.foundation.events import Event


@dataclass(frozen=True)
class ProgrammePublished(Event):
    """The public page of a programme stands open to everybody."""

    programme_id: int


@dataclass(frozen=True)
class ProgrammeWithdrawn(Event):
    """The public page of a programme was taken back; its members still see it."""

    programme_id: int


@dataclass(frozen=True)
class ExpectedResultReached(Event):
    """People said that something a stage must yield is there."""

    expected_result_id: int
