"""What happened here, for rooms above."""

from dataclasses import dataclass

from talka.foundation.events import Event


@dataclass(frozen=True)
class PlanApproved(Event):
    plan_id: int
    version: int
