"""Who may do what here, as sentences."""

from talka.foundation.access import Viewer
from talka.foundation.owners.models import Owner
from talka.organisations.models import Invitation, Profile


def keeps_the_network(viewer: Viewer) -> bool:
    """Coordinators add localities and members, and change the network."""
    return viewer.is_coordinator


def may_edit(profile: Profile, viewer: Viewer) -> bool:
    """Its own people write what an organisation says of itself; coordinators may help out."""
    return viewer.is_coordinator or profile.owner_id in viewer.acts_for


def may_manage_people(owner: Owner, viewer: Viewer) -> bool:
    return viewer.is_coordinator or owner.pk in viewer.directs


def reads_members_part(viewer: Viewer) -> bool:
    """Strengths, values and what is sought are for the network, not for the street."""
    return viewer.is_member


def reads_inner_part(profile: Profile, viewer: Viewer) -> bool:
    """Needs and challenges: its own people, and the network only where the owner opened them."""
    if profile.owner_id in viewer.acts_for:
        return True
    return viewer.is_member and not profile.inner_private


def reads_addresses_of(owner_ids: set[int], viewer: Viewer) -> bool:
    """A person's e-mail address is for coordinators and for colleagues in the same organisation."""
    return viewer.is_coordinator or not owner_ids.isdisjoint(viewer.acts_for)


def may_invite(viewer: Viewer) -> bool:
    return viewer.is_coordinator or bool(viewer.directs)


def may_manage_invitation(invitation: Invitation, viewer: Viewer) -> bool:
    if not viewer.is_member:
        return False
    return viewer.is_coordinator or invitation.invited_by_id == viewer.person.pk


def reads_trail(viewer: Viewer) -> bool:
    """The record of who did what: coordinators, and those who act for an owner."""
    return viewer.is_coordinator or bool(viewer.acts_for)
