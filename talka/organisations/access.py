"""The doors of this room."""

from django.db.models import QuerySet

from talka.foundation.access import Absent, Viewer, or_absent
from talka.foundation.owners.models import OwnerKind, Standing
from talka.identity.models import NetworkMembership
from talka.organisations.models import Invitation, JoinRequest, Locality, Profile
from talka.organisations.rules import keeps_the_network, may_edit, may_manage_invitation, may_manage_people


def _profiles(viewer: Viewer) -> "QuerySet[Profile]":
    return Profile.objects.filter(network=viewer.network).select_related("owner", "locality", "network")


def profile_for(viewer: Viewer, slug: str) -> Profile:
    """A profile that everybody may open; what each reader sees of it is decided by the rules."""
    return or_absent(_profiles(viewer).filter(slug=slug).first())


def profile_to_edit(viewer: Viewer, slug: str) -> Profile:
    profile = profile_for(viewer, slug)
    if not may_edit(profile, viewer) or profile.owner.kind == OwnerKind.PARTNERSHIP:
        raise Absent
    return profile


def partnership_to_edit(viewer: Viewer, slug: str) -> Profile:
    profile = profile_for(viewer, slug)
    if not keeps_the_network(viewer) or profile.owner.kind != OwnerKind.PARTNERSHIP:
        raise Absent
    return profile


def profile_with_people(viewer: Viewer, slug: str) -> Profile:
    """The profile whose people this viewer may list: the organisation's own people and coordinators."""
    profile = profile_for(viewer, slug)
    if profile.owner.kind == OwnerKind.PARTNERSHIP:
        raise Absent
    if not (viewer.is_coordinator or profile.owner_id in viewer.acts_for):
        raise Absent
    return profile


def profile_to_staff(viewer: Viewer, slug: str) -> Profile:
    """The profile whose people this viewer may change."""
    profile = profile_with_people(viewer, slug)
    if not may_manage_people(profile.owner, viewer):
        raise Absent
    return profile


def standing_in(profile: Profile, standing_id: int) -> Standing:
    return or_absent(
        Standing.objects.filter(owner_id=profile.owner_id, pk=standing_id).select_related("account").first()
    )


def locality_to_edit(viewer: Viewer, slug: str) -> Locality:
    locality = or_absent(Locality.objects.filter(network=viewer.network, slug=slug).first())
    if not keeps_the_network(viewer):
        raise Absent
    return locality


def the_network_to_keep(viewer: Viewer) -> None:
    """Absent for everybody but coordinators."""
    if not keeps_the_network(viewer):
        raise Absent


def membership_to_change(viewer: Viewer, membership_id: int) -> NetworkMembership:
    the_network_to_keep(viewer)
    found = NetworkMembership.objects.filter(network=viewer.network, pk=membership_id).select_related("account")
    return or_absent(found.first())


def invitation_to_manage(viewer: Viewer, invitation_id: int) -> Invitation:
    invitation = or_absent(Invitation.objects.filter(network=viewer.network, pk=invitation_id).first())
    if not may_manage_invitation(invitation, viewer):
        raise Absent
    return invitation


def invitation_by_token(token: str) -> Invitation:
    """The letter behind a link, for whoever holds the link; what it still allows is told by its state."""
    found = Invitation.objects.select_related("network", "invited_by", "accepted_by").prefetch_related("roles__owner")
    return or_absent(found.filter(token=token).first())


def join_request_to_decide(viewer: Viewer, request_id: int) -> JoinRequest:
    the_network_to_keep(viewer)
    request = JoinRequest.objects.filter(network=viewer.network, pk=request_id).select_related(
        "account", "owner__profile", "decided_by"
    )
    return or_absent(request.first())
