"""Several processes read a pile as one does; one that dies loses nothing."""

import os
import signal
from collections.abc import Iterator
from typing import Any

import pytest

from talka.consultations.models import Answer
from talka.paper import actions, workers
from talka.paper.models import PaperPrint, ScanImport, ScannedPage
from tests.paper import scanned
from tests.paper.test_piles import bring, marks
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed(world: World) -> PaperPrint:
    made = actions.ready_print(acting_user=world.coordinator, consultation=world.consultation, language="en", look="a4")
    actions.print_numbered(acting_user=world.coordinator, paper_print=made, copies=4)
    return made


@pytest.fixture
def two(settings: Any) -> Iterator[None]:
    settings.SCAN_PROCESSES = 2
    yield
    workers._kept.ours.close()


@pytest.fixture
def waiting(world: World, printed: PaperPrint, monkeypatch: pytest.MonkeyPatch) -> ScanImport:
    """A pile of three forms that nobody reads yet."""
    monkeypatch.setattr("talka.paper.actions.bringing.read_later", lambda _id: None)
    monkeypatch.setattr("talka.paper.actions.piles.read_later", lambda _id: None)
    known = str(world.organisation.pk)
    forms = [
        marks(world, str(1 + number % 3), **({f"s.{known}.times": ["1", "2"]} if number % 2 else {}))
        for number in range(3)
    ]
    return bring(world, scanned.pdf(scanned.pictures(printed, forms, range(1, 4))))


def read(pile: ScanImport, **more: Any) -> None:
    while actions.read_on(import_id=pile.pk, **more):
        pass
    actions.sort_pages(import_id=pile.pk)


def told(pile: ScanImport) -> list[Any]:
    """All that reading keeps of a pile."""
    pages = ScannedPage.objects.filter(file__scan_import=pile).order_by("number", "part")
    kept = [
        (page.number, page.part, page.kind, page.page, page.form_number, page.trouble, page.digest, bytes(page.ink))
        for page in pages
    ]
    cut = [(page.cut_at, page.cuttings is not None) for page in pages]
    forms = [(form.number, form.state, form.reason) for form in pile.forms.order_by("number")]
    return [kept, cut, forms]


def test_two_processes_read_what_one_reads(world: World, waiting: ScanImport, settings: Any, two: None) -> None:
    read(waiting, pages=4)
    by_two = told(waiting)
    assert len(by_two[0]) == waiting.files.get().pages == 6
    assert workers._kept.ours._workers == []  # nothing is left to read: they are gone
    Answer.objects.filter(batch=waiting.batch).delete()
    waiting.forms.all().delete()
    waiting.files.get().scanned.all().delete()
    waiting.files.update(pages=None)
    ScanImport.objects.update(state=ScanImport.State.READING)
    settings.SCAN_PROCESSES = 1
    read(waiting)
    assert told(waiting) == by_two


def test_a_worker_that_is_killed_loses_and_doubles_no_page(waiting: ScanImport, two: None) -> None:
    assert actions.read_on(import_id=waiting.pk, pages=2) is True
    victims = [worker.process for worker in workers._kept.ours._workers if worker.process is not None]
    kept = actions.reading._keep
    killed = []

    def kill_one(*given: Any) -> None:
        kept(*given)
        if len(killed) < 3:
            for each in workers._kept.ours._workers:
                if each.tasks and each.tasks[0].tries == 0 and each.process is not None:
                    killed.append(each.process.pid)
                    os.kill(each.process.pid, signal.SIGKILL)

    assert victims
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("talka.paper.actions.reading._keep", kill_one)
        read(waiting)
    assert killed
    pages = ScannedPage.objects.filter(file__scan_import=waiting)
    assert sorted(pages.values_list("number", flat=True)) == list(range(6))
    assert set(pages.values_list("kind", flat=True)) == {"ours"}


def test_a_page_that_ends_its_worker_again_and_again_is_named(waiting: ScanImport, two: None) -> None:
    """The third page kills whoever reads it: it is told as lost, and all others are read."""
    told = workers._Worker.told

    def dying(worker: workers._Worker) -> Any:
        if worker.begun and worker.tasks[0].sheet.number == 2:
            assert worker.process is not None
            worker.process.kill()
            worker.process.wait()
            return None
        return told(worker)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(workers._Worker, "told", dying)
        read(waiting)
    pages = ScannedPage.objects.filter(file__scan_import=waiting).order_by("number")
    assert [(page.number, page.trouble) for page in pages if page.kind != "ours"] == [(2, "too large")]
    assert pages.count() == 6


def test_where_no_worker_can_be_started_one_process_reads(waiting: ScanImport, two: None) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(workers, "COMMAND", ["/bin/false"])
        read(waiting)
    assert set(ScannedPage.objects.filter(file__scan_import=waiting).values_list("kind", flat=True)) == {"ours"}
    assert waiting.files.get().pages == 6


def test_stopping_loses_only_the_pages_under_way(
    world: World, waiting: ScanImport, two: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = actions.reading._keep
    done = []

    def stop_at_the_third(*given: Any) -> None:
        kept(*given)
        done.append(given[1])
        if len(done) == 3:
            actions.stop_reading(acting_user=world.interviewer, pile=waiting)

    with monkeypatch.context() as patched:
        patched.setattr("talka.paper.actions.reading._keep", stop_at_the_third)
        assert actions.read_on(import_id=waiting.pk) is False
    pages = ScannedPage.objects.filter(file__scan_import=waiting)
    assert sorted(pages.values_list("number", flat=True)) == sorted(done)
    assert len(done) == 3
    assert workers._kept.ours._workers == []
    there = set(pages.values_list("pk", flat=True))
    actions.take_up_reading(acting_user=world.interviewer, pile=waiting)
    read(waiting)
    assert there < set(pages.values_list("pk", flat=True))
    assert pages.count() == 6
    assert waiting.forms.count() == 3


@pytest.mark.parametrize(
    ("cores", "asked", "used"), [(1, 0, 1), (2, 0, 1), (4, 0, 3), (16, 0, 4), (4, 1, 1), (2, 6, 6)]
)
def test_how_many_processes(cores: int, asked: int, used: int, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SCAN_PROCESSES = asked
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(cores)))
    assert workers.processes() == used


def test_an_error_on_one_page_is_told_and_the_others_are_read(
    waiting: ScanImport, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SCAN_PROCESSES = 1
    read_sheet = workers.read_sheet

    def breaks(sheet: Any, known: Any) -> Any:
        if sheet.number == 2:
            raise ZeroDivisionError
        return read_sheet(sheet, known)

    monkeypatch.setattr(workers, "read_sheet", breaks)
    read(waiting)
    kinds = list(
        ScannedPage.objects.filter(file__scan_import=waiting).order_by("number").values_list("kind", "trouble")
    )
    assert kinds[2] == ("lost", "damaged")
    assert [kind for kind, _ in kinds] == ["ours", "ours", "lost", "ours", "ours", "ours"]
    assert "ZeroDivisionError" in caplog.text
