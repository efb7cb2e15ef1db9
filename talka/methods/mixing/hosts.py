"""Hosts: somebody at every table, and nobody more often than others.

A flow from tables to the people at them in which every unit that somebody hosts costs more than the last. It is found
by taking away paths that lead from those with much to those with little (Harvey, Ladner, Lovász & Tamir 2003, optimal
semi-matchings); no such path is left, so the sum of squares is the least there is. Where all tables have k seats and
everybody attends all r rounds, everybody is host ⌊r/k⌋ or ⌈r/k⌉ times.
"""

from collections import deque
from collections.abc import Mapping, Sequence

from talka.methods.mixing.meeting import Seats


def share_hosts(
    seats: Seats, earlier: Mapping[str, int] | None = None, keep: Sequence[Sequence[str]] = ()
) -> tuple[tuple[str, ...], ...]:
    """A host for each table of each round, shape as `seats`.

    `earlier`: how often somebody has been host before; it counts. `keep`: hosts of an earlier plan; they stay where they
    still sit and where the balance allows. Raises ValueError for a table without people.
    """
    load = dict.fromkeys((key for tables in seats for people in tables for key in people), 0)
    for key in load:
        load[key] = (earlier or {}).get(key, 0)
    host: dict[tuple[int, int], str] = {}
    places = [(number, table) for number, tables in enumerate(seats) for table in range(len(tables))]
    for number, table in places:
        if not seats[number][table]:
            raise ValueError("a table without people has no host")
        if number < len(keep) and table < len(keep[number]) and keep[number][table] in seats[number][table]:
            host[number, table] = keep[number][table]
            load[keep[number][table]] += 1
    for place in places:
        if place not in host:
            chosen = min(seats[place[0]][place[1]], key=lambda key: (load[key], key))
            host[place] = chosen
            load[chosen] += 1
    # one search from everybody, the busiest first, until nobody can pass anything on
    moved = True
    while moved:
        moved = any(_pass_on(key, seats, host, load) for key in sorted(load, key=lambda key: (-load[key], key)))
    return tuple(tuple(host[number, table] for table in range(len(tables))) for number, tables in enumerate(seats))


def _pass_on(start: str, seats: Seats, host: dict[tuple[int, int], str], load: dict[str, int]) -> bool:
    """Move one duty along a path from `start` to somebody who has at least two fewer."""
    hosting: dict[str, list[tuple[int, int]]] = {}
    for place, key in host.items():
        hosting.setdefault(key, []).append(place)
    came: dict[str, tuple[str, tuple[int, int]]] = {}
    seen, waiting = {start}, deque([start])
    while waiting:
        key = waiting.popleft()
        if load[key] <= load[start] - 2:
            load[key] += 1
            load[start] -= 1
            while key != start:
                before, place = came[key]
                host[place] = key
                key = before
            return True
        for place in hosting.get(key, ()):
            for other in seats[place[0]][place[1]]:
                if other not in seen:
                    seen.add(other)
                    came[other] = (key, place)
                    waiting.append(other)
    return False
