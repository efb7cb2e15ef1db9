"""The chain, walked both ways: answer → finding → SWOT item → goal → measure → indicator → result.

Upstream is towards the residents' answers ("why is this done?"), downstream towards what was decided ("what came
of it?"). A thread goes from what gives to what takes, except *answers* and *reports on*, which look back at what
they reply to: a goal answers a SWOT item, so the item stands upstream of the goal.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from talka.foundation.access import Viewer
from talka.foundation.threads.kinds import End, Name, kin, resolve
from talka.foundation.threads.models import Relation, Thread

LOOKS_BACK = (Relation.ANSWERS, Relation.REPORTS_ON)
LONGEST = 12


@dataclass(frozen=True)
class Step:
    """One thing on the walk, as the reader may see it: how far from the start, and from which things it was reached."""

    end: End
    distance: int
    reached_from: tuple[Name, ...]

    @property
    def name(self) -> Name:
        return self.end.kind, self.end.id


def upstream(start: Name, viewer: Viewer) -> list[Step]:
    """Everything that this thing rests on, nearest first."""
    return upstream_of([start], viewer)[start]


def downstream(start: Name, viewer: Viewer) -> list[Step]:
    """Everything that came of this thing, nearest first."""
    return downstream_of([start], viewer)[start]


def upstream_of(starts: Iterable[Name], viewer: Viewer) -> dict[Name, list[Step]]:
    """The same for many things, with no more queries than for one."""
    return _walk(starts, viewer, "upstream")


def downstream_of(starts: Iterable[Name], viewer: Viewer) -> dict[Name, list[Step]]:
    """The same for many things, with no more queries than for one."""
    return _walk(starts, viewer, "downstream")


@dataclass
class _Walk:
    """One walk under way: what was reached, at which distance and from where; and the edge to go on from."""

    reached: dict[Name, tuple[int, list[Name]]]
    edge: list[Name]

    def step(self, neighbours: dict[Name, list[Name]], distance: int) -> None:
        following: list[Name] = []
        for here in self.edge:
            for name in neighbours[here]:
                if name not in self.reached:
                    self.reached[name] = (distance, [here])
                    following.append(name)
                elif self.reached[name][0] == distance and here not in self.reached[name][1]:
                    self.reached[name][1].append(here)
        self.edge = following


def _walk(starts: Iterable[Name], viewer: Viewer, direction: str) -> dict[Name, list[Step]]:
    """Breadth first, never twice to the same thing; a fixed number of queries for each step of distance.

    Things that were deleted end the walk; things that the reader may not see are walked through and come out
    hidden, so that a public measure still shows on how many private considerations it rests.
    """
    walks = {start: _Walk({start: (0, [])}, [start]) for start in starts}
    known: dict[Name, list[Name]] = {}
    for distance in range(1, LONGEST + 1):
        unknown = {name for walk in walks.values() for name in walk.edge if name not in known}
        if unknown:
            known.update(_neighbours(sorted(unknown), viewer, direction))
        for walk in walks.values():
            walk.step(known, distance)
        if not any(walk.edge for walk in walks.values()):
            break
    ends = resolve({name for walk in walks.values() for name in walk.reached}, viewer)
    return {
        start: [
            Step(ends[name], distance, tuple(sources))
            for name, (distance, sources) in walk.reached.items()
            if name != start and name in ends
        ]
        for start, walk in walks.items()
    }


def _neighbours(names: Iterable[Name], viewer: Viewer, direction: str) -> dict[Name, list[Name]]:
    names = list(names)
    found: dict[Name, list[Name]] = {name: [] for name in names}
    as_source, as_target = Q(), Q()
    for kind in {kind for kind, _identity in names}:
        identities = [identity for other, identity in names if other == kind]
        as_source |= Q(source_kind=kind, source_id__in=identities)
        as_target |= Q(target_kind=kind, target_id__in=identities)
    looks_back = Q(relation__in=LOOKS_BACK)
    if direction == "upstream":
        wanted = (as_target & ~looks_back) | (as_source & looks_back)
    else:
        wanted = (as_source & ~looks_back) | (as_target & looks_back)
    for thread in Thread.objects.filter(wanted, network=viewer.network).order_by("pk"):
        source = (thread.source_kind, thread.source_id)
        target = (thread.target_kind, thread.target_id)
        from_target = (thread.relation in LOOKS_BACK) != (direction == "upstream")
        here, there = (target, source) if from_target else (source, target)
        if here in found:
            found[here].append(there)
    for name, neighbours in kin(names, "above" if direction == "upstream" else "below").items():
        found[name].extend(neighbour for neighbour in neighbours if neighbour not in found[name])
    return found
