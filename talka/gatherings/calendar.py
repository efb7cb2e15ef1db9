"""One gathering as a calendar file (RFC 5545), without a dependency."""

import datetime

from django.conf import settings

from talka.foundation.wording import said
from talka.gatherings.models import Gathering

STATUS = {
    Gathering.State.PLANNED: "CONFIRMED",
    Gathering.State.HELD: "CONFIRMED",
    Gathering.State.CANCELLED: "CANCELLED",
}


def calendar_file(gathering: Gathering, address: str, now: datetime.datetime) -> str:
    """The file's text. The identity stays the same and SEQUENCE grows, so that a calendar follows a change."""
    where = ", ".join(part for part in (gathering.place, gathering.locality and gathering.locality.name) if part)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Talka//Gatherings//EN",
        "BEGIN:VEVENT",
        f"UID:gathering-{gathering.pk}@{settings.HOST.split(':')[0]}",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(gathering.starts_at)}",
        f"DTEND:{_utc(gathering.ends_at)}",
        f"SEQUENCE:{gathering.sequence}",
        f"STATUS:{STATUS[Gathering.State(gathering.state)]}",
        f"SUMMARY:{_text(said(gathering.title))}",
        f"DESCRIPTION:{_text(said(gathering.about))}",
        f"LOCATION:{_text(where)}",
        f"URL:{address}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines are at most 75 octets; a longer one goes on after a line break and a space."""
    parts: list[str] = []
    part = b""
    for letter in line:
        encoded = letter.encode()
        if len(part) + len(encoded) > (75 if not parts else 74):
            parts.append(part.decode())
            part = b""
        part += encoded
    return "\r\n ".join([*parts, part.decode()])
