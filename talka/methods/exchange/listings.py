"""Who takes part, what is needed and what is offered, and when, where and on what conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


@dataclass(frozen=True)
class Place:
    """A point on the Earth, in degrees."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise ValueError("place: degrees, latitude first")

    def km(self, other: Place) -> float:
        """Kilometres as the crow flies (haversine formula)."""
        one, two = radians(self.latitude), radians(other.latitude)
        across = sin((two - one) / 2) ** 2
        along = sin(radians(other.longitude - self.longitude) / 2) ** 2
        return 2 * EARTH_KM * asin(min(1.0, sqrt(across + cos(one) * cos(two) * along)))


@dataclass(frozen=True)
class Window:
    """Days from ``start`` to ``end``, both counted in. Raises ``ValueError`` when it ends before it starts."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("window: it ends before it starts")

    @property
    def days(self) -> int:
        """How many days."""
        return (self.end - self.start).days + 1

    def shared(self, other: Window) -> Window | None:
        """The days of both, if any."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Window(start, end) if start <= end else None


@dataclass(frozen=True)
class Organisation:
    """Who takes part. ``traits`` are what conditions ask about, such as ``"culture centre"``."""

    key: str
    name: str = ""
    traits: frozenset[str] = frozenset()
    place: Place | None = None

    @property
    def called(self) -> str:
        """The name, or the key where there is none."""
        return self.name or self.key


@dataclass(frozen=True)
class Listing:
    """What needs and offers have in common.

    ``amount``: in ``unit`` (hours, pieces), above 0. ``windows``: when it can be; none means at any time.
    ``traits``: what is true of it, such as ``"night work"``. ``only``: the other side, or its organisation,
    has one of these traits. ``never``: it has none of these. ``reach``: at most so many kilometres; none
    means anywhere. ``place``: where it is, if not where the organisation is.
    """

    key: str
    owner: str
    kind: str
    text: str = ""
    amount: float = 1.0
    unit: str = ""
    windows: tuple[Window, ...] = ()
    place: Place | None = None
    reach: float | None = None
    traits: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.amount > 0:
            raise ValueError(f"{self.key}: the amount is above 0")

    @property
    def called(self) -> str:
        """The text, or the kind where there is none."""
        return self.text or self.kind


@dataclass(frozen=True)
class Need(Listing):
    """What somebody needs, met whole by one offer or not at all.

    ``days``: at least so many days that suit both sides. ``worth``: what it counts on the balance sheets,
    in credits of the network.
    """

    days: int = 1
    worth: float = 1.0

    def __post_init__(self) -> None:
        super().__post_init__()
        if not (self.days > 0 and self.worth > 0):
            raise ValueError(f"{self.key}: days and worth are above 0")


@dataclass(frozen=True)
class Offer(Listing):
    """What somebody can do. It meets as many needs as its amount allows.

    ``gift``: given without anything in return; it begins a chain.
    """

    gift: bool = False


@dataclass(frozen=True)
class Transfer:
    """An offer that meets a need: ``giver`` and ``receiver`` are keys of organisations."""

    offer: str
    need: str
    giver: str
    receiver: str
    gift: bool = field(default=False, compare=False)
    worth: float = field(default=1.0, compare=False)
    km: float | None = field(default=None, compare=False)
    window: Window | None = field(default=None, compare=False)

    @property
    def pair(self) -> tuple[str, str]:
        """The offer's key and the need's."""
        return self.offer, self.need
