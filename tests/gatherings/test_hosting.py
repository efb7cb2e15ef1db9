"""Whose turn it is: by hand, and for all histories."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from talka.gatherings.hosting import Host, Reason, credit_on_joining, order_of_hosts, slip, spread, whose_turn

DAY = datetime.date
BEGIN = DAY(2026, 1, 1)


def host(key: int, hosted: int = 0, last: DAY | None = None, joined: DAY = BEGIN, **more: int) -> Host:
    return Host(key, hosted, joined, last, **more)


def test_by_hand() -> None:
    fewest = [host(1, 2, DAY(2026, 3, 1)), host(2, 1, DAY(2026, 4, 1))]
    assert (whose_turn(fewest, "s").host.key, whose_turn(fewest, "s").reason) == (2, Reason.FEWEST)
    longest = [host(1, 1, DAY(2026, 3, 1)), host(2, 1, DAY(2026, 2, 1))]
    assert (whose_turn(longest, "s").host.key, whose_turn(longest, "s").reason) == (2, Reason.LONGEST_AGO)
    waiting = [host(1, joined=DAY(2026, 1, 2)), host(2)]
    assert (whose_turn(waiting, "s").host.key, whose_turn(waiting, "s").reason) == (2, Reason.WAITING)
    drawn = whose_turn([host(1), host(2)], "s")
    assert drawn.reason == Reason.DRAW
    assert drawn.host.key == min((1, 2), key=lambda key: slip("s", key))
    assert whose_turn([host(1), host(2)], "s", passed=[1]).reason == Reason.ONLY
    assert whose_turn([host(1)], "s", passed=[1]) is None
    assert whose_turn([], "s") is None


def test_slips_can_be_worked_out_by_anybody() -> None:
    """printf 'kaunas-3:7' | sha256sum"""
    assert slip("kaunas-3", 7) == "bc8859a31b3a"


HISTORY = st.lists(
    st.one_of(st.tuples(st.just("join"), st.just(0)), st.tuples(st.just("host"), st.integers(0, 3))),
    max_size=60,
)


def after(history: list[tuple[str, int]], with_passes: bool) -> list[Host]:
    """Members join and the one whose turn it is hosts, after so many have passed."""
    members: list[Host] = []
    for number, (what, passes) in enumerate(history):
        day = BEGIN + datetime.timedelta(days=number)
        if what == "join" or not members:
            members.append(Host(len(members) + 1, 0, day, credit=credit_on_joining(members)))
            continue
        passed: list[int] = []
        for _pass in range(passes if with_passes else 0):
            turn = whose_turn(members, str(number), passed)
            if turn is not None and len(passed) + 1 < len(members):
                passed.append(turn.host.key)
        turn = whose_turn(members, str(number), passed)
        assert turn is not None
        assert turn.host.key not in passed
        members = [
            Host(m.key, m.hosted + 1, m.joined, day, m.credit, m.passes)
            if m.key == turn.host.key
            else Host(m.key, m.hosted, m.joined, m.last_hosted, m.credit, m.passes + (m.key in passed))
            for m in members
        ]
    return members


@given(HISTORY)
def test_nobody_is_more_than_one_apart_while_nobody_passes(history: list[tuple[str, int]]) -> None:
    assert spread(after(history, with_passes=False)) <= 1


@given(HISTORY, st.text(max_size=5))
def test_the_first_has_hosted_least_and_passing_changes_no_place(history: list[tuple[str, int]], seed: str) -> None:
    members = after(history, with_passes=True)
    turn = whose_turn(members, seed)
    if turn is None:
        assert members == []
        return
    assert turn.host.turns == min(each.turns for each in members)
    assert [each.host.key for each in turn.order] == [
        each.host.key for each in order_of_hosts([Host(**{**vars(m), "passes": 0}) for m in members], seed)
    ]


@given(HISTORY)
def test_the_order_holds_everybody_once_and_does_not_hang_on_how_they_are_given(history: list[tuple[str, int]]) -> None:
    members = after(history, with_passes=True)
    order = [each.host.key for each in order_of_hosts(members, "x")]
    assert sorted(order) == [each.key for each in members]
    assert order == [each.host.key for each in order_of_hosts(reversed(members), "x")]
