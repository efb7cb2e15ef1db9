"""Checking: one doubtful thing after another, one key each.

The page stands on its own as a plain form. Its script fetches the next things before they are needed and sends
decisions while the next is looked at (`go_on`), so that a key press never waits for the network.
"""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from talka.consultations.queries import questionnaire_of
from talka.foundation.access import Absent, NetworkRequest, Refusal, members_only
from talka.foundation.wording import said
from talka.paper import access, actions, queries, rules
from talka.paper.cuttings import places_of, size_of
from talka.paper.faults import why_in_words
from talka.paper.frames import frames_of
from talka.paper.models import Reading, ScanImport
from talka.paper.page_reader import BETWEEN
from talka.paper.pictures import reading_picture
from talka.paper.printing import choices_of
from talka.paper.views.pages import crumbs
from talka.paper.views.scans import private

KEYS = "123456789abcdefghijklmnoprstuvwxyz"
"""The key of each choice, in the order of the form; q takes the last one back."""
AHEAD = 16
"""So many things are on their way to one person at once."""
MOST_SENT = 100


@members_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: NetworkRequest, slug: str, pile_id: int, kind: str) -> HttpResponse:
    """The next thing of one kind; POST decides it and leads to the one after it."""
    pile = _pile_to_check(request, slug, pile_id, kind)
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
    address = reverse("paper:pile", args=[request.network.slug, slug, pile_id])
    if not found and not refused:
        left = queries.left_of(pile, kind)
        if left:
            messages.info(request, _("What is left of this kind is on the screens of others."))
        else:
            messages.success(request, _("Nothing of this kind is left to check."))
        return redirect(address)
    label = Reading.Kind(kind).label
    return render(
        request,
        "paper/check.html",
        {
            "section": "consultations",
            "consultation": pile.consultation,
            "pile": pile,
            "kind": kind,
            "label": label,
            "item": _item(pile, found[0]) if found else None,
            "left": queries.left_of(pile, kind),
            "refused": refused,
            "ahead": AHEAD,
            "crumbs": crumbs(request, pile.consultation, (_("Pile"), address), (_("Check"), "")),
        },
        status=409 if refused else 200,
    )


@members_only
@never_cache
@require_POST
def go_on(request: NetworkRequest, slug: str, pile_id: int, kind: str) -> HttpResponse:
    """For the script: takes decisions, gives the next things. Sent again, it changes nothing.

    decisions=[{"reading": id, "value": [...]}, ...] → {"items": [{"id", "crop", "html"}, ...], "left": n,
    "refused": [{"id", "message"}, ...]}. The number of queries does not grow with the items.
    """
    pile = _pile_to_check(request, slug, pile_id, kind)
    refused = []
    for number, value in _decisions(request.POST.get("decisions", "")):
        try:
            reading = access.reading_of(pile, number)
            actions.decide(acting_user=request.viewer.person, reading=reading, value=value)
        except Absent:
            # The form was set aside and read again in the meantime: nothing is left to be decided.
            refused.append({"id": number, "message": _("This form is no longer there.")})
        except Refusal as refusal:
            refused.append({"id": number, "message": refusal.message})
    found = actions.take_next(acting_user=request.viewer.person, pile=pile, kind=kind, most=AHEAD)
    return JsonResponse(
        {
            "items": [_drawn(request, pile, kind, reading) for reading in found],
            "left": queries.left_of(pile, kind),
            "refused": refused,
        }
    )


