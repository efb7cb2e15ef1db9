"""Krippendorff's alpha: his own examples, a second way to count it, and what must hold for any coders."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from talka.methods.tables import alpha

GAP = np.nan

# Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), example C
FOUR_CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
    [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
]
THREE_CODERS = [
    [GAP, GAP, GAP, GAP, GAP, 3, 4, 1, 2, 1, 1, 3, 3, GAP, 3],
    [1, GAP, 2, 1, 3, 3, 4, 3, GAP, GAP, GAP, GAP, GAP, GAP, GAP],
    [GAP, GAP, 2, 1, 3, 4, 4, GAP, 2, 1, 1, 3, 3, GAP, 4],
]


@pytest.mark.parametrize(("level", "printed"), [("nominal", "0.743"), ("ordinal", "0.815"), ("interval", "0.849")])
def test_four_coders_with_gaps(level, printed):
    assert f"{alpha(FOUR_CODERS, level):.3f}" == printed


@pytest.mark.parametrize(("level", "printed"), [("nominal", "0.691"), ("interval", "0.811")])
def test_three_coders_with_gaps(level, printed):
    assert f"{alpha(THREE_CODERS, level):.3f}" == printed


def test_two_coders_of_yes_and_no():
    """Example A of the same paper: alpha = 0.095."""
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    two = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert f"{alpha([one, two]):.3f}" == "0.095"


def test_nothing_to_compare_tells_nothing():
    assert np.isnan(alpha([[1, GAP], [GAP, 2]]))
    assert np.isnan(alpha([[1, 1], [1, 1]]))
    assert alpha([[1, 2], [1, 2]]) == 1
    with pytest.raises(ValueError, match="matrix"):
        alpha([1, 2])
    with pytest.raises(ValueError, match="level"):
        alpha([[1, 2], [1, 2]], "ratio")


coded = arrays(
    np.float64,
    st.tuples(st.integers(2, 4), st.integers(2, 8)),
    elements=st.sampled_from([1.0, 2.0, 3.0, GAP]),
)


def pair_by_pair(codes):
    """Nominal alpha from its definition: every pair of codes of a unit, and every pair of all codes."""
    units = [[v for v in unit if not np.isnan(v)] for unit in codes.T]
    units = [unit for unit in units if len(unit) > 1]
    values = [v for unit in units for v in unit]
    if not values:
        return float("nan")
    observed = sum(2 * sum(a != b for a, b in combinations(unit, 2)) / (len(unit) - 1) for unit in units) / len(values)
    expected = 2 * sum(a != b for a, b in combinations(values, 2)) / (len(values) * (len(values) - 1))
    return 1 - observed / expected if expected else float("nan")


@settings(max_examples=80, deadline=None)
@given(coded, st.randoms())
def test_alpha_is_its_definition_and_the_order_of_coders_and_units_is_nothing_to_it(codes, random):
    expected = pair_by_pair(codes)
    assert alpha(codes) == pytest.approx(expected, nan_ok=True)
    coders, units = list(range(codes.shape[0])), list(range(codes.shape[1]))
    random.shuffle(coders)
    random.shuffle(units)
    for level in ("nominal", "ordinal", "interval"):
        assert alpha(codes[coders][:, units], level) == pytest.approx(alpha(codes, level), nan_ok=True)
    assert alpha(codes * 10 + 3, "interval") == pytest.approx(alpha(codes, "interval"), nan_ok=True)
