"""An application that was sent, as it is read: by its applicant, its host, its reviewers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from talka.calls.eligibility import condition_words
from talka.calls.models import ApplicantKind, Application
from talka.foundation.wording import said
from talka.organisations.models import Sector


@dataclass(frozen=True)
class Sheet:
    """`facts` are pairs of words; `answers` the questions with what was written; `files` (words, file id, name)."""

    title: str
    facts: list[tuple[str, str]]
    statements: list[tuple[str, str]]
    answers: list[tuple[str, str]]
    files: list[tuple[str, int, str]]
    hidden: list[str] = field(default_factory=list)


def sheet_of(
    application: Application, *, blind: bool = False, unsent: bool = False, places: Mapping[str, str] | None = None
) -> Sheet:
    """What was sent. `blind` leaves out all that names the applicant, and says what it leaves out; `unsent` reads
    what was typed since."""
    sent = application.content if unsent else application.sent
    terms = application.call.terms
    facts: list[tuple[str, str]] = []
    if not blind:
        facts += [
            (_("Who applies"), str(sent.get("name", ""))),
            (_("Kind"), _label(ApplicantKind, sent.get("kind"))),
            (_("Locality"), ", ".join(filter(None, (sent.get("place", ""), sent.get("county", ""))))),
            (_("Sector"), _label(Sector, sent.get("sector"))),
            (_("Contact person"), str(sent.get("contact", ""))),
        ]
    stated = sent.get("statements", {})
    statements = [
        (said(each.words) or condition_words(each, places or {}), _stated(stated[each.key]))
        for each in terms.conditions
        if each.is_stated and each.key in stated
    ]
    written = sent.get("answers", {})
    words = {each.key: each for each in terms.files}
    files, hidden = [], []
    for each in sent.get("files", []):
        needed = words.get(each["key"])
        label = said(needed.words) if needed else each["name"]
        if blind and (needed is None or not needed.for_reviewers):
            hidden.append(label)
        else:
            files.append((label, int(each["file"]), str(each["name"]) if not blind else label))
    return Sheet(
        title=str(sent.get("title", "")),
        facts=[(name, words) for name, words in facts if words],
        statements=statements,
        answers=[(said(each.words), str(written.get(each.key, ""))) for each in terms.questions],
        files=files,
        hidden=hidden,
    )


def _label(choices: Any, value: Any) -> str:
    return str(choices(value).label) if value in choices.values else ""


def _stated(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
