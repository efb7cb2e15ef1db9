"""Who belongs to the network, and who stands for whom in it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner, Standing, StandingRole
from talka.identity.models import Account, Network, NetworkMembership, NetworkRole
from talka.organisations.events import PersonJoined, PersonLeft


@transaction.atomic
def add_member(
    *,
    network: Network,
    account: Account,
    role: str = NetworkRole.MEMBER,
    acting_user: Account | None = None,
) -> NetworkMembership:
    """Make the account a member. Who is one already keeps the stronger of the two roles."""
    membership, made = NetworkMembership.objects.get_or_create(
        network=network, account=account, defaults={"role": role}
    )
    if made:
        record(acting_user=acting_user or account, network=network, verb="joined", target=membership, **about(account))
        send(PersonJoined(network.pk, account.pk))
    elif role == NetworkRole.COORDINATOR and membership.role != role:
        membership.role = role
        membership.save(update_fields=["role"])
        _record_role(acting_user or account, membership)
    return membership


@transaction.atomic
def change_network_role(*, acting_user: Account, membership: NetworkMembership, role: str) -> NetworkMembership:
    """Make a member coordinator, or a coordinator a member. Raises Refusal for the last coordinator."""
    kept = NetworkMembership.objects.select_for_update().get(pk=membership.pk)
    if kept.role == role:
        return kept
    if kept.role == NetworkRole.COORDINATOR:
        _refuse_last_coordinator(kept)
    kept.role = role
    kept.save(update_fields=["role"])
    _record_role(acting_user, kept)
    return kept


@transaction.atomic
def give_standing(
    *, acting_user: Account, owner: Owner, account: Account, role: str = StandingRole.STAFF, title: str = ""
) -> Standing:
    """Give a person a role in an organisation, or change it; the person becomes a member of the network with it.

    Raises Refusal where this would leave the organisation without a director.
    """
    add_member(acting_user=acting_user, network=owner.network, account=account)
    standing = Standing.objects.select_for_update().filter(owner=owner, account=account).first()
    if standing is None:
        standing = Standing.objects.create(owner=owner, account=account, role=role, title=title.strip())
    elif (standing.role, standing.title) == (role, title.strip()):
        return standing
    else:
        if standing.role == StandingRole.DIRECTOR and role != StandingRole.DIRECTOR:
            _refuse_last_director(standing)
        standing.role, standing.title = role, title.strip()
        standing.save(update_fields=["role", "title"])
    record(
        acting_user=acting_user,
        network=owner.network,
        verb="given",
        target=standing,
        **about(account),
        role=role,
        organisation=owner.short_name,
    )
    return standing


@transaction.atomic
def remove_standing(*, acting_user: Account, standing: Standing) -> None:
    """Take a person out of an organisation; they stay a member of the network. Raises Refusal for its last director."""
    kept = Standing.objects.select_for_update().select_related("owner__network", "account").get(pk=standing.pk)
    if kept.role == StandingRole.DIRECTOR:
        _refuse_last_director(kept)
    record(
        acting_user=acting_user,
        network=kept.owner.network,
        verb="removed",
        target=kept,
        **about(kept.account),
        organisation=kept.owner.short_name,
    )
    kept.delete()


@transaction.atomic
def remove_member(*, acting_user: Account, membership: NetworkMembership) -> None:
    """Take a person out of the network and of all its organisations.

    Raises Refusal where an organisation would lose its last director or the network its last coordinator.
    """
    kept = NetworkMembership.objects.select_for_update().select_related("network", "account").get(pk=membership.pk)
    if kept.role == NetworkRole.COORDINATOR:
        _refuse_last_coordinator(kept)
    standings = Standing.objects.select_related("owner").filter(account=kept.account, owner__network=kept.network)
    for standing in standings:
        if standing.role == StandingRole.DIRECTOR:
            _refuse_last_director(standing)
    record(acting_user=acting_user, network=kept.network, verb="removed", target=kept, **about(kept.account))
    standings.delete()
    send(PersonLeft(kept.network_id, kept.account_id))
    kept.delete()


def about(person: Account) -> dict[str, Any]:
    """Details that name a person; the id lets the name be taken out when the person asks to be forgotten."""
    return {"person": str(person), "person_id": person.pk}


def _record_role(acting_user: Account, membership: NetworkMembership) -> None:
    record(
        acting_user=acting_user,
        network=membership.network,
        verb=f"made {membership.role}",
        target=membership,
        **about(membership.account),
    )


def _refuse_last_director(standing: Standing) -> None:
    Owner.objects.select_for_update().get(pk=standing.owner_id)
    others = Standing.objects.filter(owner_id=standing.owner_id, role=StandingRole.DIRECTOR).exclude(pk=standing.pk)
    if not others.exists():
        raise Refusal(
            _("%(person)s is the only director of %(organisation)s. Make somebody else director first.")
            % {"person": standing.account, "organisation": standing.owner},
            "role",
        )


def _refuse_last_coordinator(membership: NetworkMembership) -> None:
    Network.objects.select_for_update().get(pk=membership.network_id)
    others = NetworkMembership.objects.filter(network_id=membership.network_id, role=NetworkRole.COORDINATOR)
    if not others.exclude(pk=membership.pk).exists():
        raise Refusal(
            _("%(person)s is the only coordinator of the network. Make somebody else coordinator first.")
            % {"person": membership.account},
            "role",
        )
