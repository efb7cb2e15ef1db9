"""Reading the draft from its rows."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Prefetch, Sum

from talka.foundation.access import Viewer
from talka.foundation.owners.models import Owner
from talka.foundation.threads.models import Relation
from talka.foundation.threads.queries import Link, links_from, links_to
from talka.strategy.models import (
    Indicator,
    Measure,
    OperationalGoal,
    Plan,
    PlanKind,
    Promise,
    PromiseRole,
    Quadrant,
    StrategicGoal,
    SwotItem,
)
from talka.strategy.snapshot.shots import (
    GoalShot,
    IndicatorShot,
    Mark,
    MeasureShot,
    Name,
    OperationalShot,
    Owed,
    PlanShot,
    Pressing,
    PromiseShot,
    Rest,
    SourceShot,
)


def read_draft(plan: Plan, viewer: Viewer) -> PlanShot:
    """The draft as it stands, with what its parts rest on as this viewer may see it."""
    goals = list(
        StrategicGoal.objects.filter(plan=plan, removed_at=None).prefetch_related(
            Prefetch("operational_goals", OperationalGoal.objects.filter(removed_at=None)),
            Prefetch(
                "operational_goals__measures",
                Measure.objects.filter(removed_at=None).select_related("responsible", "lead"),
            ),
            "operational_goals__measures__partners",
            "operational_goals__measures__costs",
            "operational_goals__measures__sources",
            Prefetch("operational_goals__measures__indicators", Indicator.objects.filter(removed_at=None)),
            "operational_goals__measures__indicators__reported",
            Prefetch(
                "operational_goals__measures__promises",
                Promise.objects.select_related("owner", "own_measure__operational_goal__goal"),
            ),
        )
    )
    measures = [m for goal in goals for og in goal.operational_goals.all() for m in og.measures.all()]
    indicators = [indicator for measure in measures for indicator in measure.indicators.all()]
    backed = links_to([*goals, *measures, *indicators], viewer)
    answered = links_from(goals, viewer)
    owed = owed_by(plan)
    owed_here: dict[int, list[Owed]] = defaultdict(list)
    for each in owed:
        if each.own_measure_id is not None:
            owed_here[each.own_measure_id].append(each)
    numbers = own_numbers(
        {
            promise.own_measure.operational_goal.goal.plan_id
            for measure in measures
            for promise in measure.promises.all()
            if promise.own_measure
        }
    )
    shots = tuple(
        _goal(goal, str(place), backed, answered, owed_here, numbers) for place, goal in enumerate(goals, start=1)
    )
    approval = plan.approvals.order_by("-version").first() if plan.version else None
    return PlanShot(
        id=plan.pk,
        kind=plan.kind,
        owner=Mark.of(plan.owner),
        partners=tuple(
            Mark.of(owner) for owner in Owner.objects.filter(partnerships__partnership_id=plan.owner_id).order_by("pk")
        ),
        title=plan.title,
        language=plan.language,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        who_we_are=plan.who_we_are,
        what_we_know=plan.what_we_know,
        mission=plan.mission,
        vision=plan.vision,
        values=plan.values,
        how_made=plan.how_made,
        how_monitored=plan.how_monitored,
        currency=plan.currency,
        report_every=plan.report_every,
        goals=shots,
        pressing=pressing_items(plan, shots),
        owed=tuple(owed),
        version=plan.version,
        approved_on=approval.approved_on if approval else None,
    )


def _goal(
    goal: StrategicGoal,
    number: str,
    backed: dict[Name, list[Link]],
    answered: dict[Name, list[Link]],
    owed: dict[int, list[Owed]],
    numbers: dict[int, str],
) -> GoalShot:
    name = ("strategy.strategicgoal", str(goal.pk))
    links = [link for link in backed[name] if link.relation == Relation.BACKS]
    links += [link for link in answered[name] if link.relation == Relation.ANSWERS]
    return GoalShot(
        id=goal.pk,
        number=number,
        title=goal.title,
        short=goal.short,
        why=goal.why,
        rests=_rests(links),
        revision=goal.revision,
        operational_goals=tuple(
            OperationalShot(
                id=each.pk,
                number=f"{number}.{place}",
                title=each.title,
                revision=each.revision,
                measures=tuple(
                    _measure(measure, f"{number}.{place}.{last}", backed, owed, numbers)
                    for last, measure in enumerate(each.measures.all(), start=1)
                ),
            )
            for place, each in enumerate(goal.operational_goals.all(), start=1)
        ),
    )


def _measure(
    measure: Measure,
    number: str,
    backed: dict[Name, list[Link]],
    owed: dict[int, list[Owed]],
    numbers: dict[int, str],
) -> MeasureShot:
    return MeasureShot(
        id=measure.pk,
        number=number,
        title=measure.title,
        about=measure.about,
        responsible_id=measure.responsible_id,
        responsible=measure.responsible_name or (str(measure.responsible) if measure.responsible else ""),
        lead=Mark.of(measure.lead) if measure.lead else None,
        partners=tuple(Mark.of(owner) for owner in measure.partners.all()),
        with_others=measure.with_others,
        starts_on=measure.starts_on,
        ends_on=measure.ends_on,
        costs=tuple((cost.year, cost.amount) for cost in measure.costs.all()),
        sources=tuple(SourceShot(each.name, each.amount, each.state) for each in measure.sources.all()),
        risk=measure.risk,
        indicators=tuple(
            _indicator(each, _rests(backed["strategy.indicator", str(each.pk)])) for each in measure.indicators.all()
        ),
        promises=tuple(_promise(each, numbers) for each in measure.promises.all()),
        rests=_rests(link for link in backed["strategy.measure", str(measure.pk)] if link.relation == Relation.BACKS),
        owed=tuple(owed.get(measure.pk, ())),
        progress=measure.progress,
        progress_note=measure.progress_note,
        progress_on=measure.progress_on,
        revision=measure.revision,
    )


def _indicator(each: Indicator, rests: tuple[Rest, ...]) -> IndicatorShot:
    return IndicatorShot(
        id=each.pk,
        title=each.title,
        kind=each.kind,
        unit=each.unit,
        baseline=each.baseline,
        baseline_year=each.baseline_year,
        target=each.target,
        target_year=each.target_year,
        source=each.source,
        collector=each.collector,
        split_by=each.split_by,
        revision=each.revision,
        values=tuple((value.period, value.value, value.note) for value in each.reported.all()),
        rests=rests,
    )


def _promise(promise: Promise, numbers: dict[int, str]) -> PromiseShot:
    own = promise.own_measure
    if own is not None and (own.removed_at or own.operational_goal.removed_at or own.operational_goal.goal.removed_at):
        own = None
    return PromiseShot(
        id=promise.pk,
        owner=Mark.of(promise.owner),
        role=promise.role,
        words=promise.words,
        own_measure_id=own.pk if own else None,
        own_number=numbers.get(own.pk, "") if own else "",
        own_title=own.title if own else {},
        own_plan_id=own.operational_goal.goal.plan_id if own else None,
    )


def _rests(links: Iterable[Link]) -> tuple[Rest, ...]:
    return tuple(Rest(link.end.kind, link.end.id, link.relation, link.end, link.thread_id) for link in links)


def own_numbers(plan_ids: Iterable[int]) -> dict[int, str]:
    """The number ("2.1.3") of every measure in these plans' drafts: one query."""
    rows = Measure.objects.filter(
        operational_goal__goal__plan_id__in=list(plan_ids),
        removed_at=None,
        operational_goal__removed_at=None,
        operational_goal__goal__removed_at=None,
    ).order_by(
        "operational_goal__goal__plan_id",
        "operational_goal__goal__position",
        "operational_goal__goal_id",
        "operational_goal__position",
        "operational_goal_id",
        "position",
        "pk",
    )
    numbers: dict[int, str] = {}
    goals: dict[int, list[int]] = defaultdict(list)
    below: dict[int, list[int]] = defaultdict(list)
    counts: dict[int, int] = defaultdict(int)
    for pk, og, goal, plan in rows.values_list(
        "pk", "operational_goal_id", "operational_goal__goal_id", "operational_goal__goal__plan_id"
    ):
        if goal not in goals[plan]:
            goals[plan].append(goal)
        if og not in below[goal]:
            below[goal].append(og)
        counts[og] += 1
        numbers[pk] = f"{goals[plan].index(goal) + 1}.{below[goal].index(og) + 1}.{counts[og]}"
    return numbers


