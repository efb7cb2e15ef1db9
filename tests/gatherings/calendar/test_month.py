"""Months laid out: every day once, no two bars in one place, nothing lost."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from talka.gatherings.calendar.month import Span, days_shown, month_of

DAY = datetime.date
MONTHS = st.tuples(st.integers(2020, 2032), st.integers(1, 12))


def spans_in(year: int, month: int, rows: list[tuple[int, int]]) -> list[Span[int]]:
    first = DAY(year, month, 1) - datetime.timedelta(days=10)
    return [
        Span(number, first + datetime.timedelta(days=begins), first + datetime.timedelta(days=begins + length))
        for number, (begins, length) in enumerate(rows)
    ]


ROWS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 20)), max_size=14)


@given(MONTHS, ROWS, st.integers(0, 6), st.integers(1, 5))
def test_no_two_share_a_place_and_nothing_is_lost(
    when: tuple[int, int], rows: list[tuple[int, int]], first_weekday: int, most: int
) -> None:
    year, month = when
    spans = spans_in(year, month, rows)
    laid = month_of(year, month, spans, first_weekday=first_weekday, most_lanes=most)
    days = [day.day for week in laid.weeks for day in week.days]
    first, last = days_shown(year, month, first_weekday)
    assert days == [first + datetime.timedelta(days=n) for n in range((last - first).days + 1)]
    assert days[0].weekday() == first_weekday
    for week in laid.weeks:
        assert week.lanes <= most
        places = [
            (bar.lane, column)
            for day in week.days
            for bar in day.bars
            for column in range(bar.start, bar.start + bar.days)
        ]
        assert len(places) == len(set(places))
        for day in week.days:
            on = [span.thing for span in spans if span.first <= day.day <= span.last]
            assert sorted(day.things) == on
            shown = [b for d in week.days for b in d.bars if b.start <= day.column < b.start + b.days]
            assert len(shown) + day.more == len(on)


def test_what_takes_several_days_goes_across_the_weeks() -> None:
    laid = month_of(
        2026, 11, [Span("lab", DAY(2026, 11, 27), DAY(2026, 12, 1)), Span("talk", DAY(2026, 11, 27), DAY(2026, 11, 27))]
    )
    bars = [
        (bar.thing, bar.start, bar.days, bar.lane, bar.came, bar.goes_on)
        for week in laid.weeks
        for day in week.days
        for bar in day.bars
    ]
    assert bars == [("lab", 5, 3, 1, False, True), ("talk", 5, 1, 2, False, False), ("lab", 1, 2, 1, True, False)]
    assert (laid.before, laid.after) == (DAY(2026, 10, 1), DAY(2026, 12, 1))


def test_weeks_begin_where_the_reader_begins_them() -> None:
    assert days_shown(2026, 11, 0)[0] == DAY(2026, 10, 26)
    assert days_shown(2026, 11, 6)[0] == DAY(2026, 11, 1)
