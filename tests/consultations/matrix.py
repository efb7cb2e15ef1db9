"""URL × role for consultations. MOK (staff, director) owns it, DOK (member) is asked about, coordinators run its programme."""

import uuid
from typing import Any

from tests.matrix import SIGN_IN, Row, everyone, members, statuses
from tests.world import World

SLUG = {"slug": lambda world: world.consultation.slug}
KEPT = {"slug": lambda world: world.kept_consultation.slug}
TOKEN = {"token": lambda world: world.online_door.token}
SECTION = {**SLUG, "section_id": lambda world: world.question_section.pk}
QUESTION = {**SLUG, "question_id": lambda world: world.question.pk}
DOOR = {**SLUG, "door_id": lambda world: world.online_door.pk}
PAPER = {**SLUG, "door_id": lambda world: world.paper_door.pk}
BATCH = {**SLUG, "batch_id": lambda world: world.batch.pk}


def editing(status: int = 200) -> dict[str, int | str]:
    """The owner's people and the coordinators of its programme."""
    return statuses(404, visitor=SIGN_IN, staff=status, director=status, coordinator=status)


def taking_part(status: int = 200) -> dict[str, int | str]:
    """Those, the people of whom it is about, and interviewers of who collects."""
    return {**editing(status), "member": status, "interviewer": status}


def typing(status: int = 200) -> dict[str, int | str]:
    return {**editing(status), "interviewer": status}


def an_answer(world: World) -> dict[str, Any]:
    return {"answer": str(uuid.uuid4()), "version": "1", "language": "en", "q.known": "none"}


FEEDBACK = {"feedback_id": lambda world: world.feedback.pk}

ROWS = [
    Row("answer:ask", everyone(), TOKEN),
    Row("answer:ask", everyone(303), TOKEN, method="post", data=an_answer),
    Row("answer:ask", everyone(404), {"token": lambda world: world.paper_door.token}, note="a door of staff"),
    Row("answer:thanks", everyone(), TOKEN),
    Row("consultations:list", everyone()),
    Row("consultations:consultation", everyone(), SLUG),
    Row("consultations:consultation", statuses(404, member=200), KEPT, note="a draft that DOK keeps"),
    Row("consultations:new", members(expert=404, interviewer=404)),
    Row(
        "consultations:new",
        statuses(404, visitor=SIGN_IN, member=200, staff=302, director=302, coordinator=302),
        method="post",
        data=lambda world: {"title_en": "New", "owner": world.organisation.pk, "languages": ["en"]},
    ),
    Row("consultations:settings", editing(), SLUG),
    Row("consultations:publish", editing(), SLUG),
    Row("consultations:publish", editing(302), SLUG, method="post"),
    Row("consultations:versions", taking_part(), SLUG),
    Row("consultations:close", editing(), SLUG),
    Row("consultations:close", editing(302), SLUG, method="post"),
    Row("consultations:reopen", editing(), SLUG),
    Row("consultations:build", editing(), SLUG),
    Row("consultations:build", statuses(404, visitor=SIGN_IN, member=200), KEPT, note="a draft that DOK keeps"),
    Row("consultations:subjects", editing(), SLUG),
    Row("consultations:new_section", editing(), SLUG),
    Row("consultations:section", editing(), SECTION),
    Row("consultations:change_section", editing(302), SECTION, method="post", data={"do": "down"}),
    Row("consultations:new_question", editing(), SECTION),
    Row("consultations:question", editing(), QUESTION),
    Row("consultations:change_question", editing(302), QUESTION, method="post", data={"do": "remove"}),
    Row("consultations:preview", editing(), SLUG),
    Row("consultations:preview", editing(), SLUG, query="?sizes=1", note="in two sizes"),
    Row("consultations:doors", taking_part(), SLUG),
    Row("consultations:new_door", editing(), SLUG),
    Row("consultations:new_door", editing(302), SLUG, method="post", data={"channel": "street", "place": "Square"}),
    Row("consultations:door", editing(), DOOR),
    Row("consultations:change_door", editing(302), DOOR, method="post", data={"do": "close"}),
    Row("consultations:qr", editing(), {**DOOR, "form": "svg"}),
    Row("consultations:qr", editing(), {**DOOR, "form": "png"}, note="as a picture"),
    Row("consultations:qr", editing(404), {**PAPER, "form": "svg"}, note="paper has no link"),
    Row("consultations:poster", editing(), DOOR),
    Row("consultations:type_in", typing(), SLUG),
    Row("consultations:batch", typing(), BATCH),
    Row("consultations:batch", typing(302), BATCH, method="post", data=an_answer),
    Row("consultations:take_back", typing(302), BATCH, method="post"),
    Row("consultations:close_batch", typing(302), BATCH, method="post"),
    Row("consultations:totals", taking_part(), SLUG),
    Row(
        "consultations:ask_for_feedback",
        editing(302),
        method="post",
        data=lambda world: {"kind": "gathering", "gathering": world.running_gathering.pk},
    ),
    Row("consultations:feedback", editing(), FEEDBACK),
    Row("consultations:close_feedback", editing(302), FEEDBACK, method="post"),
]
