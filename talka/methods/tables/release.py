"""Tables as they may be published: what is shown, what is withheld and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from .columns import Bools
from .disclosure import MEAN, SIZE, Earlier, Key, row_key
from .table import EVERYONE, Cell, Table

Why = Literal["", "small", "few", "cover"]
"""Why a cell is withheld: "" shown, "small" a small count, "few" too few in the row, "cover" to keep
another cell hidden.
"""


Sizes = Literal["withheld", "open"]
"""Whether the number of answers in a small row is a secret, or told elsewhere anyway."""


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
    sizes: Sizes = "withheld"

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
            if table.kind == "number":
                counts[(*name, MEAN)] = int(table.answered[place])
                if each.means_shown[place]:
                    shown.add((*name, MEAN))
            for at, option in enumerate(table.options):
                counts[(*name, option.key)] = int(table.counts[place, at])
                if each.why[place, at] == "":
                    shown.add((*name, option.key))
    return Earlier(counts, frozenset(shown))
