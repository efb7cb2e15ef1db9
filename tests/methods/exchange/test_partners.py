"""Partner scores: worked by hand, and what must hold of any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talka.methods.exchange import Market, Need, Offer, Organisation, agreement, coverage, gower, partners

WHO = [Organisation(key) for key in ("dok", "mok", "tkacz")]
MARKET = Market.of(
    WHO,
    [Need("n1", "mok", "stage"), Need("n2", "mok", "sound"), Need("n3", "dok", "books"), Need("n4", "tkacz", "stage")],
    [Offer("f1", "dok", "stage"), Offer("f2", "mok", "books"), Offer("f3", "tkacz", "sound")],
)
numbers = st.floats(-5, 5, allow_nan=False)
rated = st.dictionaries(st.sampled_from("abcdef"), numbers)


def test_coverage_is_the_share_of_needs_that_offers_fit() -> None:
    assert coverage(MARKET, "dok", "mok") == 0.5
    assert coverage(MARKET, "mok", "dok") == 1.0
    assert coverage(MARKET, "mok", "tkacz") == 0.0
    assert coverage(Market.of(WHO, [], []), "dok", "mok") is None


def test_partners_must_both_gain() -> None:
    first, second = partners(MARKET, "mok")
    assert (first.organisation, first.gives, first.receives) == ("dok", 0.5, 1.0)
    assert first.mutual == pytest.approx(2 / 3)
    assert (second.organisation, second.gives, second.receives, second.mutual) == ("tkacz", 0.5, 0.0, 0.0)


def test_gower_by_hand() -> None:
    one = {"staff": 4, "kind": "library", "open": True, "works": {"theatre", "film"}, "budget": None}
    other = {"staff": 10, "kind": "museum", "open": True, "works": {"film"}, "budget": 3}
    assert gower(one, other, {"staff": 12, "budget": 5}) == pytest.approx((0.5 + 0 + 1 + 0.5) / 4)
    assert gower({"kind": None}, {"kind": "museum"}, {}) is None
    assert gower({"works": set()}, {"works": set()}, {}) is None


def test_gower_refuses_what_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="range"):
        gower({"staff": 1}, {"staff": 2}, {})
    for wrong in ("many", {"many"}):
        with pytest.raises(TypeError):
            gower({"staff": 1}, {"staff": wrong}, {"staff": 3})


def test_agreement_takes_out_who_rates_everything_high() -> None:
    assert agreement({"a": 1, "b": 2, "c": 3}, {"a": 3, "b": 4, "c": 5}) == pytest.approx(1)
    assert agreement({"a": 1, "b": 2, "c": 3}, {"a": 5, "b": 4, "c": 3}) == pytest.approx(-1)
    assert agreement({"a": 1, "b": 1}, {"a": 5, "b": 4}) is None
    assert agreement({"a": 1}, {"a": 5}) is None


@given(rated, rated, numbers)
def test_agreement_is_mutual_and_does_not_change_with_the_level(
    one: dict[str, float], other: dict[str, float], level: float
) -> None:
    found = agreement(one, other)
    assert found == agreement(other, one)
    raised = agreement({name: value + level for name, value in one.items()}, other)
    if found is not None and raised is not None:
        assert -1 <= found <= 1
        assert raised == pytest.approx(found, abs=1e-6)


def test_parts_are_shown_and_a_stranger_is_refused() -> None:
    described = {"mok": {"staff": 4}, "dok": {"staff": 4}, "tkacz": {"staff": 8}}
    ratings = {"mok": {"a": 1, "b": 3}, "dok": {"a": 5, "b": 1}}
    first, second = partners(MARKET, "mok", attributes=described, ratings=ratings)
    assert (first.alike, first.values) == (1.0, pytest.approx(0))
    assert (second.alike, second.values) == (0.0, None)
    with pytest.raises(KeyError):
        partners(MARKET, "stranger")
