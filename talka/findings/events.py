"""What happened here, for the rooms above."""

from dataclasses import dataclass

from talka.foundation.events import Event


@dataclass(frozen=True)
class FindingSaved(Event):
    finding_id: int


@dataclass(frozen=True)
class ReleasePublished(Event):
    """`number` is that of the release; its content is frozen and public from now on."""

    consultation_id: int
    number: int
