"""What a letter carries so that the place it tells of stands in the reader's calendar, and goes from it again."""

import datetime
from dataclasses import dataclass
from email.utils import parseaddr
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone
from icalendar import vCalAddress

from talka.gatherings.calendar.calendars import calendar_of, calendar_text
from talka.gatherings.calendar.entries import Entry
from talka.gatherings.models import Gathering, SignUp


class Method(StrEnum):
    """RFC 5546: a place that is kept or whose time or place changed; one that is no more."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True)
class CalendarPart:
    """A calendar file for a letter."""

    filename: str
    content: bytes
    method: Method

    @property
    def content_type(self) -> str:
        return f"text/calendar; method={self.method}"

    def put_into(self, message: EmailMultiAlternatives) -> None:
        """As the other way of reading the letter, which calendars look for, and as a file, which people look for."""
        message.attach_alternative(self.content.decode(), self.content_type)
        message.attach(self.filename, self.content, "application/ics")


def calendar_part(
    gathering: Gathering, sign_up: SignUp, method: Method, now: datetime.datetime | None = None
) -> CalendarPart:
    """The gathering for whoever keeps this place, in the language that is active.

    REQUEST goes with the letter that a place is kept, and again when time or place have changed: the identity stays
    and SEQUENCE is higher. CANCEL goes when the gathering is called off, and when one person gives the place back;
    only in the first case is the whole gathering said to be cancelled.
    """
    zone = ZoneInfo(gathering.network.time_zone)
    seen = method == Method.REQUEST and sign_up.state == SignUp.State.COMING
    entry = Entry(
        gathering=gathering,
        changed_at=now or timezone.now(),
        sessions=list(gathering.sessions.prefetch_related("taught_by__lecturer").order_by("starts_at", "pk")),
        sees_link=seen,
    )
    calendar = calendar_of([entry], zone)
    calendar.add("method", str(method))
    event = calendar.events[0]
    del event["STATUS"]
    if method == Method.REQUEST:
        event.add("status", "CONFIRMED")
    elif gathering.state == Gathering.State.CANCELLED:
        event.add("status", "CANCELLED")
    organiser = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    organiser.params["CN"] = gathering.owner.name
    event.add("organizer", organiser)
    guest = vCalAddress(f"mailto:{sign_up.email}")
    guest.params["CN"] = sign_up.name
    guest.params["ROLE"] = "REQ-PARTICIPANT"
    guest.params["PARTSTAT"] = "ACCEPTED" if method == Method.REQUEST else "DECLINED"
    guest.params["RSVP"] = "FALSE"
    event.add("attendee", guest)
    return CalendarPart(f"gathering-{gathering.pk}.ics", calendar_text(calendar), method)
