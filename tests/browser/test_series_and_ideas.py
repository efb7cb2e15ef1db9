"""Subscribe, look through a month, host when asked; an idea from partners to its end."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.pages import Open
from tests.kept_world import the_world

BASE = "/weavers/gatherings/"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "javascript"), [(390, False), (1280, True)])
def test_from_the_month_to_an_idea_that_is_done(open_page: Open, axe: Any, width: int, javascript: bool) -> None:
    world = the_world()
    day = timezone.localdate() + datetime.timedelta(days=40)

    def check(page: Page) -> None:
        if javascript:
            axe(page)
        else:
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    member = open_page(BASE, width=width, account=world.member, javascript=javascript)
    check(member)
    follow(member, "Month")
    check(member)
    begins = timezone.localdate(world.gathering.starts_at)
    member.goto(f"{BASE}month/{begins.year}/{begins.month}/")
    expect(member.get_by_role("link").filter(has_text="Reading what people need").first).to_be_visible()
    check(member)

    member.goto(f"{BASE}subscribe/")
    check(member)
    old = member.get_by_label("Secret address of my calendar").input_value()
    press(member, "Change the address")
    assert member.get_by_label("Secret address of my calendar").input_value() != old

    member.goto(f"{BASE}series/{world.series.pk}/")
    check(member)
    follow(member, "We host")
    member.locator("[name=title_en]").fill("Tables at DOK")
    member.locator("[name=day]").fill(day.isoformat())
    member.locator("[name=starts]").fill("12:00")
    member.locator("[name=ends]").fill("14:00")
    check(member)
    press(member, "We host")
    expect(member.get_by_role("heading", name="Tables at DOK")).to_be_visible()
    check(member)

    member.goto(f"{BASE}ideas/")
    check(member)
    follow(member, "Two colleagues change places")
    follow(member, "Plan the first step")
    member.locator("[name=first_step_en]").fill("Write to five museums")
    member.locator("[name=on]").fill(day.isoformat())
    member.locator("[name=owner]").select_option(str(world.other_organisation.pk))
    press(member, "Plan the first step")
    check(member)
    press(member, "The first step is taken")
    follow(member, "It is done")
    member.locator("[name=ending_en]").fill("Twelve changed places.")
    press(member, "Say that it is done")
    expect(member.get_by_text("Twelve changed places.")).to_be_visible()
    check(member)
