"""A whole calendar: its name, colour and zone, how often it is asked for, and its entries."""

import datetime
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from icalendar import Calendar

from talka.gatherings.calendar.entries import Entry, entry_of
from talka.gatherings.calendar.zones import told_zone

PRODUCT = "-//Talka//Gatherings//EN"
CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = datetime.timedelta(hours=2)


def calendar_of(
    entries: Iterable[Entry], zone: ZoneInfo, *, name: str = "", colour: str = "", address: str = "", source: str = ""
) -> Calendar:
    """VCALENDAR of these gatherings. With a name it is a feed, which says how often to come again."""
    shown = list(entries)
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    if name:
        calendar.add("name", name)
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", zone.key)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        # What Outlook reads instead.
        calendar.add("x-published-ttl", REFRESH, parameters={"VALUE": "DURATION"})
    if colour:
        calendar.add("color", colour)
    if address:
        calendar.add("url", address)
    if source:
        calendar.add("source", source, parameters={"VALUE": "URI"})
    if shown:
        first = min(entry.gathering.starts_at for entry in shown)
        last = max(entry.gathering.ends_at for entry in shown)
        calendar.add_component(told_zone(zone, first, last))
    for entry in shown:
        calendar.add_component(entry_of(entry, zone))
    return calendar


def calendar_text(calendar: Calendar) -> bytes:
    """As it goes over the wire: folded lines, in the order in which the properties were given."""
    text: bytes = calendar.to_ical(sorted=False)
    return text
