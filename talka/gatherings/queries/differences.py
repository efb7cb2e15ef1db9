"""In what a round departs from the design it was planned by."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from talka.foundation.language import written_day
from talka.foundation.wording import Wording, said
from talka.gatherings.models import Gathering, Session, SessionLecturer
from talka.gatherings.queries.differences_said import Content, other_hand_in, other_lecturers, other_result, other_times
from talka.programmes.models import Cohort, GatheringKind


@dataclass(frozen=True)
class SessionCompared:
    """A session of the design beside that of the round. `state` is same, changed, left_out or added."""

    state: str
    title: Wording
    designed: Content | None = None
    session: Session | None = None
    changes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DayCompared:
    """A day of the design beside the gathering that came of it.

    `state` is same, changed, not_planned, called_off, added, taken_out or kept of a day that the design no longer has, or
    hidden where the reader may not see the gathering. What changed in its sessions stands with them.
    """

    state: str
    title: Wording
    designed: Content | None = None
    gathering: Gathering | None = None
    changes: tuple[str, ...] = ()
    sessions: tuple[SessionCompared, ...] = ()

    @property
    def departs(self) -> bool:
        return self.state not in ("same", "taken_out") or any(each.state != "same" for each in self.sessions)


@dataclass(frozen=True)
class RoundCompared:
    """The whole round. `by_design` is False where it was never planned by the design."""

    by_design: bool
    days: list[DayCompared] = field(default_factory=list)

    @property
    def departures(self) -> int:
        """How many days and sessions are other than designed; a day that is not planned yet is no departure."""
        days = [day for day in self.days if day.state not in ("same", "not_planned", "taken_out", "hidden")]
        sessions = [each for day in self.days for each in day.sessions if each.state != "same"]
        return len(days) + len(sessions)


def gatherings_of_round(cohorts: Iterable[Cohort]) -> list[Gathering]:
    """Those of the rounds with sessions and lecturers (`gathering.sessions.all()`), by date: four queries."""
    sessions = (
        Session.objects.filter(whole=False)
        .order_by("starts_at", "pk")
        .prefetch_related(Prefetch("taught_by", SessionLecturer.objects.select_related("lecturer")))
    )
    return list(
        Gathering.objects.filter(cohort__in=list(cohorts))
        .select_related("owner", "locality", "network", "cohort", "design_day")
        .prefetch_related(Prefetch("sessions", sessions))
        .order_by("starts_at", "pk")
    )


def compared(
    cohort: Cohort, there: list[Gathering], content: Content | None, visible: Collection[int]
) -> RoundCompared:
    """The round's gatherings beside the design by which it was planned (`design_as_planned`).

    Of a gathering whose id is not among `visible` nothing is told but that there is one.
    """
    found = _compared(cohort, there, content)
    return RoundCompared(
        found.by_design,
        [
            DayCompared("hidden", day.designed["title"] if day.designed else {}, day.designed)
            if day.gathering is not None and day.gathering.pk not in visible
            else day
            for day in found.days
        ],
    )


def _compared(cohort: Cohort, there: list[Gathering], content: Content | None) -> RoundCompared:
    zone = ZoneInfo(cohort.cycle.programme.network.time_zone)
    if content is None:
        return RoundCompared(False, [DayCompared("added", each.title, gathering=each) for each in there])
    by_day: dict[int | None, Gathering] = {}
    for gathering in there:
        known = by_day.get(gathering.design_day_id)
        if known is None or known.state == Gathering.State.CANCELLED:
            by_day[gathering.design_day_id] = gathering
    designed_days = {day["id"]: day for day in content["days"]}
    sessions: dict[int | None, tuple[Gathering, Session]] = {
        session.design_session_id: (gathering, session)
        for gathering in there
        if gathering.state != Gathering.State.CANCELLED
        for session in gathering.sessions.all()
        if session.design_session_id is not None
    }
    days = [_day(day, by_day.get(day["id"]), sessions, zone, content) for day in content["days"]]
    beside = [each for each in there if each.design_day_id not in designed_days]
    days += [
        _out_of_design(each, None)
        or DayCompared(
            "added",
            each.title,
            gathering=each,
            sessions=tuple(SessionCompared("added", session.topic, session=session) for session in each.sessions.all()),
        )
        for each in beside
    ]
    return RoundCompared(True, days)


def _day(
    designed: Content,
    gathering: Gathering | None,
    sessions: dict[int | None, tuple[Gathering, Session]],
    zone: ZoneInfo,
    content: Content,
) -> DayCompared:
    if gathering is None:
        return DayCompared("not_planned", designed["title"], designed)
    if (decided := _out_of_design(gathering, designed)) is not None:
        return decided
    if gathering.state == Gathering.State.CANCELLED:
        return DayCompared("called_off", designed["title"], designed, gathering)
    changes = _day_changes(designed, gathering, zone)
    shown = [_session(each, sessions.get(each["id"]), gathering, zone) for each in designed["sessions"]]
    known = {each["id"] for day in content["days"] for each in day["sessions"]}
    shown += [
        SessionCompared("added", session.topic, session=session)
        for session in gathering.sessions.all()
        if session.design_session_id not in known
    ]
    return DayCompared("changed" if changes else "same", designed["title"], designed, gathering, changes, tuple(shown))


def _out_of_design(gathering: Gathering, designed: Content | None) -> DayCompared | None:
    """A day that was taken out of the design and called off or kept in this round, with the reason."""
    if gathering.design_day is None or gathering.design_day.taken_out_at is None:
        return None
    if gathering.state == Gathering.State.CANCELLED:
        state, reason = "taken_out", said(gathering.cancel_reason)
    elif any(gathering.kept_reason.values()):
        state, reason = "kept", said(gathering.kept_reason)
    else:
        return None
    changes = tuple(filter(None, [_("Taken out of the design."), reason]))
    return DayCompared(state, gathering.title, designed, gathering, changes)


def _day_changes(designed: Content, gathering: Gathering, zone: ZoneInfo) -> tuple[str, ...]:
    changes = []
    if said(designed["title"]) != said(gathering.title):
        changes.append(_("It is called “%(title)s” here.") % {"title": said(gathering.title)})
    if designed["kind"] != gathering.kind:
        changes.append(
            _("%(after)s instead of %(before)s.")
            % {
                "after": capfirst(str(gathering.get_kind_display())),
                "before": GatheringKind(designed["kind"]).label,
            }
        )
    changes += other_times(designed, gathering.starts_at.astimezone(zone), gathering.ends_at.astimezone(zone))
    if said(designed["result"]) != said(gathering.result):
        changes.append(other_result(designed["result"], gathering.result))
    return tuple(changes)


def _session(
    designed: Content, found: tuple[Gathering, Session] | None, gathering: Gathering, zone: ZoneInfo
) -> SessionCompared:
    if found is None:
        return SessionCompared("left_out", designed["topic"], designed)
    held_in, session = found
    starts, ends = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
    changes = []
    if held_in.pk != gathering.pk:
        changes.append(_("Moved to another day: “%(title)s”.") % {"title": said(held_in.title)})
    elif starts.date() != gathering.starts_at.astimezone(zone).date():
        changes.append(_("Moved to %(day)s.") % {"day": written_day(starts)})
    changes += other_times(designed, starts, ends)
    if said(designed["topic"]) != said(session.topic):
        changes.append(_("Another topic: “%(topic)s”.") % {"topic": said(session.topic)})
    names = [lecturer.name for lecturer in session.led_by]
    if [name.casefold() for name in names] != [name.casefold() for name in designed["lecturers"]]:
        changes.append(other_lecturers(designed["lecturers"], names))
    if said(designed["result"]) != said(session.result):
        changes.append(other_result(designed["result"], session.result))
    if designed["obligatory"] != session.obligatory:
        changes.append(_("Nobody may miss it.") if session.obligatory else _("It may be missed here."))
    if said(designed["hand_in"]) != said(session.hand_in):
        changes.append(other_hand_in(session.hand_in))
    return SessionCompared("changed" if changes else "same", designed["topic"], designed, session, tuple(changes))
