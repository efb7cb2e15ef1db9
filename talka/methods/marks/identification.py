"""Which page a picture shows: by its code, in either copy; or that it is blank, or foreign."""

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from talka.methods.marks.codes import BadCode, PageCode, modules
from talka.methods.marks.cutting import Grey, cut
from talka.methods.marks.finding import corners_of, find_corners
from talka.methods.marks.layout import A3, A4, A5, CODE, CODE_OFFSET, CORNER, code_places, corner_marks
from talka.methods.marks.sampling import Sampled, agrees, drawn_clean, matched, sampled, together
from talka.methods.marks.symbols import Expected, words
from talka.methods.marks.warp import Points, Warp

ROOM = 4.0
"""mm around a code in which it is looked for."""
SCALE = 8.0
BESIDE = ((1, -CODE_OFFSET - CODE, -CORNER / 2), (3, CODE_OFFSET, CORNER / 2 - CODE))
"""For each copy of the code the corner mark beside it, and its top left corner seen from the mark's centre."""
FAR_RIM = 9
"""Squares around a copy in which it is looked for when the corner mark beside it is lost."""
MOST_APART = 4.0
"""mm by which marks may be off when the size of the paper is found from them."""
BLANK_SIDE = 700
BLANK_CONTRAST = 45
BLANK_SHARE = 0.0006
DARK = 60
"""Mean tone of a picture below which it shows no paper."""


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
    LOST = "lost"
    """The file has no picture for it: the page is damaged, or asks for too much."""


@dataclass(frozen=True, slots=True, eq=False)
class Identified:
    """What the picture shows. `corners` are the marks found on the way, which registration takes up."""

    kind: PageKind
    code: PageCode | None
    corners: dict[int, list[Points]]
    symbols: tuple[Points, ...] = ()
    """Where copies of the code were found on the way: their corners, clockwise from the symbol's own top left."""


def identify(picture: Grey, expected: Expected | None = None) -> Identified:
    """Looks for the codes beside the corner marks first, and everywhere if they are not there.

    `expected` are the codes that were printed, if that is known: what no reader of QR codes can read is compared with them.
    """
    corners = find_corners(picture)
    # Copies of the code: left of the top right mark, right of the bottom left one, seen from the mark's centre.
    said = {
        text
        for number, left, top in BESIDE
        for place in corners.get(number, ())
        for text in _read_beside(picture, place, left, top)
    }
    codes = _ours(said)
    symbols: tuple[Points, ...] = ()
    if not codes and corners:
        codes, symbols = _measured(picture, corners, expected)
    if not codes:
        codes, symbols = _anywhere(picture)
    if len(codes) > 1:
        return Identified(PageKind.CONTRADICTS, None, corners)
    if codes:
        return Identified(PageKind.OURS, codes.pop(), corners, symbols)
    if len(corners) >= 2:
        return Identified(PageKind.NO_CODE, None, corners)
    # What a broken file leaves dark is no blank page, which nobody would be told of.
    blank = is_blank(picture) and float(picture[::8, ::8].mean()) > DARK
    return Identified(PageKind.BLANK if blank else PageKind.FOREIGN, None, corners)


def _ours(texts: set[str]) -> set[PageCode]:
    codes = set()
    for text in texts:
        try:
            codes.add(PageCode.of_payload(text))
        except BadCode:
            continue  # a code of somebody else, on a poster in the background perhaps
    return codes


def _measured(
    picture: Grey, corners: dict[int, list[Points]], expected: Expected | None
) -> tuple[set[PageCode], tuple[Points, ...]]:
    """The code by its squares, measured one by one in both copies: read as a clean symbol, or as one of the expected."""
    copies = _copies(picture, corners)
    places = tuple(each.corners for each in copies)
    for chosen in [copies, *([each] for each in copies)] if len(copies) > 1 else [copies] if copies else []:
        for code in _ours(set(_texts(drawn_clean(together(chosen)[0]), thorough=False))):
            if agrees(copies, words([code.payload()])[0]):
                return {code}, places
    found = None if expected is None else matched(copies, expected)
    return (set() if found is None else {found}), places


