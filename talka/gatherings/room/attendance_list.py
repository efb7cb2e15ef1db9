"""The attendance list of a gathering as proof: what a thread shows of it, and what a programme may cite."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.language import written_day
from talka.foundation.rooms import Evidence
from talka.foundation.threads.kinds import End, register_kind
from talka.foundation.wording import said
from talka.gatherings import queries, rules
from talka.gatherings.models import Gathering

KIND = "gatherings.attendance_list"


def people_there(gathering_ids: Iterable[int]) -> dict[int, int]:
    """By gathering id: how many people were there, each once. One query."""
    there = Q(sessions__attendance__state__in=queries.WAS_THERE)
    counted = Gathering.objects.filter(pk__in=list(gathering_ids)).order_by()
    rows = counted.annotate(there=Count("sessions__attendance__participant", filter=there, distinct=True))
    return {pk: there for pk, there in rows.values_list("pk", "there") if there}


def resolve(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    """The number for whoever sees the gathering; names only behind the link, for those who run it."""
    found = list(
        Gathering.objects.filter(network=viewer.network, pk__in=list(ids))
        .select_related("owner", "programme")
        .prefetch_related("co_hosts")
    )
    visible = set(
        queries.gatherings_visible(viewer).filter(pk__in=[each.pk for each in found]).values_list("pk", flat=True)
    )
    there = people_there(each.pk for each in found)
    ends = {}
    for gathering in found:
        identity = str(gathering.pk)
        if gathering.pk not in visible:
            ends[identity] = End(KIND, identity, hidden=True)
            continue
        runs = viewer.is_member and rules.may_run(viewer, gathering)
        page = "gatherings:attendance" if runs else "gatherings:gathering"
        ends[identity] = End(
            KIND,
            identity,
            title=_("Attendance of “%(title)s”") % {"title": said(gathering.title)},
            url=reverse(page, args=[viewer.network.slug, gathering.pk]),
            figures=_("%(day)s, %(people)s")
            % {
                "day": written_day(gathering.starts_at, year=True),
                "people": queries.people_words(there.get(gathering.pk, 0), viewer),
            },
            label=_("attendance list"),
            owner=gathering.owner,
            state="done" if there.get(gathering.pk) else "todo",
        )
    return ends


def evidence(programme_id: int, viewer: Viewer) -> list[Evidence]:
    """The lists of a programme's gatherings on which somebody stands as having been there. Two queries."""
    gatherings = list(
        queries.gatherings_visible(viewer)
        .filter(programme_id=programme_id)
        .exclude(state=Gathering.State.CANCELLED)
        .select_related("owner")
        .order_by("starts_at", "pk")
    )
    there = people_there(each.pk for each in gatherings)
    return [
        Evidence(
            name=(KIND, str(each.pk)),
            title=f"{said(each.title)}, {written_day(each.starts_at, year=True)}",
            label=_("attendance list"),
            figures=queries.people_words(there[each.pk], viewer),
            owner=each.owner,
        )
        for each in gatherings
        if each.pk in there
    ]


def register() -> None:
    register_kind(KIND, resolve)
