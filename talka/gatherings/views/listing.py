"""Gatherings of the network: what comes by week, what was, and the month."""

import datetime
from typing import Any

from babel.dates import get_day_names
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from talka.foundation.access import Absent, NetworkRequest
from talka.foundation.language import current_locale, written_month
from talka.gatherings import queries, rules
from talka.gatherings.queries import ListingFilters

A_PAGE = 20
FIRST_YEAR, LAST_YEAR = 1990, 2100


@require_GET
def gathering_list(request: NetworkRequest) -> HttpResponse:
    """What comes, soonest first."""
    return _listed(request, past=False)


@require_GET
def past(request: NetworkRequest) -> HttpResponse:
    """What was, newest first."""
    return _listed(request, past=True)


def _listed(request: NetworkRequest, *, past: bool) -> HttpResponse:
    filters = ListingFilters.from_query(request.GET)
    found = queries.past(request.viewer) if past else queries.upcoming(request.viewer)
    page = Paginator(filters.narrow(found), A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    return render(
        request,
        "gatherings/list.html",
        {
            **_shared(request, filters),
            "view": "past" if past else "list",
            "past": past,
            "page": page,
            "stretches": queries.by_month(page.object_list)
            if past
            else queries.by_week(page.object_list, first_weekday(), today),
        },
    )


def _shared(request: NetworkRequest, filters: ListingFilters) -> dict[str, Any]:
    return {
        "section": "gatherings",
        "filters": filters,
        "choices": queries.filter_choices(request.viewer, filters),
        "query": f"?{filters.query}" if filters.query else "",
        "may_plan": rules.may_plan(request.viewer),
    }


def first_weekday() -> int:
    """Where the reader's week begins; Monday is 0."""
    return int(current_locale().first_week_day)


@require_GET
def this_month(request: NetworkRequest) -> HttpResponse:
    today = timezone.localdate()
    return _month(request, today.year, today.month)


@require_GET
def month(request: NetworkRequest, year: int, month: int) -> HttpResponse:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        raise Absent
    return _month(request, year, month)


def _month(request: NetworkRequest, year: int, month: int) -> HttpResponse:
    filters = ListingFilters.from_query(request.GET)
    begins = first_weekday()
    shown = queries.month_shown(request.viewer, year, month, filters, begins)
    locale = current_locale()
    wide = get_day_names("wide", "stand-alone", locale=locale)
    short = get_day_names("abbreviated", "stand-alone", locale=locale)
    order = [(begins + number) % 7 for number in range(7)]
    return render(
        request,
        "gatherings/month.html",
        {
            **_shared(request, filters),
            "view": "month",
            "month": shown,
            "name": written_month(shown.first),
            "before_name": written_month(shown.before),
            "after_name": written_month(shown.after),
            "weekdays": [(short[day], wide[day]) for day in order],
            "today": timezone.localdate(),
        },
    )


@require_GET
def day(request: NetworkRequest, day: datetime.date) -> HttpResponse:
    """Everything on one day, for days with more than a month has room for."""
    filters = ListingFilters.from_query(request.GET)
    found = queries.on_day(request.viewer, day, filters)
    step = datetime.timedelta(days=1)
    return render(
        request,
        "gatherings/day.html",
        {
            **_shared(request, filters),
            "day": day,
            "before": day - step,
            "after": day + step,
            "gatherings": found,
            "crumbs": [
                (_("Gatherings"), reverse("gatherings:list", args=[request.network.slug])),
                (written_month(day), reverse("gatherings:month", args=[request.network.slug, day.year, day.month])),
            ],
        },
    )
