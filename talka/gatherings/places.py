"""Who gets a place: the rule alone, without database and clock.

Those who wait are looked at in their order. A party is one person, or a group that comes together or not at all.
Somebody further back gets a place first only where a stated rule says so: the organisation of the one in front has
all its places, the free places are kept for a sector, or a group in front needs more places than are free and the
time has come from which it may be passed. The decision stands in docs/architecture/decisions/places-and-waiting.md.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """Why a party waits."""

    FULL = "full"
    ORGANISATION = "organisation"
    SECTOR = "sector"
    GROUP = "group"
    BEHIND_GROUP = "behind_group"


@dataclass(frozen=True)
class Party:
    """One person, or a group of `seats` people. Empty organisation and sector belong to no quota."""

    key: int
    seats: int = 1
    organisation: str = ""
    sector: str = ""


@dataclass(frozen=True)
class Rule:
    """`kept_for` gives by sector the places that are kept for it now; a sector whose date is over is not in it."""

    capacity: int | None = None
    per_organisation: int | None = None
    kept_for: Mapping[str, int] = field(default_factory=dict)
    groups_may_be_passed: bool = False


@dataclass(frozen=True)
class Pass:
    """`key` got a place before those in `passed`, and why each of them waits on."""

    key: int
    passed: Mapping[int, Why]


@dataclass(frozen=True)
class Allocation:
    """Keys of those who get a place now, in their order; why each of the others waits; who passed whom."""

    placed: list[int]
    waits: dict[int, Why]
    passes: list[Pass]


def allocate(holding: Iterable[Party], waiting: Sequence[Party], rule: Rule) -> Allocation:
    """Give free places to those who wait, in their order. Those who hold places keep them, whatever the rule."""
    taken = 0
    of_organisation: Counter[str] = Counter()
    of_sector: Counter[str] = Counter()
    for party in holding:
        taken += party.seats
        of_organisation[party.organisation] += party.seats
        of_sector[party.sector] += party.seats
    free = None if rule.capacity is None else max(rule.capacity - taken, 0)
    kept = {sector: max(places - of_sector[sector], 0) for sector, places in rule.kept_for.items()}
    # Sectors of groups that wait for more places than are free: what they could use is held for them.
    held_for: set[str] = set()
    placed: list[int] = []
    waits: dict[int, Why] = {}
    passes: list[Pass] = []
    for party in waiting:
        why = _why(party, free, kept, held_for, of_organisation, rule)
        if why is not None:
            waits[party.key] = why
            if why == Why.GROUP and not rule.groups_may_be_passed:
                held_for.add(party.sector)
            continue
        if waits:
            passes.append(Pass(party.key, dict(waits)))
        placed.append(party.key)
        of_organisation[party.organisation] += party.seats
        if free is not None:
            free -= party.seats
        if party.sector in kept:
            kept[party.sector] = max(kept[party.sector] - party.seats, 0)
    return Allocation(placed, waits, passes)


def _why(
    party: Party,
    free: int | None,
    kept: Mapping[str, int],
    held_for: set[str],
    of_organisation: Mapping[str, int],
    rule: Rule,
) -> Why | None:
    """None where the party gets a place."""
    most = rule.per_organisation
    if most is not None and party.organisation and of_organisation.get(party.organisation, 0) + party.seats > most:
        return Why.ORGANISATION
    if free is None:
        return None
    own = min(kept.get(party.sector, 0), free)
    open_to_it = free - sum(places for sector, places in kept.items() if sector != party.sector)
    if held_for:
        # Only what no held group could use: the rest of the own sector's places.
        if party.sector not in held_for and party.seats <= min(own, max(open_to_it, 0)):
            return None
        return Why.BEHIND_GROUP if free else Why.FULL
    if party.seats <= open_to_it:
        return None
    if open_to_it > 0:
        return Why.GROUP
    return Why.SECTOR if free else Why.FULL


SHORTEST_OFFER = datetime.timedelta(minutes=30)
# A group in front is passed from this long before the start, so that no place stays empty for its sake.
GROUPS_PASSED_FROM = datetime.timedelta(days=3)


def offer_ends(
    now: datetime.datetime, hours: int, starts_at: datetime.datetime, open_until: datetime.datetime | None = None
) -> datetime.datetime | None:
    """Until when an offer stands; None where the place is given at once.

    The host's hours, but never more than a quarter of the time that is left until the start, so that several can be
    asked. Where less than half an hour would remain, nobody is asked any more.
    """
    if hours <= 0:
        return None
    left = min(starts_at, open_until or starts_at) - now
    length = min(datetime.timedelta(hours=hours), left / 4)
    return None if length < SHORTEST_OFFER else now + length


def groups_may_be_passed(now: datetime.datetime, starts_at: datetime.datetime) -> bool:
    return now >= starts_at - GROUPS_PASSED_FROM


def moved(order: Sequence[int], key: int, to: int) -> list[int]:
    """The order with `key` at the place `to` (1 is the first); all others keep theirs among each other."""
    rest = [each for each in order if each != key]
    at = min(max(to, 1), len(order)) - 1
    return [*rest[:at], key, *rest[at:]]
