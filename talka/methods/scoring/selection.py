"""Who is proposed: down the ranking, within quotas, with a reserve list."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from talka.methods.scoring.ranking import Ranked


@dataclass(frozen=True)
class Quota:
    """How many of one group may or must be selected.

    attribute   what is looked at: "county", "sector"
    group       which value of it; None for each value by itself ("one per county")
    at_most, at_least   None where that side is open. A smallest number for each group at once is not offered:
                nobody knows beforehand which groups will apply
    """

    attribute: str
    group: str | None = None
    at_most: int | None = None
    at_least: int | None = None

    def __post_init__(self) -> None:
        if self.at_most is None and self.at_least is None:
            raise ValueError("a quota says how many at most, or how many at least")
        if self.group is None and self.at_least is not None:
            raise ValueError("a smallest number is for one group")
        if self.at_most is not None and self.at_least is not None and self.at_least > self.at_most:
            raise ValueError("at least more than at most")


class Outcome(Enum):
    SELECTED = "selected"
    RESERVE = "reserve"
    NOT_SELECTED = "not selected"
    BELOW = "below the threshold"


@dataclass(frozen=True)
class Kept:
    """What is proposed for one application, and why.

    `reserve` is its number on the reserve list. `kept_out_by` is the quota for which it was passed over although its
    place in the ranking would have reached; `held_by` are those who fill that quota's places, or for whom a place
    was kept.
    """

    key: str
    outcome: Outcome
    reserve: int | None = None
    kept_out_by: Quota | None = None
    held_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selection:
    """`unmet`: smallest numbers that could not be reached by those who applied.

    `tied_at_line`: keys that share one place in the ranking, some of them selected and some not: nobody but the
    panel can choose between them.
    """

    kept: tuple[Kept, ...]
    unmet: tuple[Quota, ...]
    tied_at_line: tuple[str, ...]

    @property
    def selected(self) -> list[str]:
        return [each.key for each in self.kept if each.outcome is Outcome.SELECTED]

    @property
    def reserve(self) -> list[str]:
        return [each.key for each in self.kept if each.outcome is Outcome.RESERVE]

    def of(self, key: str) -> Kept:
        return next(each for each in self.kept if each.key == key)


Groups = Mapping[str, Mapping[str, str]]
"""Application → attribute → group. An attribute that is absent belongs to no group."""


def select(
    ranked: Sequence[Ranked],
    places: int,
    *,
    groups: Groups | None = None,
    quotas: Sequence[Quota] = (),
    reserve: int = 0,
    threshold: Fraction | int | None = None,
) -> Selection:
    """Go down the ranking and take everybody who fits, so long as the smallest numbers can still be reached.

    Of all selections that keep the quotas this is the one that is best in the order of the ranking: no other holds
    the first application on which the two differ. `threshold` is the smallest score that can be selected or stand on
    the reserve list.
    """
    by_key = groups or {}
    above = [each for each in ranked if threshold is None or (each.standing.score or 0) >= threshold]
    order = [each.key for each in above]
    must, unmet = _reachable(order, places, by_key, quotas)
    chosen: list[str] = []
    passed: dict[str, Quota] = {}
    for number, key in enumerate(order):
        if len(chosen) == places:
            break
        full = next((q for q in must if _is_full(q, key, chosen, by_key)), None)
        if full is not None:
            passed[key] = full
            continue
        if _can_be_reached([*chosen, key], order[number + 1 :], places, by_key, must):
            chosen.append(key)
        else:
            passed[key] = next(q for q in must if q.at_least and _missing(q, [*chosen, key], by_key))
    kept = []
    waiting = 0
    for each in ranked:
        key = each.key
        if key not in order:
            kept.append(Kept(key, Outcome.BELOW))
        elif key in chosen:
            kept.append(Kept(key, Outcome.SELECTED))
        else:
            why = passed.get(key)
            held = tuple(other for other in chosen if why and _counts(why, other, key, by_key))
            outcome = Outcome.NOT_SELECTED
            if waiting < reserve:
                waiting += 1
                outcome = Outcome.RESERVE
            kept.append(
                Kept(key, outcome, waiting if outcome is Outcome.RESERVE else None, kept_out_by=why, held_by=held)
            )
    return Selection(tuple(kept), tuple(unmet), _tied(ranked, set(chosen), passed))


def _group(key: str, quota: Quota, groups: Groups) -> str | None:
    return groups.get(key, {}).get(quota.attribute)


def _in(key: str, quota: Quota, groups: Groups) -> bool:
    """Whether a quota for one group speaks of this application."""
    return _group(key, quota, groups) == quota.group


def _counts(quota: Quota, other: str, key: str, groups: Groups) -> bool:
    """Whether `other` holds a place of the quota for which `key` was passed over."""
    if quota.group is None:
        return _group(other, quota, groups) == _group(key, quota, groups)
    return _in(other, quota, groups)


def _is_full(quota: Quota, key: str, chosen: Sequence[str], groups: Groups) -> bool:
    if quota.at_most is None:
        return False
    mine = _group(key, quota, groups)
    if mine is None or (quota.group is not None and mine != quota.group):
        return False
    return sum(_group(other, quota, groups) == mine for other in chosen) >= quota.at_most


def _missing(quota: Quota, chosen: Sequence[str], groups: Groups) -> int:
    return max((quota.at_least or 0) - sum(_in(key, quota, groups) for key in chosen), 0)


def _reachable(
    order: Sequence[str], places: int, groups: Groups, quotas: Sequence[Quota]
) -> tuple[list[Quota], list[Quota]]:
    """The quotas that can be kept together, and those whose smallest number is given up, last stated first."""
    must = list(quotas)
    unmet: list[Quota] = []
    while not _can_be_reached([], order, places, groups, must):
        number = max(index for index, quota in enumerate(must) if quota.at_least)
        given_up = must.pop(number)
        unmet.insert(0, given_up)
        if given_up.at_most is not None:
            must.insert(number, Quota(given_up.attribute, given_up.group, at_most=given_up.at_most))
    return must, unmet


def _can_be_reached(
    chosen: Sequence[str], left: Sequence[str], places: int, groups: Groups, quotas: Sequence[Quota]
) -> bool:
    """Whether some of those left can fill the smallest numbers within the places and the largest numbers.

    Applications that belong to the same groups are one kind; kinds are few, so trying them is quick.
    """
    if not any(quota.at_least for quota in quotas):
        return True
    attributes = sorted({quota.attribute for quota in quotas})

    def kind(key: str) -> tuple[str | None, ...]:
        return tuple(groups.get(key, {}).get(attribute) for attribute in attributes)

    sample: dict[tuple[str | None, ...], str] = {}
    for key in left:
        sample.setdefault(kind(key), key)
    stock = Counter(kind(key) for key in left)
    seen: set[tuple[tuple[tuple[str | None, ...], int], ...]] = set()

    def search(taken: Counter[tuple[str | None, ...]]) -> bool:
        state = tuple(sorted(taken.items(), key=repr))
        if state in seen:
            return False
        seen.add(state)
        now = [*chosen, *(sample[each] for each, many in taken.items() for _ in range(many))]
        short = [quota for quota in quotas if _missing(quota, now, groups)]
        if not short:
            return True
        if len(now) + max(_missing(quota, now, groups) for quota in short) > places:
            return False
        for each, key in sample.items():
            if taken[each] == stock[each] or not _in(key, short[0], groups):
                continue
            if any(_is_full(quota, key, now, groups) for quota in quotas):
                continue
            following = taken.copy()
            following[each] += 1
            if search(following):
                return True
        return False

    return len(chosen) <= places and search(Counter())


def _tied(ranked: Sequence[Ranked], chosen: set[str], passed: Mapping[str, Quota]) -> tuple[str, ...]:
    by_place: dict[int, list[str]] = {}
    for each in ranked:
        if each.shared:
            by_place.setdefault(each.place, []).append(each.key)
    for keys in by_place.values():
        left = [key for key in keys if key not in chosen and key not in passed]
        if left and any(key in chosen for key in keys):
            return tuple(keys)
    return ()
