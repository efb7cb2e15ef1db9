"""Who gets what of planning groups, SWOTs and plans: MOK owns, the expert advises, DOK and the coordinator stay outside."""

from tests.matrix import SIGN_IN, Row, everyone, members, owners, statuses

GROUP = {"group_id": lambda world: world.group.pk}
MEMBER = GROUP | {"member_id": lambda world: world.group_member.pk}
SWOT = {"swot_id": lambda world: world.swot.pk}
ITEM = {"item_id": lambda world: world.weakness.pk}
PLAN = {"plan_id": lambda world: world.plan.pk}
OTHER = {"plan_id": lambda world: world.other_plan.pk}
COMMON = {"plan_id": lambda world: world.common_plan.pk}
GOAL = {"goal_id": lambda world: world.goal.pk}
OPERATIONAL = {"goal_id": lambda world: world.operational_goal.pk}
MEASURE = {"measure_id": lambda world: world.measure.pk}
COMMON_MEASURE = {"measure_id": lambda world: world.common_measure.pk}
INDICATOR = {"indicator_id": lambda world: world.indicator.pk}
PROMISE = {"promise_id": lambda world: world.promise.pk}
COMMENT = {"comment_id": lambda world: world.comment.pk}
PART = {"kind": "strategicgoal", "part_id": lambda world: world.goal.pk}

READERS = owners(expert=200)
PARTNERS = statuses(404, visitor=SIGN_IN, staff=200, director=200, member=200)
DIRECTOR = statuses(404, visitor=SIGN_IN, director=200)
WRITTEN = owners(302)


def starters(status: int) -> dict[str, int | str]:
    return statuses(404, visitor=SIGN_IN, member=status, staff=status, director=status)


def post(name: str, expected, kwargs, **data) -> Row:
    return Row(name, expected, kwargs, method="post", data=data)


ROWS = [
    Row("strategy:index", members()),
    Row("strategy:make_group", starters(200)),
    Row("strategy:make_swot", starters(200)),
    Row("strategy:make_plan", starters(200)),
    Row("strategy:group", READERS, GROUP),
    Row("strategy:member", owners(), MEMBER),
    post("strategy:member_remove", WRITTEN, MEMBER),
    Row("strategy:swot", statuses(404, staff=200, director=200, expert=200), SWOT, note="private to MOK and its group"),
    post("strategy:item_add", WRITTEN, SWOT, quadrant="threat", text="A new one"),
    Row("strategy:points", owners(), SWOT),
    Row("strategy:share_swot", DIRECTOR, SWOT),
    post("strategy:settle", WRITTEN, SWOT, settled="yes"),
    Row("strategy:swot_comment", READERS, SWOT),
    Row("strategy:item", owners(), ITEM),
    post("strategy:item_move", WRITTEN, ITEM, by="down"),
    Row("strategy:item_remove", owners(), ITEM),
    post("strategy:item_remove", WRITTEN, ITEM),
    Row("strategy:item_merge", owners(), ITEM),
    Row("strategy:item_split", owners(), ITEM),
    Row("strategy:item_backing", owners(), ITEM),
    Row("strategy:plan", READERS, PLAN),
    Row("strategy:plan", PARTNERS, COMMON, note="of all three"),
    Row("strategy:plan_read", everyone(), PLAN, note="approved and public"),
    Row("strategy:plan_read", statuses(404), OTHER, note="not approved yet"),
    Row("strategy:plan_pdf", everyone(), PLAN, note="approved and public"),
    Row("strategy:plan_pdf", statuses(404), OTHER, note="not approved yet"),
    Row("strategy:plan", statuses(404, visitor=SIGN_IN, member=200), OTHER, note="of DOK alone"),
    Row("strategy:swot", statuses(404, member=200), {"swot_id": lambda world: world.other_swot.pk}, note="of DOK"),
    Row("strategy:plan_pdf", statuses(404, staff=200, director=200, expert=200), PLAN, query="?draft=1", note="draft"),
    Row("strategy:plan_settings", owners(), PLAN),
    Row("strategy:plan_text", owners(), PLAN | {"field": "mission"}),
    post("strategy:plan_text", WRITTEN, PLAN | {"field": "mission"}, text="To be near"),
    post("strategy:goal_add", WRITTEN, PLAN, title="A goal"),
    Row("strategy:plan_comment", READERS, PLAN),
    Row("strategy:approve", owners(), PLAN),
    post(
        "strategy:approve",
        statuses(404, visitor=SIGN_IN, director=200),
        PLAN,
        who="Director",
        approved_on="2027-02-26",
    ),  # 200: nothing has changed since the version that stands
    Row("strategy:share_plan", DIRECTOR, PLAN),
    Row("strategy:versions", READERS, PLAN),
    post("strategy:operational_goal_add", WRITTEN, GOAL, title="A goal"),
    post("strategy:measure_add", WRITTEN, OPERATIONAL, title="A measure"),
    Row("strategy:part_text", owners(), PART | {"field": "title"}),
    post("strategy:part_text", WRITTEN, PART | {"field": "title"}, text="Easy to reach"),
    post("strategy:part_move", WRITTEN, PART, by="up"),
    post("strategy:part_remove", WRITTEN, PART),
    Row("strategy:part_rests", owners(), PART),
    Row("strategy:measure", everyone(), MEASURE, note="of a public plan"),
    Row("strategy:measure", statuses(404, member=200, staff=200, director=200), COMMON_MEASURE, note="of a draft"),
    Row("strategy:measure_edit", owners(), MEASURE),
    Row("strategy:indicator_add", owners(), MEASURE),
    Row("strategy:promise_add", PARTNERS, COMMON_MEASURE),
    Row("strategy:progress", owners(), MEASURE),
    Row("strategy:indicator", owners(), INDICATOR),
    Row("strategy:indicator_value", owners(), INDICATOR),
    Row("strategy:promise", PARTNERS, PROMISE),
    post("strategy:promise_remove", statuses(404, visitor=SIGN_IN, staff=302, director=302, member=302), PROMISE),
    Row("strategy:take_promise", owners(), PROMISE),
    Row("strategy:comment_answer", owners(), COMMENT),
    post("strategy:comment_resolve", WRITTEN, COMMENT),
]
