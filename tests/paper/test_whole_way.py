"""From the printed questionnaire to counted answers: printed, filled in, scanned, read, checked."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from talka.consultations import rules as consultation_rules
from talka.consultations.models import Answer
from talka.foundation.access import Refusal
from talka.paper import actions, queries
from talka.paper.models import FilledForm, PaperPrint, Reading, ScanImport
from tests.paper import scanned
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(world: World) -> PaperPrint:
    return actions.ready_print(acting_user=world.coordinator, consultation=world.consultation, language="en", look="a4")


def bring(world: World, *files: Any, **more: Any) -> ScanImport:
    return actions.bring_scans(
        acting_user=world.interviewer,
        door=world.paper_door,
        files=list(files),
        collected_on=consultation_rules.today_in(world.network),
        **more,
    )


def clean(world: World) -> dict[str, list[str]]:
    known = str(world.organisation.pk)
    return {"q.known": [known], f"s.{known}.programme": ["3"]}


def test_the_same_version_is_one_print(world: World, printed: PaperPrint) -> None:
    again = actions.ready_print(acting_user=world.director, consultation=world.consultation, language="en", look="a4")
    other = actions.ready_print(acting_user=world.director, consultation=world.consultation, language="pl", look="a4")
    assert again == printed
    assert other.code != printed.code
    assert {box["id"] for frame in printed.frames for box in frame["boxes"]} == {
        box["id"] for frame in other.frames for box in frame["boxes"]
    }


@pytest.mark.parametrize("look", ["a4", "a5", "large"])
def test_every_choice_has_its_box_in_every_look(world: World, look: str) -> None:
    made = actions.ready_print(acting_user=world.coordinator, consultation=world.consultation, language="en", look=look)
    known = {str(world.organisation.pk), str(world.other_organisation.pk), "none"}
    boxes = {box["id"] for frame in made.frames for box in frame["boxes"]}
    assert {f"q.known|{key}" for key in known} <= boxes
    assert [frame["code"] for frame in made.frames] == [
        f"TK1/{made.code}/1/EN/{page}//{frame['code'].rpartition('/')[2]}"
        for page, frame in enumerate(made.frames, start=1)
    ]


def test_clean_forms_count_without_a_person(world: World, printed: PaperPrint) -> None:
    before = Answer.objects.filter(consultation=world.consultation).count()
    pages = scanned.pictures(printed, [clean(world), clean(world)])
    pile = bring(world, scanned.pdf([page.rotate(180) for page in pages]))

    pile.refresh_from_db()
    assert pile.state == ScanImport.State.CHECKING
    forms = list(pile.forms.all())
    assert [form.state for form in forms] == [FilledForm.State.COUNTED] * 2
    assert Answer.objects.filter(consultation=world.consultation).count() == before + 2
    known = str(world.organisation.pk)
    answer = Answer.objects.get(pk=forms[0].answer_id)
    assert answer.content == {"answers": {"known": [known]}, "about": {known: {"programme": "3"}}}
    assert (answer.door, answer.batch, answer.version, answer.language) == (world.paper_door, pile.batch, 1, "en")
    told = queries.report(pile)
    assert (told.forms, told.counted, told.left_in_all, told.pages) == (2, 2, 0, 2 * printed.pages)
    finished = actions.finish_import(acting_user=world.interviewer, pile=pile)
    assert finished.state == ScanImport.State.FINISHED
    assert finished.batch.closed_at is not None


def test_two_marks_where_one_is_asked_for_go_to_a_person(world: World, printed: PaperPrint, client: Client) -> None:
    known = str(world.organisation.pk)
    marks = {**clean(world), f"s.{known}.programme": ["2", "3"]}
    pile = bring(world, scanned.pdf(scanned.pictures(printed, [marks])))
    reading = Reading.objects.get(form__scan_import=pile, name=f"s.{known}.programme")
    assert reading.state == Reading.State.OPEN
    assert pile.forms.get().state == FilledForm.State.OPEN
    client.force_login(world.interviewer)
    slugs = [world.network.slug, world.consultation.slug, pile.pk]
    page = client.get(reverse("paper:check", args=[*slugs, "choice"]))
    assert "more than one mark" in page.content.decode()
    picture = client.get(reverse("paper:crop", args=[*slugs, reading.pk]))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")

    done = client.post(reverse("paper:check", args=[*slugs, "choice"]), {"reading": reading.pk, "value": ["2"]})

    assert done.status_code == 302
    form = pile.forms.get()
    assert form.state == FilledForm.State.COUNTED
    assert Answer.objects.get(pk=form.answer_id).content["about"][known] == {"programme": "2"}


def test_an_answer_about_somebody_who_is_not_marked_is_looked_at(world: World, printed: PaperPrint) -> None:
    known, other = str(world.organisation.pk), str(world.other_organisation.pk)
    marks = {**clean(world), f"s.{other}.programme": ["2"]}
    pile = bring(world, scanned.pdf(scanned.pictures(printed, [marks])))
    reading = Reading.objects.get(form__scan_import=pile, name="q.known")
    assert (reading.state, reading.why, reading.proposed) == (Reading.State.OPEN, "subjects", [known])
    actions.decide(acting_user=world.interviewer, reading=reading, value=[known, other])
    answer = Answer.objects.get(pk=pile.forms.get().answer_id)
    assert answer.content["about"] == {known: {"programme": "3"}, other: {"programme": "2"}}


def test_the_same_file_and_the_same_numbered_form_never_count_twice(world: World, printed: PaperPrint) -> None:
    run = actions.print_numbered(acting_user=world.coordinator, paper_print=printed, copies=2)
    numbers = range(run.first, run.last + 1)
    pages = scanned.pictures(printed, [clean(world), clean(world)], numbers)
    file = scanned.pdf(pages)
    bring(world, file)
    with pytest.raises(Refusal, match="brought before"):
        bring(world, file)
    again = bring(world, scanned.pdf(pages[: printed.pages], "again.pdf"))
    assert again.forms.count() == 0
    assert {page.trouble for page in queries.pages_to_settle(again)} == {"form_again"}


def test_blank_and_foreign_pages_are_named(world: World, printed: PaperPrint) -> None:
    from PIL import Image, ImageDraw

    foreign = Image.new("L", (1240, 1754), 255)
    ImageDraw.Draw(foreign).text((200, 300), "An invoice of somebody else " * 4, fill=0, font_size=40)
    blank = Image.new("L", (1240, 1754), 255)
    pages = scanned.pictures(printed, [clean(world)])
    pile = bring(world, scanned.pdf([blank, *pages, foreign]))
    told = queries.report(pile)
    assert (told.blank, told.troubled, told.forms, told.counted) == (1, 1, 1, 1)
    with pytest.raises(Refusal, match="looked at"):
        actions.finish_import(acting_user=world.interviewer, pile=pile)
    page = queries.pages_to_settle(pile).get()
    actions.settle_page(acting_user=world.interviewer, page=page, settled="left_out")
    actions.finish_import(acting_user=world.interviewer, pile=pile)


def test_a_second_person_decides_without_seeing_the_first(world: World, printed: PaperPrint) -> None:
    known = str(world.organisation.pk)
    marks = {**clean(world), f"s.{known}.programme": ["2", "3"]}
    pile = bring(world, scanned.pdf(scanned.pictures(printed, [marks])), double_share=100)
    (first,) = actions.take_next(acting_user=world.interviewer, pile=pile, kind="choice")
    assert actions.take_next(acting_user=world.staff, pile=pile, kind="choice") == []
    actions.decide(acting_user=world.interviewer, reading=first, value=["3"])
    assert actions.take_next(acting_user=world.interviewer, pile=pile, kind="choice") == []
    (second,) = actions.take_next(acting_user=world.staff, pile=pile, kind="choice")
    differing = actions.decide(acting_user=world.staff, reading=second, value=["2"])
    assert differing.state == Reading.State.CONTESTED
    (third,) = actions.take_next(acting_user=world.coordinator, pile=pile, kind="choice")
    settled = actions.decide(acting_user=world.coordinator, reading=third, value=["2"])
    assert (settled.state, settled.value) == (Reading.State.DECIDED, ["2"])
    told = queries.report(pile)
    assert (told.doubled, told.agreed, told.corrected, told.counted) == (1, 0, 1, 1)


def test_the_last_decision_can_be_taken_back_while_its_form_is_open(world: World, printed: PaperPrint) -> None:
    known = str(world.organisation.pk)
    marks = {"q.known": [known, "none"], f"s.{known}.programme": ["2", "3"]}
    pile = bring(world, scanned.pdf(scanned.pictures(printed, [marks])))
    (first, *_rest) = actions.take_next(acting_user=world.interviewer, pile=pile, kind="choice")
    actions.decide(acting_user=world.interviewer, reading=first, value=[])
    back = actions.undo_last(acting_user=world.interviewer, pile=pile)
    assert back is not None
    assert (back.pk, back.state) == (first.pk, Reading.State.OPEN)
    assert actions.undo_last(acting_user=world.interviewer, pile=pile) is None


def test_scans_are_deleted_and_readings_stay(world: World, printed: PaperPrint, client: Client) -> None:
    pile = bring(world, scanned.pdf(scanned.pictures(printed, [clean(world)])))
    page = pile.files.get().scanned.first()
    assert page is not None
    client.force_login(world.interviewer)
    url = reverse("paper:page", args=[world.network.slug, world.consultation.slug, pile.pk, page.pk])
    assert client.get(url).status_code == 200
    assert actions.delete_scans(acting_user=None, pile=pile) == 1
    assert actions.delete_scans(acting_user=None, pile=pile) == 0
    assert client.get(url).status_code == 404
    assert Reading.objects.filter(form__scan_import=pile).exists()
    assert Answer.objects.filter(pk=pile.forms.get().answer_id).exists()


def test_what_is_no_scan_is_refused_and_nothing_is_kept(world: World, printed: PaperPrint) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    before = ScanImport.objects.count()
    with pytest.raises(Refusal, match="no PDF"):
        bring(world, SimpleUploadedFile("pile.pdf", b"not a scan at all" * 9))
    assert ScanImport.objects.count() == before
    torn = scanned.pdf(scanned.pictures(printed, [clean(world)])).read()
    pile = bring(world, SimpleUploadedFile("torn.pdf", torn[: len(torn) // 2]))
    file = pile.files.get()
    assert file.fault
    assert pile.forms.count() == 0


def test_an_answer_id_is_its_own(world: World, printed: PaperPrint) -> None:
    pile = bring(world, scanned.pdf(scanned.pictures(printed, [clean(world), clean(world)])))
    ids = {form.answer_id for form in pile.forms.all()}
    assert len(ids) == 2
    assert all(isinstance(each, uuid.UUID) for each in ids)


def test_without_its_libraries_scans_are_refused_and_printing_works(
    world: World, printed: PaperPrint, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = scanned.pdf(scanned.pictures(printed, [clean(world)]))
    monkeypatch.setattr("talka.paper.reader.NEEDED", ("no_such_library",))
    with pytest.raises(Refusal, match="cannot read scans yet"):
        bring(world, file)
    client.force_login(world.interviewer)
    page = client.get(reverse("paper:bring", args=[world.network.slug, world.consultation.slug]))
    assert "requirements/paper.lock" in page.content.decode()
    assert client.get(
        reverse("paper:plain", args=[world.network.slug, world.consultation.slug, printed.pk])
    ).content.startswith(b"%PDF-")
