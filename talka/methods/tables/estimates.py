"""Tables whose margins know how the sample was drawn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .columns import ANSWERED, MISSING, Bools, Choice, Choices, Column, Groups, Number
from .counts import by, one_way
from .sample import Sample
from .table import Base, Table
from .variance import Design


def estimated(
    column: Column,
    groups: Groups | None,
    design: Design,
    sample: Sample,
    *,
    base: Base = "answered",
    confidence: float = 0.95,
) -> Table:
    """The table of :func:`counts.by`, its intervals by linearisation under strata, clusters, finite population and
    calibrated weights: Korn and Graubard's for shares, Student's for means.

    Groups are domains of the whole design, so that clusters without a member of a group count too.
    Raises :class:`sample.NoMargins` for a sample that bears none; ``ValueError`` for the base "mentions".
    """
    sample.require_margins()
    if base == "mentions":
        raise ValueError("shares of mentions have no margins")
    # the finite population is the design's matter
    plain = replace(sample, population=None)
    weights = design.given
    if groups is None:
        table = one_way(column, weights, base=base, sample=plain, confidence=confidence)
    else:
        table = by(column, groups, weights, base=base, sample=plain, confidence=confidence)
    inside = [*_members(groups), np.ones(len(column), dtype=np.bool_)]
    based = column.state == ANSWERED if base == "answered" else column.state >= MISSING
    low, high = np.full(table.shares.shape, np.nan), np.full(table.shares.shape, np.nan)
    mean_low, mean_high = np.full(len(table.rows), np.nan), np.full(len(table.rows), np.nan)
    for row, member in enumerate(inside):
        for option in range(len(table.options)):
            found = design.share(_chosen(column, option), where=member & based, confidence=confidence)
            low[row, option], high[row, option] = found.low, found.high
        if table.means is not None:
            mean = design.mean(column, where=member, confidence=confidence)
            mean_low[row], mean_high[row] = mean.low, mean.high
    return replace(
        table,
        sample=sample,
        low=low,
        high=high,
        mean_low=None if table.means is None else mean_low,
        mean_high=None if table.means is None else mean_high,
    )


def _members(groups: Groups | None) -> list[Bools]:
    if groups is None:
        return []
    if isinstance(groups, Choice):
        return [np.asarray(groups.codes == place) for place in range(len(groups.options))]
    return [groups.chosen[:, place] for place in range(len(groups.options))]


def _chosen(column: Column, option: int) -> Bools:
    if isinstance(column, Choices):
        return column.chosen[:, option]
    assert not isinstance(column, Number), "a number has no options"
    return np.asarray(column.codes == option)
