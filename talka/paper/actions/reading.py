"""From scans to pages: each is kept as soon as it is read.

Stopping anywhere loses at most the pages that were being read: the next run goes on with the first page that is missing.
"""

import contextlib
import hashlib
import itertools
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

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
from talka.paper.page_reader import Known, PageRead, lost
from talka.paper.workers import Readers, readers

if TYPE_CHECKING:
    from talka.methods.marks.pages import BadFile, Sheet

Prints = dict[PageCode, PaperPrint]
"""By the codes of their pages."""
PAGES_A_RUN = 40
"""For each process that reads: some seconds, so that other jobs have their turn."""
LARGEST_CUTTINGS_MB = 20


def read_on(*, import_id: int, pages: int = 0) -> bool:
    """Read some further pages of a pile; False when all files are read to their ends, or somebody stopped it."""
    pile = ScanImport.objects.select_related("consultation__network").get(pk=import_id)
    if pile.state != ScanImport.State.READING:
        return False
    with readers() as ours:
        run = _Run(pile, ours, pages or PAGES_A_RUN * ours.count)
        more = run.read()
        if not more:
            ours.close()
    return more


def _goes_on(pile: ScanImport) -> bool:
    """Whether nobody stopped the pile; says at the same time that it is alive."""
    reading = ScanImport.objects.filter(pk=pile.pk, state=ScanImport.State.READING)
    return bool(reading.update(read_on_at=timezone.now()))


class _Run:
    """So many pages of a pile: found by this process, read by it or by others, and kept by it as they come back."""

    def __init__(self, pile: ScanImport, ours: Readers, most: int) -> None:
        printed = frames_of_consultation(pile.consultation_id)
        self.pile, self.readers, self.left = pile, ours, most
        self.prints = {code: each for code, (each, _frame) in printed.items()}
        self.known = ours.remembered(
            Known(
                {code: frame for code, (_each, frame) in printed.items()},
                {code: each.next_number for code, each in self.prints.items()},
            )
        )
        self.under_way: Counter[int] = Counter()
        self.ends: dict[int, tuple[int, str | BadFile]] = {}

    def read(self) -> bool:
        """Whether there may be more."""
        with contextlib.closing(self.readers.read(self._sheets(), self.known)) as found:
            for (file, number), read in found:
                _keep(file, number, read, self.prints)
                self.under_way[file.pk] -= 1
                self._end(file)
                if not _goes_on(self.pile):
                    return False
        return self.left <= 0 and _goes_on(self.pile)

    def _sheets(self) -> Iterator[tuple[tuple[ScanFile, int], "Sheet"]]:
        """Pictures that are not read yet, file by file."""
        files = self.pile.files.select_related("kept__network", "kept__owner").filter(pages__isnull=True)
        for file in list(files):
            if self.left <= 0:
                return
            if file.kept is None:
                self.ends[file.pk] = file.scanned.count(), file.fault or _("The file was deleted before it was read.")
            else:
                yield from self._sheets_of(file, default_storage.path(file.kept.path))
            self._end(file)

    def _sheets_of(self, file: ScanFile, path: str) -> Iterator[tuple[tuple[ScanFile, int], "Sheet"]]:
        from talka.methods.marks.pages import BadFile, LostPage, pages

        there = set(file.scanned.values_list("number", flat=True))
        reached = next(number for number in itertools.count() if number not in there)
        try:
            for page in pages(Path(path), file.name, start=reached, most=self.left, renderer=self.readers.renderer):
                self.left -= 1
                reached = page.number + 1
                if page.number in there:
                    continue
                if isinstance(page, LostPage):
                    _keep(file, page.number, [lost(page)], self.prints)
                else:
                    self.under_way[file.pk] += 1
                    yield (file, page.number), page
        except BadFile as problem:
            self.ends[file.pk] = max(reached, len(there)), problem
        else:
            if self.left > 0:
                self.ends[file.pk] = reached, ""

    def _end(self, file: ScanFile) -> None:
        """The number of its pages stands once the end was reached and all of them are kept."""
        if file.pk in self.ends and not self.under_way[file.pk]:
            pages, fault = self.ends.pop(file.pk)
            if not isinstance(fault, str):
                fault = in_words(fault, file.scanned.exclude(kind="lost").count())
            _ended(file, pages, fault)


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
