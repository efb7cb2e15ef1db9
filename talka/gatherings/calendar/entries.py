"""One gathering as an entry of a calendar."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from icalendar import Event

from talka.foundation.language import written_clock, written_day
from talka.foundation.wording import said
from talka.gatherings.models import Gathering, Session

STATUS = {
    Gathering.State.PLANNED: "CONFIRMED",
    Gathering.State.HELD: "CONFIRMED",
    Gathering.State.CANCELLED: "CANCELLED",
}

COLOURS = (
    "darkslateblue",
    "darkgreen",
    "purple",
    "saddlebrown",
    "crimson",
    "mediumslateblue",
    "lightseagreen",
    "coral",
    "goldenrod",
    "skyblue",
)
"""The ten dyes as the names of CSS that RFC 7986 asks for, nearest each."""


@dataclass(frozen=True)
class Entry:
    """What a calendar tells of one gathering.

    `gathering` comes with owner, locality, programme and network; `changed_at` is when anything of it was changed
    last; `sessions` with their lecturers; `sees_link` says whether the reader may have the link for those who join online.
    """

    gathering: Gathering
    changed_at: datetime.datetime
    sessions: list[Session] = field(default_factory=list)
    sees_link: bool = False


def colour_of(dye: int) -> str:
    return COLOURS[(dye - 1) % len(COLOURS)]


def identity_of(gathering: Gathering) -> str:
    """The UID: the same for ever, in feeds, files and mails."""
    return f"gathering-{gathering.pk}@{settings.HOST.split(':')[0]}"


def page_of(gathering: Gathering) -> str:
    return f"{settings.ADDRESS}{reverse('gatherings:gathering', args=[gathering.network.slug, gathering.pk])}"


def entry_of(entry: Entry, zone: ZoneInfo) -> Event:
    """VEVENT in the zone of the network, in the language that is active."""
    gathering = entry.gathering
    event = Event()
    event.add("uid", identity_of(gathering))
    event.add("dtstamp", entry.changed_at.astimezone(datetime.UTC).replace(microsecond=0))
    event.add("last-modified", entry.changed_at.astimezone(datetime.UTC).replace(microsecond=0))
    event.add("created", gathering.made_at.astimezone(datetime.UTC).replace(microsecond=0))
    event.add("dtstart", gathering.starts_at.astimezone(zone))
    event.add("dtend", gathering.ends_at.astimezone(zone))
    event.add("sequence", gathering.sequence)
    event.add("status", STATUS[Gathering.State(gathering.state)])
    event.add("summary", said(gathering.title))
    event.add("description", description_of(entry, zone))
    where = ", ".join(part for part in (gathering.place, gathering.locality and gathering.locality.name) if part)
    if where:
        event.add("location", where)
    event.add("url", page_of(gathering))
    event.add("categories", [capfirst(str(gathering.get_kind_display()))])
    event.add("color", colour_of(gathering.owner.dye))
    if entry.sees_link and gathering.online_link:
        event.add("conference", gathering.online_link, parameters={"VALUE": "URI", "LABEL": _("Online")})
    return event


def description_of(entry: Entry, zone: ZoneInfo) -> str:
    """What it is about, who hosts it, and its agenda by day; why it does not take place stands first."""
    gathering = entry.gathering
    with timezone.override(zone):
        parts = [
            *(
                [f"{_('It does not take place.')} {said(gathering.cancel_reason)}".strip()]
                if gathering.state == Gathering.State.CANCELLED
                else []
            ),
            said(gathering.about),
            _("Host: %(host)s") % {"host": gathering.owner.name},
            *_agenda(gathering, entry.sessions),
        ]
        if entry.sees_link and gathering.online_link:
            parts.append(_("Online: %(link)s") % {"link": gathering.online_link})
        parts.append(page_of(gathering))
    return "\n\n".join(part for part in parts if part)


def _agenda(gathering: Gathering, sessions: Iterable[Session]) -> Iterable[str]:
    days: dict[datetime.date, list[str]] = {}
    for session in sorted(sessions, key=lambda each: (each.starts_at, each.pk)):
        line = f"{written_clock(session.starts_at)}–{written_clock(session.ends_at)} {said(session.topic)}"
        if session.room:
            line += f", {session.room}"
        if session.lecturer_names:
            line += f" ({session.lecturer_names})"
        days.setdefault(timezone.localdate(session.starts_at), []).append(line)
    several = timezone.localdate(gathering.starts_at) != timezone.localdate(gathering.ends_at)
    for day, lines in days.items():
        heading = written_day(day, weekday=True) if several else _("Agenda")
        yield "\n".join([heading, *lines])
