"""Intervals for shares and means."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from .columns import Floats


def normal_quantile(confidence: float) -> float:
    """The two-sided standard normal quantile: 1.96 for 0.95. Raises ``ValueError`` outside (0, 1)."""
    if not 0 < confidence < 1:
        raise ValueError("confidence: between 0 and 1")
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def wilson(share: Floats, n: Floats, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Wilson's score interval of shares out of an effective ``n`` (Wilson 1927); inside [0, 1], also at 0
    and 1.

    nan where ``n`` is not positive or the share is nan.
    """
    z = normal_quantile(confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.where(np.asarray(n, dtype=np.float64) > 0, n, np.nan)
        share = np.asarray(share, dtype=np.float64)
        centre = (share + z * z / (2 * size)) / (1 + z * z / size)
        half = z * np.sqrt(np.maximum(share * (1 - share), 0) / size + z * z / (4 * size * size)) / (1 + z * z / size)
        low = np.where(share <= 0, 0.0, np.maximum(centre - half, 0.0))
        high = np.where(share >= 1, 1.0, np.minimum(centre + half, 1.0))
        empty = np.isnan(share) | np.isnan(size)
    return np.where(empty, np.nan, low), np.where(empty, np.nan, high)
