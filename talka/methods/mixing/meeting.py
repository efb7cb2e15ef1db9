"""What is wished of a series of rounds, and the plan that answers it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

Pair = tuple[str, str]
Seats = tuple[tuple[tuple[str, ...], ...], ...]
"""Keys of people by round and table."""


def pair(first: str, second: str) -> Pair:
    """Two people in the order in which pairs are kept."""
    return (first, second) if first < second else (second, first)


@dataclass(frozen=True)
class Meeting:
    """Who meets, at how many tables, how often, and what is to be minded.

    `people`: their keys. `sectors`: the sector of a person; people of one sector are spread over the tables.
    `apart`, `together`: pairs who should never, or always, share a table. `history`: how often two have met in earlier
    seasons; `hosted`: how often somebody has been host. `absent`: person and number of the round, from 0.

    Raises ValueError for keys that come twice or are not among the people, rounds that do not exist, a pair that is
    wished both apart and together, and rounds with fewer present than tables.
    """

    people: tuple[str, ...]
    tables: int
    rounds: int
    sectors: Mapping[str, str] = field(default_factory=dict)
    apart: Iterable[Pair] = ()
    together: Iterable[Pair] = ()
    history: Mapping[Pair, int] = field(default_factory=dict)
    hosted: Mapping[str, int] = field(default_factory=dict)
    absent: Iterable[tuple[str, int]] = ()

    def __post_init__(self) -> None:
        known = set(self.people)
        if len(known) != len(self.people):
            raise ValueError("a person comes twice")
        if self.tables < 1 or self.rounds < 1:
            raise ValueError("there must be a table and a round")
        for name in ("apart", "together"):
            object.__setattr__(self, name, frozenset(pair(*each) for each in getattr(self, name)))
        object.__setattr__(self, "absent", frozenset(self.absent))
        together = Counter[Pair]()
        for each, times in self.history.items():
            together[pair(*each)] += times
        object.__setattr__(self, "history", dict(together))
        pairs = {*self.apart, *self.together, *self.history}
        named = {key for each in pairs for key in each} | {key for key, _ in self.absent}
        if strangers := (named | set(self.sectors) | set(self.hosted)) - known:
            raise ValueError(f"not among the people: {', '.join(sorted(strangers))}")
        if any(first == second for first, second in pairs):
            raise ValueError("a pair is two people")
        if both := set(self.apart) & set(self.together):
            raise ValueError(f"both apart and together: {' and '.join(min(both))}")
        if any(not 0 <= number < self.rounds for _, number in self.absent):
            raise ValueError("an absence names a round that does not exist")
        if any(len(self.present(number)) < self.tables for number in range(self.rounds)):
            raise ValueError("a round has fewer people than tables")

    def present(self, number: int) -> list[str]:
        """Who is there in a round, in the order of `people`."""
        away = {key for key, when in self.absent if when == number}
        return [key for key in self.people if key not in away]


@dataclass(frozen=True)
class Stop:
    """One line of a card: round and table from 0, whether the person is the host, and the others at the table."""

    round: int
    table: int
    host: bool
    others: tuple[str, ...]


@dataclass(frozen=True)
class TableSheet:
    """One table of a round as the facilitator sets it."""

    table: int
    host: str
    people: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Seats and hosts for every round, and what they come to.

    `method`: the construction that it began with, or "search". Plans are made by `mix` and changed by `repair`.
    """

    meeting: Meeting
    seats: Seats
    hosts: tuple[tuple[str, ...], ...]
    method: str = "search"

    def card(self, person: str) -> tuple[Stop, ...]:
        """Where a person sits in each round they attend. Raises KeyError for a stranger."""
        if person not in self.meeting.people:
            raise KeyError(person)
        return tuple(
            Stop(number, table, host == person, tuple(key for key in people if key != person))
            for number, tables in enumerate(self.seats)
            for table, (people, host) in enumerate(zip(tables, self.hosts[number], strict=True))
            if person in people
        )

    def cards(self) -> dict[str, tuple[Stop, ...]]:
        """The card of every person."""
        return {key: self.card(key) for key in self.meeting.people}

    def table_plan(self, number: int) -> tuple[TableSheet, ...]:
        """The tables of a round."""
        return tuple(
            TableSheet(table, host, people)
            for table, (people, host) in enumerate(zip(self.seats[number], self.hosts[number], strict=True))
        )

    def met(self, *, history: bool = False, rounds: int | None = None) -> Counter[Pair]:
        """How often each pair meets, in the first so many `rounds`, with or without earlier seasons."""
        counts = Counter(
            pair(*two) for tables in self.seats[:rounds] for people in tables for two in combinations(people, 2)
        )
        if history:
            counts.update(self.meeting.history)
        return counts

    @property
    def repeats(self) -> dict[Pair, int]:
        """Pairs who meet again, with the number of meetings too many; wished togetherness does not count."""
        wished = set(self.meeting.together)
        return {two: times - 1 for two, times in sorted(self.met().items()) if times > 1 and two not in wished}

    @property
    def met_again(self) -> frozenset[Pair]:
        """Pairs who meet here and had met in an earlier season."""
        known = {two for two, times in self.meeting.history.items() if times}
        return frozenset(known & set(self.met()) - set(self.meeting.together))

    @property
    def unmet(self) -> frozenset[Pair]:
        """Pairs who have not met yet, here or earlier."""
        everybody = {pair(*two) for two in combinations(self.meeting.people, 2)}
        return frozenset(everybody - {two for two, times in self.met(history=True).items() if times})

    def reach(self) -> tuple[float, ...]:
        """The share of all pairs who have met after each round, earlier seasons included."""
        pairs = len(self.meeting.people) * (len(self.meeting.people) - 1) // 2
        counts = [self.met(history=True, rounds=number + 1) for number in range(len(self.seats))]
        return tuple(sum(times > 0 for times in each.values()) / pairs if pairs else 1.0 for each in counts)

    @property
    def broken(self) -> tuple[tuple[int, Pair], ...]:
        """Wishes not kept: the round and the pair who sit together though apart, or apart though together."""
        found = []
        for number, tables in enumerate(self.seats):
            place = {key: table for table, people in enumerate(tables) for key in people}
            for wished, same in ((self.meeting.apart, True), (self.meeting.together, False)):
                found += [
                    (number, (first, second))
                    for first, second in sorted(wished)
                    if first in place and second in place and (place[first] == place[second]) is same
                ]
        return tuple(found)

    @property
    def same_sector(self) -> int:
        """Meetings of two people of one sector beyond those that no seating could avoid.

        0 means that every sector is spread as evenly over the tables of each round as its number allows.
        """
        return sum(same_sector_pairs(tables, self.meeting.sectors) for tables in self.seats)

    @property
    def hosting(self) -> dict[str, int]:
        """How often each person is host in these rounds."""
        counts = Counter(host for hosts in self.hosts for host in hosts)
        return {key: counts[key] for key in self.meeting.people}


def same_sector_pairs(tables: Iterable[tuple[str, ...]], sectors: Mapping[str, str]) -> int:
    """Pairs of one sector at the tables of a round, less the least possible with every sector spread evenly."""
    counts = [Counter(sectors[key] for key in people if key in sectors) for people in tables]
    total = sum(counts, Counter[str]())
    excess = sum(times * (times - 1) // 2 for each in counts for times in each.values())
    for people in total.values():
        least, more = divmod(people, len(counts))
        excess -= len(counts) * (least * (least - 1) // 2) + more * least
    return excess
