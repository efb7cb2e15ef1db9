"""What figures are: rows side by side with the words around them, as findings keep and releases freeze them."""

import datetime
from dataclasses import dataclass, field, replace
from typing import Any

from talka.foundation.wording import Wording, said
from talka.methods.tables import (
    EVERYONE,
)

Content = dict[str, Any]


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
