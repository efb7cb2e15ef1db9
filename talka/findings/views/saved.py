"""Saving a finding, its page, and what can be done with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from talka.findings import access, actions, queries, rules, words
from talka.findings.columns import read
from talka.findings.figures import Figures
from talka.findings.forms import AboutForm, FindingForm
from talka.findings.models import Finding
from talka.findings.releases import PublishedFinding
from talka.findings.selection import from_query
from talka.findings.views.results import SECTION, crumbs, figures_for
from talka.findings.views.shown import shown
from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only
from talka.foundation.form_pages import pressed
from talka.foundation.forms import carried_out
from talka.foundation.threads.queries import links_from, links_to
from talka.foundation.versions.queries import versions_of
from talka.foundation.wording import said


@members_only
def save(request: NetworkRequest, slug: str, question: str) -> HttpResponse:
    """Keep what a question's answers say: which answer, of whom, and the sentence."""
    consultation = access.results_for(request.viewer, slug)
    owners = request.viewer.acts_for
    if rules.may_publish(consultation, request.viewer):
        owners |= {consultation.owner_id}
    reading = read(consultation)
    strand = access.strand_for(reading, question)
    if strand.is_text or not owners:
        raise Absent
    selection = from_query(reading, question, request.GET.dict())
    figures = figures_for(consultation, reading, selection)
    option, row = words.top_option(figures)
    about = AboutForm(
        {"option": request.GET.get("option", option), "row": request.GET.get("row", row)}, figures=figures
    )
    if about.is_valid():
        option, row = about.cleaned_data["option"], about.cleaned_data["row"] or "*"
    proposal = words.proposal(figures, option, row)
    initial = {"sentence": proposal, "owner": consultation.owner_id if consultation.owner_id in owners else min(owners)}
    form = FindingForm(request.POST or None, network=request.network, owners=owners, proposal=proposal, initial=initial)
    if request.method == "POST":
        finding = carried_out(
            form,
            lambda: actions.save_finding(
                acting_user=request.viewer.person,
                consultation=consultation,
                question=question,
                option=option,
                row=row,
                filters=selection.filters,
                breakdown=selection.breakdown,
                **form.cleaned_data,
            ),
        )
        if finding is not None:
            messages.success(request, _("The finding is saved with the figures of today."))
            return redirect("findings:finding", network=request.network.slug, finding_id=finding.pk)
    back = reverse("findings:question", args=[request.network.slug, slug, question])
    context = {
        "title": _("Save a finding"),
        "section": SECTION,
        "crumbs": crumbs(request, consultation, (said(strand.question.text), back)),
        "shown": shown(figures, option),
        "about": about,
        "kept": [(name, value) for name, value in selection.query.items()],
        "form": form,
        "button": _("Save the finding"),
        "back_url": back,
        "short": words.short_figures(figures, option, row),
    }
    return render(request, "findings/save.html", context)


def finding(request: NetworkRequest, finding_id: int) -> HttpResponse:
    """A finding: whole for those who may see the results, as released for everybody else."""
    published = queries.published_finding(finding_id, request.network)
    try:
        own: Finding | None = access.finding_for(request.viewer, finding_id)
    except Absent:
        own = None
    if own is not None:
        return render(request, "findings/finding.html", _whole(request, own, published))
    if published is None:
        raise Absent
    return render(request, "findings/finding.html", _released(request, published))


def _whole(request: NetworkRequest, own: Finding, published: PublishedFinding | None) -> dict[str, Any]:
    figures = Figures.from_content(own.figures)
    now = queries.figures_now(own)
    return {
        **_page(request, figures, own.option, own.row),
        "title": said(own.sentence),
        "crumbs": crumbs(
            request,
            own.consultation,
            (
                _("Results of the consultation"),
                reverse("findings:question", args=[request.network.slug, own.consultation.slug, own.question]),
            ),
        ),
        "sentence": own.sentence,
        "meaning": own.meaning,
        "finding": own,
        "owner": own.owner,
        "released": published,
        "consultation_title": own.consultation.title,
        "consultation_slug": own.consultation.slug,
        "may_edit": rules.may_edit_finding(own, request.viewer),
        "has_changed": queries.has_changed(own, now),
        "versions": versions_of(own),
        "evidence": links_to([own], request.viewer)[("findings.finding", str(own.pk))],
        "became": links_from([own], request.viewer)[("findings.finding", str(own.pk))],
    }


