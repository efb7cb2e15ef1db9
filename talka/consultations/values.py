"""Reading one value from what a person marked or wrote. No database, no request."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from talka.consultations.questionnaire import Question

NONE_OF_THEM = "none"
DONT_KNOW = "dont_know"
SHORT, LONG = 200, 2000
NUMBER = re.compile(r"[+-]?\d{1,12}(\.\d{1,6})?")

Value = str | int | float | list[str] | None
Read = tuple[Value, str]


def values_in(data: Mapping[str, Any], name: str) -> list[str]:
    """All values sent under a name, without the empty ones."""
    if hasattr(data, "getlist"):
        found = data.getlist(name)
    else:
        found = data.get(name)
        if found is None:
            return []
        if not isinstance(found, (list, tuple)):
            found = [found]
    return [text for text in map(str, found) if text.strip()]


def clean_text(text: str) -> str:
    """Line ends made one kind; characters that no database or reader can show taken away."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable():
        text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Cn"})
    return unicodedata.normalize("NFC", text).strip()


def read_value(question: "Question", sent: list[str], subject_keys: Sequence[str]) -> Read:
    """The value to keep (None where nothing was answered), and the sentence that says what is wrong ("" for nothing)."""
    if not sent:
        return None, _("This question needs an answer. Your other answers are kept.") if question.required else ""
    kind = question.kind
    if kind == "known":
        return _known(sent, subject_keys)
    if kind == "multiple":
        return _multiple(question, sent)
    if kind in {"single", "scale"}:
        return _single(question, sent)
    if kind == "number":
        return _number(question, sent[-1])
    return _text(question, sent[-1])


def _unknown_choice() -> str:
    return _("This choice is not on the form. Choose again; your other answers are kept.")


def _known(sent: list[str], subject_keys: Sequence[str]) -> Read:
    """An empty list says "none of them", which is not the same as no answer."""
    marked = set(sent)
    if marked - {NONE_OF_THEM, *subject_keys}:
        return None, _unknown_choice()
    return [key for key in subject_keys if key in marked], ""


def _multiple(question: "Question", sent: list[str]) -> Read:
    marked = set(sent)
    if marked - set(question.option_keys):
        return None, _unknown_choice()
    chosen = [key for key in question.option_keys if key in marked]
    most = question.limits.get("most_choices")
    if most and len(chosen) > most:
        extra = len(chosen) - most
        return chosen, ngettext(
            "You marked %(marked)s; at most %(most)s can be kept. Take one away. Your other answers are kept.",
            "You marked %(marked)s; at most %(most)s can be kept. Take %(extra)s away. Your other answers are kept.",
            extra,
        ) % {"marked": len(chosen), "most": most, "extra": extra}
    return chosen, ""


def _single(question: "Question", sent: list[str]) -> Read:
    choice = sent[-1]
    if choice in question.option_keys:
        return choice, ""
    if question.kind == "scale" and choice == DONT_KNOW and question.limits.get("dont_know"):
        return choice, ""
    return None, _unknown_choice()


def _number(question: "Question", written: str) -> Read:
    """Numbers as people write them: a comma or a point, spaces between thousands."""
    plain = re.sub(r"\s", "", clean_text(written)).replace(",", ".").replace("−", "-")
    limits = question.limits
    least, most = limits.get("least"), limits.get("most")
    if not NUMBER.fullmatch(plain):
        return None, _("“%(written)s” is not a number. Write figures only, such as 12.") % {"written": written[:40]}
    number: float | int = float(plain)
    if number == int(number):
        number = int(number)
    elif not limits.get("decimals"):
        return None, _("Write a whole number, without decimals.")
    if least is not None and most is not None and not least <= number <= most:
        return None, _("Write a number from %(least)s to %(most)s.") % {"least": least, "most": most}
    if least is not None and number < least:
        return None, _("Write %(least)s or more.") % {"least": least}
    if most is not None and number > most:
        return None, _("Write %(most)s or less.") % {"most": most}
    return number, ""


def _text(question: "Question", written: str) -> Read:
    text = clean_text(written)
    if question.kind == "short_text":
        text = " ".join(text.split())
    if not text:
        return read_value(question, [], ())
    longest = int(question.limits.get("longest") or (SHORT if question.kind == "short_text" else LONG))
    if len(text) > longest:
        return text, _(
            "This text has %(length)s characters; at most %(longest)s can be kept. Make it shorter; nothing is lost yet."
        ) % {"length": len(text), "longest": longest}
    return text, ""
