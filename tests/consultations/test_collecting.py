"""Doors, posters and typing in, through the pages."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from talka.consultations import actions, queries
from talka.consultations.models import Answer, Batch
from talka.foundation.access import Absent
from talka.foundation.audit.models import AuditRecord
from talka.foundation.live.topics import topic_for
from tests.world import World


@pytest.fixture
def interviewer(world: World, signed_in: Callable[[Any], Client]) -> Client:
    return signed_in(world.interviewer)


def at(world: World, name: str, *parts: object) -> str:
    return reverse(f"consultations:{name}", args=[world.network.slug, world.consultation.slug, *parts])


def typed(**more: Any) -> dict[str, Any]:
    return {"answer": str(uuid.uuid4()), "version": "1", "language": "en", "q.known": "none", **more}


def test_a_pile_from_its_beginning_to_its_end(world: World, interviewer: Client) -> None:
    response = interviewer.post(
        at(world, "type_in"), {"door": world.paper_door.pk, "collected_on": "2026-01-05", "handed_out": "3"}
    )
    batch = Batch.objects.filter(door=world.paper_door, scanned=False).exclude(pk=world.batch.pk).get()
    assert response["Location"] == at(world, "batch", batch.pk)
    for _form in range(2):
        assert interviewer.post(at(world, "batch", batch.pk), typed()).status_code == 302
    assert list(Answer.objects.filter(batch=batch).values_list("received_on", flat=True).distinct()) == [
        batch.collected_on
    ]
    interviewer.post(at(world, "take_back", batch.pk))
    assert queries.typed_in(batch) == 1
    interviewer.post(at(world, "close_batch", batch.pk), {"handed_out": "4"})
    batch.refresh_from_db()
    assert (batch.closed_at is None, batch.handed_out) == (False, 4)
    assert "This batch is closed" in interviewer.get(at(world, "batch", batch.pk)).content.decode()
    details = AuditRecord.objects.filter(verb="closed a batch").latest("pk").details
    assert details == {"batch": batch.pk, "typed": 1, "handed_out": 4}


def test_a_form_sent_twice_is_typed_in_once(world: World, interviewer: Client) -> None:
    data = typed()
    before = queries.typed_in(world.batch)
    for _click in range(2):
        assert interviewer.post(at(world, "batch", world.batch.pk), data).status_code == 302
    assert queries.typed_in(world.batch) == before + 1


def test_what_was_typed_wrongly_stays_in_the_form(world: World, interviewer: Client) -> None:
    response = interviewer.post(at(world, "batch", world.batch.pk), typed(**{"q.visits": "many", "q.missing": "A bus"}))
    assert response.status_code == 422
    body = response.content.decode()
    assert "“many” is not a number" in body
    assert "A bus" in body


def test_a_door_of_others_cannot_be_chosen(world: World, interviewer: Client) -> None:
    foreign = actions.open_door(
        acting_user=None, consultation=world.consultation, channel="paper", collector=world.third_organisation
    )
    response = interviewer.post(at(world, "type_in"), {"door": foreign.pk, "collected_on": "2026-01-05"})
    assert response.status_code == 200
    assert not Batch.objects.filter(door=foreign).exists()


def test_the_square_and_the_poster_lead_to_the_door(
    world: World, signed_in: Callable[[Any], Client], settings: Any
) -> None:
    settings.ADDRESS = "https://kultura.example"
    client = signed_in(world.staff)
    square = client.get(at(world, "qr", world.online_door.pk, "svg"))
    assert square["Content-Type"] == "image/svg+xml"
    assert square.content.startswith(b"<?xml")
    assert client.get(at(world, "qr", world.online_door.pk, "png")).content.startswith(b"\x89PNG")
    poster = client.get(at(world, "poster", world.online_door.pk)).content.decode()
    assert f"kultura.example/a/{world.online_door.token}/" in poster
    assert "Jaka ma być kultura?" in poster


def test_the_totals_are_heard_by_those_who_may_see_them(world: World) -> None:
    topic = topic_for(world.viewer("member"), "answers", world.consultation.pk)
    assert topic.read is not None
    assert topic.read(world.consultation.pk) == {"answers": 13}
    for viewer in (world.viewer("expert"), world.viewer("stranger", world.other_network)):
        with pytest.raises(Absent):
            topic_for(viewer, "answers", world.consultation.pk)
