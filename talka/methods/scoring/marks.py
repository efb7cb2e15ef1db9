"""One reviewer's marks on one application, and the score that they make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

Marks = Mapping[str, int | None]
"""Criterion → mark. None says "does not apply here"; a criterion that is absent has not been marked yet."""


class NoMark(ValueError):
    """A mark is missing, outside its scale, or given for a criterion that does not exist."""

    def __init__(self, criterion: str, why: str) -> None:
        super().__init__(f"{criterion}: {why}")
        self.criterion = criterion


@dataclass(frozen=True)
class Criterion:
    """What is judged, how heavily it counts, and the ends of its scale.

    Weights are relative: 3 and 1 are the same as 75 and 25.
    """

    key: str
    weight: int = 1
    lowest: int = 0
    highest: int = 5
    may_not_apply: bool = False

    def __post_init__(self) -> None:
        if self.weight < 1:
            raise ValueError("a criterion counts with a weight of at least 1")
        if self.highest <= self.lowest:
            raise ValueError("the highest mark lies above the lowest")

    def share(self, mark: int | Fraction) -> Fraction:
        """Where on the scale a mark lies: 0 at the lowest, 1 at the highest."""
        return Fraction(mark - self.lowest) / (self.highest - self.lowest)


def checked(criteria: Sequence[Criterion], marks: Marks) -> None:
    """Raise NoMark unless every criterion has a mark on its scale, or is said not to apply where that is allowed."""
    known = {criterion.key for criterion in criteria}
    for key in marks:
        if key not in known:
            raise NoMark(key, "no such criterion")
    for criterion in criteria:
        if criterion.key not in marks:
            raise NoMark(criterion.key, "not marked")
        mark = marks[criterion.key]
        if mark is None:
            if not criterion.may_not_apply:
                raise NoMark(criterion.key, "applies to every application")
        elif not criterion.lowest <= mark <= criterion.highest:
            raise NoMark(criterion.key, f"outside {criterion.lowest} to {criterion.highest}")


def score(criteria: Sequence[Criterion], marks: Marks) -> Fraction | None:
    """The weighted score in percent of what could be reached, exactly.

    What does not apply is left out and its weight with it: it neither helps nor harms. None where nothing applies.
    Raises NoMark where the marks are not complete.
    """
    checked(criteria, marks)
    total, weights = Fraction(0), 0
    for criterion in criteria:
        mark = marks[criterion.key]
        if mark is not None:
            total += criterion.weight * criterion.share(mark)
            weights += criterion.weight
    return 100 * total / weights if weights else None
