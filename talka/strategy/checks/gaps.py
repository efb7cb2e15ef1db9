"""What is missing and stops approval: goals, owners, dates, costs, sources, indicators."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from talka.strategy.checks.finding import Finding
from talka.strategy.snapshot import IndicatorShot, MeasureShot, PlanShot
from talka.strategy.words import told


def plan_without_goal(plan: PlanShot) -> Iterator[Finding]:
    if not plan.goals:
        yield Finding(
            "plan_without_goal",
            True,
            _("The plan has no goal yet"),
            "goals",
            _("Write the first strategic goal."),
            "goal",
        )


def goal_without_measure(plan: PlanShot) -> Iterator[Finding]:
    """Strategic goals without any measure, and operational goals without their own."""
    for goal in plan.goals:
        if not goal.measures:
            yield Finding(
                "goal_without_measure",
                True,
                _("Goal %(number)s has no measure") % {"number": goal.number},
                goal.key,
                _("Write what will be done for it, or take the goal out."),
                "measure",
            )
            continue
        for each in goal.operational_goals:
            if not each.measures:
                yield Finding(
                    "goal_without_measure",
                    True,
                    _("Goal %(number)s has no measure") % {"number": each.number},
                    each.key,
                    _("Write what will be done for it, or take the goal out."),
                    "measure",
                )


def _of_measures(
    plan: PlanShot,
    check: str,
    lacks: Callable[[MeasureShot], bool],
    sentence: str,
    edit: str,
    step: str,
) -> Iterator[Finding]:
    lacking = [measure for measure in plan.measures if lacks(measure)]
    for measure in lacking:
        yield Finding(check, True, sentence % {"number": measure.number}, measure.key, step, edit)


def measure_without_owner(plan: PlanShot) -> Iterator[Finding]:
    yield from _of_measures(
        plan,
        "measure_without_owner",
        lambda measure: not measure.has_owner,
        _("%(number)s has no owner"),
        "responsible",
        _("Choose one person who sees to it."),
    )


def measure_without_dates(plan: PlanShot) -> Iterator[Finding]:
    yield from _of_measures(
        plan,
        "measure_without_dates",
        lambda measure: not (measure.starts_on and measure.ends_on),
        _("%(number)s has no time"),
        "dates",
        _("Say when it begins and when it ends."),
    )


def measure_without_cost(plan: PlanShot) -> Iterator[Finding]:
    """A measure that costs nothing says so with a nought; only an empty place is missing."""
    yield from _of_measures(
        plan,
        "measure_without_cost",
        lambda measure: not measure.costs,
        _("%(number)s has no cost"),
        "money",
        _("Write the cost of each year; a nought where it costs nothing."),
    )


def measure_without_source(plan: PlanShot) -> Iterator[Finding]:
    yield from _of_measures(
        plan,
        "measure_without_source",
        lambda measure: measure.cost > 0 and not measure.sources,
        _("%(number)s has no source of money"),
        "money",
        _("Say who pays, and whether the money is secured, applied for or planned."),
    )


def measure_without_indicator(plan: PlanShot) -> Iterator[Finding]:
    yield from _of_measures(
        plan,
        "measure_without_indicator",
        lambda measure: not measure.indicators,
        _("%(number)s has no indicator"),
        "indicator",
        _("Say by what you will know that it worked."),
    )


def _of_indicators(
    plan: PlanShot,
    check: str,
    lacks: Callable[[IndicatorShot], bool],
    sentence: str,
    step: str,
) -> Iterator[Finding]:
    for measure, indicator in plan.indicators:
        if lacks(indicator):
            words = sentence % {"number": measure.number, "indicator": told(indicator.title, plan.language)}
            yield Finding(check, True, words, indicator.key, step, "indicator")


def indicator_without_unit(plan: PlanShot) -> Iterator[Finding]:
    yield from _of_indicators(
        plan,
        "indicator_without_unit",
        lambda indicator: not indicator.unit.strip(),
        _("The indicator of %(number)s has no unit: %(indicator)s"),
        _("Say what is counted: people, events, per cent."),
    )


def indicator_without_baseline(plan: PlanShot) -> Iterator[Finding]:
    yield from _of_indicators(
        plan,
        "indicator_without_baseline",
        lambda indicator: indicator.baseline is None or indicator.baseline_year is None,
        _("The indicator of %(number)s has no baseline with its year: %(indicator)s"),
        _("Say how it stands now, and of which year that is."),
    )


def indicator_without_target(plan: PlanShot) -> Iterator[Finding]:
    yield from _of_indicators(
        plan,
        "indicator_without_target",
        lambda indicator: indicator.target is None or indicator.target_year is None,
        _("The indicator of %(number)s has no target with its year: %(indicator)s"),
        _("Say how much you want to reach, and in which year."),
    )


def indicator_without_source(plan: PlanShot) -> Iterator[Finding]:
    yield from _of_indicators(
        plan,
        "indicator_without_source",
        lambda indicator: not indicator.source.strip(),
        _("The indicator of %(number)s has no source of data: %(indicator)s"),
        _("Say where the figure comes from: a register, a survey, a count at the door."),
    )


def dates_outside_plan(plan: PlanShot) -> Iterator[Finding]:
    for measure in plan.measures:
        early = measure.starts_on is not None and measure.starts_on < plan.starts_on
        late = measure.ends_on is not None and measure.ends_on > plan.ends_on
        if early or late:
            yield Finding(
                "dates_outside_plan",
                True,
                _("%(number)s lies outside the time of the plan") % {"number": measure.number},
                measure.key,
                _("Change its time, or the period of the plan."),
                "dates",
            )


def sources_do_not_add_up(plan: PlanShot) -> Iterator[Finding]:
    for measure in plan.measures:
        if measure.costs and measure.sources and measure.cost != measure.money:
            words = (
                _("The sources of %(number)s are less than its cost")
                if measure.money < measure.cost
                else _("The sources of %(number)s are more than its cost")
            )
            yield Finding(
                "sources_do_not_add_up",
                True,
                words % {"number": measure.number},
                measure.key,
                _("Cost and sources have to be the same sum."),
                "money",
            )
