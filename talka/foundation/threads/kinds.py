"""What can stand at the end of a thread, and how a reader is shown it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from talka.foundation.access import Viewer
from talka.foundation.owners.models import Owner


@dataclass(frozen=True)
class End:
    """One end of a thread as this reader may see it.

    `title`   in the reader's language; empty when hidden
    `url`     where it stands; empty when the reader may not go there
    `figures` its figures as a short text ("38 %, n = 341"); empty where it has none
    `owner`   whose mark stands beside it, or None
    `hidden`  True: show "internal analysis" and nothing else
    `gone`    True: it was deleted; the title is the last one it had
    `label`   the kind in words ("finding", "weakness", "measure")
    """

    kind: str
    id: str
    title: str = ""
    url: str = ""
    figures: str = ""
    label: str = ""
    owner: Owner | None = None
    hidden: bool = False
    gone: bool = False
    state: str = ""


Name = tuple[str, str]
Resolver = Callable[[Iterable[str], Viewer], dict[str, End]]
Kin = Callable[[Iterable[str]], dict[str, list[Name]]]


@dataclass(frozen=True)
class Kind:
    """A kind of thing that a room lets others cite.

    `resolve` gets ids and the viewer and gives an `End` for each id that exists, hidden ones marked; it must take
    a fixed number of queries, however many ids.
    `above` and `below` name the neighbours that follow from the thing's own structure rather than from a thread
    (a measure stands below its operational goal), so that a walk along the chain can pass through it. They tell
    names only; who may see what is `resolve`'s business.
    """

    name: str
    resolve: Resolver = field(repr=False)
    above: Kin | None = field(default=None, repr=False)
    below: Kin | None = field(default=None, repr=False)


_kinds: dict[str, Kind] = {}


def register_kind(name: str, resolve: Resolver, above: Kin | None = None, below: Kin | None = None) -> None:
    """Called once per kind, from the room's `ready`. The name is the model's label ("strategy.measure")."""
    _kinds[name] = Kind(name, resolve, above, below)


def known_kinds() -> list[str]:
    return sorted(_kinds)


def kin(names: Iterable[Name], direction: str) -> dict[Name, list[Name]]:
    """Structural neighbours of many things, one call per kind; `direction` is "above" or "below"."""
    by_kind: dict[str, set[str]] = {}
    for kind, identity in names:
        by_kind.setdefault(kind, set()).add(identity)
    found: dict[Name, list[Name]] = {}
    for kind, identities in by_kind.items():
        hook: Kin | None = getattr(_kinds[kind], direction) if kind in _kinds else None
        if hook:
            for identity, neighbours in hook(sorted(identities)).items():
                found[kind, identity] = neighbours
    return found


def resolve(wanted: Iterable[Name], viewer: Viewer) -> dict[Name, End]:
    """Resolve many ends at once, one call per kind. An id that no longer exists is simply absent from the answer."""
    by_kind: dict[str, set[str]] = {}
    for kind, identity in wanted:
        by_kind.setdefault(kind, set()).add(identity)
    found: dict[Name, End] = {}
    for kind, identities in by_kind.items():
        if kind in _kinds:
            for identity, end in _kinds[kind].resolve(sorted(identities), viewer).items():
                found[kind, identity] = end
    return found
