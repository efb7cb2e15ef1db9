"""Finding registration marks in a picture: the corners anywhere, then every mark near the place where it should be."""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.cutting import Grey, around, cut
from talka.methods.marks.frame import Mark, MarkKind
from talka.methods.marks.layout import PATTERNS, pattern
from talka.methods.marks.warp import Points, Warp

SEARCH_LONG_SIDE = 1200
"""Corner marks are looked for in a picture so small: a square of theirs then has four pixels on A4."""
SCALE = 6.0
"""Pixels per mm when a mark is measured."""
RIM = 1.0
ENOUGH = 3
"""Corner marks after which no more are looked for: the others are found from there."""
LEAST_CONTRAST = 6.0
"""Spread of tones below which a page is blank paper, and not looked at again."""
LEAST_LIKENESS = 0.72
"""Correlation with the drawn mark from which it counts as found."""


@cache
def _detector(least: int, most: int) -> cv2.aruco.ArucoDetector:
    """Looks at paper brightened and darkened over windows of these many pixels, twenty apart."""
    bits = np.array([[int(letter) for letter in each] for each in PATTERNS], np.uint8).reshape(-1, 4, 4)
    coded = np.concatenate([cv2.aruco.Dictionary.getByteListFromBits(each) for each in bits])
    parameters = cv2.aruco.DetectorParameters()
    parameters.adaptiveThreshWinSizeMin, parameters.adaptiveThreshWinSizeMax = least, most
    parameters.adaptiveThreshWinSizeStep = 20
    parameters.minMarkerPerimeterRate, parameters.maxMarkerPerimeterRate = 0.035, 0.4
    parameters.minMarkerDistanceRate = 0.02
    parameters.errorCorrectionRate = 0.5
    parameters.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    parameters.cornerRefinementWinSize = 3
    return cv2.aruco.ArucoDetector(cv2.aruco.Dictionary(coded, 4, 2), parameters)


def find_corners(picture: Grey) -> dict[int, list[Points]]:
    """For each number of a corner mark the places where it was seen: its four corners, clockwise from its own top left.

    Where hardly any is seen, print that has run or crumbled is mended and looked at again.
    """
    # A whole factor is averaged many times faster than a broken one.
    factor = max(1, round(max(picture.shape) / SEARCH_LONG_SIDE))
    height, width = picture.shape[0] // factor, picture.shape[1] // factor
    small = picture
    if factor > 1 and height and width:
        whole = picture[: height * factor, : width * factor]
        # Half way between two pixels is their mean.
        how = cv2.INTER_LINEAR if factor == 2 else cv2.INTER_AREA
        small = np.asarray(cv2.resize(whole, (width, height), interpolation=how), dtype=np.uint8)
    found = _detected(small, factor, (31, 31))
    if len(found) >= ENOUGH or small.std() < LEAST_CONTRAST:
        return found
    smooth = cv2.GaussianBlur(small, (0, 0), 1.3)
    square = np.ones((3, 3), np.uint8)
    for mended in (small, smooth, cv2.dilate(small, square), cv2.erode(smooth, square)):
        for number, places in _detected(np.asarray(mended, dtype=np.uint8), factor, (15, 35)).items():
            found.setdefault(number, places)
        if len(found) >= ENOUGH:
            break
    return found


def _detected(small: Grey, factor: int, windows: tuple[int, int]) -> dict[int, list[Points]]:
    corners, numbers, _ = _detector(*windows).detectMarkers(small)
    found: dict[int, list[Points]] = {}
    if numbers is not None:
        for number, places in zip(numbers.ravel().tolist(), corners, strict=True):
            found.setdefault(int(number), []).append((places.reshape(4, 2).astype(np.float64) + 0.5) * factor)
    return found


def corners_of(mark: Mark) -> Points:
    half = mark.size / 2
    return np.array([mark.x, mark.y]) + half * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])


@cache
def _template(kind: MarkKind, number: int, size: float) -> Grey:
    """The drawn mark with a white rim, at SCALE, each pixel the mean of what it covers."""
    side = round((size + 2 * RIM) * SCALE)
    fine = 8
    canvas = np.full((side * fine, side * fine), 255, np.uint8)
    length = size * SCALE * fine
    start = (side * fine - length) / 2
    if kind is MarkKind.EDGE:
        canvas[round(start) : round(start + length), round(start) : round(start + length)] = 0
    else:
        for row, squares in enumerate(pattern(number)):
            for column, dark in enumerate(squares):
                if dark:
                    top, left = start + row * length / 6, start + column * length / 6
                    canvas[round(top) : round(top + length / 6), round(left) : round(left + length / 6)] = 0
    return np.asarray(cv2.resize(canvas, (side, side), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def measure(picture: Grey, warp: Warp, marks: tuple[Mark, ...], search: float) -> tuple[Points, NDArray[np.float64]]:
    """Where each mark is, in pixels, and how like a mark it looks (1 is exactly); looks `search` mm around its place."""
    places = np.full((len(marks), 2), np.nan)
    likeness = np.zeros(len(marks))
    kinds: dict[tuple[MarkKind, float], list[int]] = {}
    for index, mark in enumerate(marks):
        kinds.setdefault((mark.kind, mark.size), []).append(index)
    for (_, size), indexes in kinds.items():
        template_side = round((size + 2 * RIM) * SCALE)
        steps = round(search * SCALE)
        side = template_side + 2 * steps
        centres = np.array([[marks[index].x, marks[index].y] for index in indexes])
        patches = cut(picture, warp, around(centres, side / SCALE / 2, side / SCALE / 2), side, side)
        shifts = np.zeros((len(indexes), 2))
        for place, index in enumerate(indexes):
            template = _template(
                marks[index].kind, marks[index].number if marks[index].kind is MarkKind.CORNER else 0, size
            )
            likeness[index], shifts[place] = _best(patches[place], template, steps)
        places[indexes] = warp(centres + shifts / SCALE)
    return places, likeness


def _best(patch: Grey, template: Grey, steps: int) -> tuple[float, tuple[float, float]]:
    """The greatest correlation and its shift from the middle, between pixels by a parabola."""
    low, high, _, _ = cv2.minMaxLoc(patch)
    if high - low < 40:
        return 0.0, (0.0, 0.0)
    scores = cv2.matchTemplate(patch, template, cv2.TM_CCOEFF_NORMED)
    _, best, _, (x, y) = cv2.minMaxLoc(scores)

    def between(before: float, here: float, after: float) -> float:
        bend = before - 2 * here + after
        return 0.0 if bend >= -1e-9 else max(-0.5, min(0.5, 0.5 * (before - after) / bend))

    dx = between(scores[y, x - 1], scores[y, x], scores[y, x + 1]) if 0 < x < scores.shape[1] - 1 else 0.0
    dy = between(scores[y - 1, x], scores[y, x], scores[y + 1, x]) if 0 < y < scores.shape[0] - 1 else 0.0
    return float(best), (x - steps + float(dx), y - steps + float(dy))
