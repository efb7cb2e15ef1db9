"""Series and ideas: who may do what, and the only way to each."""

from uuid import UUID

from talka.foundation.access import Absent, Viewer, or_absent
from talka.foundation.owners.models import Visibility
from talka.gatherings import rules
from talka.gatherings.access import gathering_for, sign_up_by_token
from talka.gatherings.models import (
    CaseExample,
    Gathering,
    HostTurn,
    Idea,
    IdeaPartner,
    Meeting,
    Series,
    SeriesMember,
    SignUp,
)
from talka.gatherings.queries.ideas import ideas_visible
from talka.gatherings.queries.series import series_visible
from talka.identity.models import Network
from talka.programmes import rules as programme_rules


def may_run_series(viewer: Viewer, series: Series) -> bool:
    """Change it, add members, ask who hosts: who looks after it, runs its programme, or coordinates the network."""
    if not viewer.is_member or series.network_id != viewer.network.pk:
        return False
    if series.owner_id in viewer.acts_for:
        return True
    if series.visibility in (Visibility.PRIVATE, Visibility.SHARED):
        return False
    if series.programme is not None and programme_rules.may_run(viewer, series.programme):
        return True
    return viewer.is_coordinator


def may_answer(viewer: Viewer, turn: HostTurn) -> bool:
    """Accept or pass: only who acts for the member that is asked."""
    return viewer.is_member and turn.owner_id in viewer.acts_for


def may_bring_idea(viewer: Viewer) -> bool:
    """Everybody who acts for some organisation, group or themselves."""
    return viewer.is_member and bool(viewer.acts_for)


def takes_part_in_idea(viewer: Viewer, idea: Idea) -> bool:
    """Acts for who brought it in or for a partner. Reads the prefetched partners."""
    if not viewer.is_member:
        return False
    return idea.owner_id in viewer.acts_for or any(each.owner_id in viewer.acts_for for each in idea.partners.all())


def may_change_idea(viewer: Viewer, idea: Idea) -> bool:
    """Plan its first step, end it: who takes part, runs its programme, or coordinates, unless it is kept private."""
    if takes_part_in_idea(viewer, idea):
        return True
    if not viewer.is_member or idea.visibility in (Visibility.PRIVATE, Visibility.SHARED):
        return False
    if idea.programme is not None and programme_rules.may_run(viewer, idea.programme):
        return True
    return viewer.is_coordinator


def series_for(viewer: Viewer, series_id: int) -> Series:
    """The series if this viewer may read it; Absent otherwise."""
    return or_absent(series_visible(viewer).select_related("stage").filter(pk=series_id).first())


def series_to_run(viewer: Viewer, series_id: int) -> Series:
    series = series_for(viewer, series_id)
    if not may_run_series(viewer, series):
        raise Absent
    return series


def series_member(series: Series, member_id: int) -> SeriesMember:
    return or_absent(
        series.members.select_related("owner", "series__network").filter(pk=member_id, left_on__isnull=True).first()
    )


def turn_to_answer(viewer: Viewer, series_id: int, turn_id: int) -> HostTurn:
    """The question that was put to one of the viewer's organisations."""
    found = or_absent(
        HostTurn.objects.select_related("series__network", "series__programme", "owner")
        .filter(series__network=viewer.network, series_id=series_id, pk=turn_id)
        .first()
    )
    if not may_answer(viewer, found):
        raise Absent
    return found


def turn_to_take_back(series: Series, turn_id: int) -> HostTurn:
    """A question of a series that was got by `series_to_run`."""
    return or_absent(series.turns.select_related("owner").filter(pk=turn_id).first())


def meeting_for(viewer: Viewer, gathering_id: int) -> Meeting:
    """The place of a gathering in its series, for whoever may read the gathering."""
    gathering = gathering_for(viewer, gathering_id)
    found = or_absent(
        Meeting.objects.select_related("series__network", "series__owner").filter(gathering=gathering).first()
    )
    found.gathering = gathering
    return found


def meeting_to_run(viewer: Viewer, gathering_id: int) -> Meeting:
    """For whoever runs the gathering, or its series."""
    meeting = meeting_for(viewer, gathering_id)
    if not viewer.is_member:
        raise Absent
    if not (rules.may_run(viewer, meeting.gathering) or may_run_series(viewer, meeting.series)):
        raise Absent
    return meeting


def example_to_edit(meeting: Meeting, example_id: int) -> CaseExample:
    found = or_absent(meeting.examples.select_related("meeting__series__network", "file").filter(pk=example_id).first())
    found.meeting = meeting
    return found


def meeting_by_token(network: Network, token: UUID) -> tuple[Meeting, SignUp]:
    """Where the holder of a place writes what they take home. A place that was given back is Absent."""
    sign_up = sign_up_by_token(network, token)
    if sign_up.state != SignUp.State.COMING:
        raise Absent
    meeting = or_absent(Meeting.objects.select_related("series__network").filter(gathering=sign_up.gathering).first())
    meeting.gathering = sign_up.gathering
    return meeting, sign_up


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
