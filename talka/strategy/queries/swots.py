from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer, visible_to
from talka.foundation.threads.models import Relation
from talka.foundation.threads.queries import Link, links_to
from talka.programmes.models import Programme
from talka.strategy.models import GroupMember, Quadrant, Swot, SwotItem, SwotPoints


def swots_for(viewer: Viewer, programme: Programme | None = None) -> "QuerySet[Swot]":
    """SWOTs that the viewer may read: own, of planning groups they are in, and shared ones."""
    allowed = Q(pk__in=visible_to(Swot.objects.all(), viewer).values("pk"))
    if viewer.is_member:
        allowed |= Q(group_id__in=GroupMember.objects.filter(account=viewer.account).values("group_id"))
    found = Swot.objects.filter(allowed, network=viewer.network).select_related("owner", "programme")
    return found.filter(programme=programme) if programme else found


@dataclass(frozen=True)
class ItemShown:
    """An item with its weight in its quadrant, what backs it, and which goals answer it."""

    item: SwotItem
    points: int
    weight: float | None
    backed: list[Link]
    answered: list[Link]

    @property
    def percent(self) -> float | None:
        return None if self.weight is None else 100 * self.weight


@dataclass(frozen=True)
class QuadrantShown:
    name: str
    title: str
    hint: str
    items: list[ItemShown] = field(default_factory=list)

    @property
    def points(self) -> int:
        return sum(each.points for each in self.items)


def quadrants(swot: Swot, viewer: Viewer) -> list[QuadrantShown]:
    """The four quadrants with their items in the group's order; weights of a quadrant add up to 1."""
    items = list(swot.items.all())
    given = SwotPoints.objects.filter(item__swot=swot).values_list("item_id")
    totals: dict[int, int] = dict(given.annotate(total=Sum("points")))
    links = links_to(items, viewer)
    by_quadrant: dict[str, list[SwotItem]] = defaultdict(list)
    for item in items:
        by_quadrant[item.quadrant].append(item)
    shown = []
    for name, title, hint in quadrant_words():
        own = by_quadrant[name]
        whole = sum(totals.get(item.pk, 0) for item in own)
        held = []
        for item in own:
            points = totals.get(item.pk, 0)
            found = links["strategy.swotitem", str(item.pk)]
            held.append(
                ItemShown(
                    item=item,
                    points=points,
                    weight=points / whole if whole else None,
                    backed=[link for link in found if link.relation != Relation.ANSWERS],
                    answered=[link for link in found if link.relation == Relation.ANSWERS],
                )
            )
        shown.append(QuadrantShown(name, title, hint, held))
    return shown


def quadrant_words() -> list[tuple[str, str, str]]:
    return [
        (Quadrant.STRENGTH, _("Strengths"), _("What we do well, inside the house")),
        (Quadrant.WEAKNESS, _("Weaknesses"), _("What we lack or do badly, inside the house")),
        (Quadrant.OPPORTUNITY, _("Opportunities"), _("What helps us from outside")),
        (Quadrant.THREAT, _("Threats"), _("What endangers us from outside")),
    ]


def points_given(swot: Swot, member: GroupMember) -> dict[int, int]:
    """Item id → points of this member."""
    return dict(SwotPoints.objects.filter(item__swot=swot, member=member).values_list("item_id", "points"))
