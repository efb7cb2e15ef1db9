"""Calendars to subscribe to: those open to everybody, each member's own secret addresses, and how to use them."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import segno
from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from talka.foundation.access import Absent, NetworkRequest, Viewer, members_only, viewer_for
from talka.foundation.owners.models import Owner
from talka.foundation.wording import said
from talka.gatherings import access, actions, queries
from talka.gatherings.calendar import CONTENT_TYPE, calendar_of, calendar_text
from talka.gatherings.calendar.entries import colour_of
from talka.gatherings.models import CalendarFeed, Gathering
from talka.identity.models import Network
from talka.organisations.access import profile_for
from talka.programmes.access import programme_for
from talka.programmes.models import Programme

View = Callable[..., HttpResponseBase]


def without_account(view: View) -> View:
    """Calendars send no cookie; what stands in the address alone says what they may read."""
    view.without_account = True  # type: ignore[attr-defined]  # read by NetworkMiddleware
    return view


@dataclass(frozen=True)
class Told:
    """How a calendar names itself."""

    name: str
    address: str
    colour: str = ""


@without_account
@require_safe
def network_feed(request: NetworkRequest) -> HttpResponse:
    """What is open to everybody in the network."""
    with translation.override(_language(request)):
        told = Told(request.network.name, reverse("gatherings:list", args=[request.network.slug]))
        return _answer(request, request.viewer, queries.network_calendar(request.viewer), told, public=True)


@without_account
@require_safe
def programme_feed(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = programme_for(request.viewer, slug)
    with translation.override(_language(request)):
        found = queries.programme_calendar(request.viewer, programme)
        return _answer(request, request.viewer, found, _programme(programme), public=True)


@without_account
@require_safe
def organisation_feed(request: NetworkRequest, slug: str) -> HttpResponse:
    profile = profile_for(request.viewer, slug)
    with translation.override(_language(request)):
        found = queries.organisation_calendar(request.viewer, profile.owner)
        return _answer(request, request.viewer, found, _organisation(request.network, profile.owner, slug), public=True)


@without_account
@require_safe
def secret_feed(request: NetworkRequest, token: str) -> HttpResponse:
    """What its member may read now. Somebody who has left the network reads nothing."""
    feed = access.feed_by_token(request.network, token)
    viewer = viewer_for(feed.account, request.network)
    if not viewer.is_member:
        raise Absent
    with translation.override(feed.account.language or request.network.language):
        return _answer(request, viewer, queries.feed_calendar(feed, viewer), _secret(feed), public=False, feed=feed)


def _language(request: NetworkRequest) -> str:
    """The language that the address asks for; otherwise the network's first. Calendars say none of their own."""
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else request.network.language


def _programme(programme: Programme) -> Told:
    address = reverse("programmes:story", args=[programme.network.slug, programme.slug])
    return Told(said(programme.title), address, colour_of(programme.owner.dye))


def _organisation(network: Network, owner: Owner, slug: str) -> Told:
    address = reverse("organisations:profile", args=[network.slug, slug])
    return Told(owner.name, address, colour_of(owner.dye))


def _secret(feed: CalendarFeed) -> Told:
    listed = reverse("gatherings:list", args=[feed.network.slug])
    if feed.programme is not None:
        return Told(said(feed.programme.title), listed, colour_of(feed.programme.owner.dye))
    if feed.organisation is not None:
        return Told(feed.organisation.name, listed, colour_of(feed.organisation.dye))
    if feed.kind == CalendarFeed.Kind.NETWORK:
        return Told(feed.network.name, listed)
    return Told(_("My gatherings, %(network)s") % {"network": feed.network.name}, listed)


def _answer(
    request: NetworkRequest,
    viewer: Viewer,
    gatherings: "QuerySet[Gathering]",
    told: Told,
    *,
    public: bool,
    feed: CalendarFeed | None = None,
) -> HttpResponse:
    """The calendar, or "not modified" where the reader has it already."""
    changed = queries.last_change(request.network, *([feed.changed_at] if feed else []))
    calendar = calendar_of(
        queries.calendar_entries(gatherings, viewer),
        ZoneInfo(request.network.time_zone),
        name=told.name,
        colour=told.colour,
        address=f"{settings.ADDRESS}{told.address}",
        source=f"{settings.ADDRESS}{request.path}",
    )
    content = calendar_text(calendar)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed.timestamp())
    response["Cache-Control"] = "public, max-age=900" if public else "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Disposition"] = f'inline; filename="{_filename(told.name)}.ics"'
    answer = get_conditional_response(request, etag, int(changed.timestamp()), response)
    assert isinstance(answer, HttpResponse)
    return answer


