"""What a reader asks the calendar for, and how it stands by week and by month."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst

from talka.foundation.access import Viewer
from talka.foundation.owners.models import Owner
from talka.foundation.wording import said
from talka.gatherings.calendar.month import Month, Span, days_shown, month_of
from talka.gatherings.models import Gathering, GatheringKind
from talka.gatherings.queries.gatherings import for_entries, gatherings_visible
from talka.organisations.models import Locality
from talka.programmes.models import Programme


@dataclass(frozen=True)
class ListingFilters:
    """What a reader asked for; empty texts ask for nothing. A value that nothing fits finds nothing."""

    programme: str = ""
    host: str = ""
    kind: str = ""
    locality: str = ""

    @classmethod
    def from_query(cls, given: Mapping[str, str]) -> "ListingFilters":
        return cls(**{field.name: given.get(field.name, "")[:80] for field in fields(cls)})

    @property
    def query(self) -> str:
        """As it stands in an address; empty where nothing is asked for."""
        return urlencode({field.name: value for field in fields(self) if (value := getattr(self, field.name))})

    def narrow(self, gatherings: "QuerySet[Gathering]") -> "QuerySet[Gathering]":
        if self.programme:
            gatherings = gatherings.filter(programme__slug=self.programme)
        if self.host:
            number = int(self.host) if self.host.isdecimal() and self.host.isascii() else 0
            gatherings = gatherings.filter(owner_id=number if number < 2**62 else 0)
        if self.kind:
            gatherings = gatherings.filter(kind=self.kind)
        if self.locality:
            gatherings = gatherings.filter(locality__slug=self.locality)
        return gatherings


@dataclass(frozen=True)
class Choice:
    value: str
    title: str
    chosen: bool


def filter_choices(viewer: Viewer, filters: ListingFilters) -> dict[str, list[Choice]]:
    """What can be asked for: only what some gathering that the reader sees has. Four queries."""
    visible = gatherings_visible(viewer).order_by()
    programmes = Programme.objects.filter(pk__in=visible.filter(programme__isnull=False).values("programme_id"))
    hosts = Owner.objects.filter(pk__in=visible.values("owner_id")).order_by("name")
    places = Locality.objects.filter(pk__in=visible.filter(locality__isnull=False).values("locality_id"))
    kinds = set(visible.values_list("kind", flat=True).distinct())
    found: dict[str, list[tuple[str, str]]] = {
        "programme": sorted(((each.slug, said(each.title)) for each in programmes), key=lambda pair: pair[1]),
        "host": [(str(each.pk), each.name) for each in hosts],
        "kind": [(kind.value, capfirst(str(kind.label))) for kind in GatheringKind if kind.value in kinds],
        "locality": [(each.slug, each.name) for each in places.order_by("name")],
    }
    return {
        name: [Choice(value, title, value == getattr(filters, name)) for value, title in pairs]
        for name, pairs in found.items()
    }


@dataclass(frozen=True)
class Stretch:
    """A week of what comes, or a month of what was: its first and last day, and what takes place by day."""

    first: datetime.date
    last: datetime.date
    entries: list[tuple[Gathering, bool]]
    """Each gathering, and whether it is the first on its day."""
    weeks_ahead: int | None = None


def first_day(gathering: Gathering) -> datetime.date:
    return timezone.localdate(gathering.starts_at)


def last_day(gathering: Gathering) -> datetime.date:
    """What ends at midnight ends on the day before."""
    return timezone.localdate(gathering.ends_at - datetime.timedelta(microseconds=1))


def week_begins(day: datetime.date, first_weekday: int) -> datetime.date:
    return day - datetime.timedelta(days=(day.weekday() - first_weekday) % 7)


def by_week(gatherings: Iterable[Gathering], first_weekday: int, today: datetime.date) -> list[Stretch]:
    """What comes, week by week; what is under way stands in this week."""
    weeks: dict[datetime.date, list[Gathering]] = {}
    for gathering in gatherings:
        weeks.setdefault(week_begins(max(first_day(gathering), today), first_weekday), []).append(gathering)
    this = week_begins(today, first_weekday)
    return [
        Stretch(begins, begins + datetime.timedelta(days=6), _with_first(found), (begins - this).days // 7)
        for begins, found in sorted(weeks.items())
    ]


def by_month(gatherings: Iterable[Gathering]) -> list[Stretch]:
    """What was, month by month, newest first."""
    months: dict[datetime.date, list[Gathering]] = {}
    for gathering in gatherings:
        months.setdefault(first_day(gathering).replace(day=1), []).append(gathering)
    return [Stretch(first, first, _with_first(found)) for first, found in sorted(months.items(), reverse=True)]


def _with_first(gatherings: list[Gathering]) -> list[tuple[Gathering, bool]]:
    seen: set[datetime.date] = set()
    found = []
    for gathering in gatherings:
        day = first_day(gathering)
        found.append((gathering, day not in seen))
        seen.add(day)
    return found


def month_shown(viewer: Viewer, year: int, month: int, filters: ListingFilters, first_weekday: int) -> "Month[Any]":
    """The month with everything that the reader may see of it: one query."""
    first, last = days_shown(year, month, first_weekday)
    found = filters.narrow(for_entries(gatherings_visible(viewer))).filter(_between(first, last))
    spans = [Span(each, first_day(each), last_day(each)) for each in found.order_by("starts_at", "pk")]
    return month_of(year, month, spans, first_weekday=first_weekday)


def on_day(viewer: Viewer, day: datetime.date, filters: ListingFilters) -> list[Gathering]:
    """Everything that takes place on a day: one query."""
    found = filters.narrow(for_entries(gatherings_visible(viewer))).filter(_between(day, day))
    return list(found.order_by("starts_at", "pk"))


def _between(first: datetime.date, last: datetime.date) -> Q:
    zone = timezone.get_current_timezone()
    begins = datetime.datetime.combine(first, datetime.time(), zone)
    ends = datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time(), zone)
    return Q(starts_at__lt=ends, ends_at__gt=begins)
