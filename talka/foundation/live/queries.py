"""Reading topics: what a page has to know, what a listener has missed, what is new for all listeners at once."""

import json
import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Q

from talka.foundation.live.models import LiveEvent, LiveTopic
from talka.foundation.live.topics import Topic
from talka.identity.models import Network

MOST_AT_ONCE = 500


class Happening(NamedTuple):
    sequence: int
    payload: Any


def last_sequence(network: Network, kind: str, thing_id: int) -> int:
    """The number that a page states when it is drawn, so that its listener misses nothing that comes after."""
    found = LiveTopic.objects.filter(network=network, name=f"{kind}:{thing_id}")
    return found.values_list("last_sequence", flat=True).first() or 0


def state_of(topic: Topic) -> Happening:
    """A watched topic's present answer; its number says whether it is the one that the listener knows."""
    assert topic.read is not None
    payload = topic.read(topic.thing_id)
    text = json.dumps(payload, sort_keys=True, separators=(",", ":"))
    return Happening(zlib.crc32(text.encode()) or 1, payload)


def since(topic: Topic, known: int) -> list[Happening] | None:
    """What came after `known`, or None where it is too much or too long ago: the page has to be drawn anew."""
    if topic.read is not None:
        state = state_of(topic)
        return [] if state.sequence == known else [state]
    held = LiveTopic.objects.filter(network_id=topic.network_id, name=topic.name).first()
    if held is None or held.last_sequence == known:
        return []
    if known > held.last_sequence or held.last_sequence - known > MOST_AT_ONCE:
        return None
    events = LiveEvent.objects.filter(topic=held, sequence__gt=known).values_list("sequence", "payload")
    found = [Happening(*event) for event in events.order_by("sequence")[:MOST_AT_ONCE]]
    return found if found and found[0].sequence == known + 1 else None


def newest(topics: Iterable[Topic]) -> dict[Topic, int]:
    """The last number of each written topic, by one query for all; 0 where nothing was ever said."""
    wanted = list(topics)
    among = Q(pk__in=[])
    for network_id in {topic.network_id for topic in wanted}:
        among |= Q(network_id=network_id, name__in=[t.name for t in wanted if t.network_id == network_id])
    rows = LiveTopic.objects.filter(among).values_list("network_id", "name", "last_sequence")
    held = {(network_id, name): last for network_id, name, last in rows}
    return {topic: held.get((topic.network_id, topic.name), 0) for topic in wanted}
