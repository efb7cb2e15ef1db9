from django.db.models import Q, QuerySet

from talka.foundation.access import Viewer
from talka.programmes.models import Programme
from talka.strategy.models import GroupMember, PlanningGroup


def groups_for(viewer: Viewer, programme: Programme | None = None) -> "QuerySet[PlanningGroup]":
    """Planning groups of the viewer's own organisations, and those that the viewer is a member or expert of."""
    if not viewer.is_member:
        return PlanningGroup.objects.none()
    own = Q(owner_id__in=viewer.acts_for) | Q(
        pk__in=GroupMember.objects.filter(account=viewer.account).values("group_id")
    )
    found = PlanningGroup.objects.filter(own, network=viewer.network).select_related("owner", "programme")
    return found.filter(programme=programme) if programme else found


def member_of(group: PlanningGroup | None, viewer: Viewer) -> GroupMember | None:
    if group is None or viewer.account is None:
        return None
    return GroupMember.objects.filter(group=group, account=viewer.account).first()
