"""A questionnaire as it was shown: frozen, immutable, and the one place where answers are checked.

The answer page, typing-in, import and demo all use `Questionnaire.validate`. What it gives is the content kept
with an answer: {"answers": {question key: value}, "about": {owner id as text: {question key: value}}}.

Fields of a form are named `q.<question key>`, and `s.<owner id>.<question key>` inside a repeated section.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from talka.consultations.values import DONT_KNOW as DONT_KNOW
from talka.consultations.values import NONE_OF_THEM as NONE_OF_THEM
from talka.consultations.values import read_value, values_in
from talka.foundation.wording import Wording

Content = dict[str, Any]


@dataclass(frozen=True)
class Option:
    key: str
    text: Wording

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "Option":
        return cls(key=content["key"], text=dict(content.get("text", {})))

    def to_content(self) -> Content:
        return {"key": self.key, "text": self.text}


@dataclass(frozen=True)
class Subject:
    """An organisation that the consultation is about, as it was called when the version was published."""

    key: str
    name: str
    short_name: str
    dye: int = 1
    shape: str = "circle"

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "Subject":
        return cls(**{name: content[name] for name in ("key", "name", "short_name", "dye", "shape")})

    def to_content(self) -> Content:
        return {
            "key": self.key,
            "name": self.name,
            "short_name": self.short_name,
            "dye": self.dye,
            "shape": self.shape,
        }


@dataclass(frozen=True)
class Question:
    """`options` of the kind `known` are empty: its choices are the questionnaire's subjects."""

    key: str
    kind: str
    text: Wording
    hint: Wording = field(default_factory=dict)
    required: bool = False
    options: tuple[Option, ...] = ()
    limits: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "Question":
        return cls(
            key=content["key"],
            kind=content["kind"],
            text=dict(content.get("text", {})),
            hint=dict(content.get("hint", {})),
            required=bool(content.get("required")),
            options=tuple(Option.from_content(option) for option in content.get("options", [])),
            limits=dict(content.get("limits", {})),
        )

    def to_content(self) -> Content:
        return {
            "key": self.key,
            "kind": self.kind,
            "text": self.text,
            "hint": self.hint,
            "required": self.required,
            "options": [option.to_content() for option in self.options],
            "limits": dict(self.limits),
        }

    @cached_property
    def option_keys(self) -> tuple[str, ...]:
        return tuple(option.key for option in self.options)


@dataclass(frozen=True)
class Section:
    key: str
    title: Wording = field(default_factory=dict)
    about: Wording = field(default_factory=dict)
    repeats: bool = False
    questions: tuple[Question, ...] = ()

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "Section":
        return cls(
            key=content["key"],
            title=dict(content.get("title", {})),
            about=dict(content.get("about", {})),
            repeats=bool(content.get("repeats")),
            questions=tuple(Question.from_content(question) for question in content.get("questions", [])),
        )

    def to_content(self) -> Content:
        return {
            "key": self.key,
            "title": self.title,
            "about": self.about,
            "repeats": self.repeats,
            "questions": [question.to_content() for question in self.questions],
        }


class Asked(NamedTuple):
    """One field of the form: its name, its question, and the organisation it is about inside a repeated section."""

    name: str
    question: Question
    subject: Subject | None


class Validated(NamedTuple):
    """`errors`: field name → sentence in the active language. The content is complete only where there are none."""

    content: Content
    errors: dict[str, str]


