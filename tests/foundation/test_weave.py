"""The geometry of the weave, to the digit."""

import datetime
from dataclasses import replace

import pytest

from talka.foundation.weave import Stage, Strand, knots, left_half, offsets, right_half, weave

DAY = datetime.date(2027, 1, 21)
THREE = [Strand(1, "circle", "MOK", pk=11), Strand(5, "square", "Tkacz", pk=12), Strand(9, "diamond", "DOK", pk=13)]


def stage(start: str, end: str, together: bool = True, **more: object) -> Stage:
    dates = [datetime.date.fromisoformat(day) for day in (start, end)]
    return replace(Stage("A stage", dates[0], dates[1], together), **more)  # type: ignore[arg-type]  # fields of Stage


STAGES = [
    stage("2026-09-14", "2026-10-09"),
    stage("2026-12-01", "2027-01-15", together=False),
    stage("2027-01-18", "2027-02-26", together=False, done_by=frozenset({11})),
    stage("2027-03-01", "2027-03-19"),
]


@pytest.mark.parametrize(
    ("count", "together", "expected"),
    [
        (0, True, []),
        (1, False, [0.0]),
        (2, True, [-4.0, 4.0]),
        (3, True, [-8.0, 0.0, 8.0]),
        (3, False, [-26.0, 0.0, 26.0]),
        (6, True, [-20.0, -12.0, -4.0, 4.0, 12.0, 20.0]),
    ],
)
def test_strands_lie_close_together_and_far_apart(count: int, together: bool, expected: list[float]) -> None:
    assert offsets(count, together) == pytest.approx(expected)


@pytest.mark.parametrize("count", range(1, 11))
@pytest.mark.parametrize("together", [True, False])
def test_every_number_of_partners_stays_inside_the_drawing(count: int, together: bool) -> None:
    places = offsets(count, together)
    assert max(map(abs, places)) <= 42.0
    assert places == sorted(places)
    assert sum(places) == pytest.approx(0)


def test_the_halves_meet_at_the_edge_of_two_cells() -> None:
    assert right_half(44, 26) == "M50 44C75 44 87.5 39.5 100 35"
    assert left_half(44, 26) == "M0 35C12.5 30.5 25 26 50 26"
    assert right_half(52, 52, vertical=True) == "M44 50C44 75 44 87.5 44 100"
    assert right_half(52, None) == ""
    assert left_half(None, 52) == ""


def test_states_come_from_the_dates_unless_they_are_given() -> None:
    assert [one.state_on(DAY) for one in STAGES] == ["done", "done", "now", "todo"]
    assert Stage("No dates").state_on(DAY) == "todo"
    assert replace(STAGES[2], state="late").state_on(DAY) == "late"


def test_thick_behind_and_thin_ahead() -> None:
    drawn = weave(STAGES, THREE, DAY)
    assert [cell.horizontal.count("ahead") for cell in drawn.cells] == [0, 0, 3, 3]
    assert [cell.horizontal.count("<path") for cell in drawn.cells] == [3, 6, 6, 3]
    assert drawn.cells[0].horizontal == (
        '<g class="o1"><path d="M50 44C75 44 87.5 39.5 100 35"/></g>'
        '<g class="o5"><path d="M50 52C75 52 87.5 52 100 52"/></g>'
        '<g class="o9"><path d="M50 60C75 60 87.5 64.5 100 69"/></g>'
    )


def test_today_runs_through_the_stage_that_is_going_on() -> None:
    drawn = weave(STAGES, THREE, DAY)
    assert [cell.css_class for cell in drawn.cells] == ["", "", "isnow", ""]
    assert drawn.stands == 3


def test_today_stands_between_two_stages() -> None:
    drawn = weave(STAGES, THREE, datetime.date(2026, 11, 1))
    assert [cell.css_class for cell in drawn.cells] == ["isnext", "", "", ""]


@pytest.mark.parametrize("day", ["2026-01-01", "2028-01-01"])
def test_before_the_first_and_after_the_last_there_is_no_line(day: str) -> None:
    drawn = weave(STAGES, THREE, datetime.date.fromisoformat(day))
    assert {cell.css_class for cell in drawn.cells} == {""}
    assert drawn.stands == 0


def test_partners_are_tied_where_they_work_together() -> None:
    tied, apart, some, ahead = (cell.pins for cell in weave(STAGES, THREE, DAY).cells)
    assert tied == '<rect class="bind full" x="-4" y="-17" width="8" height="34" rx="4"/>'
    assert ahead == '<rect class="bind" x="-4" y="-17" width="8" height="34" rx="4"/>'
    assert apart.count("sh full") == 3
    assert some == (
        '<g class="o1" transform="translate(0 -26)"><circle class="sh full" r="5.2"/></g>'
        '<g class="o5" transform="translate(0 0)"><rect class="sh" x="-4.7" y="-4.7" width="9.4" height="9.4"/></g>'
        '<g class="o9" transform="translate(0 26)"><path class="sh" d="M0-6.4 6.4 0 0 6.4-6.4 0Z"/></g>'
    )


def test_on_a_phone_shapes_stay_upright() -> None:
    vertical = weave(STAGES, THREE, DAY).cells[1].pins_vertical
    assert 'transform="translate(-22 0) scale(0.85)"' in vertical
    assert "rotate" not in vertical
    assert "matrix" not in vertical


def test_ten_partners_are_drawn_smaller_and_thinner() -> None:
    ten = [Strand(number, "circle", f"Org {number}") for number in range(1, 11)]
    drawn = weave(STAGES, ten, DAY)
    assert drawn.many
    assert "scale(0.75)" in drawn.cells[1].pins


def test_the_page_shows_one_stage_as_its_own() -> None:
    stages = [STAGES[0], replace(STAGES[1], current=True), *STAGES[2:]]
    assert weave(stages, THREE, DAY).cells[1].css_class == "cur"


def test_knots() -> None:
    drawn = knots(STAGES[:2], THREE[:1], DAY)
    assert drawn == (
        '<g class="o1"><path class="d" d="M6 15C104 15 104 15 202 15"/></g>'
        '<rect class="past" x="3.5" y="9" width="5" height="12" rx="2.5"/>'
        '<rect class="past" x="199.5" y="9" width="5" height="12" rx="2.5"/>'
    )
    assert '<rect class="now"' in knots(STAGES, THREE, DAY)
    assert knots([], THREE, DAY) == '<g class="o1"></g><g class="o5"></g><g class="o9"></g>'
    assert 'x="101.5"' in knots(STAGES[:1], THREE, DAY)
