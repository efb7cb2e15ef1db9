"""Columns of answers: what tables are counted from.

A column holds the answers of every respondent to one question, as numpy arrays of equal length. Three
things are kept apart: *not asked* (the question was skipped by its condition), *missing* (asked, no answer)
and *answered*. Labels travel with the options and are never looked into.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, Self, TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Label = str | Mapping[str, str]

Coded = npt.NDArray[np.unsignedinteger[Any]]

NOT_ASKED, MISSING, ANSWERED = 0, 1, 2
CHUNK = 8
"""Options of a multiple question that are counted together as one pattern."""


@dataclass(frozen=True)
class Option:
    """One possible answer: a stable key, and the words people see (a text, or a map from language to
    text).
    """

    key: str
    label: Label = ""


def options_of(given: Iterable[Option | str]) -> tuple[Option, ...]:
    """Options from options or plain keys. Raises ``ValueError`` when a key stands twice."""
    options = tuple(each if isinstance(each, Option) else Option(each, each) for each in given)
    if len({option.key for option in options}) != len(options):
        raise ValueError("an option's key stands twice")
    return options


def _asked(asked: npt.ArrayLike | None, rows: int) -> Bools | None:
    if asked is None:
        return None
    mask = np.asarray(asked)
    if mask.dtype != np.bool_ or mask.shape != (rows,):
        raise ValueError("asked: one boolean for each respondent")
    return None if bool(mask.all()) else mask


@dataclass(frozen=True, eq=False)
class Choice:
    """A question with one answer.

    ``codes``: for each respondent the position of the chosen option, −1 where the answer is missing.
    ``asked``: False where the question was not put to the respondent; None when all were asked.
    ``key`` names the question; tables published together are joined by it.
    Raises ``ValueError`` when a code has no option or the lengths differ.
    """

    codes: npt.NDArray[Any]
    options: tuple[Option, ...]
    key: str = ""
    asked: Bools | None = None

    def __post_init__(self) -> None:
        codes = np.asarray(self.codes)
        options = options_of(self.options)
        if codes.ndim != 1 or not (np.issubdtype(codes.dtype, np.integer) or codes.size == 0):
            raise ValueError("codes: one whole number for each respondent")
        if codes.size and (int(codes.min()) < -1 or int(codes.max()) >= len(options)):
            raise ValueError("a code has no option")
        small = np.int8 if len(options) < 120 else np.int32
        codes = codes.astype(small, copy=False)
        asked = _asked(self.asked, len(codes))
        if asked is not None:
            codes = np.where(asked, codes, small(-1))
        object.__setattr__(self, "codes", codes)
        object.__setattr__(self, "options", options)
        object.__setattr__(self, "asked", asked)

    def __len__(self) -> int:
        return len(self.codes)

    @classmethod
    def from_keys(
        cls,
        answers: Iterable[str | None],
        options: Iterable[Option | str],
        *,
        key: str = "",
        asked: npt.ArrayLike | None = None,
    ) -> Self:
        """A column from the keys of the chosen options, None where the answer is missing.

        Raises ``KeyError`` for an answer that is no option.
        """
        known = options_of(options)
        places: dict[str | None, int] = {option.key: place for place, option in enumerate(known)}
        places[None] = -1
        codes = np.fromiter((places[answer] for answer in answers), dtype=np.int32)
        return cls(codes=codes, options=known, key=key, asked=_asked(asked, len(codes)))

    def where(self, mask: npt.NDArray[Any]) -> Self:
        """The same question for some of the respondents: a boolean mask or an array of positions."""
        return _replace(self, codes=self.codes[mask], asked=None if self.asked is None else self.asked[mask])

    @cached_property
    def state(self) -> npt.NDArray[np.int8]:
        """NOT_ASKED, MISSING or ANSWERED for each respondent."""
        return _state(self.codes >= 0, self.asked)

    @cached_property
    def coded(self) -> Coded:
        """State and answer in one: NOT_ASKED, MISSING, or ANSWERED + the option's position."""
        moved = self.codes + self.codes.dtype.type(ANSWERED)
        coded: Coded = moved.view(np.uint8 if moved.itemsize == 1 else np.uint32)
        if self.asked is not None:
            coded[~self.asked] = NOT_ASKED
        return coded


@dataclass(frozen=True, eq=False)
class Scale(Choice):
    """A question with one answer out of ordered options.

    ``values``: the number that each option stands for, None for an option outside the scale such as "hard
    to say". Without values there is no mean, only the middle option.
    """

    values: tuple[float | None, ...] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.values is not None:
            if len(self.values) != len(self.options):
                raise ValueError("values: one for each option, None outside the scale")
            object.__setattr__(self, "values", tuple(self.values))


