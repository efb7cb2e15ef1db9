"""Small markets that tests draw, and what they are worth by trying everything."""

from collections import Counter
from itertools import permutations, product

from hypothesis import strategies as st

from talka.methods.exchange import Market, Need, Offer, Organisation

KINDS = ("stage", "sound", "books")


@st.composite
def markets(draw, organisations=4, listings=6, gifts=False, amounts=False):
    who = [f"o{place}" for place in range(draw(st.integers(2, organisations)))]
    needs = [
        Need(f"n{place}", draw(st.sampled_from(who)), draw(st.sampled_from(KINDS)))
        for place in range(draw(st.integers(1, listings)))
    ]
    offers = [
        Offer(
            f"f{place}",
            draw(st.sampled_from(who)),
            draw(st.sampled_from(KINDS)),
            amount=float(draw(st.integers(1, 3))) if amounts else 1.0,
            gift=gifts and draw(st.integers(0, 3)) == 0,
        )
        for place in range(draw(st.integers(1, listings)))
    ]
    return Market.of([Organisation(key) for key in who], needs, offers)


def plans(market):
    """Every set of transfers that meets no need twice and gives no more than there is."""
    ways = {}
    for transfer in market.transfers:
        ways.setdefault(transfer.need, [None]).append(transfer)
    for plan in product(*ways.values()):
        chosen = [transfer for transfer in plan if transfer]
        used = Counter(transfer.offer for transfer in chosen)
        if all(times <= market.offers[key].amount for key, times in used.items()):
            yield chosen


def in_rings(arcs, longest):
    """Whether arcs can be parted into rings of at most ``longest``."""
    arcs = Counter(arcs)
    left = +arcs
    if not left:
        return True
    giver, receiver = min(left)
    keys = {end for arc in left for end in arc} - {giver, receiver}
    for more in range(longest - 1):
        for between in permutations(sorted(keys), more):
            way = (giver, receiver, *between)
            ring = Counter(zip(way, (*way[1:], giver), strict=True))
            if not ring - left and in_rings(left - ring, longest):
                return True
    return False


def balanced(chosen, limit):
    owed = Counter()
    for transfer in chosen:
        owed[transfer.giver] += not transfer.gift
        owed[transfer.receiver] -= 1
    return all(abs(value) <= limit for value in owed.values())
