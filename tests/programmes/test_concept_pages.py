"""The concept as a page and as it is written in place; the design day by day; who reads which version."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from talka.foundation.wording import said
from talka.programmes import actions, queries
from talka.programmes.models import Concept, CycleDay
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
BASE = "/weavers/programmes/weaving/"


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_draws_together_what_stands_elsewhere(world: World) -> None:
    page = text_of(Client(), f"{BASE}concept/")
    for words in (
        "Each centre asks alone.",
        "Ask once, together.",
        "<li>Residents</li>",
        "<li>Know what residents need</li>",
        "A plan of each centre",
        "Day 1",
        "A list of whom to ask",
        "10:00–12:00",
        "Nobody may miss it.",
        "Paid from the Culture Fund.",
    ):
        assert words in page, words
    assert "Write in it" not in page
    assert f"{BASE}concept/" in text_of(Client(), BASE)


def test_from_the_first_version_on_others_read_versions(world: World, signed_in: SignedIn) -> None:
    runs = signed_in(world.coordinator)
    assert runs.post(f"{BASE}set-up/concept/keep/").status_code == 302
    actions.write_concept(acting_user=world.coordinator, programme=world.programme, aim={"en": "A new aim"})
    assert "A new aim" not in text_of(Client(), f"{BASE}concept/")
    assert "A new aim" in text_of(runs, f"{BASE}set-up/concept/")
    assert Client().get(f"{BASE}concept.docx?draft=1").status_code == 404
    assert runs.get(f"{BASE}concept.docx?draft=1").status_code == 200
    runs.post(f"{BASE}set-up/concept/keep/")
    assert "A new aim" in text_of(Client(), f"{BASE}concept/")
    assert "Ask once, together." in text_of(Client(), f"{BASE}concept/?version=1")
    assert Client().get(f"{BASE}concept/?version=3").status_code == 404
    assert Client().get(f"{BASE}concept/?version=x").status_code == 404


def test_a_text_is_written_where_it_stands(world: World, signed_in: SignedIn) -> None:
    runs = signed_in(world.staff)
    page = text_of(runs, f"{BASE}set-up/concept/?part=approach")
    assert page.count("<form") - text_of(runs, f"{BASE}set-up/concept/").count("<form") == 1
    sent = runs.post(f"{BASE}set-up/concept/?part=approach", {"words_en": "Side by side", "words_lt": "Greta"})
    assert (sent.status_code, sent["Location"]) == (302, f"{BASE}set-up/concept/#part-approach")
    concept = Concept.objects.get(programme=world.programme)
    assert (concept.approach, concept.touched_by) == ({"en": "Side by side", "lt": "Greta"}, world.staff)
    assert runs.get(f"{BASE}set-up/concept/?part=secret").status_code == 404


def test_what_does_not_fit_is_told_and_kept(world: World, signed_in: SignedIn) -> None:
    runs = signed_in(world.staff)
    sent = runs.post(
        f"{BASE}set-up/days/{world.design_day.pk}/add/",
        {"starts": "15:00", "ends": "17:00", "topic_en": "An evening", "lecturers": "Anna"},
    )
    assert sent.status_code == 422
    page = sent.content.decode()
    assert "The session lies outside the day." in page
    assert 'value="An evening"' in page


def test_a_cycle_is_designed_in_the_browser(world: World, signed_in: SignedIn) -> None:
    runs = signed_in(world.coordinator)
    design = f"{BASE}set-up/cycles/{world.cycle.pk}/design/"
    sent = runs.post(
        f"{design}add/",
        {"title_en": "Asking", "kind": "lab", "starts": "09:00", "ends": "12:00", "after_days": "2"},
    )
    day = CycleDay.objects.get(title__en="Asking")
    assert sent["Location"] == f"{design}#cycle-{world.cycle.pk}"
    runs.post(
        f"{BASE}set-up/days/{day.pk}/add/?from=concept",
        {"starts": "09:00", "ends": "10:30", "topic_en": "In the street", "obligatory": "on"},
    )
    runs.post(f"{BASE}set-up/days/{day.pk}/move/", {"up": "1"})
    assert [(said(each.title), each.after_days) for each in queries.design_days(world.cycle)] == [
        ("Asking", 0),
        ("Whom to ask", 2),
    ]
    page = text_of(runs, design)
    assert "In the street" in page
    runs.post(f"{BASE}set-up/days/{day.pk}/take-out/")
    assert "In the street" not in text_of(runs, design)


def test_parts_of_another_programme_are_absent(world: World, signed_in: SignedIn) -> None:
    stranger = signed_in(world.stranger)
    for path in (f"days/{world.design_day.pk}/", f"sessions/{world.design_session.pk}/"):
        assert stranger.get(f"/strangers/programmes/foreign/set-up/{path}").status_code == 404


def test_pages_cost_the_same_however_much_they_hold(
    world: World, signed_in: SignedIn, assert_queries_flat: Any
) -> None:
    def more() -> None:
        for number in range(3):
            day = actions.add_day(
                acting_user=None,
                cycle=world.cycle,
                kind="lab",
                title={"en": f"Day {number}"},
                starts=world.design_day.starts,
                ends=world.design_day.ends,
            )
            actions.add_designed_session(
                acting_user=None, day=day, starts=day.starts, ends=day.ends, topic={"en": "More"}
            )

    runs = signed_in(world.coordinator)
    assert_queries_flat(lambda: [runs.get(f"{BASE}concept/"), runs.get(f"{BASE}set-up/concept/")], more)
