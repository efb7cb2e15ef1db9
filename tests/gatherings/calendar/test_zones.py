"""What is told of a zone gives the same clocks as the zone itself, read by a parser that is not ours."""

import datetime
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar

from talka.gatherings.calendar.zones import told_zone

UTC = datetime.UTC


def read(key: str, first: datetime.datetime, last: datetime.datetime) -> datetime.tzinfo:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//test//EN")
    calendar.add_component(told_zone(ZoneInfo(key), first, last))
    return vobject.readOne(calendar.to_ical().decode()).vtimezone.tzinfo


@pytest.mark.parametrize(
    "key", ["Europe/Warsaw", "Europe/Vilnius", "Europe/Helsinki", "Europe/Oslo", "Europe/Dublin", "Asia/Tokyo"]
)
def test_every_sixth_hour_of_three_years_shows_the_same_clock(key: str) -> None:
    zone = ZoneInfo(key)
    first, last = datetime.datetime(2026, 1, 1, tzinfo=UTC), datetime.datetime(2028, 12, 31, tzinfo=UTC)
    told = read(key, first, last)
    moment, wrong = first, []
    while moment < last:
        local = moment.astimezone(zone)
        naive = local.replace(tzinfo=None)
        if local.fold == 0 and naive.replace(tzinfo=told).utcoffset() != local.utcoffset():
            wrong.append(naive)
        moment += datetime.timedelta(hours=6)
    assert wrong == []


def test_the_rule_of_summer_time_is_told_as_a_rule() -> None:
    moment = datetime.datetime(2026, 5, 1, tzinfo=UTC)
    lines = told_zone(ZoneInfo("Europe/Warsaw"), moment, moment).to_ical().decode().split("\r\n")
    assert lines == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Warsaw",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250330T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251026T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_a_rule_that_was_given_up_ends() -> None:
    """Turkey kept summer time from 2016 on: no rule goes on for ever."""
    first, last = datetime.datetime(2013, 1, 1, tzinfo=UTC), datetime.datetime(2019, 1, 1, tzinfo=UTC)
    told = read("Europe/Istanbul", first, last)
    zone = ZoneInfo("Europe/Istanbul")
    for year in range(2013, 2020):
        for month in (1, 7):
            noon = datetime.datetime(year, month, 15, 12)  # noqa: DTZ001 - the clock of the place
            assert noon.replace(tzinfo=told).utcoffset() == noon.replace(tzinfo=zone).utcoffset(), (year, month)


def test_a_zone_without_changes_is_told_too() -> None:
    moment = datetime.datetime(2026, 5, 1, tzinfo=UTC)
    assert read("UTC", moment, moment).utcoffset(moment.replace(tzinfo=None)) == datetime.timedelta()
