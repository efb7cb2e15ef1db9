"""From scans to pages: each is kept as soon as it is read.

Stopping anywhere loses at most the page that was being read: the next run goes on with the first page that is missing.
"""

import hashlib
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.files.actions import keep_as_it_is
from talka.methods.marks import Frame, PageCode
from talka.paper.cuttings import cut_all, ink_of
from talka.paper.faults import in_words
from talka.paper.frames import frames_of, frames_of_consultation
from talka.paper.models import PaperPrint, ScanFile, ScanImport, ScannedPage
from talka.paper.printing import BETWEEN

if TYPE_CHECKING:
    from talka.methods.marks.symbols import Expected

PAGES_A_RUN = 40
MOST_EXPECTED = 40_000
"""Printed page codes with which one that cannot be read is compared. The plain ones and the first numbers come first."""
LARGEST_CUTTINGS_MB = 20

Known = dict[PageCode, tuple[PaperPrint, Frame]]


def codes_of(consultation_id: int) -> Iterator[PageCode]:
    """Every page code that was printed for a consultation, with and without the numbers of forms."""
    for each in PaperPrint.objects.filter(consultation_id=consultation_id).defer("frames"):
        numbers: list[int | None] = [None, *range(1, each.next_number)]
        for page, number in itertools.product(range(1, len(frames_of(each)) + 1), numbers):
            yield PageCode(each.code, each.version, each.language, page, number)


def read_on(*, import_id: int, pages: int = PAGES_A_RUN) -> bool:
    """Read so many further pages of a pile; False when all files are read to their ends, or somebody stopped it."""
    pile = ScanImport.objects.select_related("consultation__network").get(pk=import_id)
    if pile.state != ScanImport.State.READING:
        return False
    from talka.methods.marks.symbols import Expected

    known = frames_of_consultation(pile.consultation_id)
    consultation_id = pile.consultation_id
    expected = Expected(lambda: itertools.islice(codes_of(consultation_id), MOST_EXPECTED))
    left = pages
    for file in pile.files.select_related("kept__network", "kept__owner").filter(pages__isnull=True):
        left -= _read_file(file, known, expected, left)
        if left <= 0:
            return _goes_on(pile)
    return False


def _goes_on(pile: ScanImport) -> bool:
    """Whether nobody stopped the pile; says at the same time that it is alive."""
    reading = ScanImport.objects.filter(pk=pile.pk, state=ScanImport.State.READING)
    return bool(reading.update(read_on_at=timezone.now()))


def _read_file(file: ScanFile, known: Known, expected: "Expected", most: int) -> int:
    """Read on in one file; gives how many pages were read. Its number of pages stands once the end was reached."""
    from talka.methods.marks.pages import BadFile
    from talka.methods.marks.reader import read_file

    there = set(file.scanned.values_list("number", flat=True))
    begun = next(number for number in itertools.count() if number not in there)
    if file.kept is None:
        _ended(file, len(there), file.fault or _("The file was deleted before it was read."))
        return 0
    read = 0
    reached = begun
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
            if sheet.number not in there:
                _keep(file, sheet, result, known)
            read += 1
            reached = sheet.number + 1
            if not _goes_on(file.scan_import):
                return most
    except BadFile as problem:
        _ended(file, max(reached, len(there)), in_words(problem))
        return read
    if read < most:
        _ended(file, reached)
    return read


def _ended(file: ScanFile, pages: int, fault: str = "") -> None:
    file.pages, file.fault = pages, fault[:300]
    file.save(update_fields=["pages", "fault"])


def _keep(file: ScanFile, sheet: Any, result: Any, known: Known) -> None:
    """Keep what a page says. The same page twice is one row: another worker was faster, and read the same."""
    from talka.methods.marks.pages import LostPage

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
        number=sheet.number,
        paper_print=paper_print,
        page=code.page if code is not None else None,
        form_number=code.form if code is not None else None,
        kind=str(result.kind),
        trouble=sheet.fault.value if isinstance(sheet, LostPage) else str(result.refused or ""),
        detail=result.detail[:200],
        content=content,
        digest=hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest(),
    )
    try:
        with transaction.atomic():
            if result.registration is not None:
                _cut(page, sheet, result)
            page.save(force_insert=True)
    except IntegrityError:
        return


def _cut(page: ScannedPage, sheet: Any, result: Any) -> None:
    """While the page is at hand: the pictures that people will be shown, and how its writing looks."""
    warp = result.registration.warp
    page.ink = ink_of(sheet.picture, warp, result.frame)
    open_ = [answer.group for answer in result.answers if not answer.sure]
    if not open_:
        return
    cuttings, page.cut_at = cut_all(sheet.picture, warp, result.frame, open_)
    scan = page.file.kept
    assert scan is not None, "a page is read from a file that is there"
    page.cuttings = keep_as_it_is(
        acting_user=None,
        network=scan.network,
        owner=scan.owner,
        name=f"{page.file.name[:150]} {sheet.number + 1}",
        upload=ContentFile(cuttings),
        content_type="application/octet-stream",
        largest_mb=LARGEST_CUTTINGS_MB,
    )


def pages_in_order(pile: ScanImport) -> Iterator[ScannedPage]:
    """All pages of a pile in the order of scanning."""
    return iter(
        ScannedPage.objects.filter(file__scan_import=pile)
        .select_related("file", "paper_print")
        .defer("ink", "paper_print__frames")
        .order_by("file__position", "number")
    )
