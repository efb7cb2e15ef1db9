"""Planning, editing, cancelling and holding a gathering."""

import datetime
from collections.abc import Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.wording import Wording
from talka.gatherings.actions.letters import write_later
from talka.gatherings.actions.waiting import settle
from talka.gatherings.events import GatheringCancelled, GatheringHeld, GatheringPlanned
from talka.gatherings.models import Gathering, Session, SignUp
from talka.identity.models import Account, Network
from talka.organisations.models import Locality
from talka.programmes.models import Cohort, CycleDay, Programme, Stage


class GatheringChanges(TypedDict, total=False):
    """What `edit_gathering` may change; what is left out stays as it is."""

    kind: str
    title: Wording
    about: Wording
    result: Wording
    outcome: Wording
    host: Owner
    programme: Programme | None
    stage: Stage | None
    cohort: Cohort | None
    place: str
    locality: Locality | None
    online_link: str
    online_public: bool
    co_hosts: Sequence[Owner]
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    capacity: int | None
    sign_up_until: datetime.datetime | None
    visibility: str


# What everybody who signed up is told of when it changes.
TOLD = ("place", "locality_id", "online_link", "starts_at", "ends_at")
CALENDAR = ("title", "place", "locality_id", "online_link", "starts_at", "ends_at")


@transaction.atomic
def plan_gathering(
    *,
    acting_user: Account | None,
    network: Network,
    host: Owner,
    kind: str,
    title: Wording,
    starts_at: datetime.datetime,
    ends_at: datetime.datetime,
    programme: Programme | None = None,
    stage: Stage | None = None,
    cohort: Cohort | None = None,
    design_day: CycleDay | None = None,
    about: Wording | None = None,
    result: Wording | None = None,
    place: str = "",
    locality: Locality | None = None,
    online_link: str = "",
    online_public: bool = False,
    co_hosts: Sequence[Owner] = (),
    capacity: int | None = None,
    sign_up_until: datetime.datetime | None = None,
    visibility: str = Visibility.NETWORK,
) -> Gathering:
    """Plan a gathering, in a stage of a programme or free-standing. A stage brings its programme, and so does a
    round of a cycle.

    Raises Refusal where the times do not fit, or host, programme or stage are not of this network.
    """
    gathering = Gathering(
        network=network,
        owner=host,
        kind=kind,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        programme=programme or (stage.programme if stage else cohort.cycle.programme if cohort else None),
        stage=stage,
        cohort=cohort,
        design_day=design_day,
        about=about or {},
        result=result or {},
        place=place,
        locality=locality,
        online_link=online_link,
        online_public=online_public,
        capacity=capacity,
        sign_up_until=sign_up_until,
        visibility=visibility,
    )
    _whole(gathering)
    gathering.save()
    _set_co_hosts(gathering, co_hosts)
    record(acting_user=acting_user, network=network, verb="planned", target=gathering)
    send(GatheringPlanned(gathering_id=gathering.pk))
    return gathering


@transaction.atomic
def edit_gathering(
    *, acting_user: Account | None, gathering: Gathering, **changes: Unpack[GatheringChanges]
) -> Gathering:
    """Change what is given. More places let in those who wait; a changed time or place raises `sequence`.

    Raises Refusal where the times do not fit, or fewer places would stand than are kept.
    """
    standing = Gathering.objects.select_for_update().get(pk=gathering.pk)
    gathering.sequence = standing.sequence
    co_hosts = changes.pop("co_hosts", None)
    for field, value in changes.items():
        setattr(gathering, "owner" if field == "host" else field, value)
    if "stage" in changes and gathering.stage is not None:
        gathering.programme = gathering.stage.programme
    _whole(gathering)
    kept = gathering.sign_ups.filter(state__in=SignUp.HOLDS).count()
    if gathering.capacity is not None and gathering.capacity < kept:
        raise Refusal(
            _("%(kept)s places are kept already. Give at least as many, or ask people to give theirs back.")
            % {"kept": kept},
            "capacity",
        )
    if any(getattr(standing, field) != getattr(gathering, field) for field in CALENDAR):
        gathering.sequence += 1
    gathering.save()
    Session.lists.filter(gathering=gathering, whole=True).update(
        starts_at=gathering.starts_at, ends_at=gathering.ends_at
    )
    if co_hosts is not None:
        _set_co_hosts(gathering, co_hosts)
    if any(getattr(standing, field) != getattr(gathering, field) for field in TOLD):
        for identity in gathering.sign_ups.exclude(state=SignUp.State.CANCELLED).values_list("pk", flat=True):
            write_later("changed", identity)
    settle(gathering)
    record(acting_user=acting_user, network=gathering.network, verb="edited", target=gathering, fields=sorted(changes))
    return gathering


