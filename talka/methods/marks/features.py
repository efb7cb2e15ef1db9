"""What is measured on each box's patch. The order is the order of the weights in model.json."""

import cv2
import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.frame import Outline
from talka.methods.marks.patches import BOX, MARGIN, SIDE, Dark, Patches

Features = NDArray[np.float32]

INSET = 4
"""From the outer edge of the outline to where the inside begins: half a millimetre of a 4 mm box."""
CORE = slice(MARGIN + INSET, MARGIN + BOX - INSET)
_HEART = slice(MARGIN + BOX // 4, MARGIN + 3 * BOX // 4)
MOST_USUAL = 0.08
"""Darkness of an empty box, at most: on a page with few boxes most may be marked."""
THIN = 8
LEVELS = (0.08, 0.15, 0.25, 0.4, 0.6, 0.8)

_v, _u = np.meshgrid(np.arange(SIDE) - (SIDE - 1) / 2, np.arange(SIDE) - (SIDE - 1) / 2, indexing="ij")
_DEPTH = BOX / 2 - np.maximum(np.abs(_u), np.abs(_v))
NEAR = (_DEPTH < -2.5) & (_DEPTH > -8)
FAR = _DEPTH <= -8
_CORNERS = (np.hypot(_u, _v) > BOX / 2 - INSET) & (_DEPTH >= INSET)
OUT = _DEPTH < -9
_SIDES_OUT = tuple(OUT & part for part in (_u > np.abs(_v), _v > np.abs(_u), -_u > np.abs(_v), -_v > np.abs(_u)))
_LINE = (_DEPTH > 0) & (_DEPTH < 3)
_BANDS = tuple(NEAR & part for part in (_u > np.abs(_v), _v > np.abs(_u), -_u > np.abs(_v), -_v > np.abs(_u)))
_CORE_U, _CORE_V = _u[CORE, CORE], _v[CORE, CORE]
_DIAGONALS = (np.abs(_CORE_U - _CORE_V) < 3.5, np.abs(_CORE_U + _CORE_V) < 3.5)


def features(patches: Patches, scale: float) -> Features:
    """One row for each box. `scale` is pixels per mm of the picture."""
    dark = np.minimum(patches.dark, 1.0)
    dark = _without_ring(dark, patches)
    count = len(dark)
    if not count:
        return np.zeros((0, 0), np.float32)
    core = dark[:, CORE, CORE]
    flat = core.reshape(count, -1)
    mean = flat.mean(axis=1)
    soft = np.stack([cv2.blur(each, (3, 3)) for each in core])
    noise = _noise(core)
    usual = min(MOST_USUAL, float(np.percentile(mean, 20)))
    ordered = np.sort(flat, axis=1)
    quarters = np.sort(np.stack([part.reshape(count, -1).mean(axis=1) for part in _quarters(core)], axis=1), axis=1)
    over = dark > 0.25
    bands = np.sort(np.stack([over[:, band].mean(axis=1) for band in _BANDS], axis=1), axis=1)
    diagonals = np.sort(np.stack([core[:, band].mean(axis=1) for band in _DIAGONALS], axis=1), axis=1)
    slopes = np.sort(np.stack([np.abs(np.diff(core, axis=axis)).mean(axis=(1, 2)) for axis in (1, 2)], axis=1), axis=1)
    inside = soft > 0.2
    columns = [
        mean,
        *(np.mean(flat > level, axis=1) for level in LEVELS),
        soft.reshape(count, -1).max(axis=1),
        dark[:, _HEART, _HEART].mean(axis=(1, 2)),
        *quarters.T,
        *diagonals.T,
        *slopes.T,
        *(ordered[:, int(share * flat.shape[1])] for share in (0.1, 0.5, 0.75, 0.9, 0.97)),
        inside.any(axis=2).mean(axis=1),
        inside.any(axis=1).mean(axis=1),
        flat.std(axis=1),
        *bands.T,
        dark[:, NEAR].mean(axis=1),
        dark[:, FAR].mean(axis=1),
        over[:, FAR].mean(axis=1),
        dark[:, _LINE].mean(axis=1),
        mean - usual,
        np.clip((mean - usual) / (noise + 0.02), -5, 40) / 10,
        np.clip((soft.reshape(count, -1).max(axis=1) - usual) / (noise + 0.03), -5, 40) / 10,
        np.full(count, noise),
        np.full(count, scale / 10),
        np.log(mean + 0.01),
        np.log(over[:, NEAR].mean(axis=1) + 0.01),
        *_runs_out(dark).T,
        stain(patches),
        *_small(dark).T,
    ]
    return np.stack(columns, axis=1).astype(np.float32)


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
    return _runs_out(_without_ring(np.minimum(patches.dark, 1.0), patches))[:, 1].astype(np.float64)


def _runs_out(dark: Dark) -> NDArray[np.float32]:
    """Of the ink that hangs together with what is in the box: on how many sides it runs far out, and how much of it."""
    told = np.zeros((len(dark), 3), np.float32)
    inked = (dark > 0.25).astype(np.uint8)
    for index in np.flatnonzero(inked[:, CORE, CORE].reshape(len(dark), -1).mean(axis=1) > 0.01):
        _, parts = cv2.connectedComponents(inked[index], connectivity=8)
        own = np.unique(parts[CORE, CORE])
        ink = np.isin(parts, own[own > 0])
        sides = [bool((ink & side).any()) for side in _SIDES_OUT]
        told[index] = sum(sides) / 4, (ink & OUT).mean(), float((sides[0] and sides[2]) or (sides[1] and sides[3]))
    return told


def _small(dark: Dark) -> NDArray[np.float32]:
    """The patch in 8×8 squares."""
    step = SIDE // 8
    return np.asarray(dark.reshape(len(dark), 8, step, 8, step).mean(axis=(2, 4)).reshape(len(dark), -1))


def _quarters(core: Dark) -> tuple[Dark, Dark, Dark, Dark]:
    half = core.shape[1] // 2
    return core[:, :half, :half], core[:, :half, half:], core[:, half:, :half], core[:, half:, half:]


def _noise(core: Dark) -> float:
    """How much paper varies from pixel to pixel: from the emptier half of the boxes."""
    spread = np.sort(core.reshape(len(core), -1).std(axis=1))
    return float(spread[: max(1, len(spread) // 3)].mean())


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
