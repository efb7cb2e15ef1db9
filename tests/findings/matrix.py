"""Who may see results, findings and releases."""

from typing import Any

from tests.matrix import SIGN_IN, Row, everyone, owners, statuses
from tests.world import World


def slug(world: World) -> str:
    return str(world.results.slug)


def of(**parts: Any) -> dict[str, Any]:
    return {"slug": slug, **parts}


def finding(name: str) -> dict[str, Any]:
    return {"finding_id": lambda world: getattr(world, name).pk}


# MOK asks, DOK is asked about; both see the results. The coordinator sees them where the programme is theirs to run.
WORKING = statuses(404, visitor=SIGN_IN, staff=200, director=200, member=200, coordinator=200)
LED_ON = statuses(404, visitor=SIGN_IN, staff=302, director=302, member=302, coordinator=302)
PUBLISHING = owners(200, coordinator=200)

ROWS = [
    Row("findings:index", everyone()),
    Row("findings:results", LED_ON, of()),
    Row("findings:question", WORKING, of(question="programme")),
    Row("findings:question", WORKING, of(question="age"), query="?by=~channel&f.~channel=paper", note="filtered"),
    Row("findings:question", WORKING, of(question="missing"), note="open answers"),
    Row("findings:question", WORKING, of(question="programme"), query="?format=csv", note="as a file"),
    Row("findings:save", WORKING, of(question="programme")),
    Row(
        "findings:decide",
        owners(302, coordinator=302),
        of(question="missing"),
        method="post",
        data=lambda world: {"answer": str(world.named_answer), "do": "aside"},
    ),
    Row("findings:publish", PUBLISHING, of()),
    Row("findings:release", everyone(), of()),
    Row("findings:release_number", everyone(), of(number=1)),
    Row("findings:release_number", everyone(404), of(number=2), note="not published"),
    Row("findings:release_table", everyone(), of(number=1, question="programme")),
    Row("findings:finding", everyone(), finding("public_finding"), note="released"),
    Row("findings:finding", statuses(404, staff=200, director=200), finding("private_finding"), note="private"),
    Row(
        "findings:finding", {**WORKING, "visitor": 404}, finding("shared_finding"), note="of those who see the results"
    ),
    Row("findings:edit", owners(200, coordinator=200), finding("public_finding")),
    Row("findings:refresh", owners(302, coordinator=302), finding("public_finding"), method="post"),
    Row("findings:remove", owners(200, coordinator=200), finding("shared_finding")),
]
