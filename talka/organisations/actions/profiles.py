"""Organisations, local groups, single members and partnerships."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner, OwnerKind, PartnershipMember, Shape
from talka.identity.models import Account, Network
from talka.organisations.dyes import DYES, free_pair
from talka.organisations.events import OwnerAdded
from talka.organisations.models import Locality, Profile, ProfileKind, Sector
from talka.organisations.slugs import free_slug

OWNER_FIELDS = frozenset({"name", "short_name", "dye", "shape"})
PROFILE_FIELDS = frozenset(
    {
        "kind",
        "sector",
        "locality",
        "email",
        "phone",
        "website",
        "address",
        "about",
        "strengths",
        "needs",
        "challenges",
        "values",
        "offers",
        "seeks",
        "inner_private",
    }
)
Wording = Mapping[str, str]


@transaction.atomic
def add_organisation(
    *,
    acting_user: Account,
    network: Network,
    name: str,
    short_name: str,
    kind: str,
    sector: str = Sector.CULTURE,
    locality: Locality | None = None,
    dye: int | None = None,
    shape: str | None = None,
    email: str = "",
    phone: str = "",
    website: str = "",
    address: str = "",
    about: Wording | None = None,
    strengths: Wording | None = None,
    needs: Wording | None = None,
    challenges: Wording | None = None,
    values: Wording | None = None,
    offers: Wording | None = None,
    seeks: Wording | None = None,
    inner_private: bool = True,
    owner_kind: str = OwnerKind.ORGANISATION,
) -> Profile:
    """Add an organisation, a local group (`owner_kind="group"`) or a single member (`"single"`).

    Without a dye and shape it gets the next free pair. Raises Refusal, with the field, where the short name or the
    pair is taken.
    """
    owner = _new_owner(network, owner_kind, name, short_name, dye, shape)
    profile = Profile.objects.create(
        network=network,
        owner=owner,
        slug=_free_slug(network, name),
        kind=kind,
        sector=sector,
        locality=locality,
        email=email,
        phone=phone,
        website=website,
        address=address,
        about=dict(about or {}),
        strengths=dict(strengths or {}),
        needs=dict(needs or {}),
        challenges=dict(challenges or {}),
        values=dict(values or {}),
        offers=dict(offers or {}),
        seeks=dict(seeks or {}),
        inner_private=inner_private,
    )
    record(acting_user=acting_user, network=network, verb="added", target=owner, kind_of_owner=owner_kind)
    send(OwnerAdded(owner.pk))
    return profile


@transaction.atomic
def change_organisation(*, acting_user: Account, profile: Profile, **changes: Any) -> Profile:
    """Change what stands in a profile, name and mark included; its address stays. Raises Refusal as adding does."""
    unknown = set(changes) - OWNER_FIELDS - PROFILE_FIELDS
    if unknown:
        raise TypeError(f"a profile has no {', '.join(sorted(unknown))} to change")
    Network.objects.select_for_update().get(pk=profile.network_id)
    kept = Profile.objects.select_related("owner", "locality").get(pk=profile.pk)
    changed = _change_owner(kept.owner, {name: changes[name] for name in changes if name in OWNER_FIELDS})
    own = sorted(name for name in changes if name in PROFILE_FIELDS and getattr(kept, name) != changes[name])
    for name in own:
        setattr(kept, name, changes[name])
    if own:
        kept.save(update_fields=own)
    if changed or own:
        record(
            acting_user=acting_user,
            network=kept.network,
            verb="changed",
            target=kept.owner,
            changed=[*changed, *own],
        )
    return kept


@transaction.atomic
def remove_organisation(*, acting_user: Account, profile: Profile) -> None:
    """Remove a member of the network that has no part in anything yet. Raises Refusal where it has."""
    owner, network = profile.owner, profile.network
    record(acting_user=acting_user, network=network, verb="removed", target=owner)
    try:
        with transaction.atomic():
            owner.delete()
    except ProtectedError as error:
        raise Refusal(
            _("%(name)s takes part in programmes or owns work here, so it cannot be removed.") % {"name": owner}
        ) from error


@transaction.atomic
def make_partnership(
    *,
    acting_user: Account,
    network: Network,
    name: str,
    short_name: str,
    members: Iterable[Owner],
    dye: int | None = None,
    shape: str | None = None,
    about: Wording | None = None,
) -> Owner:
    """Let several organisations act as one. Its members' people act for it. Raises Refusal for fewer than two."""
    joined = _partners(network, members)
    owner = _new_owner(network, OwnerKind.PARTNERSHIP, name, short_name, dye, shape)
    Profile.objects.create(
        network=network,
        owner=owner,
        slug=_free_slug(network, name),
        kind=ProfileKind.OTHER,
        about=dict(about or {}),
    )
    PartnershipMember.objects.bulk_create(PartnershipMember(partnership=owner, member=member) for member in joined)
    record(
        acting_user=acting_user,
        network=network,
        verb="made",
        target=owner,
        members=[member.short_name for member in joined],
    )
    send(OwnerAdded(owner.pk))
    return owner


