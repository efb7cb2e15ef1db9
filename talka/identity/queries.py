"""Reading accounts and networks."""

from talka.identity.models import Account, Network, NetworkMembership, NetworkRole


def network_by_slug(slug: str) -> Network | None:
    return Network.objects.filter(slug=slug).first()


def networks() -> list[Network]:
    return list(Network.objects.order_by("name"))


def networks_of(account: Account) -> list[Network]:
    return list(Network.objects.filter(memberships__account=account).order_by("name"))


def role_in(network: Network, account: Account) -> str | None:
    """The account's role in the network, or None where it is not a member."""
    return NetworkMembership.objects.filter(network=network, account=account).values_list("role", flat=True).first()


def coordinators(network: Network) -> list[Account]:
    return list(
        Account.objects.filter(memberships__network=network, memberships__role=NetworkRole.COORDINATOR).order_by(
            "name", "email"
        )
    )
