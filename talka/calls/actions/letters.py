"""Letters of this room: written by a job, in the language of the person who gets them."""

from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from talka.calls.models import Application, Call, Inquiry, Reviewer
from talka.foundation.versions.queries import latest_version
from talka.foundation.wording import said
from talka.identity.models import Network

LETTERS = ("begun", "sent", "withdrawn", "amended", "outcome", "set_aside", "appeal_answered", "called_off")


def write_later(letter: str, application_id: int) -> None:
    """Ask for a letter to an applicant once the surrounding transaction is committed."""
    assert letter in LETTERS
    transaction.on_commit(lambda: write_letter.enqueue(letter, application_id))


@task()
def write_letter(letter: str, application_id: int) -> None:
    """Send one letter to the address of an application, if it has not been erased in the meantime."""
    application = (
        Application.objects.select_related("call__network", "call__owner", "outcome", "appeal")
        .filter(pk=application_id)
        .first()
    )
    if application is None or application.email.endswith("@invalid.example"):
        return
    call = application.call
    context: dict[str, Any] = {
        "application": application,
        "application_url": _address("calls:application", call.network, application.token),
    }
    if letter == "amended":
        version = latest_version(call)
        context["note"] = said(version.content.get("note", {}), application.language) if version else ""
    if letter == "called_off":
        context |= {**_reason(call, application.language), "to": "applicant"}
    if letter == "outcome" and hasattr(application, "outcome"):
        context["outcome"] = application.outcome
        context["reasons"] = said(application.outcome.reasons, application.language)
    _post(letter, application.email, application.language, call, context)


def answer_later(inquiry_id: int) -> None:
    transaction.on_commit(lambda: write_answer.enqueue(inquiry_id))


@task()
def write_answer(inquiry_id: int) -> None:
    """Send the answer to whoever asked, and forget the address."""
    inquiry = Inquiry.objects.select_related("call__network", "call__owner").filter(pk=inquiry_id).first()
    if inquiry is None or not inquiry.email:
        return
    _post(
        "answered", inquiry.email, inquiry.language, inquiry.call,
        {"inquiry": inquiry, "answer": said(inquiry.answer, inquiry.language)},
    )  # fmt: skip
    Inquiry.objects.filter(pk=inquiry.pk).update(email="")


def appointed_later(reviewer_id: int) -> None:
    transaction.on_commit(lambda: write_appointed.enqueue(reviewer_id))


@task()
def write_appointed(reviewer_id: int) -> None:
    reviewer = Reviewer.objects.select_related("account", "call__network", "call__owner").filter(pk=reviewer_id).first()
    if reviewer is not None:
        call = reviewer.call
        url = _address("calls:review", call.network, call.pk)
        _post(
            "appointed",
            reviewer.account.email,
            reviewer.account.language,
            call,
            {"reviewer": reviewer, "review_url": url},
        )


def tell_called_off_later(call: Call) -> None:
    """Ask for the letters to applicants, reviewers and those whose question waits for an answer."""
    applications = call.applications.exclude(state=Application.State.WITHDRAWN)
    for pk in applications.values_list("pk", flat=True):
        write_later("called_off", pk)
    for pk in call.reviewers.values_list("pk", flat=True):
        transaction.on_commit(partial(write_reviewer_called_off.enqueue, pk))
    for pk in call.inquiries.filter(answered_at__isnull=True).exclude(email="").values_list("pk", flat=True):
        transaction.on_commit(partial(write_asker_called_off.enqueue, pk))


@task()
def write_reviewer_called_off(reviewer_id: int) -> None:
    """Nothing is left to review."""
    reviewer = Reviewer.objects.select_related("account", "call__network", "call__owner").filter(pk=reviewer_id).first()
    if reviewer is not None:
        account, call = reviewer.account, reviewer.call
        _post(
            "called_off", account.email, account.language, call, {**_reason(call, account.language), "to": "reviewer"}
        )


@task()
def write_asker_called_off(inquiry_id: int) -> None:
    """Say to whoever asked that no answer will come, and forget the address."""
    inquiry = Inquiry.objects.select_related("call__network", "call__owner").filter(pk=inquiry_id).first()
    if inquiry is None or not inquiry.email:
        return
    _post("called_off", inquiry.email, inquiry.language, inquiry.call, _reason(inquiry.call, inquiry.language))
    Inquiry.objects.filter(pk=inquiry.pk).update(email="")


def _reason(call: Call, language: str) -> dict[str, str]:
    return {"reason": said(call.called_off_reason, language or call.network.language)}


def _address(name: str, network: Network, *parts: Any) -> str:
    return f"{settings.ADDRESS}{reverse(name, args=[network.slug, *parts])}"


def _post(letter: str, to: str, language: str, call: Any, context: dict[str, Any]) -> None:
    """Set `letters/<letter>.txt` and hand it over; its first line is the subject."""
    network = call.network
    first = language or network.language
    with translation.override(first), timezone.override(ZoneInfo(call.terms.time_zone)):
        whole = {
            "call": call,
            "terms": call.terms,
            "network": network,
            "title": said(call.title, first),
            "call_url": _address("calls:call", network, call.pk),
            **context,
        }
        text = render_to_string(f"calls/letters/{letter}.txt", whole)
    subject, _blank, body = text.strip().partition("\n")
    send_mail(subject.strip(), body.strip() + "\n", None, [to])
