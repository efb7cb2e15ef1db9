"""Weights: raking to population margins, post-stratification, and what weights cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from .columns import Choice, Floats, check_weights
from .margins import Margin, Note, Resolved, Targets, resolve

CELLS = 1 << 22
"""Up to so many joint cells are laid out in full; above it only those that occur."""

STALL = 200
"""Rounds without the gap closing by a hundredth, after which fitting gives up."""


@dataclass(frozen=True, eq=False)
class Weights:
    """Weights, and what must be said about them.

    ``values``: one for each respondent. ``base``: the weights before. ``converged``: whether every target
    was met within the tolerance; ``worst``: the largest relative gap left to a target, ``worst_at`` where;
    ``rounds``: how many it took. ``bounded``: respondents whose weight stands at a bound. ``notes``: what
    the policies did. ``margins``: the margins as used, for variances of calibrated weights.
    """

    values: Floats
    base: Floats
    converged: bool
    worst: float
    worst_at: str
    rounds: int
    bounded: int
    notes: tuple[Note, ...]
    margins: tuple[Resolved, ...]
    cells: npt.NDArray[np.integer[Any]] | None = None
    cell_values: Floats | None = None

    @property
    def design_effect(self) -> float:
        """Kish's design effect of unequal weights; see :func:`design_effect`."""
        return design_effect(self.values)

    @property
    def effective_n(self) -> float:
        """Kish's effective number of respondents; see :func:`effective_n`."""
        return effective_n(self.values)


def effective_n(weights: npt.ArrayLike) -> float:
    """(Σw)² / Σw² (Kish 1965): how many equally weighted respondents tell as much. 0 without weights."""
    w = np.asarray(weights, dtype=np.float64)
    squares = float(w @ w)
    return float(w.sum()) ** 2 / squares if squares > 0 else 0.0


def design_effect(weights: npt.ArrayLike) -> float:
    """n Σw² / (Σw)² (Kish 1965), n counting positive weights: variance paid for unequal weights. nan
    without any.
    """
    w = np.asarray(weights, dtype=np.float64)
    effective = effective_n(w)
    return int((w > 0).sum()) / effective if effective else float("nan")


def rake(
    margins: Sequence[Margin],
    base: npt.ArrayLike | None = None,
    *,
    total: float | None = None,
    bounds: tuple[float, float] | None = None,
    missing: Literal["keep", "refuse"] = "keep",
    empty: Literal["refuse", "spread"] = "refuse",
    tolerance: float = 1e-9,
    max_rounds: int = 1000,
) -> Weights:
    """Weights that meet every margin and stay as close to the base weights as they can (Kullback–Leibler).

    ``base``: weights before, 1 unless given. ``total``: what weights add up to; the first margin's sum
    unless given. Margins whose sums differ are rescaled to it, and a note says so. ``bounds``: lowest and
    highest weight, as multiples of the mean weight; the result is the closest set of weights between them
    that meets the margins.

    Policies. ``missing``: respondents without a category ``"keep"`` together their share of the base
    weights, and the targets apply to the others; ``"refuse"`` raises. ``empty``: a category of the
    population without respondents is refused (:class:`margins.EmptyCategory`), or its target is
    ``"spread"`` over the other categories in proportion. A category with target 0 gets weight 0.

    Where margins contradict each other or the bounds are too tight, nothing is raised: ``converged`` is
    False, and ``worst`` says by how much. Raises ``ValueError`` for margins that do not fit the
    respondents.

    Method: iterative proportional fitting (Deming & Stephan 1940) on the joint cells of the margins, as
    respondents of one cell share one factor; under bounds, coordinate ascent on the dual of the bounded
    problem (Deville & Särndal 1992), which keeps the unbounded weight and clips it.
    """
    if not margins:
        raise ValueError("raking needs at least one margin")
    if bounds is not None and not 0 <= bounds[0] <= 1 <= bounds[1]:
        raise ValueError("bounds: multiples of the mean weight, around 1")
    n = len(margins[0].parts[0])
    weight = check_weights(base, n)
    if n == 0 or (weight is not None and float(weight.sum()) <= 0):
        raise ValueError("raking needs respondents with weight")
    total = float(sum(margins[0].targets.values())) if total is None else float(total)
    if not total > 0:
        raise ValueError("total: more than 0")
    resolved, notes = [], []
    for margin in margins:
        ready, told = resolve(margin, weight, total, missing=missing, empty=empty)
        resolved.append(ready)
        notes += told
    if any(len(each.codes) != n for each in resolved):
        raise ValueError("margins: as many respondents in each column")

    each_its_own = bounds is not None and weight is not None and bool((weight != weight[0]).any())
    units = _Units.of(resolved, weight, apart=each_its_own)
    mean = total / n if weight is None else total / int((weight > 0).sum())
    limits = None if bounds is None else (bounds[0] * mean * units.sizes, bounds[1] * mean * units.sizes)
    fitted, rounds, worst, worst_at = _fit(units, resolved, limits, tolerance, max_rounds)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(units.totals > 0, fitted / units.totals, 0.0)
    values = factor[units.index] if weight is None else factor[units.index] * weight
    at_bound = 0
    if limits is not None:
        held = (fitted <= limits[0]) | (fitted >= limits[1])
        at_bound = int(units.sizes[held & (units.totals > 0)].sum())
    shared = weight is None or bool((weight == weight[0]).all())
    return Weights(
        values=values,
        base=np.ones(n) if weight is None else weight,
        converged=worst <= tolerance,
        worst=worst,
        worst_at=worst_at,
        rounds=rounds,
        bounded=at_bound,
        notes=tuple(notes),
        margins=tuple(resolved),
        cells=units.index if shared else None,
        cell_values=factor * (1.0 if weight is None else float(weight[0])) if shared else None,
    )


