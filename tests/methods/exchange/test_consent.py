"""Nobody is moved without consent: refusals and drop-outs change as little as possible."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talka.methods.exchange import Market, Need, Offer, Organisation, Rules, changed, resolve, solve

from .made import markets
from .test_rounds import ring_of, sound

FEW = settings(max_examples=10)


@FEW
@given(markets(organisations=5, listings=9, gifts=True), st.data())
def test_a_drop_out_is_not_asked_again_and_pairs_stay_the_floor(market, data):
    rules = Rules(rings=3, chains=2)
    before = solve(market, rules)
    gone = data.draw(st.sampled_from(sorted(market.organisations)))
    after = resolve(before, dropped=[gone])

    sound(after.market, after, rules)
    assert not any(gone in proposal.members for proposal in after.proposals)
    pairs = solve(market.without(organisations=[gone]), Rules(rings=2, chains=0))
    assert after.met >= pairs.met == after.floor
    # whoever was in no proposal with the one that left could stay, if pairs alone would not meet more
    untouched = {step for proposal in before.proposals if gone not in proposal.members for step in proposal.transfers}
    if len(untouched) >= pairs.met:
        assert len(set(before.transfers) & set(after.transfers)) >= len(untouched)


@FEW
@given(markets(organisations=5, listings=9), st.sampled_from(["change", "needs"]))
def test_a_refusal_is_kept_and_so_is_what_was_agreed(market, first):
    before = solve(market, Rules(rings=3, chains=0))
    if len(before.proposals) < 2:
        return
    agreed, broken = before.proposals[0], before.proposals[-1]
    after = resolve(before, refused=[broken.transfers[0].pair], accepted=[agreed.key], first=first)

    assert agreed in after.proposals
    assert broken.transfers[0] not in after.transfers
    sound(after.market, after, after.rules)
    again = resolve(after, refused=[], first=first)
    assert agreed in again.proposals
    assert again.met == after.met


@FEW
@given(markets(organisations=5, listings=8, amounts=True), st.integers(1, 2))
def test_a_flow_keeps_its_limit_after_a_refusal(market, limit):
    before = solve(market, Rules(flow=True, limit=limit))
    if not before.proposals:
        return
    after = resolve(before, refused=[before.transfers[0].pair], accepted=[one.key for one in before.proposals[1:]])

    assert set(before.proposals[1:]) <= set(after.proposals)
    sound(after.market, after, after.rules)


def test_asking_again_changes_nothing():
    before = solve(Market.of(*ring_of("a", "b", "c")))

    assert changed(before, resolve(before)) == frozenset()


def test_least_change_may_meet_fewer_and_the_caller_chooses():
    # a helps b and b helps a; were a–b given up, a–c–b and more could be
    market = Market.of(
        [Organisation(key) for key in "abcd"],
        [Need("n-a", "a", "1"), Need("n-b", "b", "2"), Need("n-c", "c", "3"), Need("n-d", "d", "4")],
        [Offer("f-a", "a", "2"), Offer("f-b", "b", "3"), Offer("f-c", "c", "1"), Offer("f-d", "d", "5")],
    )
    before = solve(market)

    assert before.met == 3
    after = resolve(before, dropped=["d"])
    assert after.transfers == before.transfers


@pytest.mark.parametrize(
    "wrong", [{"accepted": ["nothing"]}, {"dropped": ["a"], "accepted": "own"}, {"refused": "own", "accepted": "own"}]
)
def test_what_is_agreed_cannot_be_refused(wrong):
    before = solve(Market.of(*ring_of("a", "b")))
    own = {"accepted": [before.proposals[0].key], "refused": [before.transfers[0].pair]}

    with pytest.raises(ValueError, match=r"no such|accepted and refused"):
        resolve(before, **{name: own[name] if value == "own" else value for name, value in wrong.items()})
