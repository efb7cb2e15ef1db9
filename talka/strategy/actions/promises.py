"""The division of roles in a cooperation plan, and how it reaches the partners' own plans."""

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner
from talka.foundation.threads.actions import tie, untie
from talka.foundation.threads.models import Relation
from talka.foundation.wording import Wording
from talka.identity.models import Account
from talka.strategy.actions.measures import add_measure
from talka.strategy.actions.plans import add_goal, add_operational_goal, plan_of, touch
from talka.strategy.models import Measure, OperationalGoal, Plan, PlanKind, Promise, PromiseRole


@transaction.atomic
def add_promise(*, acting_user: Account | None, measure: Measure, owner: Owner, role: str, words: Wording) -> Promise:
    """What one partner leads, gives or receives in a measure of a cooperation plan.

    Raises Refusal outside a cooperation plan, for somebody who is no partner of it, and without words.
    """
    plan = plan_of(measure)
    if plan.kind != PlanKind.COOPERATION:
        raise Refusal(_("Roles are divided in a cooperation plan."))
    if not plan.owner.partners.filter(member=owner).exists():
        raise Refusal(_("%(name)s is no partner of this plan.") % {"name": owner.name}, "owner")
    if role not in PromiseRole.values:
        raise Refusal(_("Choose whether the partner leads, gives or receives."), "role")
    if not any(text.strip() for text in words.values()):
        raise Refusal(_("Write the promise in one sentence."), "words")
    last = measure.promises.aggregate(last=Max("position"))["last"]
    promise = Promise.objects.create(measure=measure, owner=owner, role=role, words=words, position=(last or 0) + 1)
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="promised", target=plan, promise=promise.pk)
    return promise


@transaction.atomic
def write_promise(*, acting_user: Account | None, promise: Promise, role: str, words: Wording) -> None:
    if not any(text.strip() for text in words.values()):
        raise Refusal(_("Write the promise in one sentence."), "words")
    promise.role, promise.words = role, words
    promise.revision += 1
    promise.save(update_fields=["role", "words", "revision"])
    plan = plan_of(promise.measure)
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="changed", target=plan, promise=promise.pk)


@transaction.atomic
def remove_promise(*, acting_user: Account | None, promise: Promise) -> None:
    """The promise is taken back; the measure that stood for it in the partner's plan stays there."""
    plan = plan_of(promise.measure)
    if promise.own_measure is not None:
        untie(network=plan.network, source=promise.measure, relation=Relation.BECOMES, target=promise.own_measure)
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="took back a promise", target=plan, promise=promise.pk)
    promise.delete()


@transaction.atomic
def take_promise(
    *,
    acting_user: Account | None,
    promise: Promise,
    plan: Plan,
    operational_goal: OperationalGoal | None = None,
    measure: Measure | None = None,
) -> Measure:
    """The partner takes its promise into its own plan.

    With `measure`, one that stands there already is meant; otherwise a measure is written with the promise's words
    and the dates of the common measure, under `operational_goal` or under a goal "With the others", made when needed.
    Raises Refusal where the plan is another owner's.
    """
    if plan.owner_id != promise.owner_id:
        raise Refusal(_("A promise is taken into the plan of the partner who gave it."))
    common = promise.measure
    if measure is None:
        goal = operational_goal or _goal_for_promises(acting_user, plan)
        measure = add_measure(
            acting_user=acting_user,
            operational_goal=goal,
            title=dict(promise.words),
            starts_on=max(common.starts_on, plan.starts_on) if common.starts_on else None,
            ends_on=min(common.ends_on, plan.ends_on) if common.ends_on and common.ends_on >= plan.starts_on else None,
            partners=[],
        )
        measure.partners.set(
            Owner.objects.filter(partnerships__partnership=plan_of(common).owner_id).exclude(pk=plan.owner_id)
        )
    elif plan_of(measure).pk != plan.pk:
        raise Refusal(_("Choose a measure of your own plan."), "measure")
    if promise.own_measure is not None and promise.own_measure.pk != measure.pk:
        untie(network=plan.network, source=common, relation=Relation.BECOMES, target=promise.own_measure)
    promise.own_measure = measure
    promise.save(update_fields=["own_measure"])
    tie(acting_user=acting_user, network=plan.network, source=common, relation=Relation.BECOMES, target=measure)
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="took a promise", target=plan, promise=promise.pk)
    return measure


def _goal_for_promises(acting_user: Account | None, plan: Plan) -> OperationalGoal:
    """The operational goal that holds what the owner promised to others: the first with a promise, or a new one."""
    held = OperationalGoal.objects.filter(
        goal__plan=plan,
        goal__removed_at=None,
        removed_at=None,
        measures__removed_at=None,
        measures__promised_as__isnull=False,
    ).first()
    if held:
        return held
    with translation.override(plan.language):
        title, short, below = (
            _("We work together with the other partners"),
            _("With the others"),
            _("What we promised in the cooperation plan is done"),
        )
    language = plan.language
    goal = add_goal(acting_user=acting_user, plan=plan, title={language: title}, short={language: short})
    return add_operational_goal(acting_user=acting_user, goal=goal, title={language: below})
