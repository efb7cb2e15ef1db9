"""The design of a cycle: its days with their sessions, and the versions by which rounds are planned."""

import datetime
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.versions.actions import freeze
from talka.foundation.versions.models import FrozenVersion
from talka.foundation.wording import Wording
from talka.identity.models import Account
from talka.programmes.actions.order import move, next_position
from talka.programmes.models import Cohort, Cycle, CycleDay, CycleSession
from talka.programmes.queries import design_content


class DayChanges(TypedDict, total=False):
    """What `edit_day` may change; what is left out stays as it is."""

    kind: str
    title: Wording
    about: Wording
    result: Wording
    after_days: int
    starts: datetime.time
    ends: datetime.time


class DesignedSessionChanges(TypedDict, total=False):
    """What `edit_designed_session` may change; what is left out stays as it is."""

    starts: datetime.time
    ends: datetime.time
    topic: Wording
    lecturers: str
    result: Wording
    obligatory: bool
    hand_in: Wording


@transaction.atomic
def add_day(
    *,
    acting_user: Account | None,
    cycle: Cycle,
    kind: str,
    title: Wording,
    starts: datetime.time,
    ends: datetime.time,
    result: Wording | None = None,
    about: Wording | None = None,
    after_days: int | None = None,
) -> CycleDay:
    """Add a day at the end of the design; without `after_days` it follows the last one.

    Raises Refusal where the times do not fit.
    """
    last = cycle.days.filter(taken_out_at__isnull=True).order_by("position", "pk").last()
    follows = last.after_days + 1 if last else 0
    day = CycleDay(
        cycle=cycle,
        kind=kind,
        title=title,
        about=about or {},
        result=result or {},
        after_days=follows if after_days is None else after_days,
        starts=starts,
        ends=ends,
        position=next_position(cycle.days.all()),
    )
    _day_fits(day)
    day.save()
    _record(acting_user, cycle, "designed a day", day=day.pk)
    return day


@transaction.atomic
def edit_day(*, acting_user: Account | None, day: CycleDay, **changes: Unpack[DayChanges]) -> CycleDay:
    """Change what is given. Rounds that are planned stay as they are until somebody takes the change over.

    Raises Refusal where the times do not fit the day or its sessions.
    """
    for field, value in changes.items():
        setattr(day, field, value)
    _day_fits(day)
    day.save()
    _record(acting_user, day.cycle, "changed the design", day=day.pk)
    return day


@transaction.atomic
def move_day(*, acting_user: Account | None, day: CycleDay, up: bool) -> None:
    """Change places with the day before (up) or after; the two change their distance from the first day too."""
    standing = day.cycle.days.filter(taken_out_at__isnull=True)
    before = {each.pk: each.after_days for each in standing}
    if not move(standing, day, up=up):
        return
    for each, apart in zip(standing.order_by("position", "pk"), sorted(before.values()), strict=True):
        if each.after_days != apart:
            each.after_days = apart
            each.save(update_fields=["after_days"])
    _record(acting_user, day.cycle, "changed the design", day=day.pk)


@transaction.atomic
def take_out_day(*, acting_user: Account | None, day: CycleDay) -> None:
    """Take a day out of the design. In rounds that have it already, whoever runs its gathering decides what becomes of it."""
    if day.taken_out_at is None:
        day.taken_out_at = timezone.now()
        day.save(update_fields=["taken_out_at"])
        _record(acting_user, day.cycle, "changed the design", day=day.pk)


@transaction.atomic
def add_designed_session(
    *,
    acting_user: Account | None,
    day: CycleDay,
    starts: datetime.time,
    ends: datetime.time,
    topic: Wording,
    lecturers: str = "",
    result: Wording | None = None,
    obligatory: bool = False,
    hand_in: Wording | None = None,
) -> CycleSession:
    """Add a session to a designed day. Raises Refusal where it does not lie within the day."""
    session = CycleSession(
        day=day,
        starts=starts,
        ends=ends,
        topic=topic,
        lecturers=lecturers,
        result=result or {},
        obligatory=obligatory,
        hand_in=hand_in or {},
    )
    _session_fits(session)
    session.save()
    _record(acting_user, day.cycle, "changed the design", session=session.pk)
    return session


@transaction.atomic
def edit_designed_session(
    *, acting_user: Account | None, session: CycleSession, **changes: Unpack[DesignedSessionChanges]
) -> CycleSession:
    """Change what is given. Raises Refusal where it does not lie within the day."""
    for field, value in changes.items():
        setattr(session, field, value)
    _session_fits(session)
    session.save()
    _record(acting_user, session.day.cycle, "changed the design", session=session.pk)
    return session


@transaction.atomic
def take_out_designed_session(*, acting_user: Account | None, session: CycleSession) -> None:
    """Take a session out of the design. Rounds that were planned by it keep theirs."""
    if session.taken_out_at is None:
        session.taken_out_at = timezone.now()
        session.save(update_fields=["taken_out_at"])
        _record(acting_user, session.day.cycle, "changed the design", session=session.pk)


@transaction.atomic
def follow_design(*, acting_user: Account | None, cohort: Cohort) -> FrozenVersion:
    """The round goes by the design as it now stands: the design is kept as a version, and the round remembers which.

    Raises Refusal where nothing is designed yet.
    """
    cycle = cohort.cycle
    content = design_content(cycle)
    if not content["days"]:
        raise Refusal(_("Nothing is designed yet. Add the days of the cycle first."))
    version = freeze(
        acting_user=acting_user, network=cycle.programme.network, target=cycle, content=content, reason="a round"
    )
    cohort.design_version = version.number
    cohort.save(update_fields=["design_version"])
    return version


def _day_fits(day: CycleDay) -> None:
    if day.ends <= day.starts:
        raise Refusal(_("The day ends before it begins. Change one of the two times."), "ends")
    if day.pk is None:
        return
    for session in day.sessions.filter(taken_out_at__isnull=True):
        if session.starts < day.starts or session.ends > day.ends:
            raise Refusal(
                _("“%(topic)s” would lie outside the day. Change the session first.") % {"topic": session}, "ends"
            )


def _session_fits(session: CycleSession) -> None:
    if session.ends <= session.starts:
        raise Refusal(_("The session ends before it begins. Change one of the two times."), "ends")
    if session.starts < session.day.starts or session.ends > session.day.ends:
        raise Refusal(_("The session lies outside the day. Change its times, or those of the day."), "starts")


def _record(acting_user: Account | None, cycle: Cycle, verb: str, **details: int) -> None:
    programme = cycle.programme
    record(acting_user=acting_user, network=programme.network, verb=verb, target=programme, cycle=cycle.pk, **details)
