"""The only way to a programme and its parts."""

from talka.foundation.access import Absent, Viewer, or_absent
from talka.programmes import rules
from talka.programmes.models import (
    Cohort,
    Cycle,
    CycleDay,
    CycleSession,
    ExpectedResult,
    Funder,
    Partner,
    Programme,
    Stage,
)
from talka.programmes.queries import programmes_visible


def programme_for(viewer: Viewer, slug: str) -> Programme:
    """The programme if this viewer may read it; Absent otherwise."""
    return or_absent(programmes_visible(viewer).select_related("owner", "network").filter(slug=slug).first())


def programme_room_for(viewer: Viewer, slug: str) -> Programme:
    """The programme for a member of its network; visitors have the public page."""
    if not viewer.is_member:
        raise Absent
    return programme_for(viewer, slug)


def programme_to_edit(viewer: Viewer, slug: str) -> Programme:
    """The programme if this viewer runs it; Absent otherwise."""
    programme = programme_room_for(viewer, slug)
    if not rules.may_run(viewer, programme):
        raise Absent
    return programme


def partner_to_edit(programme: Programme, partner_id: int) -> Partner:
    """A part of a programme that was got by `programme_to_edit`; the same holds for those below."""
    return or_absent(programme.partners.select_related("owner", "programme__owner").filter(pk=partner_id).first())


def funder_to_edit(programme: Programme, funder_id: int) -> Funder:
    return or_absent(programme.funders.select_related("logo").filter(pk=funder_id).first())


def stage_to_edit(programme: Programme, stage_id: int) -> Stage:
    return or_absent(programme.stages.filter(pk=stage_id).first())


def expected_result_to_edit(programme: Programme, result_id: int) -> ExpectedResult:
    return or_absent(
        ExpectedResult.objects.select_related("stage").filter(stage__programme=programme, pk=result_id).first()
    )


def cycle_to_edit(programme: Programme, cycle_id: int) -> Cycle:
    return or_absent(programme.cycles.filter(pk=cycle_id).first())


def cohort_to_edit(programme: Programme, cohort_id: int) -> Cohort:
    return or_absent(Cohort.objects.select_related("cycle").filter(cycle__programme=programme, pk=cohort_id).first())


def day_to_edit(programme: Programme, day_id: int) -> CycleDay:
    return or_absent(
        CycleDay.objects.select_related("cycle__programme__network")
        .filter(cycle__programme=programme, pk=day_id, taken_out_at__isnull=True)
        .first()
    )


def designed_session_to_edit(programme: Programme, session_id: int) -> CycleSession:
    return or_absent(
        CycleSession.objects.select_related("day__cycle__programme__network")
        .filter(day__cycle__programme=programme, pk=session_id, taken_out_at__isnull=True)
        .filter(day__taken_out_at__isnull=True)
        .first()
    )
