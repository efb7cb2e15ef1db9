"""Who is on a session's list, who was there, and what waits to be settled."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from talka.foundation.wording import said
from talka.gatherings.models import (
    Attendance,
    AttendanceClaim,
    AttendanceCorrection,
    CohortMember,
    Gathering,
    Participant,
    Session,
    SignUp,
)
from talka.gatherings.queries.hours import CohortHours, MemberHours, cohort_hours
from talka.identity.models import Account
from talka.programmes.models import Cohort

State = Attendance.State
WAS_THERE = (State.PRESENT, State.LATE, State.LEFT_EARLY)


@dataclass(frozen=True)
class Line:
    """One person on a list: what stands, and what others said that waits for the host."""

    participant: Participant
    attendance: Attendance | None
    claims: list[AttendanceClaim]


@dataclass(frozen=True)
class Counts:
    """How many stand on a list, and how. `here` are all who came, late or leaving early among them."""

    listed: int
    here: int
    late: int
    left_early: int
    excused: int
    absent: int

    @property
    def open(self) -> int:
        return self.listed - self.here - self.excused - self.absent


def expected(gathering: Gathering) -> "QuerySet[Participant]":
    """Who stands on the gathering's lists: who keeps a place, who goes through its round, who was written down."""
    coming = SignUp.objects.filter(gathering=gathering, state=SignUp.State.COMING)
    written = Attendance.objects.filter(session__gathering=gathering)
    wanted = Q(pk__in=coming.values("participant_id")) | Q(pk__in=written.values("participant_id"))
    if gathering.cohort_id is not None:
        members = CohortMember.objects.filter(cohort_id=gathering.cohort_id, left_at=None)
        wanted |= Q(pk__in=members.values("participant_id"))
    return Participant.objects.filter(wanted, network_id=gathering.network_id).select_related("owner", "locality")


def attendance_list(session: Session) -> list[Line]:
    """The list of one session by name. Three queries."""
    written = {
        row.participant_id: row
        for row in Attendance.objects.filter(session=session)
        .select_related("recorded_by")
        .prefetch_related("corrections")
    }
    claims: dict[int, list[AttendanceClaim]] = {}
    for claim in _open_claims().filter(session=session):
        claims.setdefault(claim.participant_id, []).append(claim)
    people = sorted(expected(session.gathering), key=lambda each: (each.name.casefold(), each.pk))
    return [Line(each, written.get(each.pk), claims.get(each.pk, [])) for each in people]


def line_of(session: Session, participant: Participant) -> Line:
    """One person's line, as `attendance_list` would give it."""
    row = (
        Attendance.objects.filter(session=session, participant=participant)
        .select_related("recorded_by")
        .prefetch_related("corrections")
        .first()
    )
    return Line(participant, row, list(_open_claims().filter(session=session, participant=participant)))


def counts_of(lines: Iterable[Line]) -> Counts:
    states = Counter(line.attendance.state if line.attendance else "" for line in lines)
    return _counts(states, sum(states.values()))


def counts_by_session(gathering: Gathering, sessions: Iterable[Session]) -> dict[int, Counts]:
    """The counts of each of a gathering's lists. Two queries, however many sessions."""
    listed = expected(gathering).count()
    states: dict[int, Counter[str]] = {session.pk: Counter() for session in sessions}
    rows = Attendance.objects.filter(session__in=list(states)).values_list("session_id", "state")
    for session_id, state, number in rows.annotate(number=Count("pk")).order_by():
        states[session_id][state] += number
    return {session_id: _counts(counted, listed) for session_id, counted in states.items()}


def _counts(states: Counter[str], listed: int) -> Counts:
    return Counts(
        listed=listed,
        here=sum(states[state] for state in WAS_THERE),
        late=states[State.LATE],
        left_early=states[State.LEFT_EARLY],
        excused=states[State.EXCUSED],
        absent=states[State.ABSENT],
    )


def corrections_of(sessions: Iterable[Session]) -> list[AttendanceCorrection]:
    """What was changed on these lists, newest first. One query."""
    found = AttendanceCorrection.objects.filter(attendance__session__in=list(sessions)).select_related(
        "attendance__participant", "attendance__session", "corrected_by"
    )
    return list(found.order_by("-corrected_at", "-pk"))


def settled_claims(sessions: Iterable[Session]) -> list[AttendanceClaim]:
    """What was settled by leaving what stood; what was taken shows as a correction."""
    found = AttendanceClaim.objects.filter(session__in=list(sessions), settled=AttendanceClaim.Settled.LEFT)
    return list(found.select_related("participant", "session", "settled_by").order_by("-settled_at", "-pk"))


def open_claims(gatherings: Iterable[Gathering]) -> list[AttendanceClaim]:
    """What waits to be settled on the lists of these gatherings. One query."""
    return list(_open_claims().filter(session__gathering__in=list(gatherings)))


