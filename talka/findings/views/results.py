"""The results of a consultation for those who work with them: one question a page."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from talka.consultations.models import Consultation
from talka.consultations.queries import open_answers
from talka.findings import access, queries, rules
from talka.findings.columns import Reading, Strand, read
from talka.findings.figures import Figures, count, figures_of, sample_of, today_in
from talka.findings.models import Finding, Quotation
from talka.findings.selection import Selection, from_query
from talka.findings.views.shown import filters, shown, table_file
from talka.foundation.access import NetworkRequest, members_only, or_absent
from talka.foundation.wording import said

SECTION = "findings"
ON_A_PAGE = 20
STATES = ("waiting", "chosen", "set_aside")


def crumbs(request: NetworkRequest, consultation: Consultation, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """From the programme down to this page."""
    network = request.network.slug
    above: list[tuple[str, str]] = [(_("Findings"), reverse("findings:index", args=[network]))]
    if consultation.programme is not None:
        address = reverse("programmes:story", args=[network, consultation.programme.slug])
        above = [(said(consultation.programme.title), address)]
    return [*above, *more]


def figures_for(consultation: Consultation, reading: Reading, selection: Selection) -> Figures:
    threshold = consultation.network.small_number
    counted = count(reading, selection, sample_of(consultation), threshold=threshold)
    return figures_of(consultation, reading, counted, threshold=threshold, today=today_in(consultation.network))


@members_only
def results(request: NetworkRequest, slug: str) -> HttpResponse:
    """To the first question."""
    consultation = access.results_for(request.viewer, slug)
    reading = read(consultation)
    first = or_absent(next((strand.name for strand in reading.strands), None))
    return redirect("findings:question", network=request.network.slug, slug=slug, question=first)


@members_only
def question(request: NetworkRequest, slug: str, question: str) -> HttpResponse:
    """One question: its chart with filters, or what people wrote."""
    consultation = access.results_for(request.viewer, slug)
    reading = read(consultation)
    strand = access.strand_for(reading, question)
    context = page_of(request, consultation, reading, strand)
    if strand.is_text:
        return render(request, "findings/open_answers.html", {**context, **open_page(request, consultation, strand)})
    selection = from_query(reading, question, request.GET.dict())
    figures = figures_for(consultation, reading, selection)
    if request.GET.get("format") == "csv":
        return table_file(f"{slug}-{question}", figures)
    saved = [f for f in context["saved"] if f.filters == selection.filters and f.breakdown == selection.breakdown]
    title = saved[-1] if saved else None
    context |= {
        "shown": shown(figures, title.option if title else ""),
        "filters": filters(reading, selection),
        "selection": selection,
        "title_finding": title,
        "may_save": bool(request.viewer.acts_for) or rules.may_publish(consultation, request.viewer),
    }
    return render(request, "findings/question.html", context)


def page_of(request: NetworkRequest, consultation: Consultation, reading: Reading, strand: Strand) -> dict[str, Any]:
    """What every page of the results shows: contents at the left, what was asked, what was saved."""
    current = [each for each in reading.strands if each.is_current]
    saved: list[Finding] = queries.findings_of(request.viewer, consultation)
    return {
        "title": said(strand.question.text),
        "section": SECTION,
        "crumbs": crumbs(request, consultation, (_("Results of the consultation"), "")),
        "consultation": consultation,
        "reading": reading,
        "strand": strand,
        "contents": current,
        "earlier": [each for each in reading.strands if not each.is_current],
        "apart": reading.apart_from(strand),
        "saved": [finding for finding in saved if finding.question == strand.name],
        "may_publish": rules.may_publish(consultation, request.viewer),
    }


def open_page(request: NetworkRequest, consultation: Consultation, strand: Strand) -> dict[str, Any]:
    """What people wrote, one page of it, with what was decided."""
    decided = queries.decisions(consultation, strand.question.key)
    state = request.GET.get("state", "")
    names = {subject.key: subject for subject in read(consultation).subjects}
    numbers = dict.fromkeys(("", *STATES), 0)
    wanted: list[tuple[Any, Quotation | None]] = []
    for row in open_answers(consultation, strand.question.key):
        if row.version not in strand.versions:
            continue
        decision = decided.get((str(row.answer_id), row.about))
        own = decision.state if decision else "waiting"
        numbers[own] += 1
        numbers[""] += 1
        if state in ("", own):
            wanted.append((row, decision))
    page = Paginator(wanted, ON_A_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "answers": [
            {"row": row, "decision": decision, "about": names.get(row.about), "lines": 1 + len(row.text) // 60}
            for row, decision in page.object_list
        ],
        "state": state,
        "tabs": [
            ("", _("All"), numbers[""]),
            ("waiting", _("Waiting"), numbers["waiting"]),
            ("chosen", _("Chosen"), numbers["chosen"]),
            ("set_aside", _("Set aside"), numbers["set_aside"]),
        ],
    }
