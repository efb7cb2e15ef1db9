from collections.abc import Mapping

from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.threads.actions import end_deleted, end_merged, end_split, tie, untie
from talka.foundation.threads.models import Relation
from talka.foundation.wording import Wording
from talka.identity.models import Account
from talka.programmes.models import Programme, Stage
from talka.strategy.models import GroupMember, GroupRole, PlanningGroup, Quadrant, Swot, SwotItem, SwotPoints


@transaction.atomic
def make_swot(
    *,
    acting_user: Account | None,
    owner: Owner,
    programme: Programme | None = None,
    stage: Stage | None = None,
    points_each: int = 10,
) -> Swot:
    """Open the SWOT of an organisation or partnership, private to it and its planning group. Asked twice, it is the same."""
    standing = Swot.objects.filter(owner=owner, programme=programme).first()
    if standing:
        return standing
    group = PlanningGroup.objects.filter(owner=owner, programme=programme).first()
    swot = Swot.objects.create(
        network=owner.network, owner=owner, programme=programme, stage=stage, group=group, points_each=points_each
    )
    record(acting_user=acting_user, network=owner.network, verb="made", target=swot)
    return swot


@transaction.atomic
def add_swot_item(*, acting_user: Account | None, swot: Swot, quadrant: str, text: Wording) -> SwotItem:
    """Write one more item at the end of a quadrant."""
    if quadrant not in Quadrant.values:
        raise Refusal(_("Choose a quadrant."), "quadrant")
    if not any(said.strip() for said in text.values()):
        raise Refusal(_("Write the item in one sentence."), "text")
    last = swot.items.filter(quadrant=quadrant).aggregate(last=Max("position"))["last"]
    item = SwotItem.objects.create(
        swot=swot, quadrant=quadrant, text=text, position=(last or 0) + 1, made_by=acting_user
    )
    record(acting_user=acting_user, network=swot.network, verb="wrote", target=swot, item=item.pk)
    return item


@transaction.atomic
def write_swot_item(*, acting_user: Account | None, item: SwotItem, text: Wording) -> None:
    if not any(said.strip() for said in text.values()):
        raise Refusal(_("Write the item in one sentence."), "text")
    item.text = text
    item.revision += 1
    item.save(update_fields=["text", "revision"])
    record(acting_user=acting_user, network=item.swot.network, verb="changed", target=item.swot, item=item.pk)


@transaction.atomic
def move_swot_item(*, acting_user: Account | None, item: SwotItem, quadrant: str | None = None, by: int = 0) -> None:
    """Move an item to the end of another quadrant, or up (by=-1) and down (by=1) in its own."""
    swot = Swot.objects.select_for_update().get(pk=item.swot_id)
    if quadrant and quadrant != item.quadrant:
        if quadrant not in Quadrant.values:
            raise Refusal(_("Choose a quadrant."), "quadrant")
        last = swot.items.filter(quadrant=quadrant).aggregate(last=Max("position"))["last"]
        item.quadrant, item.position = quadrant, (last or 0) + 1
        item.save(update_fields=["quadrant", "position"])
    elif by:
        order = list(swot.items.filter(quadrant=item.quadrant))
        place = next(i for i, each in enumerate(order) if each.pk == item.pk)
        order.insert(max(0, min(len(order), place + by)), order.pop(place))
        for position, each in enumerate(order, start=1):
            each.position = position
        SwotItem.objects.bulk_update(order, ["position"])
    record(acting_user=acting_user, network=swot.network, verb="moved", target=swot, item=item.pk)


@transaction.atomic
def remove_swot_item(*, acting_user: Account | None, item: SwotItem) -> None:
    """Take an item away. What it answered or rested on keeps its last words, marked as gone."""
    end_deleted(thing=item)
    record(acting_user=acting_user, network=item.swot.network, verb="removed", target=item.swot, item=item.pk)
    item.delete()


@transaction.atomic
def merge_swot_items(*, acting_user: Account | None, item: SwotItem, into: SwotItem) -> SwotItem:
    """Two items say the same: one stays, with the evidence and the points of both, and remembers the other's words."""
    if item.swot_id != into.swot_id or item.pk == into.pk:
        raise Refusal(_("Choose another item of the same SWOT."), "into")
    end_merged(merged=item, into=into)
    for given in item.points.all():
        standing = into.points.filter(member_id=given.member_id).first()
        if standing:
            standing.points += given.points
            standing.save(update_fields=["points"])
        else:
            SwotPoints.objects.create(item=into, member_id=given.member_id, points=given.points)
    into.ancestry = [*into.ancestry, {"id": item.pk, "text": item.text}, *item.ancestry]
    into.revision += 1
    into.save(update_fields=["ancestry", "revision"])
    record(acting_user=acting_user, network=into.swot.network, verb="merged", target=into.swot, item=into.pk)
    item.delete()
    return into


