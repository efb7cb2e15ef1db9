"""A gathering on its page, and its calendar file."""

from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from talka.foundation import rooms
from talka.foundation.access import NetworkRequest
from talka.gatherings import access, queries, rules
from talka.gatherings.calendar import CONTENT_TYPE, calendar_of, calendar_text
from talka.gatherings.views.pages import crumbs_of
from talka.gatherings.views.showing import agenda_context, names_shown, next_for_host


@require_GET
def gathering(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    """The page of one gathering, with its agenda by day."""
    viewer = request.viewer
    found = access.gathering_for(viewer, gathering_id)
    may_run = viewer.is_member and rules.may_run(viewer, found)
    mine = queries.kept_by_account([found], viewer).get(found.pk)
    seen_by = queries.audiences(viewer, found)
    return render(
        request,
        "gatherings/gathering.html",
        {
            "section": "gatherings",
            "gathering": found,
            "crumbs": crumbs_of(found)[:1],
            **agenda_context(found, seen_by),
            "minutes": queries.minutes_shown(found, seen_by),
            "earlier": queries.open_from_earlier(found, viewer, seen_by) if not rules.is_past(found) else [],
            "names": names_shown(viewer, seen_by),
            "next": next_for_host(found, viewer) if may_run else None,
            "co_hosts": found.co_hosts.all(),
            "groups": queries.invited_groups(found),
            "open": rules.takes_sign_ups(found),
            "past": rules.is_past(found),
            "several_days": timezone.localdate(found.starts_at) != timezone.localdate(found.ends_at),
            "may_run": may_run,
            "mine": mine,
            "sections": rooms.gathering_sections(found.pk, viewer, takes_part=mine is not None),
        },
    )


@require_GET
def calendar(request: NetworkRequest, gathering_id: int) -> HttpResponse:
    found = access.gathering_for(request.viewer, gathering_id)
    entries = queries.entries_of([found], request.viewer)
    response = HttpResponse(
        calendar_text(calendar_of(entries, ZoneInfo(request.network.time_zone))), content_type=CONTENT_TYPE
    )
    response["Content-Disposition"] = f'attachment; filename="gathering-{found.pk}.ics"'
    if found.visibility != "public":
        response["Cache-Control"] = "private, no-store"
    return response
