"""The schedule and the money of a plan on paper."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import ngettext

from talka.foundation.language import written_money, written_number
from talka.foundation.wording import Wording
from talka.strategy.models import MoneyState, Progress
from talka.strategy.snapshot import PlanShot


def schedule(shot: PlanShot, said: Callable[[Wording | None], str]) -> dict[str, Any]:
    """Bars from 0 to 1 across the years of the plan."""
    years = shot.years
    first, span = years[0], len(years)

    def place(day: datetime.date, end: bool) -> float:
        return (day.year - first + (day.timetuple().tm_yday - (0 if end else 1)) / 366) / span

    return {
        "years": [str(year) for year in years],
        "rows": [
            {
                "number": measure.number,
                "title": said(measure.title),
                "from": round(max(0.0, place(measure.starts_on, False)), 4),
                "to": round(min(1.0, place(measure.ends_on, True)), 4),
                "done": measure.progress == Progress.DONE,
            }
            for measure in shot.measures
            if measure.starts_on and measure.ends_on
        ],
    }


def money(shot: PlanShot, said: Callable[[Wording | None], str]) -> dict[str, Any]:
    """What each measure costs in each year, where the money comes from, and how much of it is certain."""

    def written(amount: Decimal) -> str:
        return written_money(amount, shot.currency)

    sources: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for measure in shot.measures:
        for source in measure.sources:
            sources[source.name, source.state] += source.amount
    order = list(MoneyState.values)
    return {
        "years": [str(year) for year in shot.years],
        "rows": [
            {
                "number": measure.number,
                "title": said(measure.title),
                "amounts": [_plain(dict(measure.costs).get(year)) for year in shot.years],
                "sum": _plain(measure.cost),
            }
            for measure in shot.measures
            if measure.costs
        ],
        "sums": [_plain(shot.cost_in(year)) for year in shot.years],
        "sum": written(shot.cost),
        "currency": shot.currency,
        "sources": [
            {"name": name, "state": str(MoneyState(state).label), "amount": written(amount)}
            for (name, state), amount in sorted(sources.items(), key=lambda pair: (order.index(pair[0][1]), -pair[1]))
        ],
        "certain": ngettext(
            "%(secured)s of %(cost)s is secured, %(applied)s is applied for, %(planned)s is planned.",
            "%(secured)s of %(cost)s are secured, %(applied)s applied for, %(planned)s planned.",
            int(shot.cost),
        )
        % {
            "cost": written(shot.cost),
            "secured": written(shot.money_in(MoneyState.SECURED)),
            "applied": written(shot.money_in(MoneyState.APPLIED)),
            "planned": written(shot.money_in(MoneyState.PLANNED)),
        },
    }


def _plain(value: Decimal | None) -> str:
    return "" if value is None else written_number(value, 2)
