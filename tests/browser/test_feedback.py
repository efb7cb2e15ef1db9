"""Before a cycle and after it: people rate their own skills, without an account or a script; the host reads what
changed, from enough answers on. Feedback after a single gathering is walked in `test_whole_chain`."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from talka.foundation import periodic
from talka.gatherings.actions import join_cohort, meet_participant
from talka.identity.models import Network
from talka.programmes.actions import edit_cohort
from tests.browser.pages import DESK, PHONE, Open
from tests.browser.whole_chain.clock import Clock
from tests.browser.whole_chain.people import Somebody, link_in_letter_to
from tests.world import World

DOOR = r"/a/[\w-]+/\?lang=en"
GOALS = ("Know what residents need", "Plan as one")
PEOPLE = ("Ada", "Bea", "Cia")


def rated(page: Page, name: str, step: str, words: str = "") -> None:
    """By the link in the letter; each goal gets this step, each open question these words."""
    page.goto(link_in_letter_to(f"{name.lower()}@round.example", DOOR))
    if page.viewport_size and page.viewport_size["width"] < DESK:
        one_after_the_other(page, step, words)
    else:
        answered(page.locator("form"), step, words)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("Your answers have arrived.")).to_be_visible()


def one_after_the_other(page: Page, step: str, words: str) -> None:
    page.get_by_role("link", name="Begin").click()
    while not page.url.endswith("#send"):
        expect(page.locator(".q:visible")).to_have_count(1)
        shown = page.locator(".q:target")
        answered(shown, step, words)
        shown.locator(".ways .btn:visible").click()


def answered(part: Locator, step: str, words: str) -> None:
    for goal in GOALS:
        row = part.get_by_role("group", name=goal, exact=True)
        if row.count():
            row.get_by_label(step, exact=True).check()
    for field in part.locator("textarea").all():
        field.fill(words)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_what_people_can_do_before_and_after(
    world: World, open_page: Open, axe: Any, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    clock = Clock(monkeypatch)
    begins = timezone.localdate() + datetime.timedelta(days=2)
    Network.objects.filter(pk=world.network.pk).update(small_number=3)
    cohort = edit_cohort(acting_user=world.coordinator, cohort=world.cohort, starts_on=begins, ends_on=begins)
    for name in PEOPLE:
        person = meet_participant(network=world.network, name=name, email=f"{name.lower()}@round.example")
        join_cohort(acting_user=world.coordinator, cohort=cohort, participant=person)
    visitors = {name: open_page(width=width, javascript=False) for name in PEOPLE}

    host = Somebody(open_page("/weavers/programmes/weaving/room/", width=width, account=world.director), axe)
    host.follow("The north")
    host.press("Ask what they can do already")
    host.sees("Letters go out within minutes")
    periodic.carry_out({}, 0.0)
    for name, step in zip(PEOPLE, ("I cannot yet", "I know a little", "I know a little"), strict=True):
        rated(visitors[name], name, step)
    host.page.reload()
    host.sees("The comparison stands here when 3 people have answered before and 3 after.")

    host.follow("The north")
    host.press("Ask what the cycle has given them")
    host.sees("Letters go out by themselves when it is over")
    clock.put_to(begins + datetime.timedelta(days=1), 9)
    periodic.carry_out({}, 0.0)
    rated(visitors["Ada"], "Ada", "I can with help", "A map of needs")
    rated(visitors["Bea"], "Bea", "I can on my own", "Whom to ring")
    host.page.reload()
    host.sees("Fewer than 3 people have answered.")
    expect(host.page.get_by_text("A map of needs")).to_have_count(0)
    rated(visitors["Cia"], "Cia", "I can on my own")
    host.page.reload()
    host.sees("A map of needs")
    for goal in GOALS:
        expect(host.row(goal).last).to_contain_text("+2.0")
    host.look()

    anybody = Somebody(open_page("/weavers/programmes/weaving/", width=width), axe)
    anybody.sees("What they can do, before and after")
    expect(anybody.row(GOALS[0])).to_contain_text("+2.0")
