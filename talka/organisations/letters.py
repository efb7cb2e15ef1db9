"""Mails of this room: plain text, in the language of the person who gets them."""

import datetime
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from talka.organisations.models import Invitation


def link(name: str, *args: Any) -> str:
    """A full address, for a mail."""
    return f"{settings.ADDRESS}{reverse(name, args=args)}"


def last_day(invitation: Invitation) -> datetime.date:
    """The last whole day on which the link is good, where the network is."""
    return timezone.localtime(invitation.expires_at, ZoneInfo(invitation.network.time_zone)).date()


def send(*, template: str, to: str, language: str, context: dict[str, Any], answers_to: Sequence[str] = ()) -> None:
    """Set `letters/<template>.txt` in this language and hand it over; its first line is the subject."""
    with translation.override(language or settings.LANGUAGE_CODE):
        text = render_to_string(f"organisations/letters/{template}.txt", context)
    subject, _blank, body = text.strip().partition("\n")
    EmailMessage(
        subject=subject.strip(), body=body.strip() + "\n", to=[to], reply_to=[a for a in answers_to if a]
    ).send()
