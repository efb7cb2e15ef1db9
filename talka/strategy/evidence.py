"""What may back an item, a goal, a measure or an indicator: findings that the writer may read."""

from collections.abc import Iterable

from django.db.models import Model

from talka.findings.queries import findings_for
from talka.foundation.access import Viewer
from talka.foundation.threads.kinds import End, resolve
from talka.foundation.threads.queries import name_of
from talka.programmes.models import Programme


def candidates(viewer: Viewer, programme: Programme | None) -> list[tuple[Model, End]]:
    """Findings of the programme that this viewer may read, each as it stands at the end of a thread."""
    things: list[Model] = list(_findings(viewer, programme))
    ends = resolve([name_of(thing) for thing in things], viewer)
    return [(thing, ends[name_of(thing)]) for thing in things if name_of(thing) in ends]


def _findings(viewer: Viewer, programme: Programme | None) -> Iterable[Model]:
    return findings_for(viewer, programme) if programme is not None else []
