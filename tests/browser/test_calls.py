"""A call walked in the browser: an application without an account, a review, the decision, the letter."""

from urllib.parse import urlsplit

import pytest
from django.core import mail

from talka.calls import actions
from talka.calls.models import Application
from tests.calls import made
from tests.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1280])
def test_from_application_to_letter(world: World, open_page, axe, width: int) -> None:
    call = made.published(world, title={"en": "A month in the mill"})
    reviewer = actions.appoint_reviewer(acting_user=world.director, call=call, account=world.expert, letter=False)

    visitor = open_page(f"/weavers/calls/{call.pk}/", width=width)
    axe(visitor)
    visitor.get_by_role("link", name="Begin an application").click()
    visitor.get_by_label("Group", exact=True).check()
    visitor.get_by_label("Name of the organisation, group or person").fill("The choir of the hill")
    visitor.get_by_label("Your name").fill("Ona")
    visitor.get_by_label("E-mail address").fill("ona@example.org")
    visitor.get_by_role("button", name="Begin", exact=True).click()
    visitor.get_by_label("Title of your proposal").fill("Songs for the wheel")
    visitor.get_by_label("Sector").select_option("art")
    visitor.get_by_label("Locality").select_option("tomaszow-mazowiecki")
    visitor.get_by_label("How many people are you").fill("6")
    visitor.get_by_role("radio", name="Yes").check()
    visitor.get_by_label("Why the hall").fill("It sounds well.")
    visitor.get_by_label("We may be named in the published result").check()
    # The script saves by itself, and the check follows.
    visitor.get_by_text("Everything the call asks for is there.").wait_for()
    assert Application.objects.get(email="ona@example.org").content["title"] == "Songs for the wheel"
    axe(visitor)
    visitor.get_by_role("button", name="Send the application").click()
    visitor.get_by_text("Your application is sent.").wait_for()
    address = visitor.url

    made.closed(call)
    review = open_page(f"/weavers/calls/{call.pk}/review/", width=width, account=reviewer.account)
    review.get_by_role("link", name="Declare: Songs for the wheel").click()
    review.get_by_label("Nothing: I can judge it").check()
    review.get_by_role("button", name="Declare and go on").click()
    review.get_by_role("radio", name="4 Need: 4 of five").check()
    review.get_by_role("radio", name="It does not apply here").check()
    axe(review)
    review.get_by_role("button", name="Score it").click()
    review.get_by_role("link", name="See the ranking").click()
    axe(review)
    assert "80.0" in review.locator(".call-ranking").inner_text()

    host = open_page(f"/weavers/calls/{call.pk}/decide/", width=width, account=world.director)
    host.get_by_label("English", exact=True).first.fill("It sounds well indeed.")
    axe(host)
    host.get_by_role("button", name="Record the decision").click()
    mail.outbox.clear()
    host.get_by_role("button", name="Publish the result and send the letters").click()
    host.get_by_role("heading", name="1 of 1 is selected").wait_for()
    axe(host)
    assert [letter.to for letter in mail.outbox] == [["ona@example.org"]]
    assert "It sounds well indeed." in mail.outbox[0].body

    letter = open_page(urlsplit(address).path, width=width)
    letter.get_by_role("heading", name="Your application is selected").wait_for()
    assert "It sounds well indeed." in letter.locator("main").inner_text()
    axe(letter)
