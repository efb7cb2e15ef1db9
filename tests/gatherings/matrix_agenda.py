"""URL × role for agenda, lecturers and materials: some for everybody, some for those who take part, some for hosts."""

from typing import Any

from tests.matrix import SIGN_IN, Row, everyone, statuses

PUBLIC: dict[str, Any] = {"gathering_id": lambda world: world.gathering.pk}
KEPT: dict[str, Any] = {"gathering_id": lambda world: world.kept_gathering.pk}

LECTURER = {"lecturer_id": lambda world: world.lecturer.pk}
FILE = {**PUBLIC, "material_id": lambda world: world.file_material.pk}
LINK = {**PUBLIC, "material_id": lambda world: world.link_material.pk}
OPEN_FILE = {**PUBLIC, "material_id": lambda world: world.open_material.pk}
PLACE_FILE = {
    "token": lambda world: world.sign_up.cancel_token,
    "material_id": lambda world: world.file_material.pk,
}
DAY: dict[str, Any] = {**PUBLIC, "day": lambda world: world.session.starts_at.date().isoformat()}
PAST: dict[str, Any] = {"gathering_id": lambda world: world.past_gathering.pk}
DECISION = {**PAST, "decision_id": lambda world: world.decision.pk}
TASK = {**PAST, "item_id": lambda world: world.task.pk}
ITEM = {"item_id": lambda world: world.task.pk}
OWN = statuses(404, visitor=SIGN_IN, member=200, staff=200, director=200, coordinator=200)
ENDS = statuses(404, visitor=SIGN_IN, member=302, staff=302, director=302, coordinator=302)
NEW_LINK = {"title_en": "To read", "url": "https://example.org/", "when": "before", "audience": "everybody"}


def running(status: int = 200) -> dict[str, int | str]:
    return statuses(404, visitor=SIGN_IN, staff=status, director=status, coordinator=status)


ROWS = [
    Row("gatherings:lecturers", everyone()),
    Row("gatherings:lecturer", everyone(), LECTURER, note="leads a public gathering"),
    Row(
        "gatherings:lecturer",
        statuses(404, member=200),
        {"lecturer_id": lambda world: world.kept_lecturer.pk},
        note="leads one that its host keeps",
    ),
    Row("gatherings:edit_lecturer", running(), LECTURER),
    Row("gatherings:same_lecturer", running(), LECTURER),
    Row(
        "gatherings:merge_lecturers", statuses(404, visitor=SIGN_IN), {**LECTURER, "other_id": LECTURER["lecturer_id"]}
    ),
    Row("gatherings:edit_day", running(), DAY),
    Row("gatherings:edit_day", statuses(404, visitor=SIGN_IN), {**PUBLIC, "day": "2001-01-01"}, note="another day"),
    Row("gatherings:materials", running(), PUBLIC),
    Row("gatherings:materials", running(302), PUBLIC, method="post", data=NEW_LINK),
    Row("gatherings:materials", statuses(404, visitor=SIGN_IN, member=200), KEPT, note="kept by its host"),
    Row("gatherings:material", everyone(), OPEN_FILE, note="for everybody"),
    Row("gatherings:material", statuses(404, staff=200, director=200, coordinator=200), FILE, note="who takes part"),
    Row("gatherings:edit_material", running(), FILE),
    Row("gatherings:remove_material", running(302), LINK, method="post"),
    Row("gatherings:minutes", statuses(404, staff=200, director=200, coordinator=200), PAST, note="a draft"),
    Row("gatherings:minutes_pdf", statuses(404, staff=200, director=200, coordinator=200), PAST, note="a draft"),
    Row("gatherings:write_minutes", running(), PAST),
    Row("gatherings:write_minutes", running(302), PAST, method="post", data={"audience": "participants"}),
    Row("gatherings:approve_minutes", running(302), PAST, method="post"),
    Row("gatherings:reopen_minutes", running(), PAST),
    Row("gatherings:add_decision", running(302), PAST, method="post", data={"decision-text_en": "To meet"}),
    Row("gatherings:edit_decision", running(), DECISION),
    Row("gatherings:remove_decision", running(302), DECISION, method="post"),
    Row("gatherings:add_item", running(), PAST),
    Row("gatherings:edit_item", running(), TASK),
    Row("gatherings:remove_item", running(302), TASK, method="post"),
    Row("gatherings:item", OWN, ITEM, note="who took it on, and the hosts"),
    Row("gatherings:item", ENDS, ITEM, method="post", data={"how": "done"}),
    Row("gatherings:reopen_item", ENDS, ITEM, method="post"),
    Row("gatherings:place_material", everyone(), PLACE_FILE, note="by the link of the letter"),
]
