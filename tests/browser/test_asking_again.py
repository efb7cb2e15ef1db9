"""A page that looks on while answers come, where the server has no stream. With one: tests/serving/test_live_page.py."""

import uuid
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from talka.consultations import actions
from tests.browser.pages import Open
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOTALS = "/weavers/consultations/culture/answers/"
# Nothing is fetched while a page is hidden, and a page without a window counts as hidden now and then.
IN_VIEW = "Object.defineProperty(document, 'hidden', {get: () => false})"


def total(page: Page) -> Any:
    return page.locator("#totals h1 .num").first


def test_asking_again(open_page: Open, world: World) -> None:
    page = open_page(account=world.director)
    page.add_init_script(IN_VIEW)
    page.goto(TOTALS)
    before = int(total(page).inner_text())
    actions.receive_answer(
        door=world.online_door,
        answer_id=uuid.uuid4(),
        version=1,
        language="en",
        data={"q.known": ["none"]},
    )
    expect(total(page)).to_have_text(str(before + 1), timeout=15_000)
