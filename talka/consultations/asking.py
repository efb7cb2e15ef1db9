"""A questionnaire made ready to be shown: one step at a time on a phone, a whole page on a desk, the same order on paper.

Neighbouring scales with the same steps become one grid. In a repeated section each organisation has its own steps;
`Step.forward` and `Step.back` name every step that may come next, and the page's stylesheet shows the first of them
whose organisation is marked as known. So the form needs no script, and its first response holds all of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.consultations.models import QuestionKind
from talka.consultations.questionnaire import Asked, Question, Questionnaire, Section, Subject
from talka.consultations.values import DONT_KNOW, LONG, NONE_OF_THEM, SHORT, values_in
from talka.foundation.wording import Wording, best


@dataclass(frozen=True)
class Words:
    """A text as this reader gets it; `lang` is set where it is in another language than the page."""

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Choice:
    id: str
    value: str
    words: Words
    chosen: bool
    subject: Subject | None = None


@dataclass(frozen=True)
class FieldView:
    """One field with what was typed in it. `error` is the sentence that stands beside it."""

    name: str
    id: str
    question: Question
    words: Words
    hint: str
    hint_lang: str
    error: str
    choices: tuple[Choice, ...] = ()
    value: str = ""
    unit: Words = field(default_factory=lambda: Words(""))
    longest: int = 0
    subject: Subject | None = None
    number: int = 0

    @property
    def kind_words(self) -> str:
        return str(QuestionKind(self.question.kind).label)

    @property
    def kind(self) -> str:
        return self.question.kind

    @property
    def answered(self) -> bool:
        return bool(self.value) or any(choice.chosen for choice in self.choices)

    @property
    def two_columns(self) -> bool:
        return len(self.choices) > 5 and all(len(choice.words.text) < 60 for choice in self.choices)

    @property
    def described_by(self) -> str:
        return " ".join(
            name for name, there in ((f"{self.id}-hint", self.hint), (f"{self.id}-error", self.error)) if there
        )


@dataclass(frozen=True)
class Way:
    """A link to another step, shown only while its organisation is marked as known ("" for always)."""

    anchor: str
    subject_key: str = ""


@dataclass
class Step:
    anchor: str
    number: str
    first: int
    fields: list[FieldView]
    subject: Subject | None = None
    heading: Words = field(default_factory=lambda: Words(""))
    forward: list[Way] = field(default_factory=list)
    back: list[Way] = field(default_factory=list)

    @property
    def is_grid(self) -> bool:
        return bool(self.heading) and self.fields[0].kind == "scale"

    @property
    def has_error(self) -> bool:
        return any(each.error for each in self.fields)

    @property
    def points(self) -> int:
        """Steps of the scale, without "I don't know"."""
        return len(self.fields[0].question.options)

    @property
    def dont_know(self) -> bool:
        return bool(self.fields[0].question.limits.get("dont_know"))


@dataclass
class Part:
    """One section, or one organisation's round of a repeated section."""

    title: Words
    about: Words
    steps: list[Step]
    subject: Subject | None = None


@dataclass(frozen=True)
class Trouble:
    """One line of the summary above the form."""

    anchor: str
    number: str
    title: str
    error: str


@dataclass
class Asking:
    questionnaire: Questionnaire
    language: str
    parts: list[Part]
    count: int
    troubles: list[Trouble]

    @property
    def steps(self) -> list[Step]:
        return [step for part in self.parts for step in part.steps]

    @property
    def first(self) -> str:
        return self.steps[0].anchor if self.steps else "send"

    @property
    def hides_unknown(self) -> bool:
        """Organisations are marked as known, so the questions about the others are hidden."""
        return self.questionnaire.known is not None and any(part.subject for part in self.parts)


class _Writer:
    """Turns texts into the reader's language, with the organisation's short name in the place of {name}."""

    def __init__(self, language: str, languages: Sequence[str]) -> None:
        self.language = language
        self.order = [language, *languages]

    def words(self, wording: Wording, subject: Subject | None = None) -> Words:
        tag, text = best(wording, self.order)
        if subject is not None:
            text = text.replace("{name}", subject.short_name)
        return Words(text, "" if tag == self.language else tag)


def asking(
    questionnaire: Questionnaire,
    language: str,
    data: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
) -> Asking:
    """Everything that a page of this questionnaire shows, with what was typed and what is wrong with it."""
    write = _Writer(language, questionnaire.languages)
    data, errors = data or {}, errors or {}
    parts: list[Part] = []
    for section in questionnaire.sections:
        if not section.questions:
            continue
        for subject in questionnaire.subjects if section.repeats else (None,):
            steps = [_step(questionnaire, group, subject, section, write, data, errors) for group in _groups(section)]
            title = write.words(section.title, subject)
            if any(step.heading for step in steps):
                title = Words("")
            parts.append(Part(title, write.words(section.about, subject), steps, subject))
    _join([step for part in parts for step in part.steps], questionnaire.known is not None)
    return Asking(questionnaire, language, parts, len(questionnaire.questions), list(_troubles(parts)))


