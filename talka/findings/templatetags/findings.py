"""Tags of the results pages: {% load findings %}."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.template import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from talka.findings.figures import Figures, Row
from talka.foundation.language import bound, written_percent
from talka.foundation.templatetags.talka import org
from talka.foundation.wording import best, said

register = template.Library()


@dataclass(frozen=True)
class _Marked:
    name: str
    short_name: str
    dye: int
    shape: str


@register.simple_tag
def group_mark(group: Any) -> SafeString:
    """The mark of an organisation in a table: a row of figures, or a subject of the questionnaire."""
    name = group.words if isinstance(group, Row) else group.short_name
    return org(_Marked(name, name, group.dye, group.shape))


@register.simple_tag(takes_context=True)
def marked_sentence(context: Context, sentence: Mapping[str, str], figures: Figures) -> SafeString:
    """A finding's sentence, with the mark of each organisation before its short name."""
    network = context.get("network")
    first = getattr(network, "language", "")
    language, words = best(sentence, [get_language() or "en", *([first] if first else [])])
    text = str(conditional_escape(bound(words, language or None)))
    for row in figures.groups:
        if row.dye:
            name = re.escape(str(conditional_escape(row.words)))
            mark = f'<span class="nb">{group_mark(row)}'
            text = re.sub(rf"(?<!\w){name}(?!\w)([.,;:!?]?)", mark.replace("\\", r"\\") + r"\1</span>", text, count=1)
    return SafeString(text)  # every part was escaped above


@register.filter
def as_percent(share: float) -> str:
    """A share from 0 to 1 as whole percent."""
    return written_percent(share * 100)


@register.filter
def words_of(wording: Mapping[str, str]) -> str:
    return said(wording)


@register.simple_tag
def original_words(wording: Mapping[str, str], languages: Iterable[str]) -> SafeString:
    """A question in the words in which it was asked, and in the reader's language where that is another."""
    own, own_words = best(wording, [get_language() or "en"])
    parts = []
    for language in languages:
        if wording.get(language, "").strip() and language != own:
            parts.append((language, bound(wording[language], language)))
            break
    first = format_html_join(" ", '<span lang="{}" class="orig">{}</span> ', parts)
    if own and own != (get_language() or "en"):
        return format_html('{}<span lang="{}">{}</span>', first, own, bound(own_words, own))
    return format_html("{}{}", first, bound(own_words))


@register.filter
def first_shown(parts: Iterable[Any]) -> Any:
    """The first figure of a release, whose sample is that of all."""
    return next((part.shown for part in parts if part.shown), None)
