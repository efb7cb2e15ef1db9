"""Two networks, and in the first of them one person for each role. Rooms fill it further.

A room keeps `tests/<room>/world.py` with `extend(world)`, which makes its own things by its own actions and hangs
them on the world: `world.programme = ...`. Rooms are called in the order of the floors, lowest first, so that each
finds what stands below it.
"""

import importlib.util
from typing import Any

from talka.foundation.access import Viewer, viewer_for
from talka.foundation.owners.models import Owner, Shape, StandingRole
from talka.identity.actions import make_account, make_network
from talka.identity.models import Account, Network
from talka.organisations.actions import add_locality, add_member, add_organisation, give_standing, make_partnership
from talka.organisations.models import Locality, ProfileKind

ROOMS = (
    "people",
    "organisations",
    "programmes",
    "gatherings",
    "calls",
    "certificates",
    "consultations",
    "findings",
    "paper",
    "strategy",
    "reports",
)


class World:
    """What stands in it from the start; rooms add attributes of their own.

    `network` is "weavers" with `organisation` (MOK, the owner of what the rooms make), `other_organisation` (DOK),
    `third_organisation` (Tkacz), `partnership` of the three, and `locality`. `other_network` is "strangers" with
    `foreign_organisation`. `people` holds the account of each role of the matrix, None for the visitor; each is also
    an attribute (`world.director`).
    """

    network: Network
    other_network: Network
    locality: Locality
    foreign_locality: Locality
    organisation: Owner
    other_organisation: Owner
    third_organisation: Owner
    foreign_organisation: Owner
    partnership: Owner
    people: dict[str, Account | None]

    def __getattr__(self, name: str) -> Any:
        if name in self.__dict__.get("people", {}):
            return self.people[name]
        raise AttributeError(f"no room has put {name!r} into the world (tests/<room>/world.py)")

    def viewer(self, role: str, network: Network | None = None) -> Viewer:
        """How the person of this role stands in the network (or in another)."""
        return viewer_for(self.people[role], network or self.network)


def account(name: str) -> Account:
    return make_account(email=f"{name.lower()}@example.org", name=name, language="en")


def build_world() -> World:
    world = World()
    coordinator, stranger = account("Coordinator"), account("Stranger")
    world.network = make_network(
        acting_user=coordinator,
        name="Weavers",
        slug="weavers",
        about={"en": "Culture centres of a weavers’ town", "pl": "Domy kultury miasta tkaczy"},
        currency="PLN",
    )
    world.other_network = make_network(acting_user=stranger, name="Strangers", slug="strangers")
    world.locality = add_locality(
        acting_user=coordinator, network=world.network, name="Tomaszów Mazowiecki", part_of="Łódzkie", country="PL"
    )
    world.foreign_locality = add_locality(acting_user=stranger, network=world.other_network, name="Far Town")

    def organisation(name: str, short_name: str, dye: int, shape: str) -> Owner:
        profile = add_organisation(
            acting_user=coordinator,
            network=world.network,
            name=name,
            short_name=short_name,
            kind=ProfileKind.CULTURE_CENTRE,
            locality=world.locality,
            dye=dye,
            shape=shape,
            strengths={"en": f"What {short_name} is good at"},
            needs={"en": f"What {short_name} keeps to itself"},
        )
        return profile.owner

    world.organisation = organisation("Miejski Ośrodek Kultury", "MOK", 1, Shape.CIRCLE)
    world.third_organisation = organisation("Ośrodek Kultury Tkacz", "Tkacz", 5, Shape.SQUARE)
    world.other_organisation = organisation("Dzielnicowy Ośrodek Kultury", "DOK", 9, Shape.DIAMOND)
    world.partnership = make_partnership(
        acting_user=coordinator,
        network=world.network,
        name="Three culture centres",
        short_name="All three",
        members=[world.organisation, world.third_organisation, world.other_organisation],
    )
    world.foreign_organisation = add_organisation(
        acting_user=stranger,
        network=world.other_network,
        name="Far Library",
        short_name="Far Library",
        kind=ProfileKind.LIBRARY,
        locality=world.foreign_locality,
        needs={"en": "What Far Library keeps to itself"},
    ).owner
    world.people = {
        "visitor": None,
        "stranger": stranger,
        "member": account("Member"),
        "staff": account("Staff"),
        "director": account("Director"),
        "expert": account("Expert"),
        "interviewer": account("Interviewer"),
        "coordinator": coordinator,
    }
    for who, owner, role in (
        ("member", world.other_organisation, StandingRole.STAFF),
        ("staff", world.organisation, StandingRole.STAFF),
        ("director", world.organisation, StandingRole.DIRECTOR),
        ("interviewer", world.organisation, StandingRole.INTERVIEWER),
    ):
        give_standing(acting_user=coordinator, owner=owner, account=world.people[who], role=role)
    give_standing(acting_user=stranger, owner=world.foreign_organisation, account=stranger, role=StandingRole.DIRECTOR)
    add_member(acting_user=coordinator, network=world.network, account=world.people["expert"])
    for room in ROOMS:
        name = f"tests.{room}.world"
        if importlib.util.find_spec(f"tests.{room}") and importlib.util.find_spec(name):
            importlib.import_module(name).extend(world)
    return world
