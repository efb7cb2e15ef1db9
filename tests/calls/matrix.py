"""URL × role for calls. Only those who act for the host run one: applications are entrusted to them."""

from collections.abc import Mapping
from typing import Any

from tests.matrix import SIGN_IN, Row, everyone, owners, statuses


def of(attribute: str, **further: str) -> dict[str, Any]:
    parts: dict[str, Any] = {"call_id": lambda world: getattr(world, attribute).pk}
    for name, other in further.items():
        parts[name] = lambda world, other=other: getattr(world, other).pk
    return parts


DRAFT, OPEN = of("call_draft"), of("call")
REVIEWED, DISCUSSED, DECIDED, ANNOUNCED = (
    of("reviewed_call"),
    of("discussed_call"),
    of("decided_call"),
    of("announced_call"),
)
CRITERION = {**DRAFT, "part": "criteria", "key": "need"}
TOKEN = {"token": lambda world: world.application.token}
REFUSED = {"token": lambda world: world.refused_application.token}
WON = {"token": lambda world: world.announced_application.token}


def file_of(world: Any) -> int:
    return int(world.call_file.pk)


def reviewer_only(status: int = 200) -> Mapping[str, int | str]:
    return statuses(404, visitor=SIGN_IN, expert=status)


def panel(status: int = 200) -> Mapping[str, int | str]:
    return owners(status, expert=status)


BEGIN = {"kind": "group", "name": "The choir of the hill", "contact": "Ona", "email": "ona@example.org"}
NEED = of("reviewed_call", application_id="reviewed_application")
UNDECLARED = of("reviewed_call", application_id="undeclared_application")

ROWS = [
    Row("calls:list", everyone()),
    Row("calls:closed", everyone()),
    Row("calls:new", statuses(404, visitor=SIGN_IN, member=200, staff=200, director=200)),
    Row("calls:call", everyone(), OPEN),
    Row("calls:call", owners(visitor=404), DRAFT, note="draft"),
    Row("calls:ask", everyone(302), OPEN, method="post", data={"text": "Is there water?"}),
    Row("calls:ask", everyone(302), OPEN),
    Row("calls:result", everyone(), ANNOUNCED),
    Row("calls:result", everyone(404), DECIDED, note="not announced"),
    Row("calls:apply", everyone(), OPEN),
    Row("calls:apply", everyone(302), OPEN, method="post", data=BEGIN),
    Row("calls:written", everyone(), OPEN),
    Row("calls:application", everyone(), TOKEN, note="by the link of the letter"),
    Row("calls:application", everyone(), WON, note="announced"),
    Row("calls:save", everyone(), TOKEN, method="post", data={"title": "Another"}, note="by the link"),
    Row("calls:sent_copy", everyone(), TOKEN, note="by the link"),
    Row("calls:withdraw", everyone(), TOKEN, note="by the link"),
    Row("calls:withdraw", everyone(302), TOKEN, method="post", note="by the link"),
    Row("calls:file", everyone(), {**TOKEN, "file_id": file_of}, note="by the link"),
    Row("calls:letter", everyone(), WON, note="by the link"),
    Row("calls:letter", everyone(404), TOKEN, note="not decided"),
    Row("calls:appeal", everyone(404), REFUSED, note="lodged already"),
    Row("calls:prepare", owners(), DRAFT),
    Row("calls:basics", owners(), DRAFT),
    Row("calls:selection", owners(), DRAFT),
    Row("calls:add_part", owners(), {**DRAFT, "part": "criteria"}),
    Row("calls:add_part", statuses(404, visitor=SIGN_IN), {**DRAFT, "part": "nothing"}, note="no such part"),
    Row("calls:edit_part", owners(), CRITERION),
    Row("calls:remove_part", owners(302), CRITERION, method="post"),
    Row("calls:move_part", owners(302), CRITERION, method="post"),
    Row("calls:publish", owners(), DRAFT),
    Row("calls:publish", owners(302), DRAFT, method="post", data={"public": "yes"}),
    Row("calls:prepare", statuses(404, visitor=SIGN_IN), REVIEWED, note="after the deadline"),
    Row("calls:prolong", owners(), OPEN),
    Row("calls:prolong", owners(422), OPEN, method="post"),
    Row("calls:prolong", statuses(404, visitor=SIGN_IN), REVIEWED, note="after the deadline"),
    Row("calls:call_off", owners(), OPEN),
    Row("calls:call_off", owners(302), OPEN, method="post", data={"reason_en": "A mistake"}),
    Row("calls:call_off", statuses(404, visitor=SIGN_IN), ANNOUNCED, note="decided"),
    Row("calls:put_back", owners(302), OPEN, method="post"),
    Row("calls:again", owners(302), ANNOUNCED, method="post"),
    Row("calls:take_over", everyone(302), {**TOKEN, **OPEN}, method="post", note="by the link; of another call"),
    Row("calls:take_over", everyone(404), {**TOKEN, "call_id": 0}, method="post", note="no such call"),
    Row("calls:questions", owners(), OPEN),
    Row("calls:answer", owners(), of("call", inquiry_id="inquiry")),
    Row("calls:applications", owners(), OPEN),
    Row("calls:applications", owners(), REVIEWED, note="after the deadline"),
    Row("calls:read", owners(), NEED),
    Row(
        "calls:read", statuses(404, visitor=SIGN_IN), of("call", application_id="application"), note="sealed till then"
    ),
    Row("calls:admission", owners(), NEED),
    Row("calls:admission", owners(302), NEED, method="post", data={"reason": "Not five people."}),
    Row(
        "calls:read_file",
        statuses(404, visitor=SIGN_IN),
        {**of("call", application_id="application"), "file_id": file_of},
        note="sealed till the deadline",
    ),
    Row("calls:reviewers", owners(), REVIEWED),
    Row("calls:dismiss", owners(302), of("reviewed_call", reviewer_id="call_reviewer"), method="post"),
    Row("calls:conflict", owners(), of("reviewed_call", reviewer_id="call_reviewer")),
    Row("calls:open_marks", owners(), REVIEWED),
    Row("calls:review", reviewer_only(), REVIEWED),
    Row("calls:declare", reviewer_only(), UNDECLARED),
    Row("calls:declare", reviewer_only(302), UNDECLARED, method="post", data={"stands": "no"}),
    Row("calls:score", reviewer_only(), NEED),
    Row("calls:score", statuses(404, visitor=SIGN_IN), UNDECLARED, note="not declared"),
    Row(
        "calls:review_file",
        statuses(404, visitor=SIGN_IN),
        {**NEED, "file_id": file_of},
        note="of another application",
    ),
    Row("calls:change", reviewer_only(), of("discussed_call", application_id="discussed_application")),
    Row("calls:change", statuses(404, visitor=SIGN_IN), NEED, note="marks are sealed"),
    Row("calls:ranking", panel(), DISCUSSED),
    Row("calls:ranking", statuses(404, visitor=SIGN_IN), REVIEWED, note="marks are sealed"),
    Row("calls:decide", owners(), DISCUSSED),
    Row("calls:announce", owners(), DECIDED),
    Row("calls:announce", owners(302), DECIDED, method="post"),
    Row("calls:chain", owners(), ANNOUNCED),
    Row("calls:chain", statuses(404, visitor=SIGN_IN), DECIDED, note="not announced"),
    Row("calls:answer_appeal", owners(), of("announced_call", appeal_id="appeal")),
]
