"""Piles grow, stop, are read again; what came twice is named; scans are kept as long as the network says."""

import datetime
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from talka.consultations import rules as consultation_rules
from talka.consultations.models import Answer
from talka.foundation.access import Refusal
from talka.foundation.audit.models import AuditRecord
from talka.foundation.files.models import StoredFile
from talka.paper import actions, duties, queries
from talka.paper.actions.checking import MISSING
from talka.paper.models import FilledForm, PaperPrint, Reading, ScanImport, ScannedPage
from tests.paper import scanned
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(world: World) -> PaperPrint:
    return actions.ready_print(
        acting_user=world.coordinator, consultation=world.consultation, language="en", look="large"
    )


def bring(world: World, *files: Any, **more: Any) -> ScanImport:
    made = actions.bring_scans(
        acting_user=world.interviewer,
        door=world.paper_door,
        files=list(files),
        collected_on=consultation_rules.today_in(world.network),
        **more,
    )
    return ScanImport.objects.get(pk=made.pk)


def marks(world: World, step: str = "3", **more: list[str]) -> dict[str, list[str]]:
    known = str(world.organisation.pk)
    return {"q.known": [known], f"s.{known}.programme": [step], **more}


def test_a_page_that_was_missing_finds_its_form(world: World, printed: PaperPrint, client: Client) -> None:
    assert printed.pages > 1
    actions.print_numbered(acting_user=world.coordinator, paper_print=printed, copies=2)
    pages = scanned.pictures(printed, [marks(world), marks(world, "2")], range(1, 3))
    pile = bring(world, scanned.pdf([*pages[: printed.pages], *pages[printed.pages + 1 :]]))
    whole, lacking = pile.forms.all()
    assert (whole.state, lacking.state, lacking.reason) == ("counted", "open", MISSING)
    client.force_login(world.interviewer)
    args = [world.network.slug, world.consultation.slug, pile.pk]
    added = client.post(reverse("paper:add", args=args), {"files": scanned.pdf([pages[printed.pages]], "late.pdf")})
    assert added.status_code == 302
    assert {form.state for form in pile.forms.all()} == {FilledForm.State.COUNTED}
    assert pile.forms.count() == 2
    # The same again counts nothing.
    again = client.post(reverse("paper:add", args=args), {"files": scanned.pdf(pages[:1], "again.pdf")})
    assert again.status_code == 302
    assert pile.forms.count() == 2
    assert Answer.objects.filter(batch=pile.batch).count() == 2


def test_a_form_that_lacks_a_page_is_counted_only_when_somebody_says_so(world: World, printed: PaperPrint) -> None:
    pages = scanned.pictures(printed, [marks(world)])
    pile = bring(world, scanned.pdf(pages[:-1]))
    form = pile.forms.get()
    assert (form.state, form.reason) == (FilledForm.State.OPEN, MISSING)
    assert actions.count_form(form=form) is False
    actions.count_without_pages(acting_user=world.interviewer, form=form)
    form.refresh_from_db()
    assert form.state == FilledForm.State.COUNTED
    with pytest.raises(Refusal):
        actions.count_without_pages(acting_user=world.interviewer, form=form)


