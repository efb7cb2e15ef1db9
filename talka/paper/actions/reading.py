"""From scans to pages: each is kept as soon as it is read.

Stopping anywhere loses at most the page that was being read: the next run goes on with the first page that is missing.
"""

import hashlib
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.files.actions import keep_as_it_is
from talka.foundation.files.models import StoredFile
from talka.methods.marks import PageCode
from talka.paper.faults import in_words
from talka.paper.frames import frames_of_consultation
from talka.paper.models import PaperPrint, ScanFile, ScanImport, ScannedPage
from talka.paper.page_reader import Known, PageRead, lost, read_sheet

Prints = dict[PageCode, PaperPrint]
"""By the codes of their pages."""
PAGES_A_RUN = 40
LARGEST_CUTTINGS_MB = 20


def read_on(*, import_id: int, pages: int = PAGES_A_RUN) -> bool:
    """Read so many further pages of a pile; False when all files are read to their ends, or somebody stopped it."""
    pile = ScanImport.objects.select_related("consultation__network").get(pk=import_id)
    if pile.state != ScanImport.State.READING:
        return False
    printed = frames_of_consultation(pile.consultation_id)
    prints = {code: each for code, (each, _frame) in printed.items()}
    known = Known(
        {code: frame for code, (_each, frame) in printed.items()},
        {code: each.next_number for code, each in prints.items()},
    )
    left = pages
    for file in pile.files.select_related("kept__network", "kept__owner").filter(pages__isnull=True):
        left -= _read_file(file, known, prints, left)
        if left <= 0:
            return _goes_on(pile)
    return False


def _goes_on(pile: ScanImport) -> bool:
    """Whether nobody stopped the pile; says at the same time that it is alive."""
    reading = ScanImport.objects.filter(pk=pile.pk, state=ScanImport.State.READING)
    return bool(reading.update(read_on_at=timezone.now()))


def _read_file(file: ScanFile, known: Known, prints: Prints, most: int) -> int:
    """Read on in one file; gives how many pages were read. Its number of pages stands once the end was reached."""
    from talka.methods.marks.pages import BadFile, LostPage, pages

    there = set(file.scanned.values_list("number", flat=True))
    begun = next(number for number in itertools.count() if number not in there)
    if file.kept is None:
        _ended(file, len(there), file.fault or _("The file was deleted before it was read."))
        return 0
    done = 0
    reached = begun
    try:
        path = default_storage.path(file.kept.path)
        for page in itertools.islice(pages(Path(path), file.name, start=begun), most):
            if page.number not in there:
                read = [lost(page)] if isinstance(page, LostPage) else read_sheet(page, known)
                _keep(file, page.number, read, prints)
            done += 1
            reached = page.number + 1
            if not _goes_on(file.scan_import):
                return most
    except BadFile as problem:
        _ended(file, max(reached, len(there)), in_words(problem))
        return done
    if done < most:
        _ended(file, reached)
    return done


def _ended(file: ScanFile, pages: int, fault: str = "") -> None:
    file.pages, file.fault = pages, fault[:300]
    file.save(update_fields=["pages", "fault"])


def _keep(file: ScanFile, number: int, read: list[PageRead], prints: Prints) -> None:
    """Keep what a picture says, all of its pages or none. The same picture twice is kept once: another was faster."""
    try:
        with transaction.atomic():
            for each in read:
                page = _page_of(file, number, each, prints)
                if each.cuttings:
                    page.cuttings = _kept_cuttings(file, number, each.cuttings)
                page.save(force_insert=True)
    except IntegrityError:
        return


def _page_of(file: ScanFile, number: int, read: PageRead, prints: Prints) -> ScannedPage:
    code = read.code
    return ScannedPage(
        file=file,
        number=number,
        part=read.part,
        place=[list(corner) for corner in read.place],
        paper_print=prints.get(code.kind) if code is not None else None,
        page=code.page if code is not None else None,
        form_number=code.form if code is not None else None,
        kind=read.kind,
        trouble=read.trouble,
        detail=read.detail[:200],
        content=read.content,
        digest=hashlib.sha256(json.dumps(read.content, sort_keys=True).encode()).hexdigest(),
        ink=read.ink,
        cut_at=read.cut_at,
    )


def _kept_cuttings(file: ScanFile, number: int, cuttings: bytes) -> StoredFile:
    scan = file.kept
    assert scan is not None, "a page is read from a file that is there"
    return keep_as_it_is(
        acting_user=None,
        network=scan.network,
        owner=scan.owner,
        name=f"{file.name[:150]} {number + 1}",
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
        .order_by("file__position", "number", "part")
    )
