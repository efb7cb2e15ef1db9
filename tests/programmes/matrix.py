"""URL × role for programmes. They are run by their lead (staff and director here) and by coordinators."""

from typing import Any

from tests.matrix import SIGN_IN, Row, everyone, members, statuses
from tests.world import World

SLUG = {"slug": lambda world: world.programme.slug}
KEPT = {"slug": lambda world: world.kept_programme.slug}


def running(status: int = 200) -> dict[str, int | str]:
    return statuses(404, visitor=SIGN_IN, staff=status, director=status, coordinator=status)


def of(name: str, attribute: str) -> dict[str, Any]:
    return {**SLUG, name: lambda world: getattr(world, attribute).pk}


def new_programme(world: World) -> dict[str, Any]:
    return {
        "title_en": "New",
        "owner": world.organisation.pk,
        "starts_on": "2026-01-01",
        "ends_on": "2026-02-01",
        "visibility": "network",
    }


PARTNER = of("partner_id", "partner")
FUNDER = of("funder_id", "funder")
STAGE = of("stage_id", "first_stage")
RESULT = of("result_id", "expected_result")
CYCLE = of("cycle_id", "cycle")
COHORT = of("cohort_id", "cohort")
DESIGN_DAY = of("day_id", "design_day")
DESIGN_SESSION = of("session_id", "design_session")

ROWS = [
    Row("programmes:list", everyone()),
    Row("programmes:make", members(expert=404, interviewer=404)),
    Row(
        "programmes:make",
        members(422, expert=404, interviewer=404, staff=302, director=302, coordinator=302),
        method="post",
        data=new_programme,
        note="for MOK",
    ),
    Row("programmes:story", everyone(), SLUG, note="public"),
    Row("programmes:story", statuses(404, member=200), KEPT, note="only its partners"),
    Row("programmes:concept", everyone(), SLUG, note="public"),
    Row("programmes:concept", statuses(404, member=200), KEPT, note="only its partners"),
    Row("programmes:concept_pdf", everyone(), SLUG, note="public"),
    Row("programmes:concept_pdf", statuses(404, member=200), KEPT, note="only its partners"),
    Row("programmes:concept_docx", everyone(), SLUG, note="public"),
    Row("programmes:concept_docx", statuses(404, member=200), KEPT, note="only its partners"),
    Row("programmes:concept_write", running(), SLUG),
    Row("programmes:concept_write", running(302), SLUG, method="post", data={}, query="?part=aim"),
    Row("programmes:concept_keep", running(302), SLUG, method="post"),
    Row("programmes:design", running(), CYCLE),
    Row("programmes:add_day", running(), CYCLE),
    Row("programmes:edit_day", running(), DESIGN_DAY),
    Row("programmes:move_day", running(302), DESIGN_DAY, method="post", data={"up": "1"}),
    Row("programmes:take_out_day", running(302), DESIGN_DAY, method="post"),
    Row("programmes:add_session", running(), DESIGN_DAY),
    Row("programmes:edit_session", running(), DESIGN_SESSION),
    Row("programmes:take_out_session", running(302), DESIGN_SESSION, method="post"),
    Row("programmes:room", members(), SLUG, note="public"),
    Row("programmes:room", statuses(404, visitor=SIGN_IN, member=200), KEPT, note="only its partners"),
    Row("programmes:set_up", statuses(404, visitor=SIGN_IN, member=200), KEPT, note="only its partners"),
    Row("programmes:reached", running(), RESULT),
    Row("programmes:reached", running(302), RESULT, method="post", data={"open": "1"}),
    Row("programmes:evidence", running(), RESULT),
    Row("programmes:evidence", running(302), RESULT, method="post"),
    Row("programmes:set_up", running(), SLUG),
    Row("programmes:basics", running(), SLUG),
    Row("programmes:aims", running(), SLUG),
    Row("programmes:tell", running(), SLUG),
    Row("programmes:publish", running(302), SLUG, method="post"),
    Row("programmes:withdraw", running(), SLUG),
    Row("programmes:withdraw", running(302), SLUG, method="post"),
    Row("programmes:partners", running(), SLUG),
    Row("programmes:add_partner", running(), SLUG),
    Row("programmes:edit_partner", running(), PARTNER),
    Row("programmes:move_partner", running(302), PARTNER, method="post", data={"up": "1"}),
    Row("programmes:remove_partner", running(), PARTNER),
    Row("programmes:remove_partner", running(302), PARTNER, method="post"),
    Row("programmes:funders", running(), SLUG),
    Row("programmes:add_funder", running(), SLUG),
    Row("programmes:edit_funder", running(), FUNDER),
    Row("programmes:remove_funder", running(), FUNDER),
    Row("programmes:remove_funder", running(302), FUNDER, method="post"),
    Row("programmes:stages", running(), SLUG),
    Row("programmes:add_stage", running(), SLUG),
    Row("programmes:edit_stage", running(), STAGE),
    Row("programmes:move_stage", running(302), STAGE, method="post", data={"down": "1"}),
    Row("programmes:remove_stage", running(), STAGE),
    Row("programmes:remove_stage", running(302), STAGE, method="post"),
    Row("programmes:add_result", running(), STAGE),
    Row("programmes:edit_result", running(), RESULT),
    Row("programmes:remove_result", running(), RESULT),
    Row("programmes:remove_result", running(302), RESULT, method="post"),
    Row("programmes:cycles", running(), SLUG),
    Row("programmes:add_cycle", running(), SLUG),
    Row("programmes:edit_cycle", running(), CYCLE),
    Row("programmes:remove_cycle", running(), CYCLE),
    Row("programmes:remove_cycle", running(302), CYCLE, method="post"),
    Row("programmes:add_cohort", running(), CYCLE),
    Row("programmes:edit_cohort", running(), COHORT),
    Row("programmes:remove_cohort", running(), COHORT),
    Row("programmes:remove_cohort", running(302), COHORT, method="post"),
]
