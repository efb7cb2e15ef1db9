"""What stands in a calendar."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from talka.foundation.access import Viewer
from talka.foundation.audit.models import AuditRecord
from talka.foundation.owners.models import Owner
from talka.gatherings.calendar import Entry
from talka.gatherings.models import CalendarFeed, Gathering, Session, SignUp
from talka.gatherings.queries.gatherings import gatherings_visible
from talka.identity.models import Account, Network
from talka.programmes.models import Partner, Programme

BACK = datetime.timedelta(days=365)
"""What is longer past than a year is history and no longer sent each time."""


VERBS = ("planned", "edited", "cancelled", "marked held", "added session", "edited session", "removed session")
"""What is done to a gathering that its entry tells of. Who signs up changes no entry."""


def network_calendar(viewer: Viewer) -> "QuerySet[Gathering]":
    return gatherings_visible(viewer)


def programme_calendar(viewer: Viewer, programme: Programme) -> "QuerySet[Gathering]":
    return gatherings_visible(viewer).filter(programme=programme)


def organisation_calendar(viewer: Viewer, organisation: Owner) -> "QuerySet[Gathering]":
    return gatherings_visible(viewer).filter(_hosted_by(organisation))


def own_calendar(feed: CalendarFeed, viewer: Viewer) -> "QuerySet[Gathering]":
    """Where the person keeps a place; and, as they chose, what their organisations host and their programmes plan.

    A place that somebody keeps stands in their calendar whoever may read the gathering's page.
    """
    wanted = Q(pk__in=_kept(viewer).values("gathering_id"))
    visible = gatherings_visible(viewer)
    if feed.with_organisations and viewer.acts_for:
        hosted = Q(owner_id__in=viewer.acts_for) | Q(co_hosts__in=viewer.acts_for)
        wanted |= Q(pk__in=visible.filter(hosted).values("pk"))
    if feed.with_programmes and viewer.acts_for:
        programmes = Partner.objects.filter(owner_id__in=viewer.acts_for).values("programme_id")
        wanted |= Q(pk__in=visible.filter(programme_id__in=programmes).values("pk"))
    return Gathering.objects.filter(network=viewer.network).filter(wanted)


def feed_calendar(feed: CalendarFeed, viewer: Viewer) -> "QuerySet[Gathering]":
    """What the feed's member may read of what the feed is about."""
    if feed.kind == CalendarFeed.Kind.PROGRAMME:
        return gatherings_visible(viewer).filter(programme=feed.programme)
    if feed.kind == CalendarFeed.Kind.ORGANISATION:
        return gatherings_visible(viewer).filter(_hosted_by(feed.organisation))
    if feed.kind == CalendarFeed.Kind.NETWORK:
        return gatherings_visible(viewer)
    return own_calendar(feed, viewer)


def _hosted_by(owner: Owner | None) -> Q:
    assert owner is not None, "a feed of an organisation names one"
    helping = Gathering.co_hosts.through._default_manager.filter(owner_id=owner.pk)
    return Q(owner=owner) | Q(pk__in=helping.values("gathering_id"))


def _kept(viewer: Viewer) -> "QuerySet[SignUp]":
    """Places that the account keeps, signed in or by its own address."""
    account = viewer.account
    if account is None:
        return SignUp.objects.none()
    own = Q(account=account) | Q(email=account.email)
    return SignUp.objects.filter(own, state=SignUp.State.COMING, gathering__network=viewer.network)


def calendar_entries(
    gatherings: "QuerySet[Gathering]", viewer: Viewer, now: datetime.datetime | None = None
) -> list[Entry]:
    """The gatherings with agenda and the time of their last change, by date: six queries, however many."""
    since = (now or timezone.now()) - BACK
    found = list(
        gatherings.filter(ends_at__gte=since).select_related("owner", "locality", "network").order_by("starts_at", "pk")
    )
    return entries_of(found, viewer)


def entries_of(found: list[Gathering], viewer: Viewer) -> list[Entry]:
    """Five queries, however many gatherings."""
    changed = changed_at(viewer.network, found)
    sessions: dict[int, list[Session]] = {}
    with_lecturers = Session.objects.filter(gathering__in=found).prefetch_related("taught_by__lecturer")
    for session in with_lecturers.order_by("starts_at", "pk"):
        sessions.setdefault(session.gathering_id, []).append(session)
    kept = set(_kept(viewer).filter(gathering__in=found).values_list("gathering_id", flat=True))
    return [
        Entry(
            gathering=gathering,
            changed_at=changed.get(gathering.pk, gathering.made_at),
            sessions=sessions.get(gathering.pk, []),
            sees_link=gathering.online_public or gathering.pk in kept or gathering.owner_id in viewer.acts_for,
        )
        for gathering in found
    ]


def changed_at(network: Network, gatherings: Iterable[Gathering]) -> dict[int, datetime.datetime]:
    """When something was last done to each of these gatherings, as the trail tells. One query."""
    ids = [str(gathering.pk) for gathering in gatherings]
    rows = (
        AuditRecord.objects.filter(network=network, kind="gatherings.gathering", object_id__in=ids, verb__in=VERBS)
        .order_by()
        .values_list("object_id")
        .annotate(last=Max("at"))
    )
    return {int(identity): last for identity, last in rows}


def last_change(network: Network, *others: datetime.datetime) -> datetime.datetime:
    """A moment before which nothing in any calendar of the network can have changed: one query.

    Whatever is done in the network leaves a record, so the newest is never too early; and what falls out of a
    calendar because it is long past does so at midnight.
    """
    last = AuditRecord.objects.filter(network=network).order_by("-at").values_list("at", flat=True).first()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return max(moment for moment in (last, midnight, *others) if moment is not None)


def feeds_of(viewer: Viewer) -> list[CalendarFeed]:
    """The secret addresses that this person has in the network. One query."""
    if viewer.account is None:
        return []
    found = CalendarFeed.objects.filter(network=viewer.network, account=viewer.account)
    return list(found.select_related("programme", "organisation", "network"))


def feeds_exported(account: Account) -> list[dict[str, Any]]:
    """What is known of a person's calendars; the secret itself is shown on the page alone."""
    found = CalendarFeed.objects.filter(account=account).select_related("network", "programme", "organisation")
    return [
        {
            "network": feed.network.slug,
            "calendar": feed.kind,
            "with_organisations": feed.with_organisations,
            "with_programmes": feed.with_programmes,
        }
        for feed in found
    ]
