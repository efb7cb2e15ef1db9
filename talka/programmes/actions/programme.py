"""Making, editing and publishing a programme."""

import datetime
from collections.abc import Iterable
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner, OwnerKind, Visibility
from talka.foundation.wording import Wording, said
from talka.identity.models import Account, Network
from talka.organisations.models import Locality
from talka.programmes.events import ProgrammePublished, ProgrammeWithdrawn
from talka.programmes.models import Partner, Programme
from talka.programmes.queries import free_slug


class ProgrammeChanges(TypedDict, total=False):
    """What `edit_programme` may change; what is left out stays as it is."""

    title: Wording
    lead: Wording
    aims: Wording
    target_groups: Wording
    story: Wording
    source_note: Wording
    starts_on: datetime.date
    ends_on: datetime.date
    owner: Owner
    localities: Iterable[Locality]
    visibility: str


@transaction.atomic
def make_programme(
    *,
    acting_user: Account | None,
    network: Network,
    owner: Owner,
    title: Wording,
    starts_on: datetime.date,
    ends_on: datetime.date,
    lead: Wording | None = None,
    aims: Wording | None = None,
    target_groups: Wording | None = None,
    story: Wording | None = None,
    source_note: Wording | None = None,
    localities: Iterable[Locality] = (),
    visibility: str = Visibility.NETWORK,
    slug: str = "",
) -> Programme:
    """Begin a programme; its owner becomes the partner that leads it. Publishing is a step of its own.

    A partnership is no partner beside its members: add those, one of them as lead.

    Raises Refusal where the dates do not fit or the owner is of another network.
    """
    _dates_fit(starts_on, ends_on)
    _same_network(network, owner)
    programme = Programme.objects.create(
        network=network,
        owner=owner,
        slug=free_slug(network, slugify(slug or said(title, network.language))),
        title=title,
        lead=lead or {},
        aims=aims or {},
        target_groups=target_groups or {},
        story=story or {},
        source_note=source_note or {},
        starts_on=starts_on,
        ends_on=ends_on,
        visibility=_not_public(visibility),
    )
    programme.localities.set(localities)
    if owner.kind != OwnerKind.PARTNERSHIP:
        Partner.objects.create(programme=programme, owner=owner, role=Partner.Role.LEAD, position=1)
    record(acting_user=acting_user, network=network, verb="made", target=programme)
    return programme


@transaction.atomic
def edit_programme(
    *, acting_user: Account | None, programme: Programme, **changes: Unpack[ProgrammeChanges]
) -> Programme:
    """Change what is given. A new owner becomes the partner that leads, and the former one stays as partner.

    Raises Refusal where the dates do not fit or the owner is of another network.
    """
    before = programme.owner_id
    visibility = changes.pop("visibility", None)
    localities = changes.pop("localities", None)
    for field, value in changes.items():
        setattr(programme, field, value)
    _dates_fit(programme.starts_on, programme.ends_on)
    _same_network(programme.network, programme.owner)
    if visibility is not None and programme.visibility != Visibility.PUBLIC:
        programme.visibility = _not_public(visibility)
    programme.save()
    if localities is not None:
        programme.localities.set(localities)
    if programme.owner_id != before:
        _new_lead(programme)
    record(
        acting_user=acting_user,
        network=programme.network,
        verb="edited",
        target=programme,
        fields=sorted([*changes, *(["localities"] if localities is not None else [])]),
    )
    return programme


@transaction.atomic
def publish_programme(*, acting_user: Account | None, programme: Programme) -> Programme:
    """Open the public page to everybody. Publishing what is public changes nothing.

    Raises Refusal while the page could not be read: without a lead sentence or without a stage.
    """
    if programme.visibility == Visibility.PUBLIC:
        return programme
    if not said(programme.lead).strip():
        raise Refusal(_("The public page opens with a sentence that says what the programme is. Write it first."))
    if not programme.stages.exists():
        raise Refusal(_("The public page shows the programme as a thread of stages. Add the first stage."))
    programme.visibility = Visibility.PUBLIC
    programme.published_at = timezone.now()
    programme.save(update_fields=["visibility", "published_at"])
    record(acting_user=acting_user, network=programme.network, verb="published", target=programme)
    send(ProgrammePublished(programme_id=programme.pk))
    return programme


@transaction.atomic
def withdraw_programme(*, acting_user: Account | None, programme: Programme) -> Programme:
    """Take the public page back; members of the network still see the programme."""
    if programme.visibility != Visibility.PUBLIC:
        return programme
    programme.visibility = Visibility.NETWORK
    programme.published_at = None
    programme.save(update_fields=["visibility", "published_at"])
    record(acting_user=acting_user, network=programme.network, verb="withdrew", target=programme)
    send(ProgrammeWithdrawn(programme_id=programme.pk))
    return programme


def _new_lead(programme: Programme) -> None:
    """The new owner's part is the lead; it stands first where it took no part before."""
    if programme.owner.kind == OwnerKind.PARTNERSHIP:
        return
    programme.partners.filter(role=Partner.Role.LEAD).update(role=Partner.Role.PARTNER)
    Partner.objects.update_or_create(programme=programme, owner=programme.owner, defaults={"role": Partner.Role.LEAD})


def _dates_fit(starts_on: datetime.date, ends_on: datetime.date) -> None:
    if ends_on < starts_on:
        raise Refusal(_("The end lies before the beginning. Change one of the two."), "ends_on")


def _same_network(network: Network, owner: Owner) -> None:
    if owner.network_id != network.pk:
        raise Refusal(_("The lead must be a member of this network."), "owner")


def _not_public(visibility: str) -> str:
    """Public is reached by publishing alone, so that nothing is open before somebody said so."""
    return Visibility.NETWORK if visibility == Visibility.PUBLIC else visibility
