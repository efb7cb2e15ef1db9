"""Rounds of exchange on the public PrefLib instance and on made-up networks; against kep_solver where it is installed.

``python -m bench.exchange [--quick]``. ``value`` is the needs met, ``optimum`` the known or proved one (null where the
gap is open; then ``bound`` tells what is not ruled out). ``needs_met_vs_pairs``: needs met by the flow on all made-up
networks together, by the needs met in pairs alone. The peer's time is that of its cycle and PICEF model with CBC.
"""

import json
import random
import sys
import time
from pathlib import Path
from typing import Any

from talka.methods.exchange import Draw, Market, Need, Offer, Organisation, Place, Rules, read_wmd, solve

PREFLIB = Path(__file__).resolve().parent.parent / "tests/methods/exchange/MD-00001-00000100.wmd"
KNOWN = [(4, 0, 39), (3, 3, 46)]
"""Longest ring, longest chain, optimum (see docs/methods/exchange.md)."""


def made_up(organisations: int, needs: int) -> Market:
    """A network over 200 × 200 km in which everybody needs and offers a few of many things."""
    dice = random.Random(organisations)
    kinds = [f"k{place:03}" for place in range(max(12, needs // 6))]
    who = [
        Organisation(f"o{place:04}", place=Place(54 + dice.random() * 1.8, 22 + dice.random() * 3))
        for place in range(organisations)
    ]
    return Market.of(
        who,
        [Need(f"n{place:05}", who[place % organisations].key, dice.choice(kinds), reach=150) for place in range(needs)],
        [Offer(f"f{place:05}", who[place % organisations].key, dice.choice(kinds)) for place in range(needs)],
    )


def measured(name: str, market: Market, rules: Rules, known: int | None = None) -> dict[str, Any]:
    begin = time.perf_counter()
    found = solve(market, rules, Draw("bench"))
    row = {
        "name": name,
        "value": found.met,
        "optimum": known if known is not None else (found.bound if found.proved else None),
        "seconds": round(time.perf_counter() - begin, 3),
        "proved": found.proved,
        "bound": found.bound,
        "pairs": found.floor,
        "seconds_to_needs": next((round(stage.seconds, 3) for stage in found.stages if stage.aim == "needs"), None),
        "all_aims_proved": all(stage.proved for stage in found.stages),
    }
    print(row)
    return row


def by_kep_solver(longest_ring: int, longest_chain: int) -> dict[str, Any] | None:
    """The peer on the same instance; None where it is not installed."""
    try:
        from kep_solver.entities import Donor, Instance, Recipient, Transplant
        from kep_solver.model import PICEF, TransplantCount
    except ImportError:
        return None
    graph = read_wmd(PREFLIB.read_text())
    instance = Instance()
    donors = {}
    for place in range(len(graph.names)):
        donors[place] = donor = Donor(str(place))
        if place in graph.givers:
            donor.NDD = True
            instance.addDonor(donor)
        else:
            recipient = Recipient(str(place))
            donor.recipient = recipient
            recipient.addDonor(donor)
            instance.addRecipient(recipient)
    for giver, receiver, weight in graph.arcs:
        if weight > 0:
            donors[giver].addTransplant(Transplant(donors[giver], instance.recipient(str(receiver)), weight))

    begin = time.perf_counter()
    # the peer counts the altruist among the members of a chain
    model = PICEF(instance, [TransplantCount()], maxCycleLength=longest_ring, maxChainLength=longest_chain + 1)
    solution, _, _ = model.solve()
    return {"value": sum(len(way) - way.chain for way in solution), "seconds": round(time.perf_counter() - begin, 3)}


def main() -> None:
    quick = "--quick" in sys.argv
    kidneys = read_wmd(PREFLIB.read_text()).market()
    instances = []
    peers = {}
    for rings, chains, known in KNOWN:
        name = f"MD-00001-00000100 rings {rings} chains {chains}"
        instances.append(measured(name, kidneys, Rules(rings=rings, chains=chains, seconds=15), known))
        peers[name] = by_kep_solver(rings, chains)
    limits = {60: 4.0, 100: 4.0, 300: 6.0, 1000: 10.0} if quick else {60: 60.0, 100: 60.0, 300: 120.0, 1000: 120.0}
    pairs = flow = 0
    for organisations, needs in ((60, 120), (100, 250), (300, 900), (1000, 5000)):
        begin = time.perf_counter()
        market = made_up(organisations, needs)
        print(f"{organisations}: {len(market.transfers)} transfers found in {time.perf_counter() - begin:.2f} s")
        seconds = limits[organisations]
        balanced = measured(f"{organisations} flow 1", market, Rules(flow=True, limit=1, seconds=seconds))
        instances.append(balanced)
        pairs, flow = pairs + balanced["pairs"], flow + balanced["value"]
        for rings in (3, 4) if organisations <= 100 and not quick else (3,):
            if organisations <= 300 or not quick:
                instances.append(
                    measured(f"{organisations} rings {rings}", market, Rules(rings=rings, chains=0, seconds=seconds))
                )
    print(json.dumps({"instances": instances, "needs_met_vs_pairs": round(flow / pairs, 2), "kep_solver": peers}))


if __name__ == "__main__":
    main()
