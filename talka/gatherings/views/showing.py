"""What the pages on which a gathering is read share."""

from collections.abc import Iterable
from typing import Any

from talka.foundation.access import Viewer
from talka.gatherings import queries
from talka.gatherings.models import Audience, Gathering, Material
from talka.gatherings.running import Line, lines, next_line, phase_of


def agenda_context(gathering: Gathering, seen_by: frozenset[str]) -> dict[str, Any]:
    """The agenda with who leads it and what belongs to its sessions, as far as these readers see it."""
    days = queries.agenda(gathering)
    found = queries.materials(gathering, seen_by)
    return {
        "agenda": days,
        "lecturers": [each for each in queries.lecturers_of(days) if each.about or each.portrait_id or each.owner_id],
        "by_session": by_session([*found.before, *found.after]),
        "materials": queries.Materials(
            [each for each in found.before if each.session_id is None],
            [each for each in found.after if each.session_id is None],
        ),
        "sees_link": gathering.online_public or Audience.PARTICIPANTS in seen_by,
    }


def by_session(materials: Iterable[Material]) -> dict[int, list[Material]]:
    found: dict[int, list[Material]] = {}
    for each in materials:
        if each.session_id is not None:
            found.setdefault(each.session_id, []).append(each)
    return found


def names_shown(viewer: Viewer, seen_by: frozenset[str]) -> bool:
    """People are named to members and to those who take part; the public reads numbers and organisations."""
    return viewer.is_member or Audience.PARTICIPANTS in seen_by


def next_for_host(gathering: Gathering, viewer: Viewer) -> Line | None:
    return next_line(lines(gathering, viewer), phase_of(gathering))
