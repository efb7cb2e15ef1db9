"""Questions about a call, and answers that all applicants can read."""

import uuid

from django.db import transaction
from django.utils.translation import get_language

from talka.calls import clock, rules
from talka.calls.actions.letters import answer_later
from talka.calls.models import Call, Inquiry
from talka.calls.words import closed_words
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.wording import Wording
from talka.identity.models import Account


@transaction.atomic
def ask(*, call: Call, text: str, email: str = "", field_id: uuid.UUID | None = None, language: str = "") -> Inquiry:
    """Ask the host; until the deadline. The same id sent twice asks once. Nothing says who asked."""
    identity = field_id or uuid.uuid4()
    before = Inquiry.objects.filter(field_id=identity).first()
    if before is not None:
        if before.call_id == call.pk and before.text == text:
            return before
        identity = uuid.uuid4()
    if not rules.is_open(call):
        raise Refusal(closed_words(call))
    return Inquiry.objects.create(
        call=call, field_id=identity, text=text, email=email.lower(), language=language or get_language() or ""
    )


@transaction.atomic
def answer_inquiry(*, acting_user: Account | None, inquiry: Inquiry, answer: Wording) -> Inquiry:
    """Answer for everybody to read. Who asked gets a letter, and their address is then forgotten."""
    first = inquiry.answered_at is None
    inquiry.answer = answer
    inquiry.answered_at = clock.now()
    inquiry.answered_by = acting_user
    inquiry.save(update_fields=["answer", "answered_at", "answered_by"])
    record(acting_user=acting_user, network=inquiry.call.network, verb="answered question", target=inquiry.call)
    if first:
        answer_later(inquiry.pk)
    return inquiry
