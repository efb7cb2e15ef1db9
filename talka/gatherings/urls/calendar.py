"""Addresses of the calendar: by week, month and day, and feeds to subscribe to."""

import datetime

from django.urls import path, register_converter

from talka.gatherings.views import feeds, listing


class IsoDate:
    """A day in an address: 2026-11-24."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> datetime.date:
        return datetime.date.fromisoformat(value)

    def to_url(self, value: datetime.date | str) -> str:
        return str(value)


register_converter(IsoDate, "isodate")

urlpatterns = [
    path("", listing.gathering_list, name="list"),
    path("past/", listing.past, name="past"),
    path("month/", listing.this_month, name="this_month"),
    path("month/<int:year>/<int:month>/", listing.month, name="month"),
    path("day/<isodate:day>/", listing.day, name="day"),
    path("subscribe/", feeds.subscribe, name="subscribe"),
    path("subscribe/make/", feeds.make_feed, name="make_feed"),
    path("subscribe/<int:feed_id>/choose/", feeds.choose_feed, name="choose_feed"),
    path("subscribe/<int:feed_id>/change/", feeds.change_feed, name="change_feed"),
    path("subscribe/<int:feed_id>/stop/", feeds.stop_feed, name="stop_feed"),
    path("feeds/network.ics", feeds.network_feed, name="network_feed"),
    path("feeds/programmes/<slug:slug>.ics", feeds.programme_feed, name="programme_feed"),
    path("feeds/organisations/<slug:slug>.ics", feeds.organisation_feed, name="organisation_feed"),
    path("feeds/secret/<str:token>.ics", feeds.secret_feed, name="secret_feed"),
]
