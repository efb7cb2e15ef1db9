"""What changed between two versions of a plan, in sentences' places and not in field names."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from talka.foundation.versions.difference import differences
from talka.foundation.wording import is_wording, said


@dataclass(frozen=True)
class Shown:
    """Where something changed, and what stood before and stands now; one of the two is empty where all is new or gone."""

    where: str
    before: str
    after: str


def field_words() -> dict[str, str]:
    return {
        "title": _("title"),
        "short": _("short name"),
        "why": _("why"),
        "who_we_are": _("Who we are"),
        "what_we_know": _("What we know"),
        "mission": _("Mission"),
        "vision": _("Vision"),
        "values": _("Values"),
        "how_made": _("How this plan was made"),
        "how_monitored": _("How we will know"),
        "starts_on": _("begins"),
        "ends_on": _("ends"),
        "about": _("more about it"),
        "responsible": _("owner"),
        "lead": _("which partner leads it"),
        "partners": _("with whom"),
        "with_others": _("with others"),
        "costs": _("cost"),
        "sources": _("source of money"),
        "risk": _("risk"),
        "rests": _("what it rests on"),
        "unit": _("unit"),
        "baseline": _("baseline"),
        "baseline_year": _("year of the baseline"),
        "target": _("target"),
        "target_year": _("year of the target"),
        "source": _("where the data come from"),
        "collector": _("who collects them"),
        "split_by": _("split by"),
        "kind": _("kind"),
        "promises": _("division of roles"),
        "words": _("promise"),
        "amount": _("amount"),
        "state": _("state of the money"),
        "name": _("name"),
        "currency": _("currency"),
        "number": _("number"),
        "report_every": _("months between reports on progress"),
    }


def changes_between(before: dict[str, Any], after: dict[str, Any], language: str) -> list[Shown]:
    """Changes in the order of the plan. Numbers that only moved with others, and inner keys, are left out."""
    numbers = _numbers(before) | _numbers(after)
    words = field_words()
    shown = []
    for change in differences(before, after):
        last = change.where[-1]
        if last in {"key", "id", "number", "own_number", "own_measure", "revision"}:
            continue
        where = " · ".join(
            dict.fromkeys(
                numbers.get(step, words.get(step, "")) for step in change.where if step in numbers or step in words
            )
        )
        shown.append(Shown(where, _text(change.before, language), _text(change.after, language)))
    return [each for each in shown if each.before != each.after]


def _numbers(content: Any) -> dict[str, str]:
    """Key of each part → its number and name."""
    found: dict[str, str] = {}
    if isinstance(content, dict):
        if "key" in content and "number" in content:
            found[content["key"]] = content["number"]
        elif "key" in content and "unit" in content:
            found[content["key"]] = said(content["title"])
        for value in content.values():
            found |= _numbers(value)
    elif isinstance(content, list):
        for each in content:
            found |= _numbers(each)
    return found


def _text(value: Any, language: str) -> str:
    if value is None:
        return ""
    if is_wording(value):
        if value.get("short_name"):
            return str(value["short_name"])
        return said(value, language)
    if isinstance(value, dict):
        for name in ("title", "words"):
            if name in value:
                return said(value[name], language)
        for name in ("short_name", "name", "amount"):
            if name in value:
                return str(value[name])
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_text(each, language) for each in value)))
    return str(value)
