"""Figures made ready for templates: the chart, the table behind it, filters, and the sentences around them."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.findings import words
from talka.findings.columns import CHANNEL, DOOR, LANGUAGE, Reading, Strand
from talka.findings.drawing import MOST_SERIES, chart, is_stacked
from talka.findings.figures import Answer, Cell, Figures, Row, labels_of, title_of
from talka.findings.selection import BY, NO_BREAKDOWN, PREFIX, Selection, breakdown_names, filter_names, option_keys
from talka.foundation.wording import Wording
from talka.methods.charts import Html

IN_THE_BAR = 2
"""Filters by questions that stand in the bar; the others are one click away."""


@dataclass(frozen=True)
class Line:
    """One answer with its cells, in the order of the table's columns."""

    answer: Answer
    cells: tuple[Cell, ...]
    is_highlighted: bool


@dataclass(frozen=True)
class Shown:
    """One figure on a page."""

    figures: Figures
    chart: Html | None
    columns: tuple[Row, ...]
    lines: tuple[Line, ...]
    caution: str
    left_out: str
    highlight: str = ""

    @property
    def has_means(self) -> bool:
        return any(row.mean is not None for row in self.columns)

    @property
    def has_quarters(self) -> bool:
        return any(row.quarter is not None for row in self.columns)

    @property
    def withheld(self) -> bool:
        return any(row.withheld for row in self.columns) or any(c.withheld for line in self.lines for c in line.cells)

    @property
    def inside(self) -> bool:
        return any(row.inside or any(cell.inside for cell in row.cells) for row in self.columns)

    @property
    def marked(self) -> list[Row]:
        """Organisations with how many answered about each, for the line under the question."""
        return [row for row in self.figures.groups if row.dye] if len(self.figures.rows) > 1 else []

    @property
    def answered_words(self) -> str:
        """ "1,284 of 1,307." """
        row = self.figures.everyone
        if row.answered is None:
            return ""
        if self.figures.repeats:
            return ngettext(
                "%(n)s answer about an organisation:", "%(n)s answers about an organisation:", row.answered
            ) % {"n": words.number(row.answered)}
        return _("%(answered)s of %(asked)s.") % {
            "answered": words.number(row.answered),
            "asked": words.number(row.answered + (row.missing or 0)),
        }

    @property
    def base(self) -> str:
        """What the figures of the chart are."""
        if self.figures.kind == "number":
            return _("Number of people.") if not self.figures.repeats else _("Number of answers.")
        if len(self.figures.groups) > MOST_SERIES and self.marked:
            return _("Percent of those who answered, all together; side by side in the table.")
        if is_stacked(self.figures):
            return _("Percent of those who answered; at the right, how many they are.")
        if self.figures.kind in {"multiple", "known"}:
            return _("Percent of those who answered. People could choose several, so the shares may add up to more.")
        return _("Percent of those who answered.")


def shown(figures: Figures, highlight: str = "") -> Shown:
    """A figure with its chart and table."""
    columns = figures.rows
    return Shown(
        figures=figures,
        chart=chart(figures, highlight),
        columns=columns,
        lines=tuple(
            Line(option, tuple(row.cell(option.key) for row in columns), option.key == highlight)
            for option in figures.options
        ),
        caution=words.caution(figures),
        left_out=words.left_out(figures),
        highlight=highlight,
    )


@dataclass(frozen=True)
class Choice:
    key: str
    label: Wording
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """One select of the bar."""

    name: str
    title: Wording
    choices: tuple[Choice, ...]

    @property
    def is_set(self) -> bool:
        return any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True)
class Filters:
    bar: tuple[Filter, ...]
    more: tuple[Filter, ...]
    side_by_side: tuple[Choice, ...]
    by: str = BY

    @property
    def is_more_set(self) -> bool:
        return any(each.is_set for each in self.more)


def filters(reading: Reading, selection: Selection) -> Filters:
    """What this question can be filtered by and laid side by side by."""
    strand = selection.strand
    found = [_filter(reading, selection, name) for name in filter_names(reading, strand)]
    last = _last_single(reading, strand)
    bar = [each for name in (*last, CHANNEL) for each in found if each.name == PREFIX + name]
    return Filters(
        bar=tuple(bar),
        more=tuple(each for each in found if each not in bar),
        side_by_side=_side_by_side(reading, selection),
    )


def _last_single(reading: Reading, strand: Strand) -> list[str]:
    """Single choices asked of everybody, from the end of the questionnaire: there people say who they are."""
    own = [
        other
        for other in reading.strands
        if other.is_current and not other.repeats and other.question.kind == "single" and other.name != strand.name
    ]
    return [other.name for other in sorted(own, key=lambda other: other.number)[-IN_THE_BAR:]]


def _filter(reading: Reading, selection: Selection, name: str) -> Filter:
    labels = labels_of(reading, name)
    chosen = selection.filters.get(name)
    return Filter(
        PREFIX + name,
        title_of(reading, name),
        tuple(Choice(key, labels[key][0], key == chosen) for key in option_keys(reading, name)),
    )


def _side_by_side(reading: Reading, selection: Selection) -> tuple[Choice, ...]:
    names = breakdown_names(reading, selection.strand)
    built_in: dict[str, str] = {
        CHANNEL: _("by how they answered"),
        DOOR: _("by where it was collected"),
        LANGUAGE: _("by language"),
        "~about": _("by organisation"),
    }
    together = Choice(NO_BREAKDOWN, {"": _("all together")}, not selection.breakdown)
    return (
        together,
        *(
            Choice(
                name, {"": built_in[name]} if name in built_in else title_of(reading, name), name == selection.breakdown
            )
            for name in names
        ),
    )


def table_file(name: str, figures: Figures, languages: Mapping[str, str] | None = None) -> HttpResponse:
    """The table as a CSV file, one line for each answer of each group; withheld figures are empty and say so."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(
        [
            "question",
            "group",
            "group_name",
            "answer",
            "answer_words",
            "count",
            "share",
            "answered",
            "left_out",
            "withheld",
        ]
    )
    for row in figures.rows:
        for option in figures.options:
            cell = row.cell(option.key)
            hidden = cell.withheld or row.withheld
            line: list[Any] = [figures.question, row.key, row.words, option.key, option.words]
            line += ["" if hidden else cell.count, "" if hidden or cell.share is None else cell.share]
            line += ["" if row.answered is None else row.answered, "" if row.missing is None else row.missing]
            writer.writerow([_plain(value) for value in (*line, "yes" if hidden else "")])
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _plain(value: Any) -> Any:
    """People's words must not become a formula in a spreadsheet."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t" and value else value
