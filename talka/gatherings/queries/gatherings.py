"""Reading gatherings."""

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from talka.foundation.access import Viewer, visible_to
from talka.gatherings.models import Gathering, InvitedGroup, SignUp
from talka.programmes.models import Programme
from talka.programmes.queries import programmes_visible


def gatherings_visible(viewer: Viewer) -> "QuerySet[Gathering]":
    """Gatherings of the viewer's network that the viewer may read; whoever hosts with others reads theirs."""
    found = visible_to(Gathering.objects.all(), viewer)
    if viewer.acts_for:
        found |= Gathering.objects.filter(network=viewer.network, pk__in=co_hosted(viewer))
    return found


def co_hosted(viewer: Viewer) -> "QuerySet[Any, int]":
    """The ids of gatherings that somebody for whom the viewer acts hosts beside the host."""
    beside = Gathering.co_hosts.through._default_manager.filter(owner_id__in=viewer.acts_for)
    return beside.values_list("gathering_id", flat=True)


def for_entries(gatherings: "QuerySet[Gathering]") -> "QuerySet[Gathering]":
    """With what a list shows of each: host, locality, programme, `kept` (places kept or offered) and `waits` (how many
    wait for one). One query."""
    return gatherings.select_related("owner", "locality", "programme", "stage", "network").annotate(
        kept=Count("sign_ups", filter=Q(sign_ups__state__in=SignUp.HOLDS)),
        waits=Count("sign_ups", filter=Q(sign_ups__state=SignUp.State.WAITING)),
    )


def gatherings_of(programme: Programme, viewer: Viewer) -> list[Gathering]:
    """The gatherings of a programme that this viewer may read, by date."""
    return list(for_entries(gatherings_visible(viewer)).filter(programme=programme).order_by("starts_at", "pk"))


def next_gatherings(viewer: Viewer, most: int = 4, now: datetime.datetime | None = None) -> list[Gathering]:
    """What comes next in the network, as far as this viewer may see it."""
    moment = now or timezone.now()
    coming = for_entries(gatherings_visible(viewer)).filter(state=Gathering.State.PLANNED, ends_at__gte=moment)
    return list(coming.order_by("starts_at", "pk")[:most])


def upcoming(viewer: Viewer, now: datetime.datetime | None = None) -> "QuerySet[Gathering]":
    """What has not ended, cancelled ones included so that people learn of it; soonest first."""
    moment = now or timezone.now()
    return for_entries(gatherings_visible(viewer)).filter(ends_at__gte=moment).order_by("starts_at", "pk")


def past(viewer: Viewer, now: datetime.datetime | None = None) -> "QuerySet[Gathering]":
    """What has ended; newest first."""
    moment = now or timezone.now()
    return for_entries(gatherings_visible(viewer)).filter(ends_at__lt=moment).order_by("-starts_at", "-pk")


def invited_groups(gathering: Gathering) -> list[InvitedGroup]:
    """Who is invited, with who invites them and `answered`, how many of each keep a place. One query."""
    taking = Count("sign_ups", filter=Q(sign_ups__state=SignUp.State.COMING))
    return list(gathering.invited_groups.select_related("inviter").annotate(answered=taking))


def places_kept(gathering: Gathering) -> int:
    return gathering.sign_ups.filter(state=SignUp.State.COMING).count()


def places_taken(gathering: Gathering) -> int:
    """Kept, or offered to somebody who has not answered yet."""
    return gathering.sign_ups.filter(state__in=SignUp.HOLDS).count()


def places_left(gathering: Gathering) -> int | None:
    """None where places are not counted."""
    if gathering.capacity is None:
        return None
    return max(gathering.capacity - places_taken(gathering), 0)


def open_places(gathering: Gathering) -> int | None:
    """Places that whoever comes next gets at once: none while somebody waits, for what is free is not for everybody.

    None where places are not counted. One query, or none where `for_entries` counted already.
    """
    if gathering.capacity is None:
        return None
    kept, waits = getattr(gathering, "kept", None), getattr(gathering, "waits", None)
    if kept is None or waits is None:
        counted = Counter(gathering.sign_ups.values_list("state", flat=True))
        kept, waits = sum(counted[state] for state in SignUp.HOLDS), counted[SignUp.State.WAITING]
    return 0 if waits else max(gathering.capacity - kept, 0)


def sign_ups(gathering: Gathering) -> list[SignUp]:
    """Those who come, those who are offered a place, those who wait in their order, then those who cancelled."""
    rank = {state: number for number, state in enumerate(("coming", "offered", "waiting", "cancelled"))}
    found = list(gathering.sign_ups.select_related("group", "owner", "locality").order_by("rank", "signed_up_at", "pk"))
    return sorted(found, key=lambda sign_up: rank[sign_up.state])


def place_in_waiting(sign_up: SignUp) -> int | None:
    """1 for the first in the order; a group counts as one. None for those who do not wait."""
    if sign_up.state != SignUp.State.WAITING:
        return None
    order = sign_up.gathering.sign_ups.filter(state=SignUp.State.WAITING, led_by__isnull=True)
    keys = list(order.order_by("rank", "signed_up_at", "pk").values_list("pk", flat=True))
    return keys.index(sign_up.lead_id) + 1


def kept_by_account(gatherings: Iterable[Gathering], viewer: Viewer) -> dict[int, SignUp]:
    """By gathering id: the place that the viewer's own account keeps or waits for."""
    if viewer.account is None:
        return {}
    own = SignUp.objects.filter(gathering__in=list(gatherings), account=viewer.account)
    return {each.gathering_id: each for each in own.exclude(state=SignUp.State.CANCELLED)}


def programmes_to_plan_in(viewer: Viewer, keep: int | None = None) -> list[Programme]:
    """Programmes in which this viewer may plan a gathering: a coordinator all they see, others those that an
    organisation of theirs takes part in; `keep` adds the one that a gathering stands in already. Two queries."""
    visible = programmes_visible(viewer)
    if not viewer.is_coordinator:
        visible = visible.filter(Q(partners__owner_id__in=viewer.acts_for) | Q(pk=keep)).distinct()
    recent = timezone.localdate() - datetime.timedelta(days=365)
    return list(
        visible.filter(Q(ends_on__gte=recent) | Q(pk=keep)).prefetch_related("stages").order_by("-ends_on", "pk")
    )


def held_by_stage(programme_id: int, viewer: Viewer) -> dict[int, tuple[int, int]]:
    """By stage id: how many gatherings were held, of how many that were not called off. One query."""
    rows = (
        gatherings_visible(viewer)
        .filter(programme_id=programme_id, stage__isnull=False)
        .exclude(state=Gathering.State.CANCELLED)
        .values("stage_id")
        .annotate(held=Count("pk", filter=Q(state=Gathering.State.HELD)), planned=Count("pk"))
    )
    return {row["stage_id"]: (row["held"], row["planned"]) for row in rows}
