"""Whether groups differ: crosstabs, the Rao–Scott test, differences between groups, Holm's correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from .columns import Choice, Floats, Groups, Ints, Number, Option, Scale, check_weights
from .distributions import chi2_tail, f_tail
from .sample import Sample
from .variance import Design, Estimate


@dataclass(frozen=True, eq=False)
class Crosstab:
    """Two single-choice questions against each other. Arrays are rows × columns.

    ``counts``: respondents who answered both; ``weighted``: sums of weights; ``row_shares``,
    ``column_shares``, ``shares``: of the row, the column, and all; nan on an empty base. ``left_out``:
    respondents who did not answer both.
    """

    rows: tuple[Option, ...]
    columns: tuple[Option, ...]
    counts: Ints
    weighted: Floats
    row_shares: Floats
    column_shares: Floats
    shares: Floats
    left_out: int


def crosstab(rows: Choice, columns: Choice, weights: npt.ArrayLike | None = None) -> Crosstab:
    """The two-way table of two questions. Raises ``ValueError`` for lengths that differ."""
    if len(rows) != len(columns):
        raise ValueError("crosstab: as many respondents in both questions")
    weight = check_weights(weights, len(rows))
    shape = (len(rows.options), len(columns.options))
    both = (rows.codes >= 0) & (columns.codes >= 0)
    cells = rows.codes[both].astype(np.intp) * shape[1] + columns.codes[both]
    size = shape[0] * shape[1]
    counts = np.bincount(cells, minlength=size).reshape(shape)
    weighted = counts.astype(np.float64)
    if weight is not None:
        weighted = np.bincount(cells, weights=weight[both], minlength=size).astype(np.float64).reshape(shape)
    return Crosstab(
        rows=rows.options,
        columns=columns.options,
        counts=counts.astype(np.int64),
        weighted=weighted,
        row_shares=_over(weighted, weighted.sum(axis=1, keepdims=True)),
        column_shares=_over(weighted, weighted.sum(axis=0, keepdims=True)),
        shares=_over(weighted, weighted.sum(keepdims=True)),
        left_out=len(rows) - int(both.sum()),
    )


@dataclass(frozen=True)
class Association:
    """Outcome of a Rao–Scott test.

    ``f`` with ``df1`` and ``df2`` degrees of freedom and its probability ``p`` if the questions were
    independent (second order); ``pearson``, ``p_first``: Pearson's statistic and its probability under the
    first-order correction; ``effect``: the mean design effect that both divide by; ``v``: Cramér's V of the
    weighted table, 0 for independence, 1 for one deciding the other; ``n``: respondents behind it. nan
    where nothing can be tested.
    """

    f: float
    df1: float
    df2: float
    p: float
    pearson: float
    p_first: float
    effect: float
    v: float
    n: int


def rao_scott(rows: Choice, columns: Choice, design: Design, sample: Sample) -> Association:
    """Test of independence of two questions under a complex design (Rao & Scott 1984; Thomas & Rao 1987).

    Pearson's statistic of the weighted shares, scaled to the number of respondents, is divided by the mean
    of the generalised design effects; Satterthwaite's correction gives the degrees of freedom. The same as
    ``svychisq(statistic="F")`` of R's survey package. Options that nobody chose are left out.

    Raises :class:`sample.NoMargins` for a sample that bears no inference.
    """
    sample.require_margins()
    table = crosstab(rows, columns, design.values)
    keep_rows = np.flatnonzero(table.weighted.sum(axis=1) > 0)
    keep_columns = np.flatnonzero(table.weighted.sum(axis=0) > 0)
    n = int(table.counts.sum())
    nan = float("nan")
    high, wide = len(keep_rows), len(keep_columns)
    if high < 2 or wide < 2:
        return Association(nan, nan, nan, nan, nan, nan, nan, nan, n)
    shares = table.shares[np.ix_(keep_rows, keep_columns)]
    expected = shares.sum(axis=1, keepdims=True) * shares.sum(axis=0, keepdims=True)
    chi2 = float(((shares - expected) ** 2 / expected).sum())
    pearson = n * chi2

    flat = shares.ravel()
    row_at, column_at = np.full(len(rows.options) + 1, -1), np.full(len(columns.options) + 1, -1)
    row_at[keep_rows], column_at[keep_columns] = np.arange(high), np.arange(wide)
    at_row, at_column = row_at[rows.codes], column_at[columns.codes]
    both = (at_row >= 0) & (at_column >= 0)
    cell = np.where(both, at_row * wide + at_column, -1)
    total = float(table.weighted.sum())
    linearised = np.stack(
        [np.where(both, (cell == place) - flat[place], 0.0) / total for place in range(high * wide)], axis=1
    )
    covariance = design.covariance(linearised)

    contrasts = _interaction(high, wide)
    inverse = np.divide(1.0, flat, out=np.zeros_like(flat), where=flat > 0)
    scaled = contrasts * inverse[:, None]
    simple = contrasts.T @ scaled / n
    delta = np.linalg.solve(simple, scaled.T @ covariance @ scaled)
    trace, square = float(np.trace(delta)), float(np.trace(delta @ delta))
    if not trace > 0:
        return Association(nan, nan, nan, nan, pearson, nan, nan, nan, n)
    df1 = trace * trace / square
    df2 = df1 * design.df
    whole = (high - 1) * (wide - 1)
    f = pearson / trace
    return Association(
        f=f,
        df1=df1,
        df2=df2,
        p=f_tail(f, df1, df2) if df2 > 0 else nan,
        pearson=pearson,
        p_first=chi2_tail(pearson / (trace / whole), whole),
        effect=trace / whole,
        v=float(np.sqrt(chi2 / (min(high, wide) - 1))),
        n=n,
    )


def _interaction(high: int, wide: int) -> Floats:
    """Contrasts of the interaction, made orthogonal to rows and columns."""
    places = np.arange(high * wide)
    row, column = places // wide, places % wide
    rows = np.stack([(row == each) * 1.0 for each in range(1, high)], axis=1)
    columns = np.stack([(column == each) * 1.0 for each in range(1, wide)], axis=1)
    main = np.column_stack([np.ones(high * wide), rows, columns])
    products = (rows[:, :, None] * columns[:, None, :]).reshape(high * wide, -1)
    q, _ = np.linalg.qr(main)
    return np.asarray(products - q @ (q.T @ products), dtype=np.float64)


@dataclass(frozen=True)
class Difference:
    """How two groups differ: ``here`` and ``there`` are keys; ``p`` corrected for all pairs that were
    compared.
    """

    here: str
    there: str
    estimate: Estimate
    p: float


def differences(
    y: npt.ArrayLike | Number | Scale,
    groups: Groups,
    design: Design,
    sample: Sample,
    *,
    confidence: float = 0.95,
) -> tuple[Difference, ...]:
    """Mean of ``y`` (share, for a boolean ``y``) of each group less each other one, with Holm's correction.

    Groups may overlap. Raises :class:`sample.NoMargins` for a sample that bears no inference.
    """
    sample.require_margins()
    keys = [option.key for option in groups.options]
    inside = [
        groups.codes == place if isinstance(groups, Choice) else groups.chosen[:, place] for place in range(len(keys))
    ]
    pairs = list(combinations(range(len(keys)), 2))
    found = [design.difference(y, inside[a], inside[b], confidence=confidence) for a, b in pairs]
    corrected = holm([estimate.p for estimate in found])
    return tuple(
        Difference(keys[a], keys[b], estimate, p) for (a, b), estimate, p in zip(pairs, found, corrected, strict=True)
    )


def holm(p: Sequence[float]) -> list[float]:
    """Holm's (1979) step-down correction for so many tests at once; nan stays nan and is not counted.

    Raises ``ValueError`` for a probability outside [0, 1].
    """
    known = [place for place, value in enumerate(p) if not np.isnan(value)]
    if any(not 0 <= p[place] <= 1 for place in known):
        raise ValueError("a probability lies between 0 and 1")
    corrected = [float("nan")] * len(p)
    highest = 0.0
    for rank, place in enumerate(sorted(known, key=lambda place: p[place])):
        highest = max(highest, min(1.0, p[place] * (len(known) - rank)))
        corrected[place] = highest
    return corrected


def _over(part: Floats, whole: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(part / np.where(whole > 0, whole, np.nan), dtype=np.float64)
