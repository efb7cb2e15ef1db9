"""Withholding small cells in tables that are published together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from .columns import Bools
from .disclosure import SIZE, Key, System, row_key, system_of
from .table import EVERYONE, Cell, Table

Why = Literal["", "small", "few", "cover"]
"""Why a cell is withheld: "" shown, "small" a small count, "few" too few in the row, "cover" to keep
another cell hidden.
"""


@dataclass(frozen=True, eq=False)
class Released:
    """A table as it may be published.

    ``table``: the whole table, for the owner's eyes alone. ``why``: rows × options, the reason of each
    withheld cell ("" for shown ones). ``sizes_shown``: by row, whether answered, missing, asked and the
    bases may be told. ``means_shown``: by row, whether mean, median and middle may be told.
    """

    table: Table
    why: npt.NDArray[np.str_]
    sizes_shown: Bools
    means_shown: Bools
    threshold: int

    @property
    def shown(self) -> Bools:
        """Rows × options: which cells are shown."""
        return np.asarray(self.why == "")

    @property
    def whole(self) -> bool:
        """Whether nothing is withheld."""
        return bool(self.shown.all() and self.sizes_shown.all() and self.means_shown.all())

    def cell(self, option: str, row: str = EVERYONE) -> Cell:
        """One cell by keys; a withheld one tells nothing. Raises ``KeyError``."""
        return self.cell_at(self.table.row(row), self.table.option(option))

    def cell_at(self, row: int, option: int) -> Cell:
        """One cell by positions; a withheld one tells nothing."""
        return self.table.cell_at(row, option) if self.why[row, option] == "" else Cell(shown=False)

    def cells(self, row: str = EVERYONE) -> list[Cell]:
        """The cells of one row, in the order of the options."""
        place = self.table.row(row)
        return [self.cell_at(place, option) for option in range(len(self.table.options))]

    def answered(self, row: str = EVERYONE) -> int | None:
        """How many answered in a row, None where withheld."""
        place = self.table.row(row)
        return int(self.table.answered[place]) if self.sizes_shown[place] else None

    def missing(self, row: str = EVERYONE) -> int | None:
        """How many were asked and did not answer in a row, None where the row's size is withheld."""
        place = self.table.row(row)
        return int(self.table.missing[place]) if self.sizes_shown[place] else None

    def mean(self, row: str = EVERYONE) -> float | None:
        """The mean of a row, None where withheld or where there is none."""
        place = self.table.row(row)
        if self.table.means is None or not self.means_shown[place] or np.isnan(self.table.means[place]):
            return None
        return float(self.table.means[place])

    def median(self, row: str = EVERYONE) -> float | None:
        """The median of a row, None where withheld or where there is none."""
        place = self.table.row(row)
        if self.table.medians is None or not self.means_shown[place] or np.isnan(self.table.medians[place]):
            return None
        return float(self.table.medians[place])


def withhold(tables: Sequence[Table], threshold: int = 10) -> tuple[Released, ...]:
    """The same tables, in the same order, with every small cell withheld and covered.

    A count from 1 to ``threshold`` − 1 is withheld; a row with fewer than ``threshold`` answers is withheld
    whole; so are further cells, the least telling first, until no withheld count follows from what is
    shown. A row with a withheld cell shows no mean. Counts of 0 are shown. ``threshold`` 1 withholds
    nothing.

    All tables must be of the same respondents; what is published of a part of them belongs in as a row of a
    breakdown. Raises ``ValueError`` otherwise, and for tables without keys.
    """
    if threshold < 1:
        raise ValueError("threshold: at least 1")
    system = system_of(tables)
    reasons = _primary(system, threshold)
    _cover(system, reasons, threshold)
    return tuple(_released(table, reasons, threshold) for table in tables)


def _primary(system: System, threshold: int) -> dict[Key, Why]:
    reasons: dict[Key, Why] = {}
    for key, value in system.values.items():
        if key in system.printed and 0 < system.values[(*key[:3], SIZE)] < threshold:
            reasons[key] = "few"
        elif key in system.printed and key[3] != SIZE and 0 < value < threshold:
            reasons[key] = "small"
    return reasons


def _cover(system: System, reasons: dict[Key, Why], threshold: int) -> None:
    """Withhold further cells until every sum with a withheld or small derived cell leaves room for doubt."""
    changed = threshold > 1
    while changed:
        changed = False
        for key in system.values:
            if key in system.printed and key not in reasons and (*key[:3], SIZE) in reasons:
                reasons[key] = "cover"
                changed = True
        for parts, whole in system.sums:
            cells = (*parts, whole)
            hidden = [key for key in cells if key in reasons or (key not in system.printed and key not in system.fixed)]
            risky = [key for key in hidden if key in reasons or (0 < system.values[key] < threshold and key[3] != SIZE)]
            if not risky:
                continue
            if len(hidden) > 1 and (whole in hidden or sum(system.values[key] for key in hidden) >= threshold):
                continue
            open_cells = [key for key in cells if key in system.printed and key not in reasons]
            if not open_cells:
                continue
            reasons[min(open_cells, key=lambda key: _loss(system, key, threshold))] = "cover"
            changed = True


def _loss(system: System, key: Key, threshold: int) -> tuple[int, int, int]:
    """Order of sacrifice: cells before sizes, groups before everybody, then the smaller count; zeros cover
    little.
    """
    value = system.values[key]
    size = system.values[(*key[:3], SIZE)]
    return (
        2 * (key[3] == SIZE) + (key[2] == EVERYONE),
        0 if value >= threshold else 1,
        value if key[3] != SIZE else size,
    )


def _released(table: Table, reasons: dict[Key, Why], threshold: int) -> Released:
    names = [row_key(table, row.key) for row in table.rows]
    why = np.array(
        [[reasons.get((*name, option.key), "") for option in table.options] for name in names], dtype="<U5"
    ).reshape(len(table.rows), len(table.options))
    sizes = np.array([(*name, SIZE) not in reasons for name in names], dtype=np.bool_)
    means = sizes & (why == "").all(axis=1)
    return Released(table=table, why=why, sizes_shown=sizes, means_shown=means, threshold=threshold)
