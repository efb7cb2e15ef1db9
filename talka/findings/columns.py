"""The answers of a consultation as columns, read once.

Pages count from columns and never parse answers again while nothing new has come. What a person wrote is not kept
here: of an open question the columns know only that it was answered.

Questions of different versions are read together where they share key, kind and choices; otherwise they stand apart
as strands of their own, and pages say so.
"""

import datetime
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from talka.consultations import queries as consultations
from talka.consultations.models import Consultation
from talka.consultations.questionnaire import Question, Questionnaire, Section, Subject
from talka.foundation.wording import Wording
from talka.methods.tables import Choice, Choices, Column, Number, Option, Scale

DONT_KNOW = "dont_know"
ABOUT = "~about"
"""The breakdown by the organisation that an answer is about."""
CHANNEL, DOOR, LANGUAGE = "~channel", "~door", "~language"
TEXTS = frozenset({"short_text", "long_text"})
CLOSED = frozenset({"single", "multiple", "scale", "known"})
MOST_KEPT = 12

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Strand:
    """One question as it was asked in one or more versions. `name` is its key; older forms of it carry "@version"."""

    name: str
    question: Question
    section: Section
    number: int
    versions: frozenset[int]
    is_current: bool

    @property
    def repeats(self) -> bool:
        """Asked about each organisation that the respondent knows."""
        return self.section.repeats

    @property
    def is_text(self) -> bool:
        return self.question.kind in TEXTS

    @property
    def is_closed(self) -> bool:
        return self.question.kind in CLOSED


