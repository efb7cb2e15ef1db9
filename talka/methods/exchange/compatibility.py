"""Whether an offer fits a need, and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from .listings import Listing, Need, Offer, Organisation, Window
from .words import Message, say


@dataclass(frozen=True)
class Compatibility:
    """``fits``: whether every part fits. ``reasons``: one message per part, what fails first."""

    fits: bool
    reasons: tuple[Message, ...]
    km: float | None = None
    window: Window | None = None


def compatibility(need: Need, offer: Offer, receiver: Organisation, giver: Organisation) -> Compatibility:
    """Whether ``offer`` of ``giver`` fits ``need`` of ``receiver``, with every reason for and against.

    ``km`` is the distance, where both places are known (unknown places never fail); ``window`` the first
    days that suit both, where somebody said when.
    """
    against: list[Message] = []
    good: list[Message] = []
    if giver.key == receiver.key:
        against.append(say("fails.own"))
    if need.kind == offer.kind:
        good.append(say("fits.kind", kind=need.kind))
    else:
        against.append(say("fails.kind", needed=need.kind, offered=offer.kind))
    if need.unit != offer.unit:
        against.append(say("fails.unit", needed=need.unit, offered=offer.unit))
    elif offer.amount < need.amount:
        against.append(say("fails.amount", offered=offer.amount, needed=need.amount, unit=need.unit))
    elif need.unit:
        good.append(say("fits.amount", offered=offer.amount, needed=need.amount, unit=need.unit))
    window, suits = _when(need, offer)
    if not suits:
        against.append(say("fails.time"))
    elif window:
        good.append(say("fits.time", start=window.start, end=window.end))
    km = distance(need, offer, receiver, giver)
    reach = min((wished for wished in (need.reach, offer.reach) if wished is not None), default=None)
    if km is not None:
        if reach is not None and km > reach:
            against.append(say("fails.place", km=round(km), reach=reach))
        else:
            good.append(say("fits.place", km=round(km)))
    for asking, asked, owner in ((need, offer, giver), (offer, need, receiver)):
        _conditions(asking, asked.traits | owner.traits, good, against)
    return Compatibility(not against, (*against, *good), km, window)


def distance(need: Need, offer: Offer, receiver: Organisation, giver: Organisation) -> float | None:
    """Kilometres between the two; None where a place is unknown."""
    there, here = need.place or receiver.place, offer.place or giver.place
    return None if there is None or here is None else there.km(here)


def _when(need: Need, offer: Offer) -> tuple[Window | None, bool]:
    """The first days that suit both, long enough; and whether there are any."""
    mine, theirs = need.windows, offer.windows
    if not mine and not theirs:
        return None, True
    shared = (one.shared(two) for one, two in product(mine, theirs)) if mine and theirs else iter(mine or theirs)
    long = [window for window in shared if window is not None and window.days >= need.days]
    first = min(long, key=lambda window: (window.start, window.end), default=None)
    return first, first is not None


def _conditions(asking: Listing, traits: frozenset[str], good: list[Message], against: list[Message]) -> None:
    if asking.only:
        met = sorted(asking.only & traits)
        if met:
            good.append(say("fits.condition", condition=met[0]))
        else:
            against.append(say("fails.only", condition=", ".join(sorted(asking.only))))
    for trait in sorted(asking.never):
        if trait in traits:
            against.append(say("fails.never", condition=trait))
        else:
            good.append(say("fits.condition", condition=f"no {trait}"))