def _released(request: NetworkRequest, published: PublishedFinding) -> dict[str, Any]:
    name = ("findings.finding", str(published.id))
    release = reverse("findings:release", args=[request.network.slug, published.consultation_slug])
    return {
        **_page(request, published.figures, published.option, published.row),
        "title": said(published.sentence),
        "crumbs": [(said(published.consultation_title), release)],
        "sentence": published.sentence,
        "meaning": published.meaning,
        "owner": published.owner,
        "released": published,
        "consultation_title": published.consultation_title,
        "consultation_slug": published.consultation_slug,
        "became": links_from([name], request.viewer)[name],
    }


def _page(request: NetworkRequest, figures: Figures, option: str, row: str) -> dict[str, Any]:
    return {
        "section": SECTION,
        "shown": shown(figures, option),
        "figures": figures,
        "short": words.short_figures(figures, option, row),
        "address": request.build_absolute_uri(request.path),
    }


@members_only
def edit(request: NetworkRequest, finding_id: int) -> HttpResponse:
    own = access.editable_finding_for(request.viewer, finding_id)
    figures = Figures.from_content(own.figures)
    form = FindingForm(
        request.POST or None,
        network=request.network,
        owners=None,
        proposal=own.sentence,
        initial={"sentence": own.sentence, "meaning": own.meaning, "visibility": own.visibility},
    )
    address = reverse("findings:finding", args=[request.network.slug, own.pk])
    if request.method == "POST":
        changed = carried_out(
            form,
            lambda: actions.edit_finding(acting_user=request.viewer.person, finding=own, **form.cleaned_data),
        )
        if changed is not None:
            messages.success(request, _("The finding is changed; what it said before is kept as a version."))
            return redirect(address)
    context = {
        "title": _("Change the finding"),
        "section": SECTION,
        "crumbs": crumbs(request, own.consultation, (said(own.sentence), address)),
        "form": form,
        "shown": shown(figures, own.option),
        "short": words.short_figures(figures, own.option, own.row),
        "button": _("Keep the change"),
        "back_url": address,
    }
    return render(request, "findings/edit.html", context)


@members_only
@require_POST
def refresh(request: NetworkRequest, finding_id: int) -> HttpResponse:
    own = access.editable_finding_for(request.viewer, finding_id)
    return pressed(
        request,
        lambda: actions.refresh_finding(acting_user=request.viewer.person, finding=own),
        reverse("findings:finding", args=[request.network.slug, own.pk]),
        _("The finding has the figures of today. Read its sentence once more."),
    )


@members_only
def remove(request: NetworkRequest, finding_id: int) -> HttpResponse:
    own = access.editable_finding_for(request.viewer, finding_id)
    address = reverse("findings:finding", args=[request.network.slug, own.pk])
    if request.method == "POST":
        question = reverse("findings:question", args=[request.network.slug, own.consultation.slug, own.question])
        try:
            actions.remove_finding(acting_user=request.viewer.person, finding=own)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect(address)
        messages.success(request, _("The finding is removed. What cited it keeps its title."))
        return redirect(question)
    context = {
        "title": _("Remove this finding"),
        "section": SECTION,
        "what_happens": _(
            "Its figures and sentence go. Plans and notes that cite it keep its title, marked as removed."
        ),
        "button": _("Remove it"),
        "back_url": address,
    }
    return render(request, "page/confirm.html", context)
