"""Streaks of the scanner: straight dark lines along the way the paper went, through whatever was printed there."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.cutting import Grey
from talka.methods.marks.finding import corners_of
from talka.methods.marks.frame import Frame
from talka.methods.marks.layout import CLEAR
from talka.methods.marks.registration import Registration

BLOCK = 3.0
"""mm along the streak that are looked at together: all of it must be dark, which letters with their gaps are not."""
PIECES, MANY_ROWS = 6, 4
"""Of a block; and rows of a piece from which on every second is left out."""
RUN = 10
"""Blocks in which a streak must be seen one after another."""
LEAST_KNOWN = 5
"""Of these, so many must lie on paper of which we know no print."""
RUN_SHARE = 0.75
WHOLE_SHARE = 0.3
"""Of the whole page's length, for a streak that comes and goes."""
TEXT_SHARE = 0.5
"""The same in the direction of lines of text; such a streak must also show in the margin, where no text is."""
MARGIN_SHARE = 0.7
BEYOND_CHANCE = 6.0
"""Standard deviations by which a streak must be darker, block by block, than the page is by chance."""
LEAST_CONTRAST = 7.0
MOST_STREAKED, MANY_STREAKS = 0.08, 12
"""Share of all columns, and number of streaks in one direction, beyond which they are no dirt but a pattern of the picture."""
MOST_BY_CHANCE = 0.25
"""Of the page, that may look like pieces of streaks; the same beyond it."""
BEYOND_SCREEN = 1.5
"""How much darker than such a pattern a streak must be."""
THIN = 2.6
"""mm: wider bands are not streaks, and cover outlines so that they are noticed anyway."""
REACH = 0.5
"""mm beside a streak in which boxes are still affected."""


@dataclass(frozen=True, slots=True)
class Streak:
    """Columns (or rows) of the picture from `low` to `high`."""

    upright: bool
    low: float
    high: float


def find_streaks(picture: Grey, frame: Frame, registration: Registration) -> tuple[Streak, ...]:
    """Streaks in either direction of the picture, along the whole of it."""
    rectangles = _printed(frame, registration)
    outside = registration.warp(
        np.array([[0, 0], [frame.width, 0], [frame.width, frame.height], [0, frame.height]], dtype=np.float64)
    )
    across = registration.warp(np.array([[0, frame.height / 2], [frame.width, frame.height / 2]]))
    text_upright = bool(abs(across[1, 1] - across[0, 1]) > abs(across[1, 0] - across[0, 0]))
    found = [Streak(True, *span) for span in _spans(picture, rectangles, outside, registration.scale, text_upright)]
    found += [
        Streak(False, *span)
        for span in _spans(
            picture.T, rectangles[:, [1, 0, 3, 2]], outside[:, ::-1], registration.scale, not text_upright
        )
    ]
    return tuple(found)


def _printed(frame: Frame, registration: Registration) -> NDArray[np.float64]:
    """Bounding rectangles, in pixels, of all print that the frame knows of, with a rim."""
    areas = [np.array([[box.x, box.y], [box.x + box.width, box.y], [box.x + box.width, box.y + box.height], [box.x, box.y + box.height]]) for box in frame.boxes]  # fmt: skip
    areas += [corners_of(mark) for mark in frame.marks]
    areas += [
        np.array(
            [
                [code.x, code.y],
                [code.x + code.size, code.y],
                [code.x + code.size, code.y + code.size],
                [code.x, code.y + code.size],
            ]
        )
        for code in frame.codes
    ]
    areas += [np.array([[line.x1, line.y1], [line.x2, line.y2], [line.x1, line.y1], [line.x2, line.y2]]) for line in frame.lines]  # fmt: skip
    if not areas:
        return np.zeros((0, 4))
    points = registration.warp(np.concatenate(areas)).reshape(-1, 4, 2)
    rim = 0.8 * registration.scale
    return np.concatenate([points.min(axis=1) - rim, points.max(axis=1) + rim], axis=1)


def _spans(
    picture: Grey, printed: NDArray[np.float64], page: NDArray[np.float64], scale: float, along_text: bool
) -> list[tuple[float, float]]:
    # Whole numbers of pixels are averaged many times faster than broken ones.
    piece = max(1, round(BLOCK * scale / PIECES))
    block = piece * PIECES
    rows, columns = picture.shape[0] // block, picture.shape[1]
    if rows < RUN:
        return []
    brightest = _pieces(picture, piece, rows * PIECES).reshape(rows, PIECES, columns).max(axis=1)
    kernel = np.ones((1, max(3, int(THIN * scale) | 1)), np.uint8)
    contrast: Grey = cv2.morphologyEx(brightest, cv2.MORPH_BLACKHAT, kernel).astype(np.uint8)
    paper = np.zeros((rows, columns), np.uint8)
    cv2.fillConvexPoly(paper, cv2.convexHull(np.round(page / [1, block]).astype(np.int32)), 1)
    rim = np.ones((3, max(3, int(2 * scale) | 1)), np.uint8)
    paper = cv2.erode(paper, rim, borderValue=0).astype(np.uint8)
    known: Grey = paper.copy()
    for left, top, right, bottom in printed:
        known[
            max(0, int(top / block)) : max(0, int(bottom / block) + 1), max(0, int(left)) : max(0, int(right) + 1)
        ] = 0
    # Every seventh column: patterns of screens repeat after two, four or eight.
    least = max(LEAST_CONTRAST, 4.0 * float(np.median(contrast[:, ::7])))
    text_block = block / scale if along_text else None
    hit, chance = _streaked_columns(contrast, least, known, paper, text_block)
    while chance > MOST_BY_CHANCE or _crowded(hit):
        # No glass has so much dirt: these are lines of the picture's own screen. Dirt must be darker than they are.
        least = BEYOND_SCREEN * float(np.median(contrast[(known > 0) & (contrast >= least)]))
        hit, chance = _streaked_columns(contrast, least, known, paper, text_block)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], hit.astype(np.int8), [0]])))
    return [(float(low), float(high)) for low, high in zip(edges[::2], edges[1::2], strict=True)]


