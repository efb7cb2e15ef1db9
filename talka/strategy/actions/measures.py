"""What is done, by whom, when, for how much, and by what it is known."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner
from talka.foundation.wording import Wording
from talka.identity.models import Account
from talka.strategy.actions.plans import plan_of, touch
from talka.strategy.models import (
    Indicator,
    IndicatorKind,
    Measure,
    MeasureCost,
    MeasureSource,
    MoneyState,
    OperationalGoal,
)


@dataclass(frozen=True)
class Source:
    """Where money comes from, how much, and how certain it is: secured, applied, planned."""

    name: str
    amount: Decimal | int
    state: str = MoneyState.PLANNED


@transaction.atomic
def add_measure(
    *,
    acting_user: Account | None,
    operational_goal: OperationalGoal,
    title: Wording,
    about: Wording | None = None,
    responsible: Account | None = None,
    responsible_name: str = "",
    lead: Owner | None = None,
    partners: Iterable[Owner] = (),
    with_others: str = "",
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
    costs: Mapping[int, Decimal | int] | None = None,
    sources: Iterable[Source | tuple[Any, ...]] = (),
    risk: Wording | None = None,
) -> Measure:
    """A measure at the end of an operational goal. Everything but the title may follow later.

    costs    year → amount; a measure that costs nothing carries a year with 0
    sources  `Source(...)` or (name, amount, state)
    """
    if not any(text.strip() for text in title.values()):
        raise Refusal(_("Write what is done in one sentence."), "title")
    last = operational_goal.measures.aggregate(last=Max("position"))["last"]
    measure = Measure(operational_goal=operational_goal, title=title, position=(last or 0) + 1)
    _write(
        measure,
        about=about or {},
        responsible=responsible,
        responsible_name=responsible_name,
        lead=lead,
        with_others=with_others,
        starts_on=starts_on,
        ends_on=ends_on,
        risk=risk or {},
    )
    measure.save()
    measure.partners.set(partners)
    _put_money(measure, costs or {}, sources)
    plan = plan_of(measure)
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="added", target=plan, measure=measure.pk)
    return measure


@transaction.atomic
def write_measure(
    *,
    acting_user: Account | None,
    measure: Measure,
    partners: Iterable[Owner] | None = None,
    costs: Mapping[int, Decimal | int] | None = None,
    sources: Iterable[Source | tuple[Any, ...]] | None = None,
    **fields: Any,
) -> None:
    """Change what is named: title, about, responsible, responsible_name, lead, with_others, starts_on, ends_on, risk;
    partners, costs and sources as wholes."""
    _write(measure, **fields)
    measure.revision += 1
    measure.save()
    if partners is not None:
        measure.partners.set(partners)
    if costs is not None or sources is not None:
        _put_money(measure, costs, sources)
    plan = plan_of(measure)
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="changed", target=plan, measure=measure.pk)


def _write(measure: Measure, **fields: Any) -> None:
    allowed = {
        "title",
        "about",
        "responsible",
        "responsible_name",
        "lead",
        "with_others",
        "starts_on",
        "ends_on",
        "risk",
    }
    assert allowed.issuperset(fields), f"a measure has no {sorted(set(fields) - allowed)}"
    for name, value in fields.items():
        setattr(measure, name, value)
    if measure.responsible is not None and not measure.responsible_name:
        measure.responsible_name = str(measure.responsible)
    if measure.starts_on and measure.ends_on and measure.ends_on < measure.starts_on:
        raise Refusal(_("The measure ends before it begins."), "ends_on")


def _put_money(
    measure: Measure,
    costs: Mapping[int, Decimal | int] | None,
    sources: Iterable[Source | tuple[Any, ...]] | None,
) -> None:
    if costs is not None:
        measure.costs.all().delete()
        MeasureCost.objects.bulk_create(
            [MeasureCost(measure=measure, year=year, amount=amount) for year, amount in sorted(costs.items())]
        )
    if sources is not None:
        measure.sources.all().delete()
        given = [source if isinstance(source, Source) else Source(*source) for source in sources]
        MeasureSource.objects.bulk_create(
            [
                MeasureSource(measure=measure, name=each.name, amount=each.amount, state=each.state, position=position)
                for position, each in enumerate(given, start=1)
            ]
        )


@transaction.atomic
def add_indicator(
    *,
    acting_user: Account | None,
    measure: Measure,
    title: Wording,
    kind: str = IndicatorKind.OUTPUT,
    unit: str = "",
    baseline: Decimal | int | None = None,
    baseline_year: int | None = None,
    target: Decimal | int | None = None,
    target_year: int | None = None,
    source: str = "",
    collector: str = "",
    split_by: str = "",
) -> Indicator:
    """By what it will be known. Everything but the title may follow later."""
    if not any(text.strip() for text in title.values()):
        raise Refusal(_("Write what is counted or asked."), "title")
    last = measure.indicators.aggregate(last=Max("position"))["last"]
    indicator = Indicator.objects.create(
        measure=measure,
        title=title,
        kind=kind,
        unit=unit,
        baseline=baseline,
        baseline_year=baseline_year,
        target=target,
        target_year=target_year,
        source=source,
        collector=collector,
        split_by=split_by,
        position=(last or 0) + 1,
    )
    plan = plan_of(measure)
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="added", target=plan, indicator=indicator.pk)
    return indicator


@transaction.atomic
def write_indicator(*, acting_user: Account | None, indicator: Indicator, **fields: Any) -> None:
    """Change what is named: title, kind, unit, baseline, baseline_year, target, target_year, source, collector, split_by."""
    allowed = {
        "title",
        "kind",
        "unit",
        "baseline",
        "baseline_year",
        "target",
        "target_year",
        "source",
        "collector",
        "split_by",
    }
    assert allowed.issuperset(fields), f"an indicator has no {sorted(set(fields) - allowed)}"
    for name, value in fields.items():
        setattr(indicator, name, value)
    indicator.revision += 1
    indicator.save()
    plan = plan_of(indicator)
    touch(plan, acting_user)
    record(acting_user=acting_user, network=plan.network, verb="changed", target=plan, indicator=indicator.pk)
