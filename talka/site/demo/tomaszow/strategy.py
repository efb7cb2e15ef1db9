"""Planning groups, SWOT, plans and the cooperation plan, approved and public."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from talka.findings.models import Finding
from talka.foundation.owners.models import Owner, Visibility
from talka.identity.models import Account
from talka.site.demo.tomaszow.network import EXPERT, STAFF, Town
from talka.site.demo.tomaszow.plan_content import MeasureText, PlanText, on
from talka.site.demo.tomaszow.plans import COOPERATION, DOK, MOK, TKACZ
from talka.site.demo.tomaszow.programme import Course
from talka.site.demo.tomaszow.swot import SWOTS, Item
from talka.strategy.actions import (
    add_goal,
    add_group_member,
    add_indicator,
    add_measure,
    add_operational_goal,
    add_promise,
    add_swot_item,
    answer_comment,
    answer_item,
    approve_plan,
    back_item,
    comment,
    give_points,
    make_group,
    make_plan,
    make_swot,
    report_progress,
    settle_swot,
    share_plan,
    share_swot,
    take_promise,
    write_plan_texts,
)
from talka.strategy.models import (
    GroupMember,
    GroupRole,
    Measure,
    OperationalGoal,
    Plan,
    PlanningGroup,
    Progress,
    Promise,
    Swot,
    SwotItem,
)

POINTS_EACH = 20
AROUND = {
    "MOK": [("Irena Wrzos", "rada widzów")],
    "Tkacz": [("Danuta Wrona", "instruktorka"), ("Bogdan Szpak", "uczestnik zajęć")],
    "DOK": [("Stanisław Pająk", "wolontariusz"), ("Lidia Czyż", "rada osiedla")],
}


@dataclass
class Work:
    """What was planned, by key."""

    groups: dict[str, PlanningGroup] = field(default_factory=dict)
    swots: dict[str, Swot] = field(default_factory=dict)
    items: dict[str, SwotItem] = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    promises: list[tuple[Promise, str]] = field(default_factory=list)


def looked_at_themselves(town: Town, course: Course, findings: dict[str, Finding]) -> Work:
    """A planning group and a SWOT in each centre, backed by findings, with points given."""
    work = Work()
    for centre in ("MOK", "Tkacz", "DOK"):
        director, owner = town.director(centre), town.owners[centre]
        group = make_group(acting_user=director, owner=owner, programme=course.programme, stage=course.stages["swot"])
        members = _members(town, centre, group, director)
        swot = make_swot(
            acting_user=director,
            owner=owner,
            programme=course.programme,
            stage=course.stages["swot"],
            points_each=POINTS_EACH,
        )
        for item in SWOTS[centre]:
            made = add_swot_item(acting_user=director, swot=swot, quadrant=item.quadrant, text=item.text)
            work.items[item.key] = made
            for key in item.findings:
                back_item(acting_user=director, item=made, finding=findings[key])
        _points(director, swot, members, SWOTS[centre], work)
        settle_swot(acting_user=director, swot=swot)
        if centre == "Tkacz":
            share_swot(
                acting_user=director,
                swot=swot,
                visibility=Visibility.SHARED,
                shared_with=[town.owners["MOK"], town.owners["DOK"]],
            )
        work.groups[centre], work.swots[centre] = group, swot
    return work


def _members(town: Town, centre: str, group: PlanningGroup, director: Account) -> list[GroupMember]:
    """Director, staff and people from around the centre vote; an outside expert advises."""
    voices = [
        add_group_member(
            acting_user=director,
            group=group,
            account=town.people[person.name],
            title=person.title,
            role=GroupRole.LEAD if number == 0 else GroupRole.MEMBER,
        )
        for number, person in enumerate(STAFF[centre])
        if person.role != "interviewer"
    ]
    voices += [
        add_group_member(acting_user=director, group=group, name=name, title=title) for name, title in AROUND[centre]
    ]
    add_group_member(
        acting_user=director,
        group=group,
        account=town.people[EXPERT.name],
        title=EXPERT.title,
        role=GroupRole.EXPERT,
    )
    return voices


def _points(director: Account, swot: Swot, members: list[GroupMember], items: list[Item], work: Work) -> None:
    """Hand the group's points out member by member, each using up what they have."""
    left = {work.items[item.key].pk: item.points for item in items}
    for member in members:
        mine: dict[int, int] = {}
        for pk in left:
            take = min(left[pk], POINTS_EACH - sum(mine.values()))
            if take:
                mine[pk] = take
                left[pk] -= take
        give_points(acting_user=director, swot=swot, member=member, points=mine)