@transaction.atomic
def change_partnership(*, acting_user: Account, partnership: Owner, members: Iterable[Owner]) -> Owner:
    """Change who belongs to a partnership. Raises Refusal for fewer than two."""
    network = Network.objects.select_for_update().get(pk=partnership.network_id)
    wanted = {member.pk: member for member in _partners(network, members)}
    standing = set(partnership.partners.values_list("member_id", flat=True))
    if standing == set(wanted):
        return partnership
    partnership.partners.exclude(member_id__in=wanted).delete()
    PartnershipMember.objects.bulk_create(
        PartnershipMember(partnership=partnership, member=member) for pk, member in wanted.items() if pk not in standing
    )
    record(
        acting_user=acting_user,
        network=network,
        verb="joined",
        target=partnership,
        members=[member.short_name for member in wanted.values()],
    )
    return partnership


def _partners(network: Network, members: Iterable[Owner]) -> list[Owner]:
    joined = list({member.pk: member for member in members}.values())
    if any(member.network_id != network.pk or member.kind == OwnerKind.PARTNERSHIP for member in joined):
        raise Refusal(_("A partnership joins organisations, groups and single members of this network."), "members")
    if len(joined) < 2:
        raise Refusal(_("A partnership joins at least two. Choose another one."), "members")
    return joined


def _new_owner(network: Network, kind: str, name: str, short_name: str, dye: int | None, shape: str | None) -> Owner:
    Network.objects.select_for_update().get(pk=network.pk)  # short names and pairs are given out one at a time
    name, short_name = name.strip(), short_name.strip()
    _refuse_short_name(network, short_name)
    if dye is None or shape is None:
        dye, shape = free_pair(network) or (1, Shape.CIRCLE)
    else:
        _refuse_pair(network, dye, shape)
    return Owner.objects.create(network=network, kind=kind, name=name, short_name=short_name, dye=dye, shape=shape)


def _change_owner(owner: Owner, changes: dict[str, Any]) -> list[str]:
    changed = sorted(name for name, value in changes.items() if getattr(owner, name) != value)
    if "short_name" in changed:
        _refuse_short_name(owner.network, changes["short_name"], but=owner)
    if "dye" in changed or "shape" in changed:
        _refuse_pair(owner.network, changes.get("dye", owner.dye), changes.get("shape", owner.shape), but=owner)
    for name in changed:
        setattr(owner, name, changes[name])
    if changed:
        owner.save(update_fields=changed)
    return changed


def _refuse_short_name(network: Network, short_name: str, but: Owner | None = None) -> None:
    holder = Owner.objects.filter(network=network, short_name__iexact=short_name)
    if but is not None:
        holder = holder.exclude(pk=but.pk)
    held_by = holder.first()
    if held_by is not None:
        raise Refusal(
            _("%(name)s already goes by the short name “%(short)s”. Choose another one.")
            % {"name": held_by.name, "short": held_by.short_name},
            "short_name",
        )


def _refuse_pair(network: Network, dye: int, shape: str, but: Owner | None = None) -> None:
    """A held pair is refused while another is free; after a hundred owners, pairs repeat and the name tells."""
    holder = Owner.objects.filter(network=network, dye=dye, shape=shape)
    if but is not None:
        holder = holder.exclude(pk=but.pk)
    held_by = holder.first()
    if held_by is None:
        return
    free = free_pair(network)
    if free is None:
        return
    raise Refusal(
        _("%(name)s already has the %(dye)s %(shape)s. Free is, for instance, the %(free_dye)s %(free_shape)s.")
        % {
            "name": held_by.name,
            "dye": DYES[dye],
            "shape": Shape(shape).label,
            "free_dye": DYES[free[0]],
            "free_shape": Shape(free[1]).label,
        },
        "shape",
    )


def _free_slug(network: Network, name: str) -> str:
    taken = set(Profile.objects.filter(network=network).values_list("slug", flat=True))
    return free_slug(name, taken, "member")
