"""What a page shows of the answers: a question, for whom (filters), side by side by what (breakdown)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from talka.findings.columns import ABOUT, CHANNEL, DOOR, LANGUAGE, Bools, Reading, Strand
from talka.foundation.access import Absent, or_absent
from talka.methods.tables import Choice, Choices, Groups, Number

PREFIX = "f."
BY = "by"
NO_BREAKDOWN = "-"
MOST_GROUPS = 12
OF_ANSWERS = (CHANNEL, DOOR, LANGUAGE)


@dataclass(frozen=True)
class Selection:
    """`filters`: what is asked of each answer, {question or "~channel" …: choice}. `breakdown` "" is none."""

    strand: Strand
    filters: dict[str, str] = field(default_factory=dict)
    breakdown: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The same as parameters of an address."""
        own = {f"{PREFIX}{name}": key for name, key in self.filters.items()}
        if self.breakdown != default_breakdown(self.strand):
            own[BY] = self.breakdown or NO_BREAKDOWN
        return own

    @property
    def name(self) -> str:
        """The breakdown with its filters, as the key of a published table's groups."""
        conditions = [f"{name}={key}" for name, key in sorted(self.filters.items())]
        return "&".join([*conditions, self.breakdown]) if conditions else self.breakdown


def default_breakdown(strand: Strand) -> str:
    """Organisations side by side where the question was asked about each."""
    return ABOUT if strand.repeats else ""


def select(
    reading: Reading, question: str, filters: Mapping[str, str] | None = None, breakdown: str | None = None
) -> Selection:
    """A selection whose parts all exist. Raises Absent for a question, choice or breakdown that does not."""
    strand = or_absent(reading.by_name.get(question))
    for name, key in (filters or {}).items():
        if name not in filter_names(reading, strand) or key not in option_keys(reading, name):
            raise Absent
    wanted = default_breakdown(strand) if breakdown is None else breakdown
    if wanted and wanted not in breakdown_names(reading, strand):
        raise Absent
    return Selection(strand, dict(filters or {}), wanted)


def from_query(reading: Reading, question: str, query: Mapping[str, str]) -> Selection:
    """The selection that an address means; empty parameters count as not set."""
    filters = {name.removeprefix(PREFIX): key for name, key in query.items() if name.startswith(PREFIX) and key}
    by = query.get(BY) or None
    return select(reading, question, filters, "" if by == NO_BREAKDOWN else by)


def filter_names(reading: Reading, strand: Strand) -> list[str]:
    """By what this question can be filtered: the closed questions asked of everybody, channel and language."""
    names = [
        other.name
        for other in reading.strands
        if other.is_closed and not other.repeats and other.name != strand.name and other.is_current
    ]
    if strand.repeats:
        names.append(ABOUT)
    return [*names, *(name for name in (CHANNEL, LANGUAGE, DOOR) if len(of_answers(reading, name).options) > 1)]


def breakdown_names(reading: Reading, strand: Strand) -> list[str]:
    """By what this question can be laid side by side, as far as the groups still fit on a page."""
    names = [ABOUT] if strand.repeats else []
    names += [name for name in OF_ANSWERS if len(of_answers(reading, name).options) > 1]
    names += [
        other.name
        for other in reading.strands
        if other.is_closed and not other.repeats and other.name != strand.name and other.is_current
    ]
    return [name for name in names if len(option_keys(reading, name)) <= MOST_GROUPS]


def option_keys(reading: Reading, name: str) -> list[str]:
    if name == ABOUT:
        return [subject.key for subject in reading.subjects]
    if name in OF_ANSWERS:
        return [option.key for option in of_answers(reading, name).options]
    return [option.key for option in reading.columns[name].options]


def of_answers(reading: Reading, name: str) -> Choice:
    return {CHANNEL: reading.channels, DOOR: reading.doors, LANGUAGE: reading.languages}[name]


def groups_of(reading: Reading, strand: Strand, name: str) -> Groups:
    """The groups of a breakdown, one entry for each entry of the strand's column."""
    if name == ABOUT:
        return reading.subject
    column: Any = of_answers(reading, name) if name in OF_ANSWERS else reading.columns[name]
    assert not isinstance(column, Number)
    if not strand.repeats:
        return column  # type: ignore[no-any-return] # a choice or several: numbers are no breakdown
    if isinstance(column, Choices):
        assert column.answered is not None
        return Choices(
            reading.spread(strand, column.chosen)
            if column.chosen.ndim == 1
            else np.tile(column.chosen, (len(reading.subjects), 1)),
            column.options,
            key=column.key,
            answered=np.tile(column.answered, len(reading.subjects)),
        )
    return Choice(reading.spread(strand, column.codes), column.options, key=column.key)


def mask_of(reading: Reading, selection: Selection) -> Bools:
    """Which entries of the strand's column the filters let through."""
    strand = selection.strand
    size = reading.answers * (len(reading.subjects) if strand.repeats else 1)
    mask = np.ones(size, dtype=np.bool_)
    for name, key in selection.filters.items():
        groups = groups_of(reading, strand, name)
        place = [option.key for option in groups.options].index(key)
        mask &= groups.chosen[:, place] if isinstance(groups, Choices) else groups.codes == place
    return mask
