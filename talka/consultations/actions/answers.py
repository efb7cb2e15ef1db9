"""Receiving one answer: nothing lost, nothing twice, and nobody told who gave it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from talka.consultations import rules
from talka.consultations.models import Answer, Batch, Consultation, Door
from talka.consultations.queries import questionnaire_of
from talka.consultations.questionnaire import Questionnaire
from talka.foundation.access import Absent, Refusal
from talka.foundation.versions.actions import content_hash

State = Literal["kept", "already_here", "conflict_kept"]
ABOUT_MOST = 400


@dataclass(frozen=True)
class Received:
    """What became of it.

    kept           it is here now
    already_here   the same had come before under the same id; nothing was written
    conflict_kept  its id stood already with other content: both are kept, this one aside
    """

    answer: Answer
    state: State


class NotAccepted(Refusal):
    """The answers cannot be kept as they are: `errors` says by field what to change, `content` what was readable."""

    def __init__(self, message: str, errors: dict[str, str], content: dict[str, Any]) -> None:
        super().__init__(message)
        self.errors = errors
        self.content = content


def receive_answer(
    *,
    door: Door,
    answer_id: uuid.UUID,
    version: int,
    language: str,
    data: Mapping[str, Any] | None = None,
    content: Mapping[str, Any] | None = None,
    received_on: date | None = None,
    batch: Batch | None = None,
    may_be_asked_again: bool = True,
) -> Received:
    """Keep one person's answers, given as a form sent them (`data`) or as content.

    `may_be_asked_again` is False for paper: what had to be answered and was left open is then kept open.

    May be called again with the same id. Raises NotAccepted where answers need a change, and Refusal where this door
    takes none now; an answer that is here already is acknowledged even then. There is no audit record, because it
    would give the moment; for typed answers the operator stands on the batch. One INSERT in one transaction; the
    door must come with its consultation and network.
    """
    consultation = door.consultation
    asked = _asked(consultation, version)
    if data is None:
        data = asked.form_data(content or {})
    kept, errors = asked.validate(data, may_be_asked_again=may_be_asked_again)
    if errors:
        raise NotAccepted(_("Some answers need a change. Everything that you wrote is kept."), errors, kept)
    if content is not None and _plain(content) != kept:
        raise NotAccepted(_("The content does not fit the questionnaire."), {}, kept)
    today = rules.today_in(consultation.network)
    answer = Answer(
        id=answer_id,
        consultation=consultation,
        version=version,
        door=door,
        batch=batch,
        language=language[:12],
        received_on=received_on or today,
        content=kept,
        content_hash=content_hash(kept),
        about=_about(kept),
    )
    closed = _closed(door, batch, today)
    if closed:
        stands = _standing(answer)
        if stands is not None:
            return Received(stands, "already_here")
        raise Refusal(closed)
    return _write(answer)


def _asked(consultation: Consultation, version: int) -> Questionnaire:
    """The version that was shown. Raises Absent for a number that was never published."""
    if 0 < version <= consultation.version:
        return questionnaire_of(consultation, version)
    raise Absent


def _plain(content: Mapping[str, Any]) -> dict[str, Any]:
    return {"answers": dict(content.get("answers", {})), "about": dict(content.get("about", {}))}


def _about(content: Mapping[str, Any]) -> str:
    keys = content["about"]
    return f"|{'|'.join(keys)}|"[:ABOUT_MOST] if keys else ""


def _closed(door: Door, batch: Batch | None, today: date) -> str:
    """Why this door takes no answer now; "" where it does."""
    if batch is not None:
        if not rules.is_open_batch(batch):
            return _("This batch is closed. Open a new one and type the answers in there.")
        if not rules.takes_batches(door.consultation):
            return _("This consultation takes no answers now.")
        return ""
    if not door.is_open or not rules.may_still_be_sent(door.consultation, today):
        return _("This consultation takes no answers now.")
    return ""


def _write(answer: Answer) -> Received:
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
            if answer.batch is not None:
                _remember_last(answer, answer.batch)
    except IntegrityError:
        stands = _standing(answer)
        if stands is not None:
            return Received(stands, "already_here")
        return _keep_aside(answer)
    return Received(answer, "kept")


def _remember_last(answer: Answer, batch: Batch) -> None:
    """Only the last answer of a pile may be taken back. Raises Refusal where somebody closed the pile meanwhile."""
    pile = Batch.objects.filter(pk=batch.pk, closed_at__isnull=True)
    if not pile.update(last_answer=answer.pk):
        raise Refusal(_("This batch is closed. Open a new one and type the answers in there."))


def _standing(answer: Answer) -> Answer | None:
    """The same content that came before under the same id, whether it was the first or kept aside."""
    same = Answer.objects.filter(consultation_id=answer.consultation_id, content_hash=answer.content_hash)
    return same.filter(pk=answer.pk).first() or same.filter(sent_as=answer.pk).first()


def _keep_aside(answer: Answer) -> Received:
    """Its id stands with other content. Raises the database's IntegrityError where it was about something else."""
    answer.sent_as, answer.pk = answer.pk, uuid.uuid4()
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError:
        twin = Answer.objects.filter(
            consultation_id=answer.consultation_id, sent_as=answer.sent_as, content_hash=answer.content_hash
        ).first()
        if twin is None:
            raise
        return Received(twin, "already_here")
    return Received(answer, "conflict_kept")
