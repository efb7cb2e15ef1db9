"""Booklets that are scanned unfolded: two pages in one picture, each kept by itself."""

import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from talka.consultations.models import Answer
from talka.foundation.access import Refusal
from talka.paper import actions, printing, queries
from talka.paper.actions.checking import MISSING
from talka.paper.models import FilledForm, PaperPrint, Reading, ScannedPage
from talka.paper.printing import sides_of_booklet
from tests.paper import scanned
from tests.paper.test_piles import bring, marks
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(world: World, monkeypatch: pytest.MonkeyPatch) -> PaperPrint:
    """A booklet of one sheet: the type is so large that the short questionnaire fills its pages."""
    monkeypatch.setitem(printing.LOOKS, "a5", replace(printing.LOOKS["a5"], size=14.5, above=9.0))
    made = actions.ready_print(acting_user=world.coordinator, consultation=world.consultation, language="en", look="a5")
    assert made.pages in (3, 4)
    return made


def unfolded(printed: PaperPrint, forms: Sequence[scanned.Marks], numbers: range | None = None) -> list[Image.Image]:
    """Both sides of every sheet, in their order."""
    pages = scanned.pictures(printed, forms, numbers)
    made = []
    for form in range(len(forms)):
        for side in sides_of_booklet(printed.pages):
            width, height = pages[0].size
            picture = Image.new("L", (2 * width + 60, height + 60), 250)
            for half, number in enumerate(side):
                if number is not None:
                    picture.paste(pages[form * printed.pages + number - 1], (30 + half * width, 30))
            made.append(picture)
    return made


def test_sheets_scanned_flat_are_counted(world: World, printed: PaperPrint, client: Client) -> None:
    """In any turn and order, a little askew; with marks for a person and a side that comes later."""
    actions.print_numbered(acting_user=world.coordinator, paper_print=printed, copies=3)
    known = str(world.organisation.pk)
    doubtful = marks(world, **{f"s.{known}.times": ["1", "2"]})
    sides = unfolded(printed, [marks(world), marks(world, "2"), doubtful], range(1, 4))
    pictures = [
        side.rotate(2 - number % 3, fillcolor=250, resample=Image.Resampling.BICUBIC).rotate(90 * number, expand=True)
        for number, side in enumerate(sides)
    ]
    pile = bring(world, scanned.pdf([*reversed(pictures[1:])]))
    lacking, *others = pile.forms.order_by("number")
    assert (lacking.state, lacking.reason) == ("open", MISSING)
    assert [form.state for form in others] == ["counted", "open"]
    parts = ScannedPage.objects.filter(file__scan_import=pile, form=others[0])
    assert sorted(page.page for page in parts) == list(range(1, printed.pages + 1))
    both = [page for page in parts if page.part]
    assert both
    assert all((page.number, 3 - page.part) in {(each.number, each.part) for each in both} for page in both)
    # The whole page at hand is the half, and a question is cut out of it.
    client.force_login(world.interviewer)
    args = [world.network.slug, world.consultation.slug, pile.pk]
    shown = [
        Image.open(io.BytesIO(client.get(reverse("paper:page", args=[*args, page.pk])).content)) for page in both[:2]
    ]
    assert all(0.6 < min(picture.size) / max(picture.size) < 0.85 for picture in shown)
    reading = Reading.objects.get(form=others[1], name=f"s.{known}.times")
    crop = client.get(reverse("paper:crop", args=[*args, reading.pk]))
    assert (crop.status_code, crop["Content-Type"]) == (200, "image/jpeg")
    # Reading again gives the same and nothing twice; the side that was missing completes its form.
    before = ScannedPage.objects.filter(file__scan_import=pile).count()
    actions.read_again(acting_user=world.interviewer, pile=pile)
    assert ScannedPage.objects.filter(file__scan_import=pile).count() == before
    actions.add_files(acting_user=world.interviewer, pile=pile, files=[scanned.pdf(pictures[:1], "late.pdf")])
    assert [form.state for form in pile.forms.order_by("number")] == ["counted", "counted", "open"]
    # The same sheets as another file belong to forms that were counted.
    again = bring(world, scanned.pdf(pictures[:2], "again.pdf"))
    assert again.forms.count() == 0
    assert {page.trouble for page in queries.pages_to_settle(again)} == {"form_again"}
    assert Answer.objects.filter(batch__in=[pile.batch, again.batch]).count() == 2


@pytest.mark.parametrize("inside_first", [False, True])
def test_without_numbers_sheets_keep_their_forms(world: World, printed: PaperPrint, inside_first: bool) -> None:
    known = str(world.organisation.pk)
    steps = ["3", "1", "2"]
    sides = unfolded(printed, [marks(world, step) for step in steps])
    each = len(sides) // len(steps)
    if inside_first:
        sides = [side for form in range(len(steps)) for side in reversed(sides[form * each : (form + 1) * each])]
    pile = bring(world, scanned.pdf(sides))
    forms = list(pile.forms.all())
    assert [form.state for form in forms] == [FilledForm.State.COUNTED] * 3
    told = [Answer.objects.get(pk=form.answer_id).content["about"][known]["programme"] for form in forms]
    assert told == steps


def test_a_code_that_is_lost_names_the_half(world: World, printed: PaperPrint, client: Client) -> None:
    actions.print_numbered(acting_user=world.coordinator, paper_print=printed, copies=1)
    sides = unfolded(printed, [marks(world)], range(1, 2))
    whole = sides_of_booklet(printed.pages)
    number = next(number for number, side in enumerate(whole) if None not in side)
    width, height = sides[number].size
    # Ink over both codes of the left page: at its top right and its bottom left.
    for left, top in ((width // 2 - 270, 30), (130, height - 150)):
        sides[number].paste(90, (left, top, left + 170, top + 120))
    pile = bring(world, scanned.pdf(sides))
    form = pile.forms.get()
    assert (form.state, form.reason) == (FilledForm.State.OPEN, MISSING)
    lost = queries.pages_to_settle(pile).get()
    assert (lost.kind, lost.part) == ("no code", 1)
    client.force_login(world.interviewer)
    args = [world.network.slug, world.consultation.slug, pile.pk]
    page = client.get(reverse("paper:pile", args=args)).content.decode()
    assert f"page {number + 1}, left half" in page
    with pytest.raises(Refusal):
        actions.finish_import(acting_user=world.interviewer, pile=pile)


def test_a_sheet_without_number_scanned_flat_twice_is_named(world: World, printed: PaperPrint) -> None:
    known = str(world.organisation.pk)
    busy = {"q.known": [known], f"s.{known}.programme": ["3"], f"s.{known}.times": ["2"], "q.missing": ["x"]}
    sides = unfolded(printed, [busy, marks(world, "1")])
    again = [side.rotate(180).rotate(0.4, fillcolor=250, resample=Image.Resampling.BICUBIC) for side in sides]
    pile = bring(world, scanned.pdf([*sides, *again[: len(sides) // 2]]))
    first, second, twin = pile.forms.all()
    assert (twin.twin, second.twin, first.twin) == (first, None, None)