def test_reading_stops_and_is_taken_up(world: World, printed: PaperPrint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("talka.paper.actions.bringing.read_later", lambda _id: None)
    pile = bring(world, scanned.pdf(scanned.pictures(printed, [marks(world)])))
    assert actions.read_on(import_id=pile.pk, pages=1) is True
    actions.stop_reading(acting_user=world.interviewer, pile=pile)
    assert actions.read_on(import_id=pile.pk) is False
    actions.sort_pages(import_id=pile.pk)
    pile.refresh_from_db()
    assert (pile.state, pile.forms.count(), ScannedPage.objects.filter(file__scan_import=pile).count()) == (
        ScanImport.State.STOPPED,
        0,
        1,
    )
    first = ScannedPage.objects.get(file__scan_import=pile).pk
    actions.take_up_reading(acting_user=world.interviewer, pile=pile)
    pile.refresh_from_db()
    assert (pile.state, pile.forms.get().state) == (ScanImport.State.CHECKING, FilledForm.State.COUNTED)
    assert ScannedPage.objects.filter(pk=first).exists()
    with pytest.raises(Refusal):
        actions.take_up_reading(acting_user=world.interviewer, pile=pile)


def test_read_again_leaves_what_was_counted_or_decided(world: World, printed: PaperPrint) -> None:
    doubtful = marks(world, **{f"s.{world.organisation.pk}.times": ["1", "2"]})
    pile = bring(world, scanned.pdf(scanned.pictures(printed, [marks(world), doubtful, {**doubtful, "q.age": ["x"]}])))
    counted, decided, open_ = pile.forms.all()
    reading = decided.readings.get(name=f"s.{world.organisation.pk}.times")
    # Two people decide, so that the form stays open after the first.
    Reading.objects.filter(pk=reading.pk).update(second_wanted=True)
    actions.decide(acting_user=world.interviewer, reading=reading, value=["1"])
    actions.read_again(acting_user=world.interviewer, pile=pile)
    left = set(pile.forms.values_list("pk", flat=True))
    assert {counted.pk, decided.pk} < left
    assert open_.pk not in left
    assert len(left) == 3
    assert Answer.objects.filter(batch=pile.batch).count() == 1
    assert not pile.files.filter(pages__isnull=True).exists()


def test_a_sheet_without_number_scanned_twice_is_named(world: World, printed: PaperPrint, client: Client) -> None:
    known = str(world.organisation.pk)
    busy = {"q.known": [known], f"s.{known}.programme": ["3"], f"s.{known}.times": ["2"], "q.missing": ["x"]}
    first = scanned.pictures(printed, [busy, marks(world, "1")])
    bring(world, scanned.pdf(first))
    # The same sheet again, a little turned, as a second pass through the feeder gives it.
    again = [page.rotate(0.4, fillcolor=250, resample=Image.Resampling.BICUBIC) for page in first[: printed.pages]]
    pile = bring(world, scanned.pdf(again, "second.pdf"))
    form = pile.forms.get()
    assert form.twin is not None
    for reading in form.readings.filter(state=Reading.State.OPEN):
        actions.decide(acting_user=world.interviewer, reading=reading, value=[])
    form.refresh_from_db()
    assert form.state == FilledForm.State.OPEN
    client.force_login(world.interviewer)
    args = [world.network.slug, world.consultation.slug, pile.pk]
    assert "Perhaps scanned twice" in client.get(reverse("paper:pile", args=args)).content.decode()
    with pytest.raises(Refusal, match="still to be checked"):
        actions.finish_import(acting_user=world.interviewer, pile=pile)
    client.post(reverse("paper:tell_apart", args=[*args, form.pk]))
    form.refresh_from_db()
    assert form.state == FilledForm.State.COUNTED


def test_the_same_sheet_is_set_aside_when_a_person_says_so(world: World, printed: PaperPrint, client: Client) -> None:
    known = str(world.organisation.pk)
    busy = {"q.known": [known], f"s.{known}.programme": ["3"], f"s.{known}.times": ["2"]}
    pages = scanned.pictures(printed, [busy])
    pile = bring(world, scanned.pdf([*pages, *pages]))
    form = pile.forms.get(twin__isnull=False)
    client.force_login(world.interviewer)
    args = [world.network.slug, world.consultation.slug, pile.pk, form.pk]
    client.post(reverse("paper:tell_apart", args=args), {"same": "yes"})
    form.refresh_from_db()
    assert form.state == FilledForm.State.SET_ASIDE
    assert Answer.objects.filter(batch=pile.batch).count() == 1


def test_how_long_scans_are_kept(world: World, printed: PaperPrint, client: Client) -> None:
    pile = bring(world, scanned.pdf(scanned.pictures(printed, [marks(world, **{"q.missing": ["x"]})])))
    today = timezone.localdate()
    assert pile.scans_until == today + datetime.timedelta(days=90)
    cuttings = list(
        ScannedPage.objects.filter(file__scan_import=pile, cuttings__isnull=False).values_list("cuttings", flat=True)
    )
    assert cuttings
    client.force_login(world.coordinator)
    address = reverse("paper_settings:keeping", args=[world.network.slug])
    assert client.post(address, {"days": "3"}).status_code == 422
    assert client.post(address, {"days": "30"}).status_code == 302
    pile.refresh_from_db()
    assert pile.scans_until == today + datetime.timedelta(days=30)
    assert AuditRecord.objects.filter(verb="set how long scans are kept", details={"days": 30}).exists()
    assert duties.delete_old_scans() == 0
    ScanImport.objects.filter(pk=pile.pk).update(scans_until=today - datetime.timedelta(days=1))
    assert duties.delete_old_scans() == 1
    assert not StoredFile.objects.filter(pk__in=cuttings).exists()
    assert set(ScannedPage.objects.filter(file__scan_import=pile).values_list("ink", flat=True)) <= {b"", None}
    assert Reading.objects.filter(form__scan_import=pile).exists()
    later = bring(world, scanned.pdf(scanned.pictures(printed, [marks(world, "1")]), "later.pdf"))
    assert later.scans_until == today + datetime.timedelta(days=30)
    settings = client.get(reverse("organisations:settings", args=[world.network.slug])).content.decode()
    assert address in settings


def png(width: int, height: int) -> bytes:
    made = io.BytesIO()
    Image.new("1", (width, height), 1).save(made, format="PNG")
    return made.getvalue()


def encrypted(content: bytes) -> bytes:
    """The trailer asks for a password: nothing of the file is readable without it."""
    return content.replace(
        b"trailer",
        b"9999 0 obj\n<</Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>\nendobj\ntrailer",
    ).replace(b"/Root", b"/Encrypt 9999 0 R /ID[<00><00>] /Root", 1)


def bad(kind: str, whole: bytes) -> tuple[bytes, str]:
    """A file of this kind of badness, and what is said of it."""
    content, said = {
        "truncated": (lambda: whole[: len(whole) // 2], "Scan"),
        "encrypted": (lambda: encrypted(whole), "password"),
        "bomb": (lambda: png(30_000, 30_000), "larger than any scan"),
        "wide": (lambda: png(20_000, 20_000), "larger than any scan"),
        "wrong type": (lambda: b"PK\x03\x04 a letter of somebody", "It is no PDF, TIFF, JPEG or PNG."),
        "wrong name": (lambda: png(40, 40), "another type"),
    }[kind]
    return content(), said


@pytest.mark.parametrize("kind", ["truncated", "encrypted", "bomb", "wide", "wrong type", "wrong name"])
def test_a_bad_file_is_named_and_the_others_are_kept(
    world: World, printed: PaperPrint, client: Client, kind: str
) -> None:
    good = scanned.pdf(scanned.pictures(printed, [marks(world)]), "good.pdf")
    content, said = bad(kind, good.read())
    good.seek(0)
    name = f"{kind} file.{'png' if kind in ('bomb', 'wide') else 'pdf'}"
    client.force_login(world.interviewer)
    args = [world.network.slug, world.consultation.slug]
    brought = client.post(
        reverse("paper:bring", args=args),
        {
            "files": [SimpleUploadedFile(name, content), good],
            "door": world.paper_door.pk,
            "collected_on": consultation_rules.today_in(world.network).isoformat(),
        },
    )
    assert brought.status_code == 302, brought.content.decode()
    pile = ScanImport.objects.order_by("-pk")[0]
    file = pile.files.get(name=name)
    assert said in file.fault
    page = client.get(reverse("paper:pile", args=[*args, pile.pk])).content.decode()
    assert page.index(name) < page.index(file.fault)
    assert pile.files.get(name="good.pdf").fault == ""
    assert pile.forms.get().state == FilledForm.State.COUNTED


def test_alone_a_bad_file_is_refused_by_its_name(world: World, printed: PaperPrint, client: Client) -> None:
    client.force_login(world.interviewer)
    args = [world.network.slug, world.consultation.slug]
    piles = ScanImport.objects.count()
    refused = client.post(
        reverse("paper:bring", args=args),
        {
            "files": [SimpleUploadedFile("letter.doc", b"PK a letter")],
            "door": world.paper_door.pk,
            "collected_on": consultation_rules.today_in(world.network).isoformat(),
        },
    )
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "“letter.doc”: It is no PDF, TIFF, JPEG or PNG. Nothing was kept." in said
    assert "At most 80 MB at once" in said
    assert ScanImport.objects.count() == piles


def test_things_come_ahead_and_decisions_are_sent_together(
    world: World, printed: PaperPrint, client: Client, assert_queries_flat: Callable[..., None]
) -> None:
    known = str(world.organisation.pk)

    def more() -> None:
        many = [marks(world, **{f"s.{known}.times": ["1", "2"], "q.age": ["x"]}) for _each in range(3)]
        bring_into(scanned.pdf(scanned.pictures(printed, many), f"{ScannedPage.objects.count()}.pdf"))

    def bring_into(file: Any) -> None:
        actions.add_files(acting_user=world.interviewer, pile=pile, files=[file])

    pile = bring(world, scanned.pdf(scanned.pictures(printed, [marks(world, **{f"s.{known}.times": ["1", "2"]})])))
    client.force_login(world.interviewer)
    address = reverse("paper:go_on", args=[world.network.slug, world.consultation.slug, pile.pk, "choice"])
    assert_queries_flat(lambda: client.post(address, {"decisions": "[]"}), more)
    told = client.post(address, {"decisions": "[]"}).json()
    FilledForm.objects.filter(scan_import=pile).update(twin_settled=True)
    first, second = told["items"][0]["id"], told["items"][1]["id"]
    decisions = json.dumps([{"reading": first, "value": ["2"]}, {"reading": second, "value": ["9"]}])
    after = client.post(address, {"decisions": decisions}).json()
    assert after["left"] == told["left"] - 1
    assert after["refused"] == [{"id": second, "message": "This choice is not on the form."}]
    assert first not in {item["id"] for item in after["items"]}
    again = client.post(address, {"decisions": decisions}).json()
    assert again["left"] == after["left"]
    assert client.post(address, {"decisions": "nonsense"}).status_code == 404
    back = client.post(
        reverse("paper:undo", args=[world.network.slug, world.consultation.slug, pile.pk, "choice"]),
        headers={"Accept": "application/json"},
    ).json()
    assert back["item"] is None or back["item"]["id"] == first


def test_a_booklet_is_imposed_and_its_pages_are_read(world: World) -> None:
    """Four pages a sheet, in the order in which they are folded; each half is a page that its frame fits."""
    import pypdfium2

    from talka.methods.marks.reader import read_page
    from talka.paper.actions.printing import for_printer
    from talka.paper.frames import frames_of_consultation
    from talka.paper.printing import sides_of_booklet

    printed = actions.ready_print(
        acting_user=world.coordinator, consultation=world.consultation, language="en", look="a5"
    )
    sides = sides_of_booklet(printed.pages)
    document = pypdfium2.PdfDocument(for_printer(printed, range(7, 9)))
    assert len(document) == 2 * len(sides)
    known = {code: frame for code, (_print, frame) in frames_of_consultation(world.consultation.pk).items()}
    seen = []
    for sheet in document:
        assert [round(length / 72 * 25.4) for length in sheet.get_size()] == [297, 210]
        picture = sheet.render(scale=200 / 72, grayscale=True).to_numpy()
        picture = picture.reshape(picture.shape[:2])
        middle = picture.shape[1] // 2
        for half in (picture[:, :middle], picture[:, middle:]):
            result = read_page(half.copy(), known)
            seen.append(result.read and result.code is not None and (result.code.form, result.code.page))
    assert seen == [(form, number) if number else False for form in (7, 8) for side in sides for number in side]


def test_pages_that_are_set_otherwise_get_a_print_of_their_own(
    world: World, printed: PaperPrint, client: Client
) -> None:
    """An older print is still read; nothing more is printed of it, because its boxes would stand elsewhere."""
    frames = json.loads(json.dumps(printed.frames))
    frames[0]["boxes"][0]["x"] += 0.5
    PaperPrint.objects.filter(pk=printed.pk).update(frames=frames)
    again = actions.ready_print(
        acting_user=world.coordinator, consultation=world.consultation, language="en", look="large"
    )
    assert (again.pk != printed.pk, again.code != printed.code, again.retired) == (True, True, False)
    client.force_login(world.coordinator)
    args = [world.network.slug, world.consultation.slug]
    old = client.get(reverse("paper:plain", args=[*args, printed.pk]), follow=True)
    assert "Print the questionnaire anew." in old.content.decode()
    assert client.get(reverse("paper:plain", args=[*args, again.pk])).content.startswith(b"%PDF-")


def test_of_two_different_pages_with_one_number_a_person_leaves_one_out(world: World, printed: PaperPrint) -> None:
    actions.print_numbered(acting_user=world.coordinator, paper_print=printed, copies=1)
    pages = scanned.pictures(printed, [marks(world, "3")], range(1, 2))
    other = scanned.pictures(printed, [marks(world, "1", **{"q.known": ["none"]})], range(1, 2))
    pile = bring(world, scanned.pdf([*pages, other[0]]))
    form = pile.forms.get()
    assert (form.state, form.reason) == (FilledForm.State.OPEN, MISSING)
    first, second = queries.pages_to_settle(pile)
    actions.settle_page(acting_user=world.interviewer, page=second, settled="left_out")
    form.refresh_from_db()
    first.refresh_from_db()
    assert (first.trouble, first.form_id, form.reason) == ("", form.pk, "")
    assert form.state == FilledForm.State.COUNTED
    assert not queries.pages_to_settle(pile).exists()
