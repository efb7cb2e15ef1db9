"""Population margins, and what is done where the sample and the population do not meet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from .columns import Choice, Floats, Scale

Codes = npt.NDArray[np.integer[Any]]
Targets = Mapping[str, float] | Mapping[tuple[str, ...], float]
NoteKind = Literal["missing", "empty", "thin", "zero", "rescaled"]

THIN = 5
"""Fewer respondents than this in a category are told as thin: their weights rest on very few."""


@dataclass(frozen=True, eq=False)
class Margin:
    """How the population divides by one question, or by several together (a joint margin).

    ``columns``: the respondents' answers. ``targets``: population number or share of each category: by the
    option's key, for a joint margin by the tuple of keys. Categories that are not named have the target 0.
    """

    columns: Choice | Scale | tuple[Choice, ...]
    targets: Targets

    @property
    def parts(self) -> tuple[Choice, ...]:
        """The columns, one or several."""
        return self.columns if isinstance(self.columns, tuple) else (self.columns,)

    @property
    def name(self) -> str:
        """The questions' keys, joined by ×."""
        return " × ".join(part.key for part in self.parts)


@dataclass(frozen=True)
class Note:
    """Something that a reader of weights must be told.

    ``kind``: ``"missing"`` respondents whose category is unknown, with their share of the base weights as
    ``amount``; ``"empty"`` a category of the population without respondents, with its target; ``"thin"`` a
    category with few respondents, with their number; ``"zero"`` respondents of a category with target 0,
    with their number: they have weight 0; ``"rescaled"`` a margin whose sum differed from the total, with
    the factor.
    """

    kind: NoteKind
    margin: str
    category: str
    amount: float


class EmptyCategory(ValueError):
    """A category of the population has no respondents; merge categories or spread its target."""


@dataclass(frozen=True, eq=False)
class Resolved:
    """A margin made ready: a code for each respondent, and a target for each code. The last code is
    *missing*.
    """

    name: str
    codes: Codes
    targets: Floats


def resolve(
    margin: Margin,
    base: Floats | None,
    total: float,
    *,
    missing: Literal["keep", "refuse"],
    empty: Literal["refuse", "spread"],
) -> tuple[Resolved, list[Note]]:
    """Codes and targets of a margin under the stated policies; see :func:`weights.rake`."""
    codes, names = joint_codes(margin.parts)
    targets = margin_targets(margin, names)
    notes: list[Note] = []
    size = len(names)
    counts = np.bincount(codes, minlength=size + 1)
    held = counts if base is None else np.bincount(codes, weights=base, minlength=size + 1)
    stated = float(targets.sum())
    if abs(stated / total - 1) > 1e-9:
        notes.append(Note("rescaled", margin.name, "", total / stated))
    lost = float(held[size] / held.sum())
    if counts[size]:
        if missing == "refuse":
            raise ValueError(f"{margin.name}: {counts[size]} respondents have no category")
        notes.append(Note("missing", margin.name, "", lost))
    nobody = (targets > 0) & (held[:size] <= 0)
    for place in np.flatnonzero(nobody):
        notes.append(Note("empty", margin.name, names[place], float(targets[place])))
    if nobody.any() and empty == "refuse":
        listed = ", ".join(names[place] for place in np.flatnonzero(nobody))
        raise EmptyCategory(f"{margin.name}: nobody in {listed}")
    targets = np.where(nobody, 0.0, targets)
    for at in range(size):
        if targets[at] == 0 and counts[at]:
            notes.append(Note("zero", margin.name, names[at], int(counts[at])))
        elif 0 < counts[at] < THIN:
            notes.append(Note("thin", margin.name, names[at], int(counts[at])))
    full = np.append(targets / targets.sum() * (1 - lost), lost) * total
    return Resolved(margin.name, codes, full), notes


def joint_codes(parts: Sequence[Choice]) -> tuple[Codes, list[str]]:
    """One code for each respondent and the categories' names; a respondent missing in any part has the last
    code.
    """
    size = prod(len(part.options) for part in parts)
    codes: npt.NDArray[Any] = np.zeros(len(parts[0]), dtype=np.int32)
    gone = np.zeros(len(parts[0]), dtype=np.bool_)
    names = [""]
    for part in parts:
        if len(part) != len(codes):
            raise ValueError("margins: as many respondents in each column")
        codes = part.codes if len(parts) == 1 else codes * np.int32(len(part.options)) + part.codes
        gone |= part.codes < 0
        names = [f"{name} × {option.key}" if name else option.key for name in names for option in part.options]
    if gone.any():
        codes = np.where(gone, np.int32(size), codes)
    return codes, names


def margin_targets(margin: Margin, names: Sequence[str]) -> Floats:
    """A target for each category by name, 0 where none is given. Raises ``ValueError`` for strangers and
    bad numbers.
    """
    given = {" × ".join(key) if isinstance(key, tuple) else key: value for key, value in margin.targets.items()}
    numbers = np.array(list(given.values()), dtype=np.float64)
    if not len(numbers) or not np.isfinite(numbers).all() or numbers.min() < 0 or numbers.sum() <= 0:
        raise ValueError(f"{margin.name}: targets are finite, not negative, and not all 0")
    strangers = [key for key in given if key not in set(names)]
    if strangers:
        raise ValueError(f"{margin.name}: no such category: {', '.join(strangers)}")
    return np.array([given.get(name, 0.0) for name in names], dtype=np.float64)
