"""The values that a snapshot consists of."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from talka.foundation.owners.models import Owner
from talka.foundation.threads.kinds import End
from talka.foundation.wording import Wording
from talka.strategy.models import (
    IndicatorKind,
    MoneyState,
    PlanKind,
    Progress,
    PromiseRole,
    Quadrant,
)

Name = tuple[str, str]


@dataclass(frozen=True)
class Mark:
    """An organisation as its mark shows it."""

    pk: int
    name: str
    short_name: str
    dye: int
    shape: str

    @classmethod
    def of(cls, owner: Owner) -> "Mark":
        return cls(owner.pk, owner.name, owner.short_name, owner.dye, owner.shape)


@dataclass(frozen=True)
class Rest:
    """What a part rests on: a finding that backs it, or a SWOT item that it answers."""

    kind: str
    id: str
    relation: str
    end: End
    thread_id: int = 0

    @property
    def stands(self) -> bool:
        return not self.end.gone


@dataclass(frozen=True)
class SourceShot:
    name: str
    amount: Decimal
    state: str

    @property
    def state_words(self) -> str:
        return str(MoneyState(self.state).label)


@dataclass(frozen=True)
class PromiseShot:
    id: int
    owner: Mark
    role: str
    words: Wording
    own_measure_id: int | None = None
    own_number: str = ""
    own_title: Wording = field(default_factory=dict)
    own_plan_id: int | None = None

    @property
    def needs_own_place(self) -> bool:
        return self.role != PromiseRole.RECEIVES

    @property
    def missing(self) -> bool:
        return self.needs_own_place and self.own_measure_id is None

    @property
    def role_words(self) -> str:
        return str(PromiseRole(self.role).label)


@dataclass(frozen=True)
class Owed:
    """A promise that this plan's owner gave in a cooperation plan."""

    promise_id: int
    words: Wording
    role: str
    plan_id: int
    plan_title: Wording
    plan_owner: Mark
    measure_title: Wording
    own_measure_id: int | None


@dataclass(frozen=True)
class IndicatorShot:
    id: int
    title: Wording
    kind: str
    unit: str
    baseline: Decimal | None
    baseline_year: int | None
    target: Decimal | None
    target_year: int | None
    source: str
    collector: str
    split_by: str
    revision: int = 0
    values: tuple[tuple[str, Decimal, str], ...] = ()
    rests: tuple[Rest, ...] = ()

    @property
    def key(self) -> str:
        return f"indicator-{self.id}"

    @property
    def kind_words(self) -> str:
        return str(IndicatorKind(self.kind).label)


@dataclass(frozen=True)
class MeasureShot:
    id: int
    number: str
    title: Wording
    about: Wording
    responsible_id: int | None
    responsible: str
    lead: Mark | None
    partners: tuple[Mark, ...]
    with_others: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    costs: tuple[tuple[int, Decimal], ...]
    sources: tuple[SourceShot, ...]
    risk: Wording
    indicators: tuple[IndicatorShot, ...] = ()
    promises: tuple[PromiseShot, ...] = ()
    rests: tuple[Rest, ...] = ()
    owed: tuple[Owed, ...] = ()
    progress: str = Progress.PLANNED
    progress_note: Wording = field(default_factory=dict)
    progress_on: datetime.date | None = None
    revision: int = 0

    @property
    def key(self) -> str:
        return f"measure-{self.id}"

    @property
    def cost(self) -> Decimal:
        return sum((amount for _year, amount in self.costs), Decimal(0))

    @property
    def money(self) -> Decimal:
        return sum((source.amount for source in self.sources), Decimal(0))

    def money_in(self, *states: str) -> Decimal:
        return sum((source.amount for source in self.sources if source.state in states), Decimal(0))

    @property
    def has_owner(self) -> bool:
        return bool(self.responsible.strip())

    @property
    def progress_words(self) -> str:
        return str(Progress(self.progress).label)

    @property
    def complete(self) -> bool:
        """An owner, a time and a cost, as the programme room counts it."""
        return self.has_owner and bool(self.starts_on and self.ends_on) and bool(self.costs)


@dataclass(frozen=True)
class OperationalShot:
    id: int
    number: str
    title: Wording
    measures: tuple[MeasureShot, ...] = ()
    revision: int = 0

    @property
    def key(self) -> str:
        return f"operationalgoal-{self.id}"


@dataclass(frozen=True)
class GoalShot:
    id: int
    number: str
    title: Wording
    short: Wording
    why: Wording
    operational_goals: tuple[OperationalShot, ...] = ()
    rests: tuple[Rest, ...] = ()
    revision: int = 0

    @property
    def key(self) -> str:
        return f"strategicgoal-{self.id}"

    @property
    def measures(self) -> list[MeasureShot]:
        return [measure for goal in self.operational_goals for measure in goal.measures]


@dataclass(frozen=True)
class Pressing:
    """A weakness or threat to which the group gave most points in its quadrant."""

    item_id: int
    quadrant: str
    text: Wording
    answered: bool

    @property
    def quadrant_words(self) -> str:
        return str(Quadrant(self.quadrant).label)


@dataclass(frozen=True)
class PlanShot:
    id: int
    kind: str
    owner: Mark
    partners: tuple[Mark, ...]
    title: Wording
    language: str
    starts_on: datetime.date
    ends_on: datetime.date
    who_we_are: Wording
    what_we_know: Wording
    mission: Wording
    vision: Wording
    values: Wording
    how_made: Wording
    how_monitored: Wording
    currency: str
    report_every: int
    goals: tuple[GoalShot, ...] = ()
    pressing: tuple[Pressing, ...] = ()
    owed: tuple[Owed, ...] = ()
    version: int = 0
    approved_on: datetime.date | None = None
    today: datetime.date = field(default_factory=timezone.localdate)

    @property
    def is_cooperation(self) -> bool:
        return self.kind == PlanKind.COOPERATION

    @property
    def operational_goals(self) -> list[OperationalShot]:
        return [each for goal in self.goals for each in goal.operational_goals]

    @property
    def measures(self) -> list[MeasureShot]:
        return [measure for goal in self.goals for measure in goal.measures]

    @property
    def indicators(self) -> list[tuple[MeasureShot, IndicatorShot]]:
        return [(measure, indicator) for measure in self.measures for indicator in measure.indicators]

    @property
    def years(self) -> list[int]:
        stated = {year for measure in self.measures for year, _amount in measure.costs}
        return sorted(stated | set(range(self.starts_on.year, self.ends_on.year + 1)))

    @property
    def cost(self) -> Decimal:
        return sum((measure.cost for measure in self.measures), Decimal(0))

    def money_in(self, *states: str) -> Decimal:
        return sum((measure.money_in(*states) for measure in self.measures), Decimal(0))

    def cost_in(self, year: int) -> Decimal:
        return sum((amount for m in self.measures for y, amount in m.costs if y == year), Decimal(0))

    def measure(self, measure_id: int) -> MeasureShot | None:
        return next((measure for measure in self.measures if measure.id == measure_id), None)
