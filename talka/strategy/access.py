"""The only way a view gets a planning group, a SWOT, a plan or a part of one. Otherwise: Absent."""

from talka.foundation.access import Absent, Viewer, may_see, or_absent
from talka.strategy.models import (
    Comment,
    GroupMember,
    Indicator,
    Measure,
    OperationalGoal,
    Plan,
    PlanningGroup,
    Promise,
    StrategicGoal,
    Swot,
    SwotItem,
)
from talka.strategy.rules import Rights, rights_in

Part = StrategicGoal | OperationalGoal | Measure | Indicator


def _role(group_id: int | None, viewer: Viewer) -> str | None:
    if group_id is None or viewer.account is None:
        return None
    return GroupMember.objects.filter(group_id=group_id, account=viewer.account).values_list("role", flat=True).first()


def group_for(viewer: Viewer, group_id: int) -> tuple[PlanningGroup, Rights]:
    """A planning group, for the people of its owner and its members."""
    group = or_absent(
        PlanningGroup.objects.select_related("owner", "programme").filter(network=viewer.network, pk=group_id).first()
    )
    rights = rights_in(group.owner_id, _role(group.pk, viewer), viewer)
    if not rights.reads_draft:
        raise Absent
    return group, rights


def swot_for(viewer: Viewer, swot_id: int) -> tuple[Swot, Rights]:
    """A SWOT that this reader may see; `rights.writes` says whether they may change it."""
    swot = or_absent(
        Swot.objects.select_related("owner", "programme", "group").filter(network=viewer.network, pk=swot_id).first()
    )
    rights = rights_in(swot.owner_id, _role(swot.group_id, viewer), viewer)
    if not rights.reads_draft and not may_see(swot, viewer):
        raise Absent
    return swot, rights


def own_swot_for(viewer: Viewer, swot_id: int) -> tuple[Swot, Rights]:
    """A SWOT that this person may write."""
    swot, rights = swot_for(viewer, swot_id)
    if not rights.writes:
        raise Absent
    return swot, rights


def item_for(viewer: Viewer, item_id: int) -> tuple[SwotItem, Rights]:
    """An item of a SWOT that this person may write."""
    item = or_absent(SwotItem.objects.filter(pk=item_id, swot__network=viewer.network).first())
    item.swot, rights = own_swot_for(viewer, item.swot_id)
    return item, rights


def plan_for(viewer: Viewer, plan_id: int) -> tuple[Plan, Rights]:
    """The draft of a plan: for its owner's people and its planning group."""
    plan, rights = _plan(viewer, plan_id)
    if not rights.reads_draft:
        raise Absent
    return plan, rights


def own_plan_for(viewer: Viewer, plan_id: int) -> tuple[Plan, Rights]:
    """A plan that this person may write."""
    plan, rights = _plan(viewer, plan_id)
    if not rights.writes:
        raise Absent
    return plan, rights


def approved_plan_for(viewer: Viewer, plan_id: int) -> tuple[Plan, Rights]:
    """A plan of which an approved version stands, for those with whom it is shared."""
    plan, rights = _plan(viewer, plan_id)
    if not plan.version or not (rights.reads_draft or may_see(plan, viewer)):
        raise Absent
    return plan, rights


def _plan(viewer: Viewer, plan_id: int) -> tuple[Plan, Rights]:
    plan = or_absent(
        Plan.objects.select_related("owner", "programme", "group", "swot", "touched_by")
        .filter(network=viewer.network, pk=plan_id)
        .first()
    )
    return plan, rights_in(plan.owner_id, _role(plan.group_id, viewer), viewer)


def goal_for(viewer: Viewer, goal_id: int) -> tuple[StrategicGoal, Plan, Rights]:
    goal = or_absent(StrategicGoal.objects.filter(pk=goal_id, plan__network=viewer.network).first())
    plan, rights = own_plan_for(viewer, goal.plan_id)
    return goal, plan, rights


def operational_goal_for(viewer: Viewer, goal_id: int) -> tuple[OperationalGoal, Plan, Rights]:
    goal = or_absent(
        OperationalGoal.objects.select_related("goal").filter(pk=goal_id, goal__plan__network=viewer.network).first()
    )
    plan, rights = own_plan_for(viewer, goal.goal.plan_id)
    return goal, plan, rights


def measure_for(viewer: Viewer, measure_id: int) -> tuple[Measure, Plan, Rights]:
    """A measure of a plan that this person may write."""
    measure = or_absent(
        Measure.objects.select_related("operational_goal__goal", "responsible")
        .filter(pk=measure_id, operational_goal__goal__plan__network=viewer.network)
        .first()
    )
    plan, rights = own_plan_for(viewer, measure.operational_goal.goal.plan_id)
    return measure, plan, rights


def measure_to_read(viewer: Viewer, measure_id: int) -> tuple[Measure, Plan, Rights]:
    """A measure for a reader: its plan's draft is theirs to read, or its approved version is shared with them.

    Whether the measure stands in the approved version is for the caller to look up in that version.
    """
    measure = or_absent(
        Measure.objects.select_related("operational_goal__goal")
        .filter(pk=measure_id, operational_goal__goal__plan__network=viewer.network)
        .first()
    )
    plan, rights = _plan(viewer, measure.operational_goal.goal.plan_id)
    if not rights.reads_draft and not (plan.version and may_see(plan, viewer)):
        raise Absent
    return measure, plan, rights


def indicator_for(viewer: Viewer, indicator_id: int) -> tuple[Indicator, Plan, Rights]:
    indicator = or_absent(
        Indicator.objects.select_related("measure__operational_goal__goal")
        .filter(pk=indicator_id, measure__operational_goal__goal__plan__network=viewer.network)
        .first()
    )
    plan, rights = own_plan_for(viewer, indicator.measure.operational_goal.goal.plan_id)
    return indicator, plan, rights


def promise_for(viewer: Viewer, promise_id: int) -> tuple[Promise, Plan, Rights]:
    """A promise of a cooperation plan that this person may write."""
    promise = _promise(viewer, promise_id)
    plan, rights = own_plan_for(viewer, promise.measure.operational_goal.goal.plan_id)
    return promise, plan, rights


def own_promise_for(viewer: Viewer, promise_id: int) -> Promise:
    """A promise that one of this person's own organisations gave."""
    promise = _promise(viewer, promise_id)
    if promise.owner_id not in viewer.acts_for:
        raise Absent
    return promise


def _promise(viewer: Viewer, promise_id: int) -> Promise:
    return or_absent(
        Promise.objects.select_related("measure__operational_goal__goal__plan", "owner")
        .filter(pk=promise_id, measure__operational_goal__goal__plan__network=viewer.network)
        .first()
    )


def comment_for(viewer: Viewer, comment_id: int) -> tuple[Comment, Rights]:
    """A comment on a document whose draft this person reads."""
    comment = or_absent(
        Comment.objects.select_related("plan", "swot").filter(pk=comment_id, network=viewer.network).first()
    )
    if comment.plan_id:
        _document, rights = plan_for(viewer, comment.plan_id)
    else:
        _swot, rights = swot_for(viewer, comment.swot_id or 0)
    if not rights.comments:
        raise Absent
    return comment, rights
