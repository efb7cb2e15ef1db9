"""All of it for one picture: which page, where it lies, what is marked. Each step also stands alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from talka.methods.marks.codes import PageCode
from talka.methods.marks.cutting import Grey, cut
from talka.methods.marks.frame import Box, Frame
from talka.methods.marks.identification import PageKind, identify
from talka.methods.marks.pages import LostPage, Sheet, pages
from talka.methods.marks.pages.apart import Renderer
from talka.methods.marks.reading import Answer, Reading, agreed, answers, read_boxes
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
    found = identify(picture, expected)
    if found.code is None:
        return PageResult(found.kind)
    frame = frames(found.code.kind) if callable(frames) else frames.get(found.code.kind)
    if frame is None:
        return PageResult(found.kind, found.code)
    try:
        registration = register(picture, frame, found.corners, found.symbols)
        readings = agreed(frame, read_boxes(picture, frame, registration))
    except DoesNotFit as problem:
        return PageResult(found.kind, found.code, frame, refused=problem.reason, detail=problem.detail)
    return PageResult(found.kind, found.code, frame, registration, readings, answers(frame, readings))


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

    A page that the file holds no picture of comes in its place, as `PageKind.LOST`.
    """
    for page in pages(source, name, start=start, renderer=renderer):
        if isinstance(page, LostPage):
            yield page, PageResult(PageKind.LOST, detail=page.message)
        else:
            yield page, read_page(page.picture, frames, expected)


def crops(
    picture: Grey, registration: Registration, boxes: Iterable[Box], rim: float = 3.0, dots: float = 8.0
) -> Iterator[bytes]:
    """A PNG of each box, upright, with `rim` mm around it, for a person to look at."""
    for box in boxes:
        width, height = box.width + 2 * rim, box.height + 2 * rim
        area = [[box.x - rim, box.y - rim, box.x + box.width + rim, box.y + box.height + rim]]
        part = cut(picture, registration.warp, np.array(area), round(height * dots), round(width * dots))[0]
        yield cv2.imencode(".png", part)[1].tobytes()
