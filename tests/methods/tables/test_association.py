"""Crosstabs, the Rao–Scott test against R's printed output, Holm's correction."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from talka.methods.tables import (
    Choice,
    Choices,
    Design,
    NoMargins,
    Sample,
    crosstab,
    differences,
    holm,
    rao_scott,
)

from .reference import schools

DRAWN = Sample.probability()


def test_the_printed_test_of_183_schools():
    """``svychisq(~sch.wide + stype, dclus1)`` of R's package survey, printed in its manual."""
    data = schools()
    design = Design(data["base"], clusters=data["district"], population=757)

    found = rao_scott(data["target"], data["type"], design, DRAWN)

    assert f"{found.f:.4f}" == "5.1934"
    assert (f"{found.df1:.3f}", f"{found.df2:.3f}", f"{found.p:.5f}") == ("1.495", "20.925", "0.02175")
    assert (f"{found.pearson:.4f}", f"{found.p_first:.6f}") == ("11.9409", "0.005553")
    table = crosstab(data["target"], data["type"], data["base"])
    assert table.weighted == pytest.approx(
        np.array([[406.1640, 101.5410, 270.7760], [4467.8035, 372.3170, 575.3989]]), abs=6e-5
    )


def test_a_simple_random_sample_gives_pearsons_test():
    random = np.random.default_rng(2)
    one, two = random.integers(0, 3, 400), random.integers(0, 2, 400)
    found = rao_scott(Choice(one, tuple("abc")), Choice(two, tuple("xy")), Design(np.ones(400)), DRAWN)
    counts = np.zeros((3, 2))
    np.add.at(counts, (one, two), 1)
    plain = stats.chi2_contingency(counts, correction=False)
    assert found.pearson == pytest.approx(plain.statistic)
    assert found.p_first == pytest.approx(plain.pvalue, abs=0.01)
    assert found.effect == pytest.approx(1, abs=0.05)


def test_a_test_needs_a_sample_that_bears_it_and_something_to_compare():
    one = Choice(np.array([0, 0, 1, 1]), ("a", "b"))
    with pytest.raises(NoMargins):
        rao_scott(one, one, Design(np.ones(4)), Sample())
    same = Choice(np.zeros(4, dtype=int), ("a", "b"))
    assert np.isnan(rao_scott(one, same, Design(np.ones(4)), DRAWN).p)


def test_crosstab_leaves_out_who_did_not_answer_both():
    table = crosstab(Choice(np.array([0, 1, -1, 1]), ("a", "b")), Choice(np.array([0, 0, 0, 1]), ("x", "y")))
    assert table.counts.tolist() == [[1, 0], [1, 1]]
    assert table.left_out == 1
    assert table.row_shares.tolist() == [[1, 0], [0.5, 0.5]]
    assert table.column_shares.tolist() == [[0.5, 0], [0.5, 1]]


def test_groups_are_compared_two_by_two():
    random = np.random.default_rng(4)
    groups = Choice(np.repeat([0, 1, 2], 60), ("A", "B", "C"), key="g")
    y = random.normal(0, 1, 180) + (groups.codes == 2) * 2
    found = differences(y, groups, Design(np.ones(180)), DRAWN)
    assert [(each.here, each.there) for each in found] == [("A", "B"), ("A", "C"), ("B", "C")]
    assert found[1].estimate.high < 0
    assert found[1].p < 1e-9
    assert found[0].p > 0.05
    welch = stats.ttest_ind(y[:60], y[60:120], equal_var=False)
    assert found[0].estimate.p == pytest.approx(welch.pvalue, abs=0.01)
    overlapping = Choices(np.ones((180, 2), dtype=bool), ("A", "B"), key="about")
    assert differences(y, overlapping, Design(np.ones(180)), DRAWN)[0].estimate.value == 0
    with pytest.raises(NoMargins):
        differences(y, groups, Design(np.ones(180)), Sample())


def test_holm():
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([]) == []
    assert np.isnan(holm([float("nan"), 0.01])[0])
    assert holm([float("nan"), 0.01])[1] == 0.01
    with pytest.raises(ValueError, match="probability"):
        holm([1.5])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_keeps_the_order_and_lies_between_nothing_and_bonferroni(p):
    corrected = holm(p)
    for before, after in zip(p, corrected, strict=True):
        assert before <= after <= min(1, before * len(p)) or after <= max(min(1, q * len(p)) for q in p if q <= before)
    order = sorted(range(len(p)), key=lambda place: p[place])
    assert all(corrected[a] <= corrected[b] for a, b in pairwise(order))
