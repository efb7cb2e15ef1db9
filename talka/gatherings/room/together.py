"""What series and ideas show elsewhere: desk, programme pages, a person's own data, threads."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.rooms import Room, Section, Task, register_room
from talka.foundation.threads.kinds import End, register_kind
from talka.foundation.wording import said
from talka.gatherings import rules
from talka.gatherings.actions.themes import forget_taken_home
from talka.gatherings.models import Idea
from talka.gatherings.queries import ideas as idea_queries
from talka.gatherings.queries import series as series_queries
from talka.gatherings.templatetags.together import STATES
from talka.identity.models import Account
from talka.programmes.models import Programme

IDEA = "gatherings.idea"


def tasks(viewer: Viewer) -> list[Task]:
    """Where I am asked to host, whom I should ask, and first steps that my organisations took on: three queries."""
    if not viewer.is_member:
        return []
    slug = viewer.network.slug
    found = [
        Task(
            title=_("Host next in “%(title)s”, or pass") % {"title": said(turn.series.title)},
            url=reverse("gatherings:series", args=[slug, turn.series_id]),
            button=_("Accept or pass"),
            due=turn.around,
            owner=turn.owner,
            about=said(turn.series.programme.title) if turn.series.programme else "",
            programme_id=turn.series.programme_id,
        )
        for turn in series_queries.turns_asked(viewer)
    ]
    found += [
        Task(
            title=_("Ask who hosts next in “%(title)s”") % {"title": said(series.title)},
            url=reverse("gatherings:series", args=[slug, series.pk]),
            button=_("Ask the next host"),
            owner=series.owner,
            about=said(series.programme.title) if series.programme else "",
            programme_id=series.programme_id,
        )
        for series in series_queries.series_to_ask_in(viewer)
    ]
    found += [
        Task(
            title=_("First step of “%(title)s”: %(step)s") % {"title": said(idea.title), "step": said(idea.first_step)},
            url=reverse("gatherings:idea", args=[slug, idea.pk]),
            button=_("Say how it went"),
            due=idea.first_step_on,
            owner=idea.first_step_owner,
            about=said(idea.programme.title) if idea.programme else "",
            programme_id=idea.programme_id,
        )
        for idea in idea_queries.first_steps_due(viewer)
    ]
    return found


def _sections(programme_id: int, viewer: Viewer, order: int) -> list[Section]:
    series = [each for each in series_queries.series_listed(viewer) if each.programme_id == programme_id]
    ideas = idea_queries.ideas_of(programme_id, viewer)
    if not series and not ideas:
        return []
    context = {
        "series": series,
        "shelves": [shelf for shelf in idea_queries.shelved(ideas) if shelf.ideas and shelf.state != "dropped"],
        "programme": Programme.objects.get(pk=programme_id),
        "may_bring": rules.may_bring_idea(viewer),
    }
    return [Section("together", "gatherings/sections/together.html", context, order=order)]


def room_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    return _sections(programme_id, viewer, 25)


def story_sections(programme_id: int, viewer: Viewer) -> list[Section]:
    return _sections(programme_id, viewer, 65)


def ideas(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
    """Ideas at the end of a thread: two queries."""
    found = list(Idea.objects.filter(network=viewer.network, pk__in=list(ids)).select_related("owner"))
    visible = set(
        idea_queries.ideas_visible(viewer).filter(pk__in=[each.pk for each in found]).values_list("pk", flat=True)
    )
    ends = {}
    for idea in found:
        identity = str(idea.pk)
        if idea.pk not in visible:
            ends[identity] = End(IDEA, identity, hidden=True)
            continue
        ends[identity] = End(
            IDEA,
            identity,
            title=said(idea.title),
            url=reverse("gatherings:idea", args=[viewer.network.slug, idea.pk]),
            label=_("idea"),
            figures=capfirst(str(idea.get_state_display())),
            owner=idea.owner,
            state=STATES[idea.state],
        )
    return ends


def export_person(account: Account) -> dict[str, Any]:
    return idea_queries.brought_by(account)


def erase_person(account: Account) -> None:
    forget_taken_home(account=account)


def register() -> None:
    """Before the room of gatherings: what was taken home is found by addresses that it then takes away."""
    register_kind(IDEA, ideas)
    register_room(
        Room(
            name="ideas",
            tasks=tasks,
            room_sections=room_sections,
            story_sections=story_sections,
            export_person=export_person,
            erase_person=erase_person,
        )
    )
