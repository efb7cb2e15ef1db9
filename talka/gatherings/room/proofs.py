"""What this room holds that can prove a result of a programme: who was there, rounds of cycles, what was held."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.language import written_day
from talka.foundation.rooms import Evidence
from talka.foundation.wording import said
from talka.gatherings import queries
from talka.gatherings.models import Gathering
from talka.gatherings.room import attendance_list
from talka.programmes.models import Cohort, Programme
from talka.programmes.queries import programmes_visible


def evidence(programme_id: int, viewer: Viewer) -> list[Evidence]:
    """Attendance lists, rounds that somebody goes through, and gatherings that were held. Four queries."""
    return [
        *attendance_list.evidence(programme_id, viewer),
        *_rounds(programme_id, viewer),
        *_held(programme_id, viewer),
    ]


def _rounds(programme_id: int, viewer: Viewer) -> list[Evidence]:
    cohorts = (
        Cohort.objects.filter(cycle__programme__in=programmes_visible(viewer), cycle__programme_id=programme_id)
        .select_related("cycle__programme__owner")
        .annotate(people=Count("members", filter=Q(members__left_at__isnull=True)))
    )
    return [
        Evidence(
            name=("programmes.cohort", str(each.pk)),
            title=said(each.title),
            label=_("round of a cycle"),
            figures=queries.people_words(each.people, viewer),
            owner=each.cycle.programme.owner,
        )
        for each in cohorts
        if each.people
    ]


def _held(programme_id: int, viewer: Viewer) -> list[Evidence]:
    return [
        Evidence(
            name=("gatherings.gathering", str(each.pk)),
            title=said(each.title),
            label=_("gathering"),
            figures=written_day(each.starts_at, year=True),
            owner=each.owner,
        )
        for each in queries.gatherings_of(Programme(pk=programme_id), viewer)
        if each.state == Gathering.State.HELD
    ]
