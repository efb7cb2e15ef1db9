"""A release as it was frozen: the only thing that public pages read."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from talka.consultations.models import Consultation
from talka.findings.figures import Figures
from talka.findings.models import Publication
from talka.findings.words import short_figures
from talka.foundation.versions.models import FrozenVersion
from talka.foundation.wording import Wording

KIND = Publication._meta.label_lower


@dataclass(frozen=True)
class Mark:
    """An organisation as it was marked then."""

    name: str
    short_name: str
    dye: int
    shape: str


@dataclass(frozen=True)
class Told:
    """A question of a release, with its table. `figures` None: an open question, of which only the number is told."""

    key: str
    number: int
    section: Wording
    text: Wording
    kind: str
    figures: Figures | None
    answered: int | None = None


@dataclass(frozen=True)
class PublishedFinding:
    """A saved finding as the newest release tells it."""

    id: int
    sentence: Wording
    meaning: Wording
    option: str
    row: str
    owner: Mark
    figures: Figures
    consultation_slug: str
    consultation_title: Wording
    release: int

    @property
    def name(self) -> tuple[str, str]:
        """How threads call it."""
        return "findings.finding", str(self.id)

    @property
    def short(self) -> str:
        """ "38 %, n = 341" """
        return short_figures(self.figures, self.option, self.row)


@dataclass(frozen=True)
class PublishedQuotation:
    id: int
    question: str
    about: str
    text: str
    language: str
    is_shortened: bool


@dataclass(frozen=True)
class Channelled:
    """Answers by the way they came; None where the number may not be told."""

    key: str
    label: Wording
    answers: int | None


@dataclass(frozen=True)
class Release:
    consultation: Consultation
    number: int
    newest: int
    published_at: datetime.datetime
    content: dict[str, Any]

    @property
    def title(self) -> Wording:
        return dict(self.content["title"])

    @property
    def slug(self) -> str:
        return self.consultation.slug

    @property
    def is_newest(self) -> bool:
        return self.number == self.newest

    @property
    def method(self) -> dict[str, Any]:
        return dict(self.content["method"])

    @property
    def answers(self) -> int:
        return int(self.content["method"]["answers"])

    @property
    def first_day(self) -> datetime.date | None:
        return _day(self.content["method"]["first_day"])

    @property
    def last_day(self) -> datetime.date | None:
        return _day(self.content["method"]["last_day"])

    @cached_property
    def channels(self) -> list[Channelled]:
        return [Channelled(**channel) for channel in self.content["method"]["channels"]]

    @cached_property
    def questions(self) -> list[Told]:
        return [
            Told(**{**q, "figures": Figures.from_content(q["figures"]) if q["figures"] else None})
            for q in self.content["questions"]
        ]

    @cached_property
    def findings(self) -> list[PublishedFinding]:
        return [
            PublishedFinding(
                id=int(f["key"]),
                sentence=f["sentence"],
                meaning=f["meaning"],
                option=f["option"],
                row=f["row"],
                owner=Mark(**f["owner"]),
                figures=Figures.from_content(f["figures"]),
                consultation_slug=self.slug,
                consultation_title=self.title,
                release=self.number,
            )
            for f in self.content["findings"]
        ]

    @cached_property
    def quotations(self) -> list[PublishedQuotation]:
        return [
            PublishedQuotation(
                int(q["key"]), q["question"], q["about"], q["text"], q["language"], bool(q["is_shortened"])
            )
            for q in self.content["quotations"]
        ]

    def question(self, key: str) -> Told | None:
        return next((each for each in self.questions if each.key == key), None)


def _day(written: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(written) if written else None


def newest_releases(publications: Iterable[Publication]) -> list[Release]:
    """The newest release of each, in their order: one query. Each must come with its consultation."""
    by_id = {str(publication.pk): publication for publication in publications if publication.number}
    if not by_id:
        return []
    wanted = Q()
    for identity, publication in by_id.items():
        wanted |= Q(object_id=identity, number=publication.number)
    frozen = {each.object_id: each for each in FrozenVersion.objects.filter(wanted, kind=KIND)}
    return [_release(by_id[i], frozen[i]) for i in by_id if i in frozen]


def _release(publication: Publication, frozen: FrozenVersion) -> Release:
    return Release(publication.consultation, frozen.number, publication.number, frozen.frozen_at, frozen.content)


def releases_of(publication: Publication) -> list[Release]:
    """All releases, newest first."""
    found = FrozenVersion.objects.filter(kind=KIND, object_id=str(publication.pk)).order_by("-number")
    return [_release(publication, each) for each in found]


def release_number(publication: Publication, number: int) -> Release | None:
    found = FrozenVersion.objects.filter(kind=KIND, object_id=str(publication.pk), number=number).first()
    return _release(publication, found) if found else None
