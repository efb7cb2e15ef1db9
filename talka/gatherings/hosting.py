"""Whose turn it is to host: a rule that anybody can work out again by hand. Plain Python: no clock, no database.

Asked first is who has hosted least; among those, whose last turn is longest ago; among those, who has waited longest
since joining; and where all of that is equal, a draw whose slips are published. Who passes is not set back: the turn
goes to the next, and the next time they are asked as if nothing had been. Who joins later begins with the least that
anybody then had, so that nobody has to make up for years before; so, as long as nobody passes, no two differ by more
than one.
"""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Host:
    """A member of a series. `credit` is what they began with when they joined; `passes` are only told."""

    key: int
    hosted: int
    joined: datetime.date
    last_hosted: datetime.date | None = None
    credit: int = 0
    passes: int = 0

    @property
    def turns(self) -> int:
        """What is compared: what they hosted, and what they began with."""
        return self.hosted + self.credit


class Reason(StrEnum):
    """What told the first from the second."""

    ONLY = "only"
    FEWEST = "fewest"
    LONGEST_AGO = "longest_ago"
    WAITING = "waiting"
    DRAW = "draw"


@dataclass(frozen=True)
class Ranked:
    """A member in the order in which they are asked, with the slip that they draw."""

    host: Host
    slip: str


@dataclass(frozen=True)
class Turn:
    """Who is asked, why they and not the next, and the whole order."""

    host: Host
    reason: Reason
    order: list[Ranked]


def slip(seed: str, key: int) -> str:
    """What a member draws: the first twelve signs of SHA-256 of seed, colon and number. The lowest comes first."""
    return hashlib.sha256(f"{seed}:{key}".encode()).hexdigest()[:12]


def order_of_hosts(members: Iterable[Host], seed: str) -> list[Ranked]:
    """All members in the order in which they are asked."""
    return sorted((Ranked(host, slip(seed, host.key)) for host in members), key=_rank)


def _rank(ranked: Ranked) -> tuple[int, datetime.date, datetime.date, str, int]:
    host = ranked.host
    return host.turns, host.last_hosted or datetime.date.min, host.joined, ranked.slip, host.key


def whose_turn(members: Iterable[Host], seed: str, passed: Iterable[int] = ()) -> Turn | None:
    """The member who is asked next, those left out who passed this time. None where nobody is left."""
    order = order_of_hosts(members, seed)
    without = set(passed)
    left = [ranked for ranked in order if ranked.host.key not in without]
    if not left:
        return None
    return Turn(left[0].host, _reason(left), order)


def _reason(left: list[Ranked]) -> Reason:
    if len(left) == 1:
        return Reason.ONLY
    first, second = left[0].host, left[1].host
    if first.turns != second.turns:
        return Reason.FEWEST
    if first.last_hosted != second.last_hosted:
        return Reason.LONGEST_AGO
    if first.joined != second.joined:
        return Reason.WAITING
    return Reason.DRAW


def credit_on_joining(others: Iterable[Host]) -> int:
    """What a new member begins with: the least that anybody has."""
    return min((host.turns for host in others), default=0)


def spread(members: Iterable[Host]) -> int:
    """How far the one with most turns is from the one with least."""
    turns = [host.turns for host in members]
    return max(turns) - min(turns) if turns else 0
