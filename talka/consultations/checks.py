"""What is looked at before a questionnaire is published: some things stop it, others are said and left to people."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.consultations.questionnaire import Question, Questionnaire, Section
from talka.consultations.values import DONT_KNOW
from talka.foundation.wording import Wording, said

LONG = 25


@dataclass(frozen=True)
class Problem:
    """`where` is the key of a section or question that the draft's page marks; "" for the whole."""

    text: str
    blocks: bool
    where: str = ""


def problems(draft: Questionnaire) -> list[Problem]:
    """Everything found, what stops the publishing first."""
    return sorted(_found(draft), key=lambda problem: not problem.blocks)


def blocking(draft: Questionnaire) -> list[Problem]:
    return [problem for problem in problems(draft) if problem.blocks]


def _found(draft: Questionnaire) -> Iterator[Problem]:
    if not said(draft.title):
        yield Problem(_("The consultation has no title."), True)
    questions = [question for section in draft.sections for question in section.questions]
    if not questions:
        yield Problem(_("There is no question yet."), True)
        return
    for key, times in Counter(question.key for question in questions).items():
        if times > 1:
            yield Problem(_("Two questions have the key “%(key)s”.") % {"key": key}, True, key)
    yield from _repeats(draft)
    for section in draft.sections:
        if not section.questions:
            yield Problem(
                _("The section “%(title)s” has no question; it will not be shown.") % {"title": said(section.title)},
                False,
                section.key,
            )
        for question in section.questions:
            yield from _question(question)
    if not said(draft.privacy):
        yield Problem(_("Nothing says yet what happens with the answers."), False)
    if len(questions) > LONG:
        yield Problem(
            _("There are %(number)s questions. In two minutes people answer about twelve.")
            % {"number": len(questions)},
            False,
        )
    yield from _languages(draft)


def _repeats(draft: Questionnaire) -> Iterator[Problem]:
    repeated = [section for section in draft.sections if section.repeats and section.questions]
    known = [(s, q) for s in draft.sections for q in s.questions if q.kind == "known"]
    if (repeated or known) and not draft.subjects:
        yield Problem(_("Say which organisations this is about; the repeated questions need them."), True)
    if repeated and not known and len(draft.subjects) > 1:
        yield Problem(
            _("A section repeats for each organisation that is known, but no question asks which ones are."),
            True,
            repeated[0].key,
        )
    if len(known) > 1:
        yield Problem(_("Two questions ask which organisations are known. One is enough."), True, known[1][1].key)
    order = list(draft.sections)
    for section, question in known:
        if section.repeats:
            yield Problem(
                _("“%(question)s” must stand in a section that does not repeat.") % {"question": said(question.text)},
                True,
                question.key,
            )
        elif repeated and order.index(section) > order.index(repeated[0]):
            yield Problem(
                _("“%(question)s” must come before the section that repeats.") % {"question": said(question.text)},
                True,
                question.key,
            )


def _question(question: Question) -> Iterator[Problem]:
    name = said(question.text)
    if not name:
        yield Problem(
            _("The question with the key “%(key)s” has no words.") % {"key": question.key}, True, question.key
        )
        return
    if question.kind in {"single", "multiple", "scale"}:
        if len(question.options) < 2:
            yield Problem(_("“%(question)s” needs at least two choices.") % {"question": name}, True, question.key)
        keys = Counter(question.option_keys)
        if any(times > 1 for times in keys.values()) or (question.kind == "scale" and DONT_KNOW in keys):
            yield Problem(_("“%(question)s” has two choices with one key.") % {"question": name}, True, question.key)
        if any(not said(option.text) for option in question.options):
            yield Problem(_("“%(question)s” has a choice without words.") % {"question": name}, True, question.key)
    limits = question.limits
    least, most = limits.get("least"), limits.get("most")
    if least is not None and most is not None and least > most:
        yield Problem(_("“%(question)s” allows no number at all.") % {"question": name}, True, question.key)
    most_choices = limits.get("most_choices")
    if question.kind == "multiple" and most_choices and most_choices > len(question.options):
        yield Problem(_("“%(question)s” allows more choices than it has.") % {"question": name}, False, question.key)


def texts_of(draft: Questionnaire) -> Iterator[Wording]:
    """Every text that a resident may read."""
    yield from (draft.title, draft.intro, draft.privacy, draft.thanks)
    for section in draft.sections:
        yield from texts_of_section(section)


def texts_of_section(section: Section) -> Iterator[Wording]:
    yield from (section.title, section.about)
    for question in section.questions:
        yield from texts_of_question(question)


def texts_of_question(question: Question) -> Iterator[Wording]:
    yield from (question.text, question.hint)
    yield from (option.text for option in question.options)
    unit = question.limits.get("unit")
    if isinstance(unit, dict):
        yield unit


def missing_by_language(draft: Questionnaire) -> dict[str, int]:
    """How many texts stand in another language but not in this one, for each language of the questionnaire."""
    missing = dict.fromkeys(draft.languages, 0)
    for text in texts_of(draft):
        if not said(text):
            continue
        for language in draft.languages:
            if not text.get(language, "").strip():
                missing[language] += 1
    return missing


def _languages(draft: Questionnaire) -> Iterator[Problem]:
    """A language without its title or questions stops; a hint that is missing is only said."""
    for language, number in missing_by_language(draft).items():
        if not number:
            continue
        asked = [draft.title, *(q.text for s in draft.sections for q in s.questions)]
        if all(not text.get(language, "").strip() for text in asked):
            yield Problem(
                _("Nothing is written in “%(language)s” yet. Write it, or take the language away.")
                % {"language": language},
                True,
            )
            continue
        yield Problem(
            ngettext(
                "One text is missing in “%(language)s”; it will show in another language.",
                "%(number)s texts are missing in “%(language)s”; they will show in another language.",
                number,
            )
            % {"number": number, "language": language},
            False,
        )
