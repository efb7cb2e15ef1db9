"""The living pages and the sign-in in Chromium: axe, no sideways scrolling, light and dark, with and without JavaScript."""

import re
from typing import Any, Literal

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests.browser.pages import DESK, PHONE, Open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("path", ["/components/", "/components/ask/", "/accessibility/", "/privacy/", "/sign-in/"])
def test_axe_finds_nothing(open_page: Open, axe: Any, path: str, width: int, theme: Literal["light", "dark"]) -> None:
    page = open_page(path, width=width, theme=theme)
    axe(page)


def test_targets_on_a_phone_are_big_enough(open_page: Open) -> None:
    page = open_page("/components/", width=PHONE)
    small = page.evaluate(
        """() => [...document.querySelectorAll('.btn, .opt, .masthead a, nav a, button')]
            .map(e => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect()])
            .filter(([, box]) => box.width && box.height < 43.5).map(([name, box]) => name + ' ' + box.height)"""
    )
    assert small == []


def test_one_question_at_a_time_on_a_phone_without_javascript(open_page: Open) -> None:
    page = open_page("/components/ask/", width=PHONE, javascript=False)
    page.goto(page.url + "#q1")
    shown = page.locator("section.q:visible")
    expect(shown).to_have_count(1)
    expect(page.locator("#q1 .prog")).to_be_visible()
    page.locator("#q1 .qnav a.btn").click()
    expect(page.locator("#q2")).to_be_visible()
    expect(shown).to_have_count(1)


def test_the_whole_questionnaire_on_a_desk(open_page: Open) -> None:
    page = open_page("/components/ask/", width=DESK)
    expect(page.locator("section.q:visible")).to_have_count(4)


def test_dark_by_choice_without_javascript(open_page: Open) -> None:
    page = open_page("/components/", javascript=False)
    page.locator("form.theme button[value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url.endswith("/components/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 25, 27)"


def test_the_drawing_follows_its_own_width(open_page: Open) -> None:
    page = open_page("/components/", width=PHONE)
    weave = page.locator(".weave").first
    expect(weave.locator(".strand.v").first).to_be_visible()
    expect(weave.locator(".strand.h").first).to_be_hidden()


def test_signing_in_by_code_and_then_by_passkey(open_page: Open, axe: Any) -> None:
    page = open_page("/sign-in/")
    page.get_by_label("Your e-mail address").fill("ewa@example.org")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Write the code")).to_be_visible()
    axe(page)
    code = re.search(r"^ {4}(\S+)$", mail.outbox[-1].body, re.MULTILINE)
    assert code
    page.get_by_label("The code from the message").fill("WRONG")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not the code")
    page.get_by_label("The code from the message").fill(code[1])
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("details.who summary")).to_contain_text("ewa@example.org")

    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    address = page.url.split("/desk/")[0]
    page.goto(f"{address}/accounts/webauthn/add/")
    axe(page)
    page.get_by_label("What you call it").fill("My phone")
    page.get_by_role("button", name="Add this device").click()
    page.wait_for_url("**/accounts/")
    page.goto(f"{address}/accounts/webauthn/")
    expect(page.get_by_text("My phone").first).to_be_visible()
    axe(page)
    page.locator("details.who summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{address}/sign-in/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("details.who summary")).to_contain_text("ewa@example.org")
