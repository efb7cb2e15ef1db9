from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from talka.foundation.access import Viewer, visible_to
from talka.foundation.owners.models import Owner
from talka.foundation.threads.chain import upstream_of
from talka.foundation.threads.kinds import End
from talka.foundation.versions.models import FrozenVersion
from talka.foundation.versions.queries import version_number
from talka.programmes.models import Programme
from talka.strategy.models import (
    Comment,
    GroupMember,
    Indicator,
    Measure,
    OperationalGoal,
    Plan,
    StrategicGoal,
    Swot,
)
from talka.strategy.snapshot import GoalShot, MeasureShot, OperationalShot, PlanShot, read_version


def standing(prefix: str = "") -> Q:
    """Measures that were not taken out, nor anything above them."""
    return Q(
        **{
            f"{prefix}removed_at": None,
            f"{prefix}operational_goal__removed_at": None,
            f"{prefix}operational_goal__goal__removed_at": None,
        }
    )


def drafts_for(viewer: Viewer, programme: Programme | None = None) -> "QuerySet[Plan]":
    """Plans whose draft the viewer reads: of own organisations and partnerships, and of planning groups they are in."""
    if not viewer.is_member:
        return Plan.objects.none()
    own = Q(owner_id__in=viewer.acts_for) | Q(
        group_id__in=GroupMember.objects.filter(account=viewer.account).values("group_id")
    )
    found = Plan.objects.filter(own, network=viewer.network).select_related("owner", "programme", "group", "swot")
    return found.filter(programme=programme) if programme else found


def plans_to_read(viewer: Viewer, programme: Programme | None = None) -> "QuerySet[Plan]":
    """Plans with an approved version that is shared with this viewer, newest first."""
    found = (
        visible_to(Plan.objects.filter(version__gt=0), viewer)
        .select_related("owner", "programme")
        .order_by("kind", "owner__name", "pk")
    )
    return found.filter(programme=programme) if programme else found


def version_for(plan: Plan, number: int = 0) -> FrozenVersion | None:
    """The approved version, or an older one by number."""
    return version_number(plan, number or plan.version)


def public_plans(programme: Programme, viewer: Viewer) -> list[PlanShot]:
    """Approved plans of a programme as this viewer may read them: a fixed number of queries for each plan."""
    return [shot for _plan, shot in _read(plans_to_read(viewer, programme), viewer)]


@dataclass(frozen=True)
class PublicMeasure:
    """A measure of an approved plan, with where it stands in it."""

    plan: PlanShot
    goal: GoalShot
    operational_goal: OperationalShot
    measure: MeasureShot
    owner: Owner


def public_measures(programme: Programme, viewer: Viewer) -> list[PublicMeasure]:
    """All measures of the approved plans of a programme that this viewer may read."""
    return [
        PublicMeasure(shot, goal, each, measure, plan.owner)
        for plan, shot in _read(plans_to_read(viewer, programme), viewer)
        for goal in shot.goals
        for each in goal.operational_goals
        for measure in each.measures
    ]


def _read(plans: "QuerySet[Plan]", viewer: Viewer) -> list[tuple[Plan, PlanShot]]:
    standing = list(plans)
    wanted = Q(pk__in=[])
    for plan in standing:
        wanted |= Q(kind="strategy.plan", object_id=str(plan.pk), number=plan.version)
    versions = {version.object_id: version for version in FrozenVersion.objects.filter(wanted)}
    return [(plan, read_version(versions[str(plan.pk)], viewer)) for plan in standing if str(plan.pk) in versions]


def evidence_of(shot: PlanShot, viewer: Viewer) -> dict[int, list[End]]:
    """Goal id → what it rests on as this viewer may see it, findings behind a SWOT item included.

    All that is hidden from them shows as one; what was taken away does not show. No more queries for many goals.
    """
    names = [("strategy.strategicgoal", str(goal.id)) for goal in shot.goals]
    behind = upstream_of(names, viewer) if names else {}
    found: dict[int, list[End]] = {}
    for goal, name in zip(shot.goals, names, strict=True):
        direct = [rest.end for rest in goal.rests if rest.stands]
        known = {(end.kind, end.id) for end in direct}
        further = [
            step.end
            for step in behind[name]
            if step.name not in known and step.end.kind.startswith("findings.") and not step.end.gone
        ]
        shown = [end for end in [*direct, *further] if not end.hidden]
        hidden = [end for end in [*direct, *further] if end.hidden][:1]
        found[goal.id] = shown + hidden
    return found


def comments_on(document: Plan | Swot) -> list[Comment]:
    """All comments, open ones first, the newest of them on top."""
    found = document.comments.all()
    return sorted(found, key=lambda each: (each.resolved_at is not None, -each.made_at.timestamp()))


def open_comments(viewer: Viewer) -> "QuerySet[Comment]":
    """Comments that wait for an answer from the viewer's own organisations."""
    return (
        Comment.objects.filter(
            Q(plan__owner_id__in=viewer.acts_for) | Q(swot__owner_id__in=viewer.acts_for),
            network=viewer.network,
            answered_at=None,
            resolved_at=None,
        )
        .exclude(made_by=viewer.account)
        .select_related("plan__owner", "swot__owner")
    )


def removed_parts(plan: Plan) -> list[Any]:
    """Parts that were taken out and can be brought back, newest first: four queries."""
    goals: list[Any] = list(StrategicGoal.objects.filter(plan=plan, removed_at__isnull=False))
    below = OperationalGoal.objects.filter(goal__plan=plan, goal__removed_at=None, removed_at__isnull=False)
    measures = Measure.objects.filter(
        operational_goal__goal__plan=plan, operational_goal__removed_at=None, removed_at__isnull=False
    )
    indicators = Indicator.objects.filter(
        measure__operational_goal__goal__plan=plan, measure__removed_at=None, removed_at__isnull=False
    )
    parts = [*goals, *below, *measures, *indicators]
    for part in parts:
        part.kind_name = part._meta.model_name
    return sorted(parts, key=lambda part: part.removed_at, reverse=True)
