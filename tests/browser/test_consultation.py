"""From the first question to the totals: built, published, answered on a phone without a script, typed in from paper."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from talka.consultations import actions, queries
from talka.consultations.models import Answer, Consultation
from talka.foundation.owners.models import Owner
from talka.identity.models import Account, Network
from tests.browser.pages import PHONE, Open
from tests.consultations.made import make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def person(network: Network) -> Account:
    return Account.objects.get(memberships__network=network)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def build(page: Page, network: Network, axe: Callable[[Page], None]) -> None:
    """A questionnaire with a block for each organisation, by the pages alone."""
    page.goto(f"/{network.slug}/consultations/")
    page.get_by_role("link", name="Ask residents").click()
    page.locator("#id_title input").first.fill("Which evenings suit you?")
    page.get_by_label("Who asks").select_option(label="Miejski Ośrodek Kultury")
    axe(page)
    press(page, "Begin the questionnaire")

    page.get_by_role("link", name="Change", exact=True).first.click()
    page.get_by_label("Miejski Ośrodek Kultury").check()
    page.get_by_label("Ośrodek Kultury „Tkacz”").check()
    press(page, "Keep")

    def section(title: str, repeats: bool = False) -> None:
        page.get_by_role("link", name="Add a section").click()
        page.locator("#id_title input").first.fill(title)
        if repeats:
            page.get_by_label("Repeat for each organisation").check()
        press(page, "Add it")

    def question(text: str, kind: str, options: list[str] | None = None, required: bool = False) -> None:
        page.get_by_role("link", name="Add a question").last.click()
        page.locator("#id_text input").first.fill(text)
        page.get_by_label("Kind").select_option(kind)
        for number, option in enumerate(options or []):
            page.locator(f"[name=option-{number}-pl]").fill(option)
        if required:
            page.get_by_label("Must be answered").check()
        press(page, "Add it")

    section("You")
    question("Which do you know?", "known", required=True)
    section("Evenings at {name}", repeats=True)
    axe(page)
    question("How well do the times suit you?", "scale", ["Not at all", "So-so", "Very well"])
    question("And the prices?", "scale", ["Not at all", "So-so", "Very well"])
    section("At last")
    question("What is missing?", "long_text")
    assert page.locator(".draft > li").count() == 4


def publish_and_open_doors(page: Page, axe: Callable[[Page], None]) -> None:
    page.get_by_role("link", name="Check and publish").click()
    axe(page)
    press(page, "Publish it")
    for way, collector, place in (
        ("online", "Miejski Ośrodek Kultury", ""),
        ("online", "Ośrodek Kultury „Tkacz”", ""),
        ("on paper at events", "Ośrodek Kultury „Tkacz”", "Święto Ciepła"),
    ):
        page.get_by_role("link", name="Open a door", exact=True).first.click()
        page.get_by_label(way, exact=True).check()
        page.get_by_label("Who collects here").select_option(label=collector)
        page.get_by_label("Collecting point").fill(place)
        press(page, "Open it")
    assert page.locator(".doors > li").count() == 3
    axe(page)


def answer_on_a_phone(page: Page, path: str) -> None:
    """One question at a time, without a script; only what is known is asked about."""
    page.goto(path)
    page.locator(".begin a").first.click()
    seen = []
    while not page.url.endswith("#send"):
        step = page.url.split("#")[1]
        seen.append(step)
        here = page.locator(f"#{step}")
        if "do-you-know" in step:
            here.get_by_label("Tkacz").check()
        if step.startswith("s-"):
            assert here.locator("fieldset").count() == 2
            for row in range(2):
                here.locator("fieldset").nth(row).locator("input").last.check()
        if here.locator("textarea").count():
            here.locator("textarea").fill("Autobus po 20.00")
        assert page.locator(".q:visible").count() == 1
        page.locator(".q:target .ways .btn:visible").click()
    assert len(seen) == 3
    page.locator(".send .btn").click()
    assert "/thanks/" in page.url


def test_from_a_questionnaire_to_the_totals(open_page: Open, axe: Callable[[Page], None]) -> None:
    made = make(slug="weavers-town")
    coordinator = made.coordinator
    desk = open_page(account=coordinator)
    build(desk, made.network, axe)
    publish_and_open_doors(desk, axe)
    found = Consultation.objects.get(slug="which-evenings-suit-you")
    door = found.doors.filter(channel="online").first()
    assert door is not None

    answer_on_a_phone(open_page(width=PHONE, javascript=False), f"/a/{door.token}/")
    tkacz = Owner.objects.get(short_name="Tkacz")
    kept = Answer.objects.get(consultation=found)
    assert list(kept.content["about"]) == [str(tkacz.pk)]
    assert set(kept.content["about"][str(tkacz.pk)].values()) == {"very-well"}

    desk.get_by_role("link", name="Type in answers", exact=True).first.click()
    desk.get_by_label("on paper at events: Święto Ciepła").check()
    desk.get_by_label("Forms handed out").fill("5")
    axe(desk)
    press(desk, "Begin typing")
    for number in range(2):
        expect(desk.locator(".tick input").first).to_be_focused()
        desk.keyboard.press("1" if number else "2")
        desk.locator("textarea").fill(f"Formularz {number}")
        press(desk, "Keep and take the next")
        desk.wait_for_selector(f"h1:has-text('Form {number + 2}')")
    axe(desk)
    press(desk, "Take back the last one")
    press(desk, "Close it with 1 answer")

    desk.get_by_role("link", name="Answers", exact=True).click()
    assert desk.locator("h1").inner_text().startswith("2 answers")
    axe(desk)
    totals = queries.totals(found)
    assert {part.key: part.answers for part in totals.by_channel} == {"online": 1, "paper": 1}


@pytest.mark.parametrize("width", [390, 1280])
def test_the_answer_page_without_a_script(open_page: Open, axe: Callable[[Page], None], width: int) -> None:
    made = make()
    page = open_page(f"/a/{made.online.token}/?lang=en", width=width, javascript=False)
    if width == PHONE:
        page.locator(".begin a", has_text="All questions").click()
    block = page.locator(f".q.k{made.mok.pk}")
    assert not block.first.is_visible()
    page.locator(f"#q-known-{made.mok.pk}").check()
    assert block.first.is_visible()
    assert not page.locator(f".q.k{made.tkacz.pk}").first.is_visible()
    page.get_by_label(re.compile("How many times")).fill("often")
    press(page, "Send my answers")
    page.wrong.clear()  # type: ignore[attr-defined]  # the browser reports the 422 that is expected
    assert page.locator(".errsum a").count() == 2
    assert page.locator("#q-visits").input_value() == "often"
    page.locator(".errsum a").last.click()
    page.get_by_label(re.compile("How many times")).fill("3")
    page.goto(page.url.split("#")[0] + "#" + page.locator(".errsum a").first.get_attribute("href").lstrip("#"))  # type: ignore[union-attr]  # counted above
    page.locator(f"#s-{made.mok.pk}-programme-2").check()
    if width == PHONE:
        page.goto(page.url.split("#")[0] + "#send")
    press(page, "Send my answers")
    assert "/thanks/" in page.url
    assert Answer.objects.get().content["answers"]["visits"] == 3
    assert page.context.cookies() == [c for c in page.context.cookies() if c["name"] == "language"]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_answer_page(
    open_page: Open, axe: Callable[[Page], None], width: int, theme: Any
) -> None:
    made = make()
    page = open_page(f"/a/{made.online.token}/", width=width, theme=theme, language="pl")
    axe(page)
    page.goto(f"/a/{made.online.token}/#all")
    page.locator(f"#q-known-{made.mok.pk}").check()
    axe(page)
    page.goto(f"/a/{made.online.token}/thanks/?r=3f9a12bc&again=1")
    axe(page)
    actions.close_consultation(acting_user=made.coordinator, consultation=made.consultation)
    page.goto(f"/a/{made.online.token}/")
    axe(page)


def kept_on_device(page: Page, number: int) -> None:
    for _moment in range(50):
        if page.evaluate("localStorage.length") == number:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{page.evaluate('localStorage.length')} drafts are kept, not {number}")


def test_a_draft_stays_on_the_device_until_it_has_arrived(open_page: Open) -> None:
    made = make()
    page = open_page(f"/a/{made.online.token}/?lang=en")
    page.locator(f"#q-known-{made.mok.pk}").check()
    page.locator(f"#s-{made.mok.pk}-programme-1").check()
    page.get_by_label(re.compile("What is missing")).fill("A bus")
    kept_on_device(page, 1)
    first = page.locator("[name=answer]").input_value()
    page.goto(f"/a/{made.online.token}/?lang=pl")
    assert page.locator("#q-missing").input_value() == "A bus"
    assert page.locator("[name=answer]").input_value() == first
    page.locator(".send .btn").click()
    page.wait_for_url("**/thanks/**")
    kept_on_device(page, 0)
    assert str(Answer.objects.get().pk) == first


def test_without_a_signal_it_waits_and_is_sent_once(open_page: Open) -> None:
    made = make()
    page = open_page(f"/a/{made.online.token}/?lang=en")
    page.get_by_label("None of them yet").check()
    page.context.set_offline(True)
    page.locator(".send .btn").click()
    page.wait_for_selector("text=There is no connection")
    assert Answer.objects.count() == 0
    page.context.set_offline(False)
    page.wait_for_url("**/thanks/**")
    page.wrong.clear()  # type: ignore[attr-defined]  # the browser reports that it was offline
    assert Answer.objects.count() == 1
