import datetime
from typing import Any

from django import template
from django.urls import reverse

from talka.foundation.language import written_month
from talka.gatherings.models import Gathering
from talka.gatherings.running import parts_of

register = template.Library()


@register.filter
def month_name(day: datetime.date) -> str:
    return written_month(day)


@register.simple_tag
def free_places(gathering: Gathering) -> int | None:
    """Places left, from the count that `queries.for_entries` brought; None where places are not counted."""
    if gathering.capacity is None:
        return None
    kept = getattr(gathering, "kept", None)
    if kept is None:
        from talka.gatherings.queries import places_kept

        kept = places_kept(gathering)
    return max(gathering.capacity - int(kept), 0)


@register.inclusion_tag("gatherings/parts/running_tabs.html", takes_context=True)
def running_tabs(context: template.Context, gathering: Gathering) -> dict[str, Any]:
    """The host's pages of one gathering; the one that is open is found by its address. No query."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    at = match.view_name if match else ""
    overview = "gatherings:running"
    return {
        "overview": reverse(overview, args=[gathering.network.slug, gathering.pk]),
        "at_overview": at == overview,
        "tabs": [(part.title, part.url(gathering), at in (part.url_name, *part.pages)) for part in parts_of(gathering)],
    }
