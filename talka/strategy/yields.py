"""What stages have yielded in planning, partner by partner, in numbers alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation.access import Viewer
from talka.foundation.rooms import StageYield
from talka.foundation.threads.models import Relation, Thread
from talka.strategy.models import (
    Comment,
    GroupRole,
    Indicator,
    Measure,
    Plan,
    PlanningGroup,
    StrategicGoal,
    Swot,
)
from talka.strategy.queries.plans import standing

SMALLEST_GROUP = 4


GOALS = range(2, 5)


def stage_yields(programme_id: int, viewer: Viewer) -> Iterable[StageYield]:
    """As the programme's table: per partner the group, SWOT, goals, complete measures, indicators, comments, approval.

    They are counts, never contents, so partners see of each other how far they are.
    """
    groups = list(
        PlanningGroup.objects.filter(programme_id=programme_id, network=viewer.network, stage__isnull=False).annotate(
            people=Count("members", filter=~Q(members__role=GroupRole.EXPERT))
        )
    )
    if groups:
        yield from _table(
            _("A planning group of at least four"),
            [
                (
                    group.stage_id,
                    group.owner_id,
                    group.people,
                    SMALLEST_GROUP,
                    ngettext("%(number)s person", "%(number)s people", group.people) % {"number": group.people},
                )
                for group in groups
            ],
        )
    swots = list(
        Swot.objects.filter(programme_id=programme_id, network=viewer.network, stage__isnull=False).annotate(
            how_many=Count("items")
        )
    )
    if swots:
        yield from _table(
            _("A SWOT of each"),
            [
                (
                    swot.stage_id,
                    swot.owner_id,
                    swot.how_many if swot.state == Swot.State.SETTLED else min(swot.how_many, 3),
                    4,
                    ngettext("%(number)s item", "%(number)s items", swot.how_many) % {"number": swot.how_many},
                )
                for swot in swots
            ],
        )
    plans = list(Plan.objects.filter(programme_id=programme_id, network=viewer.network, stage__isnull=False))
    if plans:
        yield from _plan_yields(plans)


Row = tuple[int | None, int, int, int, str]


def _table(title: str, rows: Iterable[Row], url: str = "") -> Iterable[StageYield]:
    """One line for each stage: (stage, owner, reached, wanted, words)."""
    by_stage: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row[0] is not None:
            by_stage[row[0]].append(row)
    for stage_id, held in by_stage.items():
        per_owner = {owner: (_state(reached, wanted), words) for _stage, owner, reached, wanted, words in held}
        states = [state for state, _words in per_owner.values()]
        done = states.count("done")
        yield StageYield(
            stage_id=stage_id,
            title=title,
            state="done" if done == len(states) else "todo" if set(states) == {"todo"} else "half",
            words=_("%(done)s of %(all)s") % {"done": done, "all": len(states)},
            url=url,
            per_owner=per_owner,
        )


def _state(reached: int, wanted: int) -> str:
    if wanted and reached >= wanted:
        return "done"
    return "half" if reached else "todo"


def _plan_yields(plans: list[Plan]) -> Iterable[StageYield]:
    ids = [plan.pk for plan in plans]
    goals: dict[int, list[int]] = defaultdict(list)
    for pk, plan_id in StrategicGoal.objects.filter(plan_id__in=ids, removed_at=None).values_list("pk", "plan_id"):
        goals[plan_id].append(pk)
    rest = _resting([pk for held in goals.values() for pk in held])
    measures: dict[int, int] = defaultdict(int)
    complete: dict[int, int] = defaultdict(int)
    rows = Measure.objects.filter(standing(), operational_goal__goal__plan_id__in=ids).annotate(years=Count("costs"))
    for plan_id, name, account, start, end, years in rows.values_list(
        "operational_goal__goal__plan_id", "responsible_name", "responsible_id", "starts_on", "ends_on", "years"
    ):
        measures[plan_id] += 1
        complete[plan_id] += bool((name or account) and start and end and years)
    indicators: dict[int, int] = defaultdict(int)
    known: dict[int, int] = defaultdict(int)
    for plan_id, baseline, target in Indicator.objects.filter(
        standing("measure__"), removed_at=None, measure__operational_goal__goal__plan_id__in=ids
    ).values_list("measure__operational_goal__goal__plan_id", "baseline", "target"):
        indicators[plan_id] += 1
        known[plan_id] += baseline is not None and target is not None
    spoken = Comment.objects.filter(plan_id__in=ids, as_expert=True).values_list("plan_id")
    experts: dict[int, int] = dict(spoken.annotate(number=Count("pk")))

    def of(done: Mapping[int, int], whole: Mapping[int, int]) -> list[Row]:
        return [
            (
                plan.stage_id,
                plan.owner_id,
                done.get(plan.pk, 0),
                whole.get(plan.pk, 0),
                _("%(done)s of %(all)s") % {"done": done.get(plan.pk, 0), "all": whole.get(plan.pk, 0)},
            )
            for plan in plans
        ]

    counts = {plan.pk: len(goals[plan.pk]) for plan in plans}
    yield from _table(
        _("Two to four strategic goals"),
        [
            (
                plan.stage_id,
                plan.owner_id,
                counts[plan.pk] if counts[plan.pk] in GOALS else min(counts[plan.pk], 1),
                GOALS[0],
                ngettext("%(number)s goal", "%(number)s goals", counts[plan.pk]) % {"number": counts[plan.pk]},
            )
            for plan in plans
        ],
    )
    yield from _table(_("Every measure has an owner, a time and a cost"), of(complete, measures))
    yield from _table(_("Every indicator has a baseline and a target"), of(known, indicators))
    yield from _table(
        _("Every goal rests on a finding or a SWOT item"),
        of({plan.pk: sum(pk in rest for pk in goals[plan.pk]) for plan in plans}, counts),
    )
    yield from _table(
        _("An expert has commented"),
        [
            (
                plan.stage_id,
                plan.owner_id,
                experts.get(plan.pk, 0),
                1,
                ngettext("%(number)s comment", "%(number)s comments", experts.get(plan.pk, 0))
                % {"number": experts.get(plan.pk, 0)},
            )
            for plan in plans
        ],
    )
    yield from _table(
        _("The plan is approved"),
        [
            (
                plan.stage_id,
                plan.owner_id,
                int(plan.version > 0),
                1,
                _("version %(number)s") % {"number": plan.version} if plan.version else _("draft"),
            )
            for plan in plans
        ],
    )


def _resting(goal_ids: list[int]) -> set[int]:
    """Goals that a finding backs or that answer a SWOT item, ends that were deleted left out: one query."""
    names = [str(pk) for pk in goal_ids]
    answering = Q(source_kind="strategy.strategicgoal", source_id__in=names, relation=Relation.ANSWERS, target_gone="")
    backed = Q(target_kind="strategy.strategicgoal", target_id__in=names, relation=Relation.BACKS, source_gone="")
    return {
        int(source if kind == "strategy.strategicgoal" else target)
        for kind, source, target in Thread.objects.filter(answering | backed).values_list(
            "source_kind", "source_id", "target_id"
        )
    }
