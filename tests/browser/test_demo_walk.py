"""A stranger in the demonstration: the eight steps as they stand, each kind of page with axe, at both widths."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from talka.consultations.models import Door
from talka.findings.models import Finding
from talka.identity.models import Account
from talka.reports.models import PanelQuestion
from talka.strategy.models import Plan, Swot
from tests.browser.pages import Open
from tests.kept_world import the_demo

HOME = "/tomaszow/"
PROGRAMME = f"{HOME}programmes/program-wspolpracy-i-rozwoju/"
ASKED = f"{HOME}consultations/czego-potrzebuje-miasto/"


def public_pages() -> list[str]:
    """One page of each kind that everybody may read."""
    door = Door.objects.filter(consultation__slug="ktore-zmiany-najpierw", channel="online").first()
    plan = Plan.objects.get(owner__short_name="DOK")
    finding = Finding.objects.first()
    assert door is not None
    assert finding is not None
    return [
        "/",
        "/demo/",
        "/sign-in/",
        HOME,
        f"{HOME}organisations/",
        f"{HOME}programmes/",
        PROGRAMME,
        f"{PROGRAMME}panel/",
        f"{PROGRAMME}you-said-we-did/",
        f"{HOME}gatherings/",
        f"{HOME}consultations/",
        ASKED,
        f"/a/{door.token}/",
        f"{HOME}findings/",
        f"{HOME}strategy/plans/{plan.pk}/",
        f"{HOME}thread/findings.finding/{finding.pk}/",
    ]


def desk_pages() -> list[str]:
    """One page of each kind of work, for the director of DOK."""
    plan = Plan.objects.get(owner__short_name="DOK")
    swot = Swot.objects.get(owner__short_name="DOK")
    return [
        f"{HOME}desk/",
        f"{PROGRAMME}room/",
        f"{HOME}strategy/swots/{swot.pk}/",
        f"{HOME}strategy/plans/{plan.pk}/draft/",
        f"{ASKED}answers/",
        f"{PROGRAMME}panel/questions/",
    ]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "theme"), [(390, "light"), (1280, "dark")])
def test_every_kind_of_page_holds_before_axe(open_page: Open, axe: Any, settings: Any, width: int, theme: Any) -> None:
    settings.DEMO = True
    the_demo()
    director = Account.objects.get(email="ewa.wojcik@demo.invalid")
    wrong = []
    for account, addresses in ((None, public_pages()), (director, desk_pages())):
        page = open_page(width=width, theme=theme, language="pl", account=account)
        for address in addresses:
            page.goto(address)
            try:
                axe(page)
            except pytest.fail.Exception as found:
                wrong.append(str(found))
    assert not wrong, "\n".join(wrong)


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "javascript"), [(390, False), (1280, True)])
def test_from_the_public_page_to_the_panel_and_along_the_thread(
    open_page: Open, settings: Any, width: int, javascript: bool
) -> None:
    """Step eight: results and plans on the panel's page, a question that waits, and the chain both ways."""
    settings.DEMO = True
    the_demo()
    page = open_page(HOME, width=width, javascript=javascript)

    # One click makes the visitor the coordinator, and another lets them be somebody else.
    follow(page, "Enter as one of its people")
    press(page, "Enter")
    expect(page).to_have_url(re.compile("/tomaszow/desk/$"))

    # A resident puts a question; it is not shown before somebody has read it.
    resident = open_page(PROGRAMME, width=width, javascript=javascript)
    follow(resident, "Read the plans and put a question")
    resident.get_by_label("Your question").fill("Will there be a bus on Sundays too?")
    press(resident, "Put the question")
    expect(resident.get_by_role("heading", name="Your question was kept")).to_be_visible()
    follow(resident, "Back to the panel")
    expect(resident.get_by_text("Will there be a bus on Sundays too?")).to_have_count(0)

    page.goto(f"{PROGRAMME}panel/questions/")
    question = page.get_by_role("listitem").filter(has_text="Will there be a bus on Sundays too?")
    question.get_by_role("link", name="Show it").click()
    press(page, "Show it")
    assert PanelQuestion.objects.get(text="Will there be a bus on Sundays too?").state == "shown"
    resident.reload()
    expect(resident.get_by_text("Will there be a bus on Sundays too?")).to_be_visible()

    # From what was said to what was done, and back, with private steps closed.
    follow(resident, "Follow the thread")
    expect(resident.get_by_text("internal analysis").first).to_be_visible()
    measure = resident.locator(".chain .thing a").last
    measure.click()
    resident.wait_for_load_state()
