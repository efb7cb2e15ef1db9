"""Local search over seats: two people of a round change places, the best exchange first, none undone at once.

All wishes are costs of a pair at one table, so the effect of every exchange in a round is one matrix (tabu search in the
manner of Dotú & Van Hentenryck 2005). Tables with a seat fewer hold an empty chair; moving to an empty seat is an
exchange with the chair, and two chairs at one table cost too much to happen.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talka.methods.mixing.meeting import Meeting

Matrix = NDArray[np.float64]
Tables = list[list[int]]
"""People of a round by table, as places in `Meeting.people`."""

CHAIR = 1e6


@dataclass(frozen=True)
class Costs:
    """What weighs how much. A second meeting costs `again`, a third twice that, and so on.

    `sector`: two of one sector at a table. `apart`, `together`: a wish not kept. `stay`: in a repair, a person who
    changes the table.
    """

    again: float = 30.0
    sector: float = 4.0
    apart: float = 1000.0
    together: float = 1000.0
    stay: float = 6.0


def fixed_costs(meeting: Meeting, costs: Costs) -> Matrix:
    """The cost of each pair at one table, apart from how often they meet. Shape (people, people)."""
    place = {key: number for number, key in enumerate(meeting.people)}
    fixed = np.zeros((len(place), len(place)))
    sectors = {name: number for number, name in enumerate(sorted(set(meeting.sectors.values())))}
    codes = np.array([sectors.get(meeting.sectors.get(key, ""), -1) for key in meeting.people])
    fixed[(codes[:, None] == codes) & (codes >= 0)] = costs.sector
    for wished, amount in ((meeting.apart, costs.apart), (meeting.together, -costs.together)):
        for first, second in wished:
            fixed[place[first], place[second]] = fixed[place[second], place[first]] = amount
    np.fill_diagonal(fixed, 0)
    return fixed


def history_of(meeting: Meeting) -> Matrix:
    """How often each pair has met in earlier seasons. Shape (people, people)."""
    place = {key: number for number, key in enumerate(meeting.people)}
    met = np.zeros((len(place), len(place)))
    for (first, second), times in meeting.history.items():
        met[place[first], place[second]] = met[place[second], place[first]] = times
    return met


class Room:
    """The seats of all rounds while they are searched, with who has met whom."""

    def __init__(self, meeting: Meeting, rounds: list[Tables], costs: Costs, seed: int) -> None:
        self.meeting, self.costs, self.rounds = meeting, costs, rounds
        self.fixed = fixed_costs(meeting, costs)
        # those who are wished together meet every time; that is not a repetition
        self.counted = np.where(self.fixed <= -costs.together, 0.0, costs.again)
        self.random = np.random.default_rng(seed)
        self.met = history_of(meeting)
        self.stays: dict[int, dict[int, int]] = {}
        self.left = 0
        for tables in rounds:
            self.add(tables, 1)

    def add(self, tables: Tables, by: int) -> None:
        for people in tables:
            self.met[np.ix_(people, people)] += by
        np.fill_diagonal(self.met, 0)

    def pair_costs(self) -> Matrix:
        """What each pair would cost at one more table."""
        return self.fixed + self.counted * self.met

    def total(self) -> float:
        """The cost of all rounds."""
        met = self.met * (self.met - 1) / 2 * self.counted
        cost = float(met.sum()) / 2
        for number, tables in enumerate(self.rounds):
            cost += sum(float(self.fixed[np.ix_(people, people)].sum()) / 2 for people in tables)
            cost += self.costs.stay * self.moves(number)
        return cost

    def moves(self, number: int) -> int:
        stays = self.stays.get(number, {})
        return sum(stays.get(key, at) != at for at, people in enumerate(self.rounds[number]) for key in people)

    def copy(self) -> list[Tables]:
        return [[list(people) for people in tables] for tables in self.rounds]

    def replace(self, number: int, tables: Tables) -> None:
        self.add(self.rounds[number], -1)
        self.rounds[number] = tables
        self.add(tables, 1)

    def improve(self, number: int, patience: int) -> bool:
        """Search one round until `patience` exchanges have brought nothing; True if the round is better than before."""
        tables = self.rounds[number]
        self.add(tables, -1)
        best = self._search(number, tables, patience)
        self.rounds[number] = best or tables
        self.add(self.rounds[number], 1)
        return best is not None

    def _search(self, number: int, tables: Tables, patience: int) -> Tables | None:
        size = max(map(len, tables))
        people = [key for each in tables for key in each]
        at = np.array([table for table, each in enumerate(tables) for _ in each])
        chairs = [table for table, each in enumerate(tables) for _ in range(size - len(each))]
        count, here = len(people) + len(chairs), len(people)
        at = np.concatenate([at, np.array(chairs, dtype=at.dtype)])
        pairs = np.zeros((count, count))
        pairs[:here, :here] = self.pair_costs()[np.ix_(people, people)]
        pairs[here:, here:] = CHAIR
        np.fill_diagonal(pairs, 0)
        own = np.zeros((count, len(tables)))
        stays = self.stays.get(number, {})
        for row, key in enumerate(people):
            if key in stays:
                own[row] = self.costs.stay
                own[row, stays[key]] = 0
        price = pairs @ np.eye(len(tables))[at] + own
        line, tabu = np.arange(count), np.zeros((count, count), dtype=int)
        gain, best, kept = 0.0, -1e-9, None
        step = last = 0
        while step - last < patience and self.left > 0:
            step += 1
            self.left -= 1
            moved = price[:, at]  # each at the table of each other
            mine = price[line, at]
            change = moved + moved.T - mine[:, None] - mine - 2 * pairs
            change[at[:, None] == at] = np.inf
            barred = (tabu >= step) & (gain + change >= best)
            change[barred] = np.inf
            least = change.min()
            if not np.isfinite(least):
                break
            options = np.flatnonzero(change <= least + 1e-9)
            first, second = divmod(int(options[self.random.integers(len(options))]), count)
            here_table, there_table = at[first], at[second]
            shift = pairs[:, second] - pairs[:, first]
            price[:, here_table] += shift
            price[:, there_table] -= shift
            at[first], at[second] = there_table, here_table
            until = step + 4 + int(self.random.integers(8))
            tabu[first, second] = tabu[second, first] = until
            gain += least
            if gain < best - 1e-9:
                best, kept, last = gain, at.copy(), step
        if kept is None:
            return None
        found: Tables = [[] for _ in tables]
        for key, table in zip(people, kept[:here].tolist(), strict=True):
            found[table].append(key)
        return found

    def settle(self, numbers: list[int], effort: int, floor: float) -> None:
        """Search the given rounds in turn, shake one when nothing moves, keep the best. Stops at cost `floor`.

        The number of exchanges is bounded by effort and people alone, so that time is, and the result stays the same.
        """
        self.left = max(1000, effort * 40_000_000 // max(1, len(self.meeting.people)) ** 2)
        best, kept = self.total(), self.copy()
        quiet = 0
        while quiet < effort and best > floor + 1e-9 and self.left > 0:
            better = [self.improve(number, 20 + 2 * len(self.meeting.people)) for number in numbers]
            now = self.total()
            if now < best - 1e-9:
                best, kept, quiet = now, self.copy(), 0
                continue
            if any(better):
                continue
            quiet += 1
            if quiet < effort and len(self.meeting.people) > 2:
                self.shake(int(self.random.choice(numbers)))
        for number, tables in enumerate(kept):
            self.replace(number, tables)

    def shake(self, number: int) -> None:
        """Exchange a few people of a round at random."""
        tables = [list(people) for people in self.rounds[number]]
        if len(tables) < 2:
            return
        for _ in range(3):
            one, two = self.random.choice(len(tables), 2, replace=False)
            first, second = self.random.integers(len(tables[one])), self.random.integers(len(tables[two]))
            tables[one][first], tables[two][second] = tables[two][second], tables[one][first]
        self.replace(number, tables)


def level(tables: Tables, cost: Matrix) -> None:
    """Even out the tables of a round in place: as few move as must, those whom it costs least."""
    while True:
        sizes = [len(people) for people in tables]
        if max(sizes) - min(sizes) < 2:
            return
        full = [table for table, size in enumerate(sizes) if size == max(sizes)]
        few = [table for table, size in enumerate(sizes) if size == min(sizes)]
        _, source, key, target = min(
            (float(cost[key, tables[target]].sum() - cost[key, tables[source]].sum()), source, key, target)
            for source in full
            for key in tables[source]
            for target in few
        )
        tables[source].remove(key)
        tables[target].append(key)
