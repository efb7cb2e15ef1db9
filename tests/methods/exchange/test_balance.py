"""Balance sheets and what they say."""

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talka.methods.exchange import Ledger, Sheet, Transfer, gini, harmonic, jain, shares_met

AMOUNTS = st.lists(st.floats(0, 1e6).map(lambda value: round(value, 3)), min_size=1, max_size=12)


def given_by(giver, receiver, worth=1.0, gift=False):
    return Transfer(f"f-{giver}", f"n-{receiver}", giver, receiver, gift, worth)


BOOK = Ledger((given_by("a", "b", 3), given_by("b", "a", 1), given_by("c", "a", 2, gift=True)))


def test_sheets_of_each_and_of_each_pair():
    assert BOOK.sheet("a") == Sheet(3, 3, 1, 2)
    assert BOOK.sheet("nobody") == Sheet()
    assert BOOK.pairs() == {("a", "b"): Sheet(3, 1, 1, 1), ("a", "c"): Sheet(0, 2, 0, 1)}
    assert BOOK.sheet("b").balance == -2
    assert BOOK.balances() == {"a": 0, "b": -2, "c": 0}
    assert BOOK.balances(gifts=True) == {"a": 0, "b": -2, "c": 2}
    assert shares_met(BOOK, "abc") == {"a": 2, "b": 1, "c": 0}


def test_reciprocity_knows_pairs_only():
    assert BOOK.reciprocity() == pytest.approx(2 / 6)
    assert Ledger((given_by("a", "b"), given_by("b", "a"))).reciprocity() == 1
    ring = Ledger((given_by("a", "b"), given_by("b", "c"), given_by("c", "a")))
    assert (ring.reciprocity(), set(ring.balances().values())) == (0, {0})
    assert isnan(Ledger(()).reciprocity())


def test_the_limit_is_enforced_and_lets_back():
    assert BOOK.stops(given_by("c", "b"), 2).english == ("b would have received 3 more than it gave; the limit is 2.")
    assert BOOK.stops(given_by("a", "c", 2), 1).key == "limit.owes"
    assert BOOK.stops(given_by("a", "d", 1), 1) is None
    assert BOOK.stops(given_by("b", "a"), 1) is None
    assert Ledger((given_by("a", "b"),)).stops(given_by("a", "c"), 1).key == "limit.gives"
    assert Ledger((given_by("a", "b"),)).stops(given_by("a", "c", gift=True), 1) is None
    with pytest.raises(ValueError, match="limit"):
        BOOK.stops(given_by("a", "b"), -1)


def test_published_values():
    # one of n has all; the numbers 1 to 5: 4/15, and 225/275
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert jain([0, 0, 0, 8]) == pytest.approx(0.25)
    assert gini([1, 2, 3, 4, 5]) == pytest.approx(4 / 15)
    assert jain({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}) == pytest.approx(225 / 275)
    assert (gini([0, 0]), jain([0, 0])) == (0, 1)
    assert isnan(gini([]))
    assert isnan(jain([]))
    assert (harmonic(1, 0.5), harmonic(0, 0)) == (pytest.approx(2 / 3), 0)
    with pytest.raises(ValueError, match="below 0"):
        gini([-1])


@given(AMOUNTS)
def test_what_gini_and_jain_are(amounts):
    n, total = len(amounts), sum(amounts)
    assert gini(amounts) + 1e-9 >= 0
    assert gini(amounts) <= (n - 1) / n + 1e-9
    assert 1 / n - 1e-9 <= jain(amounts) <= 1 + 1e-9
    if total:
        apart = sum(abs(one - two) for one in amounts for two in amounts) / (2 * n * total)
        assert gini(amounts) == pytest.approx(apart, abs=1e-9)
        assert gini([3 * one for one in amounts]) == pytest.approx(gini(amounts), abs=1e-9)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.integers(1, 5)), max_size=12))
def test_balances_come_to_nothing(deeds):
    book = Ledger(tuple(given_by(*deed) for deed in deeds if deed[0] != deed[1]))

    assert sum(book.balances().values()) == 0
    assert {key: sheet.balance for key, sheet in book.sheets().items()} == book.balances()
    if book.transfers:
        assert 0 <= book.reciprocity() <= 1
