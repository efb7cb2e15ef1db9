"""Best first, with tie-breaks that were stated beforehand."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from talka.methods.scoring.panel import Standing


@dataclass(frozen=True)
class ByCriterion:
    """Of two with the same score, the one with the higher mean on this criterion. "Does not apply" stands last."""

    key: str


@dataclass(frozen=True)
class BySpread:
    """The one on which the reviewers agree more."""


@dataclass(frozen=True)
class ByLot:
    """A lot that everybody can draw again: SHA-256 of the published seed and the application's key, smallest first."""

    seed: str


TieBreak = ByCriterion | BySpread | ByLot


@dataclass(frozen=True)
class Ranked:
    """One place in the ranking.

    `place` is shared by those whom no tie-break could part. `parted_by` is the tie-break that put this one behind
    its neighbour above with the same score; None where the score itself did.
    """

    place: int
    standing: Standing
    parted_by: TieBreak | None = None
    shared: bool = False

    @property
    def key(self) -> str:
        return self.standing.key


def rank(standings: Iterable[Standing], tie_breaks: Sequence[TieBreak] = ()) -> list[Ranked]:
    """All who have a score, best first; those without one are left out.

    The order does not depend on the order in which they are given: those who share a place stand by their key.
    """
    scored = [each for each in standings if each.score is not None]
    ordered = sorted(scored, key=lambda each: (*_values(each, tie_breaks), each.key))
    ranked: list[Ranked] = []
    for number, each in enumerate(ordered, start=1):
        if not ranked:
            ranked.append(Ranked(number, each))
            continue
        above = ranked[-1]
        mine, theirs = _values(each, tie_breaks), _values(above.standing, tie_breaks)
        if mine == theirs:
            ranked[-1] = Ranked(above.place, above.standing, above.parted_by, shared=True)
            ranked.append(Ranked(above.place, each, above.parted_by, shared=True))
            continue
        first = next(index for index, (one, other) in enumerate(zip(mine, theirs, strict=True)) if one != other)
        ranked.append(Ranked(number, each, tie_breaks[first - 1] if first else None))
    return ranked


def _values(standing: Standing, tie_breaks: Sequence[TieBreak]) -> tuple[Fraction, ...]:
    """What the order goes by, smallest first."""
    return (-(standing.score or Fraction(0)), *(_value(standing, each) for each in tie_breaks))


def _value(standing: Standing, tie_break: TieBreak) -> Fraction:
    if isinstance(tie_break, ByCriterion):
        share = standing.of(tie_break.key).share
        return Fraction(1) if share is None else -share
    if isinstance(tie_break, BySpread):
        return standing.spread or Fraction(0)
    drawn = hashlib.sha256(f"{tie_break.seed}:{standing.key}".encode()).hexdigest()
    return Fraction(int(drawn, 16))
