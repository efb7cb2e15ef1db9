"""The only way to series, their turns, and the themes of their gatherings."""

from uuid import UUID

from talka.foundation.access import Absent, Viewer, or_absent
from talka.gatherings import rules
from talka.gatherings.access.gathering import gathering_for
from talka.gatherings.access.sign_up import sign_up_by_token
from talka.gatherings.models import (
    CaseExample,
    HostTurn,
    Meeting,
    Series,
    SeriesMember,
    SignUp,
)
from talka.gatherings.queries.series import series_visible
from talka.gatherings.rules import may_answer, may_run_series
from talka.identity.models import Network


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
