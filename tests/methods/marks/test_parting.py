"""Two pages in one picture come out each by itself, or go to a person; never one for the other."""

from functools import cache

import cv2
import numpy as np
import pytest

from talka.methods.marks import A4, A5, Box, Frame, Group, GroupKind, PageCode, sheet
from talka.methods.marks.identification import PageKind
from talka.methods.marks.pages.files import reduced
from talka.methods.marks.parting import cut_out
from talka.methods.marks.reader import Part, read_page, read_picture
from tests.methods.marks.by_hand import scan
from tests.methods.marks.spoilt import turned

DPI = 150
SCALE = DPI / 25.4
MARKED = {1: ("1.0", "1.5", "1.10", "1.15"), 4: ("4.3", "4.4", "4.9", "4.14"), 7: ("7.1", "7.6", "7.8", "7.13")}


@cache
def frame(number: int, size: tuple[float, float] = A5, form: str = "BOOK") -> Frame:
    boxes = [Box(f"{number}.{n}", 25, 30 + 8 * n, 3.6, 3.6) for n in range(16)]
    groups = [Group(f"{n}", GroupKind.SINGLE, tuple(box.id for box in boxes[4 * n : 4 * n + 4])) for n in range(4)]
    return sheet(size, PageCode(form, 1, "lt", number), boxes, groups)


OTHER = frame(7, form="OTHERFORM")
KNOWN = {each.code: each for each in (frame(1), frame(4), OTHER)}


@cache
def page(number: int) -> np.ndarray:
    each = OTHER if number == 7 else frame(number)
    return np.ascontiguousarray(np.rot90(scan(each, MARKED[number], DPI), -1))


