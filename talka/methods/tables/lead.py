"""What groups and weights have in common for all questions, and the one pass in which a question is counted.

Every respondent has a *lead*: one whole number that says in which groups they are and, where weights have few values,
which weight they have. A question's answers follow as the last digit; counting all numbers that occur is counting
everything: plain, weighted, squared, for every group and option.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .columns import ANSWERED, CHUNK, Choice, Choices, Coded, Floats, Groups, Number, Scale, check_weights
from .weights import Weights

MOST = 1 << 14
"""Leads with more values than this are not worth joining with weights."""

ROOM = 1 << 20
"""So many different numbers are counted at once."""

MANY = 1000
"""Weights with more different values than this are summed and not counted."""


@dataclass(frozen=True, eq=False)
class Lead:
    """The lead of each respondent and what each value of it stands for.

    ``codes``: by respondent, None where all have the same. ``rows``: table rows × values, 1 where the value counts in
    the row; ``places``: which rows of the table these are. ``weight``: of each value, or ``weights`` of each respondent.
    """

    respondents: int
    codes: Coded | None
    size: int
    rows: Floats
    places: npt.NDArray[np.intp]
    weight: Floats | None = None
    weights: Floats | None = None


@dataclass(frozen=True, eq=False)
class Sums:
    """Counts, sums of weights and of squared weights: rows × options (or states)."""

    counts: Floats
    weights: Floats
    squares: Floats

    def none(self) -> Sums:
        """The same rows without options."""
        return Sums(self.counts[:, :0], self.weights[:, :0], self.squares[:, :0])


def plain_weights(weights: npt.ArrayLike | Weights | None, n: int) -> Floats | None:
    """The weights of each respondent, checked."""
    return check_weights(weights.values if isinstance(weights, Weights) else weights, n)


def leads(groups: Groups | None, weights: npt.ArrayLike | Weights | None, n: int, *, many: bool = False) -> list[Lead]:
    """The leads of groups and weights: one, or several where there are many overlapping groups.

    Raises ``ValueError`` for weights and groups of other lengths than ``n``.
    """
    if groups is not None and len(groups) != n:
        raise ValueError("groups: as many respondents as in the column")
    given = plain_weights(weights, n)
    cells, values = _cells(weights, given, many)
    found = []
    parts = _groups(groups, n)
    for number, (codes, size, rows, first) in enumerate(parts):
        places = np.arange(first, first + len(rows))
        if number == 0:
            # everybody is the last row
            rows = np.vstack([rows, np.ones(size)])
            places = np.append(places, len(groups.options) if groups is not None else 0)
        if cells is not None and values is not None and size * len(values) <= MOST:
            joint = _join(codes, cells, len(values))
            found.append(
                Lead(n, joint, size * len(values), np.repeat(rows, len(values), axis=1), places, np.tile(values, size))
            )
        else:
            found.append(Lead(n, codes, size, rows, places, weights=given))
    return found


def sums(column: Choice | Scale | Choices | Number, prepared: list[Lead], rows: int) -> tuple[Sums, Sums]:
    """A question counted by its states (not asked, missing, answered) and by its options."""
    options = len(column.options)
    states, cells = np.zeros((3, rows, 3)), np.zeros((3, rows, options))
    for lead in prepared:
        for codes, states_of, members, first in _digits(column, lead.size):
            joints = _count(lead, codes, len(states_of))
            for total, by_state, joint in zip(cells, states, joints, strict=True):
                found = joint @ members
                total[lead.places, first : first + found.shape[1]] = found
                if first == 0:
                    by_state[lead.places] = joint @ states_of
    return Sums(*states), Sums(*cells)


def _count(lead: Lead, codes: Coded, size: int) -> tuple[Floats, Floats, Floats]:
    """Rows × digits: counts, weights, squared weights."""
    whole = lead.size * size
    key = codes
    if lead.codes is not None:
        key = lead.codes.astype(np.uint16 if whole <= 1 << 16 else np.uint32)
        key *= key.dtype.type(size)
        key += codes
    joint = np.bincount(key, minlength=whole).astype(np.float64).reshape(lead.size, size)
    counts = lead.rows @ joint
    if lead.weight is not None:
        return counts, (lead.rows * lead.weight) @ joint, (lead.rows * lead.weight**2) @ joint
    if lead.weights is None:
        return counts, counts, counts
    weighted = np.bincount(key, weights=lead.weights, minlength=whole).reshape(lead.size, size)
    squared = np.bincount(key, weights=lead.weights * lead.weights, minlength=whole).reshape(lead.size, size)
    return counts, lead.rows @ weighted, lead.rows @ squared


def _digits(column: Choice | Scale | Choices | Number, lead: int) -> list[tuple[Coded, Floats, Floats, int]]:
    """A question's last digits: codes, digits × states, digits × options, and the first option they hold."""
    if isinstance(column, Number):
        return [(column.state.view(np.uint8), np.eye(3), np.zeros((3, 0)), 0)]
    options = len(column.options)
    if isinstance(column, Choice):
        members = np.zeros((options + 2, options))
        members[np.arange(options) + ANSWERED, np.arange(options)] = 1
        return [(column.coded, _states(options + 2), members, 0)]
    found = []
    for number, coded in enumerate(column.coded):
        first = number * CHUNK
        width = min(CHUNK, options - first)
        # where leads are long, a pattern of many options is counted in halves
        step = CHUNK if lead << width <= ROOM else CHUNK // 2
        for start in range(0, width, step):
            part = min(step, width - start)
            codes = coded
            if step < CHUNK:
                digits = (coded - np.uint16(ANSWERED)) >> np.uint16(start) & np.uint16((1 << part) - 1)
                codes = np.where(coded >= ANSWERED, digits + np.uint16(ANSWERED), coded)
            bits = np.arange(1 << part)[:, None] >> np.arange(part) & 1
            members = np.vstack([np.zeros((ANSWERED, part)), bits])
            found.append((codes, _states(len(members)), members, first + start))
    if not found:
        found.append((column.state.view(np.uint8), np.eye(3), np.zeros((3, 0)), 0))
    return found


