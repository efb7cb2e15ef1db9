"""URL × role for gatherings. Those who act for the host run them, and so do coordinators unless it is private."""

from typing import Any

from tests.gatherings import matrix_agenda, matrix_attendance, matrix_calendar, matrix_together
from tests.matrix import SIGN_IN, Row, everyone, members, statuses


def of(attribute: str) -> dict[str, Any]:
    return {"gathering_id": lambda world: getattr(world, attribute).pk}


PUBLIC = of("gathering")
MEMBERS = of("members_gathering")
KEPT = of("kept_gathering")
PAST = of("past_gathering")
SESSION = {**PUBLIC, "session_id": lambda world: world.session.pk}
GROUP = {**PUBLIC, "group_id": lambda world: world.invited_group.pk}
SIGN_UP = {**PUBLIC, "sign_up_id": lambda world: world.sign_up.pk}
TOKEN = {"token": lambda world: world.sign_up.cancel_token}
COURSE = of("course")
QUESTION = {**COURSE, "question_id": lambda world: world.sign_up_question.pk}
INVITATION = {**COURSE, "invitation_id": lambda world: world.gathering_invitation.pk}
LETTER = {"token": lambda world: world.gathering_invitation.token}
OFFER = {"token": lambda world: world.course_offered.cancel_token}
WAITS = {**COURSE, "sign_up_id": lambda world: world.course_waiting.pk}


def hosting(status: int = 200) -> dict[str, int | str]:
    """Those who act for the host alone: a coordinator does not see what people answered."""
    return statuses(404, visitor=SIGN_IN, staff=status, director=status)


def running(status: int = 200) -> dict[str, int | str]:
    return statuses(404, visitor=SIGN_IN, staff=status, director=status, coordinator=status)


def network_only(status: int = 200) -> dict[str, int | str]:
    return statuses(status, visitor=404, stranger=404)


NEW = {"name": "Maria", "email": "maria@example.org", "shown_as": "initials"}

CYCLE = {"cycle_id": lambda world: world.cycle.pk}
TAUGHT = {
    "cohort_id": lambda world: world.taught_cohort.pk,
    "member_id": lambda world: world.short_member.pk,
}
COHORT = {"cohort_id": lambda world: world.cohort.pk}
OWN_ROUND = {
    "cohort_id": lambda world: world.taught_cohort.pk,
    "key": lambda world: world.short_member.participant.key,
}

ROWS = [
    Row("gatherings:cycle", everyone(), CYCLE, note="of a public programme"),
    Row("gatherings:round", everyone(), COHORT, note="of a public programme"),
    Row("gatherings:plan_round", running(), COHORT),
    Row("gatherings:round_people", running(), COHORT),
    Row("gatherings:round_people", running(302), COHORT, method="post", data={"name": "Ewa"}),
    Row("gatherings:take_in", running(302), COHORT, method="post"),
    Row("gatherings:leave_round", running(), TAUGHT),
    Row("gatherings:take_over", running(302), COHORT, method="post"),
    Row("gatherings:own_round", everyone(), OWN_ROUND, note="by the link of the letter"),
    Row("gatherings:own_round_word", everyone(404), {**OWN_ROUND, "session_id": lambda world: world.session.pk}),
    Row("gatherings:write_to_members", running(302), COHORT, method="post"),
    Row("gatherings:taken_out", statuses(404, visitor=SIGN_IN), PUBLIC, note="nothing to decide"),
    Row("gatherings:list", everyone()),
    Row("gatherings:past", everyone()),
    Row("gatherings:plan", members(expert=404, interviewer=404)),
    Row("gatherings:gathering", everyone(), PUBLIC, note="public"),
    Row("gatherings:gathering", network_only(), MEMBERS, note="for members"),
    Row("gatherings:gathering", statuses(404, member=200), KEPT, note="kept by its host"),
    Row("gatherings:calendar", everyone(), PUBLIC, note="public"),
    Row("gatherings:calendar", network_only(), MEMBERS, note="for members"),
    Row("gatherings:sign_up", everyone(), PUBLIC, note="public"),
    Row("gatherings:sign_up", everyone(302), PUBLIC, method="post", data=NEW, note="public"),
    Row("gatherings:sign_up", network_only(302), MEMBERS, method="post", data=NEW, note="for members"),
    Row("gatherings:written", everyone(), PUBLIC),
    Row("gatherings:place", everyone(), TOKEN, note="by the link of the letter"),
    Row("gatherings:give_back", everyone(302), TOKEN, method="post", note="by the link of the letter"),
    Row("gatherings:people", running(), PUBLIC),
    Row("gatherings:people", statuses(404, visitor=SIGN_IN, member=200), KEPT, note="kept by its host"),
    Row("gatherings:remove_sign_up", running(302), SIGN_UP, method="post"),
    Row("gatherings:running", running(), PUBLIC),
    Row("gatherings:running", statuses(404, visitor=SIGN_IN, member=200), KEPT, note="kept by its host"),
    Row("gatherings:place", everyone(), OFFER, note="an offer"),
    Row("gatherings:accept_offer", everyone(302), OFFER, method="post", note="by the link of the letter"),
    Row("gatherings:pass_offer", everyone(302), OFFER, method="post", note="by the link of the letter"),
    Row(
        "gatherings:give_back_one",
        everyone(404),
        {**OFFER, "sign_up_id": lambda world: world.course_waiting.pk},
        method="post",
        note="somebody who is not of the group",
    ),
    Row("gatherings:invitation", everyone(), LETTER, note="by the link of the letter"),
    Row("gatherings:answer_invitation", everyone(302), LETTER, method="post", note="by the link of the letter"),
    Row("gatherings:sign_up_rules", running(), COURSE),
    Row("gatherings:questions", running(), COURSE),
    Row("gatherings:ask_ready", running(302), {**COURSE, "key": "diet"}, method="post"),
    Row("gatherings:edit_question", running(), QUESTION),
    Row("gatherings:drop_question", running(302), QUESTION, method="post"),
    Row("gatherings:door", running(), COURSE),
    Row("gatherings:door_table", running(), COURSE),
    Row("gatherings:erase_answers", hosting(), COURSE),
    Row("gatherings:erase_answers", hosting(302), COURSE, method="post"),
    Row("gatherings:move", running(), WAITS),
    Row("gatherings:invitations", running(), COURSE),
    Row("gatherings:invite_again", running(302), INVITATION, method="post"),
    Row("gatherings:withdraw", running(302), INVITATION, method="post"),
    Row("gatherings:edit", running(), PUBLIC),
    Row("gatherings:edit", statuses(404, visitor=SIGN_IN, member=200), KEPT, note="kept by its host"),
    Row("gatherings:cancel", running(), PUBLIC),
    Row("gatherings:cancel", running(302), PUBLIC, method="post"),
    Row("gatherings:held", running(), PAST),
    Row("gatherings:held", running(302), PAST, method="post"),
    Row("gatherings:held", running(422), PUBLIC, method="post", note="not begun"),
    Row("gatherings:agenda", running(), PUBLIC),
    Row("gatherings:edit_session", running(), SESSION),
    Row("gatherings:remove_session", running(302), SESSION, method="post"),
    Row("gatherings:groups", running(), PUBLIC),
    Row("gatherings:edit_group", running(), GROUP),
    Row("gatherings:remove_group", running(302), GROUP, method="post"),
    Row("gatherings:letter", running(), GROUP),
    *matrix_agenda.ROWS,
    *matrix_calendar.ROWS,
    *matrix_together.ROWS,
    *matrix_attendance.ROWS,
]
