"""The only way to a consultation, its parts and its doors."""

from django.db.models import Prefetch

from talka.consultations import rules
from talka.consultations.door_row import read_door
from talka.consultations.models import (
    Batch,
    Consultation,
    Door,
    Question,
    QuestionSection,
    Subject,
)
from talka.foundation.access import Absent, Viewer, may_see, or_absent

WITH = ("network", "owner", "programme", "stage")


def consultation_for(viewer: Viewer, slug: str) -> Consultation:
    """One that this viewer may read: published ones by their visibility, drafts for their editors and partners."""
    found = or_absent(
        Consultation.objects.select_related(*WITH).filter(network=viewer.network, slug=slug, feedback=None).first()
    )
    if rules.may_edit(found, viewer):
        return found
    if found.state == Consultation.State.DRAFT:
        if may_see(found, viewer) and rules.takes_part(found, viewer):
            return found
    elif may_see(found, viewer) or rules.takes_part(found, viewer):
        return found
    raise Absent


def editable_consultation_for(viewer: Viewer, slug: str) -> Consultation:
    found = or_absent(
        Consultation.objects.select_related(*WITH).filter(network=viewer.network, slug=slug, feedback=None).first()
    )
    if not rules.may_edit(found, viewer):
        raise Absent
    return found


def counted_consultation_for(viewer: Viewer, slug: str) -> Consultation:
    """One whose numbers of answers this viewer may see as they come in."""
    found = consultation_for(viewer, slug)
    if not rules.may_see_totals(found, viewer):
        raise Absent
    return found


def section_for(viewer: Viewer, slug: str, section_id: int) -> QuestionSection:
    consultation = editable_consultation_for(viewer, slug)
    found = or_absent(QuestionSection.objects.filter(consultation=consultation, pk=section_id).first())
    found.consultation = consultation
    return found


def question_for(viewer: Viewer, slug: str, question_id: int) -> Question:
    consultation = editable_consultation_for(viewer, slug)
    found = or_absent(
        Question.objects.select_related("section").filter(section__consultation=consultation, pk=question_id).first()
    )
    found.section.consultation = consultation
    return found


def door_for(viewer: Viewer, slug: str, door_id: int) -> Door:
    """A door that this viewer may hang up, open or close."""
    consultation = consultation_for(viewer, slug)
    found = or_absent(
        Door.objects.select_related("collector", "event").filter(consultation=consultation, pk=door_id).first()
    )
    found.consultation = consultation
    if not rules.may_run(found, viewer):
        raise Absent
    return found


def doors_to_type_in(viewer: Viewer, consultation: Consultation) -> list[Door]:
    doors = list(consultation.doors.select_related("collector", "event"))
    for door in doors:
        door.consultation = consultation
    return [door for door in doors if rules.may_type_in(door, viewer)]


def batch_for(viewer: Viewer, slug: str, batch_id: int) -> Batch:
    """A pile that this viewer may type in."""
    consultation = consultation_for(viewer, slug)
    found = or_absent(
        Batch.objects.select_related("door__collector", "door__event", "operator")
        .filter(door__consultation=consultation, pk=batch_id)
        .first()
    )
    found.door.consultation = consultation
    if not rules.may_type_in(found.door, viewer):
        raise Absent
    return found


def door_by_token(token: str) -> Door:
    """The door under a link or QR code, with its consultation and network: one query. Doors of staff have no page."""
    return or_absent(read_door(token))


def draft_parts(consultation: Consultation) -> tuple[list[QuestionSection], list[Subject]]:
    """The draft's sections with their questions, and its subjects: three queries."""
    sections = list(
        consultation.sections.prefetch_related(
            Prefetch("questions", queryset=Question.objects.order_by("position", "pk"))
        )
    )
    return sections, list(consultation.subjects.select_related("owner"))
