"""The agenda, session by session."""

import datetime
from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.wording import Wording
from talka.gatherings.actions.lecturers import set_lecturers
from talka.gatherings.models import Gathering, GatheringDay, Lecturer, Session
from talka.identity.models import Account
from talka.programmes.models import CycleSession


class SessionChanges(TypedDict, total=False):
    """What `edit_session` may change; what is left out stays as it is."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    topic: Wording
    lecturers: Sequence[Lecturer | str]
    room: str
    online_link: str
    result: Wording
    outcome: Wording
    obligatory: bool
    hand_in: Wording


@transaction.atomic
def add_session(
    *,
    acting_user: Account | None,
    gathering: Gathering,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    topic: Wording,
    lecturers: Sequence[Lecturer | str] = (),
    room: str = "",
    online_link: str = "",
    result: Wording | None = None,
    obligatory: bool = False,
    hand_in: Wording | None = None,
    design_session: CycleSession | None = None,
) -> Session:
    """Add an entry to the agenda. A lecturer may be given by name; whoever has no profile yet gets one.

    `design_session` is the entry of a cycle's design that this one comes from.

    Raises Refusal where it does not lie within the gathering's days.
    """
    session = Session(
        gathering=gathering,
        starts_at=starts_at,
        ends_at=ends_at,
        topic=topic,
        room=room,
        online_link=online_link,
        result=result or {},
        obligatory=obligatory,
        hand_in=hand_in or {},
        design_session=design_session,
    )
    _fits(session)
    session.save()
    set_lecturers(acting_user=acting_user, session=session, lecturers=lecturers)
    _record(acting_user, session, "added session")
    return session


@transaction.atomic
def edit_session(*, acting_user: Account | None, session: Session, **changes: Unpack[SessionChanges]) -> Session:
    """Change what is given. Raises Refusal where it does not lie within the gathering's days."""
    lecturers = changes.pop("lecturers", None)
    for field, value in changes.items():
        setattr(session, field, value)
    _fits(session)
    session.save()
    if lecturers is not None:
        set_lecturers(acting_user=acting_user, session=session, lecturers=lecturers)
    _record(acting_user, session, "edited session")
    return session


@transaction.atomic
def describe_day(
    *,
    acting_user: Account | None,
    gathering: Gathering,
    day: datetime.date,
    title: Wording | None = None,
    result: Wording | None = None,
    outcome: Wording | None = None,
) -> GatheringDay:
    """Say what a day is called, what it should yield, and what it yielded; None leaves what stands.

    Raises Refusal where the gathering has no such day.
    """
    first, last = timezone.localdate(gathering.starts_at), timezone.localdate(gathering.ends_at)
    if not first <= day <= last:
        raise Refusal(_("The gathering does not take place on that day."), "day")
    about, _made = GatheringDay.objects.get_or_create(gathering=gathering, day=day)
    for field, words in (("title", title), ("result", result), ("outcome", outcome)):
        if words is not None:
            setattr(about, field, words)
    about.save()
    record(
        acting_user=acting_user, network=gathering.network, verb="described day", target=gathering, day=day.isoformat()
    )
    return about


@transaction.atomic
def remove_session(*, acting_user: Account | None, session: Session) -> None:
    """Take a session off the agenda. Raises Refusal where it is written down who was there."""
    if session.attendance.exists():
        raise Refusal(_("It is written down who was at this session, so it stays on the agenda."))
    _record(acting_user, session, "removed session")
    session.delete()


def _fits(session: Session) -> None:
    if session.ends_at <= session.starts_at:
        raise Refusal(_("The session ends before it begins. Change one of the two times."), "ends")
    gathering = session.gathering
    if session.starts_at < gathering.starts_at or session.ends_at > gathering.ends_at:
        raise Refusal(
            _("The session lies outside the time of the gathering. Change its times, or those of the gathering."),
            "starts",
        )


def _record(acting_user: Account | None, session: Session, verb: str) -> None:
    gathering = session.gathering
    record(acting_user=acting_user, network=gathering.network, verb=verb, target=gathering, session=session.pk)
