"""Live topics: numbered in order, heard by those who may, caught up after a gap."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from talka.foundation.live import actions, queries, topics
from talka.foundation.live.topics import Topic, TopicKind
from tests.world import World

FIGURES = {"answers": 3}


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics, "_kinds", {})
    topics.register_topic(TopicKind("table", lambda viewer, thing_id: viewer.is_member and thing_id == 7))
    topics.register_topic(TopicKind("totals", lambda viewer, _id: viewer.is_coordinator, lambda _id: FIGURES))


def say(world: World, text: str) -> int:
    return actions.append(network=world.network, kind="table", thing_id=7, payload={"text": text})


def asked(client: Client, world: World, known: int, kind: str = "table") -> Any:
    address = reverse("foundation:since", args=[world.network.slug, kind, 7, known])
    return client.get(address).json()


def test_numbers_follow_each_other_and_what_was_missed_is_told(world: World, signed_in: Any) -> None:
    assert [say(world, "one"), say(world, "two"), say(world, "three")] == [1, 2, 3]
    assert queries.last_sequence(world.network, "table", 7) == 3
    client = signed_in(world.member)
    assert asked(client, world, 1) == {
        "events": [{"id": 2, "payload": {"text": "two"}}, {"id": 3, "payload": {"text": "three"}}],
        "last": 3,
    }
    assert asked(client, world, 3) == {"events": [], "last": 3}


def test_an_event_that_is_rolled_back_was_never_said(world: World) -> None:
    say(world, "one")
    with transaction.atomic():
        say(world, "two")
        transaction.set_rollback(True)
    assert say(world, "three") == 2


def test_too_much_missed_means_drawing_the_page_anew(
    world: World, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("one", "two", "three"):
        say(world, text)
    monkeypatch.setattr(queries, "MOST_AT_ONCE", 2)
    assert asked(signed_in(world.member), world, 0) == {"reset": True, "last": 3}
    assert asked(signed_in(world.member), world, 9) == {"reset": True, "last": 3}


def test_a_watched_topic_is_told_when_its_answer_changes(
    world: World, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(world.coordinator)
    first = asked(client, world, 0, "totals")
    assert first["events"] == [{"id": first["last"], "payload": {"answers": 3}}]
    assert asked(client, world, first["last"], "totals")["events"] == []
    monkeypatch.setitem(FIGURES, "answers", 4)
    assert asked(client, world, first["last"], "totals")["events"][0]["payload"] == {"answers": 4}


def test_one_query_tells_what_is_new_for_all_listeners(world: World, django_assert_num_queries: Any) -> None:
    say(world, "one")
    wanted = [Topic(world.network.pk, "table", 7), Topic(world.network.pk, "table", 8), Topic(10**6, "table", 7)]
    with django_assert_num_queries(1):
        assert queries.newest(wanted) == dict(zip(wanted, [1, 0, 0], strict=True))


@pytest.mark.parametrize(
    ("who", "kind", "status"),
    [
        ("visitor", "table", 404),
        ("stranger", "table", 404),
        ("member", "table", 204),
        ("member", "totals", 404),
        ("coordinator", "totals", 204),
        ("coordinator", "unheard-of", 404),
    ],
)
def test_who_may_listen(world: World, signed_in: Any, who: str, kind: str, status: int) -> None:
    client = signed_in(world.people[who])
    assert client.get(reverse("foundation:stream", args=[world.network.slug, kind, 7])).status_code == status
    asking = client.get(reverse("foundation:since", args=[world.network.slug, kind, 7, 0]))
    assert asking.status_code == (200 if status == 204 else 404)
