"""Publishing results, and the public pages of a release."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.findings import access, actions, queries
from talka.findings.figures import Figures
from talka.findings.forms import ReleaseForm
from talka.findings.models import Publication
from talka.findings.releases import PublishedFinding, PublishedQuotation, Release, Told, releases_of
from talka.findings.views.results import SECTION
from talka.findings.views.shown import Shown, shown, table_file
from talka.findings.words import short_figures
from talka.foundation.access import Absent, NetworkRequest, members_only, or_absent
from talka.foundation.forms import carried_out
from talka.foundation.versions.difference import differences
from talka.foundation.wording import said


def index(request: NetworkRequest) -> HttpResponse:
    """Released results for everybody; for those who work with them, results on the way and saved findings."""
    viewer = request.viewer
    released = queries.releases_in(request.network)
    context = {
        "title": _("Findings"),
        "section": SECTION,
        "released": released,
        "open_to_me": queries.results_open_to(viewer) if viewer.is_member else [],
        "released_slugs": {release.slug for release in released},
        "saved": [
            (finding, short_figures(Figures.from_content(finding.figures), finding.option, finding.row))
            for finding in (queries.findings_visible(viewer) if viewer.is_member else [])
        ],
    }
    return render(request, "findings/index.html", context)


@members_only
def publish(request: NetworkRequest, slug: str) -> HttpResponse:
    """What the public will read, and the button that publishes it."""
    consultation = access.publishing_for(request.viewer, slug)
    before = queries.release_of(consultation)
    draft = actions.release_content(consultation)
    initial = {"note": draft.content["method"]["note"]}
    form = ReleaseForm(request.POST or None, network=request.network, again=before is not None, initial=initial)
    if request.method == "POST":
        release = carried_out(
            form,
            lambda: actions.publish_release(
                acting_user=request.viewer.person, consultation=consultation, **form.cleaned_data
            ),
        )
        if release is not None:
            messages.success(request, _("Release %(number)s is public.") % {"number": release.number})
            return redirect("findings:release", network=request.network.slug, slug=slug)
    findings = [
        (f["sentence"], short_figures(Figures.from_content(f["figures"]), f["option"], f["row"]))
        for f in draft.content["findings"]
    ]
    tables = [Figures.from_content(q["figures"]) for q in draft.content["questions"] if q["figures"]]
    withheld = _withheld(tables)
    withheld_before = _withheld([q.figures for q in before.questions if q.figures]) if before else 0
    number = (before.number if before else 0) + 1
    context = {
        "title": _("Publish release %(number)s") % {"number": number},
        "section": SECTION,
        "crumbs": [
            (said(consultation.title), reverse("findings:results", args=[request.network.slug, slug])),
        ],
        "consultation": consultation,
        "is_open": consultation.state == consultation.State.OPEN,
        "draft": draft,
        "answers": draft.content["method"]["answers"],
        "tables": len(tables),
        "withheld": withheld,
        "withheld_before": withheld_before,
        "hides_more": before is not None and withheld > 2 * withheld_before + 10,
        "came_since": draft.content["method"]["answers"] - before.answers if before else 0,
        "findings": findings,
        "quotations": len(draft.content["quotations"]),
        "waiting": queries.open_answers_waiting(consultation),
        "form": form,
        "button": _("Close the consultation and publish")
        if consultation.state == consultation.State.OPEN
        else _("Publish the results"),
        "back_url": reverse("findings:results", args=[request.network.slug, slug]),
    }
    return render(request, "findings/publish.html", context)


def _withheld(tables: list[Figures]) -> int:
    return sum(cell.withheld for table in tables for row in table.rows for cell in row.cells)


@dataclass(frozen=True)
class Part:
    """One question of a release with its figure, the findings that rest on it and the quotations."""

    told: Told
    shown: Shown | None
    findings: list[PublishedFinding]
    others: list[PublishedFinding]
    quotations: list[PublishedQuotation]


def release(request: NetworkRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Every question of a release with chart, table and file, as it was frozen."""
    found = access.release_for(request.viewer, slug, number)
    publication = access.publication_for(request.viewer, slug)
    history = releases_of(publication)
    before = next((each for each in history if each.number == found.number - 1), None)
    programme = found.consultation.programme
    context = {
        "title": said(found.title),
        "section": SECTION,
        "crumbs": [(_("Findings"), reverse("findings:index", args=[request.network.slug]))],
        "release": found,
        "parts": _parts(found),
        "history": history,
        "changes": _changes(before, found) if before else [],
        "programme": programme,
        "may_see_results": request.viewer.is_member and _is_mine(request, publication),
        "address": request.build_absolute_uri(
            reverse("findings:release_number", args=[request.network.slug, slug, found.number])
        ),
    }
    return render(request, "findings/release.html", context)


def _is_mine(request: NetworkRequest, publication: Publication) -> bool:
    try:
        access.results_for(request.viewer, publication.consultation.slug)
    except Absent:
        return False
    return True


def _parts(release: Release) -> list[Part]:
    parts = []
    for told in release.questions:
        findings = [finding for finding in release.findings if finding.figures.question == told.key]
        by = told.figures.breakdown if told.figures else ""
        own = [f for f in findings if not f.figures.conditions and f.figures.breakdown == by]
        parts.append(
            Part(
                told,
                shown(told.figures, own[0].option if own else "") if told.figures else None,
                own,
                [finding for finding in findings if finding not in own],
                [q for q in release.quotations if q.question == told.key.split("@")[0]],
            )
        )
    return parts


def _changes(before: Release, now: Release) -> list[str]:
    """What a release tells otherwise than the one before it, in a few sentences."""
    sentences = []
    answers = now.answers - before.answers
    if answers:
        sentences.append(_("%(now)s answers instead of %(before)s.") % {"now": now.answers, "before": before.answers})
    tables = sum(
        bool(differences(_counts(old), _counts(new)))
        for old in before.questions
        if (new := now.question(old.key)) is not None
    )
    if tables:
        sentences.append(
            ngettext("%(n)s table has other figures.", "%(n)s tables have other figures.", tables) % {"n": tables}
        )
    old_ids, new_ids = {f.id for f in before.findings}, {f.id for f in now.findings}
    if added := len(new_ids - old_ids):
        sentences.append(ngettext("%(n)s finding is new.", "%(n)s findings are new.", added) % {"n": added})
    if gone := len(old_ids - new_ids):
        sentences.append(ngettext("%(n)s finding was taken out.", "%(n)s findings were taken out.", gone) % {"n": gone})
    if words := len({q.id for q in now.quotations} - {q.id for q in before.quotations}):
        sentences.append(ngettext("%(n)s quotation is new.", "%(n)s quotations are new.", words) % {"n": words})
    return sentences


def _counts(told: Told) -> object:
    return told.figures.counted() if told.figures else told.answered


def release_table(request: NetworkRequest, slug: str, number: int, question: str) -> HttpResponse:
    """A published table as a CSV file."""
    told = or_absent(access.release_for(request.viewer, slug, number).question(question))
    if told.figures is None:
        raise Absent
    return table_file(f"{slug}-{number}-{question}", told.figures)
