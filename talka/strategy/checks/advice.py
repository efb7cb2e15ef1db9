"""What a group should look at again; it does not stop approval."""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.strategy.checks.finding import Finding
from talka.strategy.models import IndicatorKind, MoneyState, Progress
from talka.strategy.snapshot import PlanShot
from talka.strategy.words import told

MOST_MEASURES_IN_A_QUARTER = 4


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
