"""What happened here, for the rooms above."""

from dataclasses import dataclass

from talka.foundation.events import Event


@dataclass(frozen=True)
class ConsultationPublished(Event):
    consultation_id: int
    version: int


@dataclass(frozen=True)
class ConsultationClosed(Event):
    consultation_id: int
