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


Resolver = Callable[[Iterable[str], Viewer], dict[str, End]]


@dataclass(frozen=True)
class Kind:
    """A kind of thing that a room lets others cite.

    `resolve` gets ids and the viewer and gives an `End` for each id that exists, hidden ones marked; it must take
    a fixed number of queries, however many ids.
    """

    name: str
    resolve: Resolver = field(repr=False)


_kinds: dict[str, Kind] = {}


def register_kind(name: str, resolve: Resolver) -> None:
    """Called once per kind, from the room's registry entry. The name is the model's label ("strategy.measure")."""
    _kinds[name] = Kind(name, resolve)


def known_kinds() -> list[str]:
    return sorted(_kinds)


def resolve(wanted: Iterable[tuple[str, str]], viewer: Viewer) -> dict[tuple[str, str], End]:
    """Resolve many ends at once, one call per kind. An id that no longer exists is simply absent from the answer."""
    by_kind: dict[str, set[str]] = {}
    for kind, identity in wanted:
        by_kind.setdefault(kind, set()).add(identity)
    found: dict[tuple[str, str], End] = {}
    for kind, identities in by_kind.items():
        if kind in _kinds:
            for identity, end in _kinds[kind].resolve(sorted(identities), viewer).items():
                found[kind, identity] = end
    return found
