"""Where no mail server is set, mail is kept in a folder; the demo shows it on a page."""

import email
import email.policy
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class KeptMailBackend(BaseEmailBackend):
    """Writes each message to its own file; the newest has the highest name."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            (folder / f"{time.time_ns():020d}-{uuid4().hex[:8]}.eml").write_bytes(message.message().as_bytes())
        return len(email_messages)


@dataclass(frozen=True)
class KeptMail:
    to: str
    subject: str
    body: str
    sent: str


def kept_mail(most: int = 20) -> list[KeptMail]:
    """The newest kept messages, for the demo's mail page."""
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return []
    messages = []
    for path in sorted(folder.glob("*.eml"), reverse=True)[:most]:
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = message.get_body(preferencelist=("plain",))
        messages.append(
            KeptMail(
                to=str(message["To"]),
                subject=str(message["Subject"]),
                body=body.get_content() if body else "",
                sent=str(message["Date"]),
            )
        )
    return messages
