"""Repairs: the past stays, little changes, everybody who is there has a seat."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talka.methods.mixing import Meeting, changes, mix, repair

PEOPLE = tuple(f"p{number:02}" for number in range(20))
SECTORS = {key: "abcd"[at % 4] for at, key in enumerate(PEOPLE)}
PLAN = mix(Meeting(PEOPLE, 5, 5, SECTORS))


@settings(max_examples=25)
@given(
    st.integers(0, 4),
    st.sets(st.sampled_from(PEOPLE), max_size=4),
    st.dictionaries(st.sampled_from(["new", "newer"]), st.integers(0, 4)),
)
def test_every_repair_keeps_the_past_and_seats_everybody(now, away, late):
    late = {key: max(now, first) for key, first in late.items()}
    absent = {(key, now) for key in away}
    mended = repair(PLAN, now=now, absent=absent, late=late)
    assert mended.seats[:now] == PLAN.seats[:now]
    assert mended.hosts[:now] == PLAN.hosts[:now]
    for number, tables in enumerate(mended.seats):
        assert sorted(key for people in tables for key in people) == sorted(mended.meeting.present(number))
        assert max(map(len, tables)) - min(map(len, tables)) <= 1
        assert all(host in people for host, people in zip(mended.hosts[number], tables, strict=True))
    assert changes(PLAN, mended) <= 2 * (len(away) + len(late)) * 5


def test_nothing_new_changes_nothing():
    assert repair(PLAN, now=2) == PLAN


def test_one_absence_moves_nobody():
    mended = repair(PLAN, now=1, absent=[("p03", 1), ("p03", 2)])
    assert changes(PLAN, mended) == 0
    assert mended.repeats == {}
    assert mended.seats[3:] == PLAN.seats[3:]


def test_a_table_that_loses_two_gets_one():
    gone = PLAN.seats[0][0][:2]
    mended = repair(PLAN, absent=[(key, 0) for key in gone])
    assert sorted(map(len, mended.seats[0])) == [3, 3, 4, 4, 4]
    assert 1 <= changes(PLAN, mended) <= 3


def test_a_late_comer_sits_down_where_there_is_room():
    mended = repair(PLAN, now=2, late={"late": 2}, sectors={"late": "a"}, apart=[("late", "p00")])
    assert [stop.round for stop in mended.card("late")] == [2, 3, 4]
    assert mended.broken == ()
    assert mended.meeting.sectors["late"] == "a"
    assert changes(PLAN, mended) <= 6


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"now": 6}, "not a round"),
        ({"now": 2, "absent": [("p00", 1)]}, "cannot change"),
        ({"now": 2, "late": {"new": 1}}, "cannot change"),
        ({"late": {"new": 5}}, "after the last round"),
        ({"late": {"p00": 1}}, "already among"),
    ],
)
def test_what_cannot_be_is_refused(wrong, told):
    with pytest.raises(ValueError, match=told):
        repair(PLAN, **wrong)
