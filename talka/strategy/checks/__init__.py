"""What has to stand before a plan is approved, and what a group should look at again.

Each check is a pure function of a snapshot and says, for every place where it does not hold, a sentence, the place
and the next step. Blocking ones stop approval; the others warn. The program advises; the group decides.
"""

from talka.strategy.checks.advice import (
    goal_without_origin,
    measure_unreported,
    mostly_unsecured,
    only_outputs_or_only_results,
    owner_overloaded,
    pressing_item_unanswered,
    promise_missing,
)
from talka.strategy.checks.finding import Check, Finding
from talka.strategy.checks.gaps import (
    dates_outside_plan,
    goal_without_measure,
    indicator_without_baseline,
    indicator_without_source,
    indicator_without_target,
    indicator_without_unit,
    measure_without_cost,
    measure_without_dates,
    measure_without_indicator,
    measure_without_owner,
    measure_without_source,
    plan_without_goal,
    sources_do_not_add_up,
)
from talka.strategy.snapshot import PlanShot

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
