"""Whether coders agree: Krippendorff's alpha."""

from __future__ import annotations

from typing import Literal

import numpy as np
import numpy.typing as npt

from .columns import Floats

Level = Literal["nominal", "ordinal", "interval"]


def alpha(codes: npt.ArrayLike, level: Level = "nominal") -> float:
    """Krippendorff's alpha: 1 for perfect agreement, 0 for what chance would give, below 0 for worse.

    ``codes``: coders × units, nan where a coder left a unit out; any number of coders. Units that fewer
    than two coders coded do not count. ``level``: ``"nominal"`` (themes), ``"ordinal"`` (ranks; the
    distance of two values is the number of codes between them), ``"interval"`` (numbers). nan where all
    codes that count are the same, as then nothing can be told.

    Source: Krippendorff, *Computing Krippendorff's Alpha-Reliability* (2011). Raises ``ValueError`` for
    codes that are no matrix and for an unknown level.
    """
    matrix = np.asarray(codes, dtype=np.float64)
    if matrix.ndim != 2:
        raise ValueError("codes: a matrix, coders by units")
    values = np.unique(matrix[~np.isnan(matrix)])
    # units × values: how many coders gave each value
    given = np.stack([(matrix == value).sum(axis=0) for value in values], axis=1) if len(values) else np.zeros((0, 0))
    given = given[given.sum(axis=1) > 1].astype(np.float64)
    if not given.size:
        return float("nan")
    coders = given.sum(axis=1)
    # coincidences: pairs of values within units, each unit weighing as many as it has codes
    coincidences = (given / (coders - 1)[:, None]).T @ given - np.diag((given / (coders - 1)[:, None]).sum(axis=0))
    marginal = coincidences.sum(axis=1)
    n = float(marginal.sum())
    distance = _distance(values, marginal, level)
    expected = float(marginal @ distance @ marginal) / (n - 1)
    observed = float((coincidences * distance).sum())
    return 1 - observed / expected if expected > 0 else float("nan")


def _distance(values: Floats, marginal: Floats, level: Level) -> Floats:
    """Squared distance of each pair of values."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "interval":
        return np.asarray((values[:, None] - values[None, :]) ** 2, dtype=np.float64)
    if level != "ordinal":
        raise ValueError(f"no such level: {level}")
    # codes up to and between two values, the two themselves counted by half
    centre = np.cumsum(marginal) - marginal / 2
    return np.asarray((centre[:, None] - centre[None, :]) ** 2, dtype=np.float64)
