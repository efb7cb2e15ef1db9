"""Gatherings at the end of a thread."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.language import written_period
from talka.foundation.threads.kinds import End, register_kind
from talka.foundation.wording import said
from talka.gatherings.models import Gathering
from talka.gatherings.queries import gatherings_visible, people_words
from talka.programmes.models import Cohort
from talka.programmes.queries import programmes_visible

KIND = "gatherings.gathering"
ROUND = "programmes.cohort"


def gatherings(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    found = list(Gathering.objects.filter(network=viewer.network, pk__in=list(ids)).select_related("owner"))
    wanted = [gathering.pk for gathering in found]
    visible = set(gatherings_visible(viewer).filter(pk__in=wanted).values_list("pk", flat=True))
    ends = {}
    for gathering in found:
        identity = str(gathering.pk)
        if gathering.pk not in visible:
            ends[identity] = End(KIND, identity, hidden=True)
            continue
        ends[identity] = End(
            KIND,
            identity,
            title=said(gathering.title),
            url=reverse("gatherings:gathering", args=[viewer.network.slug, gathering.pk]),
            figures=date_format(timezone.localdate(gathering.starts_at), "DATE_FORMAT"),
            label=str(gathering.get_kind_display()),
            owner=gathering.owner,
            state="done" if gathering.state == Gathering.State.HELD else "todo",
        )
    return ends


def rounds(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    """A round of a cycle, with how many went through it, for whoever may read the programme."""
    found = list(
        Cohort.objects.filter(cycle__programme__network=viewer.network, pk__in=list(ids))
        .select_related("cycle__programme__owner")
        .annotate(people=Count("members", filter=Q(members__left_at__isnull=True)))
    )
    wanted = {cohort.cycle.programme_id for cohort in found}
    visible = set(programmes_visible(viewer).filter(pk__in=wanted).values_list("pk", flat=True))
    return {
        str(cohort.pk): End(
            ROUND,
            str(cohort.pk),
            title=said(cohort.title),
            url=reverse("gatherings:round", args=[viewer.network.slug, cohort.pk]),
            figures=" · ".join(
                filter(
                    None,
                    [
                        written_period(cohort.starts_on, cohort.ends_on),
                        people_words(cohort.people, viewer) if cohort.people else "",
                    ],
                )
            ),
            label=_("round of a cycle"),
            owner=cohort.cycle.programme.owner,
        )
        if cohort.cycle.programme_id in visible
        else End(ROUND, str(cohort.pk), hidden=True)
        for cohort in found
    }


def register() -> None:
    register_kind(KIND, gatherings)
    register_kind(ROUND, rounds)
