"""Scores: worked by hand, and what must hold for all."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from talka.methods.scoring import Criterion, NoMark, score, standing


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[Criterion], dict[str, int | None]]:
    """Criteria of any weight and scale, with a whole sheet of marks."""
    criteria, marks = [], {}
    for number in range(draw(st.integers(1, 6))):
        lowest = draw(st.integers(-2, 3))
        criterion = Criterion(
            f"c{number}",
            weight=draw(st.integers(1, 40)),
            lowest=lowest,
            highest=lowest + draw(st.integers(1, 10)),
            may_not_apply=draw(st.booleans()),
        )
        criteria.append(criterion)
        mark: int | None = draw(st.integers(criterion.lowest, criterion.highest))
        if criterion.may_not_apply and draw(st.booleans()):
            mark = None
        marks[criterion.key] = mark
    return criteria, marks


def test_worked_by_hand() -> None:
    criteria = [Criterion("need", weight=40), Criterion("group", weight=35), Criterion("reach", weight=25)]
    # 40 · 3/5 + 35 · 4/5 + 25 · 1/5 = 24 + 28 + 5
    assert score(criteria, {"need": 3, "group": 4, "reach": 1}) == 57


def test_a_scale_that_does_not_begin_at_nought() -> None:
    assert score([Criterion("all", lowest=1, highest=5)], {"all": 1}) == 0
    assert score([Criterion("all", lowest=1, highest=5)], {"all": 3}) == 50


def test_what_does_not_apply_is_no_nought() -> None:
    criteria = [Criterion("need", weight=3), Criterion("heritage", weight=1, may_not_apply=True)]
    assert score(criteria, {"need": 5, "heritage": None}) == 100
    assert score(criteria, {"need": 5, "heritage": 0}) == 75


def test_nothing_applies() -> None:
    assert score([Criterion("only", may_not_apply=True)], {"only": None}) is None


@pytest.mark.parametrize(
    "marks",
    [{}, {"need": 6}, {"need": -1}, {"need": None}, {"need": 3, "other": 1}],
    ids=["missing", "too high", "too low", "must apply", "unknown"],
)
def test_a_sheet_that_is_not_whole_has_no_score(marks: dict[str, int | None]) -> None:
    with pytest.raises(NoMark):
        score([Criterion("need")], marks)


def test_a_criterion_that_makes_no_sense() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Criterion("need", weight=0)
    with pytest.raises(ValueError, match="above the lowest"):
        Criterion("need", lowest=5, highest=5)


@given(sheets())
def test_between_nought_and_a_hundred(sheet: tuple[list[Criterion], dict[str, int | None]]) -> None:
    found = score(*sheet)
    assert found is None or 0 <= found <= 100


@given(sheets(), st.integers(2, 9))
def test_weights_are_relative(sheet: tuple[list[Criterion], dict[str, int | None]], factor: int) -> None:
    criteria, marks = sheet
    heavier = [Criterion(c.key, c.weight * factor, c.lowest, c.highest, c.may_not_apply) for c in criteria]
    assert score(criteria, marks) == score(heavier, marks)


@given(sheets())
def test_leaving_out_equals_not_being_there(sheet: tuple[list[Criterion], dict[str, int | None]]) -> None:
    criteria, marks = sheet
    applying = [criterion for criterion in criteria if marks[criterion.key] is not None]
    assert score(criteria, marks) == score(applying, {c.key: marks[c.key] for c in applying})


@given(sheets(), st.data())
def test_a_better_mark_never_harms(sheet: tuple[list[Criterion], dict[str, int | None]], data: st.DataObject) -> None:
    criteria, marks = sheet
    can_rise = [c for c in criteria if marks[c.key] is not None and (marks[c.key] or 0) < c.highest]
    assume(can_rise)
    chosen = data.draw(st.sampled_from(can_rise))
    before = score(criteria, marks)
    after = score(criteria, {**marks, chosen.key: (marks[chosen.key] or 0) + 1})
    assert before is not None
    assert after is not None
    assert after > before


def test_reviewers_count_once_each() -> None:
    criteria = [Criterion("need", weight=1), Criterion("heritage", weight=1, may_not_apply=True)]
    one = standing(
        "a",
        criteria,
        {"Ona": {"need": 5, "heritage": 0}, "Jonas": {"need": 1, "heritage": None}, "Rita": {"need": 4, "heritage": 3}},
    )
    assert dict(one.scores) == {"Ona": 50, "Jonas": 20, "Rita": 70}
    assert one.score == Fraction(140, 3)
    assert (one.lowest, one.highest, one.spread) == (20, 70, 50)
    heritage = one.of("heritage")
    assert (heritage.mean, heritage.share, heritage.said_not_to_apply) == (Fraction(3, 2), 30, 1)
    assert (heritage.lowest, heritage.highest) == (0, 3)


def test_nobody_has_scored() -> None:
    one = standing("a", [Criterion("need")], {})
    assert (one.score, one.spread, one.of("need").mean) == (None, None, None)
