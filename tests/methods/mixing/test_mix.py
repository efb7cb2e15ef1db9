"""Plans: what is promised of every one, and what is reached where it can be."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talka.methods.mixing import Meeting, mix, pair, share_hosts


def keys(count):
    return tuple(f"p{number:02}" for number in range(count))


@st.composite
def meetings_of_people(draw):
    count = draw(st.integers(4, 16))
    people = keys(count)
    rounds = draw(st.integers(1, 4))
    absent = draw(st.sets(st.tuples(st.sampled_from(people), st.integers(0, rounds - 1)), max_size=2))
    tables = draw(st.integers(1, min(5, count - 2)))
    two = st.tuples(st.sampled_from(people), st.sampled_from(people)).filter(lambda each: each[0] < each[1])
    apart = draw(st.sets(two, max_size=2))
    history = draw(st.dictionaries(two, st.integers(1, 2), max_size=6))
    sectors = {key: "abc"[at % 3] for at, key in enumerate(people) if at % 4}
    return Meeting(people, tables, rounds, sectors, apart, history=history, absent=absent)


@settings(max_examples=25)
@given(meetings_of_people())
def test_every_plan_seats_all_who_are_there_once_and_evenly(meeting):
    plan = mix(meeting, effort=1)
    for number, tables in enumerate(plan.seats):
        assert sorted(key for people in tables for key in people) == sorted(meeting.present(number))
        assert len(tables) == meeting.tables
        assert max(map(len, tables)) - min(map(len, tables)) <= 1
        assert all(host in people for host, people in zip(plan.hosts[number], tables, strict=True))
    assert plan.same_sector >= 0
    assert list(plan.reach()) == sorted(plan.reach())
    for key, stops in plan.cards().items():
        assert [stop.round for stop in stops] == [n for n in range(meeting.rounds) if key in meeting.present(n)]
        for stop in stops:
            sheet = plan.table_plan(stop.round)[stop.table]
            assert set(sheet.people) == {key, *stop.others}
            assert stop.host is (sheet.host == key)


def test_the_same_seed_gives_the_same_plan():
    meeting = Meeting(keys(14), 4, 4, {key: key[-1] for key in keys(14)}, absent=[("p03", 1)])
    assert mix(meeting, seed=5) == mix(meeting, seed=5)


def test_four_sectors_of_five_meet_without_repetition_one_of_each_at_every_table():
    sectors = {key: "abcd"[at % 4] for at, key in enumerate(keys(20))}
    plan = mix(Meeting(keys(20), 5, 5, sectors))
    assert plan.method == "latin_squares"
    assert (plan.repeats, plan.same_sector) == ({}, 0)
    assert plan.unmet == {
        pair(one, other) for one in keys(20) for other in keys(20) if one < other and sectors[one] == sectors[other]
    }
    assert set(plan.hosting.values()) == {1, 2}


def test_wishes_are_kept():
    people = keys(13)
    meeting = Meeting(people, 4, 4, apart=[("p00", "p01"), ("p01", "p02")], together=[("p04", "p05")])
    plan = mix(meeting)
    assert plan.broken == ()
    assert plan.met()["p04", "p05"] == 4
    assert ("p04", "p05") not in plan.repeats


def test_a_wish_that_cannot_be_kept_is_told():
    plan = mix(Meeting(("a", "b", "c", "d"), 1, 1, apart=[("d", "a")]))
    assert plan.broken == ((0, ("a", "d")),)


def test_earlier_seasons_count():
    people = keys(12)
    first = mix(Meeting(people, 4, 2))
    second = mix(Meeting(people, 4, 2, history=first.met(), hosted=first.hosting))
    assert not first.repeats
    assert not second.repeats
    assert second.met_again == frozenset()
    both = Counter(first.hosting) + Counter(second.hosting)
    assert max(both[key] for key in people) - min(both[key] for key in people) <= 1


@pytest.mark.parametrize("count", [9, 12, 15, 21])
def test_a_design_that_fits_is_used(count):
    assert not mix(Meeting(keys(count), count // 3, 3)).repeats


@settings(max_examples=40)
@given(st.integers(1, 5), st.integers(1, 6), st.integers(1, 9), st.randoms(use_true_random=False))
def test_hosts_are_shared_within_one(tables, seats, rounds, random):
    people = keys(tables * seats)
    plan = []
    for _ in range(rounds):
        order = random.sample(people, len(people))
        plan.append(tuple(tuple(order[table::tables]) for table in range(tables)))
    hosts = share_hosts(tuple(plan))
    counts = Counter(host for each in hosts for host in each)
    assert all(
        host in at for here, there in zip(hosts, plan, strict=True) for host, at in zip(here, there, strict=True)
    )
    assert {counts[key] for key in people} <= {rounds // seats, -(-rounds // seats)}


def test_a_table_without_people_has_no_host():
    with pytest.raises(ValueError, match="without people"):
        share_hosts(((("a",), ()),))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"people": ("a", "a", "b")}, "twice"),
        ({"tables": 0}, "a table and a round"),
        ({"apart": [("a", "x")]}, "not among the people: x"),
        ({"apart": [("a", "a")]}, "two people"),
        ({"apart": [("a", "b")], "together": [("b", "a")]}, "both apart and together: a and b"),
        ({"absent": [("a", 7)]}, "does not exist"),
        ({"tables": 3, "absent": [("a", 0)]}, "fewer people than tables"),
    ],
)
def test_what_cannot_be_is_refused(wrong, told):
    with pytest.raises(ValueError, match=told):
        Meeting(**({"people": ("a", "b", "c"), "tables": 1, "rounds": 1} | wrong))


def test_strangers_have_no_card():
    with pytest.raises(KeyError):
        mix(Meeting(("a", "b"), 1, 1)).card("c")
    with pytest.raises(ValueError, match="effort"):
        mix(Meeting(("a", "b"), 1, 1), effort=0)
