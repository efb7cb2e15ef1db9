"""A linear program in whole numbers, made block by block and solved for one aim after the other (HiGHS in scipy)."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, inf
from time import perf_counter
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]
"""Rows and columns as every release of scipy takes them."""


@dataclass(frozen=True)
class Stage:
    """One aim of a round: what was reached, and the most that was not ruled out. ``proved``: they are equal."""

    aim: str
    value: float
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        """How much more might be possible; 0 when it is proved that nothing is."""
        return max(0.0, self.bound - self.value)

    @property
    def proved(self) -> bool:
        """Whether nothing better exists."""
        return self.gap <= 1e-6


class Program:
    """Columns with bounds, rows with bounds, and aims that are held once they are reached."""

    def __init__(self) -> None:
        self.upper: list[Floats] = []
        self.whole: list[Floats] = []
        self.columns = 0
        self.rows = 0
        self._row: list[Places] = []
        self._column: list[Places] = []
        self._value: list[Floats] = []
        self._low: list[Floats] = []
        self._high: list[Floats] = []

    def add(self, upper: npt.ArrayLike, *, whole: bool = True) -> Ints:
        """New columns from 0 to ``upper``; gives their places."""
        limits = np.asarray(upper, dtype=np.float64)
        places = np.arange(self.columns, self.columns + len(limits))
        self.columns += len(limits)
        self.upper.append(limits)
        self.whole.append(np.full(len(limits), float(whole)))
        return places

    def hold(self, entries: list[tuple[int, int, float]], low: npt.ArrayLike, high: npt.ArrayLike) -> None:
        """New rows ``low ≤ sum ≤ high``; ``entries`` are (row within this block, column, value)."""
        lows, highs = np.broadcast_arrays(np.asarray(low, dtype=float), np.asarray(high, dtype=float))
        lows, highs = np.atleast_1d(lows), np.atleast_1d(highs)
        block = np.array(entries, dtype=np.float64).reshape(-1, 3)
        self._row.append(block[:, 0].astype(np.int32) + np.int32(self.rows))
        self._column.append(block[:, 1].astype(np.int32))
        self._value.append(block[:, 2])
        self._low.append(lows)
        self._high.append(highs)
        self.rows += len(lows)

    def maximise(self, aim: str, gains: Floats, seconds: float, *, step: float = 0.0) -> tuple[Stage, Floats | None]:
        """The most of ``gains @ x`` and a point that has it; None when none was found in time.

        ``step``: the value is a multiple of it, which lets the bound be rounded down.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        begin = perf_counter()
        if not self.columns:
            return Stage(aim, 0.0, 0.0, 0.0), np.zeros(0)
        rows: Any = csr_array(
            (np.concatenate(self._value), (np.concatenate(self._row), np.concatenate(self._column))),
            shape=(self.rows, self.columns),
        )
        found = milp(
            -gains,
            integrality=np.concatenate(self.whole),
            bounds=Bounds(0.0, np.concatenate(self.upper)),
            constraints=LinearConstraint(rows, np.concatenate(self._low), np.concatenate(self._high)),
            options={"time_limit": max(seconds, 0.05), "mip_rel_gap": 0.0},
        )
        spent = perf_counter() - begin
        if found.x is None:
            return Stage(aim, -inf, inf if found.mip_dual_bound is None else -found.mip_dual_bound, spent), None
        value = float(-found.fun)
        bound = value if found.status == 0 or found.mip_dual_bound is None else float(-found.mip_dual_bound)
        if step:
            value, bound = round(value / step) * step, floor(bound / step + 1e-6) * step
        return Stage(aim, value, max(value, bound), spent), np.asarray(found.x, dtype=np.float64)
