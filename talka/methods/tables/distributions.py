"""The few distributions that intervals and tests need: Student's t, F, chi-squared and beta.

By the continued fractions of the incomplete beta and gamma functions (Abramowitz & Stegun 26.5.8 and 6.5.31,
evaluated by Lentz's method) and bisection; good to about 1e-12.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist

TINY = 1e-300


def beta_cdf(x: float, a: float, b: float) -> float:
    """Probability that a beta variable is at most ``x``. Raises ``ValueError`` unless a and b are
    positive.
    """
    if not (a > 0 and b > 0):
        raise ValueError("beta: a and b above 0")
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(x, a, b) / a
    return 1 - front * _beta_fraction(1 - x, b, a) / b


def beta_quantile(probability: float, a: float, b: float) -> float:
    """The value that a beta variable stays under with this probability."""
    return _bisect(lambda x: beta_cdf(x, a, b), probability, 0.0, 1.0)


def t_tail(t: float, df: float) -> float:
    """Two-sided probability of a Student t at least as far from 0; the normal one where ``df`` is
    infinite.
    """
    if df == inf:
        return 2 * NormalDist().cdf(-abs(t))
    return beta_cdf(df / (df + t * t), df / 2, 0.5) if t else 1.0


def t_quantile(confidence: float, df: float) -> float:
    """Two-sided quantile of Student's t: 1.96 for 0.95 and infinite ``df``. nan without degrees of freedom.

    Raises ``ValueError`` for a confidence outside (0, 1).
    """
    if not 0 < confidence < 1:
        raise ValueError("confidence: between 0 and 1")
    if df == inf:
        return NormalDist().inv_cdf(0.5 + confidence / 2)
    if not df > 0:
        return float("nan")
    x = beta_quantile(1 - confidence, df / 2, 0.5)
    return sqrt(df * (1 - x) / x) if x > 0 else inf


def f_tail(f: float, df1: float, df2: float) -> float:
    """Probability that F exceeds ``f``."""
    if f <= 0:
        return 1.0
    if df2 == inf:
        return chi2_tail(f * df1, df1)
    if df1 * f < df2:
        return 1 - beta_cdf(df1 * f / (df2 + df1 * f), df1 / 2, df2 / 2)
    return beta_cdf(df2 / (df2 + df1 * f), df2 / 2, df1 / 2)


def chi2_tail(x: float, df: float) -> float:
    """Probability that chi-squared exceeds ``x``."""
    if x <= 0:
        return 1.0
    a, x = df / 2, max(x / 2, TINY)
    front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        step = a
        while abs(term) > abs(total) * 1e-17:
            step += 1
            term *= x / step
            total += term
        return 1 - front * total
    b = x + 1 - a
    c = 1 / TINY
    d = 1 / b
    h = d
    for i in range(1, 10_000):
        factor = -i * (i - a)
        b += 2
        d = 1 / _off_zero(factor * d + b)
        c = _off_zero(b + factor / c)
        h *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return front * h


def _beta_fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _off_zero(1 - (a + b) * x / (a + 1))
    h = d
    for m in range(1, 100_000):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / _off_zero(1 + even * d)
        c = _off_zero(1 + even / c)
        h *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / _off_zero(1 + odd * d)
        c = _off_zero(1 + odd / c)
        h *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return h


def _off_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY


def _bisect(cdf: Callable[[float], float], probability: float, low: float, high: float) -> float:
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if cdf(middle) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2
