"""The day itself: people check in by the code on the screen, others are ticked on the list, and the host tells of it."""

from playwright.sync_api import expect

from tests.browser.whole_chain.gathering import DAY
from tests.browser.whole_chain.people import Somebody

FIRST, SECOND = "What the river needs", "Who plans with whom"


def screen_opened(host: Somebody) -> str:
    """From the desk to the list and to the screen; gives the code that it shows now."""
    host.take_up(f"Tick who is at “{DAY}”")
    host.follow(f"Tick {FIRST}")
    host.follow("Let people check in themselves")
    host.press("Show the code")
    return host.page.locator("[data-code]").inner_text()


def checked_in_by_address(visitor: Somebody, code: str, email: str) -> None:
    """By the address under the square, with the code typed."""
    visitor.go("/weavers/gatherings/here/")
    visitor.page.get_by_label("Code on the screen").fill(code)
    visitor.press("Go on")
    visitor.page.get_by_label("E-mail address").fill(email)
    visitor.press("Check me in")
    visitor.sees("You are checked in")


def checked_in_at_own_place(visitor: Somebody, code: str, place: str) -> None:
    visitor.go(place)
    visitor.page.get_by_label("Code on the screen").fill(code)
    visitor.press("Check me in")
    visitor.sees("You are checked in")


def ticked(host: Somebody, *names: str) -> None:
    for name in names:
        line = host.page.locator(".att-line", has_text=name)
        line.get_by_role("button", name=f"Here {name}").click()
        expect(line.locator(".att-stands")).to_have_text("present")


def told_of(host: Somebody) -> None:
    """When it is over, the desk asks what came of it."""
    host.take_up(f"Say what came of “{DAY}”")
    host.fill(outcome_en="Two walks are drawn, each with its guide.")
    host.press("It was held")
