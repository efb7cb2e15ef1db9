"""The list on a phone through a lost network, and a check-in from the screen to the list."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from talka.gatherings.models import Attendance, AttendanceClaim
from tests.browser.pages import PHONE, Open
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_ticks_wait_for_the_network_and_arrive_once(world: World, open_page: Open, axe: Callable[[Page], None]) -> None:
    gathering, session = world.running_gathering, world.running_session
    Attendance.objects.filter(session=session).delete()
    AttendanceClaim.objects.all().delete()
    path = f"/{world.network.slug}/gatherings/{gathering.pk}/attendance/{session.pk}/"
    page = open_page(path, width=PHONE, account=world.staff)
    axe(page)
    ewa, adam = (page.locator(".att-line", has_text=name) for name in ("Ewa Lis", "Adam Wilk"))

    ewa.get_by_role("button", name="Here Ewa Lis").click()
    expect(ewa.locator(".att-stands")).to_have_text("present")
    expect(page.locator("#att-counts")).to_contain_text("1 of 2 here")

    page.context.set_offline(True)
    adam.get_by_text("Late, left, excused, absent").click()
    adam.get_by_role("button", name="Excused").click()
    expect(adam.locator(".att-stands")).to_contain_text("excused · not sent yet")
    adam.get_by_text("Late, left, excused, absent").click()
    adam.get_by_role("button", name="Came late").click()
    page.get_by_label("Name").fill("Zofia Maj")
    page.get_by_role("button", name="Add and tick as present").click()
    expect(page.locator("[data-queue]")).to_contain_text("3 ticks are not sent yet. They are kept on this device.")
    expect(page.locator("[data-queue]")).to_contain_text("There is no connection; they are sent when it is back.")
    assert Attendance.objects.filter(session=session).count() == 1

    page.context.set_offline(False)
    expect(page.locator("[data-queue]")).to_have_text("Everything is sent.")
    expect(adam.locator(".att-stands")).to_contain_text("came at")
    expect(adam.locator(".att-stands")).to_contain_text("corrected")
    expect(page.locator(".att-line", has_text="Zofia Maj")).to_have_count(1)
    expect(page.locator("#att-counts")).to_contain_text("3 of 3 here")
    rows = {row.participant.name: row for row in Attendance.objects.filter(session=session)}
    assert {name: row.state for name, row in rows.items()} == {
        "Ewa Lis": "present",
        "Adam Wilk": "late",
        "Zofia Maj": "present",
    }
    assert rows["Adam Wilk"].corrections.get().was_state == "excused"
    page.wrong[:] = [each for each in page.wrong if "ERR_INTERNET_DISCONNECTED" not in each]  # type: ignore[attr-defined]
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('attendance.')).length") == 0


def test_two_helpers_are_told_of_each_other(world: World, open_page: Open) -> None:
    gathering, session = world.running_gathering, world.running_session
    path = f"/{world.network.slug}/gatherings/{gathering.pk}/attendance/{session.pk}/"
    Attendance.objects.filter(session=session).delete()
    AttendanceClaim.objects.all().delete()
    one, other = (open_page(path, width=PHONE, account=who) for who in (world.staff, world.director))
    one.locator(".att-line", has_text="Ewa Lis").get_by_role("button", name="Here Ewa Lis").click()
    expect(one.locator("#att-counts")).to_contain_text("1 of 2 here")

    line = other.locator(".att-line", has_text="Ewa Lis")
    line.get_by_text("Late, left, excused, absent").click()
    line.get_by_role("button", name="Absent").click()
    expect(other.locator("[data-told]")).to_contain_text("Ewa Lis was ticked differently before.")
    expect(line.locator(".att-claim")).to_contain_text("ticked differently")
    line.get_by_role("button", name="Correct the list").click()
    expect(other.locator(".att-line", has_text="Ewa Lis").locator(".att-stands")).to_contain_text("absent")
    row = Attendance.objects.get(session=session)
    assert (row.state, row.corrections.get().reason) == ("absent", "Two helpers ticked differently")


def test_from_the_screen_to_the_list_by_phone(world: World, open_page: Open, axe: Callable[[Page], None]) -> None:
    gathering, session = world.running_gathering, world.running_session
    Attendance.objects.filter(session=session).delete()
    screen = open_page(
        f"/{world.network.slug}/gatherings/{gathering.pk}/attendance/{session.pk}/screen/", account=world.staff
    )
    axe(screen)
    code = screen.locator("[data-code]").inner_text()
    phone = open_page(f"/{world.network.slug}/gatherings/here/", width=PHONE, javascript=False)
    phone.get_by_label("Code on the screen").fill(code)
    phone.get_by_role("button", name="Go on").click()
    phone.get_by_label("E-mail address").fill("ewa@example.org")
    phone.get_by_role("button", name="Check me in").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("You are checked in")
    assert Attendance.objects.get(session=session).way == "self"
    expect(screen.locator("[data-here]")).to_have_text("1", timeout=25000)
