"""The rule by which places are given: worked by hand, and what holds for every list."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talka.gatherings.places import (
    GROUPS_PASSED_FROM,
    SHORTEST_OFFER,
    Party,
    Pass,
    Rule,
    Why,
    allocate,
    groups_may_be_passed,
    moved,
    offer_ends,
)


def singles(*keys: int) -> list[Party]:
    return [Party(key) for key in keys]


def test_places_go_in_the_order_of_waiting() -> None:
    found = allocate(singles(1), singles(2, 3, 4), Rule(capacity=3))
    assert (found.placed, found.waits, found.passes) == ([2, 3], {4: Why.FULL}, [])


def test_where_places_are_not_counted_everybody_gets_one() -> None:
    assert allocate([], singles(1, 2, 3), Rule()).placed == [1, 2, 3]


def test_a_group_comes_together_or_waits_and_free_places_are_held_for_it() -> None:
    waiting = [Party(1, seats=3), Party(2), Party(3)]
    found = allocate([Party(9, seats=8)], waiting, Rule(capacity=10))
    assert (found.placed, found.waits) == ([], {1: Why.GROUP, 2: Why.BEHIND_GROUP, 3: Why.BEHIND_GROUP})
    assert allocate([Party(9, seats=7)], waiting, Rule(capacity=10)).placed == [1]


def test_shortly_before_the_start_a_group_that_does_not_fit_is_passed() -> None:
    waiting = [Party(1, seats=3), Party(2), Party(3), Party(4)]
    found = allocate([Party(9, seats=8)], waiting, Rule(capacity=10, groups_may_be_passed=True))
    assert (found.placed, found.waits) == ([2, 3], {1: Why.GROUP, 4: Why.FULL})
    assert found.passes == [Pass(2, {1: Why.GROUP}), Pass(3, {1: Why.GROUP})]


def test_whose_organisation_has_its_places_waits_and_holds_nobody_up() -> None:
    waiting = [Party(1, organisation="mok"), Party(2, organisation="dok"), Party(3)]
    found = allocate([Party(9, organisation="mok", seats=2)], waiting, Rule(capacity=5, per_organisation=2))
    assert (found.placed, found.waits) == ([2, 3], {1: Why.ORGANISATION})


def test_places_kept_for_a_sector_go_to_it_alone() -> None:
    waiting = [Party(1), Party(2), Party(3, sector="education"), Party(4, sector="education")]
    found = allocate([], waiting, Rule(capacity=3, kept_for={"education": 2}))
    assert (found.placed, found.waits) == ([1, 3, 4], {2: Why.SECTOR})
    assert allocate([], waiting, Rule(capacity=3)).placed == [1, 2, 3]


def test_a_held_place_does_not_keep_a_sector_from_its_own() -> None:
    waiting = [Party(1, seats=2), Party(2, sector="art"), Party(3)]
    found = allocate([], waiting, Rule(capacity=2, kept_for={"art": 1}))
    assert (found.placed, found.waits) == ([2], {1: Why.GROUP, 3: Why.BEHIND_GROUP})


parties = st.lists(
    st.builds(
        lambda seats, organisation, sector: (seats, organisation, sector),
        st.integers(1, 4),
        st.sampled_from(["", "mok", "dok", "tkacz"]),
        st.sampled_from(["", "culture", "education", "art"]),
    ),
    max_size=14,
)
rules = st.builds(
    Rule,
    capacity=st.none() | st.integers(0, 20),
    per_organisation=st.none() | st.integers(1, 5),
    kept_for=st.dictionaries(st.sampled_from(["culture", "education", "art"]), st.integers(1, 5), max_size=3),
    groups_may_be_passed=st.booleans(),
)


def named(drawn: list[tuple[int, str, str]], first: int = 1) -> list[Party]:
    return [Party(key, *each) for key, each in enumerate(drawn, first)]


@given(parties, rules)
def test_never_over_capacity_or_quota_and_everybody_stands_once(drawn: list[tuple[int, str, str]], rule: Rule) -> None:
    waiting = named(drawn)
    found = allocate([], waiting, rule)
    by_key = {party.key: party for party in waiting}
    got = [by_key[key] for key in found.placed]
    assert sorted([*found.placed, *found.waits]) == sorted(by_key)
    if rule.capacity is not None:
        assert sum(party.seats for party in got) <= rule.capacity
    if rule.per_organisation is not None:
        for organisation in ("mok", "dok", "tkacz"):
            assert sum(p.seats for p in got if p.organisation == organisation) <= rule.per_organisation
    if rule.capacity is not None and sum(rule.kept_for.values()) <= rule.capacity:
        free = rule.capacity - sum(party.seats for party in got)
        unused = [kept - sum(p.seats for p in got if p.sector == s) for s, kept in rule.kept_for.items()]
        assert free >= sum(max(each, 0) for each in unused)


@given(parties, rules)
def test_nobody_is_passed_without_a_stated_reason(drawn: list[tuple[int, str, str]], rule: Rule) -> None:
    waiting = named(drawn)
    found = allocate([], waiting, rule)
    by_key = {party.key: party for party in waiting}
    assert found.placed == sorted(found.placed)
    told = {each.key: each.passed for each in found.passes}
    for key in found.placed:
        in_front = {other: why for other, why in found.waits.items() if other < key}
        assert dict(told.get(key, {})) == in_front
        kept_sector = by_key[key].sector in rule.kept_for
        for why in in_front.values():
            assert (
                why == Why.ORGANISATION
                or (why in (Why.SECTOR, Why.BEHIND_GROUP) and kept_sector)
                or (why == Why.GROUP and (rule.groups_may_be_passed or kept_sector))
                or (why == Why.SECTOR and rule.groups_may_be_passed)
            )


@given(parties, rules)
def test_among_equals_the_order_stands(drawn: list[tuple[int, str, str]], rule: Rule) -> None:
    """Two of the same size, organisation and sector: the one behind never gets what the one in front does not."""
    waiting = named(drawn)
    placed = set(allocate([], waiting, rule).placed)
    for number, front in enumerate(waiting):
        for behind in waiting[number + 1 :]:
            alike = (front.seats, front.organisation, front.sector) == (
                behind.seats,
                behind.organisation,
                behind.sector,
            )
            if alike and behind.key in placed:
                assert front.key in placed


@given(parties, rules, st.integers(0, 14))
def test_giving_places_in_steps_gives_no_more(drawn: list[tuple[int, str, str]], rule: Rule, cut: int) -> None:
    """Those who hold places keep them when the rule runs again, and nobody comes on top."""
    waiting = named(drawn)
    first = allocate([], waiting, rule)
    holding = [party for party in waiting if party.key in first.placed]
    rest = [party for party in waiting if party.key not in first.placed]
    again = allocate(holding, rest, rule)
    assert again.placed == []


@given(st.integers(0, 20), st.integers(0, 30))
def test_single_people_fill_all_that_is_free(capacity: int, people: int) -> None:
    found = allocate([], singles(*range(people)), Rule(capacity=capacity))
    assert found.placed == list(range(min(capacity, people)))


@given(st.integers(0, 200), st.integers(0, 60 * 24 * 30))
def test_an_offer_ends_before_the_start_and_is_long_enough(hours: int, minutes: int) -> None:
    now = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
    starts = now + datetime.timedelta(minutes=minutes)
    ends = offer_ends(now, hours, starts)
    if ends is None:
        assert hours == 0 or minutes < 120
        return
    assert SHORTEST_OFFER <= ends - now <= datetime.timedelta(hours=hours)
    assert ends <= now + (starts - now) / 4


@pytest.mark.parametrize(
    ("hours_left", "expected"), [(24 * 30, 48.0), (24 * 8, 48.0), (24 * 4, 24.0), (4, 1.0), (2, 0.5), (1.9, None)]
)
def test_offers_grow_shorter_towards_the_start(hours_left: float, expected: float | None) -> None:
    now = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
    ends = offer_ends(now, 48, now + datetime.timedelta(hours=hours_left))
    assert (ends and (ends - now).total_seconds() / 3600) == expected


def test_groups_are_passed_from_three_days_before() -> None:
    starts = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
    assert not groups_may_be_passed(starts - GROUPS_PASSED_FROM - datetime.timedelta(seconds=1), starts)
    assert groups_may_be_passed(starts - GROUPS_PASSED_FROM, starts)


@given(st.lists(st.integers(), unique=True, min_size=1, max_size=9), st.data())
def test_a_move_leaves_the_others_in_their_order(order: list[int], data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(order))
    to = data.draw(st.integers(-3, 12))
    found = moved(order, key, to)
    assert found.index(key) + 1 == min(max(to, 1), len(order))
    assert [each for each in found if each != key] == [each for each in order if each != key]