@transaction.atomic
def cancel_gathering(*, acting_user: Account | None, gathering: Gathering, reason: Wording | None = None) -> Gathering:
    """Call it off and write to everybody who keeps a place or waits for one.

    Raises Refusal where it was held already. Cancelling twice changes nothing.
    """
    if gathering.state == Gathering.State.HELD:
        raise Refusal(_("It was held; what was held cannot be called off."))
    if gathering.state == Gathering.State.CANCELLED:
        return gathering
    gathering.state = Gathering.State.CANCELLED
    gathering.cancel_reason = reason or {}
    gathering.sequence += 1
    gathering.save(update_fields=["state", "cancel_reason", "sequence"])
    for identity in gathering.sign_ups.exclude(state=SignUp.State.CANCELLED).values_list("pk", flat=True):
        write_later("called_off", identity)
    record(acting_user=acting_user, network=gathering.network, verb="cancelled", target=gathering)
    send(GatheringCancelled(gathering_id=gathering.pk))
    return gathering


@transaction.atomic
def mark_held(*, acting_user: Account | None, gathering: Gathering, outcome: Wording | None = None) -> Gathering:
    """Say that it took place and what came of it. May be said again to change the words.

    Raises Refusal before it has begun, or after it was cancelled.
    """
    if gathering.state == Gathering.State.CANCELLED:
        raise Refusal(_("It was called off, so it cannot have been held."))
    if gathering.starts_at > timezone.now():
        raise Refusal(_("It has not begun yet. Say what came of it afterwards."))
    gathering.state = Gathering.State.HELD
    if outcome is not None:
        gathering.outcome = outcome
    gathering.save(update_fields=["state", "outcome"])
    record(acting_user=acting_user, network=gathering.network, verb="marked held", target=gathering)
    send(GatheringHeld(gathering_id=gathering.pk))
    return gathering


def _set_co_hosts(gathering: Gathering, owners: Sequence[Owner]) -> None:
    """Who runs it beside the host. The host is not named a second time."""
    if any(owner.network_id != gathering.network_id for owner in owners):
        raise Refusal(_("A co-host is not of this network."), "co_hosts")
    gathering.co_hosts.set([owner for owner in owners if owner.pk != gathering.owner_id])


def _whole(gathering: Gathering) -> None:
    if gathering.ends_at <= gathering.starts_at:
        raise Refusal(_("It ends before it begins. Change one of the two times."), "ends_at")
    if gathering.sign_up_until and gathering.sign_up_until > gathering.ends_at:
        raise Refusal(_("Sign-up closes after the gathering has ended. Give an earlier day."), "sign_up_until")
    if gathering.owner.network_id != gathering.network_id:
        raise Refusal(_("The host must be a member of this network."), "host")
    programme, stage = gathering.programme, gathering.stage
    if programme is not None and programme.network_id != gathering.network_id:
        raise Refusal(_("This programme is not of this network."), "stage")
    if stage is not None and stage.programme_id != gathering.programme_id:
        raise Refusal(_("This stage belongs to another programme."), "stage")
    if gathering.cohort is not None and gathering.cohort.cycle.programme_id != gathering.programme_id:
        raise Refusal(_("This round belongs to another programme."), "cohort")
