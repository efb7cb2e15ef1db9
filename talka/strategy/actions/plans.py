"""A plan and its goals: made, written, ordered, tied to what they answer."""

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner, OwnerKind
from talka.foundation.threads.actions import tie, untie
from talka.foundation.threads.models import Relation
from talka.foundation.wording import Wording
from talka.identity.models import Account
from talka.programmes.models import Programme, Stage
from talka.strategy.models import (
    Indicator,
    Measure,
    OperationalGoal,
    Plan,
    PlanKind,
    PlanningGroup,
    StrategicGoal,
    Swot,
    SwotItem,
)

PLAN_TEXTS = ("title", "who_we_are", "what_we_know", "mission", "vision", "values", "how_made", "how_monitored")
Part = StrategicGoal | OperationalGoal | Measure | Indicator
AnyPart = TypeVar("AnyPart", StrategicGoal, OperationalGoal, Measure, Indicator)


def plan_of(part: Part) -> Plan:
    if isinstance(part, Indicator):
        part = part.measure
    if isinstance(part, Measure):
        part = part.operational_goal
    if isinstance(part, OperationalGoal):
        part = part.goal
    return part.plan


def touch(plan: Plan, acting_user: Account | None) -> None:
    """Any change makes the plan the draft of its next version and says who wrote last."""
    plan.state = Plan.State.DRAFT
    plan.revision += 1
    plan.touched_at = timezone.now()
    plan.touched_by = acting_user
    plan.save(update_fields=["state", "revision", "touched_at", "touched_by"])


@transaction.atomic
def make_plan(
    *,
    acting_user: Account | None,
    owner: Owner,
    title: Wording,
    starts_on: datetime.date,
    ends_on: datetime.date,
    programme: Programme | None = None,
    stage: Stage | None = None,
    language: str = "",
) -> Plan:
    """Begin a plan: of a partnership it is a cooperation plan, of anybody else a development plan.

    It belongs to the owner's planning group in the programme and stands beside its SWOT there, where these exist.
    Raises Refusal where it would end before it begins.
    """
    if ends_on < starts_on:
        raise Refusal(_("The plan ends before it begins."), "ends_on")
    if not any(text.strip() for text in title.values()):
        raise Refusal(_("Give the plan a title."), "title")
    plan = Plan.objects.create(
        network=owner.network,
        owner=owner,
        kind=PlanKind.COOPERATION if owner.kind == OwnerKind.PARTNERSHIP else PlanKind.DEVELOPMENT,
        programme=programme,
        stage=stage,
        group=PlanningGroup.objects.filter(owner=owner, programme=programme).first(),
        swot=Swot.objects.filter(owner=owner, programme=programme).first(),
        title=title,
        language=language or owner.network.language,
        starts_on=starts_on,
        ends_on=ends_on,
        currency=owner.network.currency,
        touched_by=acting_user,
    )
    record(acting_user=acting_user, network=plan.network, verb="made", target=plan)
    return plan


@transaction.atomic
def write_plan_texts(*, acting_user: Account | None, plan: Plan, texts: Mapping[str, Wording]) -> None:
    """Write some of the plan's own texts: title, who_we_are, what_we_know, mission, vision, values, how_made, how_monitored."""
    unknown = set(texts) - set(PLAN_TEXTS)
    assert not unknown, f"a plan has no text {sorted(unknown)}"
    if "title" in texts and not any(text.strip() for text in texts["title"].values()):
        raise Refusal(_("Give the plan a title."), "title")
    for name, wording in texts.items():
        setattr(plan, name, wording)
    plan.save(update_fields=[*texts])
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="changed", target=plan, texts=sorted(texts))


@transaction.atomic
def write_plan_settings(
    *,
    acting_user: Account | None,
    plan: Plan,
    starts_on: datetime.date,
    ends_on: datetime.date,
    currency: str,
    report_every: int,
    swot: Swot | None = None,
) -> None:
    """The period, the currency, how often progress is reported, and the SWOT that the plan stands on."""
    if ends_on < starts_on:
        raise Refusal(_("The plan ends before it begins."), "ends_on")
    plan.starts_on, plan.ends_on, plan.currency, plan.report_every = starts_on, ends_on, currency, report_every
    plan.swot = swot
    plan.save(update_fields=["starts_on", "ends_on", "currency", "report_every", "swot"])
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="changed", target=plan)


def _next(siblings: "models.QuerySet[Any]") -> int:
    return (siblings.aggregate(last=Max("position"))["last"] or 0) + 1


def _said(wording: Wording, message: str) -> None:
    if not any(text.strip() for text in wording.values()):
        raise Refusal(message, "title")


