"""Somebody at a screen: follows links by their words, fills in fields by their labels, presses buttons."""

import re
from collections.abc import Callable

from django.core import mail
from playwright.sync_api import Locator, Page, expect


class Somebody:
    """One person with a browser of their own. `look` holds the page before axe; it is for pages no other walk visits."""

    def __init__(self, page: Page, axe: Callable[[Page], None]) -> None:
        self.page = page
        self._axe = axe

    def look(self) -> None:
        self._axe(self.page)

    def go(self, address: str) -> None:
        """By an address that a letter or a printed paper gave."""
        self.page.goto(address)

    def follow(self, words: str, within: str = "body") -> None:
        """A link on the page, by its whole words, what is said of it to screen readers alone among them."""
        self.page.locator(within).get_by_role("link", name=re.compile(_whole(words))).first.click()
        self.page.wait_for_load_state()

    def take_up(self, task: str) -> None:
        """What the desk says is mine to do."""
        self.page.get_by_role("listitem").filter(has_text=task).get_by_role("link").last.click()
        self.page.wait_for_load_state()

    def press(self, words: str, within: str = "main") -> None:
        self.page.locator(within).get_by_role("button", name=words, exact=True).first.click()
        self.page.wait_for_load_state()

    def fill(self, **values: str) -> None:
        """Fields by their names in the form, each in the first language of the network."""
        for name, value in values.items():
            self.page.locator(f"main [name={name}]").fill(value)

    def choose(self, **values: str) -> None:
        """Lists by their names, what is chosen by its words."""
        for name, words in values.items():
            self.page.locator(f"main [name={name}]").select_option(label=words)

    def tick(self, *words: str) -> None:
        for each in words:
            self.page.locator("main").get_by_label(each, exact=True).check()

    def sees(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible()

    def row(self, words: str) -> Locator:
        return self.page.get_by_role("row").filter(has_text=words)


def _whole(words: str) -> str:
    """A part that only screen readers are told may stand apart by a space."""
    return "^" + re.escape(words).replace(":", r"\s?:") + "$"


def link_in_letter_to(address: str, shape: str) -> str:
    """The newest letter to this address that holds such a link, and the link without its host."""
    for letter in reversed(mail.outbox):
        found = re.search(rf"https?://[^/\s]+({shape})", str(letter.body))
        if address in letter.to and found:
            return found.group(1)
    raise AssertionError(f"no letter to {address} has a link like {shape}")
