"""What a chart is made of: rows with a value for each series, and the words around the figures."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Series:
    """One organisation (dye, shape, short name) or one answer of a scale."""

    name: str
    dye: int | None = None
    shape: str = "circle"


@dataclass(frozen=True)
class Value:
    """A figure. `share` is in percent, or a count where the chart says so.

    margin    half the width of the interval, only where the sample bears it
    n         how many answered
    withheld  fewer answered than may be published: nothing is drawn, and the page says so
    """

    share: float | None = None
    margin: float | None = None
    n: int | None = None
    withheld: bool = False

    @property
    def shown(self) -> bool:
        return self.share is not None and not self.withheld

    @property
    def reach(self) -> float:
        """How far right the drawing goes."""
        return (self.share or 0.0) + (self.margin or 0.0) if self.shown else 0.0


@dataclass(frozen=True)
class Row:
    label: str
    values: tuple[Value, ...]
    highlight: bool = False
    language: str = ""

    @property
    def average(self) -> float:
        """For sorting: the mean of what is shown; rows with nothing to show go last."""
        shown = [v.share for v in self.values if v.shown and v.share is not None]
        return sum(shown) / len(shown) if shown else -1.0


def plain_number(value: float) -> str:
    """A whole number, halves rounded up as people do."""
    return str(math.floor(value + 0.5))


@dataclass(frozen=True)
class Words:
    """The words around figures, in the reader's language; `number` writes a figure as that language does.

    `few` stands in narrow columns for a withheld figure; screen readers hear `withheld`.
    """

    number: Callable[[float], str] = plain_number
    percent: Callable[[float], str] = lambda value: f"{plain_number(value)}\u00a0%"
    withheld: str = "withheld"
    few: str = "few"
    missing: str = "no answers"
    value: str = "{value}, {series}."
    value_with_margin: str = "{value}, {series}, plus or minus {margin}."
    count: str = "n\u00a0=\u00a0{n}"


def sorted_rows(rows: Sequence[Row]) -> list[Row]:
    """Largest first, by the average of the series; ties keep their order."""
    return sorted(rows, key=lambda row: -row.average)


def top_of(rows: Sequence[Row], *, percent: bool, least: float = 10.0) -> float:
    """Where the axis ends: a little right of the largest mark, never beyond 100 percent."""
    reach = max((value.reach for row in rows for value in row.values), default=0.0)
    top = max(least, math.ceil(reach + 1e-9) + 1.0)
    return min(100.0, top) if percent else top


def ticks_up_to(top: float) -> list[float]:
    """Round marks from zero, four to eight of them."""
    raw = top / 7
    power = 10.0 ** math.floor(math.log10(raw)) if raw > 0 else 1.0
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw - 1e-9)
    step = max(step, 1.0)
    return [step * index for index in range(int(top / step + 1e-9) + 1)]


def lanes(count: int) -> list[float]:
    """Heights in percent at which the marks of a row stand, so that they do not lie on each other."""
    if count <= 1:
        return [50.0]
    step = min(22.0, 84.0 / (count - 1))
    first = 50.0 - step * (count - 1) / 2
    return [first + step * index for index in range(count)]