def _copies(picture: Grey, corners: dict[int, list[Points]]) -> list[Sampled]:
    """Both copies, each from the corner mark beside it, or from the others if that one is lost."""
    found = []
    across = _across(corners)
    for place, (number, left, top) in enumerate(BESIDE):
        if number in corners:
            copy = sampled(picture, _beside(corners[number][0]), left, top)
        elif across is not None:
            warp, size = across
            printed = code_places(*size)[place]
            copy = sampled(picture, warp, printed.x, printed.y, FAR_RIM)
        else:
            copy = None
        if copy is not None:
            found.append(copy)
    return found


def _across(corners: dict[int, list[Points]]) -> tuple[Warp, tuple[float, float]] | None:
    """From at least two corner marks how the page lies and how large the paper is; None when no known size fits."""
    if len(corners) < 2:
        return None
    for size in (A4, A5, A3):
        marks = {mark.number: mark for mark in corner_marks(*size)}
        page = np.concatenate([corners_of(marks[number]) for number in corners])
        seen = np.concatenate([corners[number][0] for number in corners])
        affine = np.linalg.lstsq(np.column_stack([page, np.ones(len(page))]), seen, rcond=None)[0]
        apart = float(np.abs(np.column_stack([page, np.ones(len(page))]) @ affine - seen).max())
        # Of another size the marks themselves would be drawn out.
        if apart < MOST_APART * np.sqrt(abs(np.linalg.det(affine[:2]))):
            return Warp(np.vstack([affine.T, [0, 0, 1]]), np.empty((0, 2)), np.empty((0, 2)), 1.0), size
    return None


def _beside(mark: Points) -> Warp:
    """From mm around a corner mark to the picture; its own pattern is straight, so an affine map is enough for 25 mm."""
    half = CORNER / 2
    own = np.array([[-half, -half, 1], [half, -half, 1], [half, half, 1], [-half, half, 1]])
    affine = np.linalg.lstsq(own, mark, rcond=None)[0].T
    return Warp(np.vstack([affine, [0, 0, 1]]), np.empty((0, 2)), np.empty((0, 2)), 1.0)


def _read_beside(picture: Grey, mark: Points, left: float, top: float) -> set[str]:
    side = round((CODE + 2 * ROOM) * SCALE)
    area = np.array([[left - ROOM, top - ROOM, left + CODE + ROOM, top + CODE + ROOM]])
    return set(_texts(cut(picture, _beside(mark), area, side, side)[0], thorough=False))


def _texts(picture: Grey, *, thorough: bool) -> dict[str, Points]:
    """The letters of all QR codes in the picture, and where one of each is."""
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(picture),
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
        try_rotate=thorough,
        try_downscale=thorough,
        try_invert=False,
    )
    # Far from our marks a symbol may be the other side of the paper shining through: it reads as well from behind.
    seen = (each for each in found if each.valid and not (thorough and _from_behind(picture, each)))
    return {each.text: _place(each) for each in seen}


def _place(found: zxingcpp.Barcode) -> Points:
    place = found.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    return np.array([(each.x, each.y) for each in corners], dtype=np.float64)


def _anywhere(picture: Grey) -> tuple[set[PageCode], tuple[Points, ...]]:
    texts = _texts(picture, thorough=True)
    return _ours(set(texts)), tuple(place for text, place in texts.items() if _ours({text}))


def _from_behind(picture: Grey, found: zxingcpp.Barcode) -> bool:
    """Whether a page code is seen mirrored: the squares drawn anew fit better the other way round."""
    try:
        squares = np.array(modules(PageCode.of_payload(found.text)), dtype=np.float64)
    except BadCode:
        return False
    count = len(squares)
    side = 4 * count
    target = np.array([[0, 0], [side, 0], [side, side], [0, side]], dtype=np.float32)
    flat = cv2.warpPerspective(
        picture, cv2.getPerspectiveTransform(_place(found).astype(np.float32), target), (side, side)
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
