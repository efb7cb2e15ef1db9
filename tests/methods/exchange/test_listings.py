"""What fits and why, and what a proposal says."""

from dataclasses import replace
from datetime import date
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talka.methods.exchange import (
    ENGLISH,
    Market,
    Need,
    Offer,
    Organisation,
    Place,
    Window,
    closeness,
    compatibility,
    solve,
)

VILNIUS, KAUNAS = Place(54.6872, 25.2797), Place(54.8985, 23.9036)
MAY = Window(date(2026, 5, 1), date(2026, 5, 31))
CENTRE = Organisation("dok", "DOK", frozenset({"culture centre"}), VILNIUS)
SCHOOL = Organisation("school", "School", frozenset({"school"}), KAUNAS)
NEED = Need("n", "dok", "sound", amount=4, unit="hours", windows=(MAY,))
OFFER = Offer("f", "school", "sound", amount=6, unit="hours")


def keys(need, offer, receiver=CENTRE, giver=SCHOOL):
    found = compatibility(need, offer, receiver, giver)
    assert found.fits == (not any(reason.key.startswith("fails") for reason in found.reasons))
    return [reason.key for reason in found.reasons if reason.key.startswith("fails")]


def test_the_reasons_for():
    found = compatibility(NEED, OFFER, CENTRE, SCHOOL)

    assert found.fits
    assert [reason.english for reason in found.reasons] == [
        "Both are about sound.",
        "6 hours are offered, 4 are needed.",
        "Both can from 2026-05-01 to 2026-05-31.",
        "91 km lie between them.",
    ]


@pytest.mark.parametrize(
    ("need", "offer", "why"),
    [
        ({"kind": "light"}, {}, ["fails.kind"]),
        ({}, {"unit": "pieces"}, ["fails.unit"]),
        ({"amount": 7}, {}, ["fails.amount"]),
        ({}, {"windows": (Window(date(2026, 6, 1), date(2026, 6, 2)),)}, ["fails.time"]),
        ({"days": 2}, {"windows": (Window(date(2026, 5, 31), date(2026, 6, 2)),)}, ["fails.time"]),
        ({"days": 32}, {}, ["fails.time"]),
        ({"reach": 50}, {}, ["fails.place"]),
        ({"reach": 500}, {"reach": 90}, ["fails.place"]),
        ({"reach": 50}, {"place": VILNIUS}, []),
        ({"traits": frozenset({"night work"})}, {"never": frozenset({"night work"})}, ["fails.never"]),
        ({}, {"only": frozenset({"culture centre"}), "never": frozenset({"night work"})}, []),
        ({"only": frozenset({"culture centre"})}, {}, ["fails.only"]),
    ],
)
def test_the_reasons_against(need, offer, why):
    assert keys(replace(NEED, **need), replace(OFFER, **offer)) == why


def test_nobody_helps_itself():
    assert keys(NEED, replace(OFFER, owner="dok"), CENTRE, CENTRE) == ["fails.own"]
    assert not Market.of([CENTRE], [NEED], [replace(OFFER, owner="dok")]).transfers


PLACES = st.builds(Place, st.floats(-90, 90), st.floats(-180, 180))


@given(PLACES, PLACES)
def test_distance_is_a_distance(one, two):
    assert one.km(two) == pytest.approx(two.km(one))
    assert 0 <= one.km(two) <= 20_016
    assert one.km(one) == 0


def test_known_distances():
    assert VILNIUS.km(KAUNAS) == pytest.approx(91.3, abs=0.5)
    assert Place(0, 0).km(Place(0, 180)) == pytest.approx(20_015.1, abs=0.1)


def test_a_market_knows_what_is_possible():
    market = Market.of([CENTRE, SCHOOL], [NEED], [OFFER])

    (transfer,) = market.transfers
    assert transfer.pair == ("f", "n")
    assert transfer.window == MAY
    assert 0 < closeness(transfer) < 0.5
    left = market.without(used=[transfer])
    assert (left.needs, left.offers["f"].amount) == ({}, 2)
    with pytest.raises(ValueError, match="take part"):
        Market.of([CENTRE], [NEED], [OFFER])
    with pytest.raises(ValueError, match="twice"):
        Market.of([CENTRE, CENTRE], [], [])


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Place(91, 0),
        lambda: Window(date(2026, 2, 1), date(2026, 1, 1)),
        lambda: Need("n", "a", "x", amount=0),
        lambda: Need("n", "a", "x", days=0),
    ],
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"above 0|degrees|before it starts"):
        wrong()


def test_a_proposal_explains_itself_to_each():
    who = [Organisation("you", "You Ltd"), Organisation("a", "A"), Organisation("b", "B")]
    market = Market.of(
        who,
        [Need("1", "a", "stage"), Need("2", "b", "training"), Need("3", "you", "accounts")],
        [
            Offer("1", "you", "stage", "a stage"),
            Offer("2", "a", "training", "staff training"),
            Offer("3", "b", "accounts", "an accountant"),
        ],
    )
    (ring,) = solve(market).proposals

    assert ring.english(market, "you") == (
        "3 organisations help one another in a ring. You give A: a stage. A gives B: staff training. "
        "B gives you: an accountant."
    )
    assert ring.english(market, "b").startswith("3 organisations help one another in a ring. You give You Ltd:")
    message = ring.explain(market, "you")[1]
    assert (message.key, message.given) == ("step.you_give", {"receiver": "A", "what": "a stage"})


def test_every_message_names_its_parts():
    assert all(name for text in ENGLISH.values() for _, name, _, _ in Formatter().parse(text) if name is not None)
