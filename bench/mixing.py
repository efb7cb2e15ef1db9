"""Rounds without a second meeting against the best known, hosts, and what search and repair make of everyday cases.

``python -m bench.mixing [--quick]``. Every round is counted again from the seats: nobody twice, nobody left out.
"""

import json
import sys
import time
from typing import Any

import numpy as np

from talka.methods.mixing import BEST_KNOWN, Meeting, changes, cross_sector, design, meetings, mix, repair, share_hosts


def cell(tables: int, seats: int, known: int) -> dict[str, Any]:
    built = design(tables, seats)
    everybody = np.arange(tables * seats)
    assert all((np.sort(each.ravel()) == everybody).all() for each in built.rounds)
    assert len(built.rounds) == 1 or meetings(built.rounds).max() == 1
    return {
        "groups": tables,
        "size": seats,
        "rounds": len(built.rounds),
        "best_known": known,
        "gap": known - len(built.rounds),
        "bound": built.bound,
        "method": built.method,
    }


def spread(tables: int, seats: int) -> tuple[int, bool]:
    """The most less the least that anybody is host over a design, and whether all are at ⌊r/k⌋ or ⌈r/k⌉."""
    rounds = design(tables, seats).rounds
    plan = tuple(tuple(tuple(map(str, table)) for table in each) for each in rounds.tolist())
    counts = dict.fromkeys(map(str, range(tables * seats)), 0)
    for hosts in share_hosts(plan):
        for key in hosts:
            counts[key] += 1
    least = len(rounds) // seats
    fair = set(counts.values()) <= {least, least + (len(rounds) % seats > 0)}
    return max(counts.values()) - min(counts.values()), fair


def people(count: int) -> tuple[str, ...]:
    return tuple(f"p{number:03}" for number in range(count))


def everyday(count: int, tables: int, rounds: int) -> dict[str, Any]:
    """A network of seven sectors: a plan, then three absences and a late comer from the second round on."""
    keys = people(count)
    meeting = Meeting(keys, tables, rounds, sectors={key: "abcdefg"[at % 7] for at, key in enumerate(keys)})
    begin = time.perf_counter()
    plan = mix(meeting, seed=1)
    planned = time.perf_counter()
    away = [(keys[3], 1), (keys[8], 1), (keys[8], 2)]
    mended = repair(plan, now=1, absent=away, late={"late": 1}, sectors={"late": "a"})
    return {
        "people": count,
        "tables": tables,
        "rounds": rounds,
        "method": plan.method,
        "repeats": sum(plan.repeats.values()),
        "same_sector": plan.same_sector,
        "reach": round(plan.reach()[-1], 3),
        "hosting_spread": max(plan.hosting.values()) - min(plan.hosting.values()),
        "seconds": round(planned - begin, 2),
        "repair_seconds": round(time.perf_counter() - planned, 2),
        "repair_moves": changes(plan, mended),
        "repair_repeats": sum(mended.repeats.values()),
    }


def cross(prime: int) -> bool:
    """Every pair of two sectors meets exactly once, for every number of sectors up to the prime."""
    for sectors in range(2, prime + 1):
        met = meetings(cross_sector(sectors, prime))
        sector = np.arange(sectors * prime) // prime
        if not (met == (sector[:, None] != sector)).all():
            return False
    return True


def main() -> None:
    quick = "--quick" in sys.argv
    cells = [cell(tables, seats, known) for (tables, seats), known in BEST_KNOWN.items()]
    spreads = [spread(tables, seats) for tables, seats in BEST_KNOWN]
    primes = [2, 3, 5, 7] if quick else [2, 3, 5, 7, 11, 13]
    cases = [(20, 5, 5), (23, 6, 5), (40, 10, 6)] if quick else [(20, 5, 5), (23, 6, 5), (40, 10, 6), (60, 12, 8)]
    figures = {
        "cells": cells,
        "reached": sum(each["gap"] <= 0 for each in cells),
        "hosting_spread": max(most for most, _ in spreads),
        "hosting_fair": all(fair for _, fair in spreads),
        "cross_sector": all(map(cross, primes)),
        "everyday": [everyday(*case) for case in cases],
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