def _filename(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower() or "calendar"


@dataclass(frozen=True)
class Address:
    """A calendar's address as people use it: to copy, to open on this machine, to point a phone at."""

    https: str
    webcal: str
    qr: str


def address_of_calendar(path: str) -> Address:
    https = f"{settings.ADDRESS}{path}"
    webcal = re.sub(r"^https?", "webcal", https)
    qr = segno.make_qr(webcal, error="m").svg_inline(scale=4, border=2, omitsize=True)
    return Address(https, webcal, qr)


@never_cache
@require_GET
def subscribe(request: NetworkRequest) -> HttpResponse:
    """The calendars that one may have, and how to take them into a phone or another program.

    `?programme=` and `?organisation=` name the one that the reader came for.
    """
    viewer, network = request.viewer, request.network
    asked = _asked(request)
    feeds = queries.feeds_of(viewer) if viewer.is_member else []
    open_path = {
        CalendarFeed.Kind.NETWORK: reverse("gatherings:network_feed", args=[network.slug]),
        **(
            {CalendarFeed.Kind.PROGRAMME: reverse("gatherings:programme_feed", args=[network.slug, asked.slug])}
            if asked.programme
            else {}
        ),
        **(
            {CalendarFeed.Kind.ORGANISATION: reverse("gatherings:organisation_feed", args=[network.slug, asked.slug])}
            if asked.organisation
            else {}
        ),
    }[asked.kind]
    is_open = asked.programme is None or asked.programme.visibility == "public"
    return render(
        request,
        "gatherings/subscribe.html",
        {
            "section": "gatherings",
            "asked": asked,
            "open": address_of_calendar(open_path) if is_open else None,
            "mine": _with_address(next((feed for feed in feeds if feed.kind == CalendarFeed.Kind.MINE), None)),
            "same": _with_address(next((feed for feed in feeds if _is_of(feed, asked)), None)),
            "others": [feed for feed in feeds if feed.kind != CalendarFeed.Kind.MINE and not _is_of(feed, asked)],
            "crumbs": [(_("Gatherings"), reverse("gatherings:list", args=[network.slug]))],
        },
    )


@dataclass(frozen=True)
class Asked:
    """Which calendar the page is about."""

    kind: CalendarFeed.Kind
    name: str
    slug: str = ""
    programme: Programme | None = None
    organisation: Owner | None = None

    @property
    def query(self) -> str:
        return urlencode({self.kind.value: self.slug}) if self.slug else ""


def _asked(request: NetworkRequest) -> Asked:
    given = request.POST if request.method == "POST" else request.GET
    if given.get("programme"):
        programme = programme_for(request.viewer, given["programme"])
        return Asked(CalendarFeed.Kind.PROGRAMME, said(programme.title), programme.slug, programme=programme)
    if given.get("organisation"):
        profile = profile_for(request.viewer, given["organisation"])
        return Asked(CalendarFeed.Kind.ORGANISATION, profile.owner.name, profile.slug, organisation=profile.owner)
    return Asked(CalendarFeed.Kind.NETWORK, request.network.name)


def _is_of(feed: CalendarFeed, asked: Asked) -> bool:
    return (
        feed.kind == asked.kind
        and feed.programme_id == (asked.programme.pk if asked.programme else None)
        and feed.organisation_id == (asked.organisation.pk if asked.organisation else None)
    )


def _with_address(feed: CalendarFeed | None) -> dict[str, Any] | None:
    if feed is None:
        return None
    path = reverse("gatherings:secret_feed", args=[feed.network.slug, feed.token])
    return {"feed": feed, "address": address_of_calendar(path)}


@members_only
@require_POST
def make_feed(request: NetworkRequest) -> HttpResponse:
    """A secret address of one's own: for one's own calendar, or for the one that the page is about."""
    asked = _asked(request)
    if request.POST.get("mine"):
        actions.make_feed(acting_user=request.viewer.person, network=request.network)
    else:
        actions.make_feed(
            acting_user=request.viewer.person,
            network=request.network,
            kind=asked.kind,
            programme=asked.programme,
            organisation=asked.organisation,
        )
    return redirect(_back(request, asked))


@members_only
@require_POST
def choose_feed(request: NetworkRequest, feed_id: int) -> HttpResponse:
    feed = access.own_feed(request.viewer, feed_id)
    actions.choose_feed(
        acting_user=request.viewer.person,
        feed=feed,
        with_organisations="with_organisations" in request.POST,
        with_programmes="with_programmes" in request.POST,
    )
    messages.success(request, _("Kept. Your calendar follows when it asks the next time."))
    return redirect(_back(request, _asked(request)))


@members_only
@require_POST
def change_feed(request: NetworkRequest, feed_id: int) -> HttpResponse:
    feed = access.own_feed(request.viewer, feed_id)
    actions.change_feed_address(acting_user=request.viewer.person, feed=feed)
    messages.success(
        request, _("The address is changed. The old one leads nowhere; take the new one into your calendar.")
    )
    return redirect(_back(request, _asked(request)))


@members_only
@require_POST
def stop_feed(request: NetworkRequest, feed_id: int) -> HttpResponse:
    feed = access.own_feed(request.viewer, feed_id)
    actions.stop_feed(acting_user=request.viewer.person, feed=feed)
    messages.success(request, _("The address is taken away."))
    return redirect(_back(request, _asked(request)))


def _back(request: NetworkRequest, asked: Asked) -> str:
    address = reverse("gatherings:subscribe", args=[request.network.slug])
    return f"{address}?{asked.query}" if asked.query else address
