"""Figures: what was counted, with the words around it, as pages show it, findings keep it and releases freeze it."""

import datetime
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from talka.consultations.models import Channel, Consultation
from talka.findings.columns import ABOUT, CHANNEL, DOOR, LANGUAGE, Reading, Strand, option_words
from talka.findings.selection import Selection, groups_of, mask_of
from talka.foundation.wording import Wording, said
from talka.identity.models import Network
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
    withhold,
)

Content = dict[str, Any]
MOST_BANDS = 8


def today_in(network: Network) -> datetime.date:
    return timezone.now().astimezone(ZoneInfo(network.time_zone)).date()


def in_every_language(text: Any) -> Wording:
    """A sentence of the program in all its languages, for what is frozen and read later in any of them."""
    words: Wording = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            words[language] = str(text() if callable(text) else text)
    return words


@dataclass(frozen=True)
class Cell:
    """`withheld`: nothing may be told here. `inside`: told here, but withheld wherever the public reads."""

    key: str
    count: int | None = None
    share: float | None = None
    margin: float | None = None
    withheld: bool = False
    inside: bool = False

    def to_content(self) -> Content:
        told = {"key": self.key, "count": self.count, "share": self.share}
        if self.margin is not None:
            told["margin"] = self.margin
        return told | {name: True for name in ("withheld", "inside") if getattr(self, name)}


@dataclass(frozen=True)
class Row:
    """One group side by side with others; the key "*" is everybody together. Marked organisations carry dye and shape."""

    key: str
    label: Wording
    cells: tuple[Cell, ...]
    answered: int | None
    missing: int | None
    dye: int | None = None
    shape: str = ""
    mean: float | None = None
    median: float | None = None
    quarter: float | None = None
    three_quarters: float | None = None
    withheld: bool = False
    inside: bool = False

    @property
    def is_everyone(self) -> bool:
        return self.key == EVERYONE

    @property
    def words(self) -> str:
        return said(self.label)

    def cell(self, key: str) -> Cell:
        return next(cell for cell in self.cells if cell.key == key)

    def to_content(self) -> Content:
        told: Content = {
            "key": self.key,
            "label": self.label,
            "answered": self.answered,
            "missing": self.missing,
            "cells": [cell.to_content() for cell in self.cells],
        }
        for name in ("dye", "shape", "mean", "median", "quarter", "three_quarters", "withheld", "inside"):
            if getattr(self, name) not in (None, "", False):
                told[name] = getattr(self, name)
        return told

    @classmethod
    def from_content(cls, content: Content) -> "Row":
        return cls(**{**content, "cells": tuple(Cell(**cell) for cell in content["cells"])})


@dataclass(frozen=True)
class Answer:
    """One possible answer with its words; bands of a number carry their edges."""

    key: str
    text: Wording
    low: float | None = None
    high: float | None = None

    @property
    def words(self) -> str:
        return said(self.text)

    def to_content(self) -> Content:
        told: Content = {"key": self.key, "text": self.text}
        return told if self.low is None else told | {"low": self.low, "high": self.high}


@dataclass(frozen=True)
class Condition:
    """A filter in words: the question, and the answer that was asked for."""

    key: str
    value: str
    text: Wording
    label: Wording

    def to_content(self) -> Content:
        return {"key": self.key, "value": self.value, "text": self.text, "label": self.label}


@dataclass(frozen=True)
class Figures:
    """One table with everything that must be said with it. The last row is everybody together."""

    question: str
    kind: str
    text: Wording
    hint: Wording
    repeats: bool
    options: tuple[Answer, ...]
    breakdown: str
    by: Wording
    conditions: tuple[Condition, ...]
    rows: tuple[Row, ...]
    sample: str
    caution: str
    threshold: int
    drawn_on: str
    answers: int
    apart: int = 0
    languages: tuple[str, ...] = ()
    unit: Wording = field(default_factory=dict)

    @property
    def everyone(self) -> Row:
        return self.rows[-1]

    @property
    def groups(self) -> tuple[Row, ...]:
        """The rows that stand side by side; without a breakdown the one row of all."""
        return self.rows[:-1] if len(self.rows) > 1 else self.rows

    @property
    def is_whole(self) -> bool:
        """Whether the public would see every cell."""
        return not any(
            row.inside or row.withheld or any(c.inside or c.withheld for c in row.cells) for row in self.rows
        )

    @property
    def day(self) -> datetime.date:
        return datetime.date.fromisoformat(self.drawn_on)

    def row(self, key: str) -> Row | None:
        return next((row for row in self.rows if row.key == key), None)

    def option(self, key: str) -> Answer | None:
        return next((option for option in self.options if option.key == key), None)

    def for_the_public(self) -> "Figures":
        """The same with everything taken out that is marked as for the inside only."""
        return replace(self, rows=tuple(_without(row) for row in self.rows))

    def counted(self) -> Content:
        """The figures alone, to see whether they have changed."""
        return {
            row.key: [row.answered, row.missing, *((cell.key, cell.count) for cell in row.cells)] for row in self.rows
        }

    def to_content(self) -> Content:
        return {
            "question": self.question,
            "kind": self.kind,
            "text": self.text,
            "hint": self.hint,
            "repeats": self.repeats,
            "options": [option.to_content() for option in self.options],
            "breakdown": self.breakdown,
            "by": self.by,
            "conditions": [condition.to_content() for condition in self.conditions],
            "rows": [row.to_content() for row in self.rows],
            "sample": self.sample,
            "caution": self.caution,
            "threshold": self.threshold,
            "drawn_on": self.drawn_on,
            "answers": self.answers,
            "apart": self.apart,
            "languages": list(self.languages),
            "unit": self.unit,
        }

    @classmethod
    def from_content(cls, content: Content) -> "Figures":
        return cls(
            **{
                **content,
                "options": tuple(Answer(**option) for option in content["options"]),
                "conditions": tuple(Condition(**condition) for condition in content["conditions"]),
                "rows": tuple(Row.from_content(row) for row in content["rows"]),
                "languages": tuple(content.get("languages", ())),
            }
        )