def owed_by(plan: Plan) -> list[Owed]:
    """What the plan's owner leads or gives by the cooperation plans of the same programme: one query."""
    if plan.kind == PlanKind.COOPERATION:
        return []
    promises = (
        Promise.objects.filter(
            owner_id=plan.owner_id,
            role__in=[PromiseRole.LEADS, PromiseRole.GIVES],
            measure__removed_at=None,
            measure__operational_goal__removed_at=None,
            measure__operational_goal__goal__removed_at=None,
            measure__operational_goal__goal__plan__programme=plan.programme,
            measure__operational_goal__goal__plan__network_id=plan.network_id,
        )
        .select_related("measure__operational_goal__goal__plan__owner", "own_measure__operational_goal__goal")
        .order_by("pk")
    )
    found = []
    for promise in promises:
        own = promise.own_measure
        stands = own is not None and not (
            own.removed_at or own.operational_goal.removed_at or own.operational_goal.goal.removed_at
        )
        if stands and own is not None and own.operational_goal.goal.plan_id != plan.pk:
            continue  # it stands in another plan of the same owner
        common = promise.measure.operational_goal.goal.plan
        found.append(
            Owed(
                promise_id=promise.pk,
                words=promise.words,
                role=promise.role,
                plan_id=common.pk,
                plan_title=common.title,
                plan_owner=Mark.of(common.owner),
                measure_title=promise.measure.title,
                own_measure_id=own.pk if own is not None and stands else None,
            )
        )
    return found


def pressing_items(plan: Plan, goals: Iterable[GoalShot]) -> tuple[Pressing, ...]:
    """Weaknesses and threats with most points in their quadrant; equals stand together."""
    if plan.swot_id is None:
        return ()
    items = list(
        SwotItem.objects.filter(swot_id=plan.swot_id, quadrant__in=[Quadrant.WEAKNESS, Quadrant.THREAT]).annotate(
            total=Sum("points__points")
        )
    )
    answered = {rest.id for goal in goals for rest in goal.rests if rest.relation == Relation.ANSWERS}
    found = []
    for quadrant in (Quadrant.WEAKNESS, Quadrant.THREAT):
        own = [item for item in items if item.quadrant == quadrant]
        most = max((item.total or 0 for item in own), default=0)
        found += [
            Pressing(item.pk, quadrant, item.text, str(item.pk) in answered)
            for item in own
            if most and item.total == most
        ]
    return tuple(found)
