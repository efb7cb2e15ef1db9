"""Reading findings and releases, for this room's pages and for the rooms above."""

from collections.abc import Iterable

from django.db.models import Count, QuerySet

from talka.consultations.models import Consultation
from talka.consultations.queries import answers_by_consultation, consultations_worked_on
from talka.findings.columns import Reading, Strand, read
from talka.findings.figures import Figures, count, figures_of, sample_of, today_in
from talka.findings.models import Finding, Publication, Quotation
from talka.findings.releases import (
    PublishedFinding,
    PublishedQuotation,
    Release,
    newest_releases,
    release_number,
)
from talka.findings.selection import select
from talka.foundation.access import Absent, Viewer, visible_to
from talka.identity.models import Network
from talka.programmes.models import Programme

WITH = ("owner", "consultation__owner", "consultation__programme", "consultation__network", "network")


def findings_visible(viewer: Viewer) -> "QuerySet[Finding]":
    """Saved findings with their whole figures: for those who may see the results, as far as their owners share them."""
    circle = consultations_worked_on(viewer).values("pk")
    return (
        visible_to(Finding.objects.all(), viewer)
        .filter(consultation_id__in=circle)
        .select_related(*WITH)
        .order_by("pk")
    )


def findings_for(viewer: Viewer, programme: Programme) -> list[Finding]:
    """What this viewer may pick as evidence in a programme: two queries."""
    return list(findings_visible(viewer).filter(programme=programme))


def findings_of(viewer: Viewer, consultation: Consultation) -> list[Finding]:
    return list(findings_visible(viewer).filter(consultation=consultation))


def publications(network: Network) -> "QuerySet[Publication]":
    """What a network has released, newest first."""
    return (
        Publication.objects.filter(consultation__network=network, number__gt=0)
        .select_related("consultation__owner", "consultation__programme", "consultation__network")
        .order_by("-published_at")
    )


def releases_in(network: Network) -> list[Release]:
    """The newest release of each consultation of a network: two queries."""
    return newest_releases(publications(network))


def releases_in_programme(programme_id: int, network: Network) -> list[Release]:
    return newest_releases(publications(network).filter(consultation__programme_id=programme_id))


def release_of(consultation: Consultation, number: int | None = None) -> Release | None:
    """The newest release of a consultation, or the one of that number; None where there is none."""
    publication = publications(consultation.network).filter(consultation=consultation).first()
    if publication is None:
        return None
    return release_number(publication, number or publication.number)


def published_findings(programme: Programme) -> list[PublishedFinding]:
    """What the newest releases of a programme's consultations tell, for everybody to read: two queries."""
    return [
        finding for release in releases_in_programme(programme.pk, programme.network) for finding in release.findings
    ]


def published_finding(finding_id: int, network: Network) -> PublishedFinding | None:
    """One finding as the public reads it; None where no newest release tells it."""
    finding = Finding.objects.filter(pk=finding_id, network=network).only("consultation_id").first()
    if finding is None:
        return None
    releases = newest_releases(publications(network).filter(consultation_id=finding.consultation_id))
    return next((f for release in releases for f in release.findings if f.id == finding_id), None)


def published_by_id(findings: Iterable[Finding], network: Network) -> dict[int, PublishedFinding]:
    """Those of these findings that the public may read: two queries, however many."""
    wanted = list(findings)
    releases = newest_releases(publications(network).filter(consultation_id__in={f.consultation_id for f in wanted}))
    return {f.id: f for release in releases for f in release.findings}


def quotations(consultation: Consultation) -> list[PublishedQuotation]:
    """The quotations that the public may read."""
    release = release_of(consultation)
    return release.quotations if release else []


def decisions(consultation: Consultation, question: str) -> dict[tuple[str, str], Quotation]:
    """What was decided on the open answers of a question, by answer id and organisation."""
    found = Quotation.objects.filter(consultation=consultation, question=question).select_related("decided_by")
    return {(str(each.answer_id), each.about): each for each in found}


def open_answers_waiting(consultation: Consultation) -> list[tuple[Strand, int]]:
    """Open questions with how many answers nobody has decided on: two queries."""
    reading = read(consultation)
    decided = dict(
        Quotation.objects.filter(consultation=consultation)
        .values_list("question")
        .order_by()
        .annotate(n=Count("pk"))
        .values_list("question", "n")
    )
    found = [(s, reading.texts[s.name] - decided.get(s.question.key, 0)) for s in reading.strands if s.is_text]
    return [(strand, waiting) for strand, waiting in found if waiting > 0]


def results_open_to(viewer: Viewer) -> list[tuple[Consultation, int]]:
    """Consultations whose results this viewer may see, each with its number of answers: two queries."""
    found = list(consultations_worked_on(viewer))
    numbers = answers_by_consultation(found)
    return [(each, numbers.get(each.pk, 0)) for each in found]


def figures_now(finding: Finding, reading: Reading | None = None) -> Figures | None:
    """The finding's figures as the answers stand today; None where its question or choice is gone."""
    consultation = finding.consultation
    reading = reading or read(consultation)
    threshold = consultation.network.small_number
    try:
        selection = select(reading, finding.question, finding.filters, finding.breakdown)
    except Absent:
        return None
    counted = count(reading, selection, sample_of(consultation), threshold=threshold, bands=edges_kept(finding.figures))
    return figures_of(consultation, reading, counted, threshold=threshold, today=today_in(consultation.network))


def edges_kept(content: dict[str, object]) -> tuple[float, ...]:
    """The bands that a number was cut into, so that they can be compared."""
    options = content.get("options") or []
    edges = [option["high"] for option in options if "high" in option]  # type: ignore[attr-defined]
    return (options[0]["low"], *edges) if edges else ()  # type: ignore[index]


def has_changed(finding: Finding, now: Figures | None) -> bool:
    """Whether the answers would give other figures today."""
    return now is not None and now.counted() != Figures.from_content(finding.figures).counted()