@dataclass(frozen=True)
class Questionnaire:
    title: Wording
    languages: tuple[str, ...]
    sections: tuple[Section, ...] = ()
    subjects: tuple[Subject, ...] = ()
    intro: Wording = field(default_factory=dict)
    privacy: Wording = field(default_factory=dict)
    thanks: Wording = field(default_factory=dict)
    contact: str = ""

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> "Questionnaire":
        return cls(
            title=dict(content["title"]),
            languages=tuple(content["languages"]),
            sections=tuple(Section.from_content(section) for section in content["sections"]),
            subjects=tuple(Subject.from_content(subject) for subject in content.get("subjects", [])),
            intro=dict(content.get("intro", {})),
            privacy=dict(content.get("privacy", {})),
            thanks=dict(content.get("thanks", {})),
            contact=content.get("contact", ""),
        )

    def to_content(self) -> Content:
        return {
            "title": self.title,
            "intro": self.intro,
            "privacy": self.privacy,
            "thanks": self.thanks,
            "contact": self.contact,
            "languages": list(self.languages),
            "subjects": [subject.to_content() for subject in self.subjects],
            "sections": [section.to_content() for section in self.sections],
        }

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Every question by its key, in the order of the form."""
        return {question.key: question for section in self.sections for question in section.questions}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number that stands before each question, the same on the page and on paper."""
        return {key: number for number, key in enumerate(self.questions, start=1)}

    @cached_property
    def known(self) -> Question | None:
        """The question that decides for which organisations the repeated sections are asked."""
        return next((q for s in self.sections if not s.repeats for q in s.questions if q.kind == "known"), None)

    def section_of(self, key: str) -> Section:
        return next(section for section in self.sections if any(q.key == key for q in section.questions))

    @cached_property
    def fields(self) -> tuple[Asked, ...]:
        """Every field of the form in its order; repeated sections once for each organisation."""
        return tuple(self._fields())

    def _fields(self) -> Iterator[Asked]:
        for section in self.sections:
            if not section.repeats:
                for question in section.questions:
                    yield Asked(f"q.{question.key}", question, None)
                continue
            for subject in self.subjects:
                for question in section.questions:
                    yield Asked(f"s.{subject.key}.{question.key}", question, subject)

    @cached_property
    def subject_keys(self) -> tuple[str, ...]:
        return tuple(subject.key for subject in self.subjects)

    def validate(self, data: Mapping[str, Any], *, may_be_asked_again: bool = True) -> Validated:
        """Check what a form sent (a QueryDict, or a plain mapping to a text or a list of texts).

        Answers about an organisation that was not marked as known are left out: the page hides those questions,
        and marking it off is how a person takes them back. Without a `known` question, an organisation is what
        the answer is about as soon as one of its questions is answered. Who filled in paper cannot be asked again:
        then a question that had to be answered may stay open.
        """
        answers: Content = {}
        errors: dict[str, str] = {}
        marked: list[str] | None = None
        if self.known is not None:
            sent = values_in(data, f"q.{self.known.key}")
            value, error = read_value(self.known, sent, self.subject_keys)
            marked = value if isinstance(value, list) else []
            if error and (sent or may_be_asked_again):
                errors[f"q.{self.known.key}"] = error
        about: dict[str, Content] = {key: {} for key in marked or []}
        for asked in self.fields:
            key, subject = asked.question.key, asked.subject
            if subject is not None and marked is not None and subject.key not in about:
                continue
            sent = values_in(data, asked.name)
            value, error = read_value(asked.question, sent, self.subject_keys)
            if error and (sent or may_be_asked_again):
                errors[asked.name] = error
            if value is None:
                continue
            if subject is None:
                answers[key] = value
            else:
                about.setdefault(subject.key, {})[key] = value
        return Validated({"answers": answers, "about": about}, errors)

    def form_data(self, content: Mapping[str, Any]) -> dict[str, list[str]]:
        """The content as a form would have sent it: what `validate` reads back to the same content."""
        data: dict[str, list[str]] = {}
        for asked in self.fields:
            if asked.subject is None:
                value = content.get("answers", {}).get(asked.question.key)
            else:
                value = content.get("about", {}).get(asked.subject.key, {}).get(asked.question.key)
            if value is None:
                continue
            if isinstance(value, list):
                data[asked.name] = [str(each) for each in value] or [NONE_OF_THEM]
            else:
                data[asked.name] = [str(value)]
        return data
