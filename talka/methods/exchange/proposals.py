"""What a solution asks of whom: rings, chains and credits, each in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from .listings import Transfer
from .market import Market
from .words import Message, say

Kind = Literal["pair", "loop", "chain", "credit"]


@dataclass(frozen=True)
class Proposal:
    """Transfers that stand and fall together; nobody is moved before everybody in it has agreed."""

    kind: Kind
    transfers: tuple[Transfer, ...]

    @property
    def key(self) -> str:
        """The same for the same transfers, in whatever round."""
        pairs = sorted(transfer.pair for transfer in self.transfers)
        return sha256(repr(pairs).encode()).hexdigest()[:12]

    @property
    def members(self) -> tuple[str, ...]:
        """Who takes part, each once, in the order of giving."""
        return tuple(dict.fromkeys(key for step in self.transfers for key in (step.giver, step.receiver)))

    def explain(self, market: Market, seen_by: str | None = None) -> tuple[Message, ...]:
        """What it is and who does what; as ``seen_by`` this organisation, with its own gift first."""
        who = market.organisations
        steps = list(self.transfers)
        if seen_by is not None:
            own = next((place for place, step in enumerate(steps) if step.giver == seen_by), 0)
            if self.kind in ("pair", "loop"):
                steps = steps[own:] + steps[:own]
        head = {
            "pair": lambda: say("proposal.pair"),
            "loop": lambda: say("proposal.loop", count=len(self.members)),
            "chain": lambda: say("proposal.chain", giver=who[self.transfers[0].giver].called, count=len(steps)),
            "credit": lambda: say("proposal.credit", giver=who[self.transfers[0].giver].called, count=len(steps)),
        }[self.kind]()
        return (head, *(_step(step, market, seen_by) for step in steps))

    def english(self, market: Market, seen_by: str | None = None) -> str:
        """The explanation in English, for notebooks."""
        return " ".join(message.english for message in self.explain(market, seen_by))


def _step(step: Transfer, market: Market, seen_by: str | None) -> Message:
    giver, receiver = market.organisations[step.giver].called, market.organisations[step.receiver].called
    what = market.offers[step.offer].called
    if step.giver == seen_by:
        return say("step.you_give", receiver=receiver, what=what)
    if step.receiver == seen_by:
        return say("step.you_get", giver=giver, what=what)
    return say("step.others", giver=giver, receiver=receiver, what=what)


def of_rings(
    chosen: Iterable[Transfer],
    rings: Iterable[tuple[str, ...]],
    hops: Sequence[Counter[tuple[str, str]]],
) -> tuple[Proposal, ...]:
    """Proposals of a solution in rings and chains.

    ``rings``: each chosen ring, as often as it was chosen. ``hops``: for the second and each later deed of the
    chains, how often a giver gave to a receiver.
    """
    waiting: dict[tuple[str, str], list[Transfer]] = defaultdict(list)
    chains: list[list[Transfer]] = []
    for transfer in sorted(chosen, key=lambda one: one.pair, reverse=True):
        if transfer.gift:
            chains.append([transfer])
        else:
            waiting[transfer.giver, transfer.receiver].append(transfer)
    chains.reverse()
    found: list[Proposal] = []
    for ring in sorted(rings):
        steps = tuple(waiting[arc].pop() for arc in zip(ring, (*ring[1:], ring[0]), strict=True))
        found.append(Proposal("pair" if len(ring) == 2 else "loop", steps))
    growing = chains
    for hop in hops:
        grown = []
        for chain in growing:
            end = chain[-1].receiver
            arc = min((arc for arc, times in hop.items() if times and arc[0] == end), default=None)
            if arc is not None:
                hop[arc] -= 1
                chain.append(waiting[arc].pop())
                grown.append(chain)
        growing = grown
    return (*found, *(Proposal("chain", tuple(chain)) for chain in chains))


def of_flow(chosen: Iterable[Transfer]) -> tuple[Proposal, ...]:
    """Proposals of a balanced flow: gifts with what follows them, then pairs, then rings of any length, and
    last what is given on credit. Each transfer stands in one of them."""
    waiting: dict[str, list[Transfer]] = defaultdict(list)
    gifts: list[Transfer] = []
    owed: Counter[str] = Counter()
    for transfer in sorted(chosen, key=lambda one: one.pair, reverse=True):
        if transfer.gift:
            gifts.append(transfer)
            continue
        waiting[transfer.giver].append(transfer)
        owed[transfer.giver] += 1
        owed[transfer.receiver] -= 1
    found = _pairs(waiting)
    rings: list[Proposal] = []
    chains: list[Proposal] = []
    for gift in sorted(gifts, key=lambda one: one.pair):
        # a gift goes on where somebody received more than it gave, along paths that close no ring
        path, more = _walk(gift.receiver, waiting) if owed[gift.receiver] > 0 else ([], [])
        rings += more
        owed[gift.receiver] -= len(path) > 0
        chains.append(Proposal("chain", (gift, *path)))
        if path:
            owed[path[-1].receiver] += 1
    credits: list[Proposal] = []
    for giver in sorted(key for key, more_given in owed.items() if more_given > 0):
        while owed[giver] > 0 and waiting[giver]:
            path, more = _walk(giver, waiting)
            rings += more
            if not path:
                break
            credits.append(Proposal("credit", tuple(path)))
            owed[giver] -= 1
            owed[path[-1].receiver] += 1
    for giver in sorted(waiting):
        while waiting[giver]:
            path, more = _walk(giver, waiting)
            rings += more
            if path:
                credits.append(Proposal("credit", tuple(path)))
    return (*found, *sorted(rings, key=lambda one: one.transfers[0].pair), *chains, *credits)


def _pairs(waiting: dict[str, list[Transfer]]) -> list[Proposal]:
    """Take out whatever two give to each other."""
    found = []
    for giver in sorted(waiting):
        for transfer in sorted(waiting[giver], key=lambda one: one.pair):
            back = min(
                (one for one in waiting.get(transfer.receiver, ()) if one.receiver == giver),
                key=lambda one: one.pair,
                default=None,
            )
            if back is not None and transfer in waiting[giver]:
                waiting[giver].remove(transfer)
                waiting[transfer.receiver].remove(back)
                found.append(Proposal("pair", (transfer, back)))
    return found


def _walk(start: str, waiting: dict[str, list[Transfer]]) -> tuple[list[Transfer], list[Proposal]]:
    """Follow transfers until nobody gives on; rings met on the way are cut out. Gives the path and the rings."""
    path: list[Transfer] = []
    rings: list[Proposal] = []
    seen = {start: 0}
    here = start
    while waiting.get(here):
        step = waiting[here].pop()
        path.append(step)
        here = step.receiver
        if here in seen:
            ring, path = path[seen[here] :], path[: seen[here]]
            rings.append(Proposal("pair" if len(ring) == 2 else "loop", tuple(ring)))
            for one in ring[:-1]:
                del seen[one.receiver]
        else:
            seen[here] = len(path)
    return path, rings
