"""The only way to ideas."""

from talka.foundation.access import Absent, Viewer, or_absent
from talka.gatherings import rules
from talka.gatherings.access.gathering import gathering_for
from talka.gatherings.models import (
    Gathering,
    Idea,
    IdeaPartner,
)
from talka.gatherings.queries.ideas import ideas_visible
from talka.gatherings.rules import may_change_idea


def idea_for(viewer: Viewer, idea_id: int) -> Idea:
    """The idea if this viewer may read it; Absent otherwise."""
    return or_absent(
        ideas_visible(viewer)
        .select_related("owner", "programme", "series", "network", "first_step_owner", "born_at__network")
        .prefetch_related("partners__owner")
        .filter(pk=idea_id)
        .first()
    )


def idea_to_change(viewer: Viewer, idea_id: int) -> Idea:
    idea = idea_for(viewer, idea_id)
    if not may_change_idea(viewer, idea):
        raise Absent
    return idea


def own_partner(viewer: Viewer, idea: Idea, partner_id: int) -> IdeaPartner:
    """A partner of an idea for which the viewer acts."""
    found = or_absent(idea.partners.select_related("idea__network", "owner").filter(pk=partner_id).first())
    if found.owner_id not in viewer.acts_for:
        raise Absent
    return found


def gathering_where_ideas_follow(viewer: Viewer, gathering_id: int) -> Gathering:
    """A gathering of a series or programme that the viewer runs."""
    gathering = gathering_for(viewer, gathering_id)
    if not viewer.is_member or not rules.may_run(viewer, gathering):
        raise Absent
    return gathering
