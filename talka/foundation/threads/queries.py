"""Walking the thread, both ways, as one reader may see it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from talka.foundation.access import Viewer
from talka.foundation.threads.kinds import End, Name, resolve
from talka.foundation.threads.models import Thread


@dataclass(frozen=True)
class Link:
    """A thread seen from one of its ends: the relation, and the other end as this reader may see it."""

    relation: str
    end: End
    version: int
    thread_id: int


def name_of(thing: models.Model) -> Name:
    return thing._meta.label_lower, str(thing.pk)


def links_to(things: Iterable[models.Model | Name], viewer: Viewer) -> dict[Name, list[Link]]:
    """What points at each of these things (its evidence): three queries and one per kind found, however many things."""
    return _links(things, viewer, at="target", far="source")


def links_from(things: Iterable[models.Model | Name], viewer: Viewer) -> dict[Name, list[Link]]:
    """What each of these things points at (what became of it)."""
    return _links(things, viewer, at="source", far="target")


def _links(things: Iterable[models.Model | Name], viewer: Viewer, at: str, far: str) -> dict[Name, list[Link]]:
    names = [thing if isinstance(thing, tuple) else name_of(thing) for thing in things]
    answer: dict[Name, list[Link]] = {name: [] for name in names}
    if not names:
        return answer
    by_kind: dict[str, list[str]] = {}
    for kind, identity in names:
        by_kind.setdefault(kind, []).append(identity)
    wanted = Q()
    for kind, identities in by_kind.items():
        wanted |= Q(**{f"{at}_kind": kind, f"{at}_id__in": identities})
    threads = list(Thread.objects.filter(wanted, network=viewer.network).order_by("pk"))
    ends = resolve(((getattr(t, f"{far}_kind"), getattr(t, f"{far}_id")) for t in threads), viewer)
    for thread in threads:
        far_name = (getattr(thread, f"{far}_kind"), getattr(thread, f"{far}_id"))
        gone = getattr(thread, f"{far}_gone")
        end = ends.get(far_name)
        if end is None:
            # A title that was once private must not come to light by deletion.
            end = End(*far_name, title=gone if viewer.is_coordinator else "", gone=True)
        near_name = (getattr(thread, f"{at}_kind"), getattr(thread, f"{at}_id"))
        answer[near_name].append(Link(thread.relation, end, getattr(thread, f"{far}_version"), thread.pk))
    return answer
