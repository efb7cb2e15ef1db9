"""From a selection of answers to a counted table, and what of it the public may read."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from talka.consultations.models import Consultation
from talka.findings.columns import Reading
from talka.findings.figures.content import Answer
from talka.findings.figures.labels import answers_of
from talka.findings.selection import Selection, groups_of, mask_of
from talka.methods.tables import (
    EVERYONE,
    Column,
    Groups,
    Number,
    Option,
    Released,
    Sample,
    Table,
    by,
    one_way,
)

MOST_BANDS = 8


@dataclass(frozen=True)
class Counted:
    """A selection, counted: the table whose cells may have to be withheld, and the spread of a number's row."""

    selection: Selection
    table: Table
    answers: tuple[Answer, ...]
    spreads: dict[str, tuple[float, float, float, float]]


@dataclass(frozen=True)
class Judgement:
    """What of a table the public may read: cells by (row, option) and sizes by row that must be withheld."""

    cells: frozenset[tuple[str, str]] = frozenset()
    rows: frozenset[str] = frozenset()

    @classmethod
    def of(cls, released: Released, names: dict[str, str] | None = None) -> "Judgement":
        """`names` gives each row of the figures the row of the published table that it is."""
        own = names or {row.key: row.key for row in released.table.rows}
        cells, rows = set(), set()
        for name, published in own.items():
            place = released.table.row(published)
            if not released.sizes_shown[place]:
                rows.add(name)
            for at, option in enumerate(released.table.options):
                if released.why[place, at] != "":
                    cells.add((name, option.key))
        return cls(frozenset(cells), frozenset(rows))


def sample_of(consultation: Consultation) -> Sample:
    return Sample(kind=consultation.sample)  # type: ignore[arg-type] # the model's choices are those of the method


def count(
    reading: Reading,
    selection: Selection,
    sample: Sample,
    *,
    threshold: int,
    bands: tuple[float, ...] = (),
) -> Counted:
    """Count a selection. `bands`: the edges for a number's bands where they are given already."""
    strand = selection.strand
    mask = mask_of(reading, selection)
    whole = reading.column(strand)
    column: Column = whole.where(mask)
    groups = groups_of(reading, strand, selection.breakdown).where(mask) if selection.breakdown else None
    answers = answers_of(reading, strand)
    spreads: dict[str, tuple[float, float, float, float]] = {}
    if isinstance(column, Number):
        assert isinstance(whole, Number)
        spreads = _spreads(column, groups)
        edges = bands or edges_of(whole.values, threshold)
        answers = band_answers(edges)
        column = column.bands(edges[1:-1], [Option(answer.key) for answer in answers])
    table = by(column, groups, sample=sample) if groups is not None else one_way(column, sample=sample)
    return Counted(selection, table, answers, spreads)


def _spreads(column: Number, groups: Groups | None) -> dict[str, tuple[float, float, float, float]]:
    """Mean, first quarter, median and third quarter of each row that has answers."""
    masks = {EVERYONE: np.ones(len(column), dtype=np.bool_)}
    for place, option in enumerate(groups.options if groups is not None else ()):
        inside = groups.chosen[:, place] if hasattr(groups, "chosen") else groups.codes == place  # type: ignore[union-attr]
        masks[option.key] = inside
    found = {}
    for key, mask in masks.items():
        values = column.values[mask]
        values = values[~np.isnan(values)]
        if len(values):
            low, middle, high = np.percentile(values, [25, 50, 75])
            found[key] = (float(values.mean()), float(low), float(middle), float(high))
    return found


def edges_of(values: Any, threshold: int) -> tuple[float, ...]:
    """Round edges of bands; the outer bands reach until each holds enough answers, so that none stands out alone."""
    numbers = np.sort(values[~np.isnan(values)])
    if not len(numbers):
        return (0.0, 1.0)
    low, high = float(numbers[0]), float(numbers[-1])
    raw = max(high - low, 1.0) / MOST_BANDS
    power = 10.0 ** np.floor(np.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw - 1e-9)
    step = max(float(step), 1.0)
    first = np.floor(low / step) * step
    edges = [float(first)]
    while edges[-1] <= high:
        edges.append(edges[-1] + step)
    while len(edges) > 2 and int((numbers < edges[1]).sum()) < threshold:
        del edges[1]
    while len(edges) > 2 and int((numbers >= edges[-2]).sum()) < threshold:
        del edges[-2]
    return tuple(edges)


def band_answers(edges: tuple[float, ...]) -> tuple[Answer, ...]:
    return tuple(
        Answer(f"{low:g}_{high:g}", {"": f"{low:g}–{high - 1:g}" if high - low > 1 else f"{low:g}"}, low, high)
        for low, high in pairwise(edges)
    )
