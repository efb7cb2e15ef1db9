"""The answer page: no account, no session, no cookie. Its first response alone can be filled in and sent.

There is no CSRF token, because there is nothing that a foreign page could misuse: no session stands behind the form.
What stands in its place is described in docs/architecture/decisions/answers-without-session.md.
"""

import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from talka.consultations import rules
from talka.consultations.access import door_by_token
from talka.consultations.actions import NotAccepted, receive_answer
from talka.consultations.asking import Words, asking
from talka.consultations.languages import interface_language, language_for, language_name
from talka.consultations.models import Consultation, Door
from talka.consultations.queries import questionnaire_of
from talka.consultations.questionnaire import Questionnaire
from talka.foundation import language as writing
from talka.foundation.access import Refusal
from talka.foundation.limits import Limit, address_of
from talka.foundation.owners.models import Visibility
from talka.foundation.wording import Wording, best

# A hall of two hundred people answers behind one address; a flood is more than that.
SENT = Limit(most=300, seconds=600)


def _words(wording: Wording, language: str, questionnaire: Questionnaire) -> Words:
    tag, text = best(wording, [language, *questionnaire.languages])
    return Words(text, "" if tag == language else tag)


def _shell(request: HttpRequest, door: Door, language: str, questionnaire: Questionnaire) -> dict[str, Any]:
    consultation = door.consultation
    network = consultation.network
    return {
        "door": door,
        "network": network,
        "consultation": consultation,
        "language": language,
        "languages": [(tag, language_name(tag)) for tag in questionnaire.languages],
        "marks": questionnaire.subjects,
        "title": _words(questionnaire.title, language, questionnaire),
        "contact": questionnaire.contact,
        "until": writing.written_day(consultation.closes_on) if consultation.closes_on else "",
        # Only where a resident finds something behind it.
        "about_url": reverse("consultations:consultation", args=[network.slug, consultation.slug])
        if consultation.visibility == Visibility.PUBLIC
        else "",
    }


def _finish(response: HttpResponse, language: str) -> HttpResponse:
    """Never kept by a browser or proxy: coming back gives a fresh page with an id of its own."""
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = language
    return response


@csrf_exempt
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # its types know no view with arguments
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """The questionnaire of a door, and where its answers are sent."""
    door = door_by_token(token)
    if request.method == "POST":
        return _receive(request, door)
    questionnaire = questionnaire_of(door.consultation)
    language = language_for(request, questionnaire.languages)
    with override(interface_language(language, door.consultation.network.language)):
        today = rules.today_in(door.consultation.network)
        if not door.is_open or not rules.may_be_answered(door.consultation, today):
            return _not_now(request, door, language, questionnaire)
        return _page(request, door, language, questionnaire, version=door.consultation.version)


def _page(
    request: HttpRequest,
    door: Door,
    language: str,
    questionnaire: Questionnaire,
    *,
    version: int,
    answer_id: uuid.UUID | None = None,
    data: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
    notice: tuple[str, str] = ("", ""),
    status: int = 200,
) -> HttpResponse:
    form = asking(questionnaire, language, data, errors)
    context = {
        **_shell(request, door, language, questionnaire),
        "form": form,
        "intro": _words(questionnaire.intro, language, questionnaire),
        "privacy": _words(questionnaire.privacy, language, questionnaire),
        "answer_id": answer_id or uuid.uuid4(),
        "version": version,
        "action": f"{request.path}?lang={language}",
        "send_at": form.count + 1,
        "notice": notice[0],
        "notice_words": notice[1],
    }
    return _finish(render(request, "answer/ask.html", context, status=status), language)


