"""Rounds as programs in whole numbers.

Rings: one column per ring of organisations (Abraham, Blum and Sandholm 2007, the cycle formulation). Chains: one
column per deed between two organisations and its place in the chain (Dickerson, Manlove, Plaut, Sandholm and
Trimble 2016, PICEF). Both are counted between organisations; which offer meets which need stands in columns of its
own, so that a ring is not counted once for every way in which its members could carry it out. Without rings and
chains, balances bound what everybody gives and receives; that is a network flow.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from .loops import Loop
from .market import Market, closeness
from .program import Floats, Ints, Program
from .proposals import Proposal, of_flow, of_rings


class Formulation:
    """The program of a market, after one of ``in_rings`` and ``in_flow``.

    ``ways``: for each transfer the columns whose sum says whether it is made. Where it is the only one between its
    two organisations, these are the rings and deeds that pass there; else it has a column of its own.
    """

    def __init__(self, market: Market) -> None:
        self.market = market
        self.program = Program()
        self.ways: list[list[int]] = [[] for _ in market.transfers]
        self.rings: list[Loop] = []
        self.ring_columns: Ints = np.zeros(0, dtype=np.int64)
        self.hops: list[dict[tuple[str, str], int]] = []
        self.flows = True

    def _own(self, places: Iterable[int]) -> None:
        """Columns of their own for these transfers."""
        places = list(places)
        for place, column in zip(places, self.program.add(np.ones(len(places))).tolist(), strict=True):
            self.ways[place] = [column]

    def _whole_listings(self) -> None:
        """Each need is met once; each offer gives no more than it has."""
        wanted: dict[str, int] = {}
        offered: dict[str, int] = {}
        needs: list[tuple[int, int, float]] = []
        offers: list[tuple[int, int, float]] = []
        for columns, transfer in zip(self.ways, self.market.transfers, strict=True):
            need, offer = (
                wanted.setdefault(transfer.need, len(wanted)),
                offered.setdefault(transfer.offer, len(offered)),
            )
            amount = self.market.needs[transfer.need].amount
            needs.extend((need, column, 1.0) for column in columns)
            offers.extend((offer, column, amount) for column in columns)
        if wanted:
            self.program.hold(needs, np.full(len(wanted), -np.inf), 1.0)
            limits = np.array([self.market.offers[key].amount for key in offered])
            self.program.hold(offers, np.full(len(offered), -np.inf), limits)

    def in_flow(self) -> None:
        """Whatever is given is given by itself."""
        self._own(range(len(self.ways)))
        self._whole_listings()

    def in_rings(self, rings: Sequence[Loop], chains: int) -> None:
        """Whatever is given is given in one of ``rings`` or in a chain of at most ``chains`` deeds."""
        self.flows = False
        market, arcs = self.market, self.market.arcs
        row = {arc: place for place, arc in enumerate(arcs)}
        self._own(place for place, transfer in enumerate(market.transfers) if transfer.gift and chains)
        for places in arcs.values():
            if len(places) > 1:
                self._own(places)
        self.rings = list(rings)
        turns = [[row[arc] for arc in zip(ring, (*ring[1:], ring[0]), strict=True)] for ring in self.rings]
        many = [len(places) for places in arcs.values()]
        self.ring_columns = self.program.add([min(many[place] for place in turn) for turn in turns])
        passing = [
            (place, column) for column, turn in zip(self.ring_columns.tolist(), turns, strict=True) for place in turn
        ]
        passing += self._hops(row, many, chains)
        by_place: dict[int, list[int]] = defaultdict(list)
        for place, column in passing:
            by_place[place].append(column)
        together: list[tuple[int, int, float]] = []
        held = 0
        for place, places in enumerate(arcs.values()):
            if len(places) == 1:
                self.ways[places[0]] = by_place[place]
                continue
            together.extend((held, column, -1.0) for column in by_place[place])
            together.extend((held, self.ways[own][0], 1.0) for own in places)
            held += 1
        if held:
            self.program.hold(together, np.zeros(held), 0.0)
        self._whole_listings()

    def _hops(self, row: Mapping[tuple[str, str], int], many: Sequence[int], chains: int) -> list[tuple[int, int]]:
        """Columns for the later deeds of chains, with the arcs where they pass; nobody gives on more often than
        it was given to."""
        entries: list[tuple[int, int]] = []
        arriving: dict[str, list[int]] = defaultdict(list)
        for columns, transfer in zip(self.ways, self.market.transfers, strict=True):
            if transfer.gift:
                arriving[transfer.receiver].extend(columns)
        for _ in range(1, chains):
            ways = [(giver, other) for giver in sorted(arriving) for other in self.market.receivers.get(giver, ())]
            if not ways:
                break
            added = self.program.add([many[row[way]] for way in ways]).tolist()
            self.hops.append(dict(zip(ways, added, strict=True)))
            rows = {giver: place for place, giver in enumerate(sorted(arriving))}
            hold = [(rows[way[0]], column, 1.0) for way, column in zip(ways, added, strict=True)]
            hold += [(rows[giver], column, -1.0) for giver, came in arriving.items() for column in came]
            self.program.hold(hold, np.full(len(rows), -np.inf), 0.0)
            entries += [(row[way], column) for way, column in zip(ways, added, strict=True)]
            arriving = defaultdict(list)
            for way, column in zip(ways, added, strict=True):
                arriving[way[1]].append(column)
        return entries

    def in_balance(self, limit: float, start: Mapping[str, float]) -> None:
        """Nobody's given less received goes beyond ``limit``, gifts not counted for the giver.

        ``start``: where everybody stands; who is beyond the limit already does not go further.
        """
        entries, rows = self._balances()
        stand = np.array([start.get(key, 0.0) for key in rows])
        if rows:
            self.program.hold(entries, np.minimum(-limit, stand) - stand, np.maximum(limit, stand) - stand)

    def in_circulation(self, chains: int) -> None:
        """Nobody gives more than it receives, nor less unless there are gifts: wider than any rings and chains."""
        entries, rows = self._balances()
        if rows:
            self.program.hold(entries, np.full(len(rows), -np.inf if chains else 0.0), 0.0)
        gifts = [place for place, transfer in enumerate(self.market.transfers) if transfer.gift]
        if gifts and chains < 1:
            self.program.hold([(0, column, 1.0) for place in gifts for column in self.ways[place]], 0.0, 0.0)

    def _balances(self) -> tuple[list[tuple[int, int, float]], dict[str, int]]:
        rows: dict[str, int] = {}
        entries: list[tuple[int, int, float]] = []
        for columns, transfer in zip(self.ways, self.market.transfers, strict=True):
            if not transfer.gift:
                giver = rows.setdefault(transfer.giver, len(rows))
                entries.extend((giver, column, transfer.worth) for column in columns)
            receiver = rows.setdefault(transfer.receiver, len(rows))
            entries.extend((receiver, column, -transfer.worth) for column in columns)
        return entries, rows

    def levels(self, served: Mapping[str, int], point: Floats) -> tuple[list[Ints], Floats]:
        """Columns that say who is served more than so many times, least first; each list is one level.

        ``served``: how often everybody's needs were met before. Gives the ``point`` with these columns, too.
        """
        could: Counter[str] = Counter(
            self.market.needs[key].owner for key in {one.need for one in self.market.transfers}
        )
        times: Counter[str] = Counter(
            one.receiver for one, given in zip(self.market.transfers, self.made(point), strict=True) if given
        )
        rows = {key: place for place, key in enumerate(sorted(could))}
        entries = [
            (rows[one.receiver], column, -1.0)
            for columns, one in zip(self.ways, self.market.transfers, strict=True)
            for column in columns
        ]
        at_level: dict[int, list[int]] = defaultdict(list)
        reached: list[float] = []
        for key, place in rows.items():
            first = served.get(key, 0)
            # whole by themselves once the transfers are
            for step, column in enumerate(self.program.add(np.ones(could[key]), whole=False).tolist()):
                at_level[first + step].append(column)
                entries.append((place, column, 1.0))
                reached.append(float(step < times[key]))
        if rows:
            self.program.hold(entries, np.zeros(len(rows)), 0.0)
        return [np.array(at_level[level]) for level in sorted(at_level)], np.concatenate([point, reached])

    def gains(self, values: Sequence[float] | Floats) -> Floats:
        """An aim that counts each transfer by its value."""
        found = np.zeros(self.program.columns)
        for columns, value in zip(self.ways, values, strict=True):
            for column in columns:
                found[column] += value
        return found

    def made(self, point: Floats) -> list[int]:
        """Whether each transfer is made, 1 or 0."""
        times = np.rint(point).astype(int).tolist()
        return [sum(times[column] for column in columns) for columns in self.ways]

    def near(self) -> Floats:
        """Closeness of each transfer, in thousandths."""
        return np.array([round(1000 * closeness(transfer)) for transfer in self.market.transfers], dtype=np.float64)

    def proposals(self, point: Floats) -> tuple[Proposal, ...]:
        """What a point of the program proposes."""
        times = np.rint(point).astype(int)
        chosen = [one for one, given in zip(self.market.transfers, self.made(point), strict=True) if given]
        if self.flows:
            return of_flow(chosen)
        rings = [
            ring
            for ring, column in zip(self.rings, self.ring_columns.tolist(), strict=True)
            for _ in range(times[column])
        ]
        hops = [Counter({way: int(times[column]) for way, column in hop.items() if times[column]}) for hop in self.hops]
        return of_rings(chosen, rings, hops)
