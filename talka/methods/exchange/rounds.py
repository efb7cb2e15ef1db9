"""Rounds of exchange: aims in order, pairs as the floor, and a bound on what could be.

scipy solves the programs; it is imported when a round is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from math import floor as whole
from math import inf
from time import perf_counter
from typing import Literal

import numpy as np

from .draw import Draw
from .formulation import Formulation
from .listings import Transfer
from .loops import Loop, loops
from .market import Market
from .program import Floats, Stage
from .proposals import Proposal
from .words import Message, say

First = Literal["change", "needs"]


@dataclass(frozen=True)
class Rules:
    """What a round may propose.

    ``rings``: at most so many organisations in a ring (2: pairs; 3 and 4 are usual). ``chains``: at most so many
    deeds in a chain that begins with a gift, the gift counted; 0 leaves gifts out. ``limit``: how far anybody's
    given less received may go, in worth; none means no limit. ``flow``: no rings and chains, only the limit.
    ``seconds``: for all of it; what is not proved by then is told. ``most_rings``: how many rings are looked
    through; with more, a drawn part of them is.
    """

    rings: int = 3
    chains: int = 3
    limit: float | None = None
    flow: bool = False
    seconds: float = 20.0
    most_rings: int = 200_000

    def __post_init__(self) -> None:
        if self.rings == 1 or self.rings < 0 or self.chains < 0:
            raise ValueError("rings are of two or more, or there are none; chains are of one or more, or none")
        if self.flow and self.limit is None:
            raise ValueError("a flow needs a limit")
        if self.limit is not None and self.limit < 0:
            raise ValueError("the limit is not below 0")


@dataclass(frozen=True)
class Round:
    """A round as it is proposed. ``floor``: how many needs pairs alone would meet; ``bound``: how many no round by
    these rules exceeds. ``firm``: what everybody in it had agreed to before. ``stages``: each aim in turn."""

    market: Market
    rules: Rules
    draw: Draw
    proposals: tuple[Proposal, ...]
    floor: int
    bound: int
    stages: tuple[Stage, ...]
    firm: tuple[Proposal, ...] = ()
    served: Mapping[str, int] | None = None
    start: Mapping[str, float] | None = None

    @property
    def transfers(self) -> tuple[Transfer, ...]:
        """Every transfer of the round."""
        return tuple(step for proposal in self.proposals for step in proposal.transfers)

    @property
    def met(self) -> int:
        """How many needs are met."""
        return sum(len(proposal.transfers) for proposal in self.proposals)

    @property
    def gap(self) -> int:
        """How many more might be met; 0 when it is proved that none can."""
        return self.bound - self.met

    @property
    def proved(self) -> bool:
        """Whether no round by these rules meets more needs."""
        return self.gap == 0

    def claims(self) -> tuple[Message, ...]:
        """What the round may say of itself."""
        head = (
            say("round.proved", met=self.met) if self.proved else say("round.gap", met=self.met, bound=self.bound + 1)
        )
        return head, say("round.floor", floor=self.floor)

    def of(self, organisation: str) -> tuple[Proposal, ...]:
        """The proposals in which an organisation takes part."""
        return tuple(proposal for proposal in self.proposals if organisation in proposal.members)


def solve(
    market: Market,
    rules: Rules | None = None,
    draw: Draw | None = None,
    *,
    served: Mapping[str, int] | None = None,
    start: Mapping[str, float] | None = None,
) -> Round:
    """The best round: most needs met, then the least served first, then closeness, then the draw.

    ``served``: how often everybody's needs were met in earlier rounds. ``start``: everybody's given less received
    so far. The least served first: as few as possible are left at the lowest count, then at the next one (leximin).
    """
    return _solve(market, rules or Rules(), draw or Draw(""), served or {}, start or {})


def resolve(
    last: Round,
    *,
    dropped: Collection[str] = (),
    refused: Collection[tuple[str, str]] = (),
    accepted: Collection[str] = (),
    first: First = "change",
) -> Round:
    """The round after refusals and drop-outs.

    ``dropped``: organisations that leave. ``refused``: pairs of an offer's and a need's key. ``accepted``: keys of
    proposals that stand as they are. ``first="change"`` keeps as many of the other transfers as possible and then
    meets the most needs; ``"needs"`` meets the most needs and then keeps as many as possible. In both cases no
    fewer needs are met than the accepted proposals and pairs alone would meet.

    Raises ``ValueError`` for an accepted proposal that is not there or that holds what was refused.
    """
    by_key = {proposal.key: proposal for proposal in last.proposals}
    firm = dict.fromkeys((*(proposal.key for proposal in last.firm), *accepted))
    for key in firm:
        if key not in by_key:
            raise ValueError(f"{key}: no such proposal")
        if set(by_key[key].members) & set(dropped) or {step.pair for step in by_key[key].transfers} & set(refused):
            raise ValueError(f"{key}: it was accepted and refused")
    stands = tuple(proposal for proposal in last.proposals if proposal.key in firm)
    market = last.market.without(organisations=dropped, transfers=refused)
    keep = {step.pair for proposal in last.proposals if proposal.key not in firm for step in proposal.transfers}
    return _solve(market, last.rules, last.draw, last.served or {}, last.start or {}, stands, keep, first)


def changed(before: Round, after: Round) -> frozenset[str]:
    """Organisations that are asked for something else than before."""
    old, new = set(before.transfers), set(after.transfers)
    return frozenset(key for step in old ^ new for key in (step.giver, step.receiver))


def _solve(
    market: Market,
    rules: Rules,
    draw: Draw,
    served: Mapping[str, int],
    start: Mapping[str, float],
    firm: tuple[Proposal, ...] = (),
    keep: Collection[tuple[str, str]] = (),
    first: First = "needs",
) -> Round:
    begin = perf_counter()
    used = [step for proposal in firm for step in proposal.transfers]
    open_market = market.without(used=used)
    stand = _stand(start, used)
    had = Counter(served)
    had.update(step.receiver for step in used)
    search = _Search(open_market, rules, stand, begin + rules.seconds)
    floor, pairs = search.floor()
    proposals, stages, bound = search.best(draw, had, keep, first, floor)
    if sum(len(proposal.transfers) for proposal in proposals) < floor:
        # time ran out before anything as good was found; what was sought on the way says nothing of pairs
        proposals, stages = pairs, ()
    met = sum(len(proposal.transfers) for proposal in proposals)
    sure = len(used)
    return Round(
        market, rules, draw, (*firm, *proposals), floor + sure, max(bound, met) + sure, stages, firm, served, start
    )


def _stand(start: Mapping[str, float], used: Iterable[Transfer]) -> dict[str, float]:
    """Balances after what stands firm."""
    stand = dict(start)
    for step in used:
        if not step.gift:
            stand[step.giver] = stand.get(step.giver, 0.0) + step.worth
        stand[step.receiver] = stand.get(step.receiver, 0.0) - step.worth
    return stand


class _Ladder:
    """Aims of one program, each held once it is reached; ``point`` is the last that met them all."""

    def __init__(self, model: Formulation, steps: int) -> None:
        self.program, self.steps = model.program, steps
        self.stages: list[Stage] = []
        self.point: Floats | None = None
        self.lost = False

    def climb(self, aim: str, gains: Floats, left: float) -> None:
        """Seek an aim; each but the last may take half of the time that is ``left``."""
        if self.lost:
            return
        share = 1.0 if len(self.stages) == self.steps - 1 else 0.5
        stage, found = self.program.maximise(aim, gains, left * share, step=1)
        if self.point is not None:
            reached = float(round(float(gains @ self.point)))
            if found is None or stage.value < reached:
                stage, found = replace(stage, value=reached, bound=max(reached, stage.bound)), self.point
        if found is None:
            self.lost = True
            return
        self.point = found
        self.stages.append(stage)
        used = np.flatnonzero(gains)
        if len(used):
            self.program.hold([(0, column, gains[column]) for column in used.tolist()], stage.value - 1e-6, np.inf)


class _Search:
    """One round's programs, with a common deadline."""

    def __init__(self, market: Market, rules: Rules, start: Mapping[str, float], deadline: float) -> None:
        self.market, self.rules, self.start, self.deadline = market, rules, start, deadline

    def _left(self, share: float = 1.0) -> float:
        return (self.deadline - perf_counter()) * share

    def floor(self) -> tuple[int, tuple[Proposal, ...]]:
        """How many needs pairs alone meet, and how."""
        rules = replace(self.rules, rings=min(2, self.rules.rings) if not self.rules.flow else 2, chains=0, flow=False)
        model = self._model(rules, list(loops(self.market.receivers, rules.rings)))
        stage, point = model.program.maximise(
            "pairs", model.gains(np.ones(len(self.market.transfers))), self._left(0.4), step=1
        )
        return (0, ()) if point is None else (round(stage.value), model.proposals(point))

    def _model(self, rules: Rules, rings: list[Loop]) -> Formulation:
        model = Formulation(self.market)
        if not rules.flow:
            model.in_rings(rings, rules.chains)
        else:
            model.in_flow()
        if rules.limit is not None:
            model.in_balance(rules.limit, self.start)
        return model

    def best(
        self, draw: Draw, served: Mapping[str, int], keep: Collection[tuple[str, str]], first: First, floor: int
    ) -> tuple[tuple[Proposal, ...], tuple[Stage, ...], int]:
        """Proposals, stages and a bound on the needs met."""
        rings, complete = ([], True) if self.rules.flow else self._rings(draw)
        model = self._model(self.rules, rings)
        program, transfers = model.program, self.market.transfers
        needs: list[tuple[str, Floats]] = [("needs", np.ones(len(transfers)))]
        if keep:
            kept = ("change", np.array([float(one.pair in keep) for one in transfers]))
            needs = [kept, *needs] if first == "change" else [*needs, kept]
            if transfers:
                least = model.gains(np.ones(len(transfers)))
                used = np.flatnonzero(least).tolist()
                program.hold([(0, column, least[column]) for column in used], float(floor), np.inf)
        near = model.near()
        later = [("draw", np.array([float(draw.number(*one.pair)) for one in transfers]))]
        # where all are as near, the sum follows from the needs met
        if len(np.unique(near)) > 1:
            later.insert(0, ("closeness", near))
        ladder = _Ladder(model, len(needs) + len(later))
        for aim, values in needs:
            ladder.climb(aim, model.gains(values), self._left())
        if ladder.point is not None and any(model.made(ladder.point)):
            levels, ladder.point = model.levels(served, ladder.point)
            ladder.steps += len(levels) - 1
            # the last level follows from the sum
            for level in levels[:-1]:
                gains = np.zeros(program.columns)
                gains[level] = 1.0
                ladder.climb("fairness", gains, self._left())
            for aim, values in later:
                ladder.climb(aim, model.gains(values), self._left())
        stages, point = ladder.stages, ladder.point
        told = next((stage for stage in stages if stage.aim == "needs"), None)
        bound = self._widest() if told is None or not complete or not told.proved else inf
        if complete and told is not None:
            bound = min(bound, told.bound)
        return (model.proposals(point) if point is not None else ()), tuple(stages), whole(bound)

    def _widest(self) -> float:
        """A bound on the needs that any rings and chains could meet; what can be met at all, at worst."""
        wider = Formulation(self.market)
        wider.in_flow()
        if self.rules.flow and self.rules.limit is not None:
            wider.in_balance(self.rules.limit, self.start)
        else:
            wider.in_circulation(self.rules.chains)
        stage, _ = wider.program.maximise(
            "bound", wider.gains(np.ones(len(self.market.transfers))), max(self._left(), 5.0), step=1
        )
        return min(stage.bound, float(len({transfer.need for transfer in self.market.transfers})))

    def _rings(self, draw: Draw) -> tuple[list[Loop], bool]:
        """The rings to look through, and whether these are all."""
        longest, most = self.rules.rings, self.rules.most_rings
        receivers = self.market.receivers
        found = list(islice(loops(receivers, longest), most + 1))
        if len(found) <= most:
            return found, True
        pairs = list(loops(receivers, 2))
        width = max(len(others) for others in receivers.values())
        while width > 1:
            width = max(1, int(width * 0.7))
            thin = {
                giver: sorted(sorted(others, key=lambda other: (draw.number(giver, other), other))[:width])
                for giver, others in receivers.items()
            }
            found = list(islice(loops(thin, longest), most + 1))
            if len(found) <= most:
                break
        return list(dict.fromkeys((*pairs, *found[:most]))), False
