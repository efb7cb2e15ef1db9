"""What everybody may read: the consultations of a network, and one of them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from talka.consultations import access, queries, rules
from talka.consultations.asking import asking
from talka.consultations.cards import card_of
from talka.consultations.languages import language_name
from talka.consultations.models import Channel, Consultation
from talka.foundation import rooms
from talka.foundation.access import NetworkRequest


@require_safe
def consultations(request: NetworkRequest) -> HttpResponse:
    """Open ones first, then those to come, drafts of one's own, and what was asked before."""
    viewer = request.viewer
    today = rules.today_in(request.network)
    found = list(queries.consultations_visible(viewer).prefetch_related("subjects__owner", "doors"))
    numbers = queries.answers_by_consultation(found)
    small = request.network.small_number
    cards = [card_of(each, numbers.get(each.pk, 0), small, viewer, today) for each in found]
    context = {
        "section": "consultations",
        "may_start": rules.may_start(viewer),
        "open": [card for card in cards if card.is_open],
        "coming": [card for card in cards if card.is_coming],
        "drafts": [card for card in cards if card.consultation.state == Consultation.State.DRAFT],
        "over": [card for card in cards if card.is_over],
    }
    return render(request, "consultations/list.html", context)


@require_safe
def consultation(request: NetworkRequest, slug: str) -> HttpResponse:
    """What it asks, until when, where to answer, and where its results will stand."""
    found = access.consultation_for(request.viewer, slug)
    today = rules.today_in(request.network)
    questionnaire = queries.questionnaire_of(found)
    reader = get_language() or ""
    language = reader if reader in questionnaire.languages else questionnaire.languages[0]
    doors = list(found.doors.filter(channel=Channel.ONLINE, is_open=True).select_related("collector"))
    open_now = rules.may_be_answered(found, today)
    typed = access.doors_to_type_in(request.viewer, found) if request.viewer.is_member else []
    context = {
        "section": "consultations",
        "consultation": found,
        "form": asking(questionnaire, language),
        "doors": doors if open_now else [],
        "open_now": open_now,
        "has_begun": rules.has_begun(found, today),
        "languages": [(tag, language_name(tag)) for tag in questionnaire.languages],
        "may_edit": rules.may_edit(found, request.viewer),
        "may_see_totals": rules.may_see_totals(found, request.viewer),
        "may_type_in": bool(typed) and rules.takes_batches(found),
        "sections": rooms.sections("consultation_sections", found.pk, request.viewer),
    }
    return render(request, "consultations/consultation.html", context)
