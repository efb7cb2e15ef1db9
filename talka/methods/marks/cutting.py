"""Small upright pictures cut from the page, all at one scale, however the page lies."""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.warp import Points, Warp

Grey = NDArray[np.uint8]


@cache
def _weights(height: int, width: int) -> NDArray[np.float32]:
    """Of the four corners of a rectangle, at the middle of each of its pixels."""
    v, u = np.meshgrid((np.arange(height) + 0.5) / height, (np.arange(width) + 0.5) / width, indexing="ij")
    return np.stack([(1 - u) * (1 - v), u * (1 - v), u * v, (1 - u) * v]).reshape(4, -1).astype(np.float32)


def cut(picture: Grey, warp: Warp, rectangles: NDArray[np.float64], height: int, width: int) -> Grey:
    """One upright picture of height × width for each rectangle (left, top, right, bottom in mm).

    What lies outside of the picture comes out white, as paper, and so as nothing.
    """
    count = len(rectangles)
    if not count:
        return np.empty((0, height, width), np.uint8)
    left, top, right, bottom = rectangles.T
    corners = np.stack([left, top, right, top, right, bottom, left, bottom], axis=1).reshape(-1, 2)
    placed = warp(corners).reshape(count, 4, 2).astype(np.float32) - np.float32(0.5)
    weights = _weights(height, width)
    across = (placed[:, :, 0] @ weights).reshape(count * height, width)
    down = (placed[:, :, 1] @ weights).reshape(count * height, width)
    # A stack taller than 32,767 rows is more than OpenCV can address.
    share = max(1, 30_000 // height)
    parts = [
        cv2.remap(
            picture,
            across[first * height : (first + share) * height],
            down[first * height : (first + share) * height],
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=255,
        )
        for first in range(0, count, share)
    ]
    return np.asarray(np.concatenate(parts).reshape(count, height, width), dtype=np.uint8)


def around(centres: Points, half_width: float, half_height: float) -> NDArray[np.float64]:
    """Rectangles of one size around these points."""
    half = np.array([half_width, half_height])
    return np.concatenate([centres - half, centres + half], axis=1)
