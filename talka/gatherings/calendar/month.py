"""A month laid out in weeks, with what takes several days drawn across them. Plain arithmetic: no clock, no database."""

import calendar
import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
DAYS = 7


@dataclass(frozen=True)
class Span(Generic[Thing]):
    """A thing and its first and last day."""

    thing: Thing
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Bar(Generic[Thing]):
    """What a week shows of a thing: from which of its seven days, over how many, in which lane (all from one).

    `goes_on` and `came` say that it goes on in the next week, or came from the one before. `whole` is one that
    takes several days in all.
    """

    thing: Thing
    start: int
    days: int
    lane: int
    came: bool
    goes_on: bool
    whole: bool


@dataclass(frozen=True)
class MonthDay(Generic[Thing]):
    """One day: the bars that begin on it in this week, everything that takes place on it, what of that was drawn from
    an earlier day of the week on, and how many do not fit."""

    day: datetime.date
    column: int
    inside: bool
    bars: list[Bar[Thing]]
    things: list[Thing]
    also: list[Thing]
    more: int


@dataclass(frozen=True)
class Week(Generic[Thing]):
    days: list[MonthDay[Thing]]
    lanes: int


@dataclass(frozen=True)
class Month(Generic[Thing]):
    year: int
    month: int
    weeks: list[Week[Thing]]

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.year, self.month, 1)

    @property
    def before(self) -> datetime.date:
        return (self.first - datetime.timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> datetime.date:
        return (self.first + datetime.timedelta(days=31)).replace(day=1)

    @property
    def empty(self) -> bool:
        return not any(day.things for week in self.weeks for day in week.days if day.inside)


def days_shown(year: int, month: int, first_weekday: int = 0) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the weeks that a month is drawn in; Monday is 0."""
    weeks = calendar.Calendar(first_weekday).monthdatescalendar(year, month)
    return weeks[0][0], weeks[-1][-1]


def month_of(
    year: int, month: int, spans: Iterable[Span[Thing]], *, first_weekday: int = 0, most_lanes: int = 4
) -> Month[Thing]:
    """The weeks of a month. What takes longer lies higher, what begins earlier stands first; lanes never collide.

    A day with more than fits shows one less than `most_lanes` and counts the rest.
    """
    given = sorted(spans, key=lambda span: (span.first, -(span.last - span.first).days))
    weeks = calendar.Calendar(first_weekday).monthdatescalendar(year, month)
    return Month(year, month, [_week(days, month, given, most_lanes) for days in weeks])


def _week(days: Sequence[datetime.date], month: int, spans: list[Span[Thing]], most_lanes: int) -> Week[Thing]:
    here = [span for span in spans if span.first <= days[-1] and span.last >= days[0]]
    taken: list[list[bool]] = []
    placed: list[Bar[Thing]] = []
    for span in here:
        start = max((span.first - days[0]).days, 0)
        end = min((span.last - days[0]).days, DAYS - 1)
        lane = next((n for n, row in enumerate(taken) if not any(row[start : end + 1])), len(taken))
        if lane == len(taken):
            taken.append([False] * DAYS)
        taken[lane][start : end + 1] = [True] * (end - start + 1)
        placed.append(
            Bar(
                thing=span.thing,
                start=start + 1,
                days=end - start + 1,
                lane=lane + 1,
                came=span.first < days[0],
                goes_on=span.last > days[-1],
                whole=span.first != span.last,
            )
        )
    crowded = len(taken) > most_lanes
    shown = most_lanes - 1 if crowded else most_lanes
    found: list[MonthDay[Thing]] = []
    for column, day in enumerate(days, start=1):
        on = [bar for bar in placed if bar.start <= column < bar.start + bar.days]
        found.append(
            MonthDay(
                day=day,
                column=column,
                inside=day.month == month,
                bars=[bar for bar in placed if bar.start == column and bar.lane <= shown],
                things=[bar.thing for bar in on],
                also=[bar.thing for bar in on if bar.start < column],
                more=sum(bar.lane > shown for bar in on),
            )
        )
    return Week(found, min(len(taken), most_lanes))