def _decisions(text: str) -> list[tuple[int, list[str]]]:
    """What the script sent. Absent where it is not of that form."""
    try:
        decisions = [
            (int(each["reading"]), [str(value)[:5000] for value in each["value"] if str(value).strip()])
            for each in json.loads(text)
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise Absent from error
    if len(decisions) > MOST_SENT:
        raise Absent
    return decisions


def _drawn(request: NetworkRequest, pile: ScanImport, kind: str, reading: Reading) -> dict[str, Any]:
    args = [request.network.slug, pile.consultation.slug, pile.pk, reading.pk]
    context = {
        "item": _item(pile, reading),
        "pile": pile,
        "consultation": pile.consultation,
        "network": request.network,
        "kind": kind,
    }
    return {
        "id": reading.pk,
        "crop": reverse("paper:crop", args=args),
        # Without the request: what a whole page asks the database for is not asked again for each thing.
        "html": render_to_string("paper/parts/item.html", context),
    }


def _pile_to_check(request: NetworkRequest, slug: str, pile_id: int, kind: str) -> ScanImport:
    pile = access.pile_for(request.viewer, slug, pile_id)
    if kind not in Reading.Kind.values or not rules.can_be_checked(pile):
        raise Absent
    return pile


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
    # A page that was not read says nothing, not even that a box is empty.
    was_read = reading.why != "page"
    if one and len(proposed) > 1:
        # Of several marks none is proposed: the person says which one was meant.
        proposed = set()
    options = choices_of(questionnaire, asked.question, printed.language)
    size, places = _cut_places(reading)
    return {
        "reading": reading,
        "form": reading.form,
        "question": said(asked.question.text, printed.language),
        "number": questionnaire.numbers[asked.question.key],
        "language": printed.language,
        "about": asked.subject.name if asked.subject else "",
        "why": why_in_words(reading.why),
        "options": [
            {
                **option,
                "on": option["key"] in proposed,
                "press": KEYS[place] if place < len(KEYS) else "",
                "seen": places.get(option["key"], ""),
            }
            for place, option in enumerate(options)
        ],
        "size": size,
        "one": one,
        "nothing": was_read and not reading.proposed,
        "proposes": bool(proposed) or (was_read and not reading.proposed),
        "long": asked.question.kind == "long_text",
        "figures": reading.kind == Reading.Kind.NUMBER,
        "proposed": "".join(reading.proposed) if reading.kind == Reading.Kind.NUMBER and proposed else "",
        "contested": reading.state == Reading.State.CONTESTED,
    }


def _cut_places(reading: Reading) -> tuple[tuple[int, int], dict[str, str]]:
    """The size of the question's picture, and for each choice the part of it that shows its box."""
    page = reading.scanned
    if page.page is None or reading.name not in page.cut_at or reading.kind != Reading.Kind.CHOICE:
        return (0, 0), {}
    frame = frames_of(reading.form.paper_print)[page.page - 1]
    places = places_of(frame, reading.name)
    return size_of(frame, reading.name), {
        name.rpartition(BETWEEN)[2]: " ".join(map(str, place)) for name, place in places.items()
    }


@members_only
@require_POST
def undo(request: NetworkRequest, slug: str, pile_id: int, kind: str) -> HttpResponse:
    """Take the last own decision back and show it again. The script gets it as one of its things."""
    pile = access.pile_for(request.viewer, slug, pile_id)
    if kind not in Reading.Kind.values:
        raise Absent
    last = actions.undo_last(acting_user=request.viewer.person, pile=pile)
    nothing = _("There is nothing to take back: what was counted stays.")
    if request.headers.get("Accept") == "application/json":
        if last is None or last.kind != kind:
            return JsonResponse({"item": None, "message": nothing})
        return JsonResponse({"item": _drawn(request, pile, kind, access.reading_of(pile, last.pk))})
    if last is None:
        messages.info(request, nothing)
        return redirect("paper:check", request.network.slug, slug, pile_id, kind)
    return redirect("paper:check", request.network.slug, slug, pile_id, last.kind)


@members_only
@require_safe
def crop(request: NetworkRequest, slug: str, pile_id: int, reading_id: int) -> HttpResponse:
    """The part of the page that a question takes."""
    pile = access.pile_for(request.viewer, slug, pile_id)
    return private(reading_picture(access.reading_of(pile, reading_id)), "image/jpeg")
