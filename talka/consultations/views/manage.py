"""Making a consultation, what is said about it, publishing, versions, closing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from talka.consultations import access, actions, checks, queries, rules
from talka.consultations.forms import ConsultationForm, PublishForm, ReopenForm
from talka.consultations.models import Consultation
from talka.consultations.versions import readable_changes
from talka.foundation.access import Absent, NetworkRequest, Refusal, Viewer, members_only
from talka.foundation.form_pages import pressed
from talka.foundation.owners.models import Owner, OwnerKind
from talka.foundation.owners.queries import owners
from talka.programmes.models import Programme
from talka.programmes.queries import programmes_visible


def refuse(form: Any, refusal: Refusal) -> None:
    """Show why a step was refused: beside its field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)


def crumbs(request: NetworkRequest, consultation: Consultation | None, here: str = "") -> list[tuple[str, str]]:
    trail = [(_("Consultations"), reverse("consultations:list", args=[request.network.slug]))]
    if consultation is not None:
        address = reverse("consultations:consultation", args=[request.network.slug, consultation.slug])
        trail.append((str(consultation), address if here else ""))
    if here:
        trail.append((here, ""))
    return trail


def _askers(viewer: Viewer) -> list[Owner]:
    """For whom this person may ask: those they act for, partnerships included; a coordinator for everybody."""
    everybody = owners(viewer.network, list(OwnerKind))
    if viewer.is_coordinator:
        return everybody
    return [owner for owner in everybody if owner.pk in viewer.acts_for]


