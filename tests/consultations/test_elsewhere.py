"""What consultations show on other pages, who sees what, and how many queries that takes."""

import uuid
from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from talka.consultations import actions, queries, room
from talka.foundation.access import Viewer
from talka.foundation.threads.kinds import resolve
from tests.consultations.made import make_questions
from tests.world import World


def slugs(viewer: Viewer) -> list[str]:
    """Of those that this room made; rooms above add theirs to the world."""
    own = queries.consultations_visible(viewer).filter(slug__in=["culture", "kept", "next-year"])
    return sorted(own.values_list("slug", flat=True))


def test_who_finds_which_consultation(world: World) -> None:
    assert slugs(Viewer(world.network)) == ["culture"]
    assert slugs(world.viewer("expert")) == ["culture"]
    assert slugs(world.viewer("coordinator")) == ["culture"]
    assert slugs(world.viewer("member")) == ["culture", "kept"]
    assert slugs(world.viewer("stranger", world.other_network)) == []


def test_a_draft_is_found_by_those_who_write_it_alone(world: World) -> None:
    actions.make_consultation(
        acting_user=None, network=world.network, owner=world.organisation, title={"en": "Next year"}
    )
    assert "next-year" in slugs(world.viewer("staff"))
    assert "next-year" in slugs(world.viewer("coordinator"))
    assert "next-year" not in slugs(world.viewer("member"))
    assert "next-year" not in slugs(Viewer(world.network))


def test_a_strangers_network_hears_nothing_of_it(world: World, client: Client) -> None:
    client.force_login(world.stranger)
    for name in ("consultation", "totals", "doors", "build", "type_in"):
        address = reverse(f"consultations:{name}", args=[world.other_network.slug, world.consultation.slug])
        assert client.get(address).status_code == 404
    ends = resolve(
        [("consultations.consultation", str(world.consultation.pk))], world.viewer("stranger", world.other_network)
    )
    assert ends == {}


def test_what_is_kept_is_hidden_at_the_end_of_a_thread(world: World) -> None:
    names = [("consultations.consultation", str(each.pk)) for each in (world.consultation, world.kept_consultation)]
    ends = resolve(names, Viewer(world.network))
    assert ends[names[0]].title == "What should culture be like?"
    assert ends[names[0]].figures == "13 answers"
    assert (ends[names[1]].hidden, ends[names[1]].title) == (True, "")
    question = ("consultations.question", str(world.question.pk))
    assert resolve([question], Viewer(world.network))[question].title == "Which of them do you know?"


def test_what_the_stage_has_yielded(world: World) -> None:
    answers, ways = room.stage_yields(world.programme.pk, world.viewer("director"))
    assert (answers.state, answers.words) == ("half", "13 of 40")
    assert answers.per_owner == {world.organisation.pk: ("done", "12"), world.other_organisation.pk: ("todo", "0")}
    assert (ways.state, ways.words) == ("done", "2 of 2")


def test_tasks_of_the_interviewer_and_of_those_who_ask(world: World) -> None:
    assert [task.title for task in room.tasks(world.viewer("interviewer"))] == [
        "Close the batch of Market square, or type in the rest"
    ]
    for door in world.consultation.doors.all():
        actions.close_door(acting_user=None, door=door)
    assert [task.title for task in room.tasks(world.viewer("director"))] == [
        "Open a door for “What should culture be like?”: nobody can answer yet"
    ]
    assert room.tasks(Viewer(world.network)) == []


def test_the_public_story_shows_no_small_number(world: World) -> None:
    (section,) = room.story_sections(world.programme.pk, Viewer(world.network))
    (told,) = (each for each in section.context["told"] if each["consultation"] == world.consultation)
    assert told["totals"].total == 13
    assert told["table"] is None
    world.network.small_number = 100
    assert room.story_sections(world.programme.pk, Viewer(world.network)) == []


def test_the_table_of_ways_and_organisations_once_no_cell_is_small(world: World) -> None:
    table = room.ways_table(queries.totals(world.consultation), 1)
    assert table == {
        "owners": [world.organisation],
        "rows": [
            {"title": "online", "cells": [12], "elsewhere": 0, "answers": 12},
            {"title": "on paper at events", "cells": [1], "elsewhere": 0, "answers": 1},
        ],
        "elsewhere": False,
    }


def test_the_home_leads_to_the_door(world: World) -> None:
    (section,) = room.home_sections(0, Viewer(world.network))
    assert section.context["card"].answer_url == reverse("answer:ask", args=[world.online_door.token])
    actions.close_door(acting_user=None, door=world.online_door)
    assert room.home_sections(0, Viewer(world.network)) == []


def more_consultations(world: World) -> None:
    for _number in range(4):
        made = actions.make_consultation(
            acting_user=None,
            network=world.network,
            owner=world.organisation,
            title={"en": "Another question"},
            intro={"en": "In a sentence."},
            privacy={"en": "Nothing is kept."},
            languages=["en"],
            programme=world.programme,
            stage=world.present_stage,
        )
        make_questions(made, [world.organisation, world.other_organisation])
        actions.publish_questionnaire(acting_user=None, consultation=made)
        actions.open_door(acting_user=None, consultation=made, channel="online", collector=world.organisation)


def test_lists_take_the_same_queries_however_long_they_are(
    world: World, signed_in: Callable[[Any], Client], assert_queries_flat: Callable[..., None]
) -> None:
    client = signed_in(world.director)
    address = reverse("consultations:list", args=[world.network.slug])
    assert_queries_flat(lambda: client.get(address), lambda: more_consultations(world))
    viewer = world.viewer("director")
    for hook in (room.stage_yields, room.room_sections, room.story_sections, room.home_sections):
        assert_queries_flat(
            lambda hook=hook: hook(world.programme.pk, viewer),
            lambda: more_consultations(world),  # type: ignore[misc]
        )
    assert_queries_flat(lambda: room.tasks(viewer), lambda: more_consultations(world))


def test_totals_doors_and_builder_take_the_same_queries_with_more_rows(
    world: World, signed_in: Callable[[Any], Client], assert_queries_flat: Callable[..., None]
) -> None:
    client = signed_in(world.director)

    def more() -> None:
        for _number in range(5):
            door = actions.open_door(
                acting_user=None, consultation=world.consultation, channel="online", collector=world.organisation
            )
            actions.receive_answer(
                door=door,
                answer_id=uuid.uuid4(),
                version=1,
                language="en",
                data={"q.known": "none"},
            )
            actions.add_question(
                acting_user=None, section=world.question_section, kind="short_text", text={"en": "And this?"}
            )

    for name in ("totals", "doors", "build", "type_in", "preview", "consultation"):
        address = reverse(f"consultations:{name}", args=[world.network.slug, world.consultation.slug])
        assert_queries_flat(lambda address=address: client.get(address), more)  # type: ignore[misc]
