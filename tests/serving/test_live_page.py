"""A page that looks on while answers come: by a stream where the server has one, by asking again where it has none."""

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from talka.consultations import actions
from tests.browser.pages import Open
from tests.serving.installations import Installation, empty_database, prepared
from tests.world import World, build_world

pytestmark = [pytest.mark.own_installation, pytest.mark.browser, pytest.mark.xdist_group("serving")]

TOTALS = "/weavers/consultations/culture/answers/"
# Nothing is fetched while a page is hidden, and a page without a window counts as hidden now and then.
IN_VIEW = "Object.defineProperty(document, 'hidden', {get: () => false})"
ANSWER = """
import uuid
from talka.consultations import actions
from talka.consultations.models import Door
actions.receive_answer(door=Door.objects.get(consultation__slug="culture", channel="online"),
    answer_id=uuid.uuid4(), version=1, language="en", data={"q.known": ["none"]})
"""


def total(page: Page) -> Any:
    return page.locator("#totals h1 .num").first


def test_asking_again(open_page: Open, world_committed: World) -> None:
    page = open_page(account=world_committed.director)
    page.add_init_script(IN_VIEW)
    page.goto(TOTALS)
    before = int(total(page).inner_text())
    actions.receive_answer(
        door=world_committed.online_door,
        answer_id=uuid.uuid4(),
        version=1,
        language="en",
        data={"q.known": ["none"]},
    )
    expect(total(page)).to_have_text(str(before + 1), timeout=15_000)


@pytest.fixture
def world_committed(transactional_db: None) -> World:
    return build_world()


@pytest.fixture
def served(django_db_setup: None, tmp_path: Path) -> Iterator[tuple[Installation, str]]:
    with empty_database("talka_live_page") as database:
        installation = prepared(tmp_path / "data", database)
        installation.python("from tests.world import build_world; build_world()")
        with installation.served() as (address, _process):
            yield installation, address.replace("127.0.0.1", "localhost")


def test_by_a_stream(chromium: Browser, served: tuple[Installation, str]) -> None:
    installation, address = served
    cookie = installation.python(
        "from tests.browser.pages import session_cookie\n"
        "from talka.identity.models import Account\n"
        "print(session_cookie(Account.objects.get(email='director@example.org')))"
    ).strip()
    context = chromium.new_context(base_url=address, locale="en")
    context.add_cookies([{"name": "session", "value": cookie, "url": address}])
    page = context.new_page()
    page.add_init_script(IN_VIEW)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(TOTALS)
    before = int(total(page).inner_text())
    for number in (1, 2):
        installation.python(ANSWER)
        expect(total(page)).to_have_text(str(before + number), timeout=15_000)
    assert [url for url in asked if "/since/" in url] == []
    assert sum("/live/answers/" in url for url in asked) == 1
    context.close()
