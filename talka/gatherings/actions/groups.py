"""Groups of people that are asked to come."""

import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner
from talka.foundation.wording import Wording
from talka.gatherings.models import Gathering, InvitedGroup
from talka.identity.models import Account


class GroupChanges(TypedDict, total=False):
    """What `edit_group` may change; what is left out stays as it is."""

    name: Wording
    inviter: Owner | None
    invited_on: datetime.date | None
    message: Wording


@transaction.atomic
def invite_group(
    *,
    acting_user: Account | None,
    gathering: Gathering,
    name: Wording,
    inviter: Owner | None = None,
    invited_on: datetime.date | None = None,
    message: Wording | None = None,
) -> InvitedGroup:
    """Put a group on the list of invited: who invites it, when, and a line for its letter."""
    _same_network(gathering, inviter)
    highest = gathering.invited_groups.aggregate(highest=Max("position"))["highest"]
    group = InvitedGroup.objects.create(
        gathering=gathering,
        name=name,
        inviter=inviter,
        invited_on=invited_on,
        message=message or {},
        position=(highest or 0) + 1,
    )
    _record(acting_user, group, "invited group")
    return group


@transaction.atomic
def edit_group(*, acting_user: Account | None, group: InvitedGroup, **changes: Unpack[GroupChanges]) -> InvitedGroup:
    """Change what is given."""
    for field, value in changes.items():
        setattr(group, field, value)
    _same_network(group.gathering, group.inviter)
    group.save()
    _record(acting_user, group, "edited group")
    return group


@transaction.atomic
def remove_group(*, acting_user: Account | None, group: InvitedGroup) -> None:
    """Take a group off the list; those of it who signed up keep their places."""
    _record(acting_user, group, "removed group")
    group.delete()


def _same_network(gathering: Gathering, inviter: Owner | None) -> None:
    if inviter is not None and inviter.network_id != gathering.network_id:
        raise Refusal(_("Who invites must be a member of this network."), "inviter")


def _record(acting_user: Account | None, group: InvitedGroup, verb: str) -> None:
    gathering = group.gathering
    record(acting_user=acting_user, network=gathering.network, verb=verb, target=gathering, group=group.pk)
