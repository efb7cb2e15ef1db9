"""Secret addresses of calendars: made, chosen for, changed, stopped."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner
from talka.gatherings.models import CalendarFeed
from talka.gatherings.models.feeds import new_feed_token
from talka.identity.models import Account, Network
from talka.programmes.models import Programme


@transaction.atomic
def make_feed(
    *,
    acting_user: Account,
    network: Network,
    kind: str = CalendarFeed.Kind.MINE,
    programme: Programme | None = None,
    organisation: Owner | None = None,
) -> CalendarFeed:
    """A secret address for this person. One that stands already is given back as it is.

    Raises Refusal where the programme or organisation is not of this network.
    """
    for thing in (programme, organisation):
        if thing is not None and thing.network_id != network.pk:
            raise Refusal(_("There is no such calendar in this network."))
    feed, made = CalendarFeed.objects.get_or_create(
        network=network, account=acting_user, kind=kind, programme=programme, organisation=organisation
    )
    if made:
        _record(acting_user, feed, "made calendar address")
    return feed


@transaction.atomic
def choose_feed(
    *, acting_user: Account, feed: CalendarFeed, with_organisations: bool, with_programmes: bool
) -> CalendarFeed:
    """Say what stands in one's own calendar beside the places that one keeps."""
    feed.with_organisations, feed.with_programmes = with_organisations, with_programmes
    feed.changed_at = timezone.now()
    feed.save(update_fields=["with_organisations", "with_programmes", "changed_at"])
    _record(acting_user, feed, "chose for calendar")
    return feed


@transaction.atomic
def change_feed_address(*, acting_user: Account, feed: CalendarFeed) -> CalendarFeed:
    """A new secret address; the old one leads nowhere from now on."""
    feed.token, feed.changed_at = new_feed_token(), timezone.now()
    feed.save(update_fields=["token", "changed_at"])
    _record(acting_user, feed, "changed calendar address")
    return feed


@transaction.atomic
def stop_feed(*, acting_user: Account, feed: CalendarFeed) -> None:
    """Take the address away."""
    _record(acting_user, feed, "stopped calendar address")
    feed.delete()


@transaction.atomic
def forget_feeds(*, account: Account) -> None:
    """Take away all secret addresses of a person who is erased."""
    CalendarFeed.objects.filter(account=account).delete()


def _record(acting_user: Account, feed: CalendarFeed, verb: str) -> None:
    """The trail names the person and never the address."""
    record(acting_user=acting_user, network=feed.network, verb=verb, target=feed, calendar=feed.kind)
