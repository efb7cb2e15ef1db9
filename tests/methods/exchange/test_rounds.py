"""Rounds: exact against trying everything, fair, repeatable, never below pairs."""

import random
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talka.methods.exchange import Draw, Market, Need, Offer, Organisation, Rules, solve

from .made import balanced, in_rings, markets, plans

FEW = settings(max_examples=12)


def sound(market, found, rules):
    """What holds of every round."""
    transfers = found.transfers
    assert set(transfers) <= set(market.transfers)
    assert len({one.need for one in transfers}) == len(transfers)
    for offer, times in Counter(one.offer for one in transfers).items():
        assert times <= market.offers[offer].amount
    assert found.floor <= found.met <= found.bound
    for proposal in found.proposals:
        steps = proposal.transfers
        assert all(one.receiver == two.giver for one, two in pairwise(steps))
        if proposal.kind in ("pair", "loop"):
            assert steps[-1].receiver == steps[0].giver
            assert len({one.giver for one in steps}) == len(steps)
            assert rules.flow or len(steps) <= rules.rings
        elif proposal.kind == "chain":
            assert [one.gift for one in steps] == [True] + [False] * (len(steps) - 1)
            assert rules.flow or len(steps) <= rules.chains
        else:
            assert rules.flow


@FEW
@given(markets(), st.sampled_from([2, 3, 4]))
def test_rings_meet_as_many_as_can_be_met(market, longest):
    rules = Rules(rings=longest, chains=0)
    found = solve(market, rules)

    sound(market, found, rules)
    best = max(len(plan) for plan in plans(market) if in_rings([(one.giver, one.receiver) for one in plan], longest))
    assert (found.met, found.bound) == (best, best)


@FEW
@given(markets(amounts=True), st.sampled_from([0, 1, 2]))
def test_a_flow_meets_as_many_as_balance_allows_and_serves_the_least_served_first(market, limit):
    rules = Rules(flow=True, limit=limit)
    found = solve(market, rules)

    sound(market, found, rules)
    good = [plan for plan in plans(market) if balanced(plan, limit)]
    best = max(map(len, good))
    assert (found.met, found.bound) == (best, best)

    def counts(plan):
        met = Counter(one.receiver for one in plan)
        return sorted(met[key] for key in market.organisations)

    assert counts(found.transfers) == max(counts(plan) for plan in good if len(plan) == best)


@FEW
@given(markets(gifts=True, listings=8), st.sampled_from([0, 1, 3]))
def test_chains_begin_with_a_gift(market, longest):
    rules = Rules(rings=3, chains=longest)
    found = solve(market, rules)

    sound(market, found, rules)
    assert found.proved
    assert found.met >= solve(market, Rules(rings=3, chains=0)).met


@FEW
@given(markets(gifts=True, amounts=True, listings=8), st.integers(0, 2))
def test_a_flow_is_told_whole(market, limit):
    rules = Rules(flow=True, limit=limit)
    found = solve(market, rules)

    sound(market, found, rules)
    assert balanced(found.transfers, limit)


@FEW
@given(markets(listings=8), st.randoms(use_true_random=False))
def test_the_order_of_the_lists_decides_nothing(market, dice):
    def mixed(things):
        return dice.sample(list(things), len(things))

    other = Market.of(mixed(market.organisations.values()), mixed(market.needs.values()), mixed(market.offers.values()))

    assert solve(market, draw=Draw("a")).proposals == solve(other, draw=Draw("a")).proposals


def ring_of(*keys):
    """Each needs what the one before offers."""
    return (
        [Organisation(key) for key in keys],
        [Need(f"n-{key}", key, f"from-{before}") for before, key in zip((keys[-1], *keys[:-1]), keys, strict=True)],
        [Offer(f"f-{key}", key, f"from-{key}") for key in keys],
    )


def test_a_ring_of_three_needs_rings_of_three():
    market = Market.of(*ring_of("a", "b", "c"))

    assert solve(market, Rules(rings=2)).met == 0
    found = solve(market, Rules(rings=3))
    assert [proposal.kind for proposal in found.proposals] == ["loop"]
    assert (found.met, found.floor, found.proved) == (3, 0, True)


def test_who_was_served_least_comes_first():
    # a can help b or c; either can help a; both cannot be
    market = Market.of(
        [Organisation(key) for key in "abc"],
        [Need("n-a", "a", "y"), Need("n-b", "b", "x"), Need("n-c", "c", "x")],
        [Offer("f-a", "a", "x"), Offer("f-b", "b", "y"), Offer("f-c", "c", "y")],
    )

    assert {step.receiver for step in solve(market, served={"b": 3}).transfers} == {"a", "c"}
    assert {step.receiver for step in solve(market, served={"c": 1}).transfers} == {"a", "b"}


def test_the_draw_breaks_ties_and_can_be_repeated():
    market = Market.of(
        [Organisation(key) for key in "abc"],
        [Need("n-a", "a", "y"), Need("n-b", "b", "x"), Need("n-c", "c", "x")],
        [Offer("f-a", "a", "x"), Offer("f-b", "b", "y"), Offer("f-c", "c", "y")],
    )
    winners = Counter(
        (set(solve(market, draw=Draw(str(seed))).transfers[0].pair) & {"n-b", "n-c", "f-b", "f-c"}).pop()[-1]
        for seed in range(12)
    )

    assert set(winners) == {"b", "c"}
    assert Draw("2026").commitment == sha256(b"2026").hexdigest()


def test_a_limit_counts_what_was_before():
    market = Market.of([Organisation("a"), Organisation("b")], [Need("n", "b", "x")], [Offer("f", "a", "x")])
    rules = Rules(flow=True, limit=1)

    assert solve(market, rules).met == 1
    assert solve(market, rules, start={"b": -1}).met == 0
    # who is beyond the limit already hinders nobody, but goes no further
    assert solve(market, rules, start={"b": -3}).met == 0
    assert solve(market, rules, start={"b": 3, "a": -3}).met == 1


def test_what_is_not_looked_through_is_told():
    dice = random.Random(5)
    keys = [f"o{place:02}" for place in range(14)]
    market = Market.of(
        [Organisation(key) for key in keys],
        [Need(f"n{place}", dice.choice(keys), dice.choice("xyz")) for place in range(25)],
        [Offer(f"f{place}", dice.choice(keys), dice.choice("xyz")) for place in range(25)],
    )
    rules = Rules(rings=3, chains=0)
    whole, part = solve(market, rules), solve(market, Rules(rings=3, chains=0, most_rings=10))

    assert whole.proved
    assert part.floor <= part.met <= whole.met <= part.bound
    hurried = solve(market, Rules(rings=3, chains=0, seconds=0.0))
    sound(market, hurried, rules)
    assert hurried.bound >= whole.met


def test_nothing_to_give_is_a_round_too():
    found = solve(Market.of([Organisation("a")], [Need("n", "a", "x")], []))

    assert (found.met, found.bound, found.proposals) == (0, 0, ())


@pytest.mark.parametrize("wrong", [{"rings": 1}, {"chains": -1}, {"flow": True}, {"limit": -1.0}])
def test_rules_that_make_no_sense_are_refused(wrong):
    with pytest.raises(ValueError, match=r"limit|rings"):
        Rules(**wrong)


def test_scipy_is_asked_for_only_by_rounds():
    code = "import sys, talka.methods.exchange; sys.exit('scipy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
