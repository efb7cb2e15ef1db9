"""The panel, its questions, and the chain."""

import uuid

from tests.matrix import Row, everyone, statuses
from tests.world import World

SIGN_IN = "led to sign in"


def runners(status: int = 200) -> dict[str, int | str]:
    """Those who run the programme: its lead's staff and director, and the coordinator."""
    return statuses(404, visitor=SIGN_IN, staff=status, director=status, coordinator=status)


def slug(world: World) -> str:
    return str(world.programme.slug)


def question(world: World) -> int:
    return int(world.waiting_question.pk)


def asking(world: World) -> dict[str, str]:
    return {"field_id": str(uuid.uuid4()), "text": "Who pays?", "name": ""}


P = {"slug": slug}
ROWS = [
    Row("reports:panel", everyone(), P),
    Row("reports:ask", everyone(405), P),
    Row("reports:ask", everyone(302), P, method="post", data=asking),
    Row("reports:asked", everyone(), P),
    Row("reports:prepare", runners(), P),
    Row("reports:publish", statuses(405, visitor=SIGN_IN, stranger=404), P),
    Row("reports:publish", runners(302), P, method="post"),
    Row("reports:minutes", runners(), P),
    Row("reports:questions", runners(), P),
    Row("reports:show_question", runners(), {**P, "question_id": question}),
    Row("reports:set_aside", runners(), {**P, "question_id": question}),
    Row("reports:said_and_done", everyone(), P),
    Row("reports:reply", runners(), {**P, "finding_id": lambda world: world.public_finding.pk}),
    Row("reports:change_reply", runners(), {**P, "reply_id": lambda world: world.reply.pk}),
    Row("reports:figures", everyone(), P),
    Row("reports:figure_list", runners(), {**P, "key": "localities"}),
    Row(
        "reports:chain",
        everyone(),
        {"kind": "strategy.measure", "identity": lambda world: str(world.measure.pk)},
        note="of a public measure",
    ),
    Row(
        "reports:chain",
        statuses(404, staff=200, director=200, expert=200),
        {"kind": "strategy.swotitem", "identity": lambda world: str(world.weakness.pk)},
        note="of a private SWOT item",
    ),
]
