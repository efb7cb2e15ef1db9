"""Withholding small cells in tables that are published together, and the proof that they stay hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from .bounds import Reader
from .disclosure import MEAN, SIZE, Earlier, Key, System, Tie, row_key, system_of
from .release import Released, Sizes, Why
from .table import EVERYONE, Table

WIDER = ((0, 80), (1, 80), (0, 300), (1, 300), (2, 300), (2, 800))
"""Where a cover is looked for: at which prices (see ``_price``), and among how many cells around."""


@dataclass(frozen=True)
class Bound:
    """What a reader can tell of one cell that must stay hidden.

    ``question``, ``split``, ``row``, ``option`` (``#`` for the row's size, ``%`` for its mean, ``~`` for respondents in no
    group, ``~key`` for those outside a group, ``!key`` for those who did not choose an option); ``count``:
    the true count; ``low``, ``high``: the range that follows from everything shown; ``agreed``: how wide it
    must be.
    """

    question: str
    split: str
    row: str
    option: str
    count: int
    low: float
    high: float
    agreed: int

    @property
    def holds(self) -> bool:
        """Whether the range is as wide as agreed."""
        return self.high - self.low >= self.agreed


def withhold(
    tables: Sequence[Table],
    threshold: int = 10,
    *,
    ties: Sequence[Tie] = (),
    earlier: Sequence[Earlier] = (),
    width: int | None = None,
    sizes: Sizes = "withheld",
) -> tuple[Released, ...]:
    """The same tables, in the same order, with every small cell withheld and covered.

    A count from 1 to ``threshold`` − 1 is withheld; a row with fewer than ``threshold`` answers is withheld whole; so
    are further cells, those that are missed least, until every small count, printed or only to be had by
    subtraction, could be anything within ``width`` (``threshold`` unless given) for a reader who knows all that is
    shown; where the row itself is known to be smaller, anything within the row. :func:`prove` lists the ranges.
    Counts of 0 are shown; a row with a withheld cell shows no mean. ``threshold`` 1 withholds nothing.

    All tables must be of the same respondents; what is published of a part of them belongs in as a row of a
    breakdown. ``ties`` name rows of different breakdowns that lie inside each other ("over 65" and "over 65 at
    the library"): what follows by subtraction is protected too. ``earlier``: what was published before of the
    same questions (:func:`release.counts_of`); it cannot be taken back, and whoever holds both publications shall not
    learn what a few newcomers said. ``sizes``: whether the number of answers in a small row is itself to be hidden,
    or ``"open"`` because it is told elsewhere.

    Raises ``ValueError`` for tables of other respondents, for tables without keys and for ties of unknown rows.
    """
    if threshold < 1:
        raise ValueError("threshold: at least 1")
    reasons: dict[Key, Why] = {}
    for system in _systems(tables, ties, earlier):
        if threshold > 1:
            found: dict[Key, Why] = {}
            _primary(system, found, threshold, sizes, len(earlier))
            needs = _needs(system, threshold, threshold if width is None else width, sizes)
            _cover(system, found, needs)
            _spare(system, found, needs)
            reasons |= found
    return tuple(_released(table, reasons, threshold, sizes) for table in tables)


def prove(
    released: Sequence[Released],
    *,
    ties: Sequence[Tie] = (),
    earlier: Sequence[Earlier] = (),
    width: int | None = None,
) -> tuple[Bound, ...]:
    """The range of each cell that must stay hidden, by linear programming over everything that is shown.

    Looks at what is shown alone, so that tables released in another way can be tried. The release is safe when
    every bound holds. Ranges are rounded inwards to whole counts. Cells of who came since an earlier publication have
    the question ``question+number``, cells of that publication ``question@number``.
    """
    if not released:
        return ()
    threshold = max(each.threshold for each in released)
    hidden: set[Key] = set()
    for each in released:
        for place, row in enumerate(each.table.rows):
            name = row_key(each.table, row.key)
            options = zip(each.table.options, each.shown[place], strict=True)
            hidden |= {(*name, option.key) for option, shown in options if not shown}
            if not each.sizes_shown[place]:
                hidden.add((*name, SIZE))
            if not each.means_shown[place]:
                hidden.add((*name, MEAN))
    bounds: list[Bound] = []
    for system in _systems([each.table for each in released], ties, earlier):
        needs = {}
        if threshold > 1:
            needs = _needs(system, threshold, threshold if width is None else width, released[0].sizes)
        ranges = Reader(system, hidden).ranges(needs)
        bounds += [Bound(*key, system.values[key], *ranges[key], needs[key]) for key in needs]
    return tuple(bounds)


def _systems(tables: Sequence[Table], ties: Sequence[Tie], earlier: Sequence[Earlier]) -> list[System]:
    """The cells and sums of each question: no sum reaches from one question to another."""
    questions: dict[str, list[Table]] = {}
    for table in tables:
        questions.setdefault(table.key, []).append(table)
    strangers = [whole for parts, whole in ties if any(name[0] not in questions for name in (*parts, whole))]
    if strangers:
        raise ValueError(f"{strangers[0]}: a tie names a row that is in no table")
    return [
        system_of(own, [tie for tie in ties if tie[1][0] == question], earlier) for question, own in questions.items()
    ]


def _primary(system: System, reasons: dict[Key, Why], threshold: int, sizes: Sizes, releases: int) -> None:
    for key, value in system.values.items():
        if key not in system.printed:
            continue
        few = 0 < system.values[(*key[:3], SIZE)] < threshold
        if key[3] == SIZE:
            if few and sizes == "withheld":
                reasons[key] = "few"
        elif few:
            reasons[key] = "few"
        elif 0 < value < threshold or any(
            # what a few newcomers said
            0 < system.values.get((f"{key[0]}+{number}", *key[1:]), 0) < threshold
            and (f"{key[0]}@{number}", *key[1:]) in system.known
            for number in range(releases)
        ):
            reasons[key] = "small"


def _needs(system: System, threshold: int, width: int, sizes: Sizes) -> dict[Key, int]:
    """How wide the range of each small cell must be: ``width``, or the row's size where that is told and
    smaller.

    The size of a row that only follows by subtraction is not small talk about anybody's answer and may be
    told.
    """
    needs = {}
    for key, value in system.values.items():
        if not 0 < value < threshold or key in system.known:
            continue
        size = system.values[(*key[:3], SIZE)]
        secret = sizes == "withheld" and key[:3] in system.secret
        if key[3] == SIZE:
            if secret:
                needs[key] = width
        else:
            needs[key] = width if secret else min(width, size)
    return needs


def _cover(system: System, reasons: dict[Key, Why], needs: dict[Key, int]) -> None:
    """Withhold further cells until every small one has the range it needs, or nothing is left to withhold."""
    reader = Reader(system, reasons)
    _close_rows(system, reasons)
    order = sorted(needs, key=lambda key: (system.values[key], key))
    open_ = reader.tight(order, needs)
    while open_:
        key, low = next(iter(open_.items()))
        more = needs[key] - (system.values[key] - low)
        chosen = _cheapest(system, reader, key, more)
        if not chosen:
            chosen = [cell for cell in _around(system, reader, key) if cell not in reasons]
        if not chosen:
            # nothing is left to withhold: earlier releases told too much; prove() says so
            del open_[key]
            continue
        for cell in chosen:
            reasons.setdefault(cell, "cover")
        _close_rows(system, reasons)
        # withholding more never tells more: what was loose stays loose
        open_ = reader.tight(open_, needs)


def _cheapest(system: System, reader: Reader, key: Key, more: float) -> list[Key]:
    """The cheapest cover near by; from farther away, or at a higher price, where that does not do."""
    best: list[Key] = []
    reach = 0.0
    for stage, limit in WIDER:
        grown, chosen = reader.cover(key, more, partial(_price, system, stage), limit)
        if chosen and grown >= more - 1e-6:
            return chosen
        if chosen and grown > reach + 1e-6:
            best, reach = chosen, grown
    return best


def _price(system: System, stage: int, key: Key) -> float | None:
    """What withholding a shown cell costs: groups first, then everybody's row, then sizes of rows."""
    value = system.values[key]
    if value == 0:
        # a reader who knows the place guesses a zero; it covers nothing
        return None
    everybody = key[2] == EVERYONE
    if (everybody and stage < 1) or (key[3] == SIZE and stage < 2):
        return None
    # a size takes its whole row with it
    cells = 2.0 + len(system.cells(key[:3])) if key[3] == SIZE else 1.0
    size = system.values[(*key[:3], SIZE)]
    return cells * (4.0 if everybody else 1.0) * (1.0 + value / (size + 1.0))


def _around(system: System, reader: Reader, key: Key) -> list[Key]:
    """Every cell that stands in a sum with a cell: the last resort."""
    return [
        cell
        for number in reader.of.get(key, ())
        for cell in reader.sums[number]
        if cell in system.printed and cell not in system.known
    ]


def _close_rows(system: System, reasons: dict[Key, Why]) -> None:
    """A row whose size is withheld is withheld whole: shares alone would tell the size."""
    for key in [key for key in reasons if key[3] == SIZE]:
        for cell in system.cells(key[:3]):
            if cell not in system.known:
                reasons.setdefault(cell, "cover")


def _spare(system: System, reasons: dict[Key, Why], needs: dict[Key, int]) -> None:
    """Show again whatever is not needed to keep the small cells hidden, the most telling first."""
    reader = Reader(system, reasons)
    covers = [key for key, why in reasons.items() if why == "cover"]
    if not covers:
        return
    tight = reader.tight(needs, needs)
    at_risk = [key for key in needs if key not in tight]
    for key in sorted(covers, key=lambda key: (key[3] != SIZE, -system.values[key], key)):
        if key[3] != SIZE and (*key[:3], SIZE) in reasons:
            continue
        del reasons[key]
        near = reader.near(key, at_risk)
        if reader.tight(near, needs):
            reasons[key] = "cover"


def _released(table: Table, reasons: dict[Key, Why], threshold: int, sizes: Sizes) -> Released:
    names = [row_key(table, row.key) for row in table.rows]
    why = np.array(
        [[reasons.get((*name, option.key), "") for option in table.options] for name in names], dtype="<U5"
    ).reshape(len(table.rows), len(table.options))
    told = np.array([(*name, SIZE) not in reasons for name in names], dtype=np.bool_)
    few = (table.answered > 0) & (table.answered < threshold)
    withheld = np.array([(*name, MEAN) in reasons for name in names], dtype=np.bool_)
    means = told & ~few & ~withheld & (why == "").all(axis=1)
    return Released(table=table, why=why, sizes_shown=told, means_shown=means, threshold=threshold, sizes=sizes)
