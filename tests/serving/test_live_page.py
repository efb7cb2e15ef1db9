"""A page that looks on while answers come, by a stream of the server. Without one: tests/browser/test_asking_again.py."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_asking_again import IN_VIEW, TOTALS, total
from tests.serving.installations import Installation

pytestmark = [pytest.mark.own_installation, pytest.mark.browser]

ANSWER = """
import uuid
from talka.consultations import actions
from talka.consultations.models import Door
actions.receive_answer(door=Door.objects.get(consultation__slug="culture", channel="online"),
    answer_id=uuid.uuid4(), version=1, language="en", data={"q.known": ["none"]})
"""


@pytest.fixture
def address(installation: Installation) -> Iterator[str]:
    with installation.served() as (address, _process):
        yield address.replace("127.0.0.1", "localhost")


def test_by_a_stream(chromium: Browser, installation: Installation, address: str) -> None:
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
