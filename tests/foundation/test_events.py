from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction

from talka.foundation import events
from talka.foundation.events import Event, receives, send


@dataclass(frozen=True)
class Closed(Event):
    consultation_id: int


@pytest.fixture
def heard() -> Iterator[list[int]]:
    received: list[int] = []

    @receives(Closed)
    def hear(event: Closed) -> None:
        received.append(event.consultation_id)

    yield received
    events._receivers.pop(Closed)


@pytest.mark.django_db(transaction=True)
def test_an_event_is_heard_after_the_commit_and_not_before(heard: list[int]) -> None:
    with transaction.atomic():
        send(Closed(7))
        assert heard == []
    assert heard == [7]


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_did_not_happen(heard: list[int]) -> None:
    with transaction.atomic():
        send(Closed(7))
        transaction.set_rollback(True)
    assert heard == []
