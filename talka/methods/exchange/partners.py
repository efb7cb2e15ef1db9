"""Who would make a good partner: directed scores both ways, joined so that both must gain, with every part shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import sqrt

from .balance import harmonic
from .market import Market

Attribute = float | int | str | bool | Collection[str] | None
"""A number, a category, a set of words, or None where it is not known."""


@dataclass(frozen=True)
class Partner:
    """How well another organisation would suit one; every part lies in [0, 1], None where it cannot be told.

    ``gives``: the share of the one's needs that an offer of the other fits; ``receives``: the share of the other's
    needs that an offer of the one fits; ``mutual``: their harmonic mean, 0 where one of them would only give.
    ``alike``: Gower's similarity of attributes. ``values``: how far the ratings of values point the same way.
    """

    organisation: str
    gives: float | None
    receives: float | None
    mutual: float
    alike: float | None
    values: float | None


def coverage(market: Market, giver: str, receiver: str) -> float | None:
    """The share of the receiver's needs that some offer of the giver fits; None where it has no needs."""
    needs = {key for key, need in market.needs.items() if need.owner == receiver}
    if not needs:
        return None
    met = {one.need for one in market.transfers if one.giver == giver and one.need in needs}
    return len(met) / len(needs)


def gower(one: Mapping[str, Attribute], other: Mapping[str, Attribute], ranges: Mapping[str, float]) -> float | None:
    """Gower's (1971) similarity of two descriptions: the mean over the attributes that both know.

    Numbers: 1 − |difference| / range, the range of all organisations in ``ranges``. Categories and yes or no: 1 where
    they are the same. Sets: common words / all words (Jaccard); two empty sets tell nothing. None without a common
    attribute. Raises ``ValueError`` for a number without range, ``TypeError`` for two kinds under one name.
    """
    found = []
    for name in sorted(set(one) & set(other)):
        part = _similar(name, one[name], other[name], ranges)
        if part is not None:
            found.append(part)
    return sum(found) / len(found) if found else None


def _similar(name: str, one: Attribute, other: Attribute, ranges: Mapping[str, float]) -> float | None:
    if one is None or other is None:
        return None
    if isinstance(one, str | bool) or isinstance(other, str | bool):
        if type(one) is not type(other):
            raise TypeError(f"{name}: two kinds of value")
        return float(one == other)
    if isinstance(one, int | float) and isinstance(other, int | float):
        width = ranges.get(name, 0.0)
        if not width > 0:
            raise ValueError(f"{name}: a number needs the range over all organisations")
        return max(0.0, 1 - abs(one - other) / width)
    if isinstance(one, int | float) or isinstance(other, int | float):
        raise TypeError(f"{name}: two kinds of value")
    union = set(one) | set(other)
    return len(set(one) & set(other)) / len(union) if union else None


def agreement(one: Mapping[str, float], other: Mapping[str, float]) -> float | None:
    """Whether two rate values alike: the cosine of their ratings, each less its own mean, from −1 to 1.

    Centring takes out that some rate everything high. Over the values that both rated; None with fewer than two of
    them, or where one rated all the same.
    """
    common = sorted(set(one) & set(other))
    if len(common) < 2:
        return None
    mine = [one[name] for name in common]
    theirs = [other[name] for name in common]
    here, there = sum(mine) / len(mine), sum(theirs) / len(theirs)
    mine, theirs = [each - here for each in mine], [each - there for each in theirs]
    length = sqrt(sum(each * each for each in mine) * sum(each * each for each in theirs))
    if length < 1e-12:
        return None
    return max(-1.0, min(1.0, sum(a * b for a, b in zip(mine, theirs, strict=True)) / length))


def partners(
    market: Market,
    organisation: str,
    *,
    attributes: Mapping[str, Mapping[str, Attribute]] | None = None,
    ratings: Mapping[str, Mapping[str, float]] | None = None,
) -> tuple[Partner, ...]:
    """Every other organisation as a partner, the most mutual first, then the more alike in values, then in kind.

    ``attributes`` and ``ratings`` describe organisations by key; who is not described has no such part. The order is
    advice: people decide. Ties go by key. Raises ``KeyError`` for an organisation that does not take part.
    """
    if organisation not in market.organisations:
        raise KeyError(organisation)
    described, rated = attributes or {}, ratings or {}
    ranges = _ranges(described)
    found = []
    for other in market.organisations:
        if other == organisation:
            continue
        gives, receives = coverage(market, other, organisation), coverage(market, organisation, other)
        cosine = agreement(rated.get(organisation, {}), rated.get(other, {}))
        found.append(
            Partner(
                organisation=other,
                gives=gives,
                receives=receives,
                mutual=harmonic(gives or 0.0, receives or 0.0),
                alike=gower(described.get(organisation, {}), described.get(other, {}), ranges),
                values=None if cosine is None else (1 + cosine) / 2,
            )
        )
    return tuple(
        sorted(found, key=lambda each: (-each.mutual, -(each.values or 0.0), -(each.alike or 0.0), each.organisation))
    )


def _ranges(described: Mapping[str, Mapping[str, Attribute]]) -> dict[str, float]:
    """The range of each number over all organisations; 1 where all are the same, as then nothing parts them."""
    numbers: dict[str, list[float]] = {}
    for attributes in described.values():
        for name, value in attributes.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                numbers.setdefault(name, []).append(float(value))
    return {name: (max(values) - min(values)) or 1.0 for name, values in numbers.items()}
