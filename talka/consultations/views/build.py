"""Writing the questionnaire where it stands: a document of sections and questions."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talka.consultations import access, actions, checks, queries
from talka.consultations.asking import Words, asking
from talka.consultations.forms import QuestionForm, SectionForm, SubjectsForm
from talka.consultations.languages import interface_language, language_for, language_name
from talka.consultations.models import Consultation, Question, QuestionSection
from talka.consultations.views.manage import crumbs, refuse
from talka.foundation.access import NetworkRequest, Refusal, members_only
from talka.foundation.wording import best


def _back(request: NetworkRequest, consultation: Consultation, anchor: str = "") -> HttpResponseRedirect:
    address = reverse("consultations:build", args=[request.network.slug, consultation.slug])
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address)


@members_only
@require_safe
def build(request: NetworkRequest, slug: str) -> HttpResponse:
    """The draft as a document, with what the checks say beside it."""
    found = access.editable_consultation_for(request.viewer, slug)
    sections, subjects = access.draft_parts(found)
    draft = queries.draft_from(found, sections, subjects)
    problems = checks.problems(draft)
    marked: dict[str, list[checks.Problem]] = {}
    for problem in problems:
        if problem.where:
            marked.setdefault(problem.where, []).append(problem)
    missing = checks.missing_by_language(draft)
    context = {
        "section": "consultations",
        "consultation": found,
        "sections": [
            {
                "section": section,
                "key": f"section-{section.pk}",
                "problems": marked.get(f"section-{section.pk}", []),
                "questions": [
                    {
                        "question": question,
                        "number": draft.numbers.get(question.key),
                        "problems": marked.get(question.key, []),
                        "missing": _missing(question, found.languages),
                    }
                    for question in section.questions.all()
                ],
            }
            for section in sections
        ],
        "subjects": [subject.owner for subject in subjects],
        "problems": problems,
        "blocked": any(problem.blocks for problem in problems),
        "languages": [(tag, language_name(tag), missing.get(tag, 0)) for tag in found.languages],
        "changed": found.version == 0 or draft.to_content() != queries.questionnaire_of(found).to_content(),
        "crumbs": crumbs(request, found, _("Questionnaire")),
    }
    return render(request, "consultations/build.html", context)


def _missing(question: Question, languages: list[str]) -> list[str]:
    """Languages in which this question's words are missing."""
    return [language_name(tag) for tag in languages if not question.text.get(tag, "").strip()]


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def subjects(request: NetworkRequest, slug: str) -> HttpResponse:
    found = access.editable_consultation_for(request.viewer, slug)
    chosen = list(found.subjects.values_list("owner_id", flat=True))
    form = SubjectsForm(
        request.POST if request.method == "POST" else None, network_id=request.network.pk, initial={"subjects": chosen}
    )
    if request.method == "POST" and form.is_valid():
        wanted = {owner.pk: owner for owner in form.cleaned_data["subjects"]}
        # Those that stood keep their order; new ones follow by name.
        order = [*(pk for pk in chosen if pk in wanted), *(pk for pk in wanted if pk not in chosen)]
        try:
            actions.set_subjects(
                acting_user=request.viewer.person, consultation=found, owners=[wanted[pk] for pk in order]
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return _back(request, found, "about")
    return _form_page(request, found, form, _("Which organisations it is about"), _("Keep"), "about")


def _form_page(
    request: NetworkRequest,
    consultation: Consultation,
    form: Any,
    title: str,
    button: str,
    anchor: str,
    template: str = "consultations/form.html",
) -> HttpResponse:
    back = reverse("consultations:build", args=[request.network.slug, consultation.slug])
    context = {
        "section": "consultations",
        "consultation": consultation,
        "form": form,
        "title": title,
        "button": button,
        "crumbs": crumbs(request, consultation, title),
        "back_url": f"{back}#{anchor}",
    }
    return render(request, template, context)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_section(request: NetworkRequest, slug: str) -> HttpResponse:
    found = access.editable_consultation_for(request.viewer, slug)
    form = SectionForm(request.POST if request.method == "POST" else None, languages=found.languages)
    if request.method == "POST" and form.is_valid():
        made = actions.add_section(acting_user=request.viewer.person, consultation=found, **form.cleaned_data)
        return _back(request, found, f"section-{made.pk}")
    return _form_page(request, found, form, _("Add a section"), _("Add it"), "sections")


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: NetworkRequest, slug: str, section_id: int) -> HttpResponse:
    found = access.section_for(request.viewer, slug, section_id)
    consultation = found.consultation
    form = SectionForm(
        request.POST if request.method == "POST" else None,
        languages=consultation.languages,
        initial=SectionForm.initial_of(found),
    )
    if request.method == "POST" and form.is_valid():
        data = _with_other_languages(form.cleaned_data, found, ("title", "about"), consultation.languages)
        actions.edit_section(acting_user=request.viewer.person, section=found, **data)
        return _back(request, consultation, f"section-{found.pk}")
    return _form_page(request, consultation, form, _("Change the section"), _("Keep"), f"section-{found.pk}")


