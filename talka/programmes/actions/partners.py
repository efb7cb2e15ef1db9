"""Partners and funders of a programme."""

from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.files.models import StoredFile
from talka.foundation.owners.models import Owner, OwnerKind
from talka.foundation.wording import Wording
from talka.identity.models import Account
from talka.programmes.actions.order import move, next_position
from talka.programmes.models import Funder, Partner, Programme


@transaction.atomic
def add_partner(
    *,
    acting_user: Account | None,
    programme: Programme,
    owner: Owner,
    role: str = Partner.Role.PARTNER,
    gives: Wording | None = None,
    leads: Wording | None = None,
) -> Partner:
    """Add a partner. The lead is a partner from the beginning, so adding it again edits what it gives and leads.

    Raises Refusal where the owner is of another network or takes part already.
    """
    if owner.network_id != programme.network_id:
        raise Refusal(_("A partner must be a member of this network."), "owner")
    standing = programme.partners.filter(owner=owner).first()
    if standing is not None:
        if standing.owner_id != programme.owner_id or standing.gives or standing.leads:
            raise Refusal(_("%(name)s takes part already. Edit its part instead.") % {"name": owner.name}, "owner")
        return edit_partner(acting_user=acting_user, partner=standing, gives=gives or {}, leads=leads or {})
    partner = Partner.objects.create(
        programme=programme,
        owner=owner,
        role=_role(programme, owner, role),
        gives=gives or {},
        leads=leads or {},
        position=next_position(programme.partners.all()),
    )
    record(acting_user=acting_user, network=programme.network, verb="added partner", target=programme, partner=owner.pk)
    return partner


@transaction.atomic
def edit_partner(
    *,
    acting_user: Account | None,
    partner: Partner,
    role: str | None = None,
    gives: Wording | None = None,
    leads: Wording | None = None,
) -> Partner:
    """Change what is given; None leaves it as it is. The lead changes with the programme's owner only."""
    if role is not None:
        partner.role = _role(partner.programme, partner.owner, role)
    if gives is not None:
        partner.gives = gives
    if leads is not None:
        partner.leads = leads
    partner.save()
    programme = partner.programme
    record(
        acting_user=acting_user,
        network=programme.network,
        verb="edited partner",
        target=programme,
        partner=partner.owner_id,
    )
    return partner


@transaction.atomic
def remove_partner(*, acting_user: Account | None, partner: Partner) -> None:
    """Take a partner out. Raises Refusal for the lead."""
    programme = partner.programme
    if partner.owner_id == programme.owner_id:
        raise Refusal(_("The lead cannot leave its programme. Give the lead to another partner first."))
    owner_id = partner.owner_id
    partner.delete()
    record(
        acting_user=acting_user, network=programme.network, verb="removed partner", target=programme, partner=owner_id
    )


@transaction.atomic
def move_partner(*, acting_user: Account | None, partner: Partner, up: bool) -> None:
    """Change places with the partner before (up) or after."""
    if move(partner.programme.partners.all(), partner, up=up):
        record(
            acting_user=acting_user,
            network=partner.programme.network,
            verb="reordered partners",
            target=partner.programme,
        )


def _role(programme: Programme, owner: Owner, role: str) -> str:
    """One lead: the programme's owner, or, where a partnership owns it, the partner that is said to lead."""
    if owner.pk == programme.owner_id:
        return Partner.Role.LEAD
    if role != Partner.Role.LEAD:
        return role
    if programme.owner.kind != OwnerKind.PARTNERSHIP:
        return Partner.Role.PARTNER
    programme.partners.filter(role=Partner.Role.LEAD).update(role=Partner.Role.PARTNER)
    return Partner.Role.LEAD


class FunderChanges(TypedDict, total=False):
    """What `edit_funder` may change; what is left out stays as it is."""

    name: Wording
    share: Decimal | None
    amount: Decimal | None
    sentence: Wording
    logo: StoredFile | None
    website: str


@transaction.atomic
def add_funder(
    *,
    acting_user: Account | None,
    programme: Programme,
    name: Wording,
    share: Decimal | None = None,
    amount: Decimal | None = None,
    sentence: Wording | None = None,
    logo: StoredFile | None = None,
    website: str = "",
) -> Funder:
    """Add who pays. Raises Refusal where the shares would add up to more than 100 %."""
    _shares_fit(programme, share)
    funder = Funder.objects.create(
        programme=programme,
        name=name,
        share=share,
        amount=amount,
        sentence=sentence or {},
        logo=logo,
        website=website,
        position=next_position(programme.funders.all()),
    )
    record(acting_user=acting_user, network=programme.network, verb="added funder", target=programme, funder=funder.pk)
    return funder


@transaction.atomic
def edit_funder(*, acting_user: Account | None, funder: Funder, **changes: Unpack[FunderChanges]) -> Funder:
    """Change what is given. Raises Refusal where the shares would add up to more than 100 %."""
    for field, value in changes.items():
        setattr(funder, field, value)
    _shares_fit(funder.programme, funder.share, without=funder)
    funder.save()
    programme = funder.programme
    record(acting_user=acting_user, network=programme.network, verb="edited funder", target=programme, funder=funder.pk)
    return funder


@transaction.atomic
def remove_funder(*, acting_user: Account | None, funder: Funder) -> None:
    programme, identity = funder.programme, funder.pk
    funder.delete()
    record(acting_user=acting_user, network=programme.network, verb="removed funder", target=programme, funder=identity)


def _shares_fit(programme: Programme, share: Decimal | None, without: Funder | None = None) -> None:
    """Two people adding a share at once wait for each other on the programme's row."""
    if share is None:
        return
    if not 0 <= share <= 100:
        raise Refusal(_("A share lies between 0 and 100 %."), "share")
    Programme.objects.select_for_update().get(pk=programme.pk)
    others = programme.funders.all()
    if without is not None:
        others = others.exclude(pk=without.pk)
    held = others.aggregate(held=Sum("share"))["held"] or Decimal(0)
    if held + share > 100:
        left = number_format(Decimal(100 - held).normalize(), use_l10n=True)
        raise Refusal(
            _("The shares would add up to more than 100 %%. At most %(left)s %% is left for this funder.")
            % {"left": left},
            "share",
        )
