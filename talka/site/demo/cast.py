"""The people of the demonstration. All of them are invented; their addresses lead nowhere."""

from dataclasses import dataclass

from talka.foundation.owners.models import Owner, StandingRole
from talka.identity.actions import make_account
from talka.identity.models import Account, Network
from talka.organisations.actions import add_member, give_standing


@dataclass(frozen=True)
class Person:
    name: str
    address: str
    title: str = ""
    role: str = StandingRole.STAFF


def made_person(person: Person, language: str) -> Account:
    return make_account(email=f"{person.address}@demo.invalid", name=person.name, language=language)


def joined(
    *, coordinator: Account, network: Network, person: Person, language: str, owner: Owner | None = None
) -> Account:
    """Make the person's account, let them join the network, and give them their place in an organisation."""
    account = made_person(person, language)
    add_member(network=network, account=account, acting_user=coordinator)
    if owner is not None:
        give_standing(acting_user=coordinator, owner=owner, account=account, role=person.role, title=person.title)
    return account