@dataclass(frozen=True, eq=False)
class Choices:
    """A question with several answers, or groups that overlap.

    ``chosen``: a boolean matrix, respondents × options. ``asked`` as in :class:`Choice`. Who was asked and
    chose nothing is *missing*, unless ``answered`` (one boolean for each respondent) says that nothing was
    the answer.
    """

    chosen: Bools
    options: tuple[Option, ...]
    key: str = ""
    asked: Bools | None = None
    answered: Bools | None = None

    def __post_init__(self) -> None:
        chosen = np.asarray(self.chosen)
        options = options_of(self.options)
        if chosen.dtype != np.bool_ or chosen.ndim != 2 or chosen.shape[1] != len(options):
            raise ValueError("chosen: a boolean matrix, respondents by options")
        asked = _asked(self.asked, len(chosen))
        answered = np.asarray(chosen.any(axis=1)) if self.answered is None else _asked(self.answered, len(chosen))
        if answered is None:
            answered = np.ones(len(chosen), dtype=np.bool_)
        if asked is not None:
            answered = answered & asked
        # by column in memory: every table reads it option by option
        chosen = np.asfortranarray(chosen & answered[:, None])
        object.__setattr__(self, "chosen", chosen)
        object.__setattr__(self, "options", options)
        object.__setattr__(self, "asked", asked)
        object.__setattr__(self, "answered", answered)

    def __len__(self) -> int:
        return len(self.chosen)

    @classmethod
    def from_keys(
        cls,
        answers: Iterable[Iterable[str] | None],
        options: Iterable[Option | str],
        *,
        key: str = "",
        asked: npt.ArrayLike | None = None,
    ) -> Self:
        """A column from the keys that each respondent chose; None where the answer is missing.

        Raises ``KeyError`` for an answer that is no option.
        """
        known = options_of(options)
        places = {option.key: place for place, option in enumerate(known)}
        rows = [None if answer is None else list(answer) for answer in answers]
        chosen = np.zeros((len(rows), len(known)), dtype=np.bool_)
        for row, answer in enumerate(rows):
            for each in answer or ():
                chosen[row, places[each]] = True
        return cls(chosen=chosen, options=known, key=key, asked=_asked(asked, len(rows)))

    def where(self, mask: npt.NDArray[Any]) -> Self:
        """The same question for some of the respondents: a boolean mask or an array of positions."""
        return _replace(
            self,
            chosen=self.chosen[mask],
            asked=None if self.asked is None else self.asked[mask],
            answered=None if self.answered is None else self.answered[mask],
        )

    @cached_property
    def state(self) -> npt.NDArray[np.int8]:
        """NOT_ASKED, MISSING or ANSWERED for each respondent."""
        assert self.answered is not None
        return _state(self.answered, self.asked)

    @cached_property
    def coded(self) -> tuple[Coded, ...]:
        """State and up to ``CHUNK`` options in one: NOT_ASKED, MISSING, or ANSWERED + the options as binary digits."""
        parts = []
        for first in range(0, len(self.options), CHUNK):
            digits = np.zeros(len(self), dtype=np.uint8)
            for place in reversed(range(min(CHUNK, len(self.options) - first))):
                digits <<= np.uint8(1)
                digits |= self.chosen[:, first + place].view(np.uint8)
            # who did not answer has chosen nothing: the state alone is left
            parts.append(np.add(digits, self.state.view(np.uint8), dtype=np.uint16))
        return tuple(parts)


@dataclass(frozen=True, eq=False)
class Number:
    """A question answered by a number; ``values`` is nan where the answer is missing. Infinity is refused."""

    values: Floats
    key: str = ""
    asked: Bools | None = None
    unit: str = ""
    options: tuple[Option, ...] = field(default=(), init=False)

    def __post_init__(self) -> None:
        values = np.asarray(self.values, dtype=np.float64)
        if values.ndim != 1:
            raise ValueError("values: one number for each respondent")
        if bool(np.isinf(values).any()):
            raise ValueError("values: infinity is no answer")
        asked = _asked(self.asked, len(values))
        if asked is not None:
            values = np.where(asked, values, np.nan)
        object.__setattr__(self, "values", values)
        object.__setattr__(self, "asked", asked)

    def __len__(self) -> int:
        return len(self.values)

    def where(self, mask: npt.NDArray[Any]) -> Self:
        """The same question for some of the respondents: a boolean mask or an array of positions."""
        return _replace(self, values=self.values[mask], asked=None if self.asked is None else self.asked[mask])

    def bands(self, edges: Sequence[float], options: Iterable[Option | str]) -> Scale:
        """The number cut into bands: band *i* holds ``edges[i-1] <= value < edges[i]``, the outer bands are
        open.

        Raises ``ValueError`` unless the edges rise and there is one option more than edges.
        """
        cuts = np.asarray(edges, dtype=np.float64)
        known = options_of(options)
        if len(known) != len(cuts) + 1 or bool((np.diff(cuts) <= 0).any()):
            raise ValueError("bands: rising edges, and one option more than edges")
        codes = np.where(np.isnan(self.values), -1, np.searchsorted(cuts, self.values, side="right"))
        return Scale(codes=codes, options=known, key=self.key, asked=self.asked)

    @cached_property
    def state(self) -> npt.NDArray[np.int8]:
        """NOT_ASKED, MISSING or ANSWERED for each respondent."""
        return _state(~np.isnan(self.values), self.asked)


Kind = TypeVar("Kind", bound="Choice | Choices | Number")

Column = Choice | Scale | Choices | Number
"""A question's answers; see the four kinds."""

Groups = Choice | Choices
"""A breakdown: groups that part the respondents (``Choice``), or groups that overlap (``Choices``)."""


def _state(answered: Bools, asked: Bools | None) -> npt.NDArray[np.int8]:
    state = answered.astype(np.int8) + np.int8(MISSING)
    if asked is not None:
        state[~asked] = NOT_ASKED
    return state


def _replace(column: Kind, **changes: object) -> Kind:
    kept: dict[str, Any] = {each.name: getattr(column, each.name) for each in fields(column) if each.init}
    return type(column)(**(kept | changes))


def check_weights(weights: npt.ArrayLike | None, n: int) -> Floats | None:
    """Weights as floats; None stays None. Raises ``ValueError`` unless there are n finite non-negative
    numbers.
    """
    if weights is None:
        return None
    weight = np.ascontiguousarray(weights, dtype=np.float64)
    if weight.shape != (n,):
        raise ValueError("weights: one for each respondent")
    if not bool(np.isfinite(weight).all()) or (n > 0 and float(weight.min()) < 0):
        raise ValueError("weights: finite and not negative")
    return weight
