"""Counting: one-way tables and breakdowns, plain and weighted, in one pass over the columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .columns import ANSWERED, MISSING, Choice, Choices, Column, Floats, Groups, Ints, Number, Option, Scale
from .intervals import normal_quantile, wilson
from .sample import Sample
from .table import EVERYONE, Base, Kind, Table

CHUNK = 8
"""Options of a multiple question that are counted together as one pattern."""

Codes = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False)
class Patterns:
    """A column, or a part of its options, as one code for each respondent, and what each code stands for.

    ``members``: codes × options, 1 where the code counts for the option.
    """

    codes: Codes
    size: int
    members: Floats
    first: int


def one_way(
    column: Column,
    weights: npt.ArrayLike | None = None,
    *,
    base: Base = "answered",
    sample: Sample | None = None,
    confidence: float = 0.95,
) -> Table:
    """Counts, shares, means and medians of one question for all respondents: a table of one row.

    ``weights``: one non-negative number for each respondent. ``base``: what shares are shares of: those who
    ``"answered"``, all who were ``"asked"``, or all ``"mentions"`` of a multiple question. ``sample``: how
    the respondents came to be asked; self-selected unless said otherwise. Intervals are given where the
    sample bears them: Wilson's with Kish's effective n (for strata and clusters see ``variance``).

    Raises ``ValueError`` for weights that do not fit and for a base that the question does not have.
    """
    return _table(column, None, weights, base, sample or Sample(), confidence)


def by(
    column: Column,
    groups: Groups,
    weights: npt.ArrayLike | None = None,
    *,
    base: Base = "answered",
    sample: Sample | None = None,
    confidence: float = 0.95,
) -> Table:
    """The same for each group, and for all respondents in the last row (key ``EVERYONE``).

    ``groups``: a single choice (groups that part the respondents; −1 stands in no group) or a multiple one
    (groups that overlap, such as the organisations that an answer is about). Whoever is in no group counts
    in the last row alone. For the rest see :func:`one_way`.
    """
    return _table(column, groups, weights, base, sample or Sample(), confidence)


def _table(
    column: Column,
    groups: Groups | None,
    weights: npt.ArrayLike | None,
    base: Base,
    sample: Sample,
    confidence: float,
) -> Table:
    kind = _kind(column)
    if base not in ("answered", "asked", "mentions") or (base == "mentions" and kind != "choices"):
        raise ValueError(f"a question of kind {kind} has no base {base!r}")
    n = len(column)
    if groups is not None and len(groups) != n:
        raise ValueError("groups: as many respondents as in the column")
    weight = check_weights(weights, n)
    rows = (*(groups.options if groups is not None else ()), Option(EVERYONE))

    # states: rows × (not asked, missing, answered), for counts, weights and squared weights
    states = _sums(column, groups, weight, of_states=True)
    cells = _sums(column, groups, weight)
    counts = np.rint(cells[0]).astype(np.int64)
    answered = np.rint(states[0][:, ANSWERED]).astype(np.int64)
    missing = np.rint(states[0][:, MISSING]).astype(np.int64)
    if base == "mentions":
        bases, squares = cells[1].sum(axis=1), cells[2].sum(axis=1)
    else:
        based = [ANSWERED] if base == "answered" else [ANSWERED, MISSING]
        bases, squares = states[1][:, based].sum(axis=1), states[2][:, based].sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = cells[1] / np.where(bases > 0, bases, np.nan)[:, None]
        effective = np.where(squares > 0, bases * bases / squares, 0.0)

    extra: dict[str, Any] = {}
    if isinstance(column, Scale):
        extra = _scale_figures(column, cells)
    elif isinstance(column, Number):
        extra = _number_figures(column, groups, weight)
    if sample.bears_margins and base != "mentions":
        extra |= _margins(shares, effective, extra, sample, confidence, answered)
    return Table(
        key=column.key,
        kind=kind,
        split=groups.key if groups is not None else "",
        rows=rows,
        options=column.options,
        overlapping=isinstance(groups, Choices),
        weighted_by=weight is not None,
        base=base,
        sample=sample,
        caution=sample.caution(int(answered[-1])),
        counts=counts,
        weighted=cells[1],
        shares=shares,
        answered=answered,
        missing=missing,
        asked=answered + missing,
        bases=bases,
        effective_n=effective,
        values=column.values if isinstance(column, Scale) else None,
        **{name: value for name, value in extra.items() if name != "valued_n"},
    )


def check_weights(weights: npt.ArrayLike | None, n: int) -> Floats | None:
    """Weights as floats; None stays None. Raises ``ValueError`` unless there are n finite non-negative
    numbers.
    """
    if weights is None:
        return None
    weight = np.ascontiguousarray(weights, dtype=np.float64)
    if weight.shape != (n,):
        raise ValueError("weights: one for each respondent")
    if not bool(np.isfinite(weight).all()) or (n > 0 and float(weight.min()) < 0):
        raise ValueError("weights: finite and not negative")
    return weight


def _kind(column: Column) -> Kind:
    if isinstance(column, Number):
        return "number"
    if isinstance(column, Choices):
        return "choices"
    return "scale" if isinstance(column, Scale) else "choice"


def patterns(column: Column | Groups) -> Iterator[Patterns]:
    """A column cut into parts of few options, each as one code for each respondent; code 0 means no
    option.
    """
    size = len(column.options)
    if isinstance(column, Number):
        return
    if isinstance(column, Choice):
        members = np.zeros((size + 1, size))
        members[np.arange(1, size + 1), np.arange(size)] = 1
        yield Patterns(column.codes + column.codes.dtype.type(1), size + 1, members, 0)
        return
    for first in range(0, size, CHUNK):
        part = column.chosen[:, first : first + CHUNK]
        width = part.shape[1]
        codes = np.zeros(len(part), dtype=np.uint8)
        for place in range(width):
            codes |= part[:, place].view(np.uint8) << np.uint8(place)
        members = (np.arange(1 << width)[:, None] >> np.arange(width)[None, :] & 1).astype(np.float64)
        yield Patterns(codes, 1 << width, members, first)


def _sums(
    column: Column, groups: Groups | None, weight: Floats | None, *, of_states: bool = False
) -> tuple[Floats, Floats, Floats]:
    """Counts, sums of weights and of squared weights, rows × options (or × states)."""
    if of_states:
        parts = [Patterns(column.state, 3, np.eye(3), 0)]
        options = 3
    else:
        parts = list(patterns(column))
        options = len(column.options)
    rows = len(groups.options) if groups is not None else 0
    sums = tuple(np.zeros((rows + 1, options)) for _ in range(3))
    for part in parts:
        place = slice(part.first, part.first + part.members.shape[1])
        for row in patterns(groups) if groups is not None else ():
            cells = row.codes.astype(np.intp) * part.size + part.codes
            where = slice(row.first, row.first + row.members.shape[1])
            for total, joint in zip(sums, _bins(cells, row.size * part.size, weight), strict=True):
                total[where, place] = row.members.T @ joint.reshape(row.size, part.size) @ part.members
        for total, joint in zip(sums, _bins(part.codes, part.size, weight), strict=True):
            total[-1, place] = joint @ part.members
    return sums[0], sums[1], sums[2]


def _bins(codes: Codes, size: int, weight: Floats | None) -> tuple[Floats, Floats, Floats]:
    counts = np.bincount(codes, minlength=size).astype(np.float64)
    if weight is None:
        return counts, counts, counts
    return (
        counts,
        np.bincount(codes, weights=weight, minlength=size).astype(np.float64),
        np.bincount(codes, weights=weight * weight, minlength=size).astype(np.float64),
    )


def _scale_figures(column: Scale, cells: tuple[Floats, Floats, Floats]) -> dict[str, Any]:
    weighted = cells[1]
    placed = np.array(
        [column.values is None or column.values[place] is not None for place in range(len(column.options))]
    )
    on_scale = weighted * placed
    total = on_scale.sum(axis=1)
    reached = np.cumsum(on_scale, axis=1) >= (total / 2 * (1 - 1e-12))[:, None]
    figures: dict[str, Any] = {"middles": np.where(total > 0, reached.argmax(axis=1), -1).astype(np.int64)}
    if column.values is None:
        return figures
    values = np.array([np.nan if value is None else value for value in column.values])
    known = np.where(placed, values, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        divisor = np.where(total > 0, total, np.nan)
        means = on_scale @ known / divisor
        spreads = np.sqrt(np.maximum((on_scale * (known - means[:, None]) ** 2).sum(axis=1) / divisor, 0))
        squares = (cells[2] * placed).sum(axis=1)
        figures["valued_n"] = np.where(squares > 0, total * total / squares, 0.0)
    order = np.argsort(values[placed], kind="stable")
    sorted_values = values[placed][order]
    medians = [_median(sorted_values, row[placed][order]) for row in weighted]
    figures |= {
        "means": means,
        "spreads": spreads,
        "medians": np.array(medians),
        "valued": np.rint((cells[0] * placed).sum(axis=1)).astype(np.int64),
    }
    return figures


def _number_figures(column: Number, groups: Groups | None, weight: Floats | None) -> dict[str, Any]:
    present = column.state == ANSWERED
    order = np.flatnonzero(present)
    order = order[np.argsort(column.values[order], kind="stable")]
    values = column.values[order]
    sorted_weight = np.ones(len(order)) if weight is None else weight[order]
    figures = []
    for mask in _members(groups, order):
        x, w = values[mask], sorted_weight[mask]
        total = float(w.sum())
        if total <= 0:
            figures.append((np.nan, np.nan, np.nan, len(x), 0.0))
            continue
        mean = float(w @ x) / total
        spread = float(np.sqrt(w @ (x - mean) ** 2 / total))
        figures.append((mean, _median(x, w), spread, len(x), total * total / float(w @ w)))
    found = np.array(figures, dtype=np.float64)
    return {
        "means": found[:, 0],
        "medians": found[:, 1],
        "spreads": found[:, 2],
        "valued": found[:, 3].astype(np.int64),
        "valued_n": found[:, 4],
    }


def _members(groups: Groups | None, order: Ints) -> Iterator[npt.NDArray[np.bool_] | slice]:
    if isinstance(groups, Choice):
        codes = groups.codes[order]
        for place in range(len(groups.options)):
            yield codes == place
    elif groups is not None:
        for place in range(len(groups.options)):
            yield groups.chosen[order, place]
    yield slice(None)


def _median(values: Floats, weights: Floats) -> float:
    """Weighted median of sorted values: where half the weight is reached; the middle of two on a tie."""
    reached = np.cumsum(weights)
    if len(reached) == 0 or reached[-1] <= 0:
        return float("nan")
    half = reached[-1] / 2
    low = int(np.searchsorted(reached, half * (1 - 1e-12)))
    high = int(np.searchsorted(reached, half * (1 + 1e-12), side="right"))
    while weights[low] <= 0:
        low += 1
    return float((values[low] + values[min(high, len(values) - 1)]) / 2)


def _margins(
    shares: Floats,
    effective: Floats,
    figures: dict[str, Any],
    sample: Sample,
    confidence: float,
    answered: Ints,
) -> dict[str, Any]:
    left = 1.0
    if sample.population is not None and len(answered):
        # a large part of the population leaves less to chance
        left = max(1 - float(answered[-1]) / sample.population, 1e-12)
    effective = effective / left
    found: dict[str, Any] = {"confidence": confidence}
    n = np.broadcast_to(effective[:, None], shares.shape)
    found["low"], found["high"] = wilson(shares, n, confidence)
    if "means" in figures:
        z = normal_quantile(confidence)
        with np.errstate(divide="ignore", invalid="ignore"):
            error = figures["spreads"] * np.sqrt(left) / np.sqrt(np.maximum(figures["valued_n"] - 1, 0))
        error = np.where(np.isfinite(error), error, np.nan)
        found["mean_low"], found["mean_high"] = figures["means"] - z * error, figures["means"] + z * error
    return found
