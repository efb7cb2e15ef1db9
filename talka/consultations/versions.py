"""What changed between two versions of a questionnaire, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from talka.consultations.languages import language_name
from talka.consultations.models import QuestionKind
from talka.consultations.questionnaire import Questionnaire
from talka.foundation.versions.difference import Change, differences
from talka.foundation.wording import said


@dataclass(frozen=True)
class ReadableChange:
    """`where` says which question or text, `what` which part of it; `before` and `after` are sentences."""

    kind: str
    where: str
    what: str
    before: str
    after: str

    @property
    def kind_words(self) -> str:
        return {
            "added": pgettext("a change", "added"),
            "removed": pgettext("a change", "taken away"),
            "changed": pgettext("a change", "changed"),
        }[self.kind]


def readable_changes(before: Questionnaire, after: Questionnaire) -> list[ReadableChange]:
    """In the order of the form; moving a question within its section is no change of its content."""
    names = {**_names(before), **_names(after)}
    return [_readable(change, names) for change in differences(before.to_content(), after.to_content())]


def _names(questionnaire: Questionnaire) -> dict[str, str]:
    names = {section.key: said(section.title) or _("a section") for section in questionnaire.sections}
    for key, question in questionnaire.questions.items():
        names[key] = f"{questionnaire.numbers[key]}. {said(question.text)}"
    return names


PARTS = {
    "title": lambda: _("title"),
    "intro": lambda: _("what it is for"),
    "privacy": lambda: _("what happens with the answers"),
    "thanks": lambda: _("what is said after an answer"),
    "contact": lambda: _("who answers questions about it"),
    "languages": lambda: _("languages"),
    "subjects": lambda: _("organisations"),
    "about": lambda: _("line before the questions"),
    "repeats": lambda: _("repeated for each organisation"),
    "text": lambda: _("words"),
    "hint": lambda: _("hint"),
    "required": lambda: _("must be answered"),
    "options": lambda: _("choices"),
    "limits": lambda: _("limits"),
    "kind": lambda: _("kind"),
}


def _readable(change: Change, names: dict[str, str]) -> ReadableChange:
    places, parts = [], []
    for step in change.where:
        if step in names:
            places.append(names[step])
        elif step in PARTS:
            parts.append(PARTS[step]())
        elif step not in {"sections", "questions"}:
            parts.append(language_name(step) if len(step) <= 3 and step.isalpha() else step)
    return ReadableChange(
        kind=change.kind,
        where=places[-1] if places else "",
        what=", ".join(parts),
        before=_in_words(change.before),
        after=_in_words(change.after),
    )


def _in_words(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return str(dict(QuestionKind.choices).get(value, value))
    if isinstance(value, list):
        return ", ".join(_in_words(each) for each in value)
    if isinstance(value, dict):
        if "questions" in value:
            return "; ".join([said(value.get("title", {})), *(said(q["text"]) for q in value["questions"])])
        if "text" in value:
            return said(value["text"])
        if "name" in value:
            return str(value["name"])
        return ", ".join(f"{key}: {_in_words(each)}" for key, each in value.items())
    return str(value)
