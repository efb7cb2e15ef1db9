"""Who gave what to whom: balance sheets, how even they are, and a limit that can be enforced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .listings import Transfer
from .words import Message, say


@dataclass(frozen=True)
class Sheet:
    """What one side gave and received, in worth. ``balance``: given less received. ``deeds``: how often each."""

    given: float = 0.0
    received: float = 0.0
    times_given: int = 0
    times_received: int = 0

    @property
    def balance(self) -> float:
        """Given less received: above 0, the others owe."""
        return self.given - self.received


@dataclass(frozen=True)
class Ledger:
    """Transfers that were carried out. A gift counts for whoever received it, and as given too."""

    transfers: tuple[Transfer, ...]

    def sheet(self, organisation: str) -> Sheet:
        """What an organisation gave and received."""
        return self.sheets().get(organisation, Sheet())

    def sheets(self) -> dict[str, Sheet]:
        """Organisation → its sheet, in order of keys; who neither gave nor received is not there."""
        sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0, 0])
        for step in self.transfers:
            sums[step.giver][0] += step.worth
            sums[step.giver][2] += 1
            sums[step.receiver][1] += step.worth
            sums[step.receiver][3] += 1
        return {key: Sheet(found[0], found[1], int(found[2]), int(found[3])) for key, found in sorted(sums.items())}

    def pairs(self) -> dict[tuple[str, str], Sheet]:
        """Two organisations, the lesser key first → what the first gave the second and received from it."""
        sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0, 0])
        for step in self.transfers:
            turned = step.giver > step.receiver
            found = sums[(step.receiver, step.giver) if turned else (step.giver, step.receiver)]
            found[turned] += step.worth
            found[2 + turned] += 1
        return {key: Sheet(found[0], found[1], int(found[2]), int(found[3])) for key, found in sorted(sums.items())}

    def balances(self, *, gifts: bool = False) -> dict[str, float]:
        """Given less received, of everybody. Gifts given ask for nothing back and count only with ``gifts``."""
        found: dict[str, float] = defaultdict(float)
        for step in self.transfers:
            found[step.giver] += step.worth if gifts or not step.gift else 0.0
            found[step.receiver] -= step.worth
        return dict(sorted(found.items()))

    def met(self) -> dict[str, int]:
        """How many needs of everybody were met."""
        return {key: sheet.times_received for key, sheet in self.sheets().items()}

    def reciprocity(self) -> float:
        """Σ min(what a gave b, what b gave a) over both orders / Σ given; nan where nothing was given.

        It knows pairs only: a perfectly fair ring of three has 0, so show the balances beside it.
        """
        pairs = self.pairs().values()
        total = sum(sheet.given + sheet.received for sheet in pairs)
        return 2 * sum(min(sheet.given, sheet.received) for sheet in pairs) / total if total else float("nan")

    def stops(self, transfer: Transfer, limit: float) -> Message | None:
        """Why a transfer may not be carried out now, or None when it may.

        It may not when it moves somebody beyond ``limit``; what brings a balance nearer to 0 always may. A gift
        is not counted for its giver. Raises ``ValueError`` for a limit below 0.
        """
        if limit < 0:
            raise ValueError("the limit is not below 0")
        balances = self.balances()
        owes = transfer.worth - balances.get(transfer.receiver, 0.0)
        if owes > limit + 1e-9 and owes > 0:
            return say("limit.owes", organisation=transfer.receiver, balance=owes, limit=limit)
        gives = balances.get(transfer.giver, 0.0) + transfer.worth
        if not transfer.gift and gives > limit + 1e-9:
            return say("limit.gives", organisation=transfer.giver, balance=gives, limit=limit)
        return None


def gini(values: npt.ArrayLike | Mapping[str, float]) -> float:
    """Gini's coefficient of amounts of 0 and more: 0 when all have the same, (n − 1)/n when one has all.

    Σᵢ Σⱼ |xᵢ − xⱼ| / (2 n² mean); nan for no amounts, 0 where all are 0. Raises ``ValueError`` for amounts
    below 0.
    """
    amounts = np.sort(_amounts(values))
    n = len(amounts)
    if not n:
        return float("nan")
    total = float(amounts.sum())
    rank = np.arange(1, n + 1)
    return float(((2 * rank - n - 1) * amounts).sum() / (n * total)) if total else 0.0


def jain(values: npt.ArrayLike | Mapping[str, float]) -> float:
    """Jain's index: (Σ x)² / (n Σ x²). 1 when all have the same, 1/n when one has all.

    nan for no amounts, 1 where all are 0. Source: Jain, Chiu and Hawe (1984). Raises ``ValueError`` for amounts
    below 0.
    """
    amounts = _amounts(values)
    if not len(amounts):
        return float("nan")
    squares = float((amounts**2).sum())
    return float(amounts.sum() ** 2 / (len(amounts) * squares)) if squares else 1.0


def harmonic(one: float, two: float) -> float:
    """How well two fit each other, of how well each fits the other: 2ab/(a + b), 0 where one does not fit at all."""
    return 2 * one * two / (one + two) if one + two > 0 else 0.0


def _amounts(values: npt.ArrayLike | Mapping[str, float]) -> npt.NDArray[np.float64]:
    amounts = np.asarray(list(values.values()) if isinstance(values, Mapping) else values, dtype=np.float64)
    if (amounts < 0).any():
        raise ValueError("amounts are not below 0")
    return amounts


def shares_met(ledger: Ledger, organisations: Iterable[str]) -> dict[str, int]:
    """Needs met of each of these, with a 0 for whoever had none met: what Gini and Jain are asked about."""
    met = ledger.met()
    return {key: met.get(key, 0) for key in organisations}
