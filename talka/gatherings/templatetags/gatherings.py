from django import template

from talka.gatherings.models import Gathering

register = template.Library()


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
