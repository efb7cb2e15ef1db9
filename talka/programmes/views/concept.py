"""The concept of a programme: written in place, read as a page, as PDF and as DOCX, kept as versions."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only, or_absent
from talka.foundation.forms import carried_out, sent
from talka.foundation.versions.queries import versions_of
from talka.foundation.wording import Wording, said
from talka.programmes import access, actions, queries, rules
from talka.programmes.documents.concept import concept_docx as written_docx
from talka.programmes.documents.concept import concept_pdf as written_pdf
from talka.programmes.forms import PartForm
from talka.programmes.models import Concept, Programme
from talka.programmes.queries import ConceptRead
from talka.programmes.views.pages import address, crumbs_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Part:
    """One text of the concept as the page shows it: `key` is its field, `lines` says that it is one thing a line."""

    key: str
    title: str
    hint: str
    words: Wording
    lines: bool = False


def parts_of(content: dict[str, Any]) -> list[Part]:
    return [
        Part(
            "background",
            _("Why it is needed"),
            _("What is missing today, who says so, and what could be. An empty line begins a new paragraph."),
            content["background"],
        ),
        Part("aim", _("Aim"), _("One sentence: what will be different, and by what."), content["aim"]),
        Part(
            "target_groups",
            _("For whom"),
            _("One a line. For whom is it done, and who takes part?"),
            content["audience"],
            lines=True,
        ),
        Part(
            "aims",
            _("Goals"),
            _("One a line, in the order in which they stand on paper. They are the aims of the programme."),
            content["goals"],
            lines=True,
        ),
        Part(
            "approach",
            _("How we work"),
            _("The methods, who learns from whom, and what happens between the days."),
            content["approach"],
        ),
    ]


@require_GET
def concept(request: NetworkRequest, slug: str) -> HttpResponse:
    """The concept as everybody who may read the programme reads it."""
    programme = access.programme_for(request.viewer, slug)
    read = _read(request, programme)
    may_run = request.viewer.is_member and rules.may_run(request.viewer, programme)
    return render(
        request,
        "programmes/concept.html",
        {
            "section": "programmes",
            "programme": programme,
            "read": read,
            "content": read.content,
            "parts": [part for part in parts_of(read.content) if any(part.words.values())],
            "may_run": may_run,
            "asked": f"?version={read.number}" if "version" in request.GET else "",
            "languages": _languages(request, read.content),
            "crumbs": [(said(programme.title), address("story", programme)), (_("Concept"), "")],
        },
    )


@members_only
@require_http_methods(["GET", "POST"])
def concept_write(request: NetworkRequest, slug: str) -> HttpResponse:
    """The concept as it stands, each text changed where it stands: `?part=` names the one that is being written."""
    programme = access.programme_to_edit(request.viewer, slug)
    content = queries.concept_content(programme)
    parts = parts_of(content)
    writing = next((part for part in parts if part.key == request.GET.get("part")), None)
    if "part" in request.GET and writing is None:
        raise Absent
    form = None
    if writing is not None:
        form = PartForm(
            sent(request),
            network=request.network,
            label=writing.title,
            hint=writing.hint,
            standing=writing.words,
            long=True,
        )
        if request.method == "POST" and _written(request, programme, writing, form):
            messages.success(request, _("Kept."))
            return redirect(f"{address('concept_write', programme)}#part-{writing.key}")
    kept = Concept.objects.filter(programme=programme).first()
    return render(
        request,
        "programmes/concept_write.html",
        {
            "section": "programmes",
            "programme": programme,
            "content": content,
            "parts": parts,
            "writing": writing,
            "form": form,
            "concept": kept,
            "versions": versions_of(kept) if kept else [],
            "gaps": _gaps(content),
            "crumbs": [*crumbs_of(programme), (_("Concept"), "")],
        },
        status=422 if form is not None and form.errors else 200,
    )


def _written(request: NetworkRequest, programme: Programme, part: Part, form: PartForm) -> bool:
    def act() -> Concept:
        changes: Any = {part.key: form.cleaned_data["words"]}
        return actions.write_concept(acting_user=request.viewer.person, programme=programme, **changes)

    return carried_out(form, act) is not None


def _gaps(content: dict[str, Any]) -> list[tuple[bool, str]]:
    """What the concept has and what it lacks, as sentences: (there, words). Advice alone."""
    days = [day for cycle in content["cycles"] for day in cycle["days"]]
    nothing = [day for day in days if not any(day["result"].values())]
    return [
        (any(content["aim"].values()), _("The aim in one sentence")),
        (any(content["audience"].values()), _("For whom it is")),
        (any(content["goals"].values()), _("The goals")),
        (bool(content["results"]), _("What must have come of it")),
        (bool(days), _("The agenda by day")),
        (bool(days) and not nothing, _("The result of each day")),
    ]


@members_only
@require_POST
def concept_keep(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_to_edit(request.viewer, slug)
    try:
        version = actions.keep_concept(acting_user=request.viewer.person, programme=programme)
    except Refusal as refusal:
        messages.warning(request, refusal.message)
    else:
        messages.success(
            request, _("Version %(number)d is kept. Everybody reads it from now on.") % {"number": version.number}
        )
    return redirect(address("concept_write", programme))


@require_GET
def concept_pdf(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_for(request.viewer, slug)
    read, language = _read(request, programme), _language(request)
    return _file(programme, written_pdf(programme, read, language), "application/pdf", "pdf", language)


@require_GET
def concept_docx(request: NetworkRequest, slug: str) -> HttpResponse:
    programme = access.programme_for(request.viewer, slug)
    read, language = _read(request, programme), _language(request)
    return _file(programme, written_docx(programme, read, language), DOCX, "docx", language)


def _read(request: NetworkRequest, programme: Programme) -> ConceptRead:
    """The version of `?version=`, the draft of `?draft=1` for those who run the programme, else the newest."""
    asked = request.GET.get("version")
    draft = "draft" in request.GET
    if draft and not (request.viewer.is_member and rules.may_run(request.viewer, programme)):
        raise Absent
    if asked is not None and not asked.isdecimal():
        raise Absent
    return or_absent(queries.concept_read(programme, draft=draft, number=int(asked) if asked is not None else None))


def _language(request: NetworkRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language() or request.network.language


def _languages(request: NetworkRequest, content: dict[str, Any]) -> list[tuple[str, str]]:
    """The languages in which the concept is written, the reader's first; the reader's own where there is none."""
    written = {tag for tag, words in content["title"].items() if words.strip()}
    reader = translation.get_language() or "en"
    found = [(tag, name) for tag, name in settings.LANGUAGES if tag in written]
    return sorted(found, key=lambda each: each[0] != reader) or [(reader, dict(settings.LANGUAGES)[reader])]


def _file(programme: Programme, data: bytes, content_type: str, ending: str, language: str) -> HttpResponse:
    name = slugify(said(programme.title, language)) or "concept"
    how = "inline" if ending == "pdf" else "attachment"
    response = HttpResponse(
        data, content_type=content_type, headers={"Content-Disposition": f'{how}; filename="{name}.{ending}"'}
    )
    if not rules.is_published(programme):
        response["Cache-Control"] = "private, no-store"
    return response
