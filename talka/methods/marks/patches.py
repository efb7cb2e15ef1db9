"""One small picture for each box, as darkness from 0 (paper) to 1 (printed black), with the printed outline in place.

The box is always BOX pixels wide and high here, with MARGIN around it, whatever its size on paper and in the picture.
"""

from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.cutting import Grey, around, cut
from talka.methods.marks.frame import Box, Frame, Outline
from talka.methods.marks.registration import Registration
from talka.methods.marks.warp import Warp

BOX, MARGIN, SEARCH = 32, 16, 10
SIDE = BOX + 2 * MARGIN
WHOLE = SIDE + 2 * SEARCH
NEIGHBOURS = 40.0
"""Boxes within so many mm tell where a box lies whose own outline cannot be made out."""
BULGE = 0.35
"""mm from which on outlines bend the registration."""
STRAY = 3.5
"""Pixels by which a box's outline may be elsewhere than its neighbours' say."""

Dark = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Patches:
    """`dark` is (boxes, SIDE, SIDE). `sides` is how much of each of four sides of the outline is seen, 0 to 1."""

    boxes: tuple[Box, ...]
    dark: Dark
    sides: NDArray[np.float64]
    shifts: NDArray[np.float64]
    """mm by which the outline was found beside its place."""
    strayed: NDArray[np.bool_]


def black_level(picture: Grey, registration: Registration) -> float:
    """How bright printed black is against the paper beside it (0 is perfect black)."""
    centres = registration.hull
    patches = cut(picture, registration.warp, around(centres, 2.0, 2.0), 20, 20).astype(np.float32)
    black = np.percentile(patches[:, 7:13, 7:13].reshape(len(patches), -1), 30, axis=1)
    white = np.percentile(patches.reshape(len(patches), -1), 90, axis=1)
    usable = black < 0.75 * white
    if usable.sum() < 4:
        return 0.2
    return float(np.clip(np.median(black[usable] / white[usable]), 0.0, 0.7))


def settled(picture: Grey, registration: Registration, boxes: tuple[Box, ...]) -> tuple[Registration, Patches]:
    """The patches, and the registration bent further where the outlines show that paper bulges between the marks.

    Only outlines that agree with their neighbours bend it, and only by what they were searched in, so it cannot slip
    from one box to the next.
    """
    patches = patches_of(picture, registration, boxes)
    far = np.abs(patches.shifts).max(initial=0.0)
    if far < BULGE or len(registration.hull) < 8:
        return registration, patches
    good = ~patches.strayed & (np.sort(patches.sides, axis=1)[:, 1] > 0.8) & (np.abs(patches.shifts).max(axis=1) < 2)
    good &= np.array([box.outline is not Outline.NONE for box in boxes])
    if good.sum() < 4:
        return registration, patches
    centres = np.array([box.centre for box in boxes])[good]
    page = np.concatenate([registration.hull, centres])
    seen = registration.warp(np.concatenate([registration.hull, centres + patches.shifts[good]]))
    bent = replace(registration, warp=Warp.bent(page, seen, registration.warp.size))
    return bent, patches_of(picture, bent, boxes)


def patches_of(picture: Grey, registration: Registration, boxes: tuple[Box, ...]) -> Patches:
    """Cuts, evens out the light, and finds the outlines. Only for boxes that take a mark or a digit."""
    if not boxes:
        nothing = np.zeros((0, SIDE, SIDE), np.float32)
        return Patches((), nothing, np.zeros((0, 4)), np.zeros((0, 2)), np.zeros(0, bool))
    centres = np.array([box.centre for box in boxes])
    dark = darkness(picture, registration, boxes, centres, WHOLE)
    shifts, strayed = _shifts(dark, boxes, centres)
    placed = np.stack(
        [
            each[SEARCH + y : SEARCH + y + SIDE, SEARCH + x : SEARCH + x + SIDE]
            for each, (x, y) in zip(dark, shifts, strict=True)
        ]
    )
    return Patches(boxes, placed, sides_of(placed, boxes), shifts / BOX * _sizes(boxes), strayed)


def darkness(
    picture: Grey, registration: Registration, boxes: tuple[Box, ...], centres: NDArray[np.float64], side: int
) -> Dark:
    """Pictures of `side` pixels around these centres (mm), the box BOX of them wide, with the light evened out."""
    half = _sizes(boxes) * (side / BOX / 2)
    cuts = cut(picture, registration.warp, np.concatenate([centres - half, centres + half], axis=1), side, side)
    values = cuts.astype(np.float32)
    white = np.percentile(values[:, ::3, ::3].reshape(len(boxes), -1), 90, axis=1)
    # In the shadow of a thumb, or under a marker, the patch alone does not know paper: ask the brightest near by.
    white = np.maximum(white, 0.6 * np.median(white))
    black = black_level(picture, registration)
    return np.clip((1 - values / np.maximum(white, 1)[:, None, None]) / (1 - black), 0, 1.2).astype(np.float32)


def _sizes(boxes: tuple[Box, ...]) -> NDArray[np.float64]:
    return np.array([[box.width, box.height] for box in boxes])


@cache
def _ring(outline: Outline) -> Dark:
    """What an outline looks like: bright inside, dark on the line, bright outside; zero in sum."""
    middle = (SIDE - 1) / 2
    v, u = np.meshgrid(np.arange(SIDE) - middle, np.arange(SIDE) - middle, indexing="ij")
    away = np.hypot(u, v) if outline is Outline.ROUND else np.maximum(np.abs(u), np.abs(v))
    depth = BOX / 2 - away  # from the outer edge inwards
    line = ((depth > 0) & (depth < 2.6)).astype(np.float32)
    outside = ((depth > -4.5) & (depth < -1.0)).astype(np.float32)
    inside = ((depth > 3.8) & (depth < 7.0)).astype(np.float32)
    return np.asarray(line / line.sum() - 0.5 * outside / outside.sum() - 0.5 * inside / inside.sum(), np.float32)