def _programmes(viewer: Viewer) -> list[Programme]:
    return list(programmes_visible(viewer).order_by("-ends_on"))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: NetworkRequest) -> HttpResponse:
    if not rules.may_start(request.viewer):
        raise Absent
    askers, programmes = _askers(request.viewer), _programmes(request.viewer)
    form = ConsultationForm(
        request.POST if request.method == "POST" else None,
        viewer=request.viewer,
        owners=askers,
        programmes=programmes,
        languages=_first_languages(request),
        making=True,
        initial={"languages": [request.network.language], "programme": request.GET.get("programme")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_consultation(
                acting_user=request.viewer.person, network=request.network, **form.cleaned_data
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return redirect("consultations:build", request.network.slug, made.slug)
    context = {
        "section": "consultations",
        "form": form,
        "title": _("Ask residents"),
        "lead": _("Give it a title and a language. Nobody outside sees it before you publish it."),
        "button": _("Begin the questionnaire"),
        "crumbs": crumbs(request, None, _("New")),
        "back_url": reverse("consultations:list", args=[request.network.slug]),
    }
    return render(request, "consultations/form.html", context)


def _first_languages(request: NetworkRequest) -> list[str]:
    from django.utils.translation import get_language

    return list(dict.fromkeys([request.network.language, get_language() or "en"]))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: NetworkRequest, slug: str) -> HttpResponse:
    found = access.editable_consultation_for(request.viewer, slug)
    fields = ("title", "intro", "privacy", "thanks", "contact", "languages", "sample", "target")
    days = ("opens_on", "closes_on", "visibility", "programme", "stage")
    form = ConsultationForm(
        request.POST if request.method == "POST" else None,
        viewer=request.viewer,
        owners=[],
        programmes=list({*_programmes(request.viewer), *([found.programme] if found.programme else [])}),
        languages=found.languages,
        making=False,
        initial={name: getattr(found, name) for name in (*fields, *days)},
    )
    if request.method == "POST" and form.is_valid():
        changes = _keep_other_languages(found, form.cleaned_data)
        try:
            actions.edit_consultation(acting_user=request.viewer.person, consultation=found, **changes)
        except Refusal as refusal:
            found.refresh_from_db()
            refuse(form, refusal)
        else:
            if found.version:
                messages.success(request, _("Kept. What residents read changes when you publish the next version."))
            return redirect("consultations:build", request.network.slug, found.slug)
    context = {
        "section": "consultations",
        "form": form,
        "title": _("What is said about it"),
        "button": _("Keep"),
        "crumbs": crumbs(request, found, _("What is said about it")),
        "back_url": reverse("consultations:build", args=[request.network.slug, found.slug]),
    }
    return render(request, "consultations/form.html", context)


def _keep_other_languages(found: Consultation, data: dict[str, Any]) -> dict[str, Any]:
    """Texts in languages that the form did not show stay as they are."""
    kept = dict(data)
    for name in ("title", "intro", "privacy", "thanks"):
        others = {tag: text for tag, text in getattr(found, name).items() if tag not in found.languages}
        kept[name] = {**others, **data[name]}
    return kept


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: NetworkRequest, slug: str) -> HttpResponse:
    """What the checks found, what would change, and the button."""
    found = access.editable_consultation_for(request.viewer, slug)
    draft = queries.draft_of(found)
    before = queries.questionnaire_of(found) if found.version else None
    form = PublishForm(request.POST if request.method == "POST" else None)
    problems = checks.problems(draft)
    if request.method == "POST" and form.is_valid():
        try:
            frozen = actions.publish_questionnaire(
                acting_user=request.viewer.person, consultation=found, reason=form.cleaned_data["reason"]
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(
                request, _("Version %(number)s is published. Now open the doors.") % {"number": frozen.number}
            )
            return redirect("consultations:doors", request.network.slug, found.slug)
    context = {
        "section": "consultations",
        "consultation": found,
        "form": form,
        "problems": problems,
        "blocked": any(problem.blocks for problem in problems),
        "changes": readable_changes(before, draft) if before else None,
        "next_number": found.version + 1,
        "crumbs": crumbs(request, found, _("Publish")),
    }
    return render(request, "consultations/publish.html", context)


@members_only
@require_safe
def versions(request: NetworkRequest, slug: str) -> HttpResponse:
    """Every published version with what changed in it."""
    found = access.counted_consultation_for(request.viewer, slug)
    frozen = queries.versions(found)
    answers = queries.totals(found).by_version
    rows = []
    for place, version in enumerate(frozen):
        earlier = frozen[place + 1] if place + 1 < len(frozen) else None
        rows.append(
            {
                "version": version,
                "answers": answers.get(version.number, 0),
                "changes": readable_changes(
                    queries.questionnaire_of(found, earlier.number), queries.questionnaire_of(found, version.number)
                )
                if earlier
                else [],
                "questions": len(queries.questionnaire_of(found, version.number).questions),
            }
        )
    context = {
        "section": "consultations",
        "consultation": found,
        "rows": rows,
        "may_edit": rules.may_edit(found, request.viewer),
        "may_type_in": bool(access.doors_to_type_in(request.viewer, found)),
        "crumbs": crumbs(request, found, _("Versions")),
    }
    return render(request, "consultations/versions.html", context)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: NetworkRequest, slug: str) -> HttpResponse:
    found = access.editable_consultation_for(request.viewer, slug)
    if request.method == "POST":
        return pressed(
            request,
            lambda: actions.close_consultation(acting_user=request.viewer.person, consultation=found),
            reverse("consultations:totals", args=[request.network.slug, found.slug]),
            _("The consultation is closed. Its answers can be read as findings now."),
        )
    number = queries.counted(found).count()
    context = {
        "section": "consultations",
        "title": _("Close this consultation"),
        "what_happens": ngettext(
            "All doors close, and batches that are still open with them. %(number)s answer stays as it is.",
            "All doors close, and batches that are still open with them. %(number)s answers stay as they are.",
            number,
        )
        % {"number": number},
        "button": _("Close it"),
        "back_url": reverse("consultations:totals", args=[request.network.slug, found.slug]),
        "crumbs": crumbs(request, found, _("Close")),
    }
    return render(request, "consultations/confirm.html", context)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: NetworkRequest, slug: str) -> HttpResponse:
    found = access.editable_consultation_for(request.viewer, slug)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_consultation(
                acting_user=request.viewer.person, consultation=found, closes_on=form.cleaned_data["closes_on"]
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The consultation is open again, at the doors that are open."))
            return redirect("consultations:doors", request.network.slug, found.slug)
    context = {
        "section": "consultations",
        "form": form,
        "title": _("Open it again"),
        "lead": _("Answers are taken again under the version that was asked last."),
        "button": _("Open it again"),
        "back_url": reverse("consultations:totals", args=[request.network.slug, found.slug]),
        "crumbs": crumbs(request, found, _("Open again")),
    }
    return render(request, "consultations/form.html", context)
