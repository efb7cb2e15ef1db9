"""What happens in this room and others may want to hear."""

from dataclasses import dataclass

from talka.foundation.events import Event


@dataclass(frozen=True)
class PanelPublished(Event):
    panel_id: int


@dataclass(frozen=True)
class PanelQuestionAsked(Event):
    question_id: int