def _with_other_languages(
    data: dict[str, Any], thing: QuestionSection | Question, names: tuple[str, ...], languages: list[str]
) -> dict[str, Any]:
    """Texts in languages that the form did not show stay as they are."""
    kept = dict(data)
    for name in names:
        others = {tag: text for tag, text in getattr(thing, name).items() if tag not in languages}
        kept[name] = {**others, **data[name]}
    return kept


@members_only
@require_POST
def change_section(request: NetworkRequest, slug: str, section_id: int) -> HttpResponse:
    """Move it, or take it away with its questions."""
    found = access.section_for(request.viewer, slug, section_id)
    consultation, person, do = found.consultation, request.viewer.person, request.POST.get("do")
    if do in ("up", "down"):
        actions.move_section(acting_user=person, section=found, direction="up" if do == "up" else "down")
        return _back(request, consultation, f"section-{found.pk}")
    if do == "remove":
        actions.remove_section(acting_user=person, section=found)
        messages.success(request, _("The section is taken out of the draft. Published versions keep it."))
    return _back(request, consultation, "sections")


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_question(request: NetworkRequest, slug: str, section_id: int) -> HttpResponse:
    found = access.section_for(request.viewer, slug, section_id)
    consultation = found.consultation
    kind = request.GET.get("kind", "single")
    form = QuestionForm(
        request.POST if request.method == "POST" else None, languages=consultation.languages, initial={"kind": kind}
    )
    if request.method == "POST" and form.is_valid() and "more" not in request.POST:
        try:
            made = actions.add_question(
                acting_user=request.viewer.person,
                section=found,
                limits=form.limits(),
                options=form.options(),
                **_said(form),
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return _back(request, consultation, f"question-{made.pk}")
    return _question_page(request, consultation, form, _("Add a question"), _("Add it"), f"section-{found.pk}")


def _said(form: QuestionForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("kind", "text", "key", "hint", "required")}


def _question_page(
    request: NetworkRequest, consultation: Consultation, form: QuestionForm, title: str, button: str, anchor: str
) -> HttpResponse:
    if "more" in request.POST:
        form.add_rows()
    return _form_page(request, consultation, form, title, button, anchor, "consultations/question.html")


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: NetworkRequest, slug: str, question_id: int) -> HttpResponse:
    found = access.question_for(request.viewer, slug, question_id)
    consultation = found.section.consultation
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        languages=consultation.languages,
        options=found.options,
        initial=QuestionForm.initial_of(found),
    )
    if request.method == "POST" and form.is_valid() and "more" not in request.POST:
        data = _with_other_languages(_said(form), found, ("text", "hint"), consultation.languages)
        try:
            actions.edit_question(
                acting_user=request.viewer.person,
                question=found,
                limits=form.limits(),
                options=form.options_with(found.options),
                **data,
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            return _back(request, consultation, f"question-{found.pk}")
    return _question_page(request, consultation, form, _("Change the question"), _("Keep"), f"question-{found.pk}")


@members_only
@require_POST
def change_question(request: NetworkRequest, slug: str, question_id: int) -> HttpResponse:
    """Move it, or take it away."""
    found = access.question_for(request.viewer, slug, question_id)
    consultation, person, do = found.section.consultation, request.viewer.person, request.POST.get("do")
    if do in ("up", "down"):
        actions.move_question(acting_user=person, question=found, direction="up" if do == "up" else "down")
        return _back(request, consultation, f"question-{found.pk}")
    if do == "remove":
        actions.remove_question(acting_user=person, question=found)
        messages.success(request, _("The question is taken out of the draft. Published versions keep it."))
    return _back(request, consultation, f"section-{found.section_id}")


@csp_replace({"frame-src": [SELF], "frame-ancestors": [SELF]})
@members_only
@require_safe
def preview(request: NetworkRequest, slug: str) -> HttpResponse:
    """The draft as residents would see it; nothing can be sent from here."""
    found = access.editable_consultation_for(request.viewer, slug)
    draft = queries.draft_of(found)
    language = language_for(request, draft.languages)
    if request.GET.get("sizes"):
        context = {
            "section": "consultations",
            "consultation": found,
            "languages": [(tag, language_name(tag)) for tag in draft.languages],
            "language": language,
            "crumbs": crumbs(request, found, _("Preview")),
        }
        return render(request, "consultations/preview.html", context)

    def words(wording: dict[str, str]) -> Words:
        tag, text = best(wording, [language, *draft.languages])
        return Words(text, "" if tag == language else tag)

    with override(interface_language(language, request.network.language)):
        form = asking(draft, language)
        context = {
            "form": form,
            "preview": True,
            "preview_words": _("A preview of the draft. Nothing is sent or kept."),
            "language": language,
            "languages": [(tag, language_name(tag)) for tag in draft.languages],
            "marks": draft.subjects,
            "title": words(draft.title),
            "intro": words(draft.intro),
            "privacy": words(draft.privacy),
            "contact": draft.contact,
            "send_at": form.count + 1,
            "has_questions": bool(form.steps),
        }
        response = render(request, "answer/ask.html", context)
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
