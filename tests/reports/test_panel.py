import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from talka.foundation.access import Refusal
from talka.foundation.audit.models import AuditRecord
from talka.foundation.owners.models import Visibility
from talka.reports import actions
from talka.reports.models import PanelQuestion
from tests.world import World


def address(world: World, name: str = "panel", **parts: object) -> str:
    return reverse(f"reports:{name}", kwargs={"network": world.network.slug, "slug": world.programme.slug, **parts})


def send(client: Client, world: World, text: str, field_id: uuid.UUID, **more: str) -> object:
    return client.post(address(world, "ask"), {"field_id": str(field_id), "text": text, "name": "", **more})


def test_a_question_is_kept_once_and_not_shown_before_somebody_has_read_it(world: World, client: Client) -> None:
    field_id = uuid.uuid4()
    for _time in range(3):
        response = send(client, world, "Why not in the summer?", field_id)
        assert response.status_code == 302  # type: ignore[attr-defined]
    assert world.panel.questions.filter(field_id=field_id).count() == 1
    page = client.get(address(world)).content.decode()
    assert "Why not in the summer?" not in page
    assert "Will the bus come?" in page
    assert "From September." in page


def test_the_same_id_with_other_words_keeps_both(world: World, client: Client) -> None:
    field_id = uuid.uuid4()
    send(client, world, "First words", field_id)
    send(client, world, "Other words", field_id)
    assert set(world.panel.questions.values_list("text", flat=True)) >= {"First words", "Other words"}


def test_an_empty_question_stays_on_the_page_with_the_name_that_was_typed(world: World, client: Client) -> None:
    response = client.post(address(world, "ask"), {"field_id": str(uuid.uuid4()), "text": " ", "name": "Zofia"})
    assert response.status_code == 200
    page = response.content.decode()
    assert 'value="Zofia"' in page
    assert "This field is required" in page or "aria-invalid" in page


def test_a_machine_in_the_trap_is_thanked_and_nothing_is_kept(world: World, client: Client) -> None:
    before = world.panel.questions.count()
    response = client.post(
        address(world, "ask"),
        {"field_id": str(uuid.uuid4()), "text": "Buy", "name": "", "website": "http://spam.example"},
    )
    assert (response.status_code, world.panel.questions.count()) == (302, before)


def test_closed_questions_are_refused_with_a_sentence(world: World) -> None:
    world.panel.questions_open = False
    with pytest.raises(Refusal, match="closed"):
        actions.ask_panel(panel=world.panel, field_id=uuid.uuid4(), text="?", name="", language="en")


def test_showing_and_setting_aside(world: World, signed_in: Callable[..., Client]) -> None:
    client = signed_in(world.coordinator)
    question = world.waiting_question
    response = client.post(address(world, "set_aside", question_id=question.pk), {"reason": ""})
    assert response.status_code == 200
    question.refresh_from_db()
    assert question.state == PanelQuestion.State.WAITING
    client.post(address(world, "set_aside", question_id=question.pk), {"reason": "Names a private person"})
    question.refresh_from_db()
    assert (question.state, question.reason) == ("set_aside", "Names a private person")
    client.post(
        address(world, "show_question", question_id=question.pk),
        {"answer_en": "Perhaps.", "answered_by": world.organisation.pk},
    )
    question.refresh_from_db()
    assert (question.state, question.reason, question.answer) == ("shown", "", {"en": "Perhaps."})


def test_the_audit_trail_holds_no_words_of_the_public(world: World) -> None:
    for record in AuditRecord.objects.filter(kind="reports.panelquestion"):
        assert "bus" not in record.title + str(record.details)


def test_a_panel_that_nobody_could_come_to_is_not_published(world: World) -> None:
    world.panel.published_at = None
    world.panel.gathering.visibility = Visibility.NETWORK
    with pytest.raises(Refusal, match="not public yet"):
        actions.publish_panel(acting_user=world.coordinator, panel=world.panel)


def test_before_it_is_published_only_those_who_run_the_programme_read_it(
    world: World, signed_in: Callable[..., Client]
) -> None:
    world.panel.published_at = None
    world.panel.save()
    statuses = {
        role: signed_in(world.people[role]).get(address(world)).status_code
        for role in ("visitor", "member", "expert", "staff", "coordinator")
    }
    assert statuses == {"visitor": 404, "member": 404, "expert": 404, "staff": 200, "coordinator": 200}


def test_a_gathering_of_another_kind_is_no_panel(world: World) -> None:
    world.panel_gathering.kind = "workshop"
    with pytest.raises(Refusal, match="kind “panel”"):
        actions.prepare_panel(
            acting_user=world.coordinator,
            programme=world.programme,
            gathering=world.panel_gathering,
            opening={},
            debate={},
        )


def test_the_page_needs_no_more_queries_for_more_questions(
    world: World, client: Client, assert_queries_flat: Callable[..., None]
) -> None:
    def more() -> None:
        for number in range(10):
            question = actions.ask_panel(
                panel=world.panel, field_id=uuid.uuid4(), text=f"Question {number}", name="", language="en"
            )
            actions.show_question(
                acting_user=world.coordinator,
                question=question,
                answer={"en": "Yes."},
                answered_by=world.third_organisation,
            )

    assert_queries_flat(lambda: client.get(address(world)), more)
