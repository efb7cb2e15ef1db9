"""One picture that holds two pages: a booklet's sheet scanned flat, an open booklet, two sheets on one glass.

Each corner mark tells by itself where its page lies, how it is turned and how large it is. Marks that tell the same page are
put together; where they tell two, the picture is parted between these, and each part comes out with nothing of the other.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from talka.methods.marks.cutting import Grey
from talka.methods.marks.finding import corners_of, measure
from talka.methods.marks.frame import Frame, Mark, MarkKind
from talka.methods.marks.layout import A3, A4, A5, CORNER, corner_marks
from talka.methods.marks.warp import Points, Warp

Place = tuple[tuple[float, float], ...]
"""The outline of a part, in shares of the picture's width and height; empty for all of it."""

LEAST_LIKENESS = 0.6
"""Correlation with the drawn mark from which something that looked like a corner mark tells of a page."""
TOGETHER = 0.16
"""Of a page's width: so near must marks tell its middle to be taken for marks of one page."""
REACH = 8.0
"""mm by which a page may seem to reach over the line between two: it is told from its corners alone."""
HALF = 0.62
"""Of the picture's longer side, which a page may fill at most if another one lies beside it."""
FILLED = 0.8
"""Of its shorter side, which such a page fills at least."""


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """A page that some corner marks tell of."""

    size: tuple[float, float]
    marks: dict[int, Points]

    @property
    def outline(self) -> Points:
        """The four corners of the paper, in pixels."""
        return _laid(self.size, self.marks)(_paper(self.size))

    @property
    def scale(self) -> float:
        return float(np.sqrt(cv2.contourArea(self.outline.astype(np.float32)) / (self.size[0] * self.size[1])))


def two_pages(picture: Grey, corners: dict[int, list[Points]]) -> tuple[Place, Place] | None:
    """Where two pages lie, from the corner marks that were seen: the left or upper one first.

    None where they do not tell two, one beside the other.
    """
    seen = _pages_told(_like_marks(picture, corners))
    if len(seen) != 2:
        return None
    line = _between(*seen)
    if line is None:
        return None
    height, width = picture.shape
    one, other = _clipped(line, width, height), _clipped(line[::-1], width, height)
    return (one, other) if sum(_middle(one)) <= sum(_middle(other)) else (other, one)


def beside(picture: Grey, frame: Frame, warp: Warp) -> Place | None:
    """The part of the picture that a page leaves free, where another would have room; None where none would.

    A page that fills its picture is told by the first comparison.
    """
    height, width = picture.shape
    outline = warp(_paper((frame.width, frame.height)))
    along, length, across = (0, width, height) if width >= height else (1, height, width)
    low, high = float(outline[:, along].min()), float(outline[:, along].max())
    if high - low > HALF * length or float(np.ptp(outline[:, 1 - along])) < FILLED * across:
        return None
    if low >= (1 - HALF) * length:
        facing = np.argsort(outline[:, along])[:2]
    elif high <= HALF * length:
        facing = np.argsort(outline[:, along])[2:]
    else:
        return None
    edge = outline[facing]
    # The free part lies to the left of the line, seen along it; the page's own middle does not.
    line = edge if _side(edge, outline.mean(axis=0)[None])[0] < 0 else edge[::-1]
    return _clipped(line, width, height)


def cut_out(picture: Grey, place: Place) -> Grey:
    """The part inside of the outline, upright as it was, and white around it."""
    if not place:
        return picture
    height, width = picture.shape
    outline = np.array(place) * (width, height)
    low = np.maximum(np.floor(outline.min(axis=0)), 0).astype(int)
    high = np.minimum(np.ceil(outline.max(axis=0)), (width, height)).astype(int)
    part = picture[low[1] : high[1], low[0] : high[0]]
    inside = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(inside, [np.round(outline - low).astype(np.int32)], 1)
    return np.where(inside, part, np.uint8(255))


def _middle(place: Place) -> tuple[float, float]:
    """Of the part's box: its corners may lie closer to each other on one side."""
    across, down = [x for x, _ in place], [y for _, y in place]
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2


def _paper(size: tuple[float, float]) -> Points:
    width, height = size
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)


