"""Thin streaks taken out of the pictures of boxes: under a streak stands what stands on both sides of it.

What is put in its place is the difference from the empty box of the page, so the printed outline goes on under the streak and a
pen's line that crosses it is joined. What the streak itself hid stays unknown; so a mended box must be clearer than others.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.cutting import Grey
from talka.methods.marks.dirt import Streak, touched
from talka.methods.marks.frame import Outline
from talka.methods.marks.model import usual
from talka.methods.marks.patches import BOX, MARGIN, SIDE, Dark, Patches, darkness, neighbours_say, sides_of
from talka.methods.marks.registration import Registration

MOST_WIDE = 1.0
"""mm: what a broader streak hid may have been a mark."""
SOFT = 0.25
"""mm on both sides of a streak that its edges may smear over."""
MOST_HIDDEN = 0.36
"""Of a box, that may lie under streaks."""
BOX_PART = slice(MARGIN, MARGIN + BOX)


def without_streaks(
    picture: Grey,
    registration: Registration,
    patches: Patches,
    streaks: tuple[Streak, ...],
    places: NDArray[np.float64],
) -> tuple[Patches, NDArray[np.bool_], NDArray[np.bool_]]:
    """The patches with thin streaks taken out; which boxes were mended, and through which a streak still runs.

    `places` are the rectangles of the boxes in the picture.
    """
    streaked = touched(streaks, places, registration.scale)
    mended = np.zeros_like(streaked)
    outlined = np.array([box.outline is not Outline.NONE for box in patches.boxes], dtype=bool)
    thin = tuple(each for each in streaks if each.high - each.low <= MOST_WIDE * registration.scale)
    broad = touched(tuple(each for each in streaks if each not in thin), places, registration.scale)
    todo = np.flatnonzero(streaked & ~broad & outlined)
    if not len(todo):
        return patches, mended, streaked
    centres = np.array([box.centre for box in patches.boxes])
    # A streak draws the search for the outline to itself: its place is asked of boxes that have none.
    shifts = neighbours_say(patches.shifts, centres, ~streaked & ~patches.strayed)[todo]
    boxes = tuple(patches.boxes[index] for index in todo)
    dark = darkness(picture, registration, boxes, centres[todo] + shifts, SIDE)
    hidden = np.stack([_hidden(registration, patches, index, shift, thin) for index, shift in zip(todo.tolist(), shifts, strict=True)])  # fmt: skip
    empty, which = usual(patches)
    whole = np.array([_filled(each, under, empty[which[index]]) for each, under, index in zip(dark, hidden, todo, strict=True)])  # fmt: skip
    good = hidden[:, BOX_PART, BOX_PART].mean(axis=(1, 2)) <= MOST_HIDDEN
    mended[todo[good]] = True
    every, moved, strayed = patches.dark.copy(), patches.shifts.copy(), patches.strayed.copy()
    every[todo[good]], moved[todo[good]], strayed[todo[good]] = whole[good], shifts[good], False
    again = replace(patches, dark=every, shifts=moved, strayed=strayed)
    return replace(again, sides=sides_of(every, patches.boxes)), mended, streaked & ~mended


def _hidden(
    registration: Registration, patches: Patches, index: int, shift: NDArray[np.float64], streaks: tuple[Streak, ...]
) -> NDArray[np.bool_]:
    """Which pixels of the box's patch lie under a streak."""
    box = patches.boxes[index]
    across, down = np.array(box.centre) + shift
    steps = (np.arange(SIDE) + 0.5 - SIDE / 2) / BOX
    y, x = np.meshgrid(down + steps * box.height, across + steps * box.width, indexing="ij")
    places = registration.warp(np.column_stack([x.ravel(), y.ravel()])).reshape(SIDE, SIDE, 2)
    soft = SOFT * registration.scale
    under = np.zeros((SIDE, SIDE), dtype=bool)
    for streak in streaks:
        along = places[:, :, 0 if streak.upright else 1]
        under |= (along >= streak.low - soft) & (along <= streak.high + soft)
    return under


def _filled(dark: Dark, under: NDArray[np.bool_], empty: Dark) -> Dark:
    """Across the streak, from one of its sides to the other, in each row (or column, where it lies)."""
    lying = under.any(axis=1).sum() < under.any(axis=0).sum()
    rest = dark - empty
    rows, hidden = (rest.T, under.T) if lying else (rest, under)
    filled = rows.copy()
    steps = np.arange(SIDE)
    for row in np.flatnonzero(hidden.any(axis=1) & ~hidden.all(axis=1)):
        seen = ~hidden[row]
        filled[row, ~seen] = np.interp(steps[~seen], steps[seen], rows[row, seen])
    return np.clip(empty + (filled.T if lying else filled), 0, 1.2).astype(np.float32)
