"""A coordinator makes a programme, publishes it and plans a workshop; a resident keeps a place."""

import datetime
import re
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from talka.gatherings.models import SignUp
from tests.browser.pages import Open
from tests.kept_world import the_world


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "javascript"), [(390, False), (1280, True)])
def test_from_an_idea_to_a_place_kept(open_page: Open, axe: Any, width: int, javascript: bool) -> None:
    world = the_world()
    today = timezone.localdate()

    def day(offset: int) -> str:
        return (today + datetime.timedelta(days=offset)).isoformat()

    def check(page: Page) -> None:
        if javascript:
            axe(page)

    page = open_page("/weavers/programmes/", width=width, account=world.coordinator, javascript=javascript)
    follow(page, "Make a programme")
    fill(page, title_en="The river and its town", lead_en="Two centres ask who uses the river, and plan together.")
    page.locator("[name=owner]").select_option(label=world.organisation.name)
    fill(page, starts_on=day(-5), ends_on=day(120))
    check(page)
    press(page, "Make the programme")
    expect(page.get_by_role("heading", name="Set it up")).to_be_visible()
    expect(page.get_by_role("button", name="Publish the programme")).to_be_disabled()

    follow(page, "Partners and what each does")
    follow(page, "Add a partner")
    page.locator("[name=owner]").select_option(label=world.other_organisation.name)
    fill(page, gives_en="Boats and volunteers", leads_en="The street poll")
    press(page, "Add the partner")
    expect(page.get_by_text("Boats and volunteers")).to_be_visible()
    page.get_by_role("button", name=f"Move {world.other_organisation.name} up").click()
    page.wait_for_load_state()
    expect(page.locator(".partlist > li").first).to_contain_text(world.other_organisation.name)
    check(page)
    follow(page, "Back to all parts")

    follow(page, "Stages and what each must yield")
    for title, together, first, last in (("Asking the town", True, -5, 30), ("A plan in each centre", False, 31, 110)):
        page.get_by_role("link", name="stage").first.click()
        fill(page, title_en=title, starts_on=day(first), ends_on=day(last))
        if not together:
            page.get_by_label("Each alone: the threads part").check()
        press(page, "Add the stage")
    follow(page, "Add what Asking the town must yield")
    fill(page, title_en="Four hundred answers")
    press(page, "Add it")
    expect(page.get_by_text("Four hundred answers")).to_be_visible()
    check(page)
    follow(page, "Back to all parts")
    check(page)
    press(page, "Publish the programme")

    visitor = open_page("/weavers/programmes/", width=width, javascript=javascript)
    follow(visitor, "The river and its town")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("The river and its town")
    expect(visitor.get_by_text("Boats and volunteers")).to_be_visible()
    expect(visitor.get_by_role("heading", name="A plan in each centre").first).to_be_visible()
    check(visitor)

    page.goto("/weavers/programmes/the-river-and-its-town/room/")
    check(page)
    follow(page, "Plan a gathering")
    fill(
        page, title_en="Whom do we ask?", day=day(10), starts="09:00", ends="12:00", place="The boathouse", capacity="1"
    )
    page.locator("[name=host]").select_option(label=world.organisation.name)
    page.get_by_label("Everybody", exact=True).check()
    check(page)
    press(page, "Plan the gathering")
    for first, last, topic in (("09:00", "10:30", "Who uses the river"), ("10:30", "12:00", "Eight questions")):
        fill(page, starts=first, ends=last, topic_en=topic, lecturers="Anna Nowak")
        press(page, "Add the session")
    expect(page.locator(".agenda .agenda-session")).to_have_count(2)
    check(page)

    visitor.goto("/weavers/gatherings/")
    check(visitor)
    follow(visitor, "Whom do we ask?")
    check(visitor)
    follow(visitor, "Keep a place for me")
    press(visitor, "Keep a place for me")
    expect(visitor.get_by_role("alert")).to_be_visible()
    visitor.wrong.clear()  # type: ignore[attr-defined] # the browser names the 422 that we provoked
    fill(visitor, name="Ola Wójcik", email="ola@example.org", comes_from="School 4")
    check(visitor)
    press(visitor, "Keep a place for me")
    expect(visitor.get_by_role("heading", name="Look into your mail")).to_be_visible()
    check(visitor)
    letter = mail.outbox[-1]
    assert letter.to == ["ola@example.org"]
    visitor.goto(re.search(r"/weavers/gatherings/place/[0-9a-f-]+/", str(letter.body))[0])  # type: ignore[index] # it is there
    expect(visitor.get_by_role("heading", name="A place is kept for you")).to_be_visible()
    check(visitor)
    press(visitor, "Give the place back")
    expect(visitor.get_by_role("heading", name="Your place is given back")).to_be_visible()
    assert SignUp.objects.filter(email="ola@example.org").latest("pk").state == SignUp.State.CANCELLED
