"""Grids: several items answered on the same options."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .columns import Choice, Choices, Floats, Ints, Option, options_of
from .counts import page
from .sample import Sample
from .table import Base, Table
from .weights import Weights


@dataclass(frozen=True, eq=False)
class Grid:
    """Items against the options that they share. Arrays are items × options, or by item.

    ``tables``: each item's own table, to be withheld together with all others; ``order``: positions of the items by
    mean, the highest first (by the share of the last option where there are no means); items without answers last.
    """

    items: tuple[Option, ...]
    options: tuple[Option, ...]
    tables: tuple[Table, ...]
    counts: Ints
    shares: Floats
    answered: Ints
    means: Floats | None
    order: tuple[int, ...]


def grid(
    columns: Sequence[Choice | Choices],
    items: Iterable[Option | str] | None = None,
    weights: npt.ArrayLike | Weights | None = None,
    *,
    base: Base = "answered",
    sample: Sample | None = None,
) -> Grid:
    """The items of a grid in one table; ``items`` names them, by the columns' keys unless given.

    Raises ``ValueError`` when the columns do not share their options, or items and columns differ in number.
    """
    if not columns or any(column.options != columns[0].options for column in columns):
        raise ValueError("a grid needs items that share their options")
    named = options_of(items if items is not None else [column.key for column in columns])
    if len(named) != len(columns):
        raise ValueError("a grid needs a name for each item")
    tables = page(list(columns), None, weights, base=base, sample=sample)
    found = [table.means for table in tables]
    means = np.concatenate([mean for mean in found if mean is not None]) if None not in found else None
    shares = np.vstack([table.shares for table in tables])
    height = shares[:, -1] if means is None else means
    order = np.argsort(np.where(np.isnan(height), np.inf, -height), kind="stable")
    return Grid(
        items=named,
        options=columns[0].options,
        tables=tables,
        counts=np.vstack([table.counts for table in tables]),
        shares=shares,
        answered=np.concatenate([table.answered for table in tables]),
        means=means,
        order=tuple(int(place) for place in order),
    )
