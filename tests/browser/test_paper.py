"""From the print to the empty box: printed, scanned, read, checked by keys and by a thumb, counted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import Page, expect

from talka.consultations.models import Answer
from talka.paper.models import FilledForm, PaperPrint, Reading, ScanImport
from tests.browser.pages import PHONE, Open
from tests.consultations.made import Made, make
from tests.paper import scanned

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def payload(file: SimpleUploadedFile) -> Any:
    return {"name": file.name, "mimeType": file.content_type, "buffer": file.read()}


def to_check(page: Page, kind: str) -> Any:
    return page.get_by_role("listitem").filter(has_text=kind).get_by_role("link", name="Check them")


def print_it(page: Page, made: Made, axe: Callable[[Page], None]) -> PaperPrint:
    page.goto(f"/{made.network.slug}/consultations/{made.consultation.slug}/paper/")
    axe(page)
    page.get_by_label("English").check()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Make the PDF").click()
    assert coming.value.path().read_bytes().startswith(b"%PDF-")
    return PaperPrint.objects.get()


def forms_of(made: Made) -> list[dict[str, list[str]]]:
    """Three forms; in two of them somebody marked two steps of a scale, and each has words and a number."""
    mok = str(made.mok.pk)
    clean = {"q.known": [mok], f"s.{mok}.times": ["2"], "q.age": ["young"], "q.visits": ["x"], "q.missing": ["x"]}
    return [
        {**clean, f"s.{mok}.programme": ["3"]},
        {**clean, f"s.{mok}.programme": ["2", "3"]},
        {**clean, f"s.{mok}.programme": ["1", "2"], "q.age": ["older"]},
    ]


def bring(page: Page, made: Made, printed: PaperPrint, axe: Callable[[Page], None]) -> None:
    page.goto(f"/{made.network.slug}/consultations/{made.consultation.slug}/paper/")
    page.get_by_role("link", name="Bring scans").click()
    axe(page)
    pages = scanned.pictures(printed, forms_of(made))
    wrong = SimpleUploadedFile("notes.pdf", b"no scan at all", content_type="application/pdf")
    page.get_by_label("Scans").set_input_files([payload(scanned.pdf(pages)), payload(wrong)])
    page.get_by_label("Forms handed out").fill("5")
    page.get_by_role("button", name="Read the scans").click()
    expect(page.get_by_text("forms came back of 5 handed out")).to_be_visible()
    expect(page.get_by_text("It is no PDF, TIFF, JPEG or PNG.")).to_be_visible()
    axe(page)


def check_marks_by_keys(page: Page, axe: Callable[[Page], None]) -> None:
    to_check(page, "Marks").click()
    shown = page.locator("#item input[name=reading]")
    expect(page.locator("h1")).to_contain_text("What is on")
    axe(page)
    first = shown.input_value()
    page.keyboard.press("1")
    expect(shown).not_to_have_value(first)
    page.keyboard.press("q")
    expect(shown).to_have_value(first)
    page.keyboard.press("3")
    expect(shown).not_to_have_value(first)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Choose what is marked, or 0 for nothing.")).to_be_visible()
    page.keyboard.press("2")
    page.wait_for_url("**/paper/scans/*/")


def check_words_by_a_thumb(page: Page, path: str, axe: Callable[[Page], None]) -> None:
    page.goto(path)
    axe(page)
    to_check(page, "Numbers").tap()
    for visits in ("12", "4", "30"):
        page.get_by_label("What is written").fill(visits)
        page.get_by_role("button", name="So it is").tap()
    page.wait_for_url("**/paper/scans/*/")
    to_check(page, "Words").tap()
    expect(page.locator("#item img")).to_be_visible()
    button = page.get_by_role("button", name="So it is")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["y"] > 844 * 0.6, "under the thumb"
    axe(page)
    for words in ("A bus", "A bench", "More of it"):
        page.get_by_label("What is written").fill(words)
        page.get_by_role("button", name="So it is").tap()
    page.wait_for_url("**/paper/scans/*/")


def test_from_the_print_to_the_empty_box(open_page: Open, axe: Callable[[Page], None]) -> None:
    made = make()
    desk = open_page(account=made.coordinator)
    printed = print_it(desk, made, axe)
    bring(desk, made, printed, axe)
    pile = ScanImport.objects.get()
    assert pile.state == ScanImport.State.CHECKING
    address = f"/{made.network.slug}/consultations/{made.consultation.slug}/paper/scans/{pile.pk}/"
    check_marks_by_keys(desk, axe)
    phone = open_page(account=made.coordinator, width=PHONE)
    check_words_by_a_thumb(phone, address, axe)

    assert not Reading.objects.exclude(state__in=(Reading.State.SURE, Reading.State.DECIDED)).exists()
    assert {form.state for form in FilledForm.objects.all()} == {FilledForm.State.COUNTED}
    mok = str(made.mok.pk)
    told = [
        (answer.content["about"][mok]["programme"], answer.content["answers"]["missing"])
        for answer in (Answer.objects.get(pk=form.answer_id) for form in FilledForm.objects.order_by("position"))
    ]
    assert told == [("3", "A bus"), ("3", "A bench"), ("2", "More of it")]

    desk.goto(address)
    axe(desk)
    expect(desk.get_by_role("row", name="Words 0 3 0")).to_be_visible()
    desk.get_by_role("button", name="Finish the pile").click()
    expect(desk.get_by_text("Everything is decided and counted.")).to_be_visible()
    desk.get_by_role("link", name="Paper", exact=True).first.click()
    expect(desk.get_by_text("finished; 3 of 3 forms counted")).to_be_visible()
    desk.get_by_role("link", name="Answers", exact=True).click()
    expect(desk.locator("main")).to_contain_text("3")


def test_without_a_script_one_thing_a_load(open_page: Open) -> None:
    made = make()
    desk = open_page(account=made.coordinator, javascript=False)
    address = f"/{made.network.slug}/consultations/{made.consultation.slug}/paper/"
    desk.goto(address)
    from talka.paper import actions

    printed = actions.ready_print(acting_user=None, consultation=made.consultation, language="en")
    desk.goto(f"{address}scans/new/")
    desk.get_by_label("Scans").set_input_files([payload(scanned.pdf(scanned.pictures(printed, forms_of(made)[1:])))])
    desk.get_by_role("button", name="Read the scans").click()
    to_check(desk, "Marks").click()
    for answer in ("Very well", "nothing is marked"):
        desk.get_by_label(answer).check()
        desk.get_by_role("button", name="So it is").click()
    assert "/check/" not in desk.url
    assert list(
        Reading.objects.filter(state=Reading.State.DECIDED).order_by("form__position").values_list("value", flat=True)
    ) == [["3"], []]
