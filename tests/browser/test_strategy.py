"""From a SWOT item to an approved plan on paper, in the browser: with scripts on a desk, without them on a phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from talka.strategy.models import Plan, StrategicGoal, SwotItem
from tests.browser.pages import DESK, PHONE
from tests.kept_world import the_world
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "javascript"), [(DESK, True), (PHONE, False)])
def test_from_an_item_to_an_approved_plan(open_page: Any, axe: Any, width: int, javascript: bool) -> None:
    world: World = the_world()
    base = f"/{world.network.slug}/strategy"
    page = open_page(f"{base}/swots/{world.swot.pk}/", width=width, account=world.director, javascript=javascript)

    # An item is added where the others stand, and a finding is chosen to back it.
    page.get_by_label("Weaknesses: one more, in one sentence").fill("The entrance is dark")
    page.get_by_role("button", name="Add (Weaknesses)").click()
    expect(page.get_by_text("The entrance is dark", exact=True).first).to_be_visible()
    item = SwotItem.objects.get(text={"en": "The entrance is dark"})
    page.goto(f"{base}/items/{item.pk}/backing/")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(f"#item-{item.pk} .figures").first).to_be_visible()
    if javascript:
        axe(page)

    # The plan: a goal that rests on nothing is said so, and answers the item after a choice.
    page.goto(f"{base}/plans/{world.plan.pk}/draft/")
    page.get_by_text("Add a strategic goal", exact=True).first.click()
    page.get_by_label("A strategic goal in one sentence").fill("The way in is light")
    page.locator("#add-goal").get_by_role("button").click()
    goal = StrategicGoal.objects.get(plan=world.plan, title__en="The way in is light")
    expect(page.locator("#checks")).to_contain_text(re.compile("Goal 2 rests on nothing yet"))
    expect(page.locator("#checks")).to_contain_text("Goal 2 has no measure")
    page.goto(f"{base}/parts/strategicgoal/{goal.pk}/rests/")
    page.get_by_label("The entrance is dark").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#checks")).not_to_contain_text("Goal 2 rests on nothing yet")
    if javascript:
        axe(page)
        # A sentence is changed where it stands and kept while it is being written.
        page.locator(f"#strategicgoal-{goal.pk}-title a.ed").click()
        words = page.locator(f"#strategicgoal-{goal.pk}-title textarea")
        words.fill("The way in is light and short")
        expect(page.locator(".kept").first).to_contain_text("Kept at")
        page.get_by_role("button", name="Done").click()
        expect(page.locator(f"h2#strategicgoal-{goal.pk}-title")).to_contain_text("The way in is light and short")
        goal.refresh_from_db()
        assert goal.title == {"en": "The way in is light and short"}

    # Approval is refused while something is missing, and written down once nothing is.
    page.goto(f"{base}/plans/{world.plan.pk}/approve/")
    expect(page.get_by_text("Goal 2 has no measure")).to_be_visible()
    if javascript:
        axe(page)
    page.goto(f"{base}/plans/{world.plan.pk}/draft/")
    page.locator(f"#strategicgoal-{goal.pk}").get_by_role("button", name="Take out 2").first.click()
    page.goto(f"{base}/plans/{world.plan.pk}/draft/")
    page.locator("#text-mission").get_by_role("link").click()
    page.locator("#text-mission textarea").fill("A house for everybody, in the evening too")
    page.locator("#text-mission").get_by_role("button").click()
    expect(page.locator("#text-mission")).to_contain_text("A house for everybody, in the evening too")
    page.goto(f"{base}/plans/{world.plan.pk}/approve/")
    page.get_by_label("By which order or resolution").fill("Order 14/2027")
    page.get_by_role("button", name="Approve this version").click()
    expect(page.get_by_text(re.compile(r"Version \d is approved"))).to_be_visible()
    plan = Plan.objects.get(pk=world.plan.pk)
    assert (plan.state, plan.version) == ("approved", 2)

    # What others read, and the paper.
    page.goto(f"{base}/plans/{world.plan.pk}/")
    expect(page.get_by_text("A house for everybody, in the evening too")).to_be_visible()
    expect(page.get_by_text("Order 14/2027")).to_be_visible()
    if javascript:
        axe(page)
    paper = page.request.get(f"{base}/plans/{world.plan.pk}/pdf/")
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.body().startswith(b"%PDF")