def _shifts(
    dark: Dark, boxes: tuple[Box, ...], centres: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """For each box where its outline is (pixels), and whether that differs from what its neighbours say."""
    steps = np.arange(-SEARCH, SEARCH + 1)
    far = 0.0008 * (steps[None, :] ** 2 + steps[:, None] ** 2).astype(np.float32)
    shifts = np.zeros((len(boxes), 2), dtype=np.int64)
    strength = np.zeros(len(boxes))
    likeness: dict[int, Dark] = {}
    for index, box in enumerate(boxes):
        if box.outline is Outline.NONE:
            continue
        scores = likeness[index] = cv2.matchTemplate(dark[index], _ring(box.outline), cv2.TM_CCORR) - far
        _, strength[index], _, (x, y) = cv2.minMaxLoc(scores)
        shifts[index] = x - SEARCH, y - SEARCH
    enough = 0.5 * float(np.median(strength))
    clear = strength > enough
    strayed = np.zeros(len(boxes), dtype=bool)
    expected = neighbours_say(shifts, centres, clear)
    for index in np.flatnonzero(np.abs(shifts - expected).max(axis=1) > STRAY).tolist():
        if index not in likeness:
            continue
        # A mark may look more like an outline than the outline does: one that is where the neighbours say will do.
        near, place = _best_near(likeness[index], expected[index])
        strayed[index] = clear[index] and near <= enough
        shifts[index] = place if near > enough else np.round(expected[index])
    return shifts, strayed


def _best_near(scores: Dark, expected: NDArray[np.float64]) -> tuple[float, NDArray[np.int64]]:
    """The best likeness within STRAY of the expected shift, and where."""
    low = np.maximum(0, np.ceil(expected - STRAY).astype(np.int64) + SEARCH)
    high = np.minimum(2 * SEARCH, np.floor(expected + STRAY).astype(np.int64) + SEARCH)
    _, best, _, (x, y) = cv2.minMaxLoc(scores[low[1] : high[1] + 1, low[0] : high[0] + 1])
    return float(best), low + np.array([x, y]) - SEARCH


def neighbours_say(
    shifts: NDArray[np.int64] | NDArray[np.float64], centres: NDArray[np.float64], clear: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """For each box the median shift of the clear boxes near it; of all clear ones where fewer than three are near. A box without others keeps its own."""
    apart = np.sqrt(((centres[:, None] - centres[None]) ** 2).sum(axis=2))
    others = clear[None, :] & ~np.eye(len(centres), dtype=bool)
    near = others & (apart < NEIGHBOURS)
    near = np.where((near.sum(axis=1) < 3)[:, None], others, near)
    count = near.sum(axis=1)
    ordered = np.sort(np.where(near[:, :, None], shifts[None].astype(np.float64), np.inf), axis=1)
    rows = np.arange(len(centres))
    middle = (
        ordered[rows, np.maximum(count - 1, 0) // 2] + ordered[rows, np.minimum(count // 2, len(centres) - 1)]
    ) / 2
    return np.where(count[:, None] > 0, middle, shifts)


@cache
def _around(outline: Outline) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where to look for the outline: (4 sides, 24 places, 5 depths) rows and columns."""
    middle = (SIDE - 1) / 2
    along = np.linspace(-0.9, 0.9, 24)
    depths = np.array([-1.0, 0.2, 1.4, 2.6, 3.8])
    rows, columns = np.zeros((4, 24, 5)), np.zeros((4, 24, 5))
    for side in range(4):
        if outline is Outline.ROUND:
            angle = (side + 0.5 * along) * np.pi / 2
            reach = BOX / 2 - depths
            rows[side] = middle + np.sin(angle)[:, None] * reach
            columns[side] = middle + np.cos(angle)[:, None] * reach
        else:
            position = np.repeat((middle + along * BOX / 2)[:, None], 5, axis=1)
            reach = np.repeat((BOX / 2 - depths)[None], 24, axis=0) * (1 if side < 2 else -1)
            rows[side] = position if side % 2 == 0 else middle + reach
            columns[side] = middle + reach if side % 2 == 0 else position
    return np.round(rows).astype(np.int64), np.round(columns).astype(np.int64)


def sides_of(placed: Dark, boxes: tuple[Box, ...]) -> NDArray[np.float64]:
    """How much of each of the four sides of the outlines is seen in patches that are laid straight, 0 to 1."""
    seen = np.ones((len(boxes), 4))
    peaks = {}
    for outline in {box.outline for box in boxes} - {Outline.NONE}:
        mine = [index for index, box in enumerate(boxes) if box.outline is outline]
        rows, columns = _around(outline)
        peaks[outline] = mine, placed[mine][:, rows, columns].max(axis=3)
    if not peaks:
        return seen
    usual = float(np.median(np.concatenate([each.ravel() for _, each in peaks.values()])))
    least = max(0.12, 0.45 * min(usual, 1.0))
    for mine, peak in peaks.values():
        seen[mine] = (peak > least).mean(axis=2)
    return seen


def outlined(frame: Frame) -> bool:
    """Whether anything on the page can be checked against printed outlines."""
    return any(box.outline is not Outline.NONE for box in frame.boxes)
