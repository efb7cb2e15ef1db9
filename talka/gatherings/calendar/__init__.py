"""Gatherings as calendars read them: RFC 5545, with RFC 7986 for the calendar itself and RFC 5546 for mails."""

from talka.gatherings.calendar.calendars import CONTENT_TYPE, calendar_of, calendar_text
from talka.gatherings.calendar.entries import Entry, entry_of, identity_of
from talka.gatherings.calendar.letters import CalendarPart, Method, calendar_part
from talka.gatherings.calendar.month import Bar, Month, Week, month_of

__all__ = [
    "CONTENT_TYPE",
    "Bar",
    "CalendarPart",
    "Entry",
    "Method",
    "Month",
    "Week",
    "calendar_of",
    "calendar_part",
    "calendar_text",
    "entry_of",
    "identity_of",
    "month_of",
]
