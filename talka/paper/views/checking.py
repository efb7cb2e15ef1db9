"""Checking: one doubtful thing after another, one key each."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talka.consultations.queries import questionnaire_of
from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only
from talka.foundation.wording import said
from talka.paper import access, actions, queries
from talka.paper.faults import why_in_words
from talka.paper.models import Reading, ScanImport
from talka.paper.pictures import reading_picture
from talka.paper.printing import choices_of
from talka.paper.views.pages import crumbs
from talka.paper.views.scans import private

KEYS = "123456789abcdefghijklmnoprstuvwxyz"
"""The key of each choice, in the order of the form; q is left for the page."""


@members_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: NetworkRequest, slug: str, pile_id: int, kind: str) -> HttpResponse:
    """The next thing of one kind; POST decides it and leads to the one after it."""
    pile = access.pile_for(request.viewer, slug, pile_id)
    if kind not in Reading.Kind.values or pile.state != ScanImport.State.CHECKING:
        raise Absent
    refused = ""
    if request.method == "POST":
        reading = access.reading_of(pile, _number(request.POST.get("reading", "")))
        value = [each for each in request.POST.getlist("value") if each.strip()]
        try:
            actions.decide(acting_user=request.viewer.person, reading=reading, value=value)
        except Refusal as refusal:
            refused = refusal.message
        else:
            return redirect("paper:check", request.network.slug, slug, pile_id, kind)
    found = actions.take_next(acting_user=request.viewer.person, pile=pile, kind=kind)
    if not found and not refused:
        messages.success(request, _("Nothing of this kind is left to check."))
        return redirect("paper:pile", request.network.slug, slug, pile_id)
    left = queries.left_of(pile, kind)
    address = reverse("paper:pile", args=[request.network.slug, slug, pile_id])
    return render(
        request,
        "paper/check.html",
        {
            "section": "consultations",
            "consultation": pile.consultation,
            "pile": pile,
            "kind": kind,
            "item": _item(pile, found[0]) if found else None,
            "left": left,
            "refused": refused,
            "crumbs": crumbs(request, pile.consultation, (_("Pile"), address), (_("Check"), "")),
        },
        status=409 if refused else 200,
    )


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise Absent
    return int(text)


def _item(pile: ScanImport, reading: Reading) -> dict[str, Any]:
    """What the page shows of a reading. Whoever decides as the second does not see what the first decided."""
    printed = reading.form.paper_print
    questionnaire = questionnaire_of(pile.consultation, printed.version)
    asked = next(each for each in questionnaire.fields if each.name == reading.name)
    one = asked.question.kind in ("single", "scale")
    proposed = set(reading.proposed) if reading.state != Reading.State.SECOND else set()
    if one and len(proposed) > 1:
        # Of several marks none is proposed: the person says which one was meant.
        proposed = set()
    options = choices_of(questionnaire, asked.question, printed.language)
    return {
        "reading": reading,
        "question": said(asked.question.text, printed.language),
        "number": questionnaire.numbers[asked.question.key],
        "language": printed.language,
        "about": asked.subject.name if asked.subject else "",
        "why": why_in_words(reading.why),
        "options": [
            {**option, "on": option["key"] in proposed, "press": KEYS[place] if place < len(KEYS) else ""}
            for place, option in enumerate(options)
        ],
        "one": one,
        "long": asked.question.kind == "long_text",
        "figures": reading.kind == Reading.Kind.NUMBER,
        "contested": reading.state == Reading.State.CONTESTED,
    }


@members_only
@require_POST
def undo(request: NetworkRequest, slug: str, pile_id: int, kind: str) -> HttpResponse:
    """Take the last own decision back and show it again."""
    pile = access.pile_for(request.viewer, slug, pile_id)
    last = actions.undo_last(acting_user=request.viewer.person, pile=pile)
    if last is None:
        messages.info(request, _("There is nothing to take back: what was counted stays."))
        return redirect("paper:check", request.network.slug, slug, pile_id, kind)
    return redirect("paper:check", request.network.slug, slug, pile_id, last.kind)


@members_only
@require_safe
def crop(request: NetworkRequest, slug: str, pile_id: int, reading_id: int) -> HttpResponse:
    """The part of the page that a question takes."""
    pile = access.pile_for(request.viewer, slug, pile_id)
    return private(reading_picture(access.reading_of(pile, reading_id)), "image/png")
