"""A time zone as calendars want it told: VTIMEZONE with the rule of summer time, from the zone's own data."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

HOUR = datetime.timedelta(hours=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
YEARS_OF_A_RULE = 3  # a change that comes alike this often in a row is a rule


@dataclass(frozen=True)
class Change:
    """The zone's clocks are put from one offset to another. `wall` is what they showed just before."""

    wall: datetime.datetime
    before: datetime.timedelta
    after: datetime.timedelta
    summer: bool
    name: str

    @property
    def kind(self) -> tuple[bool, str, datetime.timedelta, datetime.timedelta]:
        return self.summer, self.name, self.before, self.after

    @property
    def rule(self) -> tuple[int, str, datetime.time]:
        """Month, weekday counted from whichever end of the month it is fixed to, and the time: 3, "-1SU", 02:00."""
        day = self.wall.date()
        from_end = (day + datetime.timedelta(days=7)).month != day.month
        number = -1 if from_end else (day.day - 1) // 7 + 1
        return day.month, f"{number}{WEEKDAYS[day.weekday()]}", self.wall.time()


def changes(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[Change]:
    """Every change of the clocks in these years, by bisection of days on which the offset differs."""
    moment = datetime.datetime(first_year, 1, 1, tzinfo=datetime.UTC)
    end = datetime.datetime(last_year + 1, 1, 1, tzinfo=datetime.UTC)
    while moment < end:
        following = moment + datetime.timedelta(days=1)
        if _offset(zone, moment) != _offset(zone, following):
            yield _change(zone, moment, following)
        moment = following


def _change(zone: ZoneInfo, low: datetime.datetime, high: datetime.datetime) -> Change:
    before = _offset(zone, low)
    while high - low > datetime.timedelta(minutes=1):
        middle = low + (high - low) / 2
        middle = middle.replace(second=0, microsecond=0)
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    local = high.astimezone(zone)
    return Change(
        wall=(high + before).replace(tzinfo=None),
        before=before,
        after=_offset(zone, high),
        summer=_offset(zone, high) > before,
        name=local.tzname() or "",
    )


def _offset(zone: ZoneInfo, moment: datetime.datetime) -> datetime.timedelta:
    offset = moment.astimezone(zone).utcoffset()
    assert offset is not None
    return offset


@lru_cache(maxsize=64)
def _told(key: str, first_year: int, last_year: int) -> bytes:
    zone = ZoneInfo(key)
    told = Timezone()
    told.add("tzid", key)
    kinds: dict[tuple[bool, str, datetime.timedelta, datetime.timedelta], list[Change]] = {}
    # Some years more, so that what comes alike is known as a rule even where one gathering stands in the calendar.
    for change in changes(zone, first_year - 1, last_year + YEARS_OF_A_RULE):
        kinds.setdefault(change.kind, []).append(change)
    if not kinds:
        told.add_component(_fixed(zone, first_year))
    elif min(change.wall for found in kinds.values() for change in found).year > first_year - 1:
        told.add_component(_fixed(zone, first_year - 1))
    for (summer, name, before, after), found in kinds.items():
        for group in _by_rule(found):
            part: TimezoneDaylight | TimezoneStandard = TimezoneDaylight() if summer else TimezoneStandard()
            part.add("dtstart", group[0].wall)
            part.add("tzoffsetfrom", before)
            part.add("tzoffsetto", after)
            part.add("tzname", name)
            if len(group) >= YEARS_OF_A_RULE:
                month, weekday, _time = group[0].rule
                rule: dict[str, object] = {"freq": "yearly", "bymonth": month, "byday": weekday}
                if group[-1].wall.year < last_year + YEARS_OF_A_RULE:
                    # RFC 5545 wants it in UTC; half a day more, since some read it as the clock of the place.
                    rule["until"] = (group[-1].wall + 12 * HOUR).replace(tzinfo=datetime.UTC)
                part.add("rrule", vRecur(rule))
            else:
                for further in group[1:]:
                    part.add("rdate", further.wall)
            told.add_component(part)
    text: bytes = told.to_ical()
    return text


def _by_rule(found: list[Change]) -> list[list[Change]]:
    """Runs of years in which the change came alike; single ones stand for themselves."""
    groups: list[list[Change]] = []
    for change in found:
        last = groups[-1][-1] if groups else None
        if last and last.rule == change.rule and last.wall.year + 1 == change.wall.year:
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _fixed(zone: ZoneInfo, year: int) -> TimezoneStandard:
    """A zone whose clocks are never changed, or how it stood before the first change that is told."""
    moment = datetime.datetime(year, 1, 1, tzinfo=zone)
    part = TimezoneStandard()
    part.add("dtstart", datetime.datetime(year, 1, 1))  # noqa: DTZ001 - the zone's own parts have no zone
    part.add("tzoffsetfrom", moment.utcoffset())
    part.add("tzoffsetto", moment.utcoffset())
    part.add("tzname", moment.tzname())
    return part


def told_zone(zone: ZoneInfo, first: datetime.datetime, last: datetime.datetime) -> Timezone:
    """VTIMEZONE that holds from the first to the last moment, and by its rules for the years after."""
    read = Timezone.from_ical(_told(zone.key, first.year, last.year).decode())
    assert isinstance(read, Timezone)
    return read
