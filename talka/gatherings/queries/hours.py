"""Hours planned and hours attended, over everything that is planned and not only over what is past."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Q

from talka.gatherings.models import Attendance, CohortMember, Gathering, Session
from talka.programmes.models import Cohort

Interval = tuple[datetime.datetime, datetime.datetime]
SMALL_HOURS = datetime.time(6)
WAKING = (datetime.time(8), datetime.time(20))


@dataclass(frozen=True)
class MemberHours:
    """What one member attended of the cohort's planned time. `sessions` gives the state by session id."""

    member: CohortMember
    attended_minutes: int
    sessions: dict[int, Attendance]


@dataclass(frozen=True)
class CohortHours:
    """The cohort's planned time and what each member attended of it, in minutes.

    Sessions that run side by side count once: nobody can be in two rooms. A gathering without agenda counts from its
    opening to its closing on each of its days (`open_hours`), one that was called off not at all. `planned` are the
    times of which all this is made.
    """

    planned_minutes: int
    planned: list[Interval]
    gatherings: list[Gathering]
    sessions: list[Session]
    members: list[MemberHours]


def union_minutes(intervals: Iterable[Interval]) -> int:
    """The length in whole minutes of what the intervals cover together; overlaps count once."""
    covered = datetime.timedelta()
    reached: datetime.datetime | None = None
    for begins, ends in sorted(intervals):
        start = begins if reached is None else max(begins, reached)
        if ends > start:
            covered += ends - start
        reached = ends if reached is None else max(reached, ends)
    return int(covered.total_seconds() // 60)


def open_hours(gathering: Gathering) -> list[Interval]:
    """When a gathering without agenda is on, never in the nights between: its days from opening to closing.

    The hour at which it begins opens each of its days, the hour at which it ends closes them: Friday 9:00 to Sunday 16:00
    is three times seven hours. One that is over on its first day, or before six the next morning, counts whole. Where it
    ends at an earlier hour than it begins (Friday 18:00 to Sunday 14:00), each day counts from eight to twenty, as far
    as it had begun and was not over. Hours are those of the network's clock.
    """
    zone = ZoneInfo(gathering.network.time_zone)
    begins, ends = gathering.starts_at.astimezone(zone), gathering.ends_at.astimezone(zone)
    last = ends.date()
    if last == begins.date() or (last - begins.date() == datetime.timedelta(days=1) and ends.time() < SMALL_HOURS):
        return [(gathering.starts_at, gathering.ends_at)]
    opens, closes = (begins.time(), ends.time()) if ends.time() > begins.time() else WAKING
    dates = [begins.date() + datetime.timedelta(days=number) for number in range((last - begins.date()).days + 1)]
    days = (
        (
            max(begins, datetime.datetime.combine(date, opens, tzinfo=zone)),
            min(ends, datetime.datetime.combine(date, closes, tzinfo=zone)),
        )
        for date in dates
    )
    return [(start, end) for start, end in days if end > start]


def attended_interval(attendance: Attendance) -> Interval | None:
    """When somebody was in the session; None for who was excused or absent."""
    if attendance.state in (Attendance.State.EXCUSED, Attendance.State.ABSENT):
        return None
    session = attendance.session
    begins = max(session.starts_at, attendance.arrived_at or session.starts_at)
    ends = min(session.ends_at, attendance.left_at or session.ends_at)
    return (begins, ends) if ends > begins else None


def cohort_hours(cohort: Cohort) -> CohortHours:
    """Planned and attended time of a cohort: four queries, however many members and sessions."""
    gatherings = list(
        Gathering.objects.filter(cohort=cohort)
        .exclude(state=Gathering.State.CANCELLED)
        .select_related("owner", "network")
        .order_by("starts_at", "pk")
    )
    sessions = list(Session.lists.filter(gathering__in=gatherings).order_by("starts_at", "pk"))
    with_agenda = {session.gathering_id for session in sessions if not session.whole}
    planned = [(session.starts_at, session.ends_at) for session in sessions if not session.whole]
    planned += [interval for each in gatherings if each.pk not in with_agenda for interval in open_hours(each)]
    members = list(
        CohortMember.objects.filter(cohort=cohort).select_related("participant__owner", "participant__locality")
    )
    rows: dict[int, dict[int, Attendance]] = {}
    attended = Attendance.objects.filter(
        Q(participant__in=[member.participant_id for member in members]), session__in=sessions
    ).select_related("session")
    for row in attended:
        rows.setdefault(row.participant_id, {})[row.session_id] = row
    return CohortHours(
        planned_minutes=union_minutes(planned),
        planned=planned,
        gatherings=gatherings,
        sessions=sessions,
        members=[_member_hours(member, rows.get(member.participant_id, {}), planned) for member in members],
    )


def _member_hours(member: CohortMember, rows: dict[int, Attendance], planned: list[Interval]) -> MemberHours:
    """What they attended of what is planned: no pause counts, not even on a list over a whole gathering."""
    intervals = [interval for row in rows.values() if (interval := attended_interval(row)) is not None]
    shared = union_minutes(intervals) + union_minutes(planned) - union_minutes([*intervals, *planned])
    return MemberHours(member, shared, rows)
