"""Two hosts write the same minutes at the same time: nothing of either is lost."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from talka.gatherings import actions
from talka.gatherings.models import Gathering, Minutes
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]


def opened(client: Client, path: str) -> dict[str, str]:
    """What the page holds when it is opened, ready to be sent."""
    page = client.get(path).content.decode()
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return {"seen": html.unescape(found[1]), "audience": "participants"}


@pytest.fixture
def path(world: World) -> str:
    world.written = Gathering.objects.get(pk=world.running_gathering.pk)
    actions.write_minutes(
        acting_user=world.staff, gathering=world.written, text={"en": "The beginning"}, chair="Anna Nowak"
    )
    return f"/weavers/gatherings/{world.written.pk}/minutes/write/"


def test_different_fields_are_both_kept(world: World, path: str, signed_in: SignedIn) -> None:
    first, second = signed_in(world.staff), signed_in(world.coordinator)
    one, two = opened(first, path), opened(second, path)
    session = f"session_{world.running_session.pk}_en"
    same = {"chair": "Anna Nowak", "text_en": "The beginning"}
    assert first.post(path, {**one, **same, "text_en": "Of the first"}).status_code == 302
    assert second.post(path, {**two, **same, session: "Of the second"}).status_code == 302
    world.running_session.refresh_from_db()
    assert Minutes.objects.get(gathering=world.written).text == {"en": "Of the first"}
    assert world.running_session.outcome == {"en": "Of the second"}


def test_the_same_field_shows_both_texts_and_asks(world: World, path: str, signed_in: SignedIn) -> None:
    first, second = signed_in(world.staff), signed_in(world.coordinator)
    one, two = opened(first, path), opened(second, path)
    assert first.post(path, {**one, "chair": "Anna Nowak", "text_en": "Of the first"}).status_code == 302
    met = second.post(path, {**two, "chair": "Jan Wilk", "text_en": "Of the second"})
    page = met.content.decode()
    assert (met.status_code, "Of the first" in page, "Of the second" in page) == (409, True, True)
    kept = Minutes.objects.get(gathering=world.written)
    assert (kept.text, kept.chair) == ({"en": "Of the first"}, "Anna Nowak"), "nothing is kept before they looked"
    sign = re.search(r'name="seen" value="([^"]*)"', page)
    assert sign
    assert 'value="Jan Wilk"' in page
    again = {"seen": html.unescape(sign[1]), "audience": "participants", "chair": "Jan Wilk"}
    assert second.post(path, {**again, "text_en": "Of the first and of the second"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.text, kept.chair) == ({"en": "Of the first and of the second"}, "Jan Wilk")


def test_the_same_words_of_both_are_no_difference(world: World, path: str, signed_in: SignedIn) -> None:
    first, second = signed_in(world.staff), signed_in(world.coordinator)
    one, two = opened(first, path), opened(second, path)
    for client, page in ((first, one), (second, two)):
        sent = client.post(path, {**page, "chair": "Anna Nowak", "text_en": "Agreed\r\n"})
        assert sent.status_code == 302
