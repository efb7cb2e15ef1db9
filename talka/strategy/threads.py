"""What this room lets others cite, and how the chain passes through a plan's own structure.

A SWOT item is told to those who may read its SWOT. A part of a plan is told to those who read its draft, and,
where it stands in the approved version, to those with whom that is shared. To everybody else it is hidden.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.threads.kinds import End, Name, register_kind
from talka.foundation.versions.models import FrozenVersion
from talka.strategy.models import Indicator, Measure, OperationalGoal, Plan, Progress, StrategicGoal, SwotItem
from talka.strategy.queries.plans import drafts_for, plans_to_read
from talka.strategy.queries.swots import swots_for
from talka.strategy.words import told

ITEM, GOAL, OPERATIONAL, MEASURE, INDICATOR, PLAN = (
    "strategy.swotitem",
    "strategy.strategicgoal",
    "strategy.operationalgoal",
    "strategy.measure",
    "strategy.indicator",
    "strategy.plan",
)


def resolve_items(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    """SWOT items: two queries."""
    items = list(SwotItem.objects.filter(pk__in=list(ids), swot__network=viewer.network).select_related("swot__owner"))
    open_swots = set(swots_for(viewer).filter(pk__in={item.swot_id for item in items}).values_list("pk", flat=True))
    found = {}
    for item in items:
        identity = str(item.pk)
        if item.swot_id not in open_swots:
            found[identity] = End(ITEM, identity, hidden=True)
            continue
        address = reverse("strategy:swot", args=[viewer.network.slug, item.swot_id])
        found[identity] = End(
            ITEM,
            identity,
            title=told(item.text, viewer.network.language),
            url=f"{address}#item-{identity}",
            label=item.get_quadrant_display(),
            owner=item.swot.owner,
        )
    return found


class _Plans:
    """Which of these plans the viewer reads, as draft or in the approved version, and what stands in that: 3 queries."""

    def __init__(self, plan_ids: set[int], viewer: Viewer) -> None:
        self.viewer = viewer
        self.drafts = set(drafts_for(viewer).filter(pk__in=plan_ids).values_list("pk", flat=True))
        shared = dict(plans_to_read(viewer).filter(pk__in=plan_ids - self.drafts).values_list("pk", "version"))
        wanted = Q(pk__in=[])
        for pk, version in shared.items():
            wanted |= Q(kind=PLAN, object_id=str(pk), number=version)
        self.titles: dict[Name, Any] = {}
        self.shared: set[int] = set()
        for frozen in FrozenVersion.objects.filter(wanted):
            self.shared.add(int(frozen.object_id))
            self._titles(frozen.content)

    def _titles(self, content: dict[str, Any]) -> None:
        for goal in content["goals"]:
            self.titles[GOAL, str(goal["id"])] = goal["title"]
            for each in goal["operational_goals"]:
                self.titles[OPERATIONAL, str(each["id"])] = each["title"]
                for measure in each["measures"]:
                    self.titles[MEASURE, str(measure["id"])] = measure["title"]
                    for indicator in measure["indicators"]:
                        self.titles[INDICATOR, str(indicator["id"])] = indicator["title"]

    def end(self, part: Any, kind: str, plan: Plan, label: str, measure: Measure | None = None) -> End:
        identity = str(part.pk)
        if plan.pk in self.drafts:
            title, gone = part.title, part.removed_at is not None
            address = f"{reverse('strategy:plan', args=[self.viewer.network.slug, plan.pk])}#{part._meta.model_name}-"
            url = f"{address}{identity}"
        elif (kind, identity) in self.titles:
            title, gone = self.titles[kind, identity], False
            address = reverse("strategy:plan_read", args=[self.viewer.network.slug, plan.pk])
            url = f"{address}#{part._meta.model_name}-{identity}"
            if measure is not None:
                url = reverse("strategy:measure", args=[self.viewer.network.slug, measure.pk])
        else:
            return End(kind, identity, hidden=True)
        return End(
            kind,
            identity,
            title=told(title, plan.language),
            url="" if gone else url,
            label=label,
            owner=plan.owner,
            gone=gone,
            state=str(Progress(measure.progress).label) if measure is not None else "",
        )


def resolve_goals(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    goals = list(
        StrategicGoal.objects.filter(pk__in=list(ids), plan__network=viewer.network).select_related("plan__owner")
    )
    plans = _Plans({goal.plan_id for goal in goals}, viewer)
    return {str(goal.pk): plans.end(goal, GOAL, goal.plan, _("strategic goal")) for goal in goals}


def resolve_operational_goals(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    goals = list(
        OperationalGoal.objects.filter(pk__in=list(ids), goal__plan__network=viewer.network).select_related(
            "goal__plan__owner"
        )
    )
    plans = _Plans({goal.goal.plan_id for goal in goals}, viewer)
    return {str(goal.pk): plans.end(goal, OPERATIONAL, goal.goal.plan, _("operational goal")) for goal in goals}


def resolve_measures(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    measures = list(
        Measure.objects.filter(pk__in=list(ids), operational_goal__goal__plan__network=viewer.network).select_related(
            "operational_goal__goal__plan__owner"
        )
    )
    plans = _Plans({measure.operational_goal.goal.plan_id for measure in measures}, viewer)
    return {
        str(measure.pk): plans.end(measure, MEASURE, measure.operational_goal.goal.plan, _("measure"), measure)
        for measure in measures
    }


def resolve_indicators(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    indicators = list(
        Indicator.objects.filter(
            pk__in=list(ids), measure__operational_goal__goal__plan__network=viewer.network
        ).select_related("measure__operational_goal__goal__plan__owner")
    )
    plans = _Plans({each.measure.operational_goal.goal.plan_id for each in indicators}, viewer)
    return {
        str(each.pk): plans.end(each, INDICATOR, each.measure.operational_goal.goal.plan, _("indicator"))
        for each in indicators
    }


def resolve_plans(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    wanted = {int(each) for each in ids}
    found = {}
    plans = list(Plan.objects.filter(pk__in=wanted, network=viewer.network).select_related("owner"))
    drafts = set(drafts_for(viewer).filter(pk__in=wanted).values_list("pk", flat=True))
    shared = set(plans_to_read(viewer).filter(pk__in=wanted).values_list("pk", flat=True))
    for plan in plans:
        identity = str(plan.pk)
        if plan.pk in drafts:
            url = reverse("strategy:plan", args=[viewer.network.slug, plan.pk])
        elif plan.pk in shared:
            url = reverse("strategy:plan_read", args=[viewer.network.slug, plan.pk])
        else:
            found[identity] = End(PLAN, identity, hidden=True)
            continue
        found[identity] = End(
            PLAN,
            identity,
            title=told(plan.title, plan.language),
            url=url,
            label=plan.get_kind_display(),
            owner=plan.owner,
            state=plan.get_state_display(),
        )
    return found


# The plan's own structure: an indicator stands below its measure, that below its operational goal, and so on.


def _up(model: type[Model], field: str, kind: str) -> Any:
    def above(ids: Iterable[str]) -> dict[str, list[Name]]:
        rows = model._default_manager.filter(pk__in=list(ids)).values_list("pk", field)
        return {str(pk): [(kind, str(parent))] for pk, parent in rows}

    return above


def _down(model: type[Model], field: str, kind: str) -> Any:
    def below(ids: Iterable[str]) -> dict[str, list[Name]]:
        found: dict[str, list[Name]] = {}
        rows = model._default_manager.filter(**{f"{field}__in": list(ids), "removed_at": None}).values_list(field, "pk")
        for parent, pk in rows:
            found.setdefault(str(parent), []).append((kind, str(pk)))
        return found

    return below


def register() -> None:
    register_kind(ITEM, resolve_items)
    register_kind(GOAL, resolve_goals, below=_down(OperationalGoal, "goal_id", OPERATIONAL))
    register_kind(
        OPERATIONAL,
        resolve_operational_goals,
        above=_up(OperationalGoal, "goal_id", GOAL),
        below=_down(Measure, "operational_goal_id", MEASURE),
    )
    register_kind(
        MEASURE,
        resolve_measures,
        above=_up(Measure, "operational_goal_id", OPERATIONAL),
        below=_down(Indicator, "measure_id", INDICATOR),
    )
    register_kind(INDICATOR, resolve_indicators, above=_up(Indicator, "measure_id", MEASURE))
    register_kind(PLAN, resolve_plans)
