"""Where answers come in."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from talka.consultations.models import Channel, Consultation, Door
from talka.consultations.names import new_token
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner
from talka.gatherings.models import Gathering
from talka.identity.models import Account


@transaction.atomic
def open_door(
    *,
    acting_user: Account | None,
    consultation: Consultation,
    channel: str,
    collector: Owner | None = None,
    place: str = "",
    event: Gathering | None = None,
    target: int | None = None,
) -> Door:
    """A way in: a link of an organisation, a street, a pile of paper at an event, a table in a library.

    Who collects says nothing about which organisation an answer is about. Raises Refusal where collector or event
    belong to another network.
    """
    _hold(consultation, collector, event)
    last = consultation.doors.aggregate(last=Max("position"))["last"]
    door = Door.objects.create(
        consultation=consultation,
        channel=Channel(channel).value,
        collector=collector,
        place=place.strip(),
        event=event,
        target=target,
        token=new_token(),
        position=0 if last is None else last + 1,
    )
    _wrote(acting_user, door, "opened a door")
    return door


def _hold(consultation: Consultation, collector: Owner | None, event: Gathering | None) -> None:
    if collector is not None and collector.network_id != consultation.network_id:
        raise Refusal(_("This organisation belongs to another network."), "collector")
    if event is not None and event.network_id != consultation.network_id:
        raise Refusal(_("This event belongs to another network."), "event")


def _wrote(acting_user: Account | None, door: Door, verb: str) -> None:
    record(
        acting_user=acting_user,
        network=door.consultation.network,
        verb=verb,
        target=door.consultation,
        door=door.pk,
        channel=door.channel,
        place=door.place,
    )


@transaction.atomic
def edit_door(
    *,
    acting_user: Account | None,
    door: Door,
    collector: Owner | None,
    place: str,
    event: Gathering | None,
    target: int | None,
) -> Door:
    """Correct what is said of a door. Its way and its link stay: answers came in through them."""
    _hold(door.consultation, collector, event)
    door.collector, door.place, door.event, door.target = collector, place.strip(), event, target
    door.save(update_fields=["collector", "place", "event", "target"])
    _wrote(acting_user, door, "edited a door")
    return door


@transaction.atomic
def close_door(*, acting_user: Account | None, door: Door) -> Door:
    """No more answers here; the other doors stay open. What came in stays."""
    door.is_open = False
    door.save(update_fields=["is_open"])
    _wrote(acting_user, door, "closed a door")
    return door


@transaction.atomic
def reopen_door(*, acting_user: Account | None, door: Door) -> Door:
    door.is_open = True
    door.save(update_fields=["is_open"])
    _wrote(acting_user, door, "reopened a door")
    return door
