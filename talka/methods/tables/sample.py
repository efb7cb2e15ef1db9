"""What a sample bears: how the respondents came to be asked decides what may be said beyond them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

SampleKind = Literal["probability", "census", "self_selected"]

SELF_SELECTED = "self_selected"
"""Caution: who wanted to answer did; the figures describe the respondents, not the population."""
SELF_SELECTED_MARGINS = "self_selected_margins"
"""Caution: margins are shown by the caller's wish; they hold only if the respondents are like a random
sample.
"""
CENSUS_GAPS = "census_gaps"
"""Caution: all were asked and not all answered; the gap is no matter of chance, so there are no margins."""


class NoMargins(ValueError):
    """Margins were asked of a sample that bears no inference and no reason was given."""


@dataclass(frozen=True)
class Sample:
    """How the respondents came to be asked.

    ``kind``: ``"probability"`` (each member of the population had a known chance to be asked), ``"census"``
    (all were asked) or ``"self_selected"`` (whoever wanted answered: an open link, a street poll without a
    draw, forms on a counter). ``population``: the number of members of the population, where it is known.
    ``reason``: why margins are shown for a self-selected sample nevertheless; it is printed beside them.
    """

    kind: SampleKind = "self_selected"
    population: int | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.kind not in ("probability", "census", "self_selected"):
            raise ValueError(f"no such kind of sample: {self.kind}")
        if self.population is not None and self.population < 1:
            raise ValueError("population: at least one")

    @classmethod
    def probability(cls, population: int | None = None) -> Self:
        """Drawn by chance from a population."""
        return cls("probability", population)

    @classmethod
    def census(cls, population: int | None = None) -> Self:
        """Everybody was asked."""
        return cls("census", population)

    @classmethod
    def self_selected(cls, population: int | None = None, *, reason: str = "") -> Self:
        """Whoever wanted answered. With a reason, margins are given and carry a caution."""
        return cls("self_selected", population, reason.strip())

    @property
    def bears_margins(self) -> bool:
        """Whether margins and tests are given: a probability sample, or a stated reason."""
        return self.kind == "probability" or (self.kind == "self_selected" and bool(self.reason))

    @property
    def bears_inference(self) -> bool:
        """Whether the draw itself carries from the sample to the population."""
        return self.kind == "probability"

    def caution(self, answered: int) -> str | None:
        """The key of the caution that belongs under a table with so many answers, or None."""
        if self.kind == "self_selected":
            return SELF_SELECTED_MARGINS if self.reason else SELF_SELECTED
        if self.kind == "census" and (self.population is None or answered < self.population):
            return CENSUS_GAPS
        return None

    def require_margins(self) -> None:
        """Raise :class:`NoMargins` unless margins may be given."""
        if not self.bears_margins:
            raise NoMargins(f"a {self.kind} sample bears no margins; say why, or show its composition")