def _open_claims() -> "QuerySet[AttendanceClaim]":
    found = AttendanceClaim.objects.filter(settled=AttendanceClaim.Settled.OPEN)
    return found.select_related("participant", "session", "made_by").order_by("made_at", "pk")


def session_on(sessions: Iterable[Session], now: datetime.datetime | None = None) -> Session | None:
    """The session that is on, else the next of today, else the last that has begun, else the first."""
    moment = now or timezone.now()
    ordered = sorted(sessions, key=lambda each: (each.starts_at, each.pk))
    on = [each for each in ordered if each.starts_at <= moment < each.ends_at]
    today = timezone.localdate(moment)
    coming = [each for each in ordered if each.starts_at > moment and timezone.localdate(each.starts_at) == today]
    begun = [each for each in ordered if each.starts_at <= moment]
    for choice in (on[:1], coming[:1], begun[-1:], ordered[:1]):
        if choice:
            return choice[0]
    return None


@dataclass(frozen=True)
class OwnSession:
    """One session as the participant sees it, with what they asked about it."""

    session: Session
    attendance: Attendance | None
    claims: list[AttendanceClaim] = field(default_factory=list)


def own_attendance(gatherings: Iterable[Gathering], participant: Participant) -> list[OwnSession]:
    """How one person's attendance of gatherings stands, for themselves, by time; sessions that have not begun are left
    out unless something is written about them. One query and two for all that hangs on it."""
    known = {each.pk: each for each in gatherings}
    mine = Prefetch("attendance", Attendance.objects.filter(participant=participant), to_attr="mine")
    said = Prefetch("attendance_claims", AttendanceClaim.objects.filter(participant=participant), to_attr="said")
    now = timezone.now()
    found = []
    sessions = Session.lists.filter(gathering__in=list(known)).prefetch_related(mine, said)
    for session in sessions.order_by("starts_at", "pk"):
        rows, claims = getattr(session, "mine"), getattr(session, "said")  # noqa: B009  # Django sets them
        if rows or claims or session.starts_at <= now:
            session.gathering = known[session.gathering_id]
            found.append(OwnSession(session, rows[0] if rows else None, claims))
    return found


def attendance_exported(account: Account) -> list[dict[str, Any]]:
    """What is written about this person's attendance, for their own copy. Two queries."""
    rows = Attendance.objects.filter(Q(participant__account=account) | Q(participant__email__iexact=account.email))
    found = rows.select_related("session__gathering").prefetch_related("corrections").order_by("session__starts_at")
    return [
        {
            "gathering": said(each.session.gathering.title),
            "session": said(each.session.topic),
            "starts_at": each.session.starts_at.isoformat(),
            "state": each.state,
            "arrived_at": each.arrived_at.isoformat() if each.arrived_at else None,
            "left_at": each.left_at.isoformat() if each.left_at else None,
            "excuse": each.excuse,
            "way": each.way,
            "recorded_at": each.recorded_at.isoformat(),
            "corrections": [
                {"was": correction.was_state, "why": correction.reason, "at": correction.corrected_at.isoformat()}
                for correction in each.corrections.all()
            ],
        }
        for each in found
    ]


@dataclass(frozen=True)
class MatrixRow:
    """One member, with what stands in each column, None where nothing was written."""

    hours: MemberHours
    cells: list[Attendance | None]


@dataclass(frozen=True)
class Matrix:
    """A cohort's attendance: members by sessions. A gathering without agenda and without list is one column too."""

    hours: CohortHours
    columns: list[Session]
    rows: list[MatrixRow]


def attendance_matrix(cohort: Cohort) -> Matrix:
    """Members and those who left it, by all planned sessions. As many queries as `cohort_hours` takes."""
    hours = cohort_hours(cohort)
    gatherings = {each.pk: each for each in hours.gatherings}
    ticked = {session_id for member in hours.members for session_id in member.sessions}
    with_agenda = {each.gathering_id for each in hours.sessions if not each.whole}
    columns = [
        each for each in hours.sessions if not each.whole or each.gathering_id not in with_agenda or each.pk in ticked
    ]
    listed = {each.gathering_id for each in columns}
    columns += [
        Session(gathering=each, starts_at=each.starts_at, ends_at=each.ends_at, topic=each.title, whole=True)
        for key, each in gatherings.items()
        if key not in listed
    ]
    for column in columns:
        column.gathering = gatherings[column.gathering_id]
    columns.sort(key=lambda each: (each.starts_at, each.pk or 0))
    rows = [
        MatrixRow(member, [member.sessions.get(each.pk) if each.pk else None for each in columns])
        for member in hours.members
    ]
    return Matrix(hours, columns, rows)
