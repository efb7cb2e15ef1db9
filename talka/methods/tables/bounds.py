"""How tightly a reader can bound withheld cells, and what to withhold so that it stays loose enough."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import numpy as np

from .disclosure import Key, System
from .linear import Program

PLAY = 1e-6
"""How far a sum may be missed while a cover is looked for, and no longer."""

PATIENCE = 1500
"""Steps of looking for the cheapest cover; what is found by then will do."""


class Reader:
    """A reader who knows every shown cell and every sum, and that counts are not negative.

    ``hidden``: the printed cells withheld; it may grow and shrink between questions.
    """

    def __init__(self, system: System, hidden: Collection[Key]) -> None:
        self.system = system
        self.hidden = hidden
        self.sums = [(*parts, whole) for parts, whole in system.sums]
        self.signs = [np.array([1.0] * len(parts) + [-1.0]) for parts, _ in system.sums]
        self.of: dict[Key, list[int]] = {}
        for number, cells in enumerate(self.sums):
            for key in cells:
                self.of.setdefault(key, []).append(number)

    def unknown(self, key: Key) -> bool:
        """Whether the reader is not told a cell."""
        if key in self.system.known:
            return False
        return key in self.hidden or key not in self.system.printed

    def ranges(self, wanted: Iterable[Key]) -> dict[Key, tuple[float, float]]:
        """The least and the greatest count that each wanted cell can have, as far as the reader can tell."""
        return {
            key: self._fixed(key) if program is None else _whole(*program.range(place))
            for key, program, place in self._programs(wanted)
        }

    def tight(self, cells: Iterable[Key], needs: Mapping[Key, int]) -> dict[Key, float]:
        """The cells whose range is narrower than they need, each with its least value, in the given order."""
        found = {}
        for key, program, place in self._programs(cells):
            if program is not None and program.seen(place) >= needs[key]:
                continue
            low, high = self._fixed(key) if program is None else _whole(*program.range(place))
            if high - low < needs[key]:
                found[key] = low
        return found

    def _fixed(self, key: Key) -> tuple[float, float]:
        value = float(self.system.values[key])
        return value, value

    def _programs(self, wanted: Iterable[Key]) -> Iterator[tuple[Key, Program | None, int]]:
        """Each cell with the program that bounds it and its place there; no program where the cell is known."""
        solved: dict[Key, tuple[Program, dict[Key, int]]] = {}
        settled = self._settled()
        for key in wanted:
            if not self.unknown(key) or key in settled:
                yield key, None, 0
                continue
            if key not in solved:
                program, places = self._program(key, settled)
                solved |= dict.fromkeys(places, (program, places))
            program, places = solved[key]
            yield key, program, places[key]

    def near(self, key: Key, cells: Iterable[Key]) -> list[Key]:
        """Those of the cells whose range may change with a cell's being shown or withheld."""
        block, _ = self._block(key, self.unknown)
        around = set(block)
        return [cell for cell in cells if cell in around]

    def _settled(self) -> set[Key]:
        """Untold cells that follow one by one from sums with a single unknown."""
        settled: set[Key] = set()
        left = [sum(self.unknown(key) for key in cells) for cells in self.sums]
        waiting = [number for number, count in enumerate(left) if count == 1]
        while waiting:
            number = waiting.pop()
            if left[number] != 1:
                continue
            key = next(key for key in self.sums[number] if self.unknown(key) and key not in settled)
            settled.add(key)
            for other in self.of[key]:
                left[other] -= 1
                if left[other] == 1:
                    waiting.append(other)
        return settled

    def _block(self, start: Key, free: Callable[[Key], bool], limit: int | None = None) -> tuple[list[Key], list[int]]:
        """The free cells tied to one another around a cell, and the sums that tie them.

        With a limit, the search stops after so many cells, and cells that reach out of what was found are left out:
        they stand still.
        """
        cells, sums, waiting = {start: None}, dict[int, None](), deque([start])
        while waiting and (limit is None or len(cells) < limit):
            for number in self.of.get(waiting.popleft(), ()):
                if number in sums:
                    continue
                sums[number] = None
                for key in self.sums[number]:
                    if key not in cells and free(key):
                        cells[key] = None
                        waiting.append(key)
        within = [key for key in cells if key == start or all(number in sums for number in self.of[key])]
        return (within if waiting else list(cells)), list(sums)

    def _matrix(self, cells: list[Key], sums: list[int]) -> tuple[np.ndarray, dict[Key, int]]:
        places = {key: place for place, key in enumerate(cells)}
        matrix = np.zeros((len(sums), len(cells)))
        for row, number in enumerate(sums):
            for key, sign in zip(self.sums[number], self.signs[number], strict=True):
                if key in places:
                    matrix[row, places[key]] = sign
        return matrix, places

    def _program(self, start: Key, settled: set[Key]) -> tuple[Program, dict[Key, int]]:
        cells, sums = self._block(start, lambda key: self.unknown(key) and key not in settled)
        matrix, places = self._matrix(cells, sums)
        right = matrix @ np.array([self.system.values[key] for key in cells], dtype=np.float64)
        return Program(matrix, right, np.full(len(cells), np.inf)), places

    def cover(self, key: Key, need: float, price: Callable[[Key], float | None], limit: int) -> tuple[float, list[Key]]:
        """The cheapest further cells to withhold so that a cell's range grows by ``need``, and how far it then grows.

        ``price``: of withholding a shown cell, None where it must stay. The cell is moved up by ``need`` (or as far
        as it goes), at the least price of the cells that have to move with it (Fischetti & Salazar 2001 in its linear
        relaxation); the cells that move are the cover. ``limit``: how many cells around are looked at.
        """
        values = self.system.values
        prices: dict[Key, float | None] = {}

        def free(cell: Key) -> bool:
            if self.unknown(cell):
                return True
            if cell in self.system.known or cell not in self.system.printed:
                return False
            if cell not in prices:
                prices[cell] = price(cell)
            return prices[cell] is not None

        cells, sums = self._block(key, free, limit)
        matrix, places = self._matrix(cells, sums)
        moved = places.pop(key)
        others = [cell for cell in cells if cell != key]
        columns = np.delete(matrix, moved, axis=1)
        own = matrix[:, moved]
        drop = np.array([values[cell] for cell in others], dtype=np.float64)
        both = np.hstack([columns, -columns])
        # the cell's own step is the last variable
        program = Program(
            np.hstack([both, own[:, None]]),
            np.zeros(len(sums)),
            np.concatenate([np.full(len(others), np.inf), drop, [need]]),
            loose=PLAY,
            patience=PATIENCE,
        )
        costs = np.array([0.0 if self.unknown(cell) else prices[cell] or 0.0 for cell in others])
        # a step of the full need must be worth any price
        worth = -(costs.sum() + 1.0) * 2
        _, point = program.minimise(np.concatenate([costs, costs, [worth]]))
        steps = np.abs(point[: len(others)] - point[len(others) : -1])
        moved_cells = [cell for cell, step in zip(others, steps, strict=True) if step > 100 * PLAY]
        return float(point[-1]), [cell for cell in moved_cells if not self.unknown(cell)]


def _whole(low: float, high: float) -> tuple[float, float]:
    """Rounded inwards to whole counts."""
    return float(np.ceil(low - 1e-6)) + 0.0, float(np.floor(high + 1e-6))
