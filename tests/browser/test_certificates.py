"""From a rule to a certificate on the wall: rule, who is how far, issue, the holder's page, verify, revoke."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from talka.certificates.models import Certificate
from tests.browser.pages import Open
from tests.kept_world import the_world


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "javascript"), [(390, False), (1280, True)])
def test_from_a_rule_to_a_certificate_that_anybody_checks(
    open_page: Open, axe: Any, tmp_path: Path, width: int, javascript: bool
) -> None:
    world = the_world()

    def check(page: Page) -> None:
        if javascript:
            axe(page)

    host = open_page("/weavers/certificates/", width=width, account=world.director, javascript=javascript)
    check(host)
    host.goto(reverse("certificates:rule", args=["weavers", world.cycle.pk]))
    host.locator("[name=share]").fill("60")
    check(host)
    press(host, "Keep the rule")
    expect(host.get_by_text("At least 60 % of all planned hours were attended.").first).to_be_visible()

    host.goto(reverse("certificates:round", args=["weavers", world.taught_cohort.pk]))
    expect(host.get_by_text("3 people go through it.")).to_be_visible()
    expect(host.get_by_role("row").filter(has_text="Celina Lis")).to_contain_text("more are needed")
    check(host)
    follow(host, "Issue 1 certificate")
    expect(host.get_by_label("Bronisław Zając")).to_be_checked()
    check(host)
    host.get_by_label("Bronisław Zając").uncheck()
    press(host, "Issue the certificates")
    expect(host.get_by_text("Tick at least one person.").first).to_be_visible()
    host.get_by_label("Bronisław Zając").check()
    press(host, "Issue the certificates")
    expect(host.get_by_text("All are made; the letters are on their way.")).to_be_visible()
    check(host)

    certificate = Certificate.objects.get(name="Bronisław Zając")
    mine = reverse("certificates:mine", args=["weavers", certificate.secret])
    holder = open_page(mine, width=width, javascript=javascript)
    expect(holder.get_by_role("heading", name="Training by region")).to_be_visible()
    check(holder)
    with holder.expect_download() as coming:
        holder.get_by_role("link", name="Download the paper (PDF)").click()
    paper = tmp_path / "certificate.pdf"
    coming.value.save_as(paper)
    holder.get_by_text("Initials").click()
    press(holder, "Keep my choice")

    anybody = open_page("/weavers/certificates/", width=width, javascript=javascript)
    anybody.locator("[name=code]").fill(f"{certificate.code[:5]} {certificate.code[5:]}".lower())
    press(anybody, "Check it")
    expect(anybody.get_by_text("This certificate holds.")).to_be_visible()
    expect(anybody.get_by_text("B. Z.")).to_be_visible()
    expect(anybody.get_by_text("Zając")).to_have_count(0)
    check(anybody)
    anybody.locator("[name=file]").set_input_files(paper)
    press(anybody, "Compare it")
    expect(anybody.get_by_text("This file is exactly what was issued.")).to_be_visible()
    paper.write_bytes(paper.read_bytes() + b"\n% edited")
    anybody.locator("[name=file]").set_input_files(paper)
    press(anybody, "Compare it")
    expect(anybody.get_by_text("This file is not what was issued.")).to_be_visible()

    host.goto(reverse("certificates:certificate", args=["weavers", certificate.code]))
    follow(host, "Revoke it")
    press(host, "Revoke it")
    expect(host.locator(".errsum")).to_be_visible()
    host.locator("[name=reason]").fill("The attendance list was of another day.")
    press(host, "Revoke it")
    anybody.goto(reverse("certificates:certificate", args=["weavers", certificate.code]))
    expect(anybody.get_by_text("This certificate does not hold any more.")).to_be_visible()
    expect(anybody.get_by_text("The attendance list was of another day.")).to_be_visible()
    check(anybody)
