"""Pages in Debian's Chromium, and what is asked of each of them."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any, Literal, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

PHONE, DESK = 390, 1280
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
# Of what is in order no list of its elements is made or brought back.
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}


class Open(Protocol):
    """`open_page(path="", width=1280, account=None, theme="light", javascript=True, language="en")`."""

    def __call__(
        self,
        path: str = "",
        *,
        width: int = DESK,
        account: Any = None,
        theme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        language: str = "en",
    ) -> Page: ...


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    assert path, f"No Chromium on this machine; looked for {', '.join(NAMES)}. On Debian: apt install chromium"
    # Chromium's own sandbox cannot be had by root.
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


def session_cookie(account: Any) -> str:
    """A session of the account, as if it had signed in by a code."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    key: str | None = session.session_key
    assert key
    return key


def watch(page: Page, wrong: list[str]) -> None:
    """Collects what a reader would not see: errors of scripts, refused styles, resources that are missing."""

    def told(message: ConsoleMessage) -> None:
        # A form that comes back with its errors is no error of the page.
        if message.type == "error" and "status of 422" not in message.text:
            wrong.append(f"{page.url}: {message.text}")

    page.on("console", told)
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[Open]:
    """Opens pages of the live server in contexts of their own; the test fails on any error in the console.

    A test that expects one (a page that answers 404) empties `page.wrong` itself.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_one(
        path: str = "",
        *,
        width: int = DESK,
        account: Any = None,
        theme: Literal["light", "dark"] = "light",
        javascript: bool = True,
        language: str = "en",
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 844 if width < 700 else 900},
            color_scheme=theme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            locale=language,
            has_touch=width < 700,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        cookies = [{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": live_server.url}]
        if account is not None:
            cookies.append(
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session_cookie(account),
                    "url": live_server.url,
                }
            )
        context.add_cookies(cookies)  # type: ignore[arg-type] # a plain dict is what the library takes
        page = context.new_page()
        watch(page, wrong)
        page.wrong = wrong  # type: ignore[attr-defined] # for tests that provoke an error
        if path:
            page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not wrong, "errors in the browser:\n" + "\n".join(dict.fromkeys(wrong))


@pytest.fixture
def page(open_page: Open) -> Page:
    """One empty page at desk width, for a visitor."""
    return open_page()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with a list of what WCAG 2.2 AA does not allow, and on sideways scrolling."""
    script = Axe().axe_script

    def check(page: Page) -> None:
        page.evaluate(script)
        found = page.evaluate("asked => axe.run(asked).then(results => results.violations)", AXE)
        lines = [
            f"{rule['impact']} {rule['id']}: {rule['help']}\n"
            + "\n".join(f"    {' '.join(map(str, node['target']))}  {node['html'][:160]}" for node in rule["nodes"][:6])
            for rule in found
        ]
        width = (page.viewport_size or {"width": DESK})["width"]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            lines.append(f"the page scrolls sideways: {wide} px in a window of {width} px")
        if lines:
            pytest.fail(f"{page.url} at {width} px\n" + "\n".join(lines))

    return check
