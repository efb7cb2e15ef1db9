"""What is measured on each box's patch beside the model: spots, ink that runs out of the box, lines through it."""

import cv2
import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.frame import Outline
from talka.methods.marks.patches import BOX, MARGIN, SIDE, Dark, Patches

INSET = 4
"""From the outer edge of the outline to where the inside begins: half a millimetre of a 4 mm box."""
CORE = slice(MARGIN + INSET, MARGIN + BOX - INSET)
MOST_USUAL = 0.08
"""Darkness of an empty box, at most: on a page with few boxes most may be marked."""
THIN = 8

_v, _u = np.meshgrid(np.arange(SIDE) - (SIDE - 1) / 2, np.arange(SIDE) - (SIDE - 1) / 2, indexing="ij")
_DEPTH = BOX / 2 - np.maximum(np.abs(_u), np.abs(_v))
NEAR = (_DEPTH < -2.5) & (_DEPTH > -8)
FAR = _DEPTH <= -8
_CORNERS = (np.hypot(_u, _v) > BOX / 2 - INSET) & (_DEPTH >= INSET)
OUT = _DEPTH < -9


def _without_ring(dark: Dark, patches: Patches) -> Dark:
    """Round outlines reach into the corners of the inside: there they are wiped out."""
    ring = np.array([box.outline is Outline.ROUND for box in patches.boxes], dtype=bool)
    if ring.any():
        dark = dark.copy()
        dark[np.ix_(ring)] *= ~_CORNERS
    return dark


def stain(patches: Patches, rim: int = 0) -> NDArray[np.float64]:
    """The darkest small spot in each box (a tenth of its width), beyond what is usual for an empty box of this page.

    `rim` pixels more are left out along the outline, which a blurred picture smears inwards.
    """
    core = _without_ring(np.minimum(patches.dark, 1.0), patches)[:, CORE, CORE]
    if not len(core):
        return np.zeros(0)
    inner = slice(2 + rim, -2 - rim)
    spots = np.stack([cv2.blur(each, (5, 5))[inner, inner].max() for each in core])
    return np.asarray(spots - min(MOST_USUAL, float(np.percentile(spots, 20))), dtype=np.float64)


def overflow(patches: Patches) -> NDArray[np.float64]:
    """How much ink, hanging together with what is in the box, lies farther than a millimetre out of it."""
    dark = _without_ring(np.minimum(patches.dark, 1.0), patches)
    told = np.zeros(len(dark))
    inked = (dark > 0.25).astype(np.uint8)
    for index in np.flatnonzero(inked[:, CORE, CORE].reshape(len(dark), -1).mean(axis=1) > 0.01):
        count, parts = cv2.connectedComponents(inked[index], connectivity=8)
        own = np.zeros(count, dtype=bool)
        own[parts[CORE, CORE]] = True
        own[0] = False
        told[index] = (own[parts] & OUT).mean()
    return told


def through_lines(patches: Patches) -> NDArray[np.bool_]:
    """Whether a straight line runs through the box and out on both sides, as streaks do and hands hardly do."""
    over = patches.dark > 0.14
    part = slice(MARGIN - 10, MARGIN + BOX + 10)
    inner = slice(MARGIN + INSET - 1, MARGIN + BOX - INSET + 1)
    found = np.zeros(len(over), dtype=bool)
    for axis in (1, 2):
        lines = over[:, part, inner] if axis == 1 else over[:, inner, part]
        # a column and its neighbour together: streaks may lean by a pixel
        whole = lines.mean(axis=axis) > 0.93
        # Broader than a millimetre it is a marker or a shadow, which the model and the outline judge.
        found |= whole.any(axis=1) & (whole.sum(axis=1) <= THIN)
    return np.asarray(found & (over[:, CORE, CORE].mean(axis=(1, 2)) < 0.5), dtype=np.bool_)