def planned(town: Town, course: Course, work: Work) -> None:
    """The three plans first, approved and public; then the cooperation plan, whose promises stand in them."""
    first_year = course.programme.ends_on.year + (1 if course.programme.ends_on.month > 2 else 0)
    for text, stage in ((MOK, "plans"), (TKACZ, "plans"), (DOK, "plans"), (COOPERATION, "cooperation")):
        work.plans[text.owner] = _written(town, course, work, text, stage, first_year)
    for promise, own in work.promises:
        if own:
            measure = work.measures[own]
            plan = work.plans[promise.owner.short_name]
            take_promise(
                acting_user=town.director(promise.owner.short_name), promise=promise, plan=plan, measure=measure
            )
    expert = town.people[EXPERT.name]
    remark = comment(
        acting_user=expert,
        document=work.plans["DOK"],
        text="Dwa razy więcej osób skąd? Proszę nazwać ulice, wtedy da się je policzyć.",
    )
    answer_comment(
        acting_user=town.director("DOK"),
        comment=remark,
        text="Liczymy osoby z Niebrowa i Starzyc; dopisane przy źródle danych.",
        resolved=True,
    )
    for text, stage in ((MOK, "plans"), (TKACZ, "plans"), (DOK, "plans"), (COOPERATION, "cooperation")):
        director = town.director("MOK" if text.owner == "Razem" else text.owner)
        approve_plan(
            acting_user=director,
            plan=work.plans[text.owner],
            who=text.approved_by,
            by_order=f"Zarządzenie nr {text.by_order}/{course.stages[stage].ends_on.year}",
            approved_on=course.stages[stage].ends_on,
        )
        work.plans[text.owner].refresh_from_db()
        share_plan(acting_user=director, plan=work.plans[text.owner], visibility=Visibility.PUBLIC)


def _written(town: Town, course: Course, work: Work, text: PlanText, stage: str, first_year: int) -> Plan:
    owner = town.owners[text.owner]
    who = town.director("MOK" if text.owner == "Razem" else text.owner)
    plan = make_plan(
        acting_user=who,
        owner=owner,
        title={tag: f"{words} {first_year}–{first_year + 3}" for tag, words in text.title.items()},
        starts_on=datetime.date(first_year, 1, 1),
        ends_on=datetime.date(first_year + 3, 12, 31),
        programme=course.programme,
        stage=course.stages[stage],
        language="pl",
    )
    write_plan_texts(acting_user=who, plan=plan, texts=text.texts)
    for goal_text in text.goals:
        goal = add_goal(acting_user=who, plan=plan, title=goal_text.title, short=goal_text.short, why=goal_text.why)
        for key in goal_text.answers:
            answer_item(acting_user=who, goal=goal, item=work.items[key])
        for operational_text in goal_text.operational:
            operational = add_operational_goal(acting_user=who, goal=goal, title=operational_text.title)
            for measure_text in operational_text.measures:
                _measure(town, work, who, owner, operational, measure_text, first_year)
    plan.refresh_from_db()
    return plan


def _measure(
    town: Town,
    work: Work,
    who: Account,
    owner: Owner,
    operational: OperationalGoal,
    text: MeasureText,
    first_year: int,
) -> None:
    measure = add_measure(
        acting_user=who,
        operational_goal=operational,
        title=text.title,
        responsible=town.people[text.responsible],
        lead=town.owners[text.lead] if text.lead else None,
        partners=[town.owners[name] for name in text.partners],
        with_others=text.with_others,
        starts_on=on(first_year, text.starts),
        ends_on=on(first_year, text.ends),
        costs={first_year + years: amount for years, amount in text.costs.items()},
        sources=text.sources,
        risk=text.risk,
    )
    work.measures[text.key] = measure
    for indicator in text.indicators:
        add_indicator(
            acting_user=who,
            measure=measure,
            title=indicator.title,
            kind=indicator.kind,
            unit=indicator.unit,
            baseline=Decimal(str(indicator.baseline)),
            baseline_year=first_year - 1 + indicator.baseline_year,
            target=Decimal(str(indicator.target)),
            target_year=first_year + indicator.target_year,
            source=indicator.source,
            collector=indicator.collector,
        )
    for partner, role, words, own in text.promises:
        promise = add_promise(acting_user=who, measure=measure, owner=town.owners[partner], role=role, words=words)
        work.promises.append((promise, own))
    if text.progress != Progress.PLANNED:
        report_progress(acting_user=who, measure=measure, progress=text.progress, note=text.progress_note)
