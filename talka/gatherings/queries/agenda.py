"""The agenda by day, with sessions that run side by side, and what in it cannot be."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils import timezone

from talka.gatherings.models import Gathering, GatheringDay, Lecturer, Session


@dataclass(frozen=True)
class Lane:
    """Sessions that follow one another in one room, beside those of other rooms."""

    room: str
    sessions: list[Session]


@dataclass(frozen=True)
class Slot:
    """A stretch of the day: one session, or several lanes side by side."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    lanes: list[Lane]

    @property
    def session(self) -> Session | None:
        """The one session of a stretch in which nothing runs beside it."""
        return self.lanes[0].sessions[0] if not self.parallel else None

    @property
    def parallel(self) -> bool:
        return len(self.lanes) > 1

    @property
    def same_times(self) -> bool:
        """Whether all begin and end together, so that the time is said once."""
        times = {(session.starts_at, session.ends_at) for lane in self.lanes for session in lane.sessions}
        return len(times) == 1


@dataclass(frozen=True)
class Day:
    """One day of the agenda; `about` holds its title and result where somebody wrote them."""

    day: datetime.date
    sessions: list[Session]
    about: GatheringDay | None = None
    slots: list[Slot] = field(default_factory=list)


def sessions_with_lecturers(sessions: "QuerySet[Session]") -> "QuerySet[Session]":
    return sessions.prefetch_related("taught_by__lecturer__owner")


def agenda(gathering: Gathering) -> list[Day]:
    """The sessions by day, in the network's time zone, with their lecturers. A day of which only the title or the
    result is known stands without sessions. A fixed number of queries."""
    days: dict[datetime.date, list[Session]] = {}
    found = gathering.sessions.filter(whole=False).order_by("starts_at", "room", "pk")
    for session in sessions_with_lecturers(found):
        session.gathering = gathering
        days.setdefault(timezone.localdate(session.starts_at), []).append(session)
    about = {each.day: each for each in gathering.days.all()}
    return [Day(day, days.get(day, []), about.get(day), slots(days.get(day, []))) for day in sorted({*days, *about})]


def slots(sessions: Sequence[Session]) -> list[Slot]:
    """Sessions that overlap stand in one stretch, side by side: by room where rooms are named, otherwise in as many
    lanes as are needed. `sessions` come by time."""
    found: list[Slot] = []
    together: list[Session] = []
    until: datetime.datetime | None = None
    for session in sessions:
        if until is not None and session.starts_at >= until:
            found.append(_slot(together))
            together, until = [], None
        together.append(session)
        until = session.ends_at if until is None else max(until, session.ends_at)
    if together:
        found.append(_slot(together))
    return found


def _slot(sessions: Sequence[Session]) -> Slot:
    lanes: list[Lane] = []
    for session in sessions:
        lane = next((lane for lane in lanes if _goes_on(lane, session)), None)
        if lane is None:
            lanes.append(Lane(session.room, [session]))
        else:
            lane.sessions.append(session)
    return Slot(min(each.starts_at for each in sessions), max(each.ends_at for each in sessions), lanes)


def _goes_on(lane: Lane, session: Session) -> bool:
    return lane.room == session.room and lane.sessions[-1].ends_at <= session.starts_at


@dataclass(frozen=True)
class Clash:
    """Two sessions at one time that want the same lecturer, or the same room.

    `elsewhere` says that the other one belongs to another gathering; its topic is not told then, for that gathering
    may be one that the reader does not see.
    """

    session: Session
    other: Session
    lecturer: Lecturer | None = None
    room: str = ""
    elsewhere: bool = False


def clashes(gathering: Gathering) -> list[Clash]:
    """Where one lecturer or one room is taken twice at one time: within the agenda, and by other gatherings of the
    network. Two queries beside those of the agenda."""
    own = [session for day in agenda(gathering) for session in day.sessions]
    found = [clash for number, one in enumerate(own) for other in own[number + 1 :] for clash in _between(one, other)]
    if not own:
        return found
    elsewhere = (
        Session.objects.filter(
            gathering__network_id=gathering.network_id,
            gathering__state=Gathering.State.PLANNED,
            starts_at__lt=max(session.ends_at for session in own),
            ends_at__gt=min(session.starts_at for session in own),
            taught_by__lecturer__in={lecturer.pk for session in own for lecturer in session.led_by},
        )
        .exclude(gathering=gathering)
        .distinct()
    )
    for other in sessions_with_lecturers(elsewhere.order_by("starts_at", "pk")):
        for one in own:
            found += [Clash(one, other, lecturer, elsewhere=True) for lecturer in _both(one, other)]
    return found


def _between(one: Session, other: Session) -> Iterable[Clash]:
    for lecturer in _both(one, other):
        yield Clash(one, other, lecturer)
    room = one.room.strip()
    if _overlap(one, other) and room and room.casefold() == other.room.strip().casefold():
        yield Clash(one, other, room=room)


def _both(one: Session, other: Session) -> list[Lecturer]:
    if not _overlap(one, other):
        return []
    there = {lecturer.pk for lecturer in other.led_by}
    return [lecturer for lecturer in one.led_by if lecturer.pk in there]


def _overlap(one: Session, other: Session) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def lecturers_of(days: Iterable[Day]) -> list[Lecturer]:
    """Everybody who leads a session of this agenda, in the order in which they come. No query."""
    found: dict[int, Lecturer] = {}
    for day in days:
        for session in day.sessions:
            for lecturer in session.led_by:
                found.setdefault(lecturer.pk, lecturer)
    return list(found.values())
