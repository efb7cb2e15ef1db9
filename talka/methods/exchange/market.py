"""A market: what could be given to whom, found once and then asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from .compatibility import Compatibility, compatibility
from .listings import Need, Offer, Organisation, Transfer

T = TypeVar("T", Organisation, Need, Offer)

NEAR_KM = 25.0
"""At this distance closeness is a half."""


@dataclass(frozen=True)
class Market:
    """Organisations, their needs and offers, and every transfer that is possible, in order of their keys."""

    organisations: Mapping[str, Organisation]
    needs: Mapping[str, Need]
    offers: Mapping[str, Offer]
    transfers: tuple[Transfer, ...]

    @classmethod
    def of(cls, organisations: Iterable[Organisation], needs: Iterable[Need], offers: Iterable[Offer]) -> Market:
        """The market in which everything that fits is possible.

        Raises ``ValueError`` for a key that comes twice and for an owner who does not take part.
        """
        who, wanted, offered = _by_key(organisations), _by_key(needs), _by_key(offers)
        for listing in (*wanted.values(), *offered.values()):
            if listing.owner not in who:
                raise ValueError(f"{listing.key}: {listing.owner} does not take part")
        of_kind: dict[str, list[Offer]] = defaultdict(list)
        for offer in offered.values():
            of_kind[offer.kind].append(offer)
        found = []
        for need in wanted.values():
            for offer in of_kind.get(need.kind, ()):
                if offer.owner == need.owner:
                    continue
                fit = compatibility(need, offer, who[need.owner], who[offer.owner])
                if fit.fits:
                    found.append(_transfer(offer, need, fit))
        return cls(who, wanted, offered, _ordered(found))

    @classmethod
    def by_arcs(
        cls,
        organisations: Iterable[Organisation],
        needs: Iterable[Need],
        offers: Iterable[Offer],
        arcs: Iterable[tuple[str, str]],
    ) -> Market:
        """The market in which just these pairs of an offer's and a need's key are possible."""
        who, wanted, offered = _by_key(organisations), _by_key(needs), _by_key(offers)
        found = {_transfer(offered[offer], wanted[need]) for offer, need in arcs}
        return cls(who, wanted, offered, _ordered(found))

    def without(
        self,
        *,
        organisations: Collection[str] = (),
        transfers: Collection[tuple[str, str]] = (),
        used: Iterable[Transfer] = (),
    ) -> Market:
        """The market after drop-outs and refusals, and after what is ``used`` up: needs that are met are gone,
        and offers have so much less."""
        used = tuple(used)
        met = {transfer.need for transfer in used}
        left = {key: offer.amount for key, offer in self.offers.items()}
        for transfer in used:
            left[transfer.offer] -= self.needs[transfer.need].amount
        gone, refused = set(organisations), set(transfers)
        needs = {key: need for key, need in self.needs.items() if need.owner not in gone and key not in met}
        offers = {
            key: offer if left[key] == offer.amount else _less(offer, left[key])
            for key, offer in self.offers.items()
            if offer.owner not in gone and left[key] > 1e-9
        }
        return Market(
            {key: who for key, who in self.organisations.items() if key not in gone},
            needs,
            offers,
            tuple(
                transfer
                for transfer in self.transfers
                if transfer.need in needs
                and transfer.offer in offers
                and transfer.pair not in refused
                and needs[transfer.need].amount <= offers[transfer.offer].amount + 1e-9
            ),
        )

    def only(self, transfers: Iterable[Transfer]) -> Market:
        """The same market with just these transfers."""
        return Market(self.organisations, self.needs, self.offers, _ordered(transfers))

    @cached_property
    def arcs(self) -> dict[tuple[str, str], list[int]]:
        """Giver and receiver → places of the transfers between them that want something in return."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place, transfer in enumerate(self.transfers):
            if not transfer.gift:
                found[transfer.giver, transfer.receiver].append(place)
        return dict(found)

    @cached_property
    def receivers(self) -> dict[str, list[str]]:
        """Organisation → those whom it could give to for something in return, in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for giver, receiver in self.arcs:
            found[giver].append(receiver)
        return {giver: sorted(set(receivers)) for giver, receivers in found.items()}


def closeness(transfer: Transfer) -> float:
    """From 1 (the same place) towards 0; a half at ``NEAR_KM`` and where a place is unknown."""
    return 0.5 if transfer.km is None else NEAR_KM / (NEAR_KM + transfer.km)


def _transfer(offer: Offer, need: Need, fit: Compatibility | None = None) -> Transfer:
    km, window = (fit.km, fit.window) if fit else (None, None)
    return Transfer(offer.key, need.key, offer.owner, need.owner, offer.gift, need.worth, km, window)


def _ordered(transfers: Iterable[Transfer]) -> tuple[Transfer, ...]:
    return tuple(sorted(transfers, key=lambda transfer: transfer.pair))


def _less(offer: Offer, amount: float) -> Offer:
    return replace(offer, amount=amount)


def _by_key(things: Iterable[T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for thing in things:
        if thing.key in found:
            raise ValueError(f"{thing.key} comes twice")
        found[thing.key] = thing
    return dict(sorted(found.items()))
