"""The page is found however it lies, and what does not fit is refused with its reason."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from talka.methods.marks import MarkKind
from talka.methods.marks.finding import find_corners
from talka.methods.marks.identification import identify
from talka.methods.marks.reading import read_boxes
from talka.methods.marks.registration import DoesNotFit, Reason, register, registered
from talka.methods.marks.warp import Warp
from tests.methods.marks.printed import picture, printed
from tests.methods.marks.spoilt import known, moved, turned, worn_page

FRAME, PDF = printed()
CLEAN = picture(PDF, 150)
# PDFium rounds the page up to whole pixels and stretches it.
STRETCH = np.array([CLEAN.shape[1] / 210, CLEAN.shape[0] / 297])
SCALE = float(STRETCH.mean())
QUARTERS = {"top": 0, "left": -1, "bottom": 2, "right": 1}
CORNERS = (
    (lambda reach: slice(0, reach), lambda reach: slice(0, reach)),
    (lambda reach: slice(0, reach), lambda reach: slice(-reach, None)),
    (lambda reach: slice(-reach, None), lambda reach: slice(-reach, None)),
    (lambda reach: slice(-reach, None), lambda reach: slice(0, reach)),
)
SPOTS = np.array([[x, y] for x in (20.0, 105.0, 190.0) for y in (25.0, 150.0, 270.0)])


def error(found, expected) -> float:
    """mm by which the registration errs, over the whole page."""
    return float(np.abs(found.warp(SPOTS) - expected).max() / SCALE)


def test_a_clean_page_to_a_twentieth_of_a_millimetre():
    found = register(CLEAN, FRAME)
    assert (found.corners_found, found.marks_found) == (4, len(FRAME.marks))
    assert found.held_out < 0.05
    assert error(found, SPOTS * STRETCH) < 0.05


@settings(max_examples=25, deadline=None)
@given(some.floats(-180, 180), some.floats(0.94, 1.0))
def test_any_turn_and_shrink(degrees, shrink):
    room = np.pad(CLEAN, 420, constant_values=255)
    middle = room.shape[1] / 2, room.shape[0] / 2
    matrix = cv2.getRotationMatrix2D(middle, degrees, shrink)
    found = register(turned(room, degrees, shrink), FRAME)
    expected = np.column_stack([SPOTS * STRETCH + 419.5, np.ones(len(SPOTS))]) @ matrix.T + 0.5
    assert error(found, expected) < 0.2


@settings(max_examples=15, deadline=None)
@given(some.lists(some.floats(-0.06, 0.06), min_size=8, max_size=8))
def test_perspective(shifts):
    height, width = CLEAN.shape
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    target = (corners + np.array(shifts, np.float32).reshape(4, 2) * width + 0.08 * width).astype(np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    found = register(moved(CLEAN, matrix, (round(1.2 * width), round(1.2 * height))), FRAME)
    expected = cv2.perspectiveTransform((SPOTS * STRETCH).astype(np.float32)[None], matrix)[0]
    assert error(found, expected) < 0.2


@pytest.mark.parametrize("strength", [1.0, 2.5, 4.0])
def test_curl(strength):
    """A bulge of up to 4 mm, which no perspective can follow."""
    height, width = CLEAN.shape
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    bulge = strength * SCALE
    across, down = np.sin(np.pi * y / height) * bulge, np.sin(np.pi * x / width) * bulge / 2
    curled = cv2.remap(CLEAN, x + across, y + down, cv2.INTER_LINEAR, borderValue=255)
    found = register(curled, FRAME)
    back = found.warp(SPOTS)
    seen = back + np.column_stack(
        [np.sin(np.pi * back[:, 1] / height) * bulge, np.sin(np.pi * back[:, 0] / width) * bulge / 2]
    )
    assert np.abs(seen - SPOTS * STRETCH).max() / SCALE < 0.8


@pytest.mark.parametrize("corner", range(4))
@pytest.mark.parametrize("tone", [0, 128, 255])
def test_one_lost_corner(corner, tone):
    covered = CLEAN.copy()
    reach = round(28 * SCALE)
    rows = slice(0, reach) if corner < 2 else slice(-reach, None)
    columns = slice(0, reach) if corner in {0, 3} else slice(-reach, None)
    covered[rows, columns] = tone
    found = register(covered, FRAME)
    assert found.corners_found == 3
    assert error(found, SPOTS * STRETCH) < 0.3


def refused(shown, frame=FRAME) -> Reason:
    with pytest.raises(DoesNotFit) as told:
        register(shown, frame)
    assert str(told.value)
    return told.value.reason


def test_two_lost_corners_with_whole_borders():
    """As when a page lies askew on the glass."""
    covered = CLEAN.copy()
    reach = round(16 * SCALE)
    covered[:reach, :reach] = covered[-reach:, -reach:] = 255
    found = register(covered, FRAME)
    assert found.corners_found == 2
    assert error(found, SPOTS * STRETCH) < 0.3


@pytest.mark.parametrize("side", ["top", "left", "bottom", "right"])
def test_a_lost_side_is_followed_from_the_others(side):
    """Two corners and a whole side are gone: what is left places the page, and the boxes must vouch for it."""
    reach = round(16 * SCALE)
    covered = np.rot90(CLEAN, QUARTERS[side]).copy()
    covered[:reach] = 255
    found = register(np.rot90(covered, -QUARTERS[side]), FRAME)
    assert (found.corners_found, found.firm) == (2, False)
    assert error(found, SPOTS * STRETCH) < 0.3


@pytest.mark.parametrize("corner", range(4))
def test_one_corner_is_left(corner):
    covered = CLEAN.copy()
    reach = round(16 * SCALE)
    for number, (rows, columns) in enumerate(CORNERS):
        if number != corner:
            covered[rows(reach), columns(reach)] = 255
    found = register(covered, FRAME)
    assert found.corners_found == 1
    assert error(found, SPOTS * STRETCH) < 0.3


def test_no_corner_is_left():
    covered = CLEAN.copy()
    reach = round(16 * SCALE)
    for rows, columns in CORNERS:
        covered[rows(reach), columns(reach)] = 255
    assert refused(covered) is Reason.NO_MARKS
    symbols = identify(covered).symbols
    assert symbols
    with pytest.raises(DoesNotFit) as told:
        register(covered, FRAME, {}, symbols)
    assert told.value.reason is Reason.FEW_CORNERS


def test_one_side_alone_says_nothing_of_the_rest():
    for side in ("left", "top"):
        strip = np.s_[:, :100] if side == "left" else np.s_[:100, :]
        shown = np.full_like(CLEAN, 255)
        shown[strip] = CLEAN[strip]
        with pytest.raises(DoesNotFit) as refused:
            register(shown, FRAME)
        assert refused.value.reason is Reason.SIDE_LOST


def test_half_a_page_is_too_little():
    covered = CLEAN.copy()
    covered[: len(covered) // 2] = 255
    assert refused(covered) in {Reason.FEW_CORNERS, Reason.FEW_MARKS, Reason.SIDE_LOST}
    covered = CLEAN.copy()
    covered[:, : covered.shape[1] // 2] = 255
    assert refused(covered) in {Reason.FEW_CORNERS, Reason.FEW_MARKS, Reason.SIDE_LOST}


@pytest.mark.parametrize("wear", ["off the glass", "cut margin", "two torn corners"])
def test_a_page_without_its_border_is_never_laid_over_another_frame(wear):
    """Only the boxes can tell then; each page is tried with the frames of the others on paper of the same size."""
    pages = [worn_page(seed, wear) for seed in range(900, 904)]
    taken = 0
    for made, shown in pages:
        seen = identify(shown)
        for other, _ in pages:
            if (other.frame.width, other.frame.height) != (made.frame.width, made.frame.height):
                continue
            try:
                found = register(shown, other.frame, seen.corners, seen.symbols)
                read_boxes(shown, other.frame, found)
            except DoesNotFit:
                continue
            assert other is made
            taken += 1
    assert taken >= 2


@pytest.mark.parametrize("aside", [(1.8, 0.0), (0.0, -2.5), (3.0, 3.0)])
def test_boxes_beside_their_places_are_not_believed_without_the_border(aside):
    frame = replace(FRAME, boxes=tuple(replace(box, x=box.x + aside[0], y=box.y + aside[1]) for box in FRAME.boxes))
    covered = CLEAN.copy()
    covered[:, : round(16 * SCALE)] = 255
    found = register(covered, frame)
    assert not found.firm
    with pytest.raises(DoesNotFit) as told:
        read_boxes(covered, frame, found)
    assert told.value.reason is Reason.BOXES_OUT_OF_PLACE


@pytest.mark.parametrize("aside", [2.0, 4.0, 6.0, 7.6, 10.0])
def test_a_torn_page_without_its_border_is_never_misread(aside):
    """The lower half hangs aside, by 7.6 mm as far as from box to box of the grid, and the left side is lost."""
    crossed = ("often.1", "grid.0.1", "grid.2.3")
    shown = CLEAN.copy()
    for box in (each for each in FRAME.boxes if each.id in crossed):
        left, top = (np.array([box.x + 0.6, box.y + 0.6]) * STRETCH).astype(int).tolist()
        right, bottom = (np.array([box.x + box.width - 0.6, box.y + box.height - 0.6]) * STRETCH).astype(int).tolist()
        cv2.line(shown, (left, top), (right, bottom), 30, 3, cv2.LINE_AA)
        cv2.line(shown, (left, bottom), (right, top), 30, 3, cv2.LINE_AA)
    torn, half, far = shown.copy(), shown.shape[0] // 2, round(aside * SCALE)
    torn[half:, far:] = shown[half:, :-far]
    torn[:, : round(16 * SCALE)] = 255
    try:
        found = read_boxes(torn, FRAME, register(torn, FRAME))
    except DoesNotFit:
        return
    assert aside <= 4
    assert {reading.box for reading in found if reading.sure and reading.marked} <= set(crossed)
    assert not [reading.box for reading in found if reading.sure and not reading.marked and reading.box in crossed]


def test_an_empty_picture():
    assert refused(np.full((1700, 1200), 255, np.uint8)) is Reason.NO_MARKS
    assert refused(np.zeros((10, 10), np.uint8)) is Reason.NO_MARKS


def test_two_pages_in_one_picture():
    assert refused(np.hstack([CLEAN, CLEAN])) is Reason.TWO_PAGES


def test_a_corner_mark_seen_twice_by_mistake():
    """Something that was taken for a corner mark and does not look like one, or the same mark seen twice, is no second page."""
    seen = find_corners(CLEAN)
    twice = {**seen, 0: [seen[0][0], seen[0][0] + 2.0, seen[2][0] + [-300.0, -400.0]]}
    assert error(register(CLEAN, FRAME, twice), SPOTS * STRETCH) < 0.05


def test_a_mirrored_page():
    assert refused(np.ascontiguousarray(CLEAN[:, ::-1])) in {Reason.NO_MARKS, Reason.MIRRORED, Reason.FEW_CORNERS}


def test_a_coarse_picture():
    small = cv2.resize(picture(PDF, 75), None, fx=1, fy=1)
    assert refused(small) in {Reason.TOO_COARSE, Reason.NO_MARKS, Reason.FEW_CORNERS, Reason.FEW_MARKS}


def test_a_page_torn_and_taped_aside():
    """The lower half hangs 6 mm to the right: every mark is there, and none of it may be believed."""
    torn = CLEAN.copy()
    half = torn.shape[0] // 2
    torn[half:, round(6 * SCALE) :] = CLEAN[half:, : -round(6 * SCALE)]
    assert refused(torn) in {Reason.OUT_OF_PLACE, Reason.FEW_MARKS, Reason.SIDE_LOST}


def test_paper_of_another_size():
    from talka.methods.marks import A5, sheet

    assert refused(CLEAN, sheet(A5, FRAME.code, (), ())) in {
        Reason.FEW_MARKS,
        Reason.OUT_OF_PLACE,
        Reason.FEW_CORNERS,
        Reason.SIDE_LOST,
    }


@pytest.mark.parametrize(
    "defect",
    [
        "skew",
        "curl",
        "lost corner",
        "staple",
        "coffee ring",
        "streak",
        "bent photograph",
        "shadow",
        "coarse",
        "bilevel",
    ],
)
def test_spoilt_pages_fit_or_are_refused(defect):
    fitted = 0
    for seed in range(900, 904):
        made, shown = known(seed, defect)
        try:
            found = register(shown, made.frame)
        except DoesNotFit:
            continue
        fitted += 1
        assert found.held_out < 0.35
        assert found.held_out_worst <= 1.0
    # A page that lies too askew leaves the picture with two of its corners.
    assert fitted >= (1 if defect == "skew" else 2)


def test_given_points_of_a_form_that_others_printed():
    corners = [mark for mark in FRAME.marks if mark.kind is MarkKind.CORNER]
    points = [((mark.x, mark.y), (mark.x * STRETCH[0], mark.y * STRETCH[1])) for mark in corners]
    assert error(registered(FRAME, points), SPOTS * STRETCH) < 0.01
    many = [((mark.x, mark.y), (mark.x * STRETCH[0], mark.y * STRETCH[1])) for mark in FRAME.marks]
    assert registered(FRAME, many).held_out < 0.01
    wrong = [*many[:-1], (many[-1][0], (500.0, 500.0))]
    with pytest.raises(DoesNotFit) as told:
        registered(FRAME, wrong)
    assert told.value.reason is Reason.OUT_OF_PLACE
    with pytest.raises(DoesNotFit):
        registered(FRAME, points[:3])
    with pytest.raises(DoesNotFit):
        registered(FRAME, [points[0]] * 4)


@settings(max_examples=30, deadline=None)
@given(some.lists(some.floats(-0.1, 0.1), min_size=8, max_size=8))
def test_a_perspective_is_found_exactly(shifts):
    page = np.array([[x, y] for x in (0.0, 100.0, 200.0) for y in (0.0, 150.0, 290.0)])
    corners = np.array([[0, 0], [200, 0], [200, 290], [0, 290]], np.float32)
    matrix = cv2.getPerspectiveTransform(
        corners, (corners * 6 + np.array(shifts, np.float32).reshape(4, 2) * 900).astype(np.float32)
    )
    seen = cv2.perspectiveTransform(page[None], matrix)[0]
    for warp in (Warp.flat(page, seen), Warp.bent(page, seen, 297.0)):
        assert np.abs(warp(page) - seen).max() < 0.01
