"""Reading the design of a cycle: as it stands, and as it stood when a round was planned."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from talka.foundation.versions.queries import version_number
from talka.programmes.models import Cohort, Cycle, CycleDay, CycleSession

Content = dict[str, Any]


def design_days(cycle: Cycle) -> list[CycleDay]:
    """The days of the design in their order, each with its sessions (`day.sessions.all()`). Two queries."""
    return designed(CycleDay.objects.filter(cycle=cycle))


def designed(days: "Any") -> list[CycleDay]:
    standing = CycleSession.objects.filter(taken_out_at__isnull=True).order_by("starts", "pk")
    return list(
        days.filter(taken_out_at__isnull=True)
        .prefetch_related(Prefetch("sessions", standing))
        .order_by("cycle_id", "position", "pk")
    )


def design_content(cycle: Cycle) -> Content:
    """The design as JSON, as it is kept in versions: days and sessions carry `key` ("day-7") and `id`."""
    return {"title": cycle.title, "design": cycle.design, "days": days_content(design_days(cycle))}


def days_content(days: Iterable[CycleDay]) -> list[Content]:
    return [
        {
            "key": f"day-{day.pk}",
            "id": day.pk,
            "number": number,
            "kind": day.kind,
            "title": day.title,
            "about": day.about,
            "result": day.result,
            "after_days": day.after_days,
            "starts": written(day.starts),
            "ends": written(day.ends),
            "sessions": [
                {
                    "key": f"session-{session.pk}",
                    "id": session.pk,
                    "starts": written(session.starts),
                    "ends": written(session.ends),
                    "topic": session.topic,
                    "lecturers": session.lecturer_names,
                    "result": session.result,
                    "obligatory": session.obligatory,
                    "hand_in": session.hand_in,
                }
                for session in day.sessions.all()
            ],
        }
        for number, day in enumerate(days, start=1)
    ]


def written(time: datetime.time) -> str:
    return time.strftime("%H:%M")


def planned_after(first: datetime.date, day: CycleDay) -> datetime.date:
    """The date that a day of the design would have in a round that begins on `first`."""
    return first + datetime.timedelta(days=day.after_days)


def design_as_planned(cohort: Cohort) -> Content | None:
    """The design by which this round was planned; None where it was not planned by the design."""
    if not cohort.design_version:
        return None
    version = version_number(cohort.cycle, cohort.design_version)
    return version.content if version else None
