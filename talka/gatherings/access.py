"""The only way to a gathering and its parts."""

from uuid import UUID

from talka.foundation.access import Absent, Viewer
from talka.gatherings import rules
from talka.gatherings.models import CalendarFeed, Gathering, InvitedGroup, Session, SignUp
from talka.gatherings.queries import gatherings_visible
from talka.identity.models import Network


def gathering_for(viewer: Viewer, gathering_id: int) -> Gathering:
    """The gathering if this viewer may read it; Absent otherwise."""
    found = (
        gatherings_visible(viewer)
        .select_related("owner", "network", "programme", "stage", "locality")
        .prefetch_related("co_hosts")
        .filter(pk=gathering_id)
        .first()
    )
    if found is None:
        raise Absent
    return found


def gathering_to_run(viewer: Viewer, gathering_id: int) -> Gathering:
    """The gathering if this viewer may edit it and see who comes; Absent otherwise."""
    gathering = gathering_for(viewer, gathering_id)
    if not rules.may_run(viewer, gathering):
        raise Absent
    return gathering


def session_to_edit(gathering: Gathering, session_id: int) -> Session:
    """A part of a gathering that was got by `gathering_to_run`; the same holds for the next."""
    found = gathering.sessions.filter(pk=session_id).first()
    if found is None:
        raise Absent
    return found


def group_to_edit(gathering: Gathering, group_id: int) -> InvitedGroup:
    found = gathering.invited_groups.select_related("inviter").filter(pk=group_id).first()
    if found is None:
        raise Absent
    return found


def sign_up_by_token(network: Network, token: UUID) -> SignUp:
    """The place that a letter's link leads to. Whoever holds the link may see and give back the place."""
    found = (
        SignUp.objects.select_related("gathering", "gathering__owner", "gathering__locality", "gathering__network")
        .filter(gathering__network=network, cancel_token=token)
        .first()
    )
    if found is None:
        raise Absent
    return found


def sign_up_to_run(gathering: Gathering, sign_up_id: int) -> SignUp:
    found = gathering.sign_ups.filter(pk=sign_up_id).first()
    if found is None:
        raise Absent
    return found


def feed_by_token(network: Network, token: str) -> CalendarFeed:
    """The calendar that a secret address names; an address that was changed is Absent."""
    found = (
        CalendarFeed.objects.select_related("account", "programme__owner", "organisation", "network")
        .filter(network=network, token=token, account__is_active=True)
        .first()
    )
    if found is None:
        raise Absent
    return found


def own_feed(viewer: Viewer, feed_id: int) -> CalendarFeed:
    """One of the viewer's own secret addresses."""
    found = CalendarFeed.objects.filter(network=viewer.network, account=viewer.person, pk=feed_id).first()
    if found is None:
        raise Absent
    return found
