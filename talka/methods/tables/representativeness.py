"""How the respondents compare with the population: what a self-selected sample is shown with instead of
margins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .columns import check_weights
from .margins import Margin, joint_codes, margin_targets


@dataclass(frozen=True)
class Part:
    """One category: respondents, their weighted share, the population's share, and what that means.

    ``gap``: share less the population's share. ``ratio``: share over the population's share, 1 where the
    category has its due, nan where the population has none.
    """

    category: str
    count: int
    share: float
    population: float
    gap: float
    ratio: float


@dataclass(frozen=True)
class Composition:
    """Respondents against the population by one margin.

    ``parts``: the categories. ``missing``: respondents without a category, left out of the shares.
    ``dissimilarity``: Duncan's index, half the sum of the gaps: the share of respondents who would have to
    be others for the sample to match; 0 is a perfect match. ``r_indicator``: 1 − 2 × the spread of response
    rates between categories (Schouten, Cobben & Bethlehem 2009), 1 where all answered alike; None where the
    targets are shares and not numbers of people, or more answered than there are.
    """

    margin: str
    parts: tuple[Part, ...]
    missing: int
    dissimilarity: float
    r_indicator: float | None


def composition(margins: Sequence[Margin], weights: npt.ArrayLike | None = None) -> tuple[Composition, ...]:
    """Each margin's categories among the respondents and in the population; with weights, after weighting.

    Raises ``ValueError`` for margins or weights that do not fit the respondents.
    """
    return tuple(_composition(margin, weights) for margin in margins)


def _composition(margin: Margin, weights: npt.ArrayLike | None) -> Composition:
    codes, names = joint_codes(margin.parts)
    targets = margin_targets(margin, names)
    weight = check_weights(weights, len(codes))
    size = len(names)
    counts = np.bincount(codes, minlength=size + 1)
    held = counts[:size].astype(np.float64)
    if weight is not None:
        held = np.bincount(codes, weights=weight, minlength=size + 1)[:size].astype(np.float64)
    population = targets / targets.sum()
    whole = float(held.sum())
    shares = held / whole if whole > 0 else np.full(size, np.nan)
    parts = tuple(
        Part(
            category=name,
            count=int(counts[place]),
            share=float(shares[place]),
            population=float(population[place]),
            gap=float(shares[place] - population[place]),
            ratio=float(shares[place] / population[place]) if population[place] > 0 else float("nan"),
        )
        for place, name in enumerate(names)
    )
    rates = np.divide(counts[:size], targets, out=np.zeros(size), where=targets > 0)
    indicator = None
    # numbers of people, not shares: more than one, and nowhere fewer than answered
    if targets.sum() > 1.5 and not bool((counts[:size] > targets).any()) and whole > 0:
        mean = float(population @ rates)
        indicator = 1 - 2 * float(np.sqrt(population @ (rates - mean) ** 2))
    return Composition(
        margin=margin.name,
        parts=parts,
        missing=int(counts[size]),
        dissimilarity=float(np.abs(shares - population).sum() / 2),
        r_indicator=indicator,
    )