@transaction.atomic
def add_goal(
    *,
    acting_user: Account | None,
    plan: Plan,
    title: Wording,
    short: Wording | None = None,
    why: Wording | None = None,
) -> StrategicGoal:
    """A strategic goal at the end of the plan."""
    _said(title, _("Write the goal in one sentence."))
    goal = StrategicGoal.objects.create(
        plan=plan, title=title, short=short or {}, why=why or {}, position=_next(plan.goals.all())
    )
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="added", target=plan, goal=goal.pk)
    return goal


@transaction.atomic
def add_operational_goal(*, acting_user: Account | None, goal: StrategicGoal, title: Wording) -> OperationalGoal:
    _said(title, _("Write the goal in one sentence."))
    made = OperationalGoal.objects.create(goal=goal, title=title, position=_next(goal.operational_goals.all()))
    touch(goal.plan, acting_user)
    record(acting_user=acting_user, network=goal.plan.network, verb="added", target=goal.plan, operational_goal=made.pk)
    return made


@transaction.atomic
def answer_item(*, acting_user: Account | None, goal: StrategicGoal, item: SwotItem) -> None:
    """The goal answers this item of a SWOT."""
    plan = goal.plan
    tie(acting_user=acting_user, network=plan.network, source=goal, relation=Relation.ANSWERS, target=item)
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="answered", target=plan, goal=goal.pk, item=item.pk)


@transaction.atomic
def stop_answering(*, acting_user: Account | None, goal: StrategicGoal, item: SwotItem) -> None:
    plan = goal.plan
    untie(network=plan.network, source=goal, relation=Relation.ANSWERS, target=item)
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="unanswered", target=plan, goal=goal.pk, item=item.pk)


@transaction.atomic
def back_part(*, acting_user: Account | None, part: Part, finding: models.Model) -> None:
    """A finding, or another thing that can be cited, backs a goal, a measure or an indicator."""
    plan = plan_of(part)
    tie(acting_user=acting_user, network=plan.network, source=finding, relation=Relation.BACKS, target=part)
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="backed", target=plan, part=part._meta.model_name)


@transaction.atomic
def unback_part(*, acting_user: Account | None, part: Part, finding: models.Model) -> None:
    plan = plan_of(part)
    untie(network=plan.network, source=finding, relation=Relation.BACKS, target=part)
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="unbacked", target=plan, part=part._meta.model_name)


@transaction.atomic
def write_part_text(*, acting_user: Account | None, part: Part, field: str, wording: Wording) -> None:
    """Write one text of a goal, measure or indicator. A title stays in at least one language."""
    if field == "title":
        _said(wording, _("Write it in one sentence, or take this part out."))
    setattr(part, field, wording)
    part.revision += 1
    part.save(update_fields=[field, "revision"])
    plan = plan_of(part)
    touch(plan, acting_user)
    record(
        acting_user=acting_user,
        network=plan.network,
        verb="changed",
        target=plan,
        part=part._meta.model_name,
        id=part.pk,
    )


def siblings_of(part: Part) -> "models.QuerySet[Any]":
    if isinstance(part, StrategicGoal):
        return StrategicGoal.objects.filter(plan_id=part.plan_id)
    if isinstance(part, OperationalGoal):
        return OperationalGoal.objects.filter(goal_id=part.goal_id)
    if isinstance(part, Measure):
        return Measure.objects.filter(operational_goal_id=part.operational_goal_id)
    return Indicator.objects.filter(measure_id=part.measure_id)


@transaction.atomic
def move_part(*, acting_user: Account | None, part: Part, by: int) -> None:
    """Up (by=-1) or down (by=1) among its siblings; the numbers of the plan follow."""
    plan = Plan.objects.select_for_update().get(pk=plan_of(part).pk)
    order = list(siblings_of(part).filter(removed_at=None))
    place = next((i for i, each in enumerate(order) if each.pk == part.pk), None)
    if place is None:
        raise Refusal(_("This part was taken out meanwhile."))
    order.insert(max(0, min(len(order), place + by)), order.pop(place))
    for position, each in enumerate(order, start=1):
        each.position = position
    type(part)._default_manager.bulk_update(order, ["position"])
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="moved", target=plan, id=part.pk)


@transaction.atomic
def remove_part(*, acting_user: Account | None, part: Part) -> None:
    """Take a part out of the draft. It and its threads are kept, and it can be brought back."""
    plan = plan_of(part)
    part.removed_at = timezone.now()
    part.save(update_fields=["removed_at"])
    touch(plan, acting_user)
    record(
        acting_user=acting_user,
        network=plan.network,
        verb="took out",
        target=plan,
        part=part._meta.model_name,
        id=part.pk,
    )


@transaction.atomic
def bring_back_part(*, acting_user: Account | None, part: Part) -> None:
    plan = plan_of(part)
    part.removed_at = None
    part.save(update_fields=["removed_at"])
    touch(plan, acting_user)
    record(
        acting_user=acting_user,
        network=plan.network,
        verb="brought back",
        target=plan,
        part=part._meta.model_name,
        id=part.pk,
    )
