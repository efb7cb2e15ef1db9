"""Grids, pages of tables, and tables whose margins know the design."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talka.methods.tables import (
    Choice,
    Choices,
    Design,
    Margin,
    NoMargins,
    Number,
    Sample,
    Scale,
    by,
    estimated,
    grid,
    one_way,
    page,
    rake,
)

RATES = ("poor", "fair", "good")


def test_a_grid_puts_items_side_by_side_in_the_order_of_their_means():
    halls = Scale(np.array([0, 1, 1, -1]), RATES, key="halls", values=(1, 2, 3))
    staff = Scale(np.array([2, 2, 1, 2]), RATES, key="staff", values=(1, 2, 3))
    found = grid([halls, staff])
    assert [item.key for item in found.items] == ["halls", "staff"]
    assert found.counts.tolist() == [[1, 2, 0], [0, 1, 3]]
    assert found.answered.tolist() == [3, 4]
    assert found.means.tolist() == pytest.approx([5 / 3, 11 / 4])
    assert found.order == (1, 0)
    plain = grid([Choice(np.array([0, 2]), RATES, key="a"), Choice(np.array([2, 2]), RATES, key="b")], ["A", "B"])
    assert plain.means is None
    assert plain.order == (1, 0)
    with pytest.raises(ValueError, match="share"):
        grid([halls, Choice(np.array([0]), ("x", "y"))])
    with pytest.raises(ValueError, match="name"):
        grid([halls, staff], ["one"])


def drawn(random, n, kind):
    asked = random.random(n) < 0.9 if random.random() < 0.5 else None
    if kind == 0:
        return Choice(random.integers(-1, 4, n), tuple("abcd"), key="q", asked=asked)
    if kind == 1:
        return Scale(random.integers(-1, 4, n), tuple("abcd"), key="q", asked=asked, values=(1, 2, 3, None))
    if kind == 2:
        return Choices(random.random((n, 10)) < 0.2, tuple("abcdefghij"), key="q", asked=asked)
    values = random.integers(0, 90, n).astype(float)
    values[random.random(n) < 0.1] = np.nan
    return Number(values, key="q", asked=asked)


def slowly(column, members, weights):
    """The figures of one row, by plain arithmetic."""
    answered = members & (column.state == 2)
    figures = {
        "answered": answered.sum(),
        "missing": (members & (column.state == 1)).sum(),
        "base": weights[answered].sum(),
    }
    values = None
    if isinstance(column, Number):
        values, valued = column.values, answered
    elif isinstance(column, Scale):
        table = np.array([1, 2, 3, np.nan, np.nan])
        values = table[column.codes]
        valued = answered & ~np.isnan(values)
    if values is not None and weights[valued].sum() > 0:
        x, w = values[valued], weights[valued]
        figures["mean"] = (x * w).sum() / w.sum()
        figures["spread"] = np.sqrt((w * (x - figures["mean"]) ** 2).sum() / w.sum())
        if (w == 1).all():
            figures["median"] = np.median(x)
    return figures


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 3), st.booleans(), st.sampled_from(["none", "any", "few", "raked"]))
def test_every_way_of_counting_gives_the_same(seed, kind, overlapping, weighting):
    """Few or many weights, halves of patterns, whole numbers: fast ways must not differ from plain arithmetic."""
    random = np.random.default_rng(seed)
    n = 15_000 if kind == 3 and random.random() < 0.3 else 300
    column = drawn(random, n, kind)
    other = drawn(random, n, 0)
    groups = (
        Choices(random.random((n, 11)) < 0.3, tuple("ABCDEFGHIJK"), key="g")
        if overlapping
        else Choice(random.integers(-1, 3, n), tuple("ABC"), key="g")
    )
    weights = {
        "none": None,
        "any": random.random(n),
        "few": random.choice([0.5, 1.0, 3.0], n),
        "raked": rake([Margin(Choice(random.integers(0, 2, n), ("x", "y"), key="m"), {"x": 400, "y": 600})]),
    }[weighting]
    plain = np.ones(n) if weights is None else getattr(weights, "values", weights)

    table, _ = page([column, other], groups, weights)

    for row in range(len(table.rows)):
        last = row == len(table.rows) - 1
        members = np.ones(n, dtype=bool) if last else groups.chosen[:, row] if overlapping else groups.codes == row
        figures = slowly(column, members, plain)
        assert (table.answered[row], table.missing[row]) == (figures["answered"], figures["missing"])
        assert table.bases[row] == pytest.approx(figures["base"])
        if "mean" in figures:
            assert table.means[row] == pytest.approx(figures["mean"])
            assert table.spreads[row] == pytest.approx(figures["spread"], abs=1e-9)
        if "median" in figures:
            assert table.medians[row] == figures["median"]
        for option in range(len(table.options)):
            chosen = column.chosen[:, option] if kind == 2 else column.codes == option
            here = members & chosen & (column.state == 2)
            assert table.counts[row, option] == here.sum()
            assert table.weighted[row, option] == pytest.approx(plain[here].sum())


def test_one_by_one_and_all_at_once_agree_on_many_answers():
    random = np.random.default_rng(1)
    n = 20_000
    columns = [drawn(random, n, kind) for kind in range(4)]
    groups = Choice(random.integers(0, 3, n), tuple("ABC"), key="g")
    weights = random.choice([0.5, 1.0, 3.0], n)
    for column, table in zip(columns, page(columns, groups, weights), strict=True):
        alone = by(column, groups, weights)
        assert (table.counts == alone.counts).all()
        assert table.effective_n == pytest.approx(alone.effective_n)
        assert table.weighted == pytest.approx(alone.weighted)


def test_the_median_of_weighted_numbers_splits_the_weight():
    numbers = Number(np.array([5.0, 1.0, 3.0, 9.0]))
    assert one_way(numbers).medians[0] == 4
    assert one_way(numbers, [0.0, 1.0, 1.0, 0.0]).medians[0] == 2
    assert np.isnan(one_way(numbers, [0.0] * 4).medians[0])
    assert np.isnan(one_way(Number(np.array([np.nan]))).means[0])


def test_a_table_that_knows_its_design_is_less_sure_of_itself():
    random = np.random.default_rng(8)
    clusters = np.repeat(np.arange(30), 20)
    column = Choice((random.random(600) < random.random(30)[clusters]).astype(int), ("no", "yes"), key="q")
    groups = Choice(random.integers(0, 2, 600), ("A", "B"), key="g")
    design = Design(np.full(600, 2.0), clusters=clusters)
    drawn_ = Sample.probability()

    simple, told = by(column, groups, design.values, sample=drawn_), estimated(column, groups, design, drawn_)

    assert (told.shares == simple.shares).all()
    assert ((told.high - told.low) > 1.5 * (simple.high - simple.low)).all()
    scale = Scale(column.codes, ("no", "yes"), key="q", values=(0, 1))
    means = estimated(scale, None, design, drawn_)
    assert means.mean_low[0] < means.means[0] < means.mean_high[0]
    assert means.bears_inference
    with pytest.raises(NoMargins):
        estimated(column, groups, design, Sample())
    with pytest.raises(ValueError, match="mentions"):
        estimated(column, groups, design, drawn_, base="mentions")


def test_a_large_part_of_a_small_population_leaves_less_to_chance():
    column = Choice(np.array([0, 1] * 50), ("yes", "no"))
    wide, narrow = (one_way(column, sample=Sample.probability(population)) for population in (None, 125))
    assert narrow.high[0, 0] - narrow.low[0, 0] < 0.5 * (wide.high[0, 0] - wide.low[0, 0])
    census = one_way(column, sample=Sample.census(100))
    assert (census.low, census.caution) == (None, None)
    assert one_way(column, sample=Sample.census(200)).caution == "census_gaps"
