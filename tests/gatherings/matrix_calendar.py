"""URL × role for calendars."""

from tests.matrix import Row, everyone, members, statuses

FEED = {"feed_id": lambda world: world.feed.pk}
OWN = members(404, member=302)

ROWS = [
    Row("gatherings:this_month", everyone()),
    Row("gatherings:month", everyone(), {"year": 2026, "month": 11}),
    Row("gatherings:month", everyone(404), {"year": 2026, "month": 13}, note="no such month"),
    Row("gatherings:day", everyone(), {"day": "2026-11-24"}),
    Row("gatherings:subscribe", everyone()),
    Row("gatherings:make_feed", members(302), method="post", data={"mine": "1"}),
    Row("gatherings:choose_feed", OWN, FEED, method="post"),
    Row("gatherings:change_feed", OWN, FEED, method="post"),
    Row("gatherings:stop_feed", OWN, FEED, method="post"),
    Row("gatherings:network_feed", everyone()),
    Row("gatherings:programme_feed", everyone(), {"slug": lambda world: world.programme.slug}),
    Row("gatherings:organisation_feed", everyone(), {"slug": lambda world: world.organisation.profile.slug}),
    Row("gatherings:secret_feed", everyone(), {"token": lambda world: world.feed.token}, note="by its secret address"),
    Row("gatherings:secret_feed", statuses(404), {"token": "changed"}, note="an address that was changed"),
]
