"""Starter blocks: one round from which the others follow by turning a wheel.

The people are `copies` wheels of `turn` seats each and some who stay (∞). Person x of wheel i is i·turn + x; those who
stay come after all wheels. Every table of the starter, turned on by one seat, is a table of the next round. Nobody meets
twice if the differences between people of two wheels, taken over all tables of the starter, are all different (Bose's
method of mixed differences). `spokes` are tables that make up a round of their own when turned.

The starters were found by exhaustive search; that they hold is tested, not believed.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rounds = NDArray[np.intp]
Block = tuple[int, ...]


@dataclass(frozen=True)
class Starter:
    """A first round, the length of the wheels, how many there are, and tables that fill a round when turned."""

    turn: int
    copies: int
    blocks: tuple[Block, ...]
    spokes: tuple[Block, ...] = ()

    def turned(self, block: Block, by: int) -> list[int]:
        on_wheels = self.turn * self.copies
        return [
            seat if seat >= on_wheels else seat // self.turn * self.turn + (seat + by) % self.turn for seat in block
        ]

    def rounds(self) -> Rounds:
        """All rounds, shape (rounds, tables, seats)."""
        turns = range(self.turn)
        full = [[self.turned(block, by) for block in self.blocks] for by in turns]
        full += [[self.turned(spoke, by) for by in turns] for spoke in self.spokes]
        return np.array(full, dtype=np.intp)


# fmt: off
STARTERS: dict[tuple[int, int], Starter] = {
    # Kirkman's fifteen schoolgirls
    (5, 3): Starter(7, 2, ((2, 12, 14), (0, 3, 11), (4, 5, 10), (1, 6, 8), (7, 9, 13))),
    # a Kirkman triple system of 21
    (7, 3): Starter(
        7, 3,
        ((0, 2, 6), (1, 12, 16), (4, 9, 18), (5, 8, 14), (3, 10, 15), (7, 11, 13), (17, 19, 20)),
        ((0, 9, 17), (0, 13, 20), (0, 8, 18)),
    ),
    # a nearly Kirkman triple system of 24: all but one meet
    (8, 3): Starter(
        11, 2,
        ((5, 12, 22), (3, 11, 23), (1, 6, 15), (2, 17, 19), (8, 18, 21), (13, 14, 20), (0, 4, 16), (7, 9, 10)),
    ),
    (6, 4): Starter(
        7, 3,
        ((3, 10, 18, 21), (5, 7, 19, 22), (2, 8, 14, 23), (0, 4, 6, 17), (1, 9, 11, 12), (13, 15, 16, 20)),
    ),
    # a resolvable design of 28: everybody meets everybody once
    (7, 4): Starter(
        9, 3,
        ((5, 10, 25, 27), (2, 4, 8, 14), (3, 19, 21, 22), (0, 1, 17, 24), (6, 15, 18, 23), (7, 9, 11, 20),
         (12, 13, 16, 26)),
    ),
    (9, 4): Starter(
        11, 3,
        ((1, 11, 27, 33), (4, 13, 23, 34), (7, 20, 24, 35), (14, 15, 17, 28), (18, 25, 26, 30), (0, 3, 5, 19),
         (8, 12, 29, 32), (2, 6, 22, 31), (9, 10, 16, 21)),
    ),
    # a resolvable design of 40
    (10, 4): Starter(
        13, 3,
        ((0, 13, 26, 39), (1, 5, 16, 17), (3, 2, 22, 25), (9, 6, 14, 23), (7, 12, 28, 30), (8, 10, 32, 38),
         (11, 4, 31, 36), (15, 21, 29, 33), (19, 24, 35, 34), (18, 20, 27, 37)),
    ),
    (10, 3): Starter(
        13, 2,
        ((9, 22, 26), (7, 18, 27), (12, 20, 28), (1, 13, 29), (4, 10, 14), (0, 3, 11), (8, 17, 24), (2, 6, 21),
         (5, 23, 25), (15, 16, 19)),
    ),
    # a Kirkman triple system of 33
    (11, 3): Starter(
        11, 3,
        ((0, 17, 22), (21, 27, 28), (11, 19, 31), (1, 15, 16), (13, 18, 20), (3, 5, 12), (4, 14, 24), (2, 8, 29),
         (6, 7, 10), (9, 23, 26), (25, 30, 32)),
        ((0, 11, 30), (0, 13, 24), (0, 16, 29), (0, 19, 23), (0, 12, 26)),
    ),
    (6, 5): Starter(
        6, 5,
        ((5, 10, 12, 19, 21), (11, 16, 18, 25, 27), (17, 22, 24, 1, 3), (23, 28, 0, 7, 9), (29, 4, 6, 13, 15),
         (2, 8, 14, 20, 26)),
    ),
}
# fmt: on


def eighteen() -> Rounds:
    """Eight rounds of six tables of three: a nearly Kirkman triple system of 18.

    The people are two boards of three by three. Four rounds lie along the rows of a board drawn from both (three of the
    columns' signs are turned an even number of times) and along one set of diagonals of the other board; four lie along
    the columns and the other diagonals.
    """
    even = [(0, 0, 0), (0, 1, 1), (1, 1, 0), (1, 0, 1)]

    def seat(row: int, column: int, board: int) -> int:
        return (board % 2) * 9 + row * 3 + column

    along = [
        [[seat(i, j, flip[j]) for j in range(3)] for i in range(3)]
        + [[seat((d - j) % 3, j, 1 + flip[j]) for j in range(3)] for d in range(3)]
        for flip in even
    ]
    across = [
        [[seat(i, j, flip[i]) for i in range(3)] for j in range(3)]
        + [[seat(i, (i - d) % 3, 1 + flip[i]) for i in range(3)] for d in range(3)]
        for flip in even
    ]
    return np.array(along + across, dtype=np.intp)
