"""From signing up to the waiting list, an offer, the place and giving it back, on a phone and on a desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from talka.gatherings import actions
from talka.gatherings.models import SignUp
from tests.kept_world import the_world
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [390, 1280])
def test_sign_up_wait_accept_give_back(open_page: Callable[..., Page], axe: Callable[[Page], None], width: int) -> None:
    world: World = the_world()
    page = open_page(f"/weavers/gatherings/{world.course.pk}/sign-up/", width=width)
    page.fill("[name=name]", "Maria Lis")
    page.fill("[name=email]", "maria@example.org")
    axe(page)
    page.click("main button:has-text('Join the waiting list')")
    assert page.inner_text("h1") == "Look into your mail"
    maria = SignUp.objects.get(email="maria@example.org")
    page.goto(page.url.split("/weavers/")[0] + f"/weavers/gatherings/place/{maria.cancel_token}/")
    assert page.inner_text("h1") == "You are number 3 on the waiting list"
    axe(page)
    for each in (world.course_waiting, world.course_behind, world.course_offered):
        actions.cancel_sign_up(acting_user=None, sign_up=each, letter=False)
    page.reload()
    assert page.inner_text("h1") == "A place became free for you"
    axe(page)
    page.click("main button:has-text('I take it')")
    assert page.inner_text("h1") == "A place is kept for you"
    page.click("main button:has-text('Give the place back')")
    assert page.inner_text("h1") == "Your place is given back"
