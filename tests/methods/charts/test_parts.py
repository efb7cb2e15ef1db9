"""Axes, order and lanes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talka.methods.charts.html import Html, number
from talka.methods.charts.parts import Row, Value, lanes, plain_number, sorted_rows, ticks_up_to, top_of
from talka.methods.charts.shapes import SHAPES, shape


@pytest.mark.parametrize(
    ("value", "written"), [(0, "0"), (-0.001, "0"), (12.5, "12.5"), (33.333, "33.33"), (100, "100"), (7.10, "7.1")]
)
def test_coordinates_are_short(value: float, written: str) -> None:
    assert number(value) == written


@pytest.mark.parametrize(("value", "written"), [(0.5, "1"), (1.5, "2"), (2.5, "3"), (2.49, "2")])
def test_halves_are_rounded_up(value: float, written: str) -> None:
    assert plain_number(value) == written


@pytest.mark.parametrize(
    ("top", "ticks"),
    [
        (64, [0, 10, 20, 30, 40, 50, 60]),
        (100, [0, 20, 40, 60, 80, 100]),
        (10, [0, 2, 4, 6, 8, 10]),
        (1, [0, 1]),
        (1400, [0, 200, 400, 600, 800, 1000, 1200, 1400]),
    ],
)
def test_ticks(top: float, ticks: list[float]) -> None:
    assert ticks_up_to(top) == ticks


@given(st.floats(min_value=1, max_value=1e6))
def test_ticks_begin_at_zero_stay_inside_and_are_few(top: float) -> None:
    ticks = ticks_up_to(top)
    assert ticks[0] == 0
    assert ticks[-1] <= top * (1 + 1e-6)
    assert 2 <= len(ticks) <= 9


@pytest.mark.parametrize(
    ("shares", "percent", "top"),
    [
        ([62.3], True, 64),
        ([99.5], True, 100),
        ([100], True, 100),
        ([3], True, 10),
        ([1306], False, 1308),
        ([], True, 10),
    ],
)
def test_the_axis_ends_a_little_right_of_the_largest(shares: list[float], percent: bool, top: float) -> None:
    assert top_of([Row("", tuple(Value(share) for share in shares))], percent=percent) == top


def test_a_margin_counts_and_a_withheld_figure_does_not() -> None:
    row = Row("", (Value(57, margin=5.3), Value(90, withheld=True), Value(None)))
    assert top_of([row], percent=True) == 64


def test_largest_first_and_nothing_to_show_last() -> None:
    rows = [
        Row("small", (Value(10), Value(20))),
        Row("withheld", (Value(None, withheld=True), Value(None))),
        Row("large", (Value(40), Value(None))),
        Row("as small", (Value(15), Value(15))),
    ]
    assert [row.label for row in sorted_rows(rows)] == ["large", "small", "as small", "withheld"]


@pytest.mark.parametrize(("count", "heights"), [(1, [50]), (2, [39, 61]), (3, [28, 50, 72]), (4, [17, 39, 61, 83])])
def test_lanes(count: int, heights: list[float]) -> None:
    assert lanes(count) == heights


@pytest.mark.parametrize("count", range(1, 13))
def test_lanes_stay_inside_the_row(count: int) -> None:
    assert len(lanes(count)) == count
    assert min(lanes(count)) >= 8
    assert max(lanes(count)) <= 92.0001


def test_ten_shapes_each_different() -> None:
    assert len(set(SHAPES.values())) == len(SHAPES) == 10
    assert shape("square", "sh") == '<rect class="sh" x="-4.7" y="-4.7" width="9.4" height="9.4"/>'
    assert shape("cloud") == SHAPES["circle"]


def test_markup_that_is_added_to_a_text_is_a_text_again() -> None:
    assert type(Html("<b>") + "<i>") is str
    assert Html("<b>").__html__() == "<b>"
