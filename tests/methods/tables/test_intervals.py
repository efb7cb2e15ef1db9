"""Distributions and intervals against scipy and against exact coverage."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from talka.methods.tables.distributions import beta_cdf, beta_quantile, chi2_tail, f_tail, t_quantile, t_tail
from talka.methods.tables.intervals import beta_interval, clopper_pearson, normal_quantile, wilson

positive = st.floats(0.05, 5e3)


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 1), positive, positive)
def test_beta(x, a, b):
    assert beta_cdf(x, a, b) == pytest.approx(stats.beta.cdf(x, a, b), abs=1e-10)


@settings(max_examples=60, deadline=None)
@given(st.floats(1e-9, 1e3), positive, positive)
def test_f_and_chi_squared(x, df1, df2):
    assert f_tail(x, df1, df2) == pytest.approx(stats.f.sf(x, df1, df2), abs=1e-9)
    assert chi2_tail(x, df1) == pytest.approx(stats.chi2.sf(x, df1), abs=1e-10)


@pytest.mark.parametrize("df", [1, 2, 3, 14, 182, 1e5, float("inf")])
def test_student(df):
    assert t_quantile(0.95, df) == pytest.approx(stats.t.ppf(0.975, df), rel=1e-9)
    assert t_tail(2.1, df) == pytest.approx(2 * stats.t.sf(2.1, df), rel=1e-9)


def test_clopper_pearson_is_the_exact_interval():
    for hits, n in ((0, 10), (1, 10), (5, 10), (10, 10), (37, 400)):
        exact = stats.binomtest(hits, n).proportion_ci(0.95, "exact")
        assert clopper_pearson(hits, n) == pytest.approx((exact.low, exact.high), abs=1e-10)
    with pytest.raises(ValueError, match="hits"):
        clopper_pearson(3, 2)


def test_wilson_agrees_and_stays_inside():
    for hits, n in ((0, 10), (1, 10), (10, 10), (37, 400)):
        exact = stats.binomtest(hits, n).proportion_ci(0.95, "wilson")
        low, high = wilson(np.array([hits / n]), np.array([float(n)]))
        assert (low[0], high[0]) == pytest.approx((exact.low, exact.high), abs=1e-12)
    low, high = wilson(np.array([0.0, 1.0, np.nan, 0.5]), np.array([5.0, 5.0, 5.0, 0.0]))
    assert (low[0], high[1]) == (0, 1)
    assert np.isnan([low[2], high[2], low[3], high[3]]).all()


def test_wilson_covers_what_it_says_on_average():
    n, truths = 40, np.linspace(0.02, 0.98, 49)
    hits = np.arange(n + 1)
    low, high = wilson(hits / n, np.full(n + 1, float(n)))
    coverage = [stats.binom.pmf(hits, n, truth)[(low <= truth) & (truth <= high)].sum() for truth in truths]
    assert 0.94 < np.mean(coverage) < 0.97
    assert min(coverage) > 0.85


def test_the_beta_interval_is_exact_for_a_simple_sample_and_wider_for_a_clustered_one():
    simple = beta_interval(0.3, np.sqrt(0.3 * 0.7 / 100), 100, float("inf"))
    assert simple == pytest.approx(clopper_pearson(30, 100), abs=1e-9)
    clustered = beta_interval(0.3, np.sqrt(3 * 0.3 * 0.7 / 100), 100, 14)
    assert clustered[0] < simple[0]
    assert clustered[1] > simple[1]
    assert np.isnan(beta_interval(float("nan"), 0, 0, 1)).all()


def test_a_confidence_lies_between_0_and_1():
    for confidence in (0, 1, 95):
        with pytest.raises(ValueError, match="confidence"):
            normal_quantile(confidence)
    assert beta_quantile(0.5, 2, 2) == pytest.approx(0.5)