def _groups(section: Section) -> list[list[Question]]:
    """Neighbouring scales with the same steps stand together; every other question alone."""
    groups: list[list[Question]] = []
    for question in section.questions:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and last.kind == question.kind == "scale"
            and last.options == question.options
            and last.limits.get("dont_know") == question.limits.get("dont_know")
        ):
            groups[-1].append(question)
        else:
            groups.append([question])
    return groups


def _step(
    questionnaire: Questionnaire,
    group: list[Question],
    subject: Subject | None,
    section: Section,
    write: _Writer,
    data: Mapping[str, Any],
    errors: Mapping[str, str],
) -> Step:
    prefix = f"s.{subject.key}." if subject else "q."
    fields = [
        _field(questionnaire, Asked(prefix + question.key, question, subject), write, data, errors)
        for question in group
    ]
    first, last = questionnaire.numbers[group[0].key], questionnaire.numbers[group[-1].key]
    heading = Words("")
    if len(group) > 1:
        heading = write.words(section.title, subject) or Words(_("How is it for you?"))
    return Step(
        anchor=f"{fields[0].id}-step",
        number=str(first) if first == last else f"{first}–{last}",
        first=first,
        fields=fields,
        subject=subject,
        heading=heading,
    )


def _field(
    questionnaire: Questionnaire, asked: Asked, write: _Writer, data: Mapping[str, Any], errors: Mapping[str, str]
) -> FieldView:
    question, subject = asked.question, asked.subject
    sent = values_in(data, asked.name)
    identity = asked.name.replace(".", "-")
    hint = write.words(question.hint, subject)
    limits = question.limits
    own_hint = _own_hint(question)
    words = hint.text
    if own_hint and not words:
        words = own_hint
    choices: tuple[Choice, ...] = ()
    value = ""
    if question.kind == "known":
        choices = tuple(_subjects(questionnaire.subjects, identity, sent))
    elif question.options:
        choices = tuple(_choices(question, identity, sent, write))
    else:
        value = sent[-1] if sent else ""
    longest = 0
    if question.kind in {"short_text", "long_text"}:
        longest = int(limits.get("longest") or (SHORT if question.kind == "short_text" else LONG))
    unit = limits.get("unit")
    return FieldView(
        name=asked.name,
        id=identity,
        question=question,
        words=write.words(question.text, subject),
        hint=words,
        hint_lang=hint.lang,
        error=errors.get(asked.name, ""),
        choices=choices,
        value=value,
        unit=write.words(unit) if isinstance(unit, dict) else Words(""),
        longest=longest,
        subject=subject,
        number=questionnaire.numbers[question.key],
    )


def _own_hint(question: Question) -> str:
    """What the program itself has to say about how to answer."""
    limits = question.limits
    if question.kind == "multiple" and limits.get("most_choices"):
        most = int(limits["most_choices"])
        return ngettext("Choose one.", "Choose up to %(most)s.", most) % {"most": most}
    if question.kind in {"multiple", "known"}:
        return _("Choose all that apply.")
    if question.kind == "number" and limits.get("least") is not None and limits.get("most") is not None:
        return _("A number from %(least)s to %(most)s.") % {"least": limits["least"], "most": limits["most"]}
    return ""


def _subjects(subjects: Iterable[Subject], identity: str, sent: list[str]) -> Iterable[Choice]:
    for subject in subjects:
        words = f"{subject.short_name}, {subject.name}" if subject.short_name not in subject.name else subject.name
        yield Choice(f"{identity}-{subject.key}", subject.key, Words(words), subject.key in sent, subject)
    yield Choice(f"{identity}-none", NONE_OF_THEM, Words(_("None of them yet")), NONE_OF_THEM in sent)


def _choices(question: Question, identity: str, sent: list[str], write: _Writer) -> Iterable[Choice]:
    for number, option in enumerate(question.options):
        yield Choice(f"{identity}-{number}", option.key, write.words(option.text), option.key in sent)
    if question.kind == "scale" and question.limits.get("dont_know"):
        yield Choice(f"{identity}-dk", DONT_KNOW, Words(_("I don’t know")), DONT_KNOW in sent)


def _join(steps: list[Step], some_are_hidden: bool) -> None:
    """Where "Next" and "Back" may lead from each step."""
    for place, step in enumerate(steps):
        step.forward = _ways(step, steps[place + 1 :], some_are_hidden) or [Way("send")]
        if step.forward[-1].subject_key:
            step.forward.append(Way("send"))
        step.back = _ways(step, steps[:place][::-1], some_are_hidden)
        if not step.back or step.back[-1].subject_key:
            step.back.append(Way("main"))


def _ways(here: Step, others: list[Step], some_are_hidden: bool) -> list[Way]:
    ways: list[Way] = []
    seen: set[str] = set()
    for step in others:
        key = step.subject.key if step.subject else ""
        if not key or not some_are_hidden or step.subject == here.subject:
            ways.append(Way(step.anchor))
            break
        if key not in seen:
            seen.add(key)
            ways.append(Way(step.anchor, key))
    return ways


def _troubles(parts: list[Part]) -> Iterable[Trouble]:
    for part in parts:
        for step in part.steps:
            for each in step.fields:
                if each.error:
                    title = each.words.text
                    if each.subject and each.subject.short_name not in title:
                        title = f"{each.subject.short_name}: {title}"
                    yield Trouble(step.anchor, step.number, title, each.error)
