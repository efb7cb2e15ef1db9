"""Counting against arithmetic done by hand and by plain loops."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talka.methods.tables import EVERYONE, Choice, Choices, NoMargins, Number, Sample, Scale, by, one_way


def test_one_way_keeps_missing_in_sight():
    column = Choice.from_keys(
        ["yes", "no", None, "yes", "yes"], ["yes", "no"], key="q", asked=[True, True, True, True, False]
    )

    table = one_way(column)

    assert table.counts.tolist() == [[2, 1]]
    assert (table.answered.tolist(), table.missing.tolist(), table.asked.tolist()) == ([3], [1], [4])
    assert table.cell("yes").share == pytest.approx(2 / 3)
    assert one_way(column, base="asked").cell("yes").share == 0.5


def test_weights_change_shares_and_not_counts():
    column = Choice(np.array([0, 0, 1]), ("yes", "no"))

    table = one_way(column, [1.0, 2.0, 5.0])

    assert table.counts.tolist() == [[2, 1]]
    assert table.weighted.tolist() == [[3.0, 5.0]]
    assert table.shares.tolist() == [[0.375, 0.625]]
    assert table.effective_n.tolist() == [64 / 30]


def test_overlapping_groups_count_a_respondent_in_each():
    column = Choice(np.array([0, 1, 0]), ("yes", "no"), key="q")
    about = Choices(np.array([[True, True], [False, True], [False, False]]), ("A", "B"), key="about")

    table = by(column, about)

    assert [row.key for row in table.rows] == ["A", "B", EVERYONE]
    assert table.counts.tolist() == [[1, 0], [1, 1], [2, 1]]
    assert table.overlapping


def test_multiple_choice_counts_who_chose_nothing_as_missing_unless_told():
    chosen = np.array([[True, True], [False, False], [True, False]])

    silent = one_way(Choices(chosen, ("a", "b")))
    spoken = one_way(Choices(chosen, ("a", "b"), answered=np.array([True, True, True])))

    assert (silent.shares.tolist(), silent.missing.tolist()) == ([[1.0, 0.5]], [1])
    assert spoken.shares[0, 0] == pytest.approx(2 / 3)
    assert one_way(Choices(chosen, ("a", "b")), base="mentions").shares[0].tolist() == pytest.approx([2 / 3, 1 / 3])


def test_scale_and_number_have_means_and_medians():
    scale = Scale(np.array([0, 1, 1, 2, 3, -1]), ("1", "2", "3", "hard to say"), values=(1, 2, 3, None))
    number = Number(np.array([1.0, 2.0, 10.0, np.nan]))

    rated, counted = one_way(scale), one_way(number, [1, 1, 4, 1])

    assert (rated.means.tolist(), rated.medians.tolist(), rated.valued.tolist()) == ([2.0], [2.0], [4])
    assert rated.answered.tolist() == [5]
    assert (counted.means.tolist(), counted.medians.tolist()) == ([43 / 6], [10.0])
    assert (counted.answered.tolist(), counted.missing.tolist()) == ([3], [1])


def test_a_self_selected_sample_refuses_margins_unless_told_why():
    column = Choice(np.array([0, 1] * 50), ("yes", "no"))

    plain = one_way(column)
    assert (plain.low, plain.caution) == (None, "self_selected")
    with pytest.raises(NoMargins):
        plain.intervals()

    told = one_way(column, sample=Sample.self_selected(reason="Every tenth visitor was asked."))
    assert told.caution == "self_selected_margins"
    low, high = told.intervals()
    assert (low[0, 0], high[0, 0]) == (pytest.approx(0.40383, abs=1e-5), pytest.approx(0.59617, abs=1e-5))

    drawn = one_way(column, sample=Sample.probability())
    assert drawn.caution is None
    assert drawn.low[0, 0] == low[0, 0]


def test_what_does_not_fit_is_refused():
    column = Choice(np.array([0, 1]), ("yes", "no"))
    with pytest.raises(ValueError, match="no option"):
        Choice(np.array([2]), ("yes", "no"))
    with pytest.raises(ValueError, match="twice"):
        Choice(np.array([0]), ("yes", "yes"))
    with pytest.raises(ValueError, match="weights"):
        one_way(column, [1.0])
    with pytest.raises(ValueError, match="weights"):
        one_way(column, [1.0, -1.0])
    with pytest.raises(ValueError, match="base"):
        one_way(column, base="mentions")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_breakdown_agrees_with_counting_one_by_one(data):
    n = data.draw(st.integers(0, 30))
    width = data.draw(st.integers(1, 11))
    random = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    column = Choices(
        random.random((n, width)) < 0.4,
        tuple(f"o{i}" for i in range(width)),
        asked=random.random(n) < 0.8,
    )
    groups = Choices(random.random((n, 10)) < 0.3, tuple(f"g{i}" for i in range(10)), key="about")
    weights = random.random(n)

    table = by(column, groups, weights)

    for row in range(11):
        inside = groups.chosen[:, row] if row < 10 else np.ones(n, dtype=bool)
        answered = inside & column.answered
        assert table.answered[row] == answered.sum()
        for option in range(width):
            hit = answered & column.chosen[:, option]
            assert table.counts[row, option] == hit.sum()
            assert table.weighted[row, option] == pytest.approx(weights[hit].sum())