def _without(row: Row) -> Row:
    """A row as the public reads it. Why a cell is missing is not told: it could give the cell away."""
    if row.inside or row.withheld:
        return replace(
            row,
            answered=None,
            missing=None,
            mean=None,
            median=None,
            quarter=None,
            three_quarters=None,
            withheld=True,
            inside=False,
            cells=tuple(Cell(cell.key, withheld=True) for cell in row.cells),
        )
    cells = tuple(Cell(c.key, withheld=True) if c.inside or c.withheld else c for c in row.cells)
    if any(cell.withheld for cell in cells):
        row = replace(row, mean=None, median=None, quarter=None, three_quarters=None)
    return replace(row, cells=cells)


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


def answers_of(reading: Reading, strand: Strand) -> tuple[Answer, ...]:
    """The possible answers of a closed question, with their words."""
    if not strand.is_closed:
        return ()
    words = option_words(strand, reading)
    hard = in_every_language(lambda: _("Hard to say"))
    return tuple(Answer(option.key, words.get(option.key, hard)) for option in reading.column(strand).options)


def figures_of(
    consultation: Consultation,
    reading: Reading,
    counted: Counted,
    *,
    threshold: int,
    today: datetime.date,
    judgement: Judgement | None = None,
) -> Figures:
    """The figures with their words. Cells that the public may not read are marked as for the inside.

    Without a judgement the table is judged alone, as a hint for those who work with it.
    """
    table, selection = counted.table, counted.selection
    strand = selection.strand
    judged = judgement or Judgement.of(withhold([table], threshold)[0])
    labels = labels_of(reading, selection.breakdown)
    everyone = everyone_words()
    rows = []
    for place, option in enumerate(table.rows):
        label, dye, shape = labels.get(option.key, (everyone, None, ""))
        mean = low = median = high = None
        if option.key in counted.spreads:
            mean, low, median, high = counted.spreads[option.key]
        elif table.means is not None and table.medians is not None and not np.isnan(table.means[place]):
            mean, median = float(table.means[place]), float(table.medians[place])
        cells = []
        for at, answer in enumerate(counted.answers):
            cell = table.cell_at(place, at)
            margin = None if cell.low is None or cell.high is None else (cell.high - cell.low) / 2
            cells.append(
                Cell(
                    answer.key,
                    cell.count,
                    None if cell.share is None else round(cell.share, 6),
                    None if margin is None else round(margin, 6),
                    inside=(option.key, answer.key) in judged.cells,
                )
            )
        rows.append(
            Row(
                key=option.key,
                label=label,
                cells=tuple(cells),
                answered=int(table.answered[place]),
                missing=int(table.missing[place]),
                dye=dye,
                shape=shape,
                mean=_rounded(mean),
                median=_rounded(median),
                quarter=_rounded(low),
                three_quarters=_rounded(high),
                inside=option.key in judged.rows,
            )
        )
    return Figures(
        question=strand.name,
        kind=strand.question.kind,
        text=dict(strand.question.text),
        hint=dict(strand.question.hint),
        repeats=strand.repeats,
        options=counted.answers,
        breakdown=selection.breakdown,
        by=title_of(reading, selection.breakdown) if selection.breakdown else {},
        conditions=tuple(
            Condition(name, key, title_of(reading, name), labels_of(reading, name)[key][0])
            for name, key in selection.filters.items()
        ),
        rows=tuple(rows),
        sample=consultation.sample,
        caution=table.caution or "",
        threshold=threshold,
        drawn_on=today.isoformat(),
        answers=reading.answers,
        apart=sum(reading.by_version.get(v, 0) for other in reading.apart_from(strand) for v in other.versions),
        languages=tuple(consultation.languages),
        unit=dict(strand.question.limits.get("unit") or {}) if strand.question.kind == "number" else {},
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def everyone_words() -> Wording:
    return in_every_language(lambda: _("All together"))


Label = tuple[Wording, int | None, str]


def labels_of(reading: Reading, name: str) -> dict[str, Label]:
    """The words (and mark) of each group of a breakdown or choice of a filter."""
    if not name:
        return {}
    if name == ABOUT:
        return {s.key: ({"": s.short_name}, s.dye, s.shape) for s in reading.subjects}
    if name == CHANNEL:
        return {
            option.key: (in_every_language(Channel(option.key).label), None, "") for option in reading.channels.options
        }
    if name == DOOR:
        return {key: ({"": title}, None, "") for key, title in reading.door_titles.items()}
    if name == LANGUAGE:
        names = dict(settings.LANGUAGES)
        return {
            o.key: (in_every_language(names[o.key]) if o.key in names else {"": o.key}, None, "")
            for o in reading.languages.options
        }
    strand = reading.by_name[name]
    if strand.question.kind == "known":
        return {s.key: ({"": s.short_name}, s.dye, s.shape) for s in reading.subjects}
    return {answer.key: (answer.text, None, "") for answer in answers_of(reading, strand)}


def title_of(reading: Reading, name: str) -> Wording:
    """What a breakdown or filter asks."""
    if name == ABOUT:
        return in_every_language(lambda: _("About"))
    if name == CHANNEL:
        return in_every_language(lambda: _("Answered"))
    if name == DOOR:
        return in_every_language(lambda: _("Collected at"))
    if name == LANGUAGE:
        return in_every_language(lambda: _("Language of the answer"))
    return dict(reading.by_name[name].question.text)
