"""What came of it: anonymous feedback, certificates that anybody checks, figures that open into their lists."""

from playwright.sync_api import expect

from tests.browser.whole_chain.designing import CYCLE, PROGRAMME
from tests.browser.whole_chain.gathering import DAY, ROUND
from tests.browser.whole_chain.people import Somebody, link_in_letter_to

DOOR = r"/a/[\w-]+/\?lang=en"
MINE = "/weavers/certificates/mine/[0-9a-f-]+/"
PUBLIC = "/weavers/certificates/c/[0-9A-Z]+/"


def small_numbers_from_three(coordinator: Somebody) -> None:
    """The network publishes numbers of people from three on, so that a few people tell the whole story."""
    coordinator.follow("Organisations")
    coordinator.follow("Settings")
    coordinator.fill(small_number="3")
    coordinator.press("Keep the changes")


def feedback_asked(host: Somebody) -> None:
    """On the host's overview of the gathering, before it takes place; letters follow by themselves."""
    host.follow(ROUND)
    host.follow(DAY)
    host.follow("Everything that the host does")
    host.press("Ask for feedback")
    host.sees("The questions are ready.")
    host.sees("Fewer than 3 people have answered.")


def feedback_given(visitor: Somebody, email: str, worth: str, words: str) -> None:
    """By the link in the letter, without an account, all questions on one page."""
    visitor.go(link_in_letter_to(email, DOOR))
    every = visitor.page.get_by_role("link", name="All questions on one page")
    if every.is_visible():  # a phone shows one at a time
        every.click()
    visitor.page.get_by_role("group", name="It was worth my time.").get_by_label(worth, exact=True).check()
    visitor.page.get_by_label("What do you take home?").fill(words)
    visitor.press("Send my answers")
    visitor.sees("Your answers have arrived.")


def feedback_withheld(host: Somebody) -> None:
    host.follow("Link, square and results")
    host.sees("Fewer than 3 people have answered.")


def feedback_read(host: Somebody, words: str) -> None:
    host.page.reload()
    expect(host.page.get_by_text("n = 3")).to_be_visible()
    host.sees(words)


def certificates_issued(host: Somebody) -> None:
    """From the page of the round: one is short of hours, three get theirs."""
    host.follow(DAY)
    host.follow(ROUND)
    host.look()
    host.follow("Who is how far")
    expect(host.row("Maja Most")).to_contain_text("more are needed")
    host.follow("Issue 3 certificates")
    host.press("Issue the certificates")
    host.sees("All are made; the letters are on their way.")


def certificate_checked(holder: Somebody, anybody: Somebody, email: str) -> None:
    """The holder lets the page show their name; anybody reads it by the address that stands on the paper."""
    holder.go(link_in_letter_to(email, MINE))
    holder.page.get_by_label("Full name").check()
    holder.press("Keep my choice")
    anybody.go(link_in_letter_to(email, PUBLIC))
    anybody.sees("This certificate holds.")
    anybody.sees(CYCLE)


def figures_opened(host: Somebody, names: list[str]) -> None:
    """In the programme's room: how many, how that is counted, and the list behind the number."""
    host.follow(PROGRAMME)
    host.follow("How each is counted")
    host.follow("Open the list: certificates")
    for name in names:
        expect(host.row(name)).to_be_visible()
