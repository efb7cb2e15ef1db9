"""What the public may read of a consultation: all tables of a release judged together.

Nothing is public but the content of a release. All its tables, the saved findings among them, pass `withhold` in one
go, tied where one row lies inside another, and against what earlier releases told.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from talka.findings.columns import Bools, Reading
from talka.findings.figures import Counted, Judgement, count
from talka.findings.selection import Selection, default_breakdown, groups_of, mask_of
from talka.methods.tables import (
    EVERYONE,
    Choices,
    Earlier,
    Option,
    Released,
    Sample,
    Table,
    by,
    counts_of,
    one_way,
    withhold,
)
from talka.methods.tables.columns import ANSWERED
from talka.methods.tables.disclosure import RowName, row_key

FILTERED = "&"
"""The row of all whom a finding's filters let through."""

Bands = dict[str, tuple[float, ...]]


@dataclass(frozen=True)
class _Published:
    """A table over everybody, as the public could put it together, with the respondents of each of its rows."""

    selection: Selection
    counted: Counted
    table: Table
    masks: dict[RowName, Bools]

    @property
    def rows(self) -> dict[str, str]:
        """Each row of the figures → the row of this table that it is."""
        own = {row.key: row.key for row in self.counted.table.rows}
        if self.selection.filters:
            own[EVERYONE] = FILTERED
        return own


@dataclass(frozen=True)
class Judged:
    """`counted` and `judgements` by (question, name of the selection). `channels`: answers by channel.

    `released` and `ties` are what was judged, for `talka.methods.tables.prove`.
    """

    counted: dict[tuple[str, str], Counted]
    judgements: dict[tuple[str, str], Judgement]
    channels: Released
    told: Earlier
    released: tuple[Released, ...]
    ties: list[tuple[tuple[RowName, ...], RowName]]


def judge(
    reading: Reading,
    selections: Iterable[Selection],
    sample: Sample,
    *,
    threshold: int,
    bands: Bands | None = None,
    earlier: Sequence[Earlier] = (),
) -> Judged:
    """Count every question's own table and the given selections, and withhold what must be withheld of all together."""
    wanted: dict[tuple[str, str], Selection] = {}
    for strand in reading.strands:
        if not strand.is_text:
            base = Selection(strand, {}, default_breakdown(strand))
            wanted[strand.name, base.name] = base
    for selection in selections:
        wanted.setdefault((selection.strand.name, selection.name), selection)
    published = [
        _publish(reading, selection, sample, threshold, (bands or {}).get(selection.strand.name, ()))
        for selection in wanted.values()
    ]
    channels = one_way(reading.channels, sample=sample)
    ties = _ties(published)
    released = withhold([*(each.table for each in published), channels], threshold, ties=ties, earlier=earlier)
    judgements = {}
    for each, result in zip(published, released, strict=False):
        judgement = Judgement.of(result, each.rows)
        if _people(reading, each) < threshold:
            # many entries of few people: what they said of several organisations is still what few people said
            judgement = Judgement(judgement.cells, frozenset(each.rows))
        judgements[each.selection.strand.name, each.selection.name] = judgement
    return Judged(
        counted={(p.selection.strand.name, p.selection.name): p.counted for p in published},
        judgements=judgements,
        channels=released[-1],
        told=counts_of(released),
        released=released,
        ties=ties,
    )


def _people(reading: Reading, published: _Published) -> int:
    strand = published.selection.strand
    answered = reading.column(strand).state == ANSWERED
    if not strand.repeats:
        return int(answered.sum())
    return int(answered.reshape(len(reading.subjects), reading.answers).any(axis=0).sum())


def _publish(
    reading: Reading, selection: Selection, sample: Sample, threshold: int, bands: tuple[float, ...]
) -> _Published:
    strand = selection.strand
    counted = count(reading, selection, sample, threshold=threshold, bands=bands)
    column: Any = reading.column(strand)
    answered = column.state == ANSWERED
    if strand.question.kind == "number":
        edges = [counted.answers[0].low, *(answer.high for answer in counted.answers)]
        column = column.bands([float(edge or 0) for edge in edges[1:-1]], [Option(a.key) for a in counted.answers])
    masks: dict[str, Bools] = {}
    if selection.breakdown:
        groups = groups_of(reading, strand, selection.breakdown)
        for place, option in enumerate(groups.options):
            masks[option.key] = groups.chosen[:, place] if isinstance(groups, Choices) else groups.codes == place
    if selection.filters:
        inside = mask_of(reading, selection)
        masks = {key: mask & inside for key, mask in masks.items()} | {FILTERED: inside}
        matrix = np.column_stack(list(masks.values()))
        everybody = np.ones(len(matrix), dtype=np.bool_)
        parts = Choices(matrix, tuple(Option(key) for key in masks), key=selection.name, answered=everybody)
        table = by(column, parts, sample=sample)
    elif selection.breakdown:
        groups = groups_of(reading, strand, selection.breakdown)
        table = by(column, groups, sample=sample)
        if table.split != selection.name:
            raise ValueError(f"{selection.name}: a breakdown goes by the key of its groups")
    else:
        table = one_way(column, sample=sample)
    named = {row_key(table, key): mask & answered for key, mask in masks.items()}
    named[row_key(table, EVERYONE)] = answered
    return _Published(selection, counted, table, named)


def _ties(published: list[_Published]) -> list[tuple[tuple[RowName, ...], RowName]]:
    """Which rows lie inside which, and which rows side by side fill another, found from the respondents themselves."""
    ties: dict[tuple[tuple[RowName, ...], RowName], None] = {}
    by_question: dict[str, dict[RowName, Bools]] = defaultdict(dict)
    family: dict[RowName, tuple[Any, ...]] = {}
    for each in published:
        for name, mask in each.masks.items():
            if mask.any() or name[2] == EVERYONE:
                by_question[name[0]][name] = mask
            family[name] = (name[2], tuple(sorted(each.selection.filters)), each.selection.breakdown)
    for rows in by_question.values():
        names = list(rows)
        for at, whole in enumerate(names):
            inside = [
                name
                for place, name in enumerate(names)
                if name != whole
                and not (rows[name] & ~rows[whole]).any()
                and (place < at or (rows[whole] & ~rows[name]).any())
            ]
            together: dict[Any, list[RowName]] = defaultdict(list)
            for name in inside:
                if whole[2] != EVERYONE or name[2] == FILTERED:
                    ties[(name,), whole] = None
                together[name[1]].append(name)
                together[family[name]].append(name)
            for kin in together.values():
                apart = _disjoint(kin, rows)
                if len(apart) > 1:
                    ties[tuple(apart), whole] = None
    return list(ties)


def _disjoint(names: list[RowName], rows: dict[RowName, Bools]) -> list[RowName]:
    """As many of these rows as have no respondent in common, the smallest first."""
    found: list[RowName] = []
    taken: Any = None
    for name in sorted(names, key=lambda each: int(rows[each].sum())):
        if taken is None or not (rows[name] & taken).any():
            taken = rows[name].copy() if taken is None else taken | rows[name]
            found.append(name)
    return found


def earlier_to_content(told: Earlier) -> list[list[Any]]:
    """What a release told, as JSON for the next one."""
    return [[*key, value, key in told.shown] for key, value in told.counts.items()]


def earlier_from_content(content: list[list[Any]]) -> Earlier:
    counts = {(q, split, row, option): value for q, split, row, option, value, _shown in content}
    shown = frozenset((q, split, row, option) for q, split, row, option, _value, was_shown in content if was_shown)
    return Earlier(counts, shown)
