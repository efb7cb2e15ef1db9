"""A handful of four-page forms, from the scan to the finished pile: what `bin/bench paper_forms` does with 500."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bench.robot import WATCH, Told, check
from bench.sheets.filled import file_of
from bench.sheets.four_pages import make_four_pages
from talka.consultations.models import Answer
from talka.paper import actions
from talka.paper.actions.printing import pages_for_printer
from talka.paper.models import Reading, ScanImport
from tests.browser.pages import Open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORMS = 2


def test_a_robot_at_the_keys_empties_the_box(open_page: Open) -> None:
    consultation, _door, coordinator = make_four_pages()
    printed = actions.ready_print(acting_user=coordinator, consultation=consultation, language="en")
    assert printed.pages == 4
    run = actions.print_numbered(acting_user=coordinator, paper_print=printed, copies=FORMS)
    numbers = range(run.first, run.last + 1)
    frames = [json.dumps(each) for each in printed.frames]
    scan, forms = file_of(pages_for_printer(printed, numbers), frames, list(numbers), seed=1)
    address = f"/{consultation.network.slug}/consultations/{consultation.slug}/paper/"
    page = open_page(f"{address}scans/new/", account=coordinator)
    page.add_init_script(WATCH)
    file = SimpleUploadedFile("box.pdf", scan, content_type="application/pdf")
    page.locator("input[type=file]").set_input_files(
        {"name": file.name or "", "mimeType": "application/pdf", "buffer": scan}
    )
    page.get_by_role("button", name="Read the scans").click(timeout=60_000)
    page.get_by_role("button", name="Finish the pile").wait_for()

    meant = {(form.number, name): value for form in forms for name, value in form.meant.items()}
    readings = {
        reading.pk: meant[reading.form.number, reading.name] for reading in Reading.objects.select_related("form")
    }
    assert len(readings) == len(meant)
    for reading in Reading.objects.filter(state=Reading.State.SURE):
        assert sorted(reading.value) == sorted(readings[reading.pk]), "read wrong without a person"
    told = Told()
    pile = f"{address}scans/{ScanImport.objects.get().pk}/"
    waiting = Reading.objects.exclude(state=Reading.State.SURE)
    things = waiting.count()
    for kind in Reading.Kind.values:
        if waiting.filter(kind=kind).exists():
            check(page, pile, kind, readings.__getitem__, told)
    assert told.items == things
    assert Answer.objects.count() == FORMS
    page.goto(pile)
    page.get_by_role("button", name="Finish the pile").click()
    page.get_by_text("Everything is decided and counted.").wait_for()
    marks = waiting.filter(kind=Reading.Kind.CHOICE).count()
    assert told.keys_by_kind.get("choice", 0) <= 3 * marks
