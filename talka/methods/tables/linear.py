"""A small linear program solver: the bounded simplex method on a dense tableau.

Meant for the systems of sums of published tables: some hundred cells, coefficients of −1, 0 and 1, where a
solution stays exact in floating point. After the first solution each further objective starts from the last
one.
"""

from __future__ import annotations

from math import inf

import numpy as np
import numpy.typing as npt

from .columns import Bools, Floats

EPS = 1e-9


class Program:
    """The points ``0 ≤ x ≤ upper`` with ``a @ x = b``; objectives are minimised over them one after the
    other.

    ``feasible`` tells whether there are any. ``upper`` may hold infinity. (Dantzig 1963, ch. 18: upper
    bounds are kept out of the tableau by exchanging a variable for its distance from the bound; Bland's
    rule after stalls.)
    """

    def __init__(
        self, a: npt.ArrayLike, b: npt.ArrayLike, upper: npt.ArrayLike, *, loose: float = 0.0, patience: int = 100_000
    ) -> None:
        left = np.array(a, dtype=np.float64)
        right = np.array(b, dtype=np.float64)
        self.rows, self.columns = left.shape
        turned = right < 0
        left[turned] *= -1
        right[turned] *= -1
        self.tableau: Floats = np.hstack([left, np.eye(self.rows)])
        self.values: Floats = right
        self.upper: Floats = np.concatenate([np.asarray(upper, dtype=np.float64), np.full(self.rows, inf)])
        self.basis = np.arange(self.columns, self.columns + self.rows)
        self.flipped: Bools = np.zeros(self.columns + self.rows, dtype=np.bool_)
        costs = np.concatenate([np.zeros(self.columns), np.ones(self.rows)])
        self.patience = patience
        if loose:
            # every sum may be missed by a little, each by another: no two ways are equally good
            play = loose * (0.5 + np.arange(self.rows) * 0.6180339887 % 0.5)
            self.values = self.values + play
            self.upper[self.columns :] = 2 * play
            self.feasible = not right.any()
        else:
            self._first(costs, right)
        self._least = self._most = self._point()

    def _first(self, costs: Floats, right: Floats) -> None:
        """Find a first point, if there is one."""
        if right.any():
            self._descend(costs, self.columns)
        artificial = self.basis >= self.columns
        scale = max(1.0, float(np.abs(right).max(initial=0.0)))
        self.feasible = float(self.values[artificial].sum()) <= 1e-7 * scale
        # what stood in for a solution may not come back
        self.upper[self.columns :] = 0.0
        self.values[artificial] = 0.0

    def minimise(self, costs: npt.ArrayLike) -> tuple[float, Floats]:
        """The least value of ``costs @ x`` and a point that has it; −infinity where there is none.

        Raises ``ValueError`` when there is no point at all.
        """
        if not self.feasible:
            raise ValueError("no point meets all sums")
        wanted = np.asarray(costs, dtype=np.float64)
        bounded = self._descend(np.concatenate([wanted, np.zeros(self.rows)]), self.columns)
        point = self._point()
        if bounded:
            self._least, self._most = np.minimum(self._least, point), np.maximum(self._most, point)
        return (float(wanted @ point) if bounded else -inf), point

    def range(self, column: int) -> tuple[float, float]:
        """The least and the greatest value of one variable."""
        costs = np.zeros(self.columns)
        costs[column] = 1.0
        low, _ = self.minimise(costs)
        high, _ = self.minimise(-costs)
        return max(low, 0.0), -high

    def seen(self, column: int) -> float:
        """How far apart whole values of a variable are in the points met so far: its range is at least as wide."""
        return float(np.floor(self._most[column] + 1e-6) - np.ceil(self._least[column] - 1e-6))

    def _point(self) -> Floats:
        full = np.zeros(len(self.upper))
        full[self.basis] = self.values
        full[self.flipped] = self.upper[self.flipped] - full[self.flipped]
        return full[: self.columns]

    def _descend(self, costs: Floats, enterable: int) -> bool:
        """Walk to the least value; False where it has no floor. Only the first columns may enter the
        basis.
        """
        sign = np.where(self.flipped, -costs, costs)
        reduced = sign - sign[self.basis] @ self.tableau
        reduced[self.basis] = 0.0
        stalled = 0
        for _ in range(self.patience):
            candidates = ((reduced[:enterable] < -EPS) & (self.upper[:enterable] > 0)).nonzero()[0]
            if not len(candidates):
                return True
            # the steepest one; after a long stall the first one, which cannot go round in circles
            entering = int(candidates[0] if stalled > 30 else candidates[np.argmin(reduced[candidates])])
            column = self.tableau[:, entering]
            limits = self.upper[self.basis]
            with np.errstate(divide="ignore", invalid="ignore"):
                down = np.where(column > EPS, np.maximum(self.values, 0) / column, inf)
                up = np.where(column < -EPS, np.maximum(limits - self.values, 0) / -column, inf)
            steps = np.minimum(down, up)
            step = float(steps.min(initial=inf))
            own = float(self.upper[entering])
            if step == inf and own == inf:
                return False
            stalled = stalled + 1 if min(step, own) <= EPS else 0
            if own <= step:
                self.values = self.values - column * own
                self.tableau[:, entering] *= -1
                reduced[entering] *= -1
                self.flipped[entering] ^= True
                continue
            ties = (steps <= step + EPS).nonzero()[0]
            row = int(ties[np.argmin(self.basis[ties])] if stalled else ties[np.argmax(np.abs(column[ties]))])
            if up[row] < down[row]:
                self._turn(row)
            self._pivot(row, entering, reduced)
        return True

    def _turn(self, row: int) -> None:
        """Exchange the basic variable of a row for its distance from its upper bound."""
        variable = self.basis[row]
        self.tableau[row] *= -1
        self.tableau[row, variable] = 1.0
        self.values[row] = self.upper[variable] - self.values[row]
        self.flipped[variable] ^= True

    def _pivot(self, row: int, entering: int, reduced: Floats) -> None:
        pivot = self.tableau[row, entering]
        self.tableau[row] /= pivot
        self.values[row] /= pivot
        column = self.tableau[:, entering].copy()
        column[row] = 0.0
        touched = column.nonzero()[0]
        # sums of tables stay sparse: only where both the row and the column are not 0 does anything change
        across = self.tableau[row].nonzero()[0]
        cross = np.ix_(touched, across)
        changed = self.tableau[cross] - column[touched, None] * self.tableau[row, across]
        changed[np.abs(changed) < 1e-12] = 0.0
        self.tableau[cross] = changed
        self.values[touched] -= column[touched] * self.values[row]
        reduced[across] -= reduced[entering] * self.tableau[row, across]
        reduced[entering] = 0.0
        self.basis[row] = entering
