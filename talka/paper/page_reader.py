"""What a picture from a scanner says, as plain data: reading it needs no database, so that any process can do it."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from talka.methods.marks import Frame, PageCode
from talka.paper.cuttings import cut_all, ink_of

if TYPE_CHECKING:
    from talka.methods.marks.pages import LostPage, Sheet
    from talka.methods.marks.reader import PageResult
    from talka.methods.marks.symbols import Expected

BETWEEN = "|"
"""Stands between the name of a field and the key of a choice in the name of a box."""
MOST_EXPECTED = 40_000
"""Printed page codes with which one that cannot be read is compared. The plain ones and the first numbers come first."""


@dataclass(frozen=True)
class Known:
    """What was printed for a consultation: all that reading its pages needs to know."""

    frames: dict[PageCode, Frame]
    """Every page by its code without the form's number."""
    numbers: dict[PageCode, int]
    """Of the same codes the number after the last one that was printed."""

    def __reduce__(self) -> tuple[type["Known"], tuple[dict[PageCode, Frame], dict[PageCode, int]]]:
        """What is expected is worked out by whoever needs it."""
        return Known, (self.frames, self.numbers)

    def codes(self) -> Iterator[PageCode]:
        """Every page code that was printed, without the numbers of forms first."""
        yield from self.frames
        for code, after in self.numbers.items():
            for number in range(1, after):
                yield PageCode(code.questionnaire, code.version, code.language, code.page, number)

    @cached_property
    def expected(self) -> "Expected":
        from talka.methods.marks.symbols import Expected

        return Expected(lambda: itertools.islice(self.codes(), MOST_EXPECTED))


@dataclass(frozen=True, slots=True)
class PageRead:
    """What one page says. `part` is 0 for a page that has its picture for itself, else 1 or 2, and `place` says where."""

    kind: str
    part: int = 0
    place: tuple[tuple[float, float], ...] = ()
    code: PageCode | None = None
    trouble: str = ""
    detail: str = ""
    content: list[dict[str, Any]] = field(default_factory=list)
    ink: bytes = b""
    cuttings: bytes = b""
    cut_at: dict[str, list[int]] = field(default_factory=dict)


def lost(page: "LostPage") -> PageRead:
    """A page of which the file holds no picture."""
    return PageRead(kind="lost", trouble=page.fault.value, detail=page.message)


def read_sheet(sheet: "Sheet", known: Known) -> list[PageRead]:
    """The page in this picture; two where it holds two."""
    from talka.methods.marks.reader import read_parts

    return [_told(part, result) for part, result in read_parts(sheet, known.frames, known.expected)]


def _told(sheet: "Sheet", result: "PageResult") -> PageRead:
    """While the picture is at hand, what people will be shown is cut out of it, and how its writing looks is kept."""
    ink, cuttings = b"", b""
    cut_at: dict[str, list[int]] = {}
    if result.registration is not None and result.frame is not None:
        warp = result.registration.warp
        ink = ink_of(sheet.picture, warp, result.frame)
        open_ = [answer.group for answer in result.answers if not answer.sure]
        if open_:
            cuttings, cut_at = cut_all(sheet.picture, warp, result.frame, open_)
    return PageRead(
        kind=result.kind.value,
        part=sheet.part,
        place=sheet.place,
        code=result.code,
        trouble=str(result.refused or ""),
        detail=result.detail,
        content=[
            {
                "group": answer.group,
                "marked": [box.rpartition(BETWEEN)[2] for box in answer.marked],
                "sure": answer.sure,
                "why": str(answer.doubts[0]) if answer.doubts else "",
            }
            for answer in result.answers
        ],
        ink=ink,
        cuttings=cuttings,
        cut_at=cut_at,
    )
