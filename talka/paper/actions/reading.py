"""From scans to readings: page by page, each kept as soon as it is read, then sorted to forms.

Stopping anywhere loses at most the page that was being read: the next run goes on behind the last page kept.
"""

import hashlib
import itertools
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from talka.consultations.queries import questionnaire_of
from talka.methods.marks import Frame, PageCode
from talka.methods.marks.frame import GroupKind
from talka.paper.actions.counting import count_ready_forms
from talka.paper.faults import in_words
from talka.paper.models import FilledForm, PaperPrint, Reading, ScanFile, ScanImport, ScannedPage
from talka.paper.printing import BETWEEN

if TYPE_CHECKING:
    from talka.methods.marks.symbols import Expected

PAGES_A_RUN = 40
MOST_EXPECTED = 40_000
"""Printed page codes with which one that cannot be read is compared. The plain ones and the first numbers come first."""
READABLE = {GroupKind.SINGLE.value, GroupKind.MULTIPLE.value}


def frames_of(consultation_id: int) -> dict[PageCode, tuple[PaperPrint, Frame]]:
    """Every page that was printed for a consultation, by its code without the form's number."""
    found = {}
    for each in PaperPrint.objects.filter(consultation_id=consultation_id):
        for page, content in enumerate(each.frames, start=1):
            code = PageCode(each.code, each.version, each.language, page)
            found[code] = (each, Frame.from_json(json.dumps(content)))
    return found


def codes_of(consultation_id: int) -> Iterator[PageCode]:
    """Every page code that was printed for a consultation, with and without the numbers of forms."""
    for each in PaperPrint.objects.filter(consultation_id=consultation_id):
        numbers: list[int | None] = [None, *range(1, each.next_number)]
        for page, number in itertools.product(range(1, len(each.frames) + 1), numbers):
            yield PageCode(each.code, each.version, each.language, page, number)


def read_on(*, import_id: int, pages: int = PAGES_A_RUN) -> bool:
    """Read so many further pages of a pile; False when all files are read to their ends."""
    pile = ScanImport.objects.get(pk=import_id)
    if pile.state != ScanImport.State.READING:
        return False
    from talka.methods.marks.symbols import Expected

    known = frames_of(pile.consultation_id)
    consultation_id = pile.consultation_id
    expected = Expected(lambda: itertools.islice(codes_of(consultation_id), MOST_EXPECTED))
    left = pages
    for file in pile.files.select_related("kept").filter(pages__isnull=True):
        left -= _read_file(file, known, expected, left)
        if left <= 0:
            return True
    return False


def _read_file(file: ScanFile, known: dict[PageCode, tuple[PaperPrint, Frame]], expected: "Expected", most: int) -> int:
    """Read on in one file; gives how many pages were read. Its number of pages stands once the end was reached."""
    from talka.methods.marks.pages import BadFile
    from talka.methods.marks.reader import read_file

    begun = file.scanned.count()
    if file.kept is None:
        _ended(file, begun, _("The file was deleted before it was read."))
        return 0
    read = 0
    try:
        path = default_storage.path(file.kept.path)
        found = read_file(
            Path(path),
            lambda code: known[code][1] if code in known else None,
            file.name,
            start=begun,
            expected=expected,
        )
        for sheet, result in itertools.islice(found, most):
            _keep(file, sheet.number, result, known)
            read += 1
    except BadFile as problem:
        _ended(file, begun + read, in_words(problem))
        return read
    if read < most:
        _ended(file, begun + read)
    return read


def _ended(file: ScanFile, pages: int, fault: str = "") -> None:
    file.pages, file.fault = pages, fault[:300]
    file.save(update_fields=["pages", "fault"])


def _keep(file: ScanFile, number: int, result: Any, known: dict[PageCode, tuple[PaperPrint, Frame]]) -> None:
    """Keep what a page says. The same page twice is one row: another worker was faster, and read the same."""
    code = result.code
    paper_print = known[code.kind][0] if code is not None and code.kind in known else None
    content = [
        {
            "group": answer.group,
            "marked": [box.rpartition(BETWEEN)[2] for box in answer.marked],
            "sure": answer.sure,
            "why": str(answer.doubts[0]) if answer.doubts else "",
        }
        for answer in result.answers
    ]
    page = ScannedPage(
        file=file,
        number=number,
        paper_print=paper_print,
        page=code.page if code is not None else None,
        form_number=code.form if code is not None else None,
        kind=str(result.kind),
        trouble=str(result.refused) if result.refused else "",
        detail=result.detail[:200],
        content=content,
        digest=hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest(),
    )
    try:
        with transaction.atomic():
            page.save(force_insert=True)
    except IntegrityError:
        return


