"""Reading owners and those who act for them."""

from collections.abc import Iterable

from talka.foundation.owners.models import Owner, OwnerKind, Standing, StandingRole
from talka.identity.models import Account, Network


def owners(network: Network, kinds: Iterable[str] | None = None) -> list[Owner]:
    """The owners of a network by name, partnerships left out unless their kind is asked for."""
    wanted = list(kinds) if kinds else [OwnerKind.ORGANISATION, OwnerKind.GROUP, OwnerKind.SINGLE]
    return list(Owner.objects.filter(network=network, kind__in=wanted).order_by("name"))


def people_of(owner: Owner) -> list[Standing]:
    return list(owner.standings.select_related("account").order_by("role", "account__name"))


def accounts_acting_for(owner: Owner) -> list[Account]:
    """Directors and staff; an interviewer collects answers and does not act for the owner."""
    owner_ids = [owner.pk, *owner.partners.values_list("member_id", flat=True)]
    return list(
        Account.objects.filter(
            standings__owner_id__in=owner_ids,
            standings__role__in=[StandingRole.DIRECTOR, StandingRole.STAFF],
        ).distinct()
    )


def partners_of(partnership: Owner) -> list[Owner]:
    return list(Owner.objects.filter(partnerships__partnership=partnership).order_by("pk"))
