"""Rounds at which nobody meets twice, by construction.

Round robin for pairs; transversals of mutually orthogonal Latin squares over finite fields and their products
(MacNeish 1922); affine planes; Kirkman systems and other resolvable designs from starter blocks. A design is an array of
shape (rounds, tables, seats) that holds the numbers 0 … tables·seats − 1 once in every round.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from talka.methods.mixing.fields import diagonal, ring
from talka.methods.mixing.starters import STARTERS, Rounds, eighteen
from talka.methods.mixing.thirty_two import thirty_two

BEST_KNOWN: dict[tuple[int, int], int] = {
    (5, 3): 7,
    (6, 3): 8,
    (7, 3): 10,
    (8, 3): 11,
    (5, 4): 5,
    (6, 4): 7,
    (7, 4): 9,
    (8, 4): 10,
    (9, 4): 11,
    (10, 4): 13,
    (5, 5): 6,
    (6, 5): 6,
}
"""The most rounds that anybody is known to have found, by tables and seats at each."""


@dataclass(frozen=True)
class Design:
    """Rounds without a second meeting.

    `rounds`: people by round, table, seat. `method`: key of the construction. `bound`: no design has more rounds.
    """

    rounds: Rounds
    method: str
    bound: int

    @property
    def best(self) -> bool:
        """True when more rounds are impossible."""
        return len(self.rounds) == self.bound


def bound(tables: int, seats: int) -> int:
    """How many rounds there can be at most: everybody meets `seats` − 1 new people in each.

    With fewer tables than seats two people of one table meet again in the second round.
    """
    if tables < 1 or seats < 1:
        raise ValueError("there must be tables, and seats at them")
    if tables == 1 or seats == 1 or tables < seats:
        return 1
    return (tables * seats - 1) // (seats - 1)


def round_robin(people: int) -> Rounds:
    """Everybody meets everybody once in pairs: people − 1 rounds (the circle method). `people` must be even."""
    if people < 2 or people % 2:
        raise ValueError("a round robin needs an even number of people; let a chair stay empty")
    circle = np.arange(people - 1)
    turns = np.arange(people - 1)[:, None]
    ahead = (circle[1 : people // 2] + turns) % (people - 1)
    behind = (turns - circle[1 : people // 2]) % (people - 1)
    pairs = np.stack([ahead, behind], axis=2)
    still = np.stack([turns, np.full_like(turns, people - 1)], axis=2)
    return np.concatenate([still, pairs], axis=1)


def cross_sector(sectors: int, organisations: int) -> Rounds:
    """One of each sector at every table; each pair from two sectors meets once in as many rounds as organisations.

    Organisation x of sector i is number i·organisations + x. Shape (organisations, organisations, sectors). Raises
    ValueError when there are more sectors than the smallest prime power in `organisations`; for a prime number of
    organisations that is the number itself.
    """
    if sectors < 1 or organisations < 1:
        raise ValueError("there must be sectors, and organisations in them")
    add, multiply, most = ring(organisations)
    if sectors > most:
        raise ValueError(f"with {organisations} organisations in each sector the construction bears {most} sectors")
    rounds = np.arange(organisations)[:, None]
    tables = np.arange(organisations)[None, :]
    columns = [
        sector * organisations + add[tables, multiply[rounds, diagonal(organisations, sector)]]
        for sector in range(sectors)
    ]
    return np.stack(columns, axis=2)


@lru_cache(maxsize=128)
def design(tables: int, seats: int) -> Design:
    """The longest design that the constructions give for `tables` tables with `seats` seats each.

    There is always one, if only of a single round; `mix` goes on from it by search. Raises ValueError without tables.
    """
    most = bound(tables, seats)
    found = [Design(np.arange(tables * seats).reshape(1, tables, seats), "single", most)]
    if seats == 2 and tables > 1:
        found.append(Design(round_robin(2 * tables), "round_robin", most))
    if (tables, seats) in STARTERS:
        found.append(Design(STARTERS[tables, seats].rounds(), "starter", most))
    if (tables, seats) == (6, 3):
        found.append(Design(eighteen(), "nearly_kirkman", most))
    if (tables, seats) == (8, 4):
        found.append(Design(thirty_two(), "translations", most))
    if 1 < seats <= ring(tables)[2]:
        found.append(Design(_transversals(tables, seats), "latin_squares", most))
    return max(found, key=lambda each: len(each.rounds))


def _transversals(tables: int, seats: int) -> Rounds:
    """One from each of `seats` sectors, then, where the sectors divide into tables, those of one sector."""
    across = cross_sector(seats, tables)
    if tables % seats:
        return across
    within = design(tables // seats, seats).rounds
    sectors = [within + sector * tables for sector in range(seats)]
    return np.concatenate([across, np.concatenate(sectors, axis=1)])


def meetings(rounds: Rounds, people: int | None = None) -> NDArray[np.intp]:
    """How often each pair sits together, shape (people, people), zero on the diagonal."""
    counted = int(rounds.max()) + 1 if people is None else people
    met = np.zeros((counted, counted), dtype=np.intp)
    for each in rounds:
        for first in range(each.shape[1]):
            for second in range(each.shape[1]):
                if first != second:
                    np.add.at(met, (each[:, first], each[:, second]), 1)
    return met
