"""From the answers to what everybody can read: look, filter, save a finding, choose a quotation, publish."""

import pytest
from playwright.sync_api import Page, expect

from talka.foundation.owners.models import Standing, StandingRole
from tests.findings.made import filled

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "javascript"), [(390, False), (1280, True)])
def test_answers_become_findings_that_everybody_can_read(width: int, javascript: bool, open_page, axe) -> None:
    made = filled()
    Standing.objects.create(owner=made.mok, account=made.coordinator, role=StandingRole.DIRECTOR)
    network, slug = made.network.slug, made.consultation.slug

    page: Page = open_page(f"/{network}/findings/", width=width, account=made.coordinator, javascript=javascript)

    def look() -> None:
        if javascript:
            axe(page)

    look()
    page.get_by_role("link", name="What should culture be like?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which of them do you know?")
    page.get_by_role("link", name="What would make you come more often?").click()
    expect(page.get_by_text("60 of 60.")).to_be_visible()
    look()

    page.locator("select[name='f.age']").select_option("young")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("24 of 24.")).to_be_visible()
    page.get_by_text("The table behind the chart").click()
    expect(page.get_by_role("row", name="Weekends")).to_contain_text("16")
    look()

    page.get_by_role("link", name="What is on", exact=False).first.click()
    page.get_by_role("link", name="Save as a finding").click()
    page.locator("select[name=option]").select_option("3")
    page.locator("select[name=row]").select_option(label="MOK")
    page.get_by_role("button", name="Propose a sentence").click()
    sentence = page.locator("input[name=sentence_en]")
    expect(sentence).to_have_value(
        "50\u00a0% of those who answered about MOK say “Very well”, against 0\u00a0% (Tkacz)."
    )
    look()
    for other in page.get_by_text("In other languages").all():
        other.click()
    sentence.fill("Half of those who know MOK like what is on")
    page.locator("input[name=sentence_pl]").fill("Połowie znających MOK podoba się program")
    page.get_by_label("Everybody, with the next release").check()
    page.get_by_role("button", name="Save the finding").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Half of those who know MOK like what is on")
    expect(page.get_by_text("everybody, with the next release")).to_be_visible()
    look()

    page.goto(f"/{network}/findings/{slug}/results/missing/")
    page.locator("li", has_text="Krysia").get_by_text("Decide on this answer").click()
    card = page.locator("ol.open-answers > li", has_text="Krysia")
    card.get_by_label("What will be published").fill("Pani Maria z biblioteki ma rację.")
    card.get_by_role("button", name="Choose it for publication").click()
    expect(page.get_by_role("heading", name="Nothing was changed")).to_be_visible()
    look()
    card = page.locator("ol.open-answers > li", has_text="Krysia")
    card.get_by_label("What will be published").fill("… z biblioteki ma rację.")
    card.get_by_role("button", name="Choose it for publication").click()
    expect(page.get_by_text("chosen for publication")).to_be_visible()
    look()

    page.goto(f"/{network}/findings/{slug}/publish/")
    look()
    page.get_by_role("button", name="Close the consultation and publish").click()
    expect(page.get_by_text("Release 1 is public.")).to_be_visible()

    page = open_page(f"/{network}/findings/", width=width, javascript=javascript)
    page.get_by_role("link", name="What should culture be like?").click()
    expect(page.get_by_text("60 people answered.")).to_be_visible()
    expect(page.get_by_text("… z biblioteki ma rację.")).to_be_visible()
    expect(page.get_by_text("Krysia")).to_have_count(0)
    look()
    page.get_by_role("link", name="Half of those who know MOK like what is on").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Half of those who know MOK like what is on")
    expect(page.get_by_text("How to cite it")).to_be_visible()
    look()
