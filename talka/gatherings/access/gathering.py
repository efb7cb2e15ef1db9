"""The only way to a gathering and its parts."""

from talka.foundation.access import Absent, Viewer, or_absent
from talka.gatherings import rules
from talka.gatherings.models import (
    ActionItem,
    CalendarFeed,
    Decision,
    Gathering,
    InvitedGroup,
    Lecturer,
    Material,
    Session,
)
from talka.gatherings.queries import gatherings_visible, lecturers_visible
from talka.gatherings.queries.minutes import items_with_people, may_close
from talka.identity.models import Network

# Whoever led more sessions than these is known to the network, and somebody of it may write the profile.
MOST_LED = 100


def gathering_for(viewer: Viewer, gathering_id: int) -> Gathering:
    """The gathering if this viewer may read it; Absent otherwise."""
    return or_absent(
        gatherings_visible(viewer)
        .select_related("owner", "network", "programme", "stage", "locality")
        .prefetch_related("co_hosts")
        .filter(pk=gathering_id)
        .first()
    )


def gathering_to_run(viewer: Viewer, gathering_id: int) -> Gathering:
    """The gathering if this viewer may edit it and see who comes; Absent otherwise."""
    gathering = gathering_for(viewer, gathering_id)
    if not rules.may_run(viewer, gathering):
        raise Absent
    return gathering


def gathering_to_decide_on(viewer: Viewer, gathering_id: int) -> Gathering:
    """One that the viewer runs and whose day was taken out of the design; Absent where nothing is to be decided."""
    gathering = gathering_to_run(viewer, gathering_id)
    if not rules.awaits_decision(gathering):
        raise Absent
    return gathering


def session_to_edit(gathering: Gathering, session_id: int) -> Session:
    """A part of a gathering that was got by `gathering_to_run`; the same holds for the next."""
    return or_absent(gathering.sessions.filter(pk=session_id).first())


def group_to_edit(gathering: Gathering, group_id: int) -> InvitedGroup:
    return or_absent(gathering.invited_groups.select_related("inviter").filter(pk=group_id).first())


def feed_by_token(network: Network, token: str) -> CalendarFeed:
    """The calendar that a secret address names; an address that was changed is Absent."""
    return or_absent(
        CalendarFeed.objects.select_related("account", "programme__owner", "organisation", "network")
        .filter(network=network, token=token, account__is_active=True)
        .first()
    )


def own_feed(viewer: Viewer, feed_id: int) -> CalendarFeed:
    """One of the viewer's own secret addresses."""
    return or_absent(CalendarFeed.objects.filter(network=viewer.network, account=viewer.person, pk=feed_id).first())


def material_for(gathering: Gathering, seen_by: frozenset[str], material_id: int) -> Material:
    """A file or link of a gathering that was got before, if these readers see it; Absent otherwise."""
    return or_absent(
        gathering.materials.select_related("file").filter(pk=material_id, audience__in=list(seen_by)).first()
    )


def decision_to_edit(gathering: Gathering, decision_id: int) -> Decision:
    """A part of a gathering that was got by `gathering_to_run`; the same holds for the next."""
    return or_absent(gathering.decisions.filter(pk=decision_id).first())


def item_to_edit(gathering: Gathering, item_id: int) -> ActionItem:
    found = gathering.action_items.select_related("account", "owner", "participant", "decision").filter(pk=item_id)
    item = or_absent(found.first())
    item.gathering = gathering
    return item


def item_to_close(viewer: Viewer, item_id: int) -> ActionItem:
    """Something agreed that this viewer may say to be done: who took it on need not see the gathering itself."""
    found = or_absent(
        items_with_people(ActionItem.objects.filter(gathering__network=viewer.network, pk=item_id)).first()
    )
    if not may_close(viewer, found):
        raise Absent
    return found


def lecturer_for(viewer: Viewer, lecturer_id: int) -> Lecturer:
    return or_absent(lecturers_visible(viewer).filter(pk=lecturer_id).first())


def lecturer_to_edit(viewer: Viewer, lecturer_id: int) -> Lecturer:
    """A profile that this viewer may write: their own, one of their organisation's people, or one of a gathering that
    they run."""
    lecturer = lecturer_for(viewer, lecturer_id)
    if rules.may_write_profile(viewer, lecturer):
        return lecturer
    led = Gathering.objects.filter(sessions__taught_by__lecturer=lecturer, network=viewer.network).distinct()
    for gathering in led.select_related("programme", "owner").prefetch_related("co_hosts")[:MOST_LED]:
        if rules.may_run(viewer, gathering):
            return lecturer
    raise Absent
