"""A consultation as it stands in lists, on the home and in a programme."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from talka.consultations import rules
from talka.consultations.languages import language_name
from talka.consultations.models import Channel, Consultation, Door
from talka.foundation import language as writing
from talka.foundation.access import Viewer


@dataclass(frozen=True)
class Card:
    """`answers` is None where the number is small and this reader is not one of those who ask."""

    consultation: Consultation
    answers: int | None
    is_open: bool
    is_coming: bool
    is_over: bool
    door: Door | None
    languages: list[tuple[str, str]]

    @property
    def is_draft(self) -> bool:
        return self.consultation.state == Consultation.State.DRAFT

    @property
    def reading_languages(self) -> list[tuple[str, str]]:
        """The languages besides the reader's own in which it can be answered."""
        reader = get_language()
        return [(tag, name) for tag, name in self.languages if tag != reader]

    @property
    def url(self) -> str:
        return reverse("consultations:consultation", args=[self.consultation.network.slug, self.consultation.slug])

    @property
    def answer_url(self) -> str:
        return reverse("answer:ask", args=[self.door.token]) if self.door else ""

    @property
    def owners(self) -> list[object]:
        subjects = [subject.owner for subject in self.consultation.subjects.all()]
        return list(subjects) or [self.consultation.owner]

    @property
    def when(self) -> str:
        opens, closes = self.consultation.opens_on, self.consultation.closes_on
        if self.consultation.state == Consultation.State.DRAFT:
            return _("Draft")
        if self.is_coming and opens:
            return _("Opens on %(day)s") % {"day": writing.written_day(opens)}
        if self.is_open:
            if closes:
                return _("Open until %(day)s") % {"day": writing.written_day(closes, weekday=True)}
            return _("Open")
        closed = self.consultation.closed_at.date() if self.consultation.closed_at else closes
        return _("Closed on %(day)s") % {"day": writing.written_day(closed)} if closed else _("Closed")

    @property
    def answers_words(self) -> str:
        if self.answers is None:
            return ""
        number = writing.written_number(self.answers)
        return ngettext("%(number)s answer", "%(number)s answers", self.answers) % {"number": number}


def card_of(consultation: Consultation, answers: int, small: int, viewer: Viewer, today: datetime.date) -> Card:
    """Asks the database nothing where `doors` and `subjects__owner` are prefetched."""
    is_open = rules.may_be_answered(consultation, today)
    is_coming = consultation.state == Consultation.State.OPEN and not rules.has_begun(consultation, today)
    doors = [door for door in consultation.doors.all() if door.channel == Channel.ONLINE and door.is_open]
    told = answers >= small or rules.may_edit(consultation, viewer)
    return Card(
        consultation=consultation,
        answers=answers if told else None,
        is_open=is_open,
        is_coming=is_coming,
        is_over=consultation.state != Consultation.State.DRAFT and not is_open and not is_coming,
        door=doors[0] if doors and is_open else None,
        languages=[(tag, language_name(tag)) for tag in consultation.languages],
    )
