"""Whether a box can be read at all: before what is in it, whether it is there, whole, and clean around."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.cutting import Grey
from talka.methods.marks.features import FAR, NEAR, through_lines
from talka.methods.marks.frame import Box, Outline
from talka.methods.marks.patches import Patches
from talka.methods.marks.registration import DoesNotFit, Reason, Registration

LEAST_SIDES = 0.72
"""Of three sides of the outline that must be seen; the fourth may be less whole."""
LEAST_SIDE = 0.4
MOST_SHIFT = 0.22
"""Of the box's size, by which its outline may be beside its place."""
LEAST_VOUCHING, MOST_LOST_VOUCHING = 8, 0.08
"""Where a part of the border is lost: so many outlines at least must be there, and so few of them not in their place."""
MOST_ASIDE = 0.7
"""mm that they may be beside it."""
MOST_STAIN = 0.09
"""Darkness of a spot beyond which a box is not accepted as empty, whatever the model says."""
MOST_OVERFLOW = 0.012
"""Of the patch: ink of a mark so far out of its box, beyond twice what is usual for the marks of the page."""
MOST_AROUND = 0.6
"""Of the paper around the box that may be dark."""


class Doubt(StrEnum):
    """Why a reading goes to a person."""

    OUTLINE = "the printed outline is not whole"
    MOVED = "the printed outline is not in its place"
    COVERED = "the paper around the box is dark"
    STREAK = "a streak of the scanner runs through"
    LINE = "a straight line runs through"
    OUTSIDE = "the box lies outside of the picture"
    RUNS_OUT = "the mark runs far out of the box, unlike the others on this page"
    STAINED = "a dark spot in a box that seems empty"
    UNCLEAR = "the mark is not clear"
    STRUCK = "the mark may be struck out"
    SEVERAL = "more than one mark where one is asked for"
    GROUP = "another box of the same question is not sure"
    SKIPPED = "an answer that was to be left out"
    WRITTEN = "something is written"


def visible(
    picture: Grey, registration: Registration, patches: Patches, streaked: NDArray[np.bool_]
) -> list[list[Doubt]]:
    """For each patch what speaks against reading it; nothing for most. `streaked` are those with a streak in them."""
    boxes = patches.boxes
    doubts: list[list[Doubt]] = [[] for _ in boxes]
    if not boxes:
        return doubts
    places = rectangles(registration, boxes)
    height, width = picture.shape
    outside = (places[:, 0] < 0) | (places[:, 1] < 0) | (places[:, 2] > width) | (places[:, 3] > height)
    sides = np.sort(patches.sides, axis=1)
    if not registration.firm:
        _check_boxes(patches, sides, outside)
    broken = (sides[:, 1] < LEAST_SIDES) | (sides[:, 0] < LEAST_SIDE)
    sizes = np.array([[box.width, box.height] for box in boxes])
    moved = patches.strayed | (np.abs(patches.shifts) > MOST_SHIFT * sizes).any(axis=1)
    around = patches.dark > 0.3
    covered = around[:, FAR | NEAR].mean(axis=1) > MOST_AROUND
    lines = through_lines(patches)
    for index, box in enumerate(boxes):
        if outside[index]:
            doubts[index].append(Doubt.OUTSIDE)
        if box.outline is not Outline.NONE and broken[index]:
            doubts[index].append(Doubt.OUTLINE)
        if moved[index]:
            doubts[index].append(Doubt.MOVED)
        if covered[index]:
            doubts[index].append(Doubt.COVERED)
        if streaked[index]:
            doubts[index].append(Doubt.STREAK)
        if lines[index]:
            doubts[index].append(Doubt.LINE)
    return doubts


def _check_boxes(patches: Patches, sides: np.ndarray, outside: np.ndarray) -> None:
    """Where a part of the border is lost, the boxes vouch for the page: nearly all there, and hardly beside their places.

    Raises DoesNotFit.
    """
    outlined = np.array([box.outline is not Outline.NONE for box in patches.boxes], dtype=bool) & ~outside
    if outlined.sum() < LEAST_VOUCHING:
        raise DoesNotFit(Reason.BOXES_OUT_OF_PLACE, f"only {int(outlined.sum())} boxes to go by")
    lost = (sides[:, 1] < LEAST_SIDES) | patches.strayed | (np.abs(patches.shifts).max(axis=1) > MOST_ASIDE)
    if lost[outlined].mean() > MOST_LOST_VOUCHING:
        raise DoesNotFit(Reason.BOXES_OUT_OF_PLACE, f"{lost[outlined].mean():.0%} of the boxes")


def rectangles(registration: Registration, boxes: tuple[Box, ...]) -> np.ndarray:
    """Bounding rectangles of the boxes in the picture (left, top, right, bottom in pixels)."""
    corners = np.array(
        [
            [
                [box.x, box.y],
                [box.x + box.width, box.y],
                [box.x + box.width, box.y + box.height],
                [box.x, box.y + box.height],
            ]
            for box in boxes
        ]
    )
    placed = registration.warp(corners.reshape(-1, 2)).reshape(-1, 4, 2)
    return np.concatenate([placed.min(axis=1), placed.max(axis=1)], axis=1)
