"""Letters of invitation: sent, sent again, withdrawn, accepted."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner, Standing, StandingRole
from talka.identity.models import Account, Network, NetworkRole
from talka.organisations.actions.people import add_member, give_standing
from talka.organisations.jobs import send_invitation
from talka.organisations.models import Invitation, InvitedRole

VALID_FOR = datetime.timedelta(days=30)
RANK: dict[str, int] = {StandingRole.INTERVIEWER: 0, StandingRole.STAFF: 1, StandingRole.DIRECTOR: 2}
Role = tuple[Owner, str, str]


@transaction.atomic
def invite(
    *,
    acting_user: Account,
    network: Network,
    email: str,
    roles: Iterable[Role] = (),
    network_role: str = NetworkRole.MEMBER,
    language: str = "",
    message: str = "",
    name: str = "",
) -> Invitation:
    """Invite one address, with roles in any number of organisations: (owner, role, what they do there).

    A letter of the same sender that still waits for this address is written anew instead of a second one.
    """
    address = email.strip().lower()
    wanted = {owner.pk: (owner, role, title) for owner, role, title in roles}
    if any(owner.network_id != network.pk for owner, _role, _title in wanted.values()):
        raise Refusal(_("Roles are given in organisations of this network."), "roles")
    now = timezone.now()
    Network.objects.select_for_update().get(pk=network.pk)
    invitation = Invitation.objects.filter(
        network=network,
        email=address,
        invited_by=acting_user,
        accepted_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=now,
    ).first() or Invitation(network=network, email=address, invited_by=acting_user)
    invitation.name = name.strip()
    invitation.network_role = network_role
    invitation.language = language or network.language
    invitation.message = message.strip()
    invitation.invited_at = now
    invitation.expires_at = now + VALID_FOR
    invitation.save()
    for owner, role, title in wanted.values():
        InvitedRole.objects.update_or_create(
            invitation=invitation, owner=owner, defaults={"role": role, "title": title.strip()}
        )
    record(acting_user=acting_user, network=network, verb="sent", target=invitation)
    _send_on_commit(invitation)
    return invitation


@transaction.atomic
def resend_invitation(*, acting_user: Account, invitation: Invitation) -> Invitation:
    """Send the letter again; it is good for thirty more days, and the same link works."""
    kept = _lock(invitation)
    if kept.accepted_at:
        raise Refusal(_("%(address)s has already accepted.") % {"address": kept.email})
    if kept.withdrawn_at:
        raise Refusal(_("This invitation was withdrawn. Write a new one."))
    kept.invited_at = timezone.now()
    kept.expires_at = kept.invited_at + VALID_FOR
    kept.save(update_fields=["invited_at", "expires_at"])
    record(acting_user=acting_user, network=kept.network, verb="sent again", target=kept)
    _send_on_commit(kept)
    return kept


@transaction.atomic
def withdraw_invitation(*, acting_user: Account, invitation: Invitation) -> Invitation:
    """Take an invitation back: its link then says so. Raises Refusal where it was accepted already."""
    kept = _lock(invitation)
    if kept.accepted_at:
        raise Refusal(_("%(address)s has already accepted.") % {"address": kept.email})
    if not kept.withdrawn_at:
        kept.withdrawn_at = timezone.now()
        kept.save(update_fields=["withdrawn_at"])
        record(acting_user=acting_user, network=kept.network, verb="withdrawn", target=kept)
    return kept


@transaction.atomic
def accept_invitation(*, acting_user: Account, invitation: Invitation) -> Invitation:
    """Join the network with all roles of the letter. Accepting twice is the same as once.

    A stronger role that the person already has stays. Raises Refusal where the letter was used by somebody else,
    is too old or was withdrawn.
    """
    kept = _lock(invitation)
    if kept.accepted_at:
        if kept.accepted_by_id == acting_user.pk:
            return kept
        raise Refusal(_("This invitation has been used. Ask the person who invited you for a new one."))
    if kept.withdrawn_at:
        raise Refusal(_("This invitation was withdrawn. Ask the person who invited you."))
    if kept.expires_at <= timezone.now():
        raise Refusal(_("This invitation is too old. Ask the person who invited you to send it again."))
    add_member(acting_user=acting_user, network=kept.network, account=acting_user, role=kept.network_role)
    held = dict(Standing.objects.filter(account=acting_user).values_list("owner_id", "role"))
    for role in kept.roles.select_related("owner__network"):
        if role.owner_id not in held or RANK[role.role] > RANK[held[role.owner_id]]:
            give_standing(
                acting_user=acting_user, owner=role.owner, account=acting_user, role=role.role, title=role.title
            )
    kept.accepted_at, kept.accepted_by = timezone.now(), acting_user
    kept.save(update_fields=["accepted_at", "accepted_by"])
    record(acting_user=acting_user, network=kept.network, verb="accepted", target=kept)
    return kept


def _lock(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=("self",)).select_related("network").get(pk=invitation.pk)


def _send_on_commit(invitation: Invitation) -> None:
    transaction.on_commit(lambda: send_invitation.enqueue(invitation.pk))
