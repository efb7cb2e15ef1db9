"""A damaged page is named alone: all others of its file are read."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from talka.consultations.models import Answer
from talka.foundation.access import Refusal
from talka.paper import actions, queries
from talka.paper.actions.checking import MISSING
from talka.paper.models import FilledForm, PaperPrint, ScannedPage
from tests.paper import scanned
from tests.paper.test_piles import bring, marks
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(world: World) -> PaperPrint:
    return actions.ready_print(
        acting_user=world.coordinator, consultation=world.consultation, language="en", look="large"
    )


def broken(content: bytes, number: int) -> bytes:
    """The PDF with half of one page's picture gone: zeros stand where it was, so that nothing else moves."""
    pictures = [found.end() for found in re.finditer(rb"/Filter /DCTDecode.*?stream\n", content, re.DOTALL)]
    begin = pictures[number]
    end = content.index(b"endstream", begin)
    half = begin + (end - begin) // 2
    return content[:half] + bytes(end - half) + content[end:]


def test_a_damaged_page_is_named_and_all_behind_it_are_read(world: World, printed: PaperPrint, client: Client) -> None:
    """Page 2 of 4 is broken: the others are read, the page is named, scanned again and finds its form."""
    actions.print_numbered(acting_user=world.coordinator, paper_print=printed, copies=2)
    pages = scanned.pictures(printed, [marks(world), marks(world, "2")], range(1, 3))
    whole = scanned.pdf(pages).read()
    pile = bring(world, SimpleUploadedFile("pile.pdf", broken(whole, 1)))
    file = pile.files.get()
    assert (file.pages, file.fault) == (len(pages), "")
    lost = ScannedPage.objects.get(file=file, kind="lost")
    assert (lost.number, lost.form) == (1, None)
    assert sorted(file.scanned.exclude(kind="lost").values_list("number", flat=True)) == [0, *range(2, len(pages))]
    assert [(form.state, form.reason) for form in pile.forms.all()] == [("open", MISSING), ("counted", "")]
    assert queries.report(pile).pages == len(pages) - 1
    client.force_login(world.interviewer)
    args = [world.network.slug, world.consultation.slug, pile.pk]
    page = client.get(reverse("paper:pile", args=args)).content.decode()
    named = page.index("pile.pdf, page 2")
    assert "This page of the file is damaged. Scan the sheet again" in page[named : named + 300]
    assert client.get(reverse("paper:page", args=[*args, lost.pk])).status_code == 404
    with pytest.raises(Refusal):
        actions.finish_import(acting_user=world.interviewer, pile=pile)
    # The same file is not read twice, and reading it anew gives nothing twice.
    with pytest.raises(Refusal, match="brought before"):
        bring(world, SimpleUploadedFile("pile.pdf", broken(whole, 1)))
    client.post(reverse("paper:steer", args=[*args, "again"]))
    assert ScannedPage.objects.filter(file=file).count() == len(pages)
    assert pile.forms.count() == 2
    # The sheet scanned again completes its form.
    client.post(reverse("paper:add", args=args), {"files": scanned.pdf([pages[1]], "again.pdf")})
    assert {form.state for form in pile.forms.all()} == {FilledForm.State.COUNTED}
    lost = ScannedPage.objects.get(file=file, kind="lost")
    client.post(reverse("paper:settle", args=[*args, lost.pk]), {"settled": "rescanned"})
    actions.finish_import(acting_user=world.interviewer, pile=pile)
    assert Answer.objects.filter(batch=pile.batch).count() == 2


def test_a_file_that_breaks_off_says_how_many_pages_were_read(world: World, printed: PaperPrint) -> None:
    made = io.BytesIO()
    pages = scanned.pictures(printed, [marks(world)])
    pages[0].save(made, "TIFF", save_all=True, append_images=pages[1:], compression="raw")
    whole = made.getvalue()
    pile = bring(world, SimpleUploadedFile("pile.tif", whole[: len(whole) * 7 // (5 * len(pages))]))
    file = pile.files.get()
    assert (
        file.fault == "It ends before its end. Scan or copy it once more. The 1 page before that was read and is kept."
    )
    assert [page.kind for page in file.scanned.all()] == ["ours", "lost"]
    assert pile.forms.get().reason == MISSING