def _states(size: int) -> Floats:
    """Digits × (not asked, missing, answered)."""
    states = np.zeros((size, 3))
    states[np.arange(size), np.minimum(np.arange(size), ANSWERED)] = 1
    return states


def _groups(groups: Groups | None, n: int) -> list[tuple[Coded | None, int, Floats, int]]:
    """Codes, number of codes, rows × codes, and the first row they hold."""
    if groups is None or not len(groups.options):
        return [(None, 1, np.zeros((0, 1)), 0)]
    count = len(groups.options)
    if isinstance(groups, Choice):
        rows = np.zeros((count, count + ANSWERED))
        rows[np.arange(count), np.arange(count) + ANSWERED] = 1
        return [(groups.coded, count + ANSWERED, rows, 0)]
    found: list[tuple[Coded | None, int, Floats, int]] = []
    for number, coded in enumerate(groups.coded):
        first = number * CHUNK
        width = min(CHUNK, count - first)
        bits = np.arange(1 << width)[None, :] >> np.arange(width)[:, None] & 1
        rows = np.hstack([np.zeros((width, ANSWERED)), bits])
        found.append((coded, rows.shape[1], rows, first))
    return found


def _join(codes: Coded | None, cells: npt.NDArray[np.integer[Any]], size: int) -> Coded:
    """Group and weight as one number."""
    if codes is None:
        return cells.astype(np.uint16)
    joint = codes.astype(np.uint16) * np.uint16(size)
    joint += cells.astype(np.uint16)
    return joint


def _cells(
    weights: npt.ArrayLike | Weights | None, given: Floats | None, many: bool
) -> tuple[npt.NDArray[np.integer[Any]] | None, Floats | None]:
    """The different weights and which of them each respondent has, where there are few."""
    if given is None:
        return None, None
    if isinstance(weights, Weights) and weights.cells is not None and weights.cell_values is not None:
        return (weights.cells, weights.cell_values) if len(weights.cell_values) <= MANY else (None, None)
    if not many or len(given) < 10 * MANY:
        return None, None
    some = np.unique(given[:: max(1, len(given) // (10 * MANY))])
    if len(some) > MANY:
        return None, None
    place = np.minimum(np.searchsorted(some, given), len(some) - 1)
    return (place, some) if bool((some[place] == given).all()) else (None, None)
