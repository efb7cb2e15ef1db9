"""Respondents against the population."""

import numpy as np
import pytest

from talka.methods.tables import Choice, Margin, composition, rake


def test_who_is_missing_is_seen():
    age = Choice(np.array([0] * 60 + [1] * 20 + [-1] * 5), ("young", "old"), key="age")

    (found,) = composition([Margin(age, {"young": 500, "old": 500})])

    young, old = found.parts
    assert (young.count, young.share, young.population, young.gap, young.ratio) == (60, 0.75, 0.5, 0.25, 1.5)
    assert old.ratio == 0.5
    assert found.missing == 5
    assert found.dissimilarity == 0.25
    # response rates 12 % and 4 %: spread 4 %
    assert found.r_indicator == pytest.approx(1 - 2 * 0.04)


def test_after_raking_nothing_is_missing():
    age = Choice(np.array([0] * 60 + [1] * 20), ("young", "old"), key="age")
    margin = Margin(age, {"young": 0.5, "old": 0.5})
    weights = rake([margin], total=80)
    (found,) = composition([margin], weights.values)
    assert found.dissimilarity == pytest.approx(0, abs=1e-9)
    assert found.r_indicator is None


def test_a_category_that_the_population_lacks_has_no_ratio():
    (found,) = composition([Margin(Choice(np.array([0, 1]), ("a", "b"), key="q"), {"a": 10})])
    assert np.isnan(found.parts[1].ratio)
    (empty,) = composition([Margin(Choice(np.array([-1]), ("a", "b"), key="q"), {"a": 10})])
    assert np.isnan(empty.dissimilarity)