def _like_marks(picture: Grey, corners: dict[int, list[Points]]) -> list[tuple[int, Points]]:
    """Those that look like the mark that they were taken for, each once."""
    kept: list[tuple[int, Points]] = []
    for number, places in corners.items():
        mark = Mark(MarkKind.CORNER, number, 0.0, 0.0, CORNER)
        own: list[Points] = []
        for place in places:
            reach = float(np.ptp(place, axis=0).max())
            again = any(np.abs(place.mean(axis=0) - other.mean(axis=0)).max() < reach / 2 for other in own)
            if not again and measure(picture, _affine(corners_of(mark), place), (mark,), 1.0)[1][0] >= LEAST_LIKENESS:
                own.append(place)
        kept += [(number, place) for place in own]
    return kept


def _affine(page: Points, places: Points) -> Warp:
    matrix = np.linalg.lstsq(np.column_stack([page, np.ones(len(page))]), places, rcond=None)[0].T
    return Warp(np.vstack([matrix, [0, 0, 1]]), np.empty((0, 2)), np.empty((0, 2)), 1.0)


def _laid(size: tuple[float, float], marks: dict[int, Points]) -> Warp:
    printed = {mark.number: corners_of(mark) for mark in corner_marks(*size)}
    page = np.concatenate([printed[number] for number in marks])
    places = np.concatenate(list(marks.values()))
    return Warp.flat(page, places) if len(marks) > 2 else _affine(page, places)


def _pages_told(marks: list[tuple[int, Points]]) -> list[_Seen]:
    """The pages that these marks tell of, with the size of paper for which most of them agree."""
    best: list[_Seen] = []
    most = 0
    for size in (A5, A4, A3):
        pages: list[tuple[Points, dict[int, Points]]] = []
        for number, place in marks:
            warp = _laid(size, {number: place})
            middle = warp(np.array([[size[0] / 2, size[1] / 2]]))[0]
            near = TOGETHER * size[0] * float(np.abs(warp.scale(np.array([[0.0, 0.0]])))[0])
            for told, own in pages:
                if number not in own and np.linalg.norm(told - middle) < near:
                    own[number] = place
                    break
            else:
                pages.append((middle, {number: place}))
        agreeing = sum(len(own) - 1 for _, own in pages)
        if agreeing > most:
            most = agreeing
            best = [_Seen(size, own) for _, own in pages]
    firm = [each for each in best if len(each.marks) > 1]
    # A mark by itself tells of a second page, but of no third.
    return best if len(best) <= 2 else firm


def _between(one: _Seen, other: _Seen) -> Points | None:
    """Two points of the line that parts two pages: the first lies to its left. None where they lie over each other."""
    first, second = one.outline, other.outline
    way = second.mean(axis=0) - first.mean(axis=0)
    facing = first[np.argsort(first @ way)[2:]], second[np.argsort(second @ way)[:2]]
    along = np.array([-way[1], way[0]])
    ordered = [each[np.argsort(each @ along)] for each in facing]
    line = (ordered[0] + ordered[1]) / 2
    if _side(line, first.mean(axis=0)[None])[0] < 0:
        line = line[::-1]
    reach = REACH * min(one.scale, other.scale)
    if _side(line, first).min() < -reach or _side(line, second).max() > reach:
        return None
    return line


def _side(line: Points, points: Points) -> Points:
    """How far these points lie to the left of the line, seen along it with y downwards; negative to its right."""
    way = line[1] - line[0]
    way = way / np.linalg.norm(way)
    return np.asarray((points - line[0]) @ np.array([way[1], -way[0]]))


def _clipped(line: Points, width: int, height: int) -> Place:
    """What of the picture lies to the left of the line."""
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)
    sides = _side(line, corners)
    kept: list[Points] = []
    for index in range(4):
        here, there = corners[index], corners[(index + 1) % 4]
        side, next_side = sides[index], sides[(index + 1) % 4]
        if side >= 0:
            kept.append(here)
        if (side < 0) != (next_side < 0):
            kept.append(here + (there - here) * side / (side - next_side))
    return tuple((round(float(x) / width, 5), round(float(y) / height, 5)) for x, y in kept)
