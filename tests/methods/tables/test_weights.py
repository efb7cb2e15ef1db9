"""Raking: the published example, the policies, and what holds for any margins."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talka.methods.tables import (
    Choice,
    EmptyCategory,
    Margin,
    design_effect,
    effective_n,
    post_stratify,
    rake,
)

from .reference import TARGETS, TYPES, schools


def raked(**options):
    data = schools()
    return rake([Margin(data["type"], TYPES), Margin(data["target"], TARGETS)], data["base"], **options)


def test_the_published_weights_of_183_schools():
    data, weights = schools(), raked()

    assert weights.converged
    assert weights.worst <= 1e-9
    assert np.abs(weights.values - data["raked"]).max() < 1e-7
    printed = {
        "No": {"E": "39.8392362", "H": "67.1255292", "M": "49.0690722"},
        "Yes": {"E": "29.8706755", "H": "50.3294011", "M": "36.7910249"},
    }
    tight = raked(tolerance=1e-13)
    for target, by_type in printed.items():
        for kind, weight in by_type.items():
            here = (data["type"].codes == "EHM".index(kind)) & (data["target"].codes == ("No", "Yes").index(target))
            assert {f"{value:.7f}" for value in tight.values[here]} == {weight}
    assert f"{weights.design_effect:.4f}" == "1.0517"
    assert f"{weights.effective_n:.1f}" == "174.0"
    assert f"{weights.values @ data['api'] / weights.values.sum():.6f}" == "641.230321"
    assert weights.values @ data["enrolled"] == pytest.approx(3_647_280.148, abs=5e-4)


def test_equal_weights_cost_nothing():
    assert design_effect(np.full(7, 2.5)) == pytest.approx(1)
    assert effective_n(np.full(7, 2.5)) == pytest.approx(7)
    assert effective_n([]) == 0


def test_post_stratification_divides_population_by_respondents():
    column = Choice(np.array([0, 0, 0, 1]), ("a", "b"), key="q")
    weights = post_stratify(column, {"a": 30, "b": 70})
    assert weights.values.tolist() == [10, 10, 10, 70]
    assert weights.converged


def test_a_joint_margin_is_met_cell_by_cell():
    sex = Choice(np.array([0, 0, 1, 1, 1]), ("f", "m"), key="sex")
    age = Choice(np.array([0, 1, 0, 1, 1]), ("young", "old"), key="age")
    targets = {("f", "young"): 10.0, ("f", "old"): 20.0, ("m", "young"): 30.0, ("m", "old"): 40.0}
    weights = rake([Margin((sex, age), targets), Margin(sex, {"f": 30, "m": 70})])
    assert weights.values == pytest.approx([10, 20, 30, 20, 20])


def test_respondents_without_a_category_keep_their_share():
    column = Choice(np.array([0, 1, 1, -1]), ("a", "b"), key="q")
    weights = rake([Margin(column, {"a": 50, "b": 50})])
    assert weights.values == pytest.approx([37.5, 18.75, 18.75, 25])
    assert [(note.kind, note.amount) for note in weights.notes if note.kind == "missing"] == [("missing", 0.25)]
    with pytest.raises(ValueError, match="no category"):
        rake([Margin(column, {"a": 50, "b": 50})], missing="refuse")


def test_a_category_without_respondents_is_refused_or_spread():
    column = Choice(np.array([0, 1, 1]), ("a", "b", "c"), key="q")
    margin = Margin(column, {"a": 20, "b": 60, "c": 20})
    with pytest.raises(EmptyCategory, match="nobody in c"):
        rake([margin])
    weights = rake([margin], empty="spread")
    assert weights.values == pytest.approx([25, 37.5, 37.5])
    assert ("empty", "c", 20.0) in [(note.kind, note.category, note.amount) for note in weights.notes]


def test_a_target_of_zero_gives_weight_zero_and_says_so():
    column = Choice(np.array([0, 1, 1]), ("a", "b"), key="q")
    weights = rake([Margin(column, {"a": 10})])
    assert weights.values.tolist() == [10, 0, 0]
    assert weights.converged
    assert ("zero", "b", 2) in [(note.kind, note.category, note.amount) for note in weights.notes]


def test_margins_of_other_sums_are_rescaled_and_told():
    one = Choice(np.array([0, 0, 1, 1]), ("a", "b"), key="one")
    two = Choice(np.array([0, 1, 0, 1]), ("c", "d"), key="two")
    weights = rake([Margin(one, {"a": 60, "b": 40}), Margin(two, {"c": 0.5, "d": 0.5})])
    assert weights.values == pytest.approx([30, 30, 20, 20])
    assert [note.margin for note in weights.notes if note.kind == "rescaled"] == ["two"]


def test_bounds_hold_and_margins_are_still_met():
    free, held = raked(), raked(bounds=(0.5, 1.6))
    mean = free.values.mean()
    assert free.values.max() > 1.6 * mean
    assert held.converged
    assert held.values.max() <= 1.6 * mean * (1 + 1e-12)
    assert held.bounded > 0
    assert held.values.sum() == pytest.approx(6194)


def test_bounds_that_cannot_be_kept_are_told_not_raised():
    weights = raked(bounds=(0.5, 1.2))
    assert not weights.converged
    assert weights.worst > 0.01
    assert weights.worst_at in ("type", "target")
    assert np.isfinite(weights.values).all()


def test_margins_that_contradict_each_other_are_told():
    column = Choice(np.array([0, 0, 1]), ("a", "b"), key="q")
    weights = rake([Margin(column, {"a": 1, "b": 1}), Margin(column, {"a": 1, "b": 3})])
    assert not weights.converged
    assert weights.worst > 0.1


def test_bounded_weights_are_the_closest_ones():
    """Against a general solver: least Kullback–Leibler distance under the same margins and bounds."""
    from scipy.optimize import minimize

    random = np.random.default_rng(3)
    one = Choice(random.integers(0, 2, 12), ("a", "b"), key="one")
    two = Choice(random.integers(0, 3, 12), ("c", "d", "e"), key="two")
    base = random.uniform(0.7, 1.4, 12)
    margins = [Margin(one, {"a": 5, "b": 7}), Margin(two, {"c": 4, "d": 5, "e": 3})]
    free = rake(margins, base)
    high = (free.values.max() + np.sort(free.values)[-3]) / 2
    ours = rake(margins, base, bounds=(0.3, high), tolerance=1e-11)
    sums = np.array([one.codes == 0, one.codes == 1, two.codes == 0, two.codes == 1], dtype=float)
    theirs = minimize(
        lambda w: float((w * np.log(w / base) - w).sum()),
        np.ones(12),
        jac=lambda w: np.log(w / base),
        bounds=[(0.3, high)] * 12,
        constraints={"type": "eq", "fun": lambda w: sums @ w - [5, 7, 4, 5], "jac": lambda _: sums},
        options={"ftol": 1e-14, "maxiter": 500},
    )
    assert ours.converged
    assert ours.bounded > 0
    assert ours.values == pytest.approx(theirs.x, abs=1e-5)


def test_many_joint_cells_are_numbered_only_where_they_occur():
    random = np.random.default_rng(0)
    columns = [Choice(random.integers(0, 20, 400), tuple(map(str, range(20))), key=f"m{i}") for i in range(6)]
    margins = [Margin(column, {str(i): 20.0 for i in range(20)}) for column in columns]
    weights = rake(margins)
    assert weights.converged
    for column in columns:
        assert np.bincount(column.codes, weights=weights.values) == pytest.approx(np.full(20, 20.0), rel=1e-8)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 4), st.integers(20, 200), st.booleans())
def test_margins_are_met_and_equals_are_treated_equally(seed, count, n, weighted):
    random = np.random.default_rng(seed)
    base = random.uniform(0.5, 3, n) if weighted else None
    columns, margins = [], []
    truth = random.uniform(0.2, 5, n)
    for number in range(count):
        size = int(random.integers(2, 5))
        codes = np.concatenate([np.arange(size), random.integers(0, size, n - size)])
        column = Choice(codes, tuple(map(str, range(size))), key=f"m{number}")
        columns.append(column)
        # margins that some weights meet
        sums = np.bincount(codes, weights=truth)
        margins.append(Margin(column, {str(i): float(sums[i]) for i in range(size)}))

    weights = rake(margins, base)

    assert weights.converged
    for column, margin in zip(columns, margins, strict=True):
        met = np.bincount(column.codes, weights=weights.values)
        assert met == pytest.approx(list(margin.targets.values()), rel=1e-8)
    ratio = weights.values / weights.base
    cell = np.stack([column.codes for column in columns])
    for each in np.unique(cell, axis=1).T:
        inside = (cell == each[:, None]).all(axis=0)
        assert ratio[inside] == pytest.approx(ratio[inside][0], rel=1e-12)


@pytest.mark.parametrize(
    "targets", [{}, {"a": -1, "b": 2}, {"a": 0, "b": 0}, {"a": float("nan"), "b": 1}, {"a": 1, "x": 1}]
)
def test_targets_that_make_no_sense_are_refused(targets):
    column = Choice(np.array([0, 1]), ("a", "b"), key="q")
    with pytest.raises(ValueError, match=r"q|total"):
        rake([Margin(column, targets)])
