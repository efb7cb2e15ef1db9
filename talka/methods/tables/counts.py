"""Counting: one-way tables and breakdowns, plain and weighted, in one pass over the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .columns import ANSWERED, MISSING, Choice, Choices, Column, Floats, Groups, Ints, Number, Option, Scale
from .intervals import normal_quantile, wilson
from .lead import Lead, Sums, leads, plain_weights, sums
from .sample import Sample
from .table import EVERYONE, Base, Kind, Table
from .weights import Weights

SORTED = 10_000
"""Numbers up to so many are sorted for their median; more are counted by value where there are few values."""

FEW = 500
"""So many whole values are few."""


def one_way(
    column: Column,
    weights: npt.ArrayLike | Weights | None = None,
    *,
    base: Base = "answered",
    sample: Sample | None = None,
    confidence: float = 0.95,
) -> Table:
    """Counts, shares, means and medians of one question for all respondents: a table of one row.

    ``weights``: one non-negative number for each respondent, or :class:`weights.Weights`. ``base``: what shares are shares of: those who
    ``"answered"``, all who were ``"asked"``, or all ``"mentions"`` of a multiple question. ``sample``: how
    the respondents came to be asked; self-selected unless said otherwise. Intervals are given where the
    sample bears them: Wilson's with Kish's effective n (for strata and clusters see ``variance``).

    Raises ``ValueError`` for weights that do not fit and for a base that the question does not have.
    """
    return page([column], None, weights, base=base, sample=sample, confidence=confidence)[0]


def by(
    column: Column,
    groups: Groups,
    weights: npt.ArrayLike | Weights | None = None,
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
    return page([column], groups, weights, base=base, sample=sample, confidence=confidence)[0]


def page(
    columns: Sequence[Column],
    groups: Groups | None = None,
    weights: npt.ArrayLike | Weights | None = None,
    *,
    base: Base = "answered",
    sample: Sample | None = None,
    confidence: float = 0.95,
) -> tuple[Table, ...]:
    """The tables of many questions at once, as :func:`by` or :func:`one_way` give them; faster than one by one.

    What groups and weights have in common for all questions is worked out once.
    """
    prepared = leads(groups, weights, len(columns[0]), many=len(columns) > 1) if columns else []
    return tuple(_table(column, groups, prepared, weights, base, sample or Sample(), confidence) for column in columns)


def _table(
    column: Column,
    groups: Groups | None,
    prepared: list[Lead],
    weights: npt.ArrayLike | Weights | None,
    base: Base,
    sample: Sample,
    confidence: float,
) -> Table:
    kind = _kind(column)
    if base not in ("answered", "asked", "mentions") or (base == "mentions" and kind != "choices"):
        raise ValueError(f"a question of kind {kind} has no base {base!r}")
    if len(column) != prepared[0].respondents:
        raise ValueError("as many respondents in the column as in groups and weights")
    rows = (*(groups.options if groups is not None else ()), Option(EVERYONE))
    whole = _whole_numbers(column) if isinstance(column, Number) else None
    counted = whole.scale if whole is not None else column
    states, cells = sums(counted, prepared, len(rows))
    answered = np.rint(states.counts[:, ANSWERED]).astype(np.int64)
    missing = np.rint(states.counts[:, MISSING]).astype(np.int64)
    extra: dict[str, Any] = {}
    if isinstance(counted, Scale):
        extra = _scale_figures(counted, cells)
    elif isinstance(counted, Number):
        extra = _number_figures(counted, groups, plain_weights(weights, len(column)))
    if isinstance(column, Number):
        cells = cells.none()
        extra.pop("middles", None)
    if base == "mentions":
        bases, squares = cells.weights.sum(axis=1), cells.squares.sum(axis=1)
    else:
        based = [ANSWERED] if base == "answered" else [ANSWERED, MISSING]
        bases, squares = states.weights[:, based].sum(axis=1), states.squares[:, based].sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = cells.weights / np.where(bases > 0, bases, np.nan)[:, None]
        effective = np.where(squares > 0, bases * bases / squares, 0.0)
    if sample.bears_margins and base != "mentions":
        extra |= _margins(shares, effective, extra, sample, confidence, answered)
    return Table(
        key=column.key,
        kind=kind,
        split=groups.key if groups is not None else "",
        rows=rows,
        options=column.options,
        overlapping=isinstance(groups, Choices),
        weighted_by=weights is not None,
        base=base,
        sample=sample,
        caution=sample.caution(int(answered[-1])),
        counts=np.rint(cells.counts).astype(np.int64),
        weighted=cells.weights,
        shares=shares,
        answered=answered,
        missing=missing,
        asked=answered + missing,
        bases=bases,
        effective_n=effective,
        values=column.values if isinstance(column, Scale) else None,
        **{name: value for name, value in extra.items() if name != "valued_n"},
    )


def _kind(column: Column) -> Kind:
    if isinstance(column, Number):
        return "number"
    if isinstance(column, Choices):
        return "choices"
    return "scale" if isinstance(column, Scale) else "choice"


@dataclass(frozen=True, eq=False)
class _Whole:
    """A number with few whole values, as the scale that it is."""

    scale: Scale


def _whole_numbers(column: Number) -> _Whole | None:
    """The column as a scale where its numbers are whole and lie close together: counted, not sorted."""
    known = column.values[column.state == ANSWERED]
    if len(known) < SORTED:
        return None
    low, high = float(known.min()), float(known.max())
    if high - low > FEW or not bool((known == np.floor(known)).all()):
        return None
    codes = np.where(column.state == ANSWERED, column.values - low, -1).astype(np.int32)
    values = [low + step for step in range(int(high - low) + 1)]
    options = tuple(Option(str(value)) for value in values)
    return _Whole(Scale(codes=codes, options=options, asked=column.asked, values=tuple(values)))


def _scale_figures(column: Scale, cells: Sums) -> dict[str, Any]:
    weighted = cells.weights
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
        squares = (cells.squares * placed).sum(axis=1)
        figures["valued_n"] = np.where(squares > 0, total * total / squares, 0.0)
    order = np.argsort(values[placed], kind="stable")
    sorted_values = values[placed][order]
    medians = [_median(sorted_values, row[placed][order]) for row in weighted]
    figures |= {
        "means": means,
        "spreads": spreads,
        "medians": np.array(medians),
        "valued": np.rint((cells.counts * placed).sum(axis=1)).astype(np.int64),
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
