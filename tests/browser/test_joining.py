"""From nothing to a network with three centres and a second person in it, as people do it."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from talka.foundation.owners.models import Owner, Standing
from talka.identity.queries import network_by_slug

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CENTRES = [
    ("Miejski Ośrodek Kultury", "MOK", "woad", "circle"),
    ("Ośrodek Kultury Tkacz", "Tkacz", "madder", "square"),
    ("Dzielnicowy Ośrodek Kultury", "DOK", "weld", "diamond"),
]


def sign_in(page: Page, email: str) -> None:
    """From the sign-in page on: address, then the code that came by mail."""
    mail.outbox.clear()
    page.get_by_label("Your e-mail address").fill(email)
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile("/sign-in/code/"))
    (letter,) = mail.outbox
    assert letter.to == [email]
    code = next(
        word
        for word in re.findall(r"\b[A-Z0-9-]{6,}\b", letter.body)
        if not word.isalpha() or "-" in word or len(word) == 6
    )
    page.locator("main input[name=code]").fill(code)
    page.locator("main form button").first.click()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_network_comes_to_be_and_an_invited_person_joins(width: int, open_page, axe) -> None:
    page: Page = open_page("/", width=width)
    page.get_by_role("link", name="Make a network").click()
    sign_in(page, "ewa@example.org")
    expect(page.get_by_role("heading", name="Make a network")).to_be_visible()
    axe(page)
    page.get_by_label("Name of the network").fill("Neighbours in Culture")
    page.get_by_role("button", name="Make the network").click()
    expect(page).to_have_url(re.compile("/neighbours-in-culture/desk/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Two things are yours to do")
    axe(page)

    page.get_by_role("link", name="Add a locality").click()
    page.get_by_label("Name").fill("Tomaszów Mazowiecki")
    page.get_by_role("button", name="Add it", exact=True).click()
    axe(page)

    page.goto("/neighbours-in-culture/organisations/new/")
    for number, (name, short, dye, shape) in enumerate(CENTRES):
        page.get_by_label("Full name").fill(name)
        page.get_by_label("Short name").fill(short)
        page.get_by_label("Kind", exact=True).select_option("culture_centre")
        page.get_by_label(re.compile("^Locality")).select_option(label="Tomaszów Mazowiecki")
        page.get_by_role("radio", name=dye, exact=True).check()
        page.get_by_role("radio", name=shape, exact=True).check()
        if number == 0:
            axe(page)
        last = number == len(CENTRES) - 1
        page.get_by_role("button", name="Add it" if last else "Add it and another", exact=True).click()
    network = network_by_slug("neighbours-in-culture")
    assert network is not None
    assert set(Owner.objects.filter(network=network).values_list("short_name", "dye", "shape")) == {
        ("MOK", 1, "circle"),
        ("Tkacz", 5, "square"),
        ("DOK", 9, "diamond"),
    }
    expect(page.get_by_role("heading", level=1)).to_contain_text("Dzielnicowy Ośrodek Kultury")
    axe(page)
    page.goto("/neighbours-in-culture/organisations/")
    axe(page)

    page.get_by_role("link", name="Invite people").click()
    page.get_by_label("E-mail addresses").fill("jan@example.org")
    page.get_by_label(re.compile("^Organisation")).first.select_option(label="Ośrodek Kultury Tkacz")
    page.get_by_label(re.compile("^Role")).first.select_option("director")
    axe(page)
    mail.outbox.clear()
    page.get_by_role("button", name="Send the letters").click()
    expect(page.get_by_text("One letter is on its way.")).to_be_visible()
    axe(page)
    (letter,) = mail.outbox
    link = re.search(r"/invitation/\S+/", letter.body)
    assert link is not None

    guest: Page = open_page(link.group(), width=width)
    expect(guest.get_by_role("heading", level=1)).to_contain_text("invites you to Neighbours in Culture")
    axe(guest)
    guest.get_by_role("link", name="Sign in and join").click()
    sign_in(guest, "jan@example.org")
    expect(guest).to_have_url(re.compile(re.escape(link.group())))
    guest.get_by_label("Your name").fill("Jan Kowalski")
    guest.get_by_role("button", name="Accept and join").click()
    expect(guest).to_have_url(re.compile("/neighbours-in-culture/desk/"))
    expect(guest.get_by_role("link", name="Ośrodek Kultury Tkacz")).to_be_visible()
    axe(guest)
    held = Standing.objects.get(account__email="jan@example.org")
    assert (held.owner.short_name, held.role) == ("Tkacz", "director")

    page.goto("/neighbours-in-culture/people/")
    expect(page.get_by_text("Jan Kowalski").first).to_be_visible()
    axe(page)
