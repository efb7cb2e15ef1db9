"""Two networks, and in the first of them one person for each role. Rooms fill it further.

A room keeps `tests/<room>/world.py` with `extend(world)`, which makes its own things by its own actions and hangs
them on the world: `world.programme = ...`. Rooms are called in the order of the floors, lowest first, so that each
finds what stands below it.
"""

import importlib.util
from typing import Any

from talka.foundation.owners.models import Owner, OwnerKind, Standing, StandingRole
from talka.identity.models import Account, Network, NetworkMembership, NetworkRole

ROOMS = ("people", "organisations", "programmes", "gatherings", "consultations", "findings", "strategy", "reports")


class World:
    """What stands in it from the start; rooms add attributes of their own.

    `network` with `organisation` (the owner of what the rooms make) and `other_organisation`; `other_network`
    with `foreign_organisation`. `people` holds the account of each role of the matrix, None for the visitor.
    """

    network: Network
    other_network: Network
    organisation: Owner
    other_organisation: Owner
    foreign_organisation: Owner
    people: dict[str, Account | None]

    def __getattr__(self, name: str) -> Any:
        if name in self.__dict__.get("people", {}):
            return self.people[name]
        raise AttributeError(f"no room has put {name!r} into the world (tests/<room>/world.py)")


def account(name: str, network: Network, role: str = NetworkRole.MEMBER) -> Account:
    made = Account.objects.create_user(f"{name.lower()}@example.org", name=name)
    NetworkMembership.objects.create(network=network, account=made, role=role)
    return made


def organisation(name: str, network: Network, dye: int) -> Owner:
    return Owner.objects.create(network=network, kind=OwnerKind.ORGANISATION, name=name, short_name=name[:24], dye=dye)


def build_world() -> World:
    world = World()
    world.network = Network.objects.create(name="Weavers", slug="weavers")
    world.other_network = Network.objects.create(name="Strangers", slug="strangers")
    world.organisation = organisation("Tkacz", world.network, 5)
    world.other_organisation = organisation("Bobbin House", world.network, 1)
    world.foreign_organisation = organisation("Far Library", world.other_network, 2)
    world.people = {
        "visitor": None,
        "stranger": account("Stranger", world.other_network, NetworkRole.COORDINATOR),
        "member": account("Member", world.network),
        "staff": account("Staff", world.network),
        "director": account("Director", world.network),
        "expert": account("Expert", world.network),
        "interviewer": account("Interviewer", world.network),
        "coordinator": account("Coordinator", world.network, NetworkRole.COORDINATOR),
    }
    for who, owner, role in (
        ("stranger", world.foreign_organisation, StandingRole.DIRECTOR),
        ("member", world.other_organisation, StandingRole.DIRECTOR),
        ("staff", world.organisation, StandingRole.STAFF),
        ("director", world.organisation, StandingRole.DIRECTOR),
        ("interviewer", world.organisation, StandingRole.INTERVIEWER),
    ):
        Standing.objects.create(owner=owner, account=world.people[who], role=role)
    for room in ROOMS:
        name = f"tests.{room}.world"
        if importlib.util.find_spec(f"tests.{room}") and importlib.util.find_spec(name):
            importlib.import_module(name).extend(world)
    return world