def _crowded(hit: NDArray[np.bool_]) -> bool:
    return bool(hit.mean() > MOST_STREAKED or (np.diff(hit.astype(np.int8)) == 1).sum() > MANY_STREAKS)


def _streaked_columns(
    contrast: Grey, least: float, known: Grey, paper: Grey, block: float | None
) -> tuple[NDArray[np.bool_], float]:
    """Columns with a streak, and how much of the page is so dark. `block` (mm) is given where lines of text run along them."""
    dark = cv2.dilate((contrast >= least).astype(np.uint8), np.ones((1, 3), np.uint8))
    lines: Grey = np.bitwise_and(dark, known).astype(np.uint8)
    count = known.sum(axis=0, dtype=np.int16)
    share = lines.sum(axis=0, dtype=np.int16) / np.maximum(count, 1)
    enough = count >= LEAST_KNOWN
    # On paper full of dots (dithered, or speckled by a poor copier) many blocks are dark by chance: a streak must be more.
    chance = float(lines.sum() / max(1, int(known.sum())))
    spread = np.sqrt(chance * (1 - chance))
    by_chance = chance + BEYOND_CHANCE * spread / np.sqrt(np.maximum(count, 1))
    if block is not None:
        enough &= share >= np.maximum(TEXT_SHARE, by_chance)
        return np.asarray(enough & _in_margin(lines, known, paper, block)), chance
    # At most RUN of each, which a byte holds.
    seen = cv2.boxFilter(lines, -1, (1, RUN), normalize=False, borderType=cv2.BORDER_CONSTANT)
    could = cv2.boxFilter(known, -1, (1, RUN), normalize=False, borderType=cv2.BORDER_CONSTANT)
    in_a_row = (seen >= cv2.LUT(could, _least_seen(chance))).any(axis=0)
    return np.asarray(in_a_row | (enough & (share >= np.maximum(WHOLE_SHARE, by_chance)))), chance


def _least_seen(chance: float) -> NDArray[np.uint8]:
    """For each number of known blocks in a run: how many of them must be dark, 255 where too few are known to say."""
    known = np.arange(RUN + 1)
    by_chance = chance + BEYOND_CHANCE * np.sqrt(chance * (1 - chance)) / np.sqrt(np.maximum(known, 1))
    least = np.full(256, 255, dtype=np.uint8)
    least[LEAST_KNOWN : RUN + 1] = np.ceil(np.maximum(RUN_SHARE, by_chance) * known)[LEAST_KNOWN:]
    return least


def _pieces(picture: Grey, piece: int, count: int) -> Grey:
    """Means of `piece` rows each; of many, every second is enough."""
    rows = picture if picture.flags.c_contiguous else np.asarray(cv2.transpose(picture.T), dtype=np.uint8)
    rows = rows[: count * piece]
    if piece < 2:
        return rows
    # Rows added up to rows: many times faster than a picture made smaller in one direction.
    first, second, *others = range(0, piece, 2 if piece >= MANY_ROWS else 1)
    summed = cv2.add(rows[first::piece], rows[second::piece], dtype=cv2.CV_16U)
    for row in others:
        summed = cv2.add(summed, rows[row::piece], dtype=cv2.CV_16U)
    return np.asarray(cv2.convertScaleAbs(summed, alpha=1 / (2 + len(others))), dtype=np.uint8)


def _in_margin(dark: Grey, known: Grey, paper: Grey, block: float) -> NDArray[np.bool_]:
    """Columns that are dark in the margin at either end of the paper, where there is nothing but marks."""
    deep = max(2, int(CLEAR / block) - 1)
    order = np.cumsum(paper, axis=0, dtype=np.int16)
    from_end = order[-1] - order
    found = np.zeros(dark.shape[1], dtype=bool)
    for rim in ((order > 0) & (order <= deep), from_end < deep):
        looked: Grey = np.bitwise_and(known, rim)
        count = looked.sum(axis=0, dtype=np.int16)
        found |= (count >= 2) & (np.bitwise_and(dark, looked).sum(axis=0, dtype=np.int16) >= MARGIN_SHARE * count)
    return found


def touched(streaks: tuple[Streak, ...], rectangles: NDArray[np.float64], scale: float) -> NDArray[np.bool_]:
    """Which of these rectangles of the picture (left, top, right, bottom) a streak runs through, or close by."""
    hit = np.zeros(len(rectangles), dtype=bool)
    reach = REACH * scale
    for streak in streaks:
        first, last = (0, 2) if streak.upright else (1, 3)
        hit |= (rectangles[:, first] <= streak.high + reach) & (rectangles[:, last] >= streak.low - reach)
    return hit
