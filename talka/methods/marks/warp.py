"""How the page lies in the picture: a perspective, and on top of it a thin plate that bends through the marks."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
"""Rows of (x, y)."""

STIFFNESS = 2e-4
"""Of the thin plate: just enough to smooth over the noise of single marks (they are measured to a twentieth of a mm)."""


@dataclass(frozen=True, slots=True, eq=False)
class Warp:
    """From millimetres on the page to pixels in the picture."""

    perspective: NDArray[np.float64]
    knots: Points
    weights: NDArray[np.float64]
    """One row for each knot and three for the plane; empty when the page is flat."""
    size: float
    """Length that the plate counts in, mm."""

    @classmethod
    def flat(cls, page: Points, picture: Points) -> Self:
        """The perspective through at least four pairs of points, by least squares. Raises ValueError."""
        return cls(perspective(page, picture), np.empty((0, 2)), np.empty((0, 2)), 1.0)

    @classmethod
    def bent(cls, page: Points, picture: Points, size: float) -> Self:
        """The same, and bent so that it passes (nearly) through all pairs. Needs eight pairs, or stays flat. Raises ValueError."""
        base = perspective(page, picture)
        if len(page) < 8:
            return cls(base, np.empty((0, 2)), np.empty((0, 2)), size)
        knots = page / size
        count = len(knots)
        system = np.zeros((count + 3, count + 3))
        system[:count, :count] = _kernel(knots, knots) + STIFFNESS * np.eye(count)
        system[:count, count] = system[count, :count] = 1.0
        system[:count, count + 1 :] = knots
        system[count + 1 :, :count] = knots.T
        wanted = np.zeros((count + 3, 2))
        wanted[:count] = picture - _projected(base, page)
        try:
            weights = np.linalg.solve(system, wanted)
        except np.linalg.LinAlgError as problem:
            raise ValueError("these points lie on a line") from problem
        return cls(base, knots, np.asarray(weights, dtype=np.float64), size)

    def __call__(self, page: Points) -> Points:
        """Pixels of these points of the page."""
        flat = _projected(self.perspective, page)
        if not len(self.knots):
            return flat
        places = page / self.size
        count = len(self.knots)
        bend = _kernel(places, self.knots) @ self.weights[:count]
        return np.asarray(flat + bend + self.weights[count] + places @ self.weights[count + 1 :])

    def scale(self, page: Points) -> NDArray[np.float64]:
        """Pixels per millimetre at these points: the square root of how areas grow, negative where the page is mirrored."""
        step = 0.5
        here = self(page)
        right = (self(page + np.array([step, 0.0])) - here) / step
        down = (self(page + np.array([0.0, step])) - here) / step
        area = right[:, 0] * down[:, 1] - right[:, 1] * down[:, 0]
        return np.asarray(np.sign(area) * np.sqrt(np.abs(area)))


def perspective(page: Points, picture: Points) -> NDArray[np.float64]:
    """The 3×3 matrix that brings page to picture with least squares (algebraic, on normalised points)."""
    if len(page) < 4:
        raise ValueError("a perspective needs four pairs of points")
    from_page, from_picture = _normaliser(page), _normaliser(picture)
    p, q = _projected(from_page, page), _projected(from_picture, picture)
    zero, one = np.zeros(len(p)), np.ones(len(p))
    rows_x = np.column_stack([p, one, zero, zero, zero, -q[:, 0] * p[:, 0], -q[:, 0] * p[:, 1], -q[:, 0]])
    rows_y = np.column_stack([zero, zero, zero, p, one, -q[:, 1] * p[:, 0], -q[:, 1] * p[:, 1], -q[:, 1]])
    system = np.concatenate([rows_x, rows_y])
    # The eigenvector of the smallest eigenvalue: quicker than a full decomposition, and as exact on normalised points.
    found = np.linalg.eigh(system.T @ system)[1][:, 0].reshape(3, 3)
    matrix = np.linalg.inv(from_picture) @ found @ from_page
    if abs(matrix[2, 2]) < 1e-12:
        raise ValueError("these points lie on a line")
    return np.asarray(matrix / matrix[2, 2])


def _normaliser(points: Points) -> NDArray[np.float64]:
    middle = points.mean(axis=0)
    spread = float(np.sqrt(((points - middle) ** 2).sum(axis=1)).mean())
    if spread < 1e-9:
        raise ValueError("all points are one")
    factor = np.sqrt(2.0) / spread
    return np.array([[factor, 0, -factor * middle[0]], [0, factor, -factor * middle[1]], [0, 0, 1]])


def _projected(matrix: NDArray[np.float64], points: Points) -> Points:
    lifted = points @ matrix[:, :2].T + matrix[:, 2]
    return np.asarray(lifted[:, :2] / lifted[:, 2:])


def _kernel(points: Points, knots: Points) -> NDArray[np.float64]:
    """r² log r between each point and each knot."""
    apart = ((points[:, None, :] - knots[None, :, :]) ** 2).sum(axis=2)
    return np.asarray(0.5 * apart * np.log(np.maximum(apart, 1e-18)))
