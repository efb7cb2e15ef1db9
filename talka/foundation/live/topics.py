"""Kinds of topics, as rooms register them, and the only way to one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from talka.foundation.access import Absent, Viewer, or_absent


@dataclass(frozen=True)
class TopicKind:
    """`may_listen(viewer, thing_id)` decides who hears it; it must also know things of other networks as absent.

    With `read(thing_id)` the topic is watched: it gives what is sent, anything that JSON can hold, by a query or two
    that stay cheap whatever the number of rows.
    """

    name: str
    may_listen: Callable[[Viewer, int], bool]
    read: Callable[[int], Any] | None = None


@dataclass(frozen=True)
class Topic:
    """A topic that its reader may hear: made by `topic_for` alone."""

    network_id: int
    kind: str
    thing_id: int

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.thing_id}"

    @property
    def read(self) -> Callable[[int], Any] | None:
        return _kinds[self.kind].read


_kinds: dict[str, TopicKind] = {}


def register_topic(kind: TopicKind) -> None:
    """Called in a room's AppConfig.ready. Raises ValueError where another kind has the name."""
    if _kinds.get(kind.name, kind) != kind:
        raise ValueError(f"two kinds of live topics are called {kind.name!r}")
    _kinds[kind.name] = kind


def topic_for(viewer: Viewer, kind: str, thing_id: int) -> Topic:
    """The topic, if this viewer may hear it. Raises Absent."""
    known = or_absent(_kinds.get(kind))
    if not known.may_listen(viewer, thing_id):
        raise Absent
    return Topic(viewer.network.pk, kind, thing_id)
