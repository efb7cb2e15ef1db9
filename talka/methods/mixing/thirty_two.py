"""Ten rounds of eight tables of four: nobody meets twice, everybody meets all but one. More is impossible.

The first such schedule is Aguado's (2004). This one was found by search among schedules on which the translations of
the space of eight points over two elements act; person x of copy i (of four) is 8·i + x, and + is exclusive or.

* `LINES` are tables with one person of each copy; all eight translations of one of them fill a round.
* `DOUBLES` join two copies: (e, d) stands for the tables x, x + d of the first and x + e, x + e + d of the second.
* One round sits within the copies, along a plane each; one is of doubles alone, two of lines alone. Six come in pairs
  that a plane of translations keeps: half of the translations of a line in the one, the other half in the other, with
  halves of a second line or of two doubles.
"""

import numpy as np

from talka.methods.mixing.starters import Rounds

Plane = tuple[int, ...]
Line = tuple[int, int, int, int]

WITHIN: tuple[Plane, ...] = ((0, 1, 4, 5), (0, 1, 2, 3), (0, 3, 5, 6), (0, 2, 4, 6))
ALONE: tuple[Line, ...] = ((0, 1, 4, 1), (0, 7, 7, 4))
LINES: tuple[Line, Line] = ((0, 6, 1, 3), (0, 0, 3, 7))
LINES_PLANE: Plane = (0, 2, 4, 6)
HALVES: tuple[tuple[Line, Plane, tuple[tuple[int, int], tuple[int, int]]], ...] = (
    ((0, 4, 5, 2), (0, 3, 4, 7), ((0, 3), (1, 2))),
    ((0, 2, 6, 0), (0, 1, 6, 7), ((0, 1), (2, 3))),
)
DOUBLES: dict[tuple[int, int], tuple[int, int]] = {
    (0, 1): (3, 6),
    (0, 2): (0, 2),
    (0, 3): (5, 3),
    (1, 2): (2, 4),
    (1, 3): (1, 5),
    (2, 3): (0, 1),
}

Tables = list[list[int]]


def thirty_two() -> Rounds:
    """The ten rounds, shape (10, 8, 4)."""
    everything = tuple(range(8))
    rounds: list[Tables] = [
        [[8 * copy + x for x in part] for copy, plane in enumerate(WITHIN) for part in (plane, _rest(plane))],
        _double(0, 2, everything) + _double(1, 3, everything),
        *(_line(line, everything) for line in ALONE),
    ]
    first, second = LINES
    for half in (LINES_PLANE, _rest(LINES_PLANE)):
        taken = {first[0] ^ x for x in half}
        rounds.append(_line(first, half) + _line(second, tuple(x for x in everything if second[0] ^ x not in taken)))
    for line, plane, joined in HALVES:
        for half in (plane, _rest(plane)):
            tables = _line(line, half)
            for one, other in joined:
                taken = {line[one] ^ x for x in half}
                tables += _double(one, other, tuple(x for x in everything if x not in taken))
            rounds.append(tables)
    return np.array(rounds, dtype=np.intp)


def _rest(plane: Plane) -> Plane:
    return tuple(x for x in range(8) if x not in plane)


def _line(line: Line, shifts: Plane) -> Tables:
    return [[8 * copy + (x ^ shift) for copy, x in enumerate(line)] for shift in shifts]


def _double(one: int, other: int, where: Plane) -> Tables:
    e, d = DOUBLES[one, other]
    return [[8 * one + x, 8 * one + (x ^ d), 8 * other + (x ^ e), 8 * other + (x ^ e ^ d)] for x in where if x < x ^ d]
