"""All of it for one picture: which page, where it lies, what is marked. Each step also stands alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from talka.methods.marks.codes import PageCode
from talka.methods.marks.cutting import Grey, cut
from talka.methods.marks.frame import Box, Frame
from talka.methods.marks.identification import Identified, PageKind, identify, is_blank
from talka.methods.marks.pages import LostPage, Sheet, pages
from talka.methods.marks.pages.apart import Renderer
from talka.methods.marks.parting import Place, beside, cut_out, two_pages
from talka.methods.marks.reading import Answer, Reading, read_boxes, with_answers
from talka.methods.marks.registration import DoesNotFit, Reason, Registration, register
from talka.methods.marks.symbols import Expected

Frames = Mapping[PageCode, Frame] | Callable[[PageCode], Frame | None]
"""The frame for a page code without the form's number (`code.kind`); None for a page that nobody knows."""


@dataclass(frozen=True, slots=True, eq=False)
class PageResult:
    """What a picture says. A page with `refused`, or with no frame, goes to a person as a whole."""

    kind: PageKind
    code: PageCode | None = None
    frame: Frame | None = None
    registration: Registration | None = None
    readings: tuple[Reading, ...] = ()
    answers: tuple[Answer, ...] = ()
    refused: Reason | None = None
    detail: str = ""

    @property
    def read(self) -> bool:
        return self.frame is not None and self.refused is None


def read_page(picture: Grey, frames: Frames, expected: Expected | None = None) -> PageResult:
    """Identifies, registers and reads one picture of a page (grey, 255 is white).

    `expected` are all page codes that were printed, if that is known: it helps where a code can hardly be read.
    """
    return _read(picture, identify(picture, expected), frames)


def _read(picture: Grey, found: Identified, frames: Frames) -> PageResult:
    if found.code is None:
        return PageResult(found.kind)
    frame = frames(found.code.kind) if callable(frames) else frames.get(found.code.kind)
    if frame is None:
        return PageResult(found.kind, found.code)
    try:
        registration = register(picture, frame, found.corners, found.symbols)
        readings, answers = with_answers(frame, read_boxes(picture, frame, registration))
    except DoesNotFit as problem:
        return PageResult(found.kind, found.code, frame, refused=problem.reason, detail=problem.detail)
    return PageResult(found.kind, found.code, frame, registration, readings, answers)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What a picture holds: one page, or one of two. `place` is empty for all of the picture."""

    picture: Grey
    result: PageResult
    place: Place = ()


def read_picture(picture: Grey, frames: Frames, expected: Expected | None = None) -> tuple[Part, ...]:
    """The page in the picture; or the two pages, where its marks tell two that lie side by side.

    It is read as one page first. Only where that was not possible it is parted, and only between pages that are seen; or
    where the page that was read leaves half of the picture free and something stands there.
    """
    found = identify(picture, expected)
    whole = _read(picture, found, frames)
    if whole.registration is not None and whole.frame is not None:
        free = beside(picture, whole.frame, whole.registration.warp)
        if free is not None and not is_blank(cut_out(picture, free)):
            other = cut_out(picture, free)
            return Part(picture, whole), Part(other, read_page(other, frames, expected), free)
    elif whole.kind is not PageKind.BLANK and (places := two_pages(picture, found.corners)) is not None:
        parts = [(cut_out(picture, place), place) for place in places]
        read = tuple(Part(part, read_page(part, frames, expected), place) for part, place in parts)
        if any(each.result.code is not None for each in read):
            return read
    return (Part(picture, whole),)


def read_file(
    source: Path | bytes,
    frames: Frames,
    name: str = "",
    *,
    start: int = 0,
    renderer: Renderer | None = None,
    expected: Expected | None = None,
) -> Iterator[tuple[Sheet | LostPage, PageResult]]:
    """The pages of a file, one at a time. Raises what `pages` raises.

    A page that the file holds no picture of comes in its place, as `PageKind.LOST`. A picture of two pages gives two sheets
    with one number, as its parts 1 and 2.
    """
    for page in pages(source, name, start=start, renderer=renderer):
        if isinstance(page, LostPage):
            yield page, PageResult(PageKind.LOST, detail=page.message)
            continue
        yield from read_parts(page, frames, expected)


def read_parts(sheet: Sheet, frames: Frames, expected: Expected | None = None) -> Iterator[tuple[Sheet, PageResult]]:
    """The page on a sheet; of a picture that holds two pages each by itself, as parts 1 and 2 of the sheet."""
    parts = read_picture(sheet.picture, frames, expected)
    for number, part in enumerate(parts, start=1):
        whole = len(parts) == 1
        yield sheet if whole else replace(sheet, picture=part.picture, part=number, place=part.place), part.result


def crops(
    picture: Grey, registration: Registration, boxes: Iterable[Box], rim: float = 3.0, dots: float = 8.0
) -> Iterator[bytes]:
    """A PNG of each box, upright, with `rim` mm around it, for a person to look at."""
    for box in boxes:
        width, height = box.width + 2 * rim, box.height + 2 * rim
        area = [[box.x - rim, box.y - rim, box.x + box.width + rim, box.y + box.height + rim]]
        part = cut(picture, registration.warp, np.array(area), round(height * dots), round(width * dots))[0]
        yield cv2.imencode(".png", part)[1].tobytes()
