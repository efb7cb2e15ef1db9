import datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation import rooms
from talka.foundation.language import written_month
from talka.foundation.owners.models import Visibility
from talka.gatherings import queries, rules
from talka.gatherings.forms.attendance import CodeForm
from talka.gatherings.models import CheckIn, Gathering, SignUp
from talka.gatherings.running import parts_of

register = template.Library()


@register.filter
def month_name(day: datetime.date) -> str:
    return written_month(day)


@register.simple_tag
def free_places(gathering: Gathering) -> int | None:
    """Places that whoever comes next gets at once; None where places are not counted."""
    return queries.open_places(gathering)


@register.inclusion_tag("gatherings/attendance/own.html", takes_context=True)
def own_attendance(context: template.Context, sign_up: SignUp) -> dict[str, Any]:
    """On the page of a place: check-in while a session is on, and how one's own attendance stands. Three queries."""
    gathering = sign_up.gathering
    found: dict[str, Any] = {
        "network": gathering.network,
        "gathering": gathering,
        "sign_up": sign_up,
        "csrf_token": context.get("csrf_token"),
        "request": context.get("request"),
    }
    if sign_up.participant is None or gathering.state == gathering.State.CANCELLED:
        return found
    request = context["request"]
    keeps_a_place = sign_up.state == SignUp.State.COMING
    own = queries.own_attendance([gathering], sign_up.participant)
    doors = CheckIn.objects.filter(session__gathering=gathering, closed_at=None).select_related("session__gathering")
    return found | {
        # Of whoever keeps no place nothing is expected; what was written nevertheless is theirs to see.
        "own": own if keeps_a_place else [each for each in own if each.attendance or each.claims],
        "on": keeps_a_place and any(rules.takes_check_in(door.session) for door in doors),
        "code_form": CodeForm(),
        "sections": rooms.gathering_sections(gathering.pk, request.viewer, takes_part=keeps_a_place),
    }


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


@register.filter
def of(found: Any, key: Any) -> Any:
    """What stands under a key, or nothing: `{{ by_session|of:session.pk }}`."""
    return found.get(key) if isinstance(found, dict) else None


@register.filter
def open_to(gathering: Gathering) -> str:
    """For whom a gathering is, in words."""
    if gathering.visibility == Visibility.PUBLIC:
        return _("Open to everybody")
    if gathering.visibility == Visibility.NETWORK:
        return _("Open to all members")
    return _("Only for the host’s own people")


@register.filter
def places_left(left: int) -> str:
    """How many places are left, in words; none of them means the waiting list."""
    if not left:
        return _("waiting list")
    return ngettext("%(left)s place left", "%(left)s places left", left) % {"left": left}
