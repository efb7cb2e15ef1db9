"""`{% load programmes %}`: what pages of other rooms show of a programme."""

import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talka.foundation.language import written_day
from talka.programmes import queries
from talka.programmes.checklist import lines
from talka.programmes.documents.concept import clock
from talka.programmes.models import GatheringKind, Programme

register = template.Library()


@register.inclusion_tag("programmes/parts/funder_credits.html")
def funder_credits(programme: Programme | None) -> dict[str, Any]:
    """Logos and required sentences of the programme's funders; nothing where there is no programme.

    It stands at the foot of every public page of the programme, in whichever room: one query.
    """
    if programme is None:
        return {"credits": []}
    network = programme.network
    return {"credits": queries.credits(programme, get_language() or "en", network.language), "network": network}


@register.simple_tag
def near_day(day: datetime.date) -> str:
    """Today, tomorrow, yesterday, or the weekday."""
    apart = (day - timezone.localdate()).days
    near = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}
    return near.get(apart) or date_format(day, "D")


@register.simple_tag
def day_words(day: datetime.date) -> str:
    """The day in words alone, where a `<time>` stands around it."""
    return written_day(day)


@register.filter
def as_lines(wording: dict[str, str]) -> list[str]:
    """A text of one thing a line, as a list in the reader's language."""
    return lines(wording)


@register.filter
def design_clock(times: dict[str, Any]) -> str:
    """ "10:00–13:30" of a designed day or session, as it stands in the content of a design."""
    return clock(times)


@register.filter
def design_kind(kind: str) -> str:
    """The kind of a designed day in words."""
    return str(GatheringKind(kind).label)
