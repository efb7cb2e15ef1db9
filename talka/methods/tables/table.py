"""A table: counts and shares of one question, for everybody or by groups, and how sure they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from .columns import Floats, Ints, Option
from .sample import NoMargins, Sample

Base = Literal["answered", "asked", "mentions"]
Kind = Literal["choice", "scale", "choices", "number"]

EVERYONE = "*"
"""Key of the row that holds all respondents together."""


@dataclass(frozen=True)
class Cell:
    """One cell as a page shows it. Everything but ``shown`` is None in a withheld cell.

    ``count``: respondents, unweighted; ``weighted``: their weights' sum; ``share``: 0 to 1, None on an
    empty base; ``low``, ``high``: the interval of the share, None where there are no margins.
    """

    shown: bool
    count: int | None = None
    weighted: float | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, eq=False)
class Table:
    """One question, counted. Arrays are rows × options; the last row of a breakdown is everybody together.

    ``key``: the question; ``split``: the breakdown's key, "" without one; ``overlapping``: whether a
    respondent may stand in several rows. ``counts``: respondents; ``weighted``: sums of weights (equal to
    counts without weights); ``shares``: weighted over ``bases``, nan on an empty base. Shares of ``kind``
    "choices" may add up to more than 1. ``asked`` = ``answered`` + ``missing``: respondents, by row.
    ``bases``: the weighted base of the shares, by row. ``effective_n``: Kish's (Σw)²/Σw² over those in the
    base, by row. ``means``, ``medians``, ``spreads`` (standard deviation): by row, for numbers and scales
    with values, else None; ``valued``: respondents behind them. ``middles``: for scales, the position of
    the option in which the middle respondent stands, −1 without answers. ``low``, ``high``: intervals of
    the shares at ``confidence``; ``mean_low``, ``mean_high``: of the means; None where the sample bears
    none. ``caution``: key of the sentence that belongs under the table, or None.
    """

    key: str
    kind: Kind
    split: str
    rows: tuple[Option, ...]
    options: tuple[Option, ...]
    overlapping: bool
    weighted_by: bool
    base: Base
    sample: Sample
    caution: str | None
    counts: Ints
    weighted: Floats
    shares: Floats
    answered: Ints
    missing: Ints
    asked: Ints
    bases: Floats
    effective_n: Floats
    valued: Ints | None = None
    means: Floats | None = None
    medians: Floats | None = None
    spreads: Floats | None = None
    middles: Ints | None = None
    confidence: float | None = None
    low: Floats | None = None
    high: Floats | None = None
    mean_low: Floats | None = None
    mean_high: Floats | None = None
    values: tuple[float | None, ...] | None = None

    @property
    def bears_inference(self) -> bool:
        """Whether the sample carries from the respondents to the population."""
        return self.sample.bears_inference

    def row(self, key: str = EVERYONE) -> int:
        """Position of a row. Raises ``KeyError``."""
        for place, row in enumerate(self.rows):
            if row.key == key:
                return place
        raise KeyError(key)

    def option(self, key: str) -> int:
        """Position of an option. Raises ``KeyError``."""
        for place, option in enumerate(self.options):
            if option.key == key:
                return place
        raise KeyError(key)

    def cell(self, option: str, row: str = EVERYONE) -> Cell:
        """One cell, by keys. Raises ``KeyError``."""
        return self.cell_at(self.row(row), self.option(option))

    def cell_at(self, row: int, option: int) -> Cell:
        """One cell, by positions."""
        return Cell(
            shown=True,
            count=int(self.counts[row, option]),
            weighted=float(self.weighted[row, option]),
            share=_number(self.shares[row, option]),
            low=None if self.low is None else _number(self.low[row, option]),
            high=None if self.high is None else _number(self.high[row, option]),
        )

    def cells(self, row: str = EVERYONE) -> list[Cell]:
        """The cells of one row, in the order of the options."""
        place = self.row(row)
        return [self.cell_at(place, option) for option in range(len(self.options))]

    def intervals(self) -> tuple[Floats, Floats]:
        """Low and high of the shares. Raises :class:`NoMargins` where the sample bears none."""
        if self.low is None or self.high is None:
            self.sample.require_margins()
            raise NoMargins("counted without margins")
        return self.low, self.high


def _number(value: Any) -> float | None:
    return None if np.isnan(value) else float(value)