def _not_now(request: HttpRequest, door: Door, language: str, questionnaire: Questionnaire) -> HttpResponse:
    consultation = door.consultation
    today = rules.today_in(consultation.network)
    if consultation.state == Consultation.State.OPEN and not rules.has_begun(consultation, today):
        assert consultation.opens_on is not None
        happened = _("This consultation has not begun")
        todo = _("It opens on %(day)s. Come back then; this address stays the same.") % {
            "day": writing.written_day(consultation.opens_on)
        }
    elif consultation.state == Consultation.State.OPEN and not rules.has_ended(consultation, today):
        happened = _("No answers are taken through this link now")
        todo = _("The consultation itself is open. Its page leads to another link.")
    else:
        happened = _("This consultation is over")
        todo = _("No more answers are taken. Its page shows the results as soon as they are published.")
    context = {**_shell(request, door, language, questionnaire), "happened": happened, "todo": todo}
    status = 200 if request.method != "POST" else 410
    return _finish(render(request, "answer/not_now.html", context, status=status), language)


def _comes_from_here(request: HttpRequest) -> bool:
    """False only where a browser says that another site's page sent the form; other clients say nothing."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("Origin", "")
    return origin in {"", "null"} or urlsplit(origin).netloc == request.get_host()


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _receive(request: HttpRequest, door: Door) -> HttpResponse:
    data = request.POST
    consultation = door.consultation
    sent = data.get("version", "")
    version = int(sent) if sent.isdecimal() and 0 < int(sent[:9]) <= consultation.version else consultation.version
    questionnaire = questionnaire_of(consultation, version)
    language = data.get("language", "")
    if language not in questionnaire.languages:
        language = language_for(request, questionnaire.languages)
    answer_id = _uuid(data.get("answer", ""))
    with override(interface_language(language, consultation.network.language)):

        def again(notice: tuple[str, str], status: int, errors: Mapping[str, str] | None = None) -> HttpResponse:
            return _page(
                request,
                door,
                language,
                questionnaire,
                version=version,
                answer_id=answer_id,
                data=data,
                errors=errors,
                notice=notice,
                status=status,
            )

        if answer_id is None:
            words = _("Look through what you answered, then send it again. Nothing is lost.")
            return again((_("This page was not whole"), words), 422)
        if not _comes_from_here(request):
            words = _("Another site sent this form. Look through the answers, then send them from here.")
            return again((_("These answers came from another page"), words), 403)
        if data.get("website"):
            words = _("A field that people do not see was filled in; it is empty now. Send your answers again.")
            return again((_("One more step"), words), 422)
        if not SENT.take(address_of(request)):
            words = _("Everything that you wrote is kept on this page. Wait a minute, then send it again.")
            response = again((_("Very many answers are coming from this connection"), words), 429)
            response["Retry-After"] = "60"
            return response
        try:
            received = receive_answer(door=door, answer_id=answer_id, version=version, language=language, data=data)
        except NotAccepted as refused:
            return again(("", ""), 422, refused.errors)
        except Refusal:
            return _not_now(request, door, language, questionnaire)
    address = f"{reverse('answer:thanks', args=[door.token])}?lang={language}&r={answer_id.hex[:8]}"
    if received.state == "conflict_kept":
        address += "&again=1"
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # its types know no view with arguments
@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """What happens next, and a way to answer for another person."""
    door = door_by_token(token)
    questionnaire = questionnaire_of(door.consultation)
    language = language_for(request, questionnaire.languages)
    shown = request.GET.get("r", "")
    receipt = f"{shown[:4]}-{shown[4:]}".upper() if len(shown) == 8 and shown.isalnum() else ""
    with override(interface_language(language, door.consultation.network.language)):
        context = {
            **_shell(request, door, language, questionnaire),
            "thanks": _words(questionnaire.thanks, language, questionnaire),
            "receipt": receipt,
            "again": request.GET.get("again") == "1",
            "again_url": f"{reverse('answer:ask', args=[door.token])}?lang={language}",
        }
        return _finish(render(request, "answer/thanks.html", context), language)


# `NetworkMiddleware` is never to tell these who is signed in.
ask.without_account = True  # type: ignore[attr-defined]
thanks.without_account = True  # type: ignore[attr-defined]
