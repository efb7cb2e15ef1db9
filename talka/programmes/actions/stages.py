"""Stages of a programme and what each must yield."""

import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.threads.actions import end_deleted
from talka.foundation.wording import Wording
from talka.identity.models import Account
from talka.programmes.actions.order import move, next_position
from talka.programmes.events import ExpectedResultReached
from talka.programmes.models import ExpectedResult, Programme, Stage


class StageChanges(TypedDict, total=False):
    """What `edit_stage` may change; what is left out stays as it is."""

    title: Wording
    about: Wording
    starts_on: datetime.date
    ends_on: datetime.date
    together: bool


@transaction.atomic
def add_stage(
    *,
    acting_user: Account | None,
    programme: Programme,
    title: Wording,
    starts_on: datetime.date,
    ends_on: datetime.date,
    about: Wording | None = None,
    together: bool = True,
) -> Stage:
    """Add a stage at the end. `together` False means that each partner works on its own."""
    _dates_fit(starts_on, ends_on)
    stage = Stage.objects.create(
        programme=programme,
        title=title,
        about=about or {},
        starts_on=starts_on,
        ends_on=ends_on,
        together=together,
        position=next_position(programme.stages.all()),
    )
    record(acting_user=acting_user, network=programme.network, verb="added stage", target=programme, stage=stage.pk)
    return stage


@transaction.atomic
def edit_stage(*, acting_user: Account | None, stage: Stage, **changes: Unpack[StageChanges]) -> Stage:
    """Change what is given. Raises Refusal where the dates do not fit."""
    for field, value in changes.items():
        setattr(stage, field, value)
    _dates_fit(stage.starts_on, stage.ends_on)
    stage.save()
    programme = stage.programme
    record(acting_user=acting_user, network=programme.network, verb="edited stage", target=programme, stage=stage.pk)
    return stage


@transaction.atomic
def remove_stage(*, acting_user: Account | None, stage: Stage) -> None:
    """Take a stage out with what it must yield; its gatherings stay in the programme.

    Raises Refusal where something it must yield was reached: what was reached is told, not taken away.
    """
    if stage.expected_results.filter(reached_on__isnull=False).exists():
        raise Refusal(
            _("Something this stage must yield was reached. Say first that it was not, then remove the stage.")
        )
    programme, identity = stage.programme, stage.pk
    for expected in stage.expected_results.all():
        end_deleted(thing=expected)
    end_deleted(thing=stage)
    stage.delete()
    record(acting_user=acting_user, network=programme.network, verb="removed stage", target=programme, stage=identity)


@transaction.atomic
def move_stage(*, acting_user: Account | None, stage: Stage, up: bool) -> None:
    """Change places with the stage before (up) or after."""
    if move(stage.programme.stages.all(), stage, up=up):
        programme = stage.programme
        record(acting_user=acting_user, network=programme.network, verb="reordered stages", target=programme)


@transaction.atomic
def add_expected_result(*, acting_user: Account | None, stage: Stage, title: Wording) -> ExpectedResult:
    """Say what a stage must yield."""
    expected = ExpectedResult.objects.create(
        stage=stage, title=title, position=next_position(stage.expected_results.all())
    )
    _record_result(acting_user, expected, "added expected result")
    return expected


@transaction.atomic
def edit_expected_result(*, acting_user: Account | None, result: ExpectedResult, title: Wording) -> ExpectedResult:
    result.title = title
    result.save(update_fields=["title"])
    _record_result(acting_user, result, "edited expected result")
    return result


@transaction.atomic
def remove_expected_result(*, acting_user: Account | None, result: ExpectedResult) -> None:
    """Take it out. Raises Refusal where it was reached."""
    if result.reached_on is not None:
        raise Refusal(_("This was reached. Say first that it was not, then remove it."))
    end_deleted(thing=result)
    _record_result(acting_user, result, "removed expected result")
    result.delete()


@transaction.atomic
def mark_result_reached(
    *,
    acting_user: Account | None,
    result: ExpectedResult,
    words: Wording | None = None,
    reached_on: datetime.date | None = None,
) -> ExpectedResult:
    """People say that it is there, since when, and what came of it. Raises Refusal for a day to come."""
    today = timezone.localdate()
    day = reached_on or today
    if day > today:
        raise Refusal(_("This day is still to come. Give the day on which it was reached."), "reached_on")
    result.reached_on = day
    if words is not None:
        result.reached_words = words
    result.save(update_fields=["reached_on", "reached_words"])
    _record_result(acting_user, result, "marked reached")
    send(ExpectedResultReached(expected_result_id=result.pk))
    return result


@transaction.atomic
def mark_result_open(*, acting_user: Account | None, result: ExpectedResult) -> ExpectedResult:
    """People say that it is not there after all; the words stay for the next time."""
    result.reached_on = None
    result.save(update_fields=["reached_on"])
    _record_result(acting_user, result, "marked not reached")
    return result


def _record_result(acting_user: Account | None, result: ExpectedResult, verb: str) -> None:
    programme = result.stage.programme
    record(acting_user=acting_user, network=programme.network, verb=verb, target=programme, expected_result=result.pk)


def _dates_fit(starts_on: datetime.date, ends_on: datetime.date) -> None:
    if ends_on < starts_on:
        raise Refusal(_("The stage ends before it begins. Change one of the two dates."), "ends_on")
