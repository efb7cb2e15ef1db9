"""Past-tense events, sent upwards when a transaction has been committed.

A room defines its events as frozen dataclasses of plain ids and receives those of rooms below it:

    @dataclass(frozen=True)
    class ConsultationClosed(Event):
        consultation_id: int

    @receives(ConsultationClosed)
    def announce(event: ConsultationClosed) -> None: ...
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction


@dataclass(frozen=True)
class Event:
    """Something that happened and was committed."""


Happened = TypeVar("Happened", bound=Event)
_receivers: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def receives(kind: type[Happened]) -> Callable[[Callable[[Happened], None]], Callable[[Happened], None]]:
    """Mark a function as receiver of one kind of event. It runs after commit; it opens a transaction if it needs one."""

    def register(receiver: Callable[[Happened], None]) -> Callable[[Happened], None]:
        if receiver not in _receivers[kind]:
            _receivers[kind].append(receiver)
        return receiver

    return register


def send(event: Event) -> None:
    """Hand the event to its receivers once the surrounding transaction is committed."""
    transaction.on_commit(lambda: _deliver(event))


def _deliver(event: Event) -> None:
    for receiver in _receivers[type(event)]:
        receiver(event)
