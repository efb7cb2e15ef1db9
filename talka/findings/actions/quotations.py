"""Open answers: each stays inside until a person chooses it. The audit names the answer by its id, never its words."""

import re
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.consultations.models import Consultation
from talka.consultations.queries import TextRow, open_answer
from talka.findings.models import Quotation
from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.identity.models import Account

LEFT_OUT = "…"
TELLS_WHO = re.compile(r"\S+@\S+\.\S+|(?:\d[\s-]?){7,}|https?://|www\.")


@transaction.atomic
def choose_open_answer(
    *,
    acting_user: Account | None,
    consultation: Consultation,
    answer_id: UUID,
    question: str,
    about: str = "",
    text: str | None = None,
) -> Quotation:
    """Choose an open answer for publication with the next release.

    `text` is the answer with parts taken out, "…" in their place; None means the whole. Raises Refusal where other
    words were put in, nothing is left, or it holds an address or a telephone number; Absent where it is not there.
    """
    written = open_answer(consultation, answer_id, question, about)
    chosen = (written.text if text is None else text).strip()
    chosen = re.sub(r"\.\.\.", LEFT_OUT, chosen) if "..." not in written.text else chosen
    _hold(written.text, chosen)
    return _decide(acting_user, consultation, written, question, Quotation.State.CHOSEN, chosen)


def _hold(written: str, chosen: str) -> None:
    if not chosen.replace(LEFT_OUT, "").strip():
        raise Refusal(_("Nothing is left of this answer. Set it aside instead."), "text")
    at = 0
    for part in (part.strip() for part in chosen.split(LEFT_OUT)):
        found = written.find(part, at)
        if found < 0:
            raise Refusal(_("Leave words out and put … in their place; no other words can be put in."), "text")
        at = found + len(part)
    if len(chosen.replace(LEFT_OUT, "").split()) < len(written.split()) and LEFT_OUT not in chosen:
        raise Refusal(_("Put … where you left something out, so that readers know."), "text")
    if TELLS_WHO.search(chosen):
        raise Refusal(
            _("This looks like an address or a telephone number. Put … in its place, so that nobody is recognised."),
            "text",
        )


@transaction.atomic
def set_open_answer_aside(
    *, acting_user: Account | None, consultation: Consultation, answer_id: UUID, question: str, about: str = ""
) -> Quotation:
    """Decide that an open answer is read and stays inside."""
    written = open_answer(consultation, answer_id, question, about)
    return _decide(acting_user, consultation, written, question, Quotation.State.SET_ASIDE, "")


def _decide(
    acting_user: Account | None, consultation: Consultation, written: TextRow, question: str, state: str, text: str
) -> Quotation:
    quotation, _made = Quotation.objects.update_or_create(
        answer_id=written.answer_id,
        question=question,
        about=written.about,
        defaults={
            "consultation": consultation,
            "state": state,
            "text": text,
            "language": written.language,
            "is_shortened": bool(text) and text != written.text.strip(),
            "decided_by": acting_user,
            "decided_at": timezone.now(),
        },
    )
    record(
        acting_user=acting_user,
        network=consultation.network,
        verb="chose an open answer" if state == Quotation.State.CHOSEN else "set an open answer aside",
        target=consultation,
        quotation=quotation.pk,
        question=question,
    )
    return quotation


@transaction.atomic
def undo_open_answer(
    *, acting_user: Account | None, consultation: Consultation, answer_id: UUID, question: str, about: str = ""
) -> None:
    """Take a decision back: the answer waits inside again. What a release has told stays told there."""
    found = Quotation.objects.filter(
        consultation=consultation, answer_id=answer_id, question=question, about=about
    ).first()
    if found is None:
        return
    record(
        acting_user=acting_user,
        network=consultation.network,
        verb="took back a decision on an open answer",
        target=consultation,
        quotation=found.pk,
        question=question,
    )
    found.delete()
