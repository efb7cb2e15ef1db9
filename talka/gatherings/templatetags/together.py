"""What pages of series and ideas need, and their parts on the page of a gathering."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from talka.foundation.templatetags.talka import state
from talka.gatherings import rules
from talka.gatherings.hosting import Reason
from talka.gatherings.models import Gathering, Idea, SignUp
from talka.gatherings.queries import ideas as idea_queries
from talka.gatherings.queries import series as series_queries

register = template.Library()

REASONS = {
    Reason.ONLY: lambda: _("Nobody else is left to ask this time."),
    Reason.FEWEST: lambda: _("They have hosted least."),
    Reason.LONGEST_AGO: lambda: _("Their last turn is longest ago."),
    Reason.WAITING: lambda: _("They have waited longest since joining."),
    Reason.DRAW: lambda: _("Several stand alike; the slips were drawn."),
}


@register.simple_tag
def turn_reason(reason: str) -> str:
    """Why this member is asked and not the next, as a sentence."""
    return REASONS[Reason(reason)]() if reason in set(Reason) else ""


@register.filter
def of(found: Mapping[Any, Any], key: Any) -> Any:
    """What stands under a key; None where nothing does."""
    return found.get(key)


STATES = {"born": "todo", "looking": "half", "under_way": "now", "done": "done", "dropped": "todo"}


@register.simple_tag
def idea_state(idea: Idea) -> SafeString:
    return state(STATES[idea.state], capfirst(str(idea.get_state_display())))


@register.filter
def step_is_late(idea: Idea) -> bool:
    late = idea.first_step_on is not None and idea.first_step_on < timezone.localdate()
    return late and idea.first_step_done_on is None


@register.inclusion_tag("gatherings/parts/meeting.html", takes_context=True)
def meeting_part(context: template.Context, gathering: Gathering) -> dict[str, Any]:
    """The gathering's series, theme, case examples and what was taken home: at most five queries."""
    viewer, meeting = context["viewer"], series_queries.meeting_of(gathering)
    if meeting is None:
        return {"meeting": None}
    meeting.gathering = gathering
    began = gathering.starts_at <= timezone.now() and gathering.state != Gathering.State.CANCELLED
    return {
        "network": gathering.network,
        "gathering": gathering,
        "meeting": meeting,
        "sees_series": series_queries.series_visible(viewer).filter(pk=meeting.series_id).exists(),
        "examples": series_queries.examples_of([meeting]).get(meeting.pk, []),
        "taken": series_queries.taken_home([meeting], viewer).get(meeting.pk, []),
        "may_write": viewer.is_member and meeting.series.has_themes and began,
        "may_run": viewer.is_member and rules.may_run(viewer, gathering),
    }


@register.inclusion_tag("gatherings/parts/ideas_here.html", takes_context=True)
def ideas_part(context: template.Context, gathering: Gathering) -> dict[str, Any]:
    """Ideas that come back on this agenda, where it is the next one, and those that were born here."""
    viewer = context["viewer"]
    back: list[Idea] = []
    if viewer.is_member and idea_queries.follows(gathering):
        back = idea_queries.ideas_to_follow(gathering, viewer)
        if not idea_queries.is_next_agenda(gathering):
            back = [idea for idea in back if idea_queries.spoken_of(idea)]
    return {
        "network": gathering.network,
        "gathering": gathering,
        "viewer": viewer,
        "back": back,
        "born": idea_queries.born_here(gathering, viewer),
        "may_run": viewer.is_member and rules.may_run(viewer, gathering),
    }


@register.inclusion_tag("gatherings/parts/take_home_link.html")
def take_home_link(sign_up: SignUp) -> dict[str, Any]:
    """On the page of a place: the way to say what one takes home, once a themed gathering has begun."""
    gathering = sign_up.gathering
    began = gathering.starts_at <= timezone.now() and sign_up.state == SignUp.State.COMING
    meeting = series_queries.meeting_of(gathering) if began else None
    return {
        "sign_up": sign_up,
        "network": gathering.network,
        "shown": meeting is not None and meeting.series.has_themes,
    }
