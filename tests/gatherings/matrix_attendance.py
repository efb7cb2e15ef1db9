"""URL × role for attendance and check-in: those who run a gathering tick; whoever has the code checks in."""

from typing import Any

from django.utils import timezone

from talka.gatherings.checking_in import code_of, window_of
from tests.matrix import SIGN_IN, Row, everyone, statuses


def running(status: int = 200) -> dict[str, int | str]:
    return statuses(404, visitor=SIGN_IN, staff=status, director=status, coordinator=status)


def of(attribute: str) -> dict[str, Any]:
    return {"gathering_id": lambda world: getattr(world, attribute).pk}


KEPT = of("kept_gathering")
COHORT = {"cohort_id": lambda world: world.cohort.pk}
RUNNING = of("running_gathering")
ON = {**RUNNING, "session_id": lambda world: world.running_session.pk}
ADAM = {**ON, "participant_id": lambda world: world.adam.pk}
SAME = {**RUNNING, "participant_id": lambda world: world.adam.pk}
BOTH = {**SAME, "other_id": lambda world: world.attendance.participant_id}
CLAIM = {**RUNNING, "claim_id": lambda world: world.claim.pk}
EWA = {"token": lambda world: world.running_sign_up.cancel_token}
CODE = {
    "session_id": lambda world: world.running_session.pk,
    "code": lambda world: code_of(world.check_in.secret, window_of(timezone.now())),
}
OLD_CODE = {**CODE, "code": "AAAAAA"}


def tick(world: Any) -> dict[str, Any]:
    return {"participant": world.adam.pk, "state": "present"}


ROWS = [
    Row("gatherings:attendance", running(302), RUNNING, note="one session: straight to its list"),
    Row("gatherings:attendance", statuses(404, visitor=SIGN_IN, member=302), KEPT, note="kept by its host"),
    Row("gatherings:attendance_list", running(), ON),
    Row("gatherings:attendance_list", running(302), ON, method="post", data=tick),
    Row("gatherings:add_arrival", running(), ON),
    Row("gatherings:add_arrival", running(302), ON, method="post", data={"name": "Zofia"}),
    Row("gatherings:attendance_person", running(), ADAM),
    Row("gatherings:same_person", running(), SAME),
    Row("gatherings:merge_people", running(), BOTH),
    Row("gatherings:merge_people", running(302), BOTH, method="post", data={"keep": "0"}),
    Row("gatherings:settle_claim", running(302), CLAIM, method="post", data={"take": "yes"}),
    Row("gatherings:check_in_screen", running(), ON),
    Row("gatherings:check_in_screen", running(302), ON, method="post"),
    Row("gatherings:check_in_code", running(), ON),
    Row("gatherings:close_check_in", running(302), ON, method="post"),
    Row("gatherings:here", everyone()),
    Row("gatherings:check_in", everyone(), CODE, note="whoever has the code"),
    Row("gatherings:check_in", everyone(410), OLD_CODE, note="too old"),
    Row("gatherings:check_in_place", everyone(302), EWA, method="post", data={"code": "AAAAAA"}),
    Row("gatherings:own_word", everyone(), {**EWA, "session_id": ON["session_id"]}, note="by the link of the letter"),
    Row("gatherings:cohort_attendance", running(), COHORT),
    Row("gatherings:cohort_attendance_csv", running(), COHORT),
]
