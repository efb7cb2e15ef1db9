"""The only way to results, findings and releases."""

from uuid import UUID

from talka.consultations.models import Consultation
from talka.consultations.queries import TextRow, consultations_worked_on, open_answer
from talka.findings import rules
from talka.findings.columns import Reading, Strand
from talka.findings.models import Finding, Publication
from talka.findings.queries import findings_visible, publications
from talka.findings.releases import Release, release_number
from talka.foundation.access import Absent, Viewer, or_absent


def results_for(viewer: Viewer, slug: str) -> Consultation:
    """A consultation whose answers this viewer may see counted."""
    return or_absent(consultations_worked_on(viewer).filter(slug=slug).first())


def publishing_for(viewer: Viewer, slug: str) -> Consultation:
    """One whose quotations this viewer may choose and whose results they may publish."""
    found = results_for(viewer, slug)
    if not rules.may_publish(found, viewer):
        raise Absent
    return found


def strand_for(reading: Reading, question: str) -> Strand:
    return or_absent(reading.by_name.get(question))


def open_strand_for(reading: Reading, question: str) -> Strand:
    strand = strand_for(reading, question)
    if not strand.is_text:
        raise Absent
    return strand


def open_answer_for(consultation: Consultation, answer_id: UUID, strand: Strand, about: str) -> TextRow:
    return open_answer(consultation, answer_id, strand.question.key, about)


def finding_for(viewer: Viewer, finding_id: int) -> Finding:
    """A finding with its whole figures, for those who may see the results."""
    return or_absent(findings_visible(viewer).filter(pk=finding_id).first())


def editable_finding_for(viewer: Viewer, finding_id: int) -> Finding:
    found = finding_for(viewer, finding_id)
    if not rules.may_edit_finding(found, viewer):
        raise Absent
    return found


def publication_for(viewer: Viewer, slug: str) -> Publication:
    """What is public of a consultation, for everybody."""
    return or_absent(publications(viewer.network).filter(consultation__slug=slug).first())


def release_for(viewer: Viewer, slug: str, number: int | None = None) -> Release:
    publication = publication_for(viewer, slug)
    return or_absent(release_number(publication, number or publication.number))