def flat(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The unfolded sheet with a little of the glass around it."""
    return cv2.copyMakeBorder(np.hstack([left, right]), 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=250)


def said(parts: tuple[Part, ...]) -> list[int | str]:
    """The page that each part was read as, or what it is; what was surely read is what was marked there."""
    for part in parts:
        code = part.result.code
        if code is not None:
            sure = [answer for answer in part.result.answers if answer.sure]
            assert all(set(answer.marked) <= set(MARKED[code.page]) for answer in sure)
            assert len(sure) == (4 if part.result.read else 0)
    return [
        part.result.code.page if part.result.code is not None and part.result.read else part.result.kind.value
        for part in parts
    ]


def without_code(picture: np.ndarray, number: int, copies: int) -> np.ndarray:
    spoilt = picture.copy()
    for place in frame(number).codes[:copies]:
        low, high = (round(each * SCALE) for each in (place.y - 1, place.y + place.size + 1))
        left, right = (round(each * SCALE) for each in (place.x - 1, place.x + place.size + 1))
        spoilt[low:high, left:right] = 120
    return spoilt


def invoice() -> np.ndarray:
    paper = np.full_like(page(1), 250)
    for row in range(80, paper.shape[0] - 60, 40):
        cv2.putText(paper, "An invoice of somebody else", (50, row), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 30, 2)
    return paper


@pytest.mark.parametrize("quarter", range(4))
@pytest.mark.parametrize("degrees", [0, 2, -2])
def test_the_halves_of_a_sheet_in_every_turn(quarter, degrees):
    picture = np.rot90(turned(flat(page(4), page(1)), degrees), quarter).copy()
    parts = read_picture(picture, KNOWN)
    assert said(parts) == ([4, 1] if quarter in (0, 3) else [1, 4])
    for part in parts:
        # The outline is all that is kept: it gives the part again, and nothing of the other.
        assert np.array_equal(cut_out(picture, part.place), part.picture)
        assert read_page(part.picture, KNOWN).code == part.result.code


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        (page(7), page(1), [7, 1]),
        (page(4), np.rot90(page(1), 2), [4, 1]),
        (page(1), page(1), [1, 1]),
        (without_code(page(4), 4, 1), page(1), [4, 1]),
        (without_code(page(4), 4, 2), page(1), [PageKind.NO_CODE, 1]),
        (page(4), without_code(page(1), 1, 2), [4, PageKind.NO_CODE]),
        (np.full_like(page(1), 250), page(1), [1]),
        (page(4), np.full_like(page(1), 250), [4]),
        (invoice(), page(1), [1, PageKind.FOREIGN]),
        (page(4), invoice(), [4, PageKind.FOREIGN]),
        (without_code(page(4), 4, 2), without_code(page(1), 1, 2), [PageKind.NO_CODE]),
    ],
    ids=[
        "two forms", "one upside down", "the same page twice", "one copy of a code gone", "left code gone",
        "right code gone", "left empty", "right empty", "left foreign", "right foreign", "both codes gone",
    ],
)  # fmt: skip
@pytest.mark.parametrize("degrees", [0, 2])
def test_what_lies_side_by_side(left, right, found, degrees):
    assert said(read_picture(turned(flat(left, right), degrees), KNOWN)) == found


def test_one_page_lost_its_corners():
    """What is left of it is named, and not taken for a part of the other."""
    spoilt = page(4).copy()
    reach = round(17 * SCALE)
    spoilt[:reach], spoilt[-reach:] = 250, 250
    assert said(read_picture(flat(spoilt, page(1)), KNOWN)) == [1, PageKind.FOREIGN]
    spoilt[reach : 2 * reach, :] = page(4)[:reach]  # a strip of marks where none belong
    first, *others = said(read_picture(flat(spoilt, page(1)), KNOWN))
    assert 1 in (first, *others)
    assert 4 not in (first, *others)


@pytest.mark.parametrize("number", [1, 4])
def test_a_half_that_reaches_into_the_other_page_is_not_taken_for_it(number):
    """A cut in the wrong place shows marks of both: it is refused, or reads the page that is whole."""
    picture = flat(page(4), page(1))
    middle = picture.shape[1] // 2
    for moved in (-120, -60, 60, 120):
        half = picture[:, : middle + moved] if number == 4 else picture[:, middle + moved :]
        result = read_page(half.copy(), KNOWN)
        if result.read:
            assert result.code == frame(number).code
            assert said((Part(half, result),)) == [number]


def test_a_photograph_of_an_open_booklet():
    picture = flat(page(4), page(1))
    height, width = picture.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = np.array([[200, 180], [1900, 130], [1960, 1400], [140, 1430]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    photograph = cv2.warpPerspective(picture, matrix, (2100, 1600), flags=cv2.INTER_AREA, borderValue=90)
    assert said(read_picture(photograph, KNOWN)) == [4, 1]


def test_two_large_pages_on_a_large_glass():
    large = {number: frame(number, A4) for number in (1, 4)}
    known = {each.code: each for each in large.values()}
    pages = [np.rot90(scan(large[number], MARKED[number], 200), -1) for number in (4, 1)]
    assert said(read_picture(reduced(np.hstack(pages), 2400), known)) == [4, 1]


@pytest.mark.parametrize("where", ["left", "middle", "alone"])
def test_one_page_is_not_parted(where):
    """A small page on a large glass, in a photograph on a table, or filling its picture."""
    room = page(1).shape[1]
    sides = {"left": (0, room), "middle": (room // 2, room // 2), "alone": (0, 0)}[where]
    picture = cv2.copyMakeBorder(page(1), 0, 0, *sides, cv2.BORDER_CONSTANT, value=235)
    (part,) = read_picture(picture, KNOWN)
    assert (part.place, part.result.code) == ((), frame(1).code)


def test_a_page_that_fills_its_picture_costs_nothing_more(monkeypatch):
    def never(*_given):
        raise AssertionError("a page that was read is not looked at again")

    for name in ("two_pages", "cut_out", "is_blank"):
        monkeypatch.setattr(f"talka.methods.marks.reader.{name}", never)
    assert said(read_picture(page(1), KNOWN)) == [1]
