"""The selected become a round: planned by its design, people invited, places kept by the letter, everybody ticked."""

import datetime

from tests.browser.whole_chain.calling import FERRY, MILL
from tests.browser.whole_chain.designing import CYCLE
from tests.browser.whole_chain.people import Somebody, link_in_letter_to

INVITATION = "/weavers/gatherings/invitation/[0-9a-f-]+/"
PLACE = "/weavers/gatherings/place/[0-9a-f-]+/"
ROUND, DAY = MILL.name, "On the river"
ALSO = {"Piotr Łódka": "piotr@example.org", "Maja Most": "maja@example.org"}
"""Two of the groups who did not write the applications."""


def selected_become_a_round(host: Somebody) -> None:
    """From the result: the mill's group begins a round, the ferry's joins it, and whoever spoke for them is in it."""
    host.follow("Say what they become")
    host.look()
    host.page.get_by_label(MILL.name).select_option(label=f"A new round of “{CYCLE}” for them")
    host.press("Keep these")
    host.follow("Say what they become")
    host.page.get_by_label(FERRY.name).select_option(label=ROUND)
    host.press("Keep these")
    host.follow(ROUND)
    host.follow("People in the round")
    host.sees("2 people go through it.")
    host.sees(MILL.speaks)
    host.follow(ROUND)


def planned_and_invited(host: Somebody, on: datetime.date) -> None:
    """The day of the design becomes a gathering; its people get letters, and so do two more of the groups."""
    host.follow("Plan this round")
    host.page.get_by_label("Date").fill(on.isoformat())
    host.page.get_by_label("Place").fill("The landing stage")
    host.press("Plan these days")
    host.follow(DAY)
    host.follow("Everything that the host does")
    host.follow("Invitation")
    host.look()
    host.tick("All 2 people who go through the round")
    host.fill(addresses="\n".join(f"{name} <{email}>" for name, email in ALSO.items()))
    host.press("Write to them")
    host.sees("4 letters are on their way.")


def place_kept(visitor: Somebody, email: str) -> str:
    """By the link in the letter, with one click; gives the address of the place."""
    visitor.go(link_in_letter_to(email, INVITATION))
    visitor.press("I am coming")
    visitor.sees("A place is kept for you")
    return link_in_letter_to(email, PLACE)


def everybody_in_the_round(host: Somebody) -> None:
    """Who keeps a place and is not in the round yet is taken in."""
    host.follow(DAY)
    host.follow(ROUND)
    host.follow("People in the round")
    host.press("Take them in")
    host.sees("4 people go through it.")
