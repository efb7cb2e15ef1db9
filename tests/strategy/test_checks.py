"""Every check, exactly: the sentence's place, whether it blocks, and when it is silent."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from talka.foundation.threads.kinds import End
from talka.strategy.checks import CHECKS, run_checks
from talka.strategy.checks.advice import months_after
from talka.strategy.checks.finding import Finding
from talka.strategy.checks.gaps import sources_do_not_add_up
from talka.strategy.snapshot import (
    GoalShot,
    IndicatorShot,
    Mark,
    MeasureShot,
    OperationalShot,
    Owed,
    PlanShot,
    Pressing,
    PromiseShot,
    Rest,
    SourceShot,
)

MOK = Mark(1, "Miejski Ośrodek Kultury", "MOK", 1, "circle")
DOK = Mark(2, "Dzielnicowy Ośrodek Kultury", "DOK", 9, "diamond")
DAY = datetime.date


def indicator(pk: int = 1, **changes: object) -> IndicatorShot:
    whole = IndicatorShot(
        id=pk,
        title={"en": "Evening visits"},
        kind="output",
        unit="visits",
        baseline=Decimal(210),
        baseline_year=2026,
        target=Decimal(400),
        target_year=2028,
        source="count at the door",
        collector="reception",
        split_by="",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def measure(pk: int = 1, number: str = "1.1.1", **changes: object) -> MeasureShot:
    whole = MeasureShot(
        id=pk,
        number=number,
        title={"en": "Open until 21.00"},
        about={},
        responsible_id=None,
        responsible="Ewa Wójcik",
        lead=None,
        partners=(),
        with_others="",
        starts_on=DAY(2027, 3, 1),
        ends_on=DAY(2028, 12, 31),
        costs=((2027, Decimal(9600)), (2028, Decimal(9600))),
        sources=(SourceShot("own budget", Decimal(19200), "secured"),),
        risk={},
        indicators=(indicator(1), indicator(2, kind="result")),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def plan(*measures: MeasureShot, **changes: object) -> PlanShot:
    goal = GoalShot(
        id=1,
        number="1",
        title={"en": "Easy to reach"},
        short={},
        why={},
        rests=(Rest("strategy.swotitem", "7", "answers", End("strategy.swotitem", "7", title="No bus")),),
        operational_goals=(
            OperationalShot(id=1, number="1.1", title={"en": "Twice as many"}, measures=measures or (measure(),)),
        ),
    )
    whole = PlanShot(
        id=1,
        kind="development",
        owner=MOK,
        partners=(),
        title={"en": "Plan"},
        language="en",
        starts_on=DAY(2027, 1, 1),
        ends_on=DAY(2030, 12, 31),
        who_we_are={},
        what_we_know={},
        mission={},
        vision={},
        values={},
        how_made={},
        how_monitored={},
        currency="PLN",
        report_every=6,
        goals=(goal,),
        today=DAY(2027, 6, 1),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def found(shot: PlanShot) -> list[tuple[str, bool, str]]:
    return [(each.check, each.blocks, each.place) for each in run_checks(shot)]


def test_a_whole_plan_passes_every_check() -> None:
    assert run_checks(plan()) == []


def test_every_check_is_named_after_its_function() -> None:
    assert len({check.__name__ for check in CHECKS}) == 20


def test_plan_without_goal() -> None:
    assert found(plan(goals=())) == [("plan_without_goal", True, "goals")]


def test_strategic_goal_without_any_measure() -> None:
    goal = replace(plan().goals[0], operational_goals=())
    assert found(plan(goals=(goal,))) == [("goal_without_measure", True, "strategicgoal-1")]


def test_operational_goal_without_measure_beside_one_that_has_some() -> None:
    goal = plan().goals[0]
    empty = OperationalShot(id=9, number="1.2", title={"en": "Later"})
    goal = replace(goal, operational_goals=(*goal.operational_goals, empty))
    assert found(plan(goals=(goal,))) == [("goal_without_measure", True, "operationalgoal-9")]


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"responsible": " "}, "measure_without_owner"),
        ({"starts_on": None}, "measure_without_dates"),
        ({"ends_on": None}, "measure_without_dates"),
        ({"costs": (), "sources": ()}, "measure_without_cost"),
        ({"sources": ()}, "measure_without_source"),
        ({"indicators": ()}, "measure_without_indicator"),
        ({"starts_on": DAY(2026, 12, 31)}, "dates_outside_plan"),
        ({"ends_on": DAY(2031, 1, 1)}, "dates_outside_plan"),
        ({"sources": (SourceShot("own budget", Decimal("19199.99"), "secured"),)}, "sources_do_not_add_up"),
        ({"sources": (SourceShot("own budget", Decimal(19201), "secured"),)}, "sources_do_not_add_up"),
    ],
)
def test_gaps_of_a_measure_block(changes: dict[str, object], check: str) -> None:
    blocking = [each for each in found(plan(measure(**changes))) if each[1]]
    assert blocking == [(check, True, "measure-1")]


def test_a_measure_that_costs_nothing_needs_no_source() -> None:
    assert run_checks(plan(measure(costs=((2027, Decimal(0)),), sources=()))) == []


def test_sources_say_whether_they_are_less_or_more() -> None:
    less = plan(measure(sources=(SourceShot("town", Decimal(1), "secured"),)))
    more = plan(measure(sources=(SourceShot("town", Decimal(99999), "secured"),)))
    assert next(sources_do_not_add_up(less)).sentence == "The sources of 1.1.1 are less than its cost"
    assert next(sources_do_not_add_up(more)).sentence == "The sources of 1.1.1 are more than its cost"


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"unit": ""}, "indicator_without_unit"),
        ({"baseline": None}, "indicator_without_baseline"),
        ({"baseline_year": None}, "indicator_without_baseline"),
        ({"target": None}, "indicator_without_target"),
        ({"target_year": None}, "indicator_without_target"),
        ({"source": " "}, "indicator_without_source"),
    ],
)
def test_gaps_of_an_indicator_block(changes: dict[str, object], check: str) -> None:
    shot = plan(measure(indicators=(indicator(5, **changes), indicator(6, kind="result"))))
    assert found(shot) == [(check, True, "indicator-5")]


def test_a_baseline_of_nought_is_a_baseline() -> None:
    assert run_checks(plan(measure(indicators=(indicator(baseline=Decimal(0)), indicator(2, kind="result"))))) == []


def test_goal_without_origin() -> None:
    goal = replace(plan().goals[0], rests=())
    assert found(plan(goals=(goal,))) == [("goal_without_origin", False, "strategicgoal-1")]


def test_an_origin_that_was_taken_away_carries_no_goal() -> None:
    gone = Rest("strategy.swotitem", "7", "answers", End("strategy.swotitem", "7", gone=True))
    goal = replace(plan().goals[0], rests=(gone,))
    assert [each[0] for each in found(plan(goals=(goal,)))] == ["goal_without_origin"]


def test_an_origin_that_is_hidden_from_the_reader_carries_it() -> None:
    hidden = Rest("strategy.swotitem", "7", "answers", End("strategy.swotitem", "7", hidden=True))
    assert run_checks(plan(goals=(replace(plan().goals[0], rests=(hidden,)),))) == []


def test_pressing_items_that_no_goal_answers() -> None:
    items = (
        Pressing(7, "weakness", {"en": "No bus"}, answered=True),
        Pressing(8, "threat", {"en": "Young people leave"}, answered=False),
    )
    (only,) = run_checks(plan(pressing=items))
    assert only == Finding(
        "pressing_item_unanswered",
        False,
        "No goal answers the threat with most points: Young people leave",
        "goals",
        "Let a goal answer it, or say in the plan why none does.",
    )


def test_owner_overloaded_names_the_fullest_quarter() -> None:
    times = [(DAY(2027, 1, 1), DAY(2027, 6, 30))] * 4 + [(DAY(2027, 5, 1), DAY(2027, 12, 31))]
    several = [measure(pk, f"1.1.{pk}", starts_on=start, ends_on=end) for pk, (start, end) in enumerate(times, 1)]
    (only,) = run_checks(plan(*several))
    assert (only.check, only.sentence) == ("owner_overloaded", "Ewa Wójcik has 5 measures in quarter 2 of 2027")
    assert run_checks(plan(*several[:4])) == []


def test_mostly_unsecured_is_more_than_half() -> None:
    def split(secured: int) -> PlanShot:
        parts = (
            SourceShot("own", Decimal(secured), "secured"),
            SourceShot("town", Decimal(19200 - secured), "applied"),
        )
        return plan(measure(sources=parts))

    assert found(split(9599)) == [("mostly_unsecured", False, "money")]
    assert found(split(9600)) == []


def test_only_outputs_or_only_results() -> None:
    (outputs,) = run_checks(plan(measure(indicators=(indicator(),))))
    (results,) = run_checks(plan(measure(indicators=(indicator(kind="result"),))))
    assert outputs.sentence == "All indicators count outputs, none a result"
    assert results.sentence == "All indicators are of results, none counts an output"


def test_measure_unreported_for_two_periods() -> None:
    running = {"version": 1, "approved_on": DAY(2027, 2, 1)}
    assert run_checks(plan(today=DAY(2028, 3, 1), **running)) == []
    assert found(plan(today=DAY(2028, 3, 2), **running)) == [("measure_unreported", False, "measure-1")]
    reported = measure(progress="begun", progress_on=DAY(2028, 1, 10))
    assert run_checks(plan(reported, today=DAY(2028, 3, 2), **running)) == []
    finished = measure(progress="done", progress_on=DAY(2027, 4, 1))
    assert run_checks(plan(finished, today=DAY(2030, 1, 1), **running)) == []
    assert run_checks(plan(today=DAY(2030, 1, 1))) == [], "a plan that was never approved is not reported on"


def test_promise_missing_in_the_partners_plan() -> None:
    promises = (
        PromiseShot(1, MOK, "leads", {"en": "MOK keeps it"}, own_measure_id=3),
        PromiseShot(2, DOK, "gives", {"en": "DOK edits"}),
        PromiseShot(3, DOK, "receives", {"en": "DOK is in it"}),
    )
    (only,) = run_checks(plan(measure(promises=promises), kind="cooperation"))
    assert (only.check, only.place) == ("promise_missing", "measure-1")
    assert only.sentence == "What DOK promises in 1.1.1 does not stand in its own plan"


def test_promise_missing_in_the_own_plan() -> None:
    owed = Owed(4, {"en": "MOK keeps the calendar"}, "leads", 9, {"en": "Together"}, DOK, {"en": "Calendar"}, None)
    (only,) = run_checks(plan(owed=(owed,)))
    assert (only.check, only.blocks, only.place) == ("promise_missing", False, "promises")
    assert run_checks(plan(owed=(replace(owed, own_measure_id=3),))) == []


def test_blocking_findings_stand_first() -> None:
    goal = replace(plan(measure(responsible="")).goals[0], rests=())
    assert [each.blocks for each in run_checks(plan(goals=(goal,)))] == [True, False]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (DAY(2027, 3, 1), 12, DAY(2028, 3, 1)),
        (DAY(2027, 8, 31), 6, DAY(2028, 2, 29)),
        (DAY(2027, 11, 30), 3, DAY(2028, 2, 29)),
        (DAY(2027, 12, 15), 1, DAY(2028, 1, 15)),
    ],
)
def test_months_after(day: datetime.date, months: int, expected: datetime.date) -> None:
    assert months_after(day, months) == expected
