"""`{% load certificates %}`: hours and what still misses, in words."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.certificates import codes, words
from talka.certificates.progress import Way
from talka.foundation.templatetags.talka import state

register = template.Library()


@register.filter
def code(letters: str) -> str:
    """A code as it stands on the paper."""
    return codes.grouped(letters)


@register.simple_tag
def hours(minutes: int) -> str:
    """ "52 hours"."""
    return words.hours(minutes)


@register.simple_tag
def still_missing(way: Way) -> str:
    """What one member still has to do, in one line."""
    return "; ".join(words.missing_words(way)) or _("nothing is planned yet")


@register.simple_tag
def obligatory(way: Way) -> SafeString:
    """How a member stands with the obligatory sessions: state and words."""
    if way.obligatory_missed:
        missed = len(way.obligatory_missed)
        return state("late", ngettext("%(number)d missed", "%(number)d missed", missed) % {"number": missed})
    if way.obligatory_ahead:
        ahead = len(way.obligatory_ahead)
        return state("half", ngettext("%(number)d to come", "%(number)d to come", ahead) % {"number": ahead})
    return state("done", _("all"))
