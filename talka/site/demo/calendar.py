"""Dates of the demonstration: days counted from today, hours in the network's zone."""

import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Warsaw")


def at(day: datetime.date, hour: int, minute: int = 0, zone: ZoneInfo = ZONE) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def weekday_from(day: datetime.date, weekday: int) -> datetime.date:
    """The first such weekday (Monday is 0) on or after the day."""
    return day + datetime.timedelta(days=(weekday - day.weekday()) % 7)