@transaction.atomic
def split_swot_item(*, acting_user: Account | None, item: SwotItem, texts: list[Wording]) -> list[SwotItem]:
    """One item said two things or more: each part inherits its evidence. The points are given anew."""
    if len(texts) < 2 or not all(any(said.strip() for said in text.values()) for text in texts):
        raise Refusal(_("Write at least two sentences, each in its own line."), "texts")
    parts = [
        SwotItem.objects.create(
            swot=item.swot,
            quadrant=item.quadrant,
            text=text,
            position=item.position,
            made_by=acting_user,
            ancestry=[{"id": item.pk, "text": item.text}, *item.ancestry],
        )
        for text in texts
    ]
    split: list[models.Model] = [*parts]
    end_split(split=item, parts=split)
    record(acting_user=acting_user, network=item.swot.network, verb="split", target=item.swot, item=item.pk)
    item.delete()
    return parts


@transaction.atomic
def back_item(*, acting_user: Account | None, item: SwotItem, finding: models.Model) -> None:
    """A finding, or another thing that can be cited, backs the item."""
    tie(acting_user=acting_user, network=item.swot.network, source=finding, relation=Relation.BACKS, target=item)
    record(acting_user=acting_user, network=item.swot.network, verb="backed", target=item.swot, item=item.pk)


@transaction.atomic
def unback_item(*, acting_user: Account | None, item: SwotItem, finding: models.Model) -> None:
    untie(network=item.swot.network, source=finding, relation=Relation.BACKS, target=item)
    record(acting_user=acting_user, network=item.swot.network, verb="unbacked", target=item.swot, item=item.pk)


@transaction.atomic
def give_points(*, acting_user: Account | None, swot: Swot, member: GroupMember, points: Mapping[int, int]) -> None:
    """All points of one member at once: item id → points. What stood before is replaced.

    Raises Refusal for an expert, for more points than each member has, and for items of another SWOT.
    """
    Swot.objects.select_for_update().get(pk=swot.pk)
    if member.group_id != swot.group_id or member.role == GroupRole.EXPERT:
        raise Refusal(_("Points are given by the members of the planning group."))
    given = {item_id: number for item_id, number in points.items() if number > 0}
    total = sum(given.values())
    if total > swot.points_each:
        raise Refusal(
            ngettext(
                "You gave %(total)s of %(most)s point. Take some back.",
                "You gave %(total)s of %(most)s points. Take some back.",
                swot.points_each,
            )
            % {"total": total, "most": swot.points_each},
            "points",
        )
    known = set(swot.items.values_list("pk", flat=True))
    if not known.issuperset(given):
        raise Refusal(_("An item was taken away meanwhile. Look again and give your points."), "points")
    SwotPoints.objects.filter(item__swot=swot, member=member).delete()
    SwotPoints.objects.bulk_create(
        [SwotPoints(item_id=item_id, member=member, points=number) for item_id, number in given.items()]
    )
    record(acting_user=acting_user, network=swot.network, verb="gave points", target=swot, total=total)


@transaction.atomic
def share_swot(
    *, acting_user: Account | None, swot: Swot, visibility: str, shared_with: list[Owner] | None = None
) -> None:
    """Say who may read the SWOT besides its owner and the planning group."""
    chosen = [owner for owner in shared_with or [] if owner.network_id == swot.network_id and owner.pk != swot.owner_id]
    if visibility == Visibility.SHARED and not chosen:
        raise Refusal(_("Choose with whom you share it."), "shared_with")
    swot.visibility = visibility
    swot.save(update_fields=["visibility"])
    swot.shared_with.set(chosen if visibility == Visibility.SHARED else [])
    record(
        acting_user=acting_user,
        network=swot.network,
        verb="shared",
        target=swot,
        visibility=visibility,
        with_owners=[owner.pk for owner in chosen],
    )


@transaction.atomic
def settle_swot(*, acting_user: Account | None, swot: Swot, settled: bool = True) -> None:
    """The group calls the SWOT settled, or opens it again."""
    swot.state = Swot.State.SETTLED if settled else Swot.State.OPEN
    swot.save(update_fields=["state"])
    record(acting_user=acting_user, network=swot.network, verb="settled" if settled else "reopened", target=swot)
