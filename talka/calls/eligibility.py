"""The eligibility check: each condition of the call against what an application says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from talka.calls.models import ApplicantKind
from talka.calls.terms import Condition, Terms
from talka.foundation.language import written_number
from talka.foundation.wording import said
from talka.organisations.models import Sector


@dataclass(frozen=True)
class Check:
    """One line of the check: `met` is None while it has not been answered."""

    field: str
    words: str
    met: bool | None

    @property
    def state(self) -> str:
        return {True: "done", False: "late", None: "todo"}[self.met]


def checks(
    terms: Terms, content: Mapping[str, Any], files: Iterable[str], localities: Mapping[str, str] | None = None
) -> list[Check]:
    """Conditions first, then what must be answered, then needed attachments.

    `files` are the keys of the attachments that stand; `localities` slug → name, for the sentences.
    """
    brought = set(files)
    found = [
        Check(field_of(condition), condition_words(condition, localities or {}), _is_met(condition, content))
        for condition in terms.conditions
    ]
    answers = content.get("answers", {})
    open_questions = sum(1 for each in terms.questions if each.required and not answers.get(each.key, "").strip())
    basics = all(str(content.get(name, "")).strip() for name in ("title", "name", "contact", "kind"))
    found.append(
        Check("name", _("Title, applicant and contact person are given"), True if basics else None),
    )
    if any(each.required for each in terms.questions):
        found.append(
            Check("questions", _("Every question that must be answered is answered"), None if open_questions else True)
        )
    if any(len(answers.get(each.key, "")) > each.most for each in terms.questions):
        found.append(Check("questions", _("An answer is longer than the call allows"), False))
    for needed in terms.files:
        if needed.required:
            words = _("Attachment: %(name)s") % {"name": said(needed.words)}
            found.append(Check(f"file_{needed.key}", words, True if needed.key in brought else None))
    return found


def all_met(found: Iterable[Check]) -> bool:
    return all(each.met for each in found)


def field_of(condition: Condition) -> str:
    """The field of the application form at which a condition is answered."""
    return f"state_{condition.key}" if condition.is_stated else condition.kind


def condition_words(condition: Condition, localities: Mapping[str, str]) -> str:
    """The host's own words; without them, what the program can say of the rule."""
    own = said(condition.words)
    if own and condition.number is not None:
        named_bound = {"words": own, "number": written_number(condition.number)}
        if condition.kind == Condition.AT_LEAST:
            return _("%(words)s: at least %(number)s") % named_bound
        return _("%(words)s: at most %(number)s") % named_bound
    if own:
        return own
    if condition.kind == Condition.KIND:
        named = [str(ApplicantKind(value).label) for value in condition.values]
        return _("The applicant is one of these: %(list)s") % {"list": ", ".join(named)}
    if condition.kind == Condition.SECTOR:
        named = [str(Sector(value).label) for value in condition.values]
        return _("The applicant’s sector is one of these: %(list)s") % {"list": ", ".join(named)}
    if condition.kind == Condition.LOCALITY:
        named = [localities.get(value, value) for value in condition.values]
        return _("The applicant is at home in one of these: %(list)s") % {"list": ", ".join(named)}
    bound = written_number(condition.number or 0)
    if condition.kind == Condition.AT_LEAST:
        return _("At least %(number)s") % {"number": bound}
    return _("At most %(number)s") % {"number": bound}


def _is_met(condition: Condition, content: Mapping[str, Any]) -> bool | None:
    if not condition.is_stated:
        value = content.get(condition.kind, "")
        if condition.kind == Condition.LOCALITY and not value and content.get("place"):
            return False
        return value in condition.values if value else None
    stated = content.get("statements", {}).get(condition.key)
    if stated is None:
        return None
    if condition.kind == Condition.YES:
        return stated is True
    bound = condition.number or 0
    return bool(stated >= bound if condition.kind == Condition.AT_LEAST else stated <= bound)
