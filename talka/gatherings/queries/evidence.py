"""What gatherings hold that proves a programme's results."""

from collections.abc import Iterable

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation.access import Viewer
from talka.foundation.language import written_number
from talka.gatherings.models import Attendance, Gathering

WAS_THERE = (Attendance.State.PRESENT, Attendance.State.LATE, Attendance.State.LEFT_EARLY)


def people_there(gatherings: Iterable[Gathering]) -> dict[int, int]:
    """By gathering id: how many different people were at one of its sessions. One query."""
    rows = (
        Attendance.objects.filter(session__gathering__in=[each.pk for each in gatherings], state__in=WAS_THERE)
        .order_by()
        .values_list("session__gathering_id")
        .annotate(people=Count("participant", distinct=True))
    )
    return dict(rows)


def people_words(count: int, viewer: Viewer) -> str:
    """The number as this reader may see it: few people are not counted before visitors."""
    if not count:
        return ""
    least = viewer.network.small_number
    if count < least and not viewer.is_member:
        return _("fewer than %(count)d people") % {"count": least}
    return ngettext("%(number)s person", "%(number)s people", count) % {"number": written_number(count)}
