"""Rules and figures in the reader's words, the same on pages, papers and in credentials."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.certificates.models import RuleVersion, Work
from talka.certificates.progress import Way
from talka.foundation.language import bound, written_number, written_percent
from talka.foundation.wording import said


def rule_sentences(rule: RuleVersion, *languages: str) -> list[str]:
    """What must be there, one thing a sentence."""
    sentences = []
    if rule.share >= 100:
        sentences.append(_("All planned hours were attended."))
    elif rule.share > 0:
        sentences.append(
            _("At least %(share)s of all planned hours were attended.") % {"share": written_percent(rule.share)}
        )
    if rule.obligatory:
        sentences.append(_("No obligatory session was missed."))
    if rule.work:
        title = said(rule.work_title, *languages)
        sentences.append(
            _("A work was handed in and accepted: %(work)s.") % {"work": title.rstrip(".")}
            if title
            else _("A work was handed in and accepted.")
        )
    return [bound(sentence) for sentence in sentences]


def hours(minutes: int) -> str:
    """ "52 hours", "37.5 hours": to a half of an hour where it is one, otherwise to a tenth."""
    tenths = round(minutes / 6)
    if tenths % 10 == 0:
        whole = tenths // 10
        return ngettext("%(number)s hour", "%(number)s hours", whole) % {"number": written_number(whole)}
    return _("%(number)s hours") % {"number": written_number(minutes / 60, 1)}


def share_of(facts: dict[str, Any]) -> int:
    planned = facts.get("planned_minutes") or 0
    return int(facts.get("attended_minutes", 0)) * 100 // planned if planned else 0


def missing_words(way: Way) -> list[str]:
    """What one member still has to do, each a short sentence."""
    found = []
    if not way.hours_reached:
        found.append(_("%(hours)s more are needed") % {"hours": hours(way.hours_missing)})
    missed, ahead = len(way.obligatory_missed), len(way.obligatory_ahead)
    if missed:
        words = ngettext("%(number)d obligatory session missed", "%(number)d obligatory sessions missed", missed)
        found.append(words % {"number": missed})
    if ahead:
        words = ngettext("%(number)d obligatory session to come", "%(number)d obligatory sessions to come", ahead)
        found.append(words % {"number": ahead})
    if not way.work_reached:
        if way.work is None:
            found.append(_("no work handed in"))
        elif way.work.state == Work.State.RETURNED:
            found.append(_("the work is to be worked on"))
        else:
            found.append(_("the work waits for a look"))
    return found
