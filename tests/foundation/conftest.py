import pytest

from talka.foundation.access import Viewer
from talka.foundation.owners.models import Owner, OwnerKind, PartnershipMember, Standing, StandingRole
from talka.identity.models import Account, Network, NetworkMembership, NetworkRole


@pytest.fixture
def network(db: None) -> Network:
    return Network.objects.create(name="Weavers", slug="weavers-town")


@pytest.fixture
def other_network(db: None) -> Network:
    return Network.objects.create(name="Strangers", slug="strangers-town")


@pytest.fixture
def tkacz(network: Network) -> Owner:
    return Owner.objects.create(
        network=network, kind=OwnerKind.ORGANISATION, name="Ośrodek Kultury Tkacz", short_name="Tkacz", dye=5
    )


@pytest.fixture
def mok(network: Network) -> Owner:
    return Owner.objects.create(
        network=network, kind=OwnerKind.ORGANISATION, name="Miejski Ośrodek Kultury", short_name="MOK"
    )


@pytest.fixture
def partnership(network: Network, mok: Owner, tkacz: Owner) -> Owner:
    both = Owner.objects.create(network=network, kind=OwnerKind.PARTNERSHIP, name="Two centres", short_name="Both")
    for member in (mok, tkacz):
        PartnershipMember.objects.create(partnership=both, member=member)
    return both


def joined(network: Network, email: str, role: str = NetworkRole.MEMBER) -> Account:
    account = Account.objects.create_user(email, name=email.split("@")[0].title())
    NetworkMembership.objects.create(network=network, account=account, role=role)
    return account


@pytest.fixture
def weaver(network: Network, tkacz: Owner) -> Account:
    account = joined(network, "weaver@example.org")
    Standing.objects.create(owner=tkacz, account=account, role=StandingRole.STAFF)
    return account


@pytest.fixture
def director(network: Network, mok: Owner) -> Account:
    account = joined(network, "director@example.org")
    Standing.objects.create(owner=mok, account=account, role=StandingRole.DIRECTOR)
    return account


@pytest.fixture
def coordinator(network: Network) -> Account:
    return joined(network, "coordinator@example.org", NetworkRole.COORDINATOR)


@pytest.fixture
def visitor(network: Network) -> Viewer:
    return Viewer(network=network)
