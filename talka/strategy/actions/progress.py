"""How a measure goes on, and what its indicators show."""

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.wording import Wording
from talka.identity.models import Account
from talka.strategy.actions.plans import plan_of
from talka.strategy.models import Indicator, IndicatorValue, Measure, Progress, ProgressReport


@transaction.atomic
def report_progress(
    *,
    acting_user: Account | None,
    measure: Measure,
    progress: str,
    note: Wording | None = None,
    reported_on: datetime.date | None = None,
) -> ProgressReport:
    """Say where a measure stands: planned, begun, done, or dropped, which needs a reason.

    Progress belongs to the measure and not to the plan's text: no new version comes of it.
    """
    if progress not in Progress.values:
        raise Refusal(_("Choose where the measure stands."), "progress")
    note = {tag: text for tag, text in (note or {}).items() if text.strip()}
    if progress == Progress.DROPPED and not note:
        raise Refusal(_("Write why it is not done this year; readers will ask."), "note")
    day = reported_on or timezone.localdate()
    report = ProgressReport.objects.create(
        measure=measure, progress=progress, note=note, reported_on=day, reported_by=acting_user
    )
    latest = measure.reports.order_by("-reported_on", "-pk").first()
    assert latest is not None
    measure.progress, measure.progress_note, measure.progress_on = latest.progress, latest.note, latest.reported_on
    measure.save(update_fields=["progress", "progress_note", "progress_on"])
    plan = plan_of(measure)
    record(acting_user=acting_user, network=plan.network, verb="reported", target=plan, measure=measure.pk)
    return report


@transaction.atomic
def report_indicator(
    *,
    acting_user: Account | None,
    indicator: Indicator,
    period: str,
    value: Decimal | int,
    note: str = "",
    reported_on: datetime.date | None = None,
) -> IndicatorValue:
    """The indicator's value in a period ("2027", "2027-2"). Reported again, the new value stands."""
    if not period.strip():
        raise Refusal(_("Write the year or half-year that the value is of."), "period")
    reported, _made = IndicatorValue.objects.update_or_create(
        indicator=indicator,
        period=period.strip(),
        defaults={
            "value": value,
            "note": note,
            "reported_by": acting_user,
            "reported_on": reported_on or timezone.localdate(),
        },
    )
    plan = plan_of(indicator)
    record(acting_user=acting_user, network=plan.network, verb="reported", target=plan, indicator=indicator.pk)
    return reported
