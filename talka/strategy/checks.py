"""What has to stand before a plan is approved, and what a group should look at again.

Each check is a pure function of a snapshot and says, for every place where it does not hold, a sentence, the place
and the next step. Blocking ones stop approval; the others warn. The program advises; the group decides.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.strategy.models import IndicatorKind, MoneyState, Progress
from talka.strategy.snapshot import IndicatorShot, MeasureShot, PlanShot
from talka.strategy.words import told

MOST_MEASURES_IN_A_QUARTER = 4


@dataclass(frozen=True)
class Finding:
    """A place where a check does not hold.

    `check`     the function's name
    `place`     key of the part ("measure-12"), or of the plan's text
    `sentence`  what is missing
    `step`      what to do
    `edit`      the field to be filled, where there is one ("responsible", "dates", "money", "indicator")
    """

    check: str
    blocks: bool
    sentence: str
    place: str
    step: str
    edit: str = ""


Check = Callable[[PlanShot], Iterator[Finding]]


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


def goal_without_origin(plan: PlanShot) -> Iterator[Finding]:
    """A goal that answers no SWOT item and is backed by no finding. Ends that were deleted do not carry it."""
    for goal in plan.goals:
        if not any(rest.stands for rest in goal.rests):
            yield Finding(
                "goal_without_origin",
                False,
                _("Goal %(number)s rests on nothing yet") % {"number": goal.number},
                goal.key,
                _("Choose the SWOT items that it answers or a finding that backs it."),
                "rests",
            )


def pressing_item_unanswered(plan: PlanShot) -> Iterator[Finding]:
    for item in plan.pressing:
        if not item.answered:
            words = (
                _("No goal answers the weakness with most points: %(item)s")
                if item.quadrant == "weakness"
                else _("No goal answers the threat with most points: %(item)s")
            )
            yield Finding(
                "pressing_item_unanswered",
                False,
                words % {"item": told(item.text, plan.language)},
                "goals",
                _("Let a goal answer it, or say in the plan why none does."),
            )


def owner_overloaded(plan: PlanShot) -> Iterator[Finding]:
    """More than four measures of one person in the same quarter of a year; the fullest quarter is named."""
    load: dict[str, dict[tuple[int, int], int]] = defaultdict(lambda: defaultdict(int))
    for measure in plan.measures:
        if measure.has_owner and measure.starts_on and measure.ends_on and measure.progress != Progress.DROPPED:
            for each in _quarters(measure.starts_on, measure.ends_on):
                load[measure.responsible.strip()][each] += 1
    for person, quarters in load.items():
        number = max(quarters.values())
        year, quarter = min(when for when, held in quarters.items() if held == number)
        if number > MOST_MEASURES_IN_A_QUARTER:
            yield Finding(
                "owner_overloaded",
                False,
                ngettext(
                    "%(person)s has %(number)s measure in quarter %(quarter)s of %(year)s",
                    "%(person)s has %(number)s measures in quarter %(quarter)s of %(year)s",
                    number,
                )
                % {"person": person, "number": number, "quarter": quarter, "year": year},
                "schedule",
                _("Give some to others, or move them."),
            )


def _quarters(start: datetime.date, end: datetime.date) -> Iterator[tuple[int, int]]:
    year, quarter = start.year, (start.month + 2) // 3
    while (year, quarter) <= (end.year, (end.month + 2) // 3):
        yield year, quarter
        year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)


def mostly_unsecured(plan: PlanShot) -> Iterator[Finding]:
    secured = plan.money_in(MoneyState.SECURED)
    if plan.cost and secured * 2 < plan.cost:
        yield Finding(
            "mostly_unsecured",
            False,
            _("More than half of the cost is not secured"),
            "money",
            _("Say in the plan what is done first if the money does not come."),
        )


def only_outputs_or_only_results(plan: PlanShot) -> Iterator[Finding]:
    kinds = {indicator.kind for _measure, indicator in plan.indicators}
    if kinds == {IndicatorKind.OUTPUT}:
        yield Finding(
            "only_outputs_or_only_results",
            False,
            _("All indicators count outputs, none a result"),
            "indicators",
            _("Add one that says what changed for people."),
        )
    elif kinds == {IndicatorKind.RESULT}:
        yield Finding(
            "only_outputs_or_only_results",
            False,
            _("All indicators are of results, none counts an output"),
            "indicators",
            _("Add one that counts what was done."),
        )


def measure_unreported(plan: PlanShot) -> Iterator[Finding]:
    """In an approved plan: a running measure of which nothing was said for two periods of reporting."""
    if not plan.version:
        return
    for measure in plan.measures:
        if measure.progress in (Progress.DONE, Progress.DROPPED) or measure.starts_on is None:
            continue
        since = measure.progress_on or max(measure.starts_on, plan.approved_on or measure.starts_on)
        if months_after(since, 2 * plan.report_every) < plan.today:
            yield Finding(
                "measure_unreported",
                False,
                _("Nothing has been reported on %(number)s for two periods") % {"number": measure.number},
                measure.key,
                _("Say where it stands."),
                "progress",
            )


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months on, or the last day of a shorter month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    first_of_next = datetime.date(year + month // 12, month % 12 + 1, 1)
    return min(
        datetime.date(year, month, 1) + datetime.timedelta(days=day.day - 1),
        first_of_next - datetime.timedelta(days=1),
    )


def promise_missing(plan: PlanShot) -> Iterator[Finding]:
    """In the cooperation plan: a promise that stands in no plan of its partner. In the partner's own: one not taken."""
    for measure in plan.measures:
        for promise in measure.promises:
            if promise.missing:
                yield Finding(
                    "promise_missing",
                    False,
                    _("What %(partner)s promises in %(number)s does not stand in its own plan")
                    % {"partner": promise.owner.short_name, "number": measure.number},
                    measure.key,
                    _("The partner takes it into its plan with one click."),
                    "promise",
                )
    for owed in plan.owed:
        if owed.own_measure_id is None:
            yield Finding(
                "promise_missing",
                False,
                _("You promised in the cooperation plan, and it does not stand here: %(words)s")
                % {"words": told(owed.words, plan.language)},
                "promises",
                _("Take it into this plan."),
                "promise",
            )


CHECKS: tuple[Check, ...] = (
    plan_without_goal,
    goal_without_measure,
    measure_without_owner,
    measure_without_dates,
    measure_without_cost,
    measure_without_source,
    measure_without_indicator,
    indicator_without_unit,
    indicator_without_baseline,
    indicator_without_target,
    indicator_without_source,
    dates_outside_plan,
    sources_do_not_add_up,
    goal_without_origin,
    pressing_item_unanswered,
    owner_overloaded,
    mostly_unsecured,
    only_outputs_or_only_results,
    measure_unreported,
    promise_missing,
)


def run_checks(plan: PlanShot) -> list[Finding]:
    """All places where checks do not hold, blocking ones first, in the order of the plan."""
    found = [finding for check in CHECKS for finding in check(plan)]
    return sorted(found, key=lambda finding: not finding.blocks)


def blocking(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.blocks]
