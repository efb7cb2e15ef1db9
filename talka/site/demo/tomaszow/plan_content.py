"""The content of a plan as the demo writes it down, before it goes through the actions of the room `strategy`."""

from dataclasses import dataclass, field
from datetime import date

from talka.foundation.wording import Wording


@dataclass(frozen=True)
class IndicatorText:
    title: Wording
    kind: str
    unit: str
    baseline: float
    target: float
    source: str
    collector: str
    baseline_year: int = 0
    target_year: int = 2


@dataclass(frozen=True)
class MeasureText:
    """Years in `costs` and indicators are offsets from the plan's first year; dates are (year offset, month, day)."""

    key: str
    title: Wording
    responsible: str
    starts: tuple[int, int, int]
    ends: tuple[int, int, int]
    costs: dict[int, int]
    sources: list[tuple[str, int, str]]
    indicators: list[IndicatorText]
    lead: str = ""
    partners: tuple[str, ...] = ()
    with_others: str = ""
    risk: Wording = field(default_factory=dict)
    progress: str = "planned"
    progress_note: Wording = field(default_factory=dict)
    promises: list[tuple[str, str, Wording, str]] = field(default_factory=list)
    """(partner, role, words, key of the measure in the partner's own plan or empty)."""


@dataclass(frozen=True)
class OperationalText:
    title: Wording
    measures: list[MeasureText]


@dataclass(frozen=True)
class GoalText:
    title: Wording
    short: Wording
    why: Wording
    answers: tuple[str, ...]
    operational: list[OperationalText]


@dataclass(frozen=True)
class PlanText:
    owner: str
    title: Wording
    texts: dict[str, Wording]
    goals: list[GoalText]
    approved_by: str
    by_order: str


def on(first_year: int, when: tuple[int, int, int]) -> date:
    """A date of the plan from its offset in years."""
    years, month, day = when
    return date(first_year + years, month, day)
