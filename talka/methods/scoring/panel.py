"""What several reviewers say of one application: the mean of their scores, criterion by criterion, and how far apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from talka.methods.scoring.marks import Criterion, Marks, score


@dataclass(frozen=True)
class CriterionSummary:
    """One criterion over all reviewers who found that it applies.

    `share` is the mean in percent of the scale; `mean` the mean mark; both None where it applied to nobody.
    """

    key: str
    mean: Fraction | None
    share: Fraction | None
    lowest: int | None
    highest: int | None
    said_not_to_apply: int


@dataclass(frozen=True)
class Standing:
    """Where one application stands.

    `score` is the mean of the reviewers' scores, in percent: each reviewer counts once, however many criteria
    applied. `spread` is the distance between the highest and the lowest score. None where nobody scored.
    """

    key: str
    score: Fraction | None
    scores: tuple[tuple[str, Fraction], ...]
    criteria: tuple[CriterionSummary, ...]

    @property
    def lowest(self) -> Fraction | None:
        return min((each for _who, each in self.scores), default=None)

    @property
    def highest(self) -> Fraction | None:
        return max((each for _who, each in self.scores), default=None)

    @property
    def spread(self) -> Fraction | None:
        low, high = self.lowest, self.highest
        return None if low is None or high is None else high - low

    def of(self, criterion: str) -> CriterionSummary:
        return next(each for each in self.criteria if each.key == criterion)


def standing(key: str, criteria: Sequence[Criterion], sheets: Mapping[str, Marks]) -> Standing:
    """Put the sheets of all reviewers (reviewer → marks) together. Raises NoMark where one is not complete."""
    scored = {reviewer: score(criteria, marks) for reviewer, marks in sheets.items()}
    scores = tuple((reviewer, each) for reviewer, each in scored.items() if each is not None)
    mean = sum((each for _who, each in scores), Fraction(0)) / len(scores) if scores else None
    return Standing(key, mean, scores, tuple(_summary(criterion, sheets) for criterion in criteria))


def _summary(criterion: Criterion, sheets: Mapping[str, Marks]) -> CriterionSummary:
    given = [marks[criterion.key] for marks in sheets.values()]
    marks = [mark for mark in given if mark is not None]
    mean = Fraction(sum(marks), len(marks)) if marks else None
    return CriterionSummary(
        key=criterion.key,
        mean=mean,
        share=100 * criterion.share(mean) if mean is not None else None,
        lowest=min(marks, default=None),
        highest=max(marks, default=None),
        said_not_to_apply=len(given) - len(marks),
    )
