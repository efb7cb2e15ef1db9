"""Withholding small cells in tables that are published together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from .columns import Bools
from .disclosure import SIZE, Key, RowName, System, row_key, system_of
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


@dataclass(frozen=True)
class Earlier:
    """What a reader keeps from an earlier publication of the same questions.

    ``counts``: the true count of each cell then (the owner's knowledge, withheld ones included), by question,
    split, row and option, with ``SIZE`` for a row's size. ``shown``: the cells that were printed.
    """

    counts: Mapping[Key, int]
    shown: Set[Key] = field(default_factory=frozenset)


Tie = tuple[tuple[RowName, ...], RowName]
"""Rows without common respondents, and a row that holds all of their respondents and perhaps more."""


def counts_of(released: Sequence[Released]) -> Earlier:
    """What these tables tell, to be kept as ``earlier`` for the next publication."""
    counts: dict[Key, int] = {}
    shown: set[Key] = set()
    for each in released:
        table = each.table
        for place, row in enumerate(table.rows):
            name = row_key(table, row.key)
            counts[(*name, SIZE)] = int(table.answered[place])
            if each.sizes_shown[place]:
                shown.add((*name, SIZE))
            for at, option in enumerate(table.options):
                counts[(*name, option.key)] = int(table.counts[place, at])
                if each.why[place, at] == "":
                    shown.add((*name, option.key))
    return Earlier(counts, frozenset(shown))


def withhold(
    tables: Sequence[Table],
    threshold: int = 10,
    *,
    ties: Sequence[Tie] = (),
    earlier: Sequence[Earlier] = (),
) -> tuple[Released, ...]:
    """The same tables, in the same order, with every small cell withheld and covered.

    A count from 1 to ``threshold`` − 1 is withheld; a row with fewer than ``threshold`` answers is withheld
    whole; so are further cells, the least telling first, until no withheld count follows from what is
    shown. A row with a withheld cell shows no mean. Counts of 0 are shown. ``threshold`` 1 withholds
    nothing.

    All tables must be of the same respondents; what is published of a part of them belongs in as a row of a
    breakdown. ``ties`` name rows of different breakdowns that lie inside each other ("over 65" and "over 65 at
    the library"): what follows by subtraction is protected too. ``earlier``: what was published before of the
    same questions; whoever holds both publications shall not learn what a few newcomers said.

    Raises ``ValueError`` for tables of other respondents, for tables without keys and for ties of unknown rows.
    """
    if threshold < 1:
        raise ValueError("threshold: at least 1")
    system = system_of(tables, ties)
    reasons = _primary(system, threshold)
    systems = [system]
    for past in earlier:
        reasons |= {key: "cover" for key in _unchanged(system, past) if key not in reasons}
        since = _since(system, past)
        reasons |= {key: why for key, why in _primary(since, threshold).items() if key not in reasons}
        systems.append(since)
    size = -1
    while size != len(reasons):
        size = len(reasons)
        for each in systems:
            _cover(each, reasons, threshold)
    return tuple(_released(table, reasons, threshold) for table in tables)


def _unchanged(system: System, past: Earlier) -> set[Key]:
    """In rows without newcomers: marks as known what was shown, and gives what was withheld and must stay so."""
    held: set[Key] = set()
    for key, value in system.values.items():
        size = (*key[:3], SIZE)
        if size not in past.shown or past.counts[size] != system.values.get(size):
            continue
        if key in past.shown:
            if past.counts[key] == value:
                system.fixed.add(key)
        elif key in past.counts and key in system.printed:
            held.add(key)
    return held


def _since(system: System, past: Earlier) -> System:
    """The newcomers' own tables, which follow by subtracting the earlier publication from this one."""
    counts = dict(past.counts)
    derived: set[Key] = set()
    for parts, whole in system.sums:
        # what follows by subtraction now followed by subtraction then
        unknown = [key for key in parts if key not in counts]
        if whole in counts and len(unknown) == 1 and unknown[0] not in system.printed:
            counts[unknown[0]] = counts[whole] - sum(counts[key] for key in parts if key in counts)
            derived.add(unknown[0])
    values = {key: abs(value - counts[key]) for key, value in system.values.items() if key in counts}
    return System(
        values=values,
        sums=[(parts, whole) for parts, whole in system.sums if all(key in counts for key in (*parts, whole))],
        printed=system.printed & past.shown,
        fixed={key for key in values if key in system.fixed and values[key] == 0},
        held={key for key in values if key in system.printed and key not in past.shown},
    )


def _primary(system: System, threshold: int) -> dict[Key, Why]:
    reasons: dict[Key, Why] = {}
    for key, value in system.values.items():
        if key in system.printed and 0 < system.values.get((*key[:3], SIZE), 0) < threshold:
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
            open_cells = [
                key for key in cells if key in system.printed and key not in reasons and key not in system.fixed
            ]
            if not open_cells:
                continue
            reasons[min(open_cells, key=lambda key: _loss(system, key, threshold))] = "cover"
            changed = True


def _loss(system: System, key: Key, threshold: int) -> tuple[int, int, int]:
    """Order of sacrifice: cells before sizes, groups before everybody, then the smaller count; zeros cover
    little.
    """
    value = system.values[key]
    size = system.values.get((*key[:3], SIZE), value)
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
