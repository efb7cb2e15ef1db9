from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner
from talka.foundation.wording import Wording
from talka.identity.models import Account, NetworkMembership
from talka.programmes.models import Programme, Stage
from talka.strategy.models import GroupMember, GroupRole, Plan, PlanningGroup, Swot


@transaction.atomic
def make_group(
    *,
    acting_user: Account | None,
    owner: Owner,
    programme: Programme | None = None,
    stage: Stage | None = None,
    about: Wording | None = None,
) -> PlanningGroup:
    """Make the planning group of an organisation or a partnership. Asked twice, the group that stands is given.

    SWOTs and plans that the owner already has in the same programme are the group's from now on.
    """
    standing = PlanningGroup.objects.filter(owner=owner, programme=programme).first()
    if standing:
        return standing
    group = PlanningGroup.objects.create(
        network=owner.network, owner=owner, programme=programme, stage=stage, about=about or {}
    )
    for kind in (Swot, Plan):
        kind._default_manager.filter(owner=owner, programme=programme, group=None).update(group=group)
    record(acting_user=acting_user, network=owner.network, verb="made", target=group)
    return group


@transaction.atomic
def add_group_member(
    *,
    acting_user: Account | None,
    group: PlanningGroup,
    account: Account | None = None,
    name: str = "",
    title: str = "",
    role: str = GroupRole.MEMBER,
) -> GroupMember:
    """Take somebody into the group: a person of the network by account, or anybody by name.

    Raises Refusal for an account of no membership in the network, a double place, or no name.
    """
    name = name.strip() or (str(account) if account else "")
    if not name:
        raise Refusal(_("Choose a person of the network or write a name."), "name")
    if account is not None:
        if not NetworkMembership.objects.filter(network=group.network, account=account).exists():
            raise Refusal(_("This person has not joined the network yet. Invite them first."), "account")
        if group.members.filter(account=account).exists():
            raise Refusal(_("%(name)s is in the group already.") % {"name": name}, "account")
    try:
        with transaction.atomic():
            member = GroupMember.objects.create(group=group, account=account, name=name, title=title, role=role)
    except IntegrityError as error:
        raise Refusal(_("%(name)s is in the group already.") % {"name": name}, "account") from error
    record(acting_user=acting_user, network=group.network, verb="joined", target=group, name=name, role=role)
    return member


@transaction.atomic
def change_group_member(*, acting_user: Account | None, member: GroupMember, role: str, title: str = "") -> None:
    member.role, member.title = role, title
    member.save(update_fields=["role", "title"])
    record(acting_user=acting_user, network=member.group.network, verb="changed", target=member.group, name=member.name)


@transaction.atomic
def remove_group_member(*, acting_user: Account | None, member: GroupMember) -> None:
    """The person leaves the group; the points that they gave leave with them."""
    record(acting_user=acting_user, network=member.group.network, verb="left", target=member.group, name=member.name)
    member.delete()