@transaction.atomic
def sort_pages(*, import_id: int) -> None:
    """Put the pages of a pile together to forms and their questions to readings, once all files are read.

    Doing it twice changes nothing. Pages that belong nowhere keep their trouble for a person.
    """
    pile = ScanImport.objects.select_for_update().get(pk=import_id)
    if pile.state != ScanImport.State.READING or pile.files.filter(pages__isnull=True).exists():
        return
    from talka.methods.marks.identification import PageKind
    from talka.methods.marks.piles import Entry, Trouble, sort_pile

    pages = list(
        ScannedPage.objects.filter(file__scan_import=pile)
        .select_related("file", "paper_print")
        .order_by("file__position", "number")
    )
    by_place = {str(page.pk): page for page in pages}
    prints = {each.code: each for each in PaperPrint.objects.filter(consultation_id=pile.consultation_id)}
    expected = {(each.code, each.version, each.language): each.pages for each in prints.values()}
    sorted_pile = sort_pile(
        (
            Entry(
                str(page.pk),
                PageKind(page.kind),
                _code(page),
                page.digest,
            )
            for page in pages
        ),
        expected,
    )
    for problem in sorted_pile.problems:
        for place in problem.places:
            page = by_place[place]
            # Of two copies that say the same the first counts.
            if problem.trouble is Trouble.SAME_AGAIN and place == problem.places[0]:
                continue
            page.trouble = page.trouble or str(problem.trouble)
            page.save(update_fields=["trouble"])
    for position, form in enumerate(sorted_pile.forms):
        _make_form(pile, prints[form.questionnaire], position, form, by_place)
    pile.state = ScanImport.State.CHECKING
    pile.save(update_fields=["state"])
    count_ready_forms(pile)


def _code(page: ScannedPage) -> PageCode | None:
    if page.paper_print is None or page.page is None:
        return None
    printed = page.paper_print
    return PageCode(printed.code, printed.version, printed.language, page.page, page.form_number)


def _make_form(
    pile: ScanImport, printed: PaperPrint, position: int, form: Any, by_place: dict[str, ScannedPage]
) -> None:
    here = [by_place[place] for _page, place in sorted(form.pages.items())]
    if not here:
        return
    number = form.number
    if (
        number is not None
        and FilledForm.objects.filter(paper_print=printed, number=number)
        .exclude(state=FilledForm.State.SET_ASIDE)
        .exists()
    ):
        for page in here:
            page.trouble = "form_again"
            page.save(update_fields=["trouble"])
        return
    filled = FilledForm.objects.create(
        scan_import=pile,
        paper_print=printed,
        number=number,
        position=position,
        reason="" if form.complete else "pages_missing",
    )
    frames = [Frame.from_json(json.dumps(content)) for content in printed.frames]
    readings = list(_readings(filled, here, frames, pile.double_share))
    _mind_subjects(readings, pile)
    Reading.objects.bulk_create(readings)


def _readings(
    filled: FilledForm, pages: list[ScannedPage], frames: list[Frame], double_share: int
) -> Iterator[Reading]:
    for page in pages:
        assert page.page is not None, "pages of forms have their number"
        groups = {group.id: group for group in frames[page.page - 1].groups}
        content = {each["group"]: each for each in page.content}
        for name, group in groups.items():
            said = content.get(name)
            kind = {"digits": Reading.Kind.NUMBER, "text": Reading.Kind.TEXT}.get(group.kind.value, Reading.Kind.CHOICE)
            written = bool(said and said["marked"])
            marked = said["marked"] if said and kind == Reading.Kind.CHOICE else []
            # A page that does not fit its frame was not read: everything on it is for a person.
            sure = bool(said and said["sure"]) and not page.trouble
            yield Reading(
                form=filled,
                scanned=page,
                name=name,
                kind=kind,
                state=Reading.State.SURE if sure else Reading.State.OPEN,
                why="" if sure else (said["why"] if said else "page") or ("written" if written else ""),
                proposed=marked,
                value=marked if sure else [],
                second_wanted=not sure and _drawn(filled, name, double_share),
            )


def _drawn(filled: FilledForm, name: str, share: int) -> bool:
    """Whether a second person decides too: drawn by the form and the question, so that nobody chooses."""
    number = int.from_bytes(hashlib.sha256(f"{filled.answer_id}:{name}".encode()).digest()[:4], "big")
    return number % 100 < share


def _mind_subjects(readings: list[Reading], pile: ScanImport) -> None:
    """Somebody answered about an organisation without marking that they know it: a person looks at that mark."""
    questionnaire = questionnaire_of(pile.consultation, readings[0].form.paper_print.version) if readings else None
    if questionnaire is None or questionnaire.known is None:
        return
    known = next((each for each in readings if each.name == f"q.{questionnaire.known.key}"), None)
    if known is None:
        return
    told: defaultdict[str, bool] = defaultdict(bool)
    for each in readings:
        if each.name.startswith("s."):
            told[each.name.split(".")[1]] |= bool(each.proposed) or each.state == Reading.State.OPEN
    if known.state == Reading.State.SURE and any(told[key] and key not in known.value for key in told):
        known.state, known.why, known.value = Reading.State.OPEN, "subjects", []
