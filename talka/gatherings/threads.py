"""Gatherings at the end of a thread."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from talka.foundation.access import Viewer
from talka.foundation.threads.kinds import End, register_kind
from talka.foundation.wording import said
from talka.gatherings.models import Gathering
from talka.gatherings.queries import gatherings_visible

KIND = "gatherings.gathering"


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


def register() -> None:
    register_kind(KIND, gatherings)
