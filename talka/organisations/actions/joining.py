"""The open invitation: somebody asks, a coordinator decides."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.owners.models import Owner, OwnerKind, StandingRole
from talka.identity.models import Account, Network, NetworkMembership
from talka.organisations.actions.people import give_standing
from talka.organisations.actions.profiles import add_organisation
from talka.organisations.jobs import announce_join_request, send_decision
from talka.organisations.models import JoinRequest, Locality, ProfileKind, Sector

SECTOR_OF = {
    ProfileKind.ARTS_SCHOOL: Sector.EDUCATION,
    ProfileKind.MUNICIPALITY: Sector.MUNICIPAL,
    ProfileKind.REGIONAL_BODY: Sector.MUNICIPAL,
    ProfileKind.NGO: Sector.CIVIC,
    ProfileKind.LOCAL_GROUP: Sector.CIVIC,
    ProfileKind.BUSINESS: Sector.BUSINESS,
    ProfileKind.ARTIST: Sector.ART,
}


def owner_kind_of(kind: str) -> str:
    """Artists are single members, local groups are groups, all others organisations."""
    if kind == ProfileKind.ARTIST:
        return OwnerKind.SINGLE
    return OwnerKind.GROUP if kind == ProfileKind.LOCAL_GROUP else OwnerKind.ORGANISATION


@transaction.atomic
def ask_to_join(
    *,
    acting_user: Account,
    network: Network,
    name: str,
    organisation_name: str,
    kind: str,
    locality_name: str = "",
    message: str = "",
) -> JoinRequest:
    """Ask to join through the open invitation; coordinators hear of it by mail and on their desk.

    Raises Refusal where the network takes no requests, or this person is a member or has asked already.
    """
    kept = Network.objects.select_for_update().get(pk=network.pk)
    if not kept.open_invitation:
        raise Refusal(_("%(network)s takes new members by invitation.") % {"network": kept})
    if NetworkMembership.objects.filter(network=kept, account=acting_user).exists():
        raise Refusal(_("You are already a member of %(network)s.") % {"network": kept})
    if JoinRequest.objects.filter(network=kept, account=acting_user, state=JoinRequest.State.WAITING).exists():
        raise Refusal(_("You have already asked. The coordinators have not answered yet."))
    if not acting_user.name:
        acting_user.name = name.strip()
        acting_user.save(update_fields=["name"])
    request = JoinRequest.objects.create(
        network=kept,
        account=acting_user,
        name=name.strip(),
        organisation_name=organisation_name.strip(),
        kind=kind,
        locality_name=locality_name.strip(),
        message=message.strip(),
        language=acting_user.language or (get_language() or kept.language).split("-")[0],
    )
    record(acting_user=acting_user, network=kept, verb="asked", target=request)
    transaction.on_commit(lambda: announce_join_request.enqueue(request.pk))
    return request


@transaction.atomic
def decide_join_request(
    *,
    acting_user: Account,
    request: JoinRequest,
    accept: bool,
    reason: str = "",
    owner: Owner | None = None,
    short_name: str = "",
    locality: Locality | None = None,
    sector: str = "",
) -> JoinRequest:
    """Accept or decline. The person gets the answer by mail.

    Accepted without `owner`: their organisation, group or single membership is made and they direct it.
    Accepted with `owner`: they join that organisation as staff. Declining needs a reason.
    """
    kept = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if kept.state != JoinRequest.State.WAITING:
        raise Refusal(_("This request was already answered."))
    if accept:
        if owner is None:
            profile = add_organisation(
                acting_user=acting_user,
                network=kept.network,
                name=kept.organisation_name,
                short_name=short_name or kept.organisation_name[:24],
                kind=kept.kind,
                sector=sector or SECTOR_OF.get(ProfileKind(kept.kind), Sector.CULTURE),
                locality=locality,
                owner_kind=owner_kind_of(kept.kind),
            )
            owner, role = profile.owner, StandingRole.DIRECTOR
        else:
            role = StandingRole.STAFF
        give_standing(acting_user=acting_user, owner=owner, account=kept.account, role=role)
        kept.owner = owner
    elif not reason.strip():
        raise Refusal(_("Say why, in a sentence. The person who asked will read it."), "reason")
    kept.state = JoinRequest.State.ACCEPTED if accept else JoinRequest.State.DECLINED
    kept.reason = reason.strip()
    kept.decided_by, kept.decided_at = acting_user, timezone.now()
    kept.save(update_fields=["state", "reason", "decided_by", "decided_at", "owner"])
    record(acting_user=acting_user, network=kept.network, verb=str(kept.state), target=kept)
    transaction.on_commit(lambda: send_decision.enqueue(kept.pk))
    return kept
