"""How far figures may be off: variances by linearisation under strata, clusters, finite population,
calibration.

The ultimate-cluster estimator (Woodruff 1971; Särndal, Swensson & Wretman 1992, ch. 4–5): the figure is
replaced by a sum of linearised values, and the spread of its cluster totals within strata is its variance.
With calibrated weights the linearised values are replaced by their residuals from the calibration margins
(Deville & Särndal 1992).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, sqrt
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from .columns import Bools, Choice, Column, Floats, Number, Scale, check_weights
from .distributions import t_quantile, t_tail
from .intervals import beta_interval
from .weights import Weights

Lonely = Literal["refuse", "centre", "certain"]


class LonelyCluster(ValueError):
    """A stratum has a single cluster, so its spread cannot be told."""


@dataclass(frozen=True)
class Estimate:
    """A figure and how far it may be off.

    ``value``; ``error``: its standard error; ``df``: degrees of freedom; ``low``, ``high``: the interval at
    ``confidence``. ``effect``: design effect against a simple random sample of as many respondents with
    replacement, nan where it has no meaning. ``n``: respondents behind it.
    """

    value: float
    error: float
    df: float
    low: float
    high: float
    confidence: float
    effect: float
    n: int

    @property
    def p(self) -> float:
        """Two-sided probability of a figure as far from 0 by chance alone; nan without an error."""
        if not self.error > 0:
            return float("nan")
        return t_tail(self.value / self.error, self.df)


@dataclass(frozen=True, eq=False)
class Design:
    """How the respondents were drawn and weighted.

    ``weights``: numbers, or :class:`weights.Weights` (then variances reckon with the calibration to its
    margins). ``strata``, ``clusters``: whole numbers, one for each respondent, None without. Clusters of
    different strata are different. ``population``: clusters (without clusters: members) in the population:
    one number, or a number by stratum code; None leaves the finite population out. ``lonely``: a stratum
    with one cluster is refused, compared with the mean of all clusters (``"centre"``), or taken as certain
    and without variance (``"certain"``). Raises ``ValueError`` for lengths that differ,
    :class:`LonelyCluster` as said.
    """

    weights: Weights | npt.ArrayLike
    strata: npt.NDArray[np.integer[Any]] | Choice | None = None
    clusters: npt.NDArray[np.integer[Any]] | Choice | None = None
    population: float | Mapping[int, float] | None = None
    lonely: Lonely = "refuse"

    def __post_init__(self) -> None:
        given = self.weights
        calibrated = given if isinstance(given, Weights) else None
        raw = given.values if isinstance(given, Weights) else np.asarray(given, dtype=np.float64)
        weight = check_weights(raw, len(raw))
        assert weight is not None
        n = len(weight)
        stratum_codes, stratum = _numbered(self.strata, n, "strata")
        if self.clusters is None:
            cluster, cluster_stratum = None, stratum
            sizes = np.bincount(stratum, minlength=len(stratum_codes)).astype(np.float64)
        else:
            names, inner = _numbered(self.clusters, n, "clusters")
            pairs, cluster = np.unique(stratum * len(names) + inner, return_inverse=True)
            cluster_stratum = pairs // len(names)
            sizes = np.bincount(cluster_stratum, minlength=len(stratum_codes)).astype(np.float64)
        if self.lonely == "refuse" and bool((sizes == 1).any()) and not self._certain(stratum_codes, sizes):
            raise LonelyCluster("a stratum with a single cluster: join strata, or say how to treat it")
        keep = object.__setattr__
        keep(self, "_weight", weight)
        keep(self, "_calibrated", calibrated)
        keep(self, "_cluster", cluster)
        keep(self, "_cluster_stratum", cluster_stratum)
        keep(self, "_sizes", sizes)
        keep(self, "_left", 1 - self._fractions(stratum_codes, sizes))

    _weight: Floats = None  # type: ignore[assignment] # set above
    _calibrated: Weights | None = None
    _cluster: npt.NDArray[np.integer[Any]] | None = None
    _cluster_stratum: npt.NDArray[np.integer[Any]] = None  # type: ignore[assignment] # set above
    _sizes: Floats = None  # type: ignore[assignment] # set above
    _left: Floats = None  # type: ignore[assignment] # set above

    def _fractions(self, codes: npt.NDArray[Any], sizes: Floats) -> Floats:
        if self.population is None:
            return np.zeros(len(codes))
        if isinstance(self.population, Mapping):
            whole = np.array([float(self.population[int(code)]) for code in codes])
        else:
            whole = np.full(len(codes), float(self.population))
        if bool((whole < sizes).any()):
            raise ValueError("population: fewer clusters than were drawn")
        return np.asarray(sizes / whole, dtype=np.float64)

    def _certain(self, codes: npt.NDArray[Any], sizes: Floats) -> bool:
        """Whether every lonely stratum was taken whole."""
        return bool((self._fractions(codes, sizes)[sizes == 1] >= 1).all())

    @property
    def given(self) -> Weights | Floats:
        """The weights as they were given."""
        return self._calibrated if self._calibrated is not None else self._weight

    @property
    def values(self) -> Floats:
        """The weights."""
        return self._weight

    @property
    def df(self) -> float:
        """Degrees of freedom: clusters with weight less strata."""
        return float(max(self._sizes.sum() - len(self._sizes), 0))

    def covariance(self, linearised: Floats) -> Floats:
        """Covariance of the weighted sums of linearised values, respondents × figures."""
        z = np.asarray(linearised, dtype=np.float64)
        z = z[:, None] if z.ndim == 1 else z
        if len(z) != len(self._weight):
            raise ValueError("one linearised value for each respondent")
        if self._calibrated is not None:
            z = residuals(z, self._calibrated)
        z = z * self._weight[:, None]
        if self._cluster is not None:
            clusters = len(self._cluster_stratum)
            z = np.stack([np.bincount(self._cluster, weights=column, minlength=clusters) for column in z.T], axis=1)
        of, strata = self._cluster_stratum, len(self._sizes)
        sums = np.stack([np.bincount(of, weights=column, minlength=strata) for column in z.T], axis=1)
        means = sums / self._sizes[:, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            scale = self._left * np.where(self._sizes > 1, self._sizes / (self._sizes - 1), 0.0)
        if self.lonely == "centre":
            lonely = self._sizes == 1
            means[lonely] = z.mean(axis=0)
            scale = np.where(lonely, self._left, scale)
        away = z - means[of]
        return np.asarray((away * scale[of][:, None]).T @ away, dtype=np.float64)

    def total(self, y: Column | npt.ArrayLike, *, where: Bools | None = None, confidence: float = 0.95) -> Estimate:
        """The population total of ``y`` (numbers; missing ones left out), of those ``where``."""
        values, held = self._values(y, where)
        z = np.where(held, values, 0.0)
        value = float(self._weight @ z)
        return self._estimate(value, z, confidence, int(held.sum()))

    def mean(self, y: Column | npt.ArrayLike, *, where: Bools | None = None, confidence: float = 0.95) -> Estimate:
        """The population mean of ``y`` (missing ones left out), of those ``where``: a ratio of two sums."""
        values, held = self._values(y, where)
        value, z, spread = self._mean(values, held)
        return self._estimate(value, z, confidence, int(held.sum()), spread)

    def ratio(
        self, y: npt.ArrayLike, x: npt.ArrayLike, *, where: Bools | None = None, confidence: float = 0.95
    ) -> Estimate:
        """The ratio of two population totals, of those ``where`` both are known."""
        above, held = self._values(y, where)
        below, also = self._values(x, where)
        held = held & also
        whole = float(self._weight @ np.where(held, below, 0.0))
        value = float(self._weight @ np.where(held, above, 0.0)) / whole if whole else float("nan")
        z = np.where(held, (np.where(held, above, 0) - value * np.where(held, below, 0)), 0.0) / (whole or 1)
        return self._estimate(value, z, confidence, int(held.sum()))

    def share(self, chosen: Bools, *, where: Bools | None = None, confidence: float = 0.95) -> Estimate:
        """The share who ``chosen``, of those ``where``; the interval is Korn and Graubard's, inside [0,
        1].
        """
        held = np.ones(len(self._weight), dtype=np.bool_) if where is None else np.asarray(where, dtype=np.bool_)
        value, z, spread = self._mean(np.asarray(chosen, dtype=np.float64), held)
        found = self._estimate(value, z, confidence, int(held.sum()), spread)
        if self._calibrated is not None and found.error < 1e-9 and 0 < value < 1:
            # a share that the weights were calibrated to is known
            return Estimate(value, 0.0, found.df, value, value, confidence, 0.0, found.n)
        low, high = beta_interval(found.value, found.error, found.n, found.df, confidence)
        return Estimate(value, found.error, found.df, low, high, confidence, found.effect, found.n)

    def difference(self, y: Column | npt.ArrayLike, here: Bools, there: Bools, *, confidence: float = 0.95) -> Estimate:
        """Mean of ``y`` here less the mean there. The groups may overlap, and clusters may hold both.

        For shares give a boolean ``y``.
        """
        values, known = self._values(y, None)
        first, z, _ = self._mean(values, known & here)
        second, away, _ = self._mean(values, known & there)
        n = int((known & (here | there)).sum())
        return self._estimate(first - second, z - away, confidence, n)

    def _values(self, y: Column | npt.ArrayLike, where: Bools | None) -> tuple[Floats, Bools]:
        if isinstance(y, Number):
            values = y.values
        elif isinstance(y, Scale):
            if y.values is None:
                raise ValueError("a scale without values has no mean")
            table = np.array([np.nan if value is None else value for value in (*y.values, None)])
            values = table[y.codes]
        else:
            values = np.asarray(y, dtype=np.float64)
        if values.shape != self._weight.shape:
            raise ValueError("one value for each respondent")
        held = ~np.isnan(values)
        return values, held if where is None else held & np.asarray(where, dtype=np.bool_)

    def _mean(self, values: Floats, held: Bools) -> tuple[float, Floats, float]:
        """Mean, linearised values, and the weighted variance of the values."""
        size = float(self._weight @ held)
        if not size > 0:
            return float("nan"), np.full(len(values), np.nan), float("nan")
        kept = np.where(held, values, 0.0)
        value = float(self._weight @ kept) / size
        away = np.where(held, kept - value, 0.0)
        return value, away / size, float(self._weight @ (away * away)) / size

    def _estimate(self, value: float, z: Floats, confidence: float, n: int, spread: float = float("nan")) -> Estimate:
        if np.isnan(value):
            nan = float("nan")
            return Estimate(nan, nan, self.df, nan, nan, confidence, nan, n)
        variance = float(self.covariance(z)[0, 0])
        error = sqrt(max(variance, 0.0))
        half = t_quantile(confidence, self.df or inf) * error if self.df else float("nan")
        effect = variance / (spread / (n - 1)) if n > 1 and spread > 0 else float("nan")
        return Estimate(value, error, self.df, value - half, value + half, confidence, effect, n)


def residuals(z: Floats, weights: Weights) -> Floats:
    """What is left of ``z`` (respondents × figures) after regression on the margins that weights were
    calibrated to.

    Least squares in the metric of the base weights, over the categories' indicators.
    """
    base, margins = weights.base, weights.margins
    starts = np.concatenate([[0], np.cumsum([len(margin.targets) for margin in margins])])
    width = int(starts[-1])
    normal = np.zeros((width, width))
    right = np.zeros((width, z.shape[1]))
    for i, first in enumerate(margins):
        rows = slice(starts[i], starts[i + 1])
        size = len(first.targets)
        for k in range(z.shape[1]):
            right[rows, k] = np.bincount(first.codes, weights=base * z[:, k], minlength=size)
        for j, second in enumerate(margins):
            joint = first.codes.astype(np.intp) * len(second.targets) + second.codes
            block = np.bincount(joint, weights=base, minlength=size * len(second.targets))
            normal[rows, starts[j] : starts[j + 1]] = block.reshape(size, -1)
    slopes = np.linalg.lstsq(normal, right, rcond=None)[0]
    left = z.copy()
    for i, margin in enumerate(margins):
        left -= slopes[starts[i] : starts[i + 1]][margin.codes]
    return left


def _numbered(
    given: npt.NDArray[np.integer[Any]] | Choice | None, n: int, what: str
) -> tuple[npt.NDArray[Any], npt.NDArray[np.intp]]:
    if given is None:
        return np.zeros(1, dtype=np.intp), np.zeros(n, dtype=np.intp)
    codes = given.codes if isinstance(given, Choice) else np.asarray(given)
    if codes.shape != (n,) or not np.issubdtype(codes.dtype, np.integer):
        raise ValueError(f"{what}: one whole number for each respondent")
    if isinstance(given, Choice) and n and int(codes.min()) < 0:
        raise ValueError(f"{what}: every respondent needs one")
    names, place = np.unique(codes, return_inverse=True)
    return names, place