def post_stratify(
    columns: Choice | tuple[Choice, ...],
    targets: Targets,
    base: npt.ArrayLike | None = None,
    **policies: Any,
) -> Weights:
    """Weights that meet one margin, by one column or several together: the simple case of :func:`rake`."""
    return rake([Margin(columns, targets)], base, **policies)


@dataclass(frozen=True, eq=False)
class _Units:
    """What shares one factor: a joint cell of the margins, or a single respondent.

    ``index``: the unit of each respondent. ``sizes``: respondents with weight, ``totals``: base weights,
    ``codes``: for each margin the category, by unit.
    """

    index: npt.NDArray[np.integer[Any]]
    sizes: Floats
    totals: Floats
    codes: tuple[npt.NDArray[np.integer[Any]], ...]

    @classmethod
    def of(cls, margins: Sequence[Resolved], weight: Floats | None, *, apart: bool) -> _Units:
        n = len(margins[0].codes)
        if apart:
            assert weight is not None
            return cls(np.arange(n), (weight > 0).astype(np.float64), weight, tuple(m.codes for m in margins))
        shape = [len(margin.targets) for margin in margins]
        cells = int(np.prod(np.array(shape, dtype=object)))
        if cells <= CELLS:
            index: npt.NDArray[np.integer[Any]] = np.zeros(n, dtype=np.intp)
            for margin, size in zip(margins, shape, strict=True):
                index *= size
                index += margin.codes
            codes = tuple(np.unravel_index(np.arange(cells), shape))
            length = cells
        else:
            index = np.zeros(n, dtype=np.intp)
            for margin, size in zip(margins, shape, strict=True):
                # keep numbers small: after each margin only the cells that occur are numbered
                _, index = np.unique(index * size + margin.codes, return_inverse=True)
            _, first = np.unique(index, return_index=True)
            codes = tuple(np.asarray(margin.codes[first], dtype=np.intp) for margin in margins)
            length = len(first)
        counts = np.bincount(index, minlength=length).astype(np.float64)
        if weight is None:
            totals = counts
        else:
            totals = np.bincount(index, weights=weight, minlength=length).astype(np.float64)
            if not weight.all():
                counts = np.bincount(index, weights=weight > 0, minlength=length).astype(np.float64)
        present = np.flatnonzero(counts)
        if len(present) < length:
            number = np.zeros(length, dtype=np.intp)
            number[present] = np.arange(len(present))
            index, counts, totals = number[index], counts[present], totals[present]
            codes = tuple(code[present] for code in codes)
        return cls(index, counts, totals, tuple(codes))


def _fit(
    units: _Units,
    margins: Sequence[Resolved],
    limits: tuple[Floats, Floats] | None,
    tolerance: float,
    max_rounds: int,
) -> tuple[Floats, int, float, str]:
    """Totals of the units that meet the margins; rounds taken, the worst gap and where it is."""
    free = units.totals.copy()
    worst, worst_at, rounds = float("inf"), "", 0
    least, patience = float("inf"), STALL
    # what counts as nothing beside the whole
    floor = float(margins[0].targets.sum()) * 1e-12
    while rounds <= max_rounds and patience:
        worst, worst_at = 0.0, ""
        for margin, codes in zip(margins, units.codes, strict=True):
            size = len(margin.targets)
            held = free if limits is None else np.clip(free, *limits)
            now = np.bincount(codes, weights=held, minlength=size)
            # the gap as the other margins left it
            gap = float((np.abs(now - margin.targets) / np.maximum(margin.targets, floor)).max())
            if gap > worst:
                worst, worst_at = gap, margin.name
            if limits is None:
                with np.errstate(divide="ignore", invalid="ignore"):
                    free = free * np.where(now > 0, margin.targets / now, 1.0)[codes]
                continue
            for _ in range(4):
                free = np.minimum(free * _factors(now, margin.targets, free, held, codes)[codes], 1e100)
                held = np.clip(free, *limits)
                now = np.bincount(codes, weights=held, minlength=size)
                if float(np.abs(now - margin.targets).max()) <= floor:
                    break
        if worst <= tolerance:
            break
        rounds += 1
        patience = STALL if worst < 0.99 * least else patience - 1
        least = min(worst, least)
    return free if limits is None else np.clip(free, *limits), rounds, worst, worst_at


def _factors(
    now: npt.NDArray[Any], targets: Floats, free: Floats, held: Floats, codes: npt.NDArray[np.integer[Any]]
) -> Floats:
    """The factor of each category that meets its target if no more weights reach a bound."""
    inside = free == held
    moving = np.bincount(codes[inside], weights=free[inside], minlength=len(targets))
    still = now - moving
    with np.errstate(divide="ignore", invalid="ignore"):
        direct = np.where(now > 0, targets / now, 1.0)
        exact = np.where((moving > 0) & (targets > still), (targets - still) / moving, direct)
    return np.asarray(np.clip(exact, 1e-6, 1e6), dtype=np.float64)
