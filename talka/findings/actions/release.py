"""Publishing what the answers say: everything public comes from here, judged together and frozen."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.consultations.actions import close_consultation
from talka.consultations.models import Consultation
from talka.findings.columns import Reading, read
from talka.findings.events import ReleasePublished
from talka.findings.figures import figures_of, labels_of, sample_of, today_in
from talka.findings.models import Finding, Publication, Quotation
from talka.findings.public import Bands, Judged, earlier_from_content, earlier_to_content, judge
from talka.findings.queries import edges_kept, figures_now, has_changed
from talka.findings.releases import Release, release_number, releases_of
from talka.findings.selection import Selection, default_breakdown, select
from talka.foundation.access import Absent, Refusal
from talka.foundation.audit.actions import record
from talka.foundation.events import send
from talka.foundation.owners.models import Owner, Visibility
from talka.foundation.versions.actions import freeze
from talka.foundation.wording import Wording
from talka.identity.models import Account


@dataclass(frozen=True)
class Draft:
    """What the next release would tell, and what stands in its way (`stale`: findings with older figures)."""

    content: dict[str, Any]
    judged: Judged
    stale: list[Finding]
    too_few_new: int


def release_content(consultation: Consultation, note: Wording | None = None) -> Draft:
    """The next release as it would be published today. Nothing is changed."""
    network = consultation.network
    # The figures are those of the day on which the last answer could come.
    closed = consultation.closed_at
    today = closed.astimezone(ZoneInfo(network.time_zone)).date() if closed else today_in(network)
    threshold = network.small_number
    reading = read(consultation)
    publication = Publication.objects.filter(consultation=consultation).first()
    before = releases_of(publication) if publication else []
    findings = list(
        Finding.objects.filter(consultation=consultation, visibility=Visibility.PUBLIC)
        .select_related("owner", "consultation__network")
        .order_by("pk")
    )
    stale = [finding for finding in findings if has_changed(finding, figures_now(finding, reading))]
    selections = {finding.pk: _selection(reading, finding) for finding in findings}
    judged = judge(
        reading,
        [selection for selection in selections.values() if selection],
        sample_of(consultation),
        threshold=threshold,
        bands=_bands(before, findings),
        earlier=[earlier_from_content(each["told"]) for each in (publication.counts if publication else [])],
    )

    def figures(selection: Selection) -> dict[str, Any]:
        name = (selection.strand.name, selection.name)
        shown = figures_of(
            consultation,
            reading,
            judged.counted[name],
            threshold=threshold,
            today=today,
            judgement=judged.judgements[name],
        )
        return shown.for_the_public().to_content()

    content = {
        "title": consultation.title,
        "slug": consultation.slug,
        "languages": list(consultation.languages),
        "method": _method(consultation, reading, judged, note or (publication.note if publication else {})),
        "subjects": [subject.to_content() for subject in reading.subjects],
        "questions": [
            {
                "key": strand.name,
                "number": strand.number,
                "section": dict(strand.section.title),
                "text": dict(strand.question.text),
                "kind": strand.question.kind,
                "figures": None if strand.is_text else figures(Selection(strand, {}, default_breakdown(strand))),
                "answered": _told(reading.texts[strand.name], threshold) if strand.is_text else None,
            }
            for strand in reading.strands
        ],
        "findings": [
            {
                "key": str(finding.pk),
                "sentence": finding.sentence,
                "meaning": finding.meaning,
                "option": finding.option,
                "row": finding.row,
                "owner": _mark(finding.owner),
                "figures": figures(selection),
            }
            for finding in findings
            if (selection := selections[finding.pk])
        ],
        "quotations": [
            {
                "key": str(quotation.pk),
                "question": quotation.question,
                "about": quotation.about,
                "text": quotation.text,
                "language": quotation.language,
                "is_shortened": quotation.is_shortened,
            }
            for quotation in Quotation.objects.filter(consultation=consultation, state=Quotation.State.CHOSEN)
        ],
    }
    answers = int(before[0].content["method"]["answers"]) if before else 0
    new = abs(reading.answers - answers) if before else threshold
    return Draft(content, judged, stale, new if 0 < new < threshold else 0)


def _selection(reading: Reading, finding: Finding) -> Selection | None:
    try:
        return select(reading, finding.question, finding.filters, finding.breakdown)
    except Absent:
        return None


def _bands(before: list[Release], findings: list[Finding]) -> Bands:
    """Numbers stay cut as they were published first, or as a finding has them."""
    bands: Bands = {}
    for release in before:
        for question in release.content["questions"]:
            if question["kind"] == "number" and question["figures"]:
                bands[question["key"]] = edges_kept(question["figures"])
    for finding in findings:
        if finding.figures.get("kind") == "number":
            bands.setdefault(finding.question, edges_kept(finding.figures))
    return bands


def _method(consultation: Consultation, reading: Reading, judged: Judged, note: Wording) -> dict[str, Any]:
    labels = labels_of(reading, "~channel")
    return {
        "answers": reading.answers,
        "first_day": reading.first_day.isoformat() if reading.first_day else None,
        "last_day": reading.last_day.isoformat() if reading.last_day else None,
        "sample": consultation.sample,
        "threshold": consultation.network.small_number,
        "versions": len(reading.by_version),
        "note": note,
        "channels": [
            {
                "key": option.key,
                "label": labels[option.key][0],
                "answers": judged.channels.cell(option.key).count,
            }
            for option in judged.channels.table.options
        ],
    }


def _told(number: int, threshold: int) -> int | None:
    return number if number == 0 or number >= threshold else None


def _mark(owner: Owner) -> dict[str, Any]:
    return {"name": owner.name, "short_name": owner.short_name, "dye": owner.dye, "shape": owner.shape}


@transaction.atomic
def publish_release(
    *, acting_user: Account | None, consultation: Consultation, note: Wording | None = None, reason: str = ""
) -> Release:
    """Close the consultation where it is open, and publish its results as the next numbered release.

    `note` says how the answers were collected, `reason` what is new. The release tells every closed question, the
    findings that are for everybody, and the chosen quotations, with small numbers withheld. Publishing again without
    a change gives the release that stands. Raises Refusal where fewer answered than may be told, where fewer came
    since the last release than may be told apart, and where a finding has older figures than the answers give.
    """
    if consultation.state == Consultation.State.DRAFT:
        raise Refusal(_("This consultation has not been opened yet. There is nothing to publish."))
    if consultation.state == Consultation.State.OPEN:
        _hold(consultation, release_content(consultation, note))  # before it is closed for nothing
        close_consultation(acting_user=acting_user, consultation=consultation)
    draft = release_content(consultation, note)
    _hold(consultation, draft)
    publication, _made = Publication.objects.select_for_update().get_or_create(consultation=consultation)
    if note is not None:
        publication.note = note
    network = consultation.network
    frozen = freeze(acting_user=acting_user, network=network, target=publication, content=draft.content, reason=reason)
    if frozen.number != publication.number:
        publication.number = frozen.number
        publication.published_at = timezone.now()
        publication.counts = [
            *publication.counts,
            {"number": frozen.number, "told": earlier_to_content(draft.judged.told)},
        ]
        record(
            acting_user=acting_user,
            network=network,
            verb="published results",
            target=consultation,
            release=frozen.number,
        )
        send(ReleasePublished(consultation.pk, frozen.number))
    publication.save()
    release = release_number(publication, frozen.number)
    assert release is not None
    return release


def _hold(consultation: Consultation, draft: Draft) -> None:
    threshold, answers = consultation.network.small_number, draft.content["method"]["answers"]
    if answers < threshold:
        raise Refusal(
            _("%(answers)s answers are too few: under %(least)s, people could be recognised.")
            % {"answers": answers, "least": threshold}
        )
    if draft.too_few_new:
        raise Refusal(
            ngettext(
                "%(n)s answer came or went since the last release. With fewer than %(least)s, the difference would tell "
                "what a few people said. Publish again when more have come.",
                "%(n)s answers came or went since the last release. With fewer than %(least)s, the difference would tell "
                "what a few people said. Publish again when more have come.",
                draft.too_few_new,
            )
            % {"n": draft.too_few_new, "least": threshold}
        )
    if draft.stale:
        raise Refusal(
            ngettext(
                "%(n)s finding has older figures than the answers give now. Refresh it first.",
                "%(n)s findings have older figures than the answers give now. Refresh them first.",
                len(draft.stale),
            )
            % {"n": len(draft.stale)}
        )
