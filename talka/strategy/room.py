"""What this room shows in others: tasks, what stages have yielded, parts of the programme room and the story."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation.access import Viewer
from talka.foundation.owners.models import OwnerKind
from talka.foundation.rooms import Room, Section, StageYield, Task, register_room
from talka.foundation.threads.models import Relation, Thread
from talka.identity.models import Account
from talka.strategy.models import (
    Comment,
    GroupMember,
    GroupRole,
    Indicator,
    Measure,
    Plan,
    PlanningGroup,
    Progress,
    Promise,
    PromiseRole,
    StrategicGoal,
    Swot,
)
from talka.strategy.proofs import evidence
from talka.strategy.queries.plans import drafts_for, open_comments, plans_to_read, public_plans
from talka.strategy.queries.swots import swots_for
from talka.strategy.snapshot import PlanShot
from talka.strategy.words import told

SMALLEST_GROUP = 4
GOALS = range(2, 5)


def standing(prefix: str = "") -> Q:
    """Measures that were not taken out, nor anything above them."""
    return Q(
        **{
            f"{prefix}removed_at": None,
            f"{prefix}operational_goal__removed_at": None,
            f"{prefix}operational_goal__goal__removed_at": None,
        }
    )


# Tasks


def tasks(viewer: Viewer) -> Iterable[Task]:
    """Measures without owner or time, promises to be taken into own plans, comments to answer, plans to approve."""
    if not viewer.acts_for:
        return
    plans = {plan.pk: plan for plan in drafts_for(viewer) if plan.owner_id in viewer.acts_for}
    yield from _gaps(plans, viewer)
    yield from _promises(viewer)
    for comment in open_comments(viewer):
        document = comment.plan or comment.swot
        assert document is not None
        name = "strategy:plan" if comment.plan_id else "strategy:swot"
        yield Task(
            title=_("Answer the comment of %(name)s") % {"name": comment.made_by_name},
            url=reverse(name, args=[viewer.network.slug, document.pk]) + f"#comment-{comment.pk}",
            button=_("Answer the comment"),
            owner=document.owner,
            about=str(document),
            programme_id=document.programme_id,
        )
    for plan in plans.values():
        if plan.owner_id in viewer.directs and plan.state == Plan.State.DRAFT:
            yield Task(
                title=_("Approve the plan") if not plan.version else _("Approve the changed plan"),
                url=reverse("strategy:approve", args=[viewer.network.slug, plan.pk]),
                button=_("See what is missing"),
                owner=plan.owner,
                about=told(plan.title, plan.language),
                programme_id=plan.programme_id,
            )


def _gaps(plans: Mapping[int, Plan], viewer: Viewer) -> Iterable[Task]:
    lacking = (
        Measure.objects.filter(standing(), operational_goal__goal__plan_id__in=plans)
        .filter(Q(responsible_name="", responsible=None) | Q(starts_on=None) | Q(ends_on=None))
        .values_list("operational_goal__goal__plan_id")
        .annotate(number=Count("pk"))
        .order_by("operational_goal__goal__plan_id")
    )
    for plan_id, number in lacking:
        plan = plans[plan_id]
        yield Task(
            title=ngettext(
                "Give %(number)s measure an owner and a time",
                "Give %(number)s measures an owner and a time",
                number,
            )
            % {"number": number},
            url=reverse("strategy:plan", args=[viewer.network.slug, plan.pk]) + "#checks",
            button=_("See the measures"),
            owner=plan.owner,
            about=told(plan.title, plan.language),
            programme_id=plan.programme_id,
        )


def _promises(viewer: Viewer) -> Iterable[Task]:
    waiting = Promise.objects.filter(
        standing("measure__"),
        owner_id__in=viewer.acts_for,
        role__in=[PromiseRole.LEADS, PromiseRole.GIVES],
        own_measure=None,
        measure__operational_goal__goal__plan__network=viewer.network,
    ).select_related("owner", "measure__operational_goal__goal__plan")
    for promise in waiting:
        plan = promise.measure.operational_goal.goal.plan
        yield Task(
            title=_("Take our promise into our own plan: %(words)s") % {"words": told(promise.words, plan.language)},
            url=reverse("strategy:take_promise", args=[viewer.network.slug, promise.pk]),
            button=_("Take it into our plan"),
            owner=promise.owner,
            about=told(plan.title, plan.language),
            programme_id=plan.programme_id,
        )


# What stages have yielded


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


# Parts of the programme's pages


def room_sections(programme_id: int, viewer: Viewer) -> Iterable[Section]:
    """Planning groups, SWOTs and plans that this reader may open, and what they may begin."""
    swots = list(swots_for(viewer).filter(programme_id=programme_id).order_by("owner__name"))
    drafts = list(drafts_for(viewer).filter(programme_id=programme_id).order_by("kind", "owner__name"))
    shared = list(plans_to_read(viewer).filter(programme_id=programme_id).exclude(pk__in=[plan.pk for plan in drafts]))
    groups = list(
        PlanningGroup.objects.filter(programme_id=programme_id, network=viewer.network)
        .filter(Q(owner_id__in=viewer.acts_for) | Q(members__account=viewer.account))
        .select_related("owner")
        .annotate(people=Count("members"))
        .order_by("owner__name")
    )
    if not (viewer.acts_for or swots or drafts or shared or groups):
        return
    yield Section(
        key="strategy",
        template="strategy/sections/room.html",
        context={
            "swots": swots,
            "drafts": drafts,
            "shared": shared,
            "groups": groups,
            "programme_id": programme_id,
            "may_begin": bool(viewer.acts_for),
        },
        order=35,
    )


def story_sections(programme_id: int, viewer: Viewer) -> Iterable[Section]:
    """Approved plans that everybody may read, and the cooperation of all."""
    public = Viewer(network=viewer.network)
    plans = list(plans_to_read(public).filter(programme_id=programme_id))
    if not plans:
        return
    programme = plans[0].programme
    assert programme is not None
    shots = {shot.id: shot for shot in public_plans(programme, public)}
    shown = [(plan, shots[plan.pk], _told(shots[plan.pk])) for plan in plans if plan.pk in shots]
    yield Section(
        key="plans",
        template="strategy/sections/story.html",
        context={
            "own": [each for each in shown if each[0].owner.kind != OwnerKind.PARTNERSHIP],
            "common": [each for each in shown if each[0].owner.kind == OwnerKind.PARTNERSHIP],
        },
        order=35,
    )


def _told(shot: PlanShot) -> str:
    """ "14 measures: 3 done, 5 begun." """
    measures = shot.measures
    parts = [ngettext("%(number)s measure", "%(number)s measures", len(measures)) % {"number": len(measures)}]
    done = sum(measure.progress == Progress.DONE for measure in measures)
    begun = sum(measure.progress == Progress.BEGUN for measure in measures)
    if done:
        parts.append(ngettext("%(number)s done", "%(number)s done", done) % {"number": done})
    if begun:
        parts.append(ngettext("%(number)s begun", "%(number)s begun", begun) % {"number": begun})
    return ", ".join(parts)


# A person's data


def export_person(account: Account) -> Mapping[str, Any]:
    return {
        "planning_groups": [
            {"group": str(member.group), "role": member.role, "title": member.title}
            for member in GroupMember.objects.filter(account=account).select_related("group__owner")
        ],
        "comments": list(Comment.objects.filter(made_by=account).values("text", "made_at", "answer")),
        "measures_in_charge": [
            str(measure) for measure in Measure.objects.filter(responsible=account, removed_at=None)
        ],
    }


def erase_person(account: Account) -> None:
    """Places in groups and points go; a comment stays without its writer's name; measures look for a new owner.

    Approved versions keep the name that was approved: they are official records.
    """
    GroupMember.objects.filter(account=account).delete()
    Comment.objects.filter(made_by=account).update(made_by=None, made_by_name="")
    Measure.objects.filter(responsible=account).update(responsible=None, responsible_name="")


def register() -> None:
    register_room(
        Room(
            name="strategy",
            evidence=evidence,
            tasks=tasks,
            stage_yields=stage_yields,
            room_sections=room_sections,
            story_sections=story_sections,
            export_person=export_person,
            erase_person=erase_person,
        )
    )
