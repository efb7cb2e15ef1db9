"""Answers that count, as a stream and one by one."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet

from talka.consultations.models import Answer, Consultation
from talka.foundation.access import Absent


class AnswerRow(NamedTuple):
    door_id: int
    version: int
    language: str
    received_on: date
    content: dict[str, Any]


def answer_rows(consultation: Consultation, version: int | None = None) -> Iterator[AnswerRow]:
    """Every counted answer as a stream, in an order that tells nothing; memory stays flat at a million.

    Answers kept aside, because their id stood already with other content, are left out.
    """
    rows = counted(consultation)
    if version is not None:
        rows = rows.filter(version=version)
    fields = ("door_id", "version", "language", "received_on", "content")
    for row in rows.order_by("pk").values_list(*fields).iterator(chunk_size=2000):
        yield AnswerRow(*row)


def counted(consultation: Consultation) -> "QuerySet[Answer]":
    return Answer.objects.filter(consultation=consultation, sent_as__isnull=True)


def answers_mark(consultation: Consultation) -> tuple[int, str, str, str]:
    """Changes whenever a counted answer comes or goes: what rooms above keep may be kept as long as this stands."""
    found = counted(consultation).aggregate(
        n=Count("pk"), first=Min("content_hash"), last=Max("content_hash"), day=Max("received_on")
    )
    return found["n"], found["first"] or "", found["last"] or "", str(found["day"] or "")


class TextRow(NamedTuple):
    """One open answer. `about` is the owner id as text inside a repeated section, otherwise empty."""

    answer_id: UUID
    door_id: int
    version: int
    language: str
    received_on: date
    about: str
    text: str


def open_answers(consultation: Consultation, key: str) -> Iterator[TextRow]:
    """What people wrote to one open question, in an order that tells nothing. For those who may read it alone."""
    fields = ("pk", "door_id", "version", "language", "received_on", "content")
    for pk, door, version, language, day, content in (
        counted(consultation).order_by("pk").values_list(*fields).iterator(chunk_size=2000)
    ):
        for about, part in (("", content.get("answers", {})), *content.get("about", {}).items()):
            text = part.get(key)
            if isinstance(text, str) and text:
                yield TextRow(pk, door, version, language, day, about, text)


def open_answer(consultation: Consultation, answer_id: UUID, key: str, about: str = "") -> TextRow:
    """One open answer; Absent where it is not there."""
    fields = ("pk", "door_id", "version", "language", "received_on", "content")
    found = counted(consultation).filter(pk=answer_id).values_list(*fields).first()
    if found is not None:
        pk, door, version, language, day, content = found
        part = content.get("about", {}).get(about, {}) if about else content.get("answers", {})
        if isinstance(part.get(key), str):
            return TextRow(pk, door, version, language, day, about, part[key])
    raise Absent
