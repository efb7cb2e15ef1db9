"""What stands on desks: gatherings that I host, places that I keep, what was agreed."""

import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.rooms import Task
from talka.foundation.wording import said
from talka.gatherings import queries, rules
from talka.gatherings.models import ActionItem, AttendanceClaim, Gathering, SignUp

AHEAD = datetime.timedelta(days=30)


BACK = datetime.timedelta(days=60)


NEXT_IN_PROGRAMME = datetime.timedelta(days=90)


def _url(name: str, gathering: Gathering) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.network.slug, gathering.pk])


def tasks(viewer: Viewer) -> list[Task]:
    """What I host soon, what I have hosted and not yet told of, and where I keep a place: two queries."""
    if not viewer.is_member or viewer.account is None:
        return []
    now = timezone.now()
    soon = Q(starts_at__lte=now + AHEAD, ends_at__gte=now)
    untold = Q(ends_at__lt=now, ends_at__gte=now - BACK)
    undesigned = Q(design_day__taken_out_at__isnull=False, ends_at__gte=now)
    planned = Gathering.objects.filter(network=viewer.network, state=Gathering.State.PLANNED)
    hosted = list(
        planned.filter(soon | untold | undesigned)
        .filter(Q(owner_id__in=viewer.acts_for) | Q(pk__in=queries.co_hosted(viewer)))
        .select_related("owner", "network", "programme", "design_day")
    )
    found = [_hosting(gathering, now) for gathering in hosted if gathering.starts_at <= now + AHEAD]
    found += [_taken_out(gathering) for gathering in hosted if rules.awaits_decision(gathering)]
    found += _to_settle(viewer)
    mine = (
        SignUp.objects.filter(
            Q(state=SignUp.State.COMING, gathering__starts_at__lte=now + AHEAD) | Q(state=SignUp.State.OFFERED),
            account=viewer.account,
            gathering__network=viewer.network,
            gathering__state=Gathering.State.PLANNED,
            gathering__ends_at__gte=now,
        )
        .exclude(Q(gathering__owner_id__in=viewer.acts_for) | Q(gathering__in=queries.co_hosted(viewer)))
        .select_related("gathering__owner", "gathering__network", "gathering__programme")
    )
    agreed = [_agreed(item) for item in queries.open_items_of(viewer)]
    return found + agreed + [_offered(each) if each.offer_ends_at else _coming(each.gathering) for each in mine]


def _agreed(item: ActionItem) -> Task:
    gathering = item.gathering
    return Task(
        title=said(item.text),
        url=reverse("gatherings:item", args=[gathering.network.slug, item.pk]),
        button=_("Say how it ended"),
        due=item.due_on,
        owner=item.owner or gathering.owner,
        about=_("Agreed at “%(title)s”") % {"title": said(gathering.title)},
        programme_id=gathering.programme_id,
    )


def _hosting(gathering: Gathering, now: datetime.datetime) -> Task:
    title = said(gathering.title)
    past = gathering.ends_at < now
    if not past and timezone.localdate(gathering.starts_at) <= timezone.localdate(now):
        return Task(
            title=_("Tick who is at “%(title)s”") % {"title": title},
            url=_url("attendance", gathering),
            button=_("Tick who is there"),
            due=timezone.localdate(now),
            owner=gathering.owner,
            about=said(gathering.programme.title) if gathering.programme else "",
            programme_id=gathering.programme_id,
        )
    return Task(
        title=_("Say what came of “%(title)s”") % {"title": title}
        if past
        else _("You host “%(title)s”") % {"title": title},
        url=_url("held", gathering) if past else _url("gathering", gathering),
        button=_("Say what came of it") if past else _("See who comes"),
        due=timezone.localdate(gathering.ends_at if past else gathering.starts_at),
        owner=gathering.owner,
        about=said(gathering.programme.title) if gathering.programme else "",
        programme_id=gathering.programme_id,
    )


def _taken_out(gathering: Gathering) -> Task:
    title = said(gathering.title)
    return Task(
        title=_("“%(title)s” was taken out of the design: call it off or keep it") % {"title": title},
        url=_url("taken_out", gathering),
        button=_("Call it off or keep it"),
        due=timezone.localdate(gathering.starts_at),
        owner=gathering.owner,
        programme_id=gathering.programme_id,
    )


def _to_settle(viewer: Viewer) -> list[Task]:
    """Where somebody said something about a list of mine that waits for an answer. One query."""
    hosted = Gathering.objects.filter(network=viewer.network)
    hosted = hosted.filter(Q(owner_id__in=viewer.acts_for) | Q(pk__in=queries.co_hosted(viewer)))
    waiting = (
        hosted.filter(sessions__attendance_claims__settled=AttendanceClaim.Settled.OPEN)
        .select_related("owner", "network")
        .distinct()
    )
    return [
        Task(
            title=_("Settle a question about the attendance of “%(title)s”") % {"title": said(gathering.title)},
            url=_url("attendance", gathering),
            button=_("Settle it"),
            owner=gathering.owner,
            programme_id=gathering.programme_id,
        )
        for gathering in waiting
    ]


def _offered(sign_up: SignUp) -> Task:
    gathering = sign_up.gathering
    return Task(
        title=_("A place at “%(title)s” is offered to you") % {"title": said(gathering.title)},
        url=reverse("gatherings:place", args=[gathering.network.slug, sign_up.cancel_token]),
        button=_("Take it or pass it on"),
        due=timezone.localdate(sign_up.offer_ends_at),
        owner=gathering.owner,
        about=gathering.place,
        programme_id=gathering.programme_id,
    )


def _coming(gathering: Gathering) -> Task:
    return Task(
        title=_("You keep a place at “%(title)s”") % {"title": said(gathering.title)},
        url=_url("gathering", gathering),
        button=_("See the agenda"),
        due=timezone.localdate(gathering.starts_at),
        owner=gathering.owner,
        about=gathering.place,
        programme_id=gathering.programme_id,
    )


def next_steps(programme_id: int, viewer: Viewer) -> list[Task]:
    """The programme's gatherings of the coming weeks, for everybody in its room. One query."""
    now = timezone.now()
    coming = queries.for_entries(queries.gatherings_visible(viewer)).filter(
        programme_id=programme_id,
        state=Gathering.State.PLANNED,
        ends_at__gte=now,
        starts_at__lte=now + NEXT_IN_PROGRAMME,
    )
    return [
        Task(
            title=said(gathering.title),
            url=_url("gathering", gathering),
            button=_("Keep a place") if rules.takes_sign_ups(gathering, now) else _("See the agenda"),
            due=timezone.localdate(gathering.starts_at),
            owner=gathering.owner,
            about=gathering.place,
            programme_id=programme_id,
        )
        for gathering in coming.order_by("starts_at", "pk")
    ]
