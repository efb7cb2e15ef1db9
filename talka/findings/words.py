"""Sentences about figures: what to say under a chart, and a first proposal for a finding."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from talka.findings.figures import Answer, Figures, Row
from talka.foundation.language import NO_BREAK, written_number, written_percent
from talka.foundation.wording import Wording, said
from talka.methods.tables import EVERYONE


def number(value: float, decimals: int = 0) -> str:
    return written_number(value, decimals)


def percent(share: float) -> str:
    """A share from 0 to 1 as whole percent."""
    return written_percent(share * 100)


def short_figures(figures: Figures, option: str, row: str) -> str:
    """ "38 %, n = 341": what a finding shows wherever it is cited; empty where it may not be told."""
    found = figures.row(row) or figures.everyone
    if found.answered is None:
        return ""
    n = f"n{NO_BREAK}={NO_BREAK}{number(found.answered)}"
    cell = next((cell for cell in found.cells if cell.key == option), None)
    if cell is not None and cell.share is not None:
        return f"{percent(cell.share)}, {n}"
    if option or found.median is None:
        return n
    middle = _("median %(median)s") % {"median": number(found.median, 1)}
    return f"{middle}, {n}"


def caution(figures: Figures) -> str:
    """What must be said of the sample, in whole sentences; nothing where it was drawn by chance."""
    if figures.caution == "census_gaps":
        return _(
            "Everybody concerned was asked and not everybody answered. The figures describe those who did; "
            "who is missing is not a matter of chance, so no margin of error is given."
        )
    if figures.caution:
        return _(
            "Whoever wished to answer did. The figures describe those who answered and not all residents, "
            "so no margin of error is given."
        )
    return ""


def left_out(figures: Figures) -> str:
    """How many were asked and gave no answer, as a sentence; empty where it may not be told."""
    missing = figures.everyone.missing
    if missing is None:
        return ""
    if missing == 0:
        return _("Nobody left it out.") if not figures.repeats else _("None was left open.")
    if figures.repeats:
        return ngettext("%(n)s was left open.", "%(n)s were left open.", missing) % {"n": number(missing)}
    return ngettext("%(n)s person left it out.", "%(n)s people left it out.", missing) % {"n": number(missing)}


def top_option(figures: Figures) -> tuple[str, str]:
    """The answer and the row that a finding is most likely about: the widest gap between rows, or the largest share."""
    options = [option for option in figures.options if option.key != "dont_know"]
    best = ("", EVERYONE, -1.0)
    for option in options:
        if len(figures.rows) > 2:
            shares = [(row.cell(option.key).share, row.key) for row in figures.groups if _is_told(row, option.key)]
            told = [(share, key) for share, key in shares if share is not None]
            if len(told) > 1:
                top = max(told)
                gap = top[0] - min(told)[0]
                if gap > best[2]:
                    best = (option.key, top[1], gap)
        elif _is_told(figures.everyone, option.key):
            share = figures.everyone.cell(option.key).share or 0.0
            if share > best[2]:
                best = (option.key, EVERYONE, share)
    return best[0], best[1]


def _is_told(row: Row, option: str) -> bool:
    cell = row.cell(option)
    return not (cell.withheld or cell.inside or row.withheld or row.inside) and cell.share is not None


def proposal(figures: Figures, option: str, row: str) -> Wording:
    """A first sentence in each language that the consultation was held in and Talka speaks; people then edit it.

    It tells nothing that the public may not read.
    """
    known = [language for language, _name in settings.LANGUAGES]
    wanted = [language for language in figures.languages if language in known] or known[:1]
    words: Wording = {}
    for language in wanted:
        with override(language):
            sentence = _sentence(figures, option, row)
        if sentence:
            words[language] = sentence
    return words


def _sentence(figures: Figures, option: str, row: str) -> str:
    found, answer = figures.row(row), figures.option(option)
    if found is None:
        return ""
    if figures.kind == "number":
        if found.median is None or found.inside:
            return ""
        return _("Half of those who answered gave %(median)s or less.") % {"median": number(found.median, 1)}
    if answer is None or not _is_told(found, option):
        return ""
    parts = {"share": percent(found.cell(option).share or 0.0), "answer": _quoted(answer), "group": found.words}
    others = [
        f"{percent(other.cell(option).share or 0.0)} ({other.words})"
        for other in figures.groups
        if other.key != row and _is_told(other, option)
    ]
    if found.is_everyone or len(figures.rows) == 1:
        sentence = _("%(share)s of those who answered say “%(answer)s”.") % parts
    elif figures.breakdown == "~about":
        parts["others"] = _and(others)
        sentence = (
            _("%(share)s of those who answered about %(group)s say “%(answer)s”, against %(others)s.")
            if others
            else _("%(share)s of those who answered about %(group)s say “%(answer)s”.")
        ) % parts
    else:
        parts["others"] = _and(others)
        sentence = (
            _("%(group)s: %(share)s say “%(answer)s”, against %(others)s.")
            if others
            else _("%(group)s: %(share)s say “%(answer)s”.")
        ) % parts
    if figures.conditions:
        conditions = "; ".join(f"{said(c.text).rstrip('?')}: {said(c.label)}" for c in figures.conditions)
        sentence = _("%(sentence)s Counted only: %(conditions)s.") % {
            "sentence": sentence,
            "conditions": conditions,
        }
    return sentence


def _quoted(answer: Answer) -> str:
    return answer.words or _("Hard to say")


def _and(parts: list[str]) -> str:
    """“a, b and c” in the reader's language."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}