@dataclass(frozen=True, eq=False)
class Reading:
    """The answers of one consultation as they stood.

    A question that is asked about each organisation has a column of answers × organisations, organisation by
    organisation (`subject` tells which); every other column has one entry for each answer.
    """

    answers: int
    by_version: dict[int, int]
    subjects: tuple[Subject, ...]
    strands: tuple[Strand, ...]
    channels: Choice
    doors: Choice
    languages: Choice
    door_titles: dict[str, str]
    first_day: datetime.date | None
    last_day: datetime.date | None
    columns: dict[str, Column] = field(repr=False, default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)

    @cached_property
    def by_name(self) -> dict[str, Strand]:
        return {strand.name: strand for strand in self.strands}

    @cached_property
    def subject(self) -> Choice:
        """Which organisation each entry of a repeated question's column is about."""
        codes = np.repeat(np.arange(len(self.subjects)), self.answers)
        return Choice(codes, tuple(Option(s.key) for s in self.subjects), key=ABOUT)

    def column(self, strand: Strand) -> Column:
        return self.columns[strand.name]

    def spread(self, strand: Strand, of_answers: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Something known of each answer, for each entry of the strand's column."""
        return np.tile(of_answers, len(self.subjects)) if strand.repeats else of_answers

    def apart_from(self, strand: Strand) -> list[Strand]:
        """Other forms of the same question that could not be read together with this one."""
        return [s for s in self.strands if s.question.key == strand.question.key and s.name != strand.name]


_kept: "OrderedDict[tuple[Any, ...], Reading]" = OrderedDict()
_lock = Lock()


def read(consultation: Consultation) -> Reading:
    """The columns of a consultation; from the process's memory while no answer came or went: one query, else a few."""
    mark = (consultation.pk, consultation.made_at, consultation.version, consultations.answers_mark(consultation))
    with _lock:
        if mark in _kept:
            _kept.move_to_end(mark)
            return _kept[mark]
    reading = _read(consultation)
    with _lock:
        _kept[mark] = reading
        for old in [key for key in _kept if key[:2] == mark[:2] and key != mark]:
            del _kept[old]
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return reading


def _read(consultation: Consultation) -> Reading:
    rows = list(consultations.answer_rows(consultation))
    version = np.array([row.version for row in rows], dtype=np.int64)
    newest = consultation.version
    asked_in = sorted({newest, *version.tolist()} - {0}, reverse=True) or [0]
    forms = {number: consultations.questionnaire_of(consultation, number or None) for number in asked_in}
    subjects = _subjects(forms.values())
    strands = _strands(forms)
    doors = consultations.doors_of(consultation)
    door_keys = [str(door.pk) for door in doors]
    channel_of = {door.pk: door.channel for door in doors}
    languages = sorted({row.language for row in rows})
    days = [row.received_on for row in rows]
    columns: dict[str, Column] = {}
    texts: dict[str, int] = {}
    for strand in strands:
        inside = np.isin(version, list(strand.versions))
        if strand.is_text:
            texts[strand.name] = sum(
                1 for row, here in zip(rows, inside, strict=True) if here for _text in _texts(strand, row.content)
            )
            continue
        if strand.repeats:
            values: list[Any] = []
            asked: list[bool] = []
            for subject in subjects:
                for row, here in zip(rows, inside, strict=True):
                    known = row.content.get("about", {}).get(subject.key)
                    asked.append(bool(here) and known is not None)
                    values.append((known or {}).get(strand.question.key))
        else:
            values = [row.content.get("answers", {}).get(strand.question.key) for row in rows]
            asked = inside.tolist()
        columns[strand.name] = column_of(strand, values, np.array(asked, dtype=np.bool_), subjects)
    counts = {int(number): int((version == number).sum()) for number in np.unique(version)}
    return Reading(
        answers=len(rows),
        by_version=counts,
        subjects=subjects,
        strands=strands,
        channels=_codes([channel_of[row.door_id] for row in rows], list(dict.fromkeys(channel_of.values())), CHANNEL),
        doors=_codes([str(row.door_id) for row in rows], door_keys, DOOR),
        languages=_codes([row.language for row in rows], languages, LANGUAGE),
        door_titles={str(door.pk): consultations.door_title(door) for door in doors},
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        columns=columns,
        texts=texts,
    )


def _texts(strand: Strand, content: dict[str, Any]) -> Iterable[str]:
    key = strand.question.key
    found = (
        [part.get(key) for part in content.get("about", {}).values()]
        if strand.repeats
        else [content.get("answers", {}).get(key)]
    )
    return [text for text in found if text]


def _codes(values: list[str], keys: list[str], name: str) -> Choice:
    places = {key: place for place, key in enumerate(keys)}
    codes = np.array([places[value] for value in values], dtype=np.int32)
    return Choice(codes, tuple(Option(key) for key in keys), key=name)


def _subjects(forms: Iterable[Questionnaire]) -> tuple[Subject, ...]:
    """Every organisation of any version, in the order of the newest."""
    found: dict[str, Subject] = {}
    for form in forms:
        for subject in form.subjects:
            found.setdefault(subject.key, subject)
    return tuple(found.values())


def _strands(forms: dict[int, Questionnaire]) -> tuple[Strand, ...]:
    """Questions by what they are; `forms` newest version first, whose words are shown."""
    drafts: dict[tuple[Any, ...], tuple[Questionnaire, Question, set[int]]] = {}
    for number, form in forms.items():
        for key, question in form.questions.items():
            same = (
                key,
                question.kind,
                question.option_keys,
                bool(question.limits.get(DONT_KNOW)),
                form.section_of(key).repeats,
            )
            drafts.setdefault(same, (form, question, set()))[2].add(number)
    newest = max(forms)
    taken: set[str] = set()
    strands = []
    for form, question, numbers in drafts.values():
        name = question.key if question.key not in taken else f"{question.key}@{max(numbers)}"
        taken.add(question.key)
        strands.append(
            Strand(
                name=name,
                question=question,
                section=form.section_of(question.key),
                number=form.numbers[question.key],
                versions=frozenset(numbers),
                is_current=newest in numbers,
            )
        )
    return tuple(strands)


def column_of(strand: Strand, values: list[Any], asked: Bools, subjects: tuple[Subject, ...]) -> Column:
    """One question's answers as a column. A choice that is no longer in the questionnaire counts as no answer."""
    question = strand.question
    key = strand.name
    if question.kind == "number":
        numbers = [float(v) if isinstance(v, (int, float)) and not isinstance(v, bool) else np.nan for v in values]
        return Number(np.array(numbers, dtype=np.float64), key=key, asked=asked)
    options = tuple(
        Option(k) for k in (question.option_keys if question.kind != "known" else [s.key for s in subjects])
    )
    if question.kind in {"multiple", "known"}:
        places = {option.key: place for place, option in enumerate(options)}
        chosen = np.zeros((len(values), len(options)), dtype=np.bool_)
        answered = np.zeros(len(values), dtype=np.bool_)
        for row, value in enumerate(values):
            if not isinstance(value, list):
                continue
            answered[row] = True
            for each in value:
                if each in places:
                    chosen[row, places[each]] = True
        return Choices(chosen, options, key=key, asked=asked, answered=answered)
    if question.kind == "scale" and question.limits.get(DONT_KNOW):
        options = (*options, Option(DONT_KNOW))
    places = {option.key: place for place, option in enumerate(options)}
    codes = np.array([places.get(v, -1) if isinstance(v, str) else -1 for v in values], dtype=np.int32)
    if question.kind == "scale":
        return Scale(codes, options, key=key, asked=asked, values=_steps(question.option_keys, len(options)))
    return Choice(codes, options, key=key, asked=asked)


def _steps(keys: tuple[str, ...], size: int) -> tuple[float | None, ...]:
    """What the steps of a scale stand for: their keys where these are numbers, otherwise 1, 2, 3 …"""
    try:
        steps: list[float | None] = [float(key) for key in keys]
    except ValueError:
        steps = [float(place) for place in range(1, len(keys) + 1)]
    return (*steps, *[None] * (size - len(keys)))


def option_words(strand: Strand, reading: Reading) -> dict[str, Wording]:
    """The words of each choice, by key; "hard to say" and organisations have no words of their own here."""
    if strand.question.kind == "known":
        return {subject.key: {"": subject.short_name} for subject in reading.subjects}
    return {option.key: dict(option.text) for option in strand.question.options}
