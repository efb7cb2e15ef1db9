"""Intervals for shares and means."""

from __future__ import annotations

from math import inf
from statistics import NormalDist

import numpy as np

from .columns import Floats
from .distributions import beta_quantile, t_quantile


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


def clopper_pearson(hits: float, n: float, confidence: float = 0.95) -> tuple[float, float]:
    """The exact interval of a share of ``hits`` out of ``n`` (Clopper & Pearson 1934); both may be fractions.

    Raises ``ValueError`` unless 0 ≤ hits ≤ n and n > 0.
    """
    if not (n > 0 and 0 <= hits <= n * (1 + 1e-12)):
        raise ValueError("hits: between 0 and n")
    tail = (1 - confidence) / 2
    low = beta_quantile(tail, hits, n - hits + 1) if hits > 0 else 0.0
    high = beta_quantile(1 - tail, hits + 1, n - hits) if hits < n else 1.0
    return low, high


def beta_interval(share: float, error: float, n: int, df: float, confidence: float = 0.95) -> tuple[float, float]:
    """Korn and Graubard's (1998) interval of a share under a complex design: exact, with an effective n.

    ``error``: the linearised standard error; the effective n is share (1 − share) / error², corrected for the degrees
    of freedom ``df``, as in R's ``svyciprop(method="beta")``. At shares of 0 and 1, and without spread between clusters,
    the error says nothing, and the effective n is ``n`` so corrected. nan for an empty base.
    """
    if n < 1 or np.isnan(share):
        return float("nan"), float("nan")
    share = min(max(share, 0.0), 1.0)
    told = 0 < share < 1 and error * error > 1e-9 * share * (1 - share) / n
    effective = share * (1 - share) / (error * error) if told else float(n)
    if n > 1 and 0 < df < inf:
        correction = (t_quantile(confidence, n - 1) / t_quantile(confidence, df)) ** 2
        effective *= correction if told else min(correction, 1.0)
    return clopper_pearson(share * effective, effective, confidence)
