from dataclasses import dataclass

from talka.foundation.events import Event


@dataclass(frozen=True)
class OwnerAdded(Event):
    """An organisation, group, single member or partnership stands in its network."""

    owner_id: int


@dataclass(frozen=True)
class PersonJoined(Event):
    """Somebody became a member of the network."""

    network_id: int
    account_id: int


@dataclass(frozen=True)
class PersonLeft(Event):
    """Somebody is no longer a member of the network, nor of any organisation in it."""

    network_id: int
    account_id: int
