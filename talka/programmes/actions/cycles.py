"""Cycles, designed once, and the cohorts that they are run for."""

import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.wording import Wording
from talka.identity.models import Account
from talka.organisations.models import Locality
from talka.programmes.actions.order import next_position
from talka.programmes.models import Cohort, Cycle, Programme


class CohortChanges(TypedDict, total=False):
    """What `edit_cohort` may change; what is left out stays as it is."""

    title: Wording
    locality: Locality | None
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    outcome: Wording


@transaction.atomic
def add_cycle(
    *, acting_user: Account | None, programme: Programme, title: Wording, design: Wording | None = None
) -> Cycle:
    """Add something that is designed once and run several times."""
    cycle = Cycle.objects.create(
        programme=programme, title=title, design=design or {}, position=next_position(programme.cycles.all())
    )
    _record(acting_user, cycle, "added cycle")
    return cycle


@transaction.atomic
def edit_cycle(
    *, acting_user: Account | None, cycle: Cycle, title: Wording | None = None, design: Wording | None = None
) -> Cycle:
    """Change what is given; None leaves it as it is."""
    if title is not None:
        cycle.title = title
    if design is not None:
        cycle.design = design
    cycle.save()
    _record(acting_user, cycle, "edited cycle")
    return cycle


@transaction.atomic
def remove_cycle(*, acting_user: Account | None, cycle: Cycle) -> None:
    """Take a cycle out with its cohorts. Raises Refusal where other rooms hold on to it, such as certificates."""
    _record(acting_user, cycle, "removed cycle")
    try:
        with transaction.atomic():
            cycle.delete()
    except ProtectedError as error:
        raise Refusal(_("Certificates or other records rest on this cycle, so it stays.")) from error


@transaction.atomic
def add_cohort(
    *,
    acting_user: Account | None,
    cycle: Cycle,
    title: Wording,
    locality: Locality | None = None,
    starts_on: datetime.date | None = None,
    ends_on: datetime.date | None = None,
) -> Cohort:
    """Add a round of the cycle: for whom, where and when. Raises Refusal where the dates do not fit."""
    _dates_fit(starts_on, ends_on)
    cohort = Cohort.objects.create(
        cycle=cycle,
        title=title,
        locality=locality,
        starts_on=starts_on,
        ends_on=ends_on,
        position=next_position(cycle.cohorts.all()),
    )
    _record(acting_user, cycle, "added cohort", cohort=cohort.pk)
    return cohort


@transaction.atomic
def edit_cohort(*, acting_user: Account | None, cohort: Cohort, **changes: Unpack[CohortChanges]) -> Cohort:
    """Change what is given. Raises Refusal where the dates do not fit."""
    for field, value in changes.items():
        setattr(cohort, field, value)
    _dates_fit(cohort.starts_on, cohort.ends_on)
    cohort.save()
    _record(acting_user, cohort.cycle, "edited cohort", cohort=cohort.pk)
    return cohort


@transaction.atomic
def remove_cohort(*, acting_user: Account | None, cohort: Cohort) -> None:
    """Take a round out. Raises Refusal where other rooms hold on to it, such as certificates."""
    _record(acting_user, cohort.cycle, "removed cohort", cohort=cohort.pk)
    try:
        with transaction.atomic():
            cohort.delete()
    except ProtectedError as error:
        raise Refusal(_("Certificates or other records rest on this round, so it stays.")) from error


def _record(acting_user: Account | None, cycle: Cycle, verb: str, **details: int) -> None:
    programme = cycle.programme
    record(acting_user=acting_user, network=programme.network, verb=verb, target=programme, cycle=cycle.pk, **details)


def _dates_fit(starts_on: datetime.date | None, ends_on: datetime.date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        raise Refusal(_("The round ends before it begins. Change one of the two dates."), "ends_on")
