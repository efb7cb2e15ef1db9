"""Which page a picture shows: by its code, in either copy; or that it is blank, or foreign."""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from talka.methods.marks.codes import BadCode, PageCode, modules
from talka.methods.marks.cutting import Grey, cut
from talka.methods.marks.finding import find_corners
from talka.methods.marks.layout import CODE, CODE_OFFSET, CORNER
from talka.methods.marks.warp import Points, Warp

ROOM = 4.0
"""mm around a code in which it is looked for."""
SCALE = 8.0
BLANK_SIDE = 700
BLANK_CONTRAST = 45
BLANK_SHARE = 0.0006


class PageKind(StrEnum):
    OURS = "ours"
    """The code was read."""
    CONTRADICTS = "contradicts"
    """The two copies of the code say different pages: two sheets in one picture, or one glued over the other."""
    NO_CODE = "no code"
    """Our marks are there, but the code cannot be read."""
    BLANK = "blank"
    """Nothing is printed or written: the back of a page printed on one side."""
    FOREIGN = "foreign"
    """Something is printed or written, but nothing of ours."""


@dataclass(frozen=True, slots=True, eq=False)
class Identified:
    """What the picture shows. `corners` are the marks found on the way, which registration takes up."""

    kind: PageKind
    code: PageCode | None
    corners: dict[int, list[Points]]


def identify(picture: Grey) -> Identified:
    """Looks for the codes beside the corner marks first, and everywhere if they are not there."""
    corners = find_corners(picture)
    # Copies of the code: left of the top right mark, right of the bottom left one, seen from the mark's centre.
    near, half = CODE_OFFSET, CORNER / 2
    said = {
        text
        for number, left, top in ((1, -near - CODE, -half), (3, near, half - CODE))
        for place in corners.get(number, ())
        for text in _read_beside(picture, place, left, top)
    }
    codes = _ours(said)
    if not codes:
        codes = _ours(_texts(picture, thorough=True))
    if len(codes) > 1:
        return Identified(PageKind.CONTRADICTS, None, corners)
    if codes:
        return Identified(PageKind.OURS, codes.pop(), corners)
    if len(corners) >= 2:
        return Identified(PageKind.NO_CODE, None, corners)
    return Identified(PageKind.BLANK if is_blank(picture) else PageKind.FOREIGN, None, corners)


def _ours(texts: set[str]) -> set[PageCode]:
    codes = set()
    for text in texts:
        try:
            codes.add(PageCode.of_payload(text))
        except BadCode:
            continue  # a code of somebody else, on a poster in the background perhaps
    return codes


def _read_beside(picture: Grey, mark: Points, left: float, top: float) -> set[str]:
    half = CORNER / 2
    # The corner's own pattern is straight here, so an affine map from its four corners is enough for 25 mm around it.
    own = np.array([[-half, -half, 1], [half, -half, 1], [half, half, 1], [-half, half, 1]])
    affine = np.linalg.lstsq(own, mark, rcond=None)[0].T
    warp = Warp(np.vstack([affine, [0, 0, 1]]), np.empty((0, 2)), np.empty((0, 2)), 1.0)
    side = round((CODE + 2 * ROOM) * SCALE)
    area = np.array([[left - ROOM, top - ROOM, left + CODE + ROOM, top + CODE + ROOM]])
    return _texts(cut(picture, warp, area, side, side)[0], thorough=False)


def _texts(picture: Grey, *, thorough: bool) -> set[str]:
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(picture),
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
        try_rotate=thorough,
        try_downscale=thorough,
        try_invert=False,
    )
    # Far from our marks a symbol may be the other side of the paper shining through: it reads as well from behind.
    return {each.text for each in found if each.valid and not (thorough and _from_behind(picture, each))}


def _from_behind(picture: Grey, found: zxingcpp.Barcode) -> bool:
    """Whether a page code is seen mirrored: the squares drawn anew fit better the other way round."""
    try:
        squares = np.array(modules(PageCode.of_payload(found.text)), dtype=np.float64)
    except BadCode:
        return False
    place = found.position
    corners = [(each.x, each.y) for each in (place.top_left, place.top_right, place.bottom_right, place.bottom_left)]
    count = len(squares)
    side = 4 * count
    target = np.array([[0, 0], [side, 0], [side, side], [0, side]], dtype=np.float32)
    flat = cv2.warpPerspective(
        picture, cv2.getPerspectiveTransform(np.array(corners, dtype=np.float32), target), (side, side)
    )
    seen = -cv2.resize(flat, (count, count), interpolation=cv2.INTER_AREA).astype(np.float64)

    def likeness(shown: NDArray[np.float64]) -> float:
        return max(float(np.corrcoef(seen.ravel(), np.rot90(shown, turn).ravel())[0, 1]) for turn in range(4))

    return likeness(squares.T) > likeness(squares)


def is_blank(picture: Grey) -> bool:
    """Whether the page is empty paper: hardly anything on it is darker than the paper around it."""
    factor = min(1.0, BLANK_SIDE / max(picture.shape))
    size = max(8, round(picture.shape[1] * factor)), max(8, round(picture.shape[0] * factor))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(small, 41)
    inner = slice(size[1] // 25, -size[1] // 25), slice(size[0] // 25, -size[0] // 25)
    darker = cv2.subtract(paper, small)[inner]
    return bool((darker > BLANK_CONTRAST).mean() < BLANK_SHARE)
