"""What is cut from a page while it is being read: the questions that a person will look at, and how the writing looks.

A page is decoded and laid straight once; whoever checks gets small pictures that are there already.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from talka.methods.marks import Box, Frame, GroupKind

if TYPE_CHECKING:
    from talka.methods.marks.warp import Warp

RIM = 1.6
"""Millimetres around a question: less than to the words above and below it."""
BELOW = 6.0
"""The same below a row of boxes, whose words stand under them."""
AROUND = 1.6
"""Millimetres around a single box, where it is shown by itself."""
DOTS = 6.0
"""Dots a millimetre in a cut picture."""
TEXT_MARGIN = 17.0
QUALITY = 80
CELLS = 5
"""So many cells a side of a box; of a text area twelve times as many across."""
WIDE = 12.0
"""Millimetres from which on a box is an area for words."""
INKED = 18
"""Mean darkness of a box, of 255, from which on something is written in it."""


def area_of(frame: Frame, name: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a question with the words beside its boxes, in mm."""
    group = next(group for group in frame.groups if group.id == name)
    mine = [box for box in frame.boxes if box.id in set(group.boxes)]
    left = min(box.x for box in mine) - RIM
    right = max(frame.width - TEXT_MARGIN, max(box.x + box.width for box in mine) + RIM)
    if group.kind is GroupKind.DIGITS:
        right = max(box.x + box.width for box in mine) + RIM
    tops = [box.y for box in mine]
    in_a_row = group.kind is GroupKind.SINGLE and len(mine) > 2 and max(tops) - min(tops) < 1
    bottom = max(box.y + box.height for box in mine) + (BELOW if in_a_row else RIM)
    return left, min(tops) - RIM, min(right, frame.width), bottom


def size_of(frame: Frame, name: str) -> tuple[int, int]:
    """Width and height of the question's picture, in dots."""
    left, top, right, bottom = area_of(frame, name)
    return round((right - left) * DOTS), round((bottom - top) * DOTS)


def places_of(frame: Frame, name: str) -> dict[str, tuple[int, int, int, int]]:
    """Where each box of a question lies in its picture with a little around it: left, top, width, height in dots."""
    left, top, _right, _bottom = area_of(frame, name)
    group = next(group for group in frame.groups if group.id == name)
    return {
        box.id: (
            round((box.x - left - AROUND) * DOTS),
            round((box.y - top - AROUND) * DOTS),
            round((box.width + 2 * AROUND) * DOTS),
            round((box.height + 2 * AROUND) * DOTS),
        )
        for box in frame.boxes
        if box.id in set(group.boxes)
    }


def cut_question(picture: NDArray[np.uint8], warp: "Warp", frame: Frame, name: str) -> bytes:
    """The question straightened as it was printed, as a grey JPEG."""
    import cv2

    left, top, right, bottom = area_of(frame, name)
    width, height = size_of(frame, name)
    # For people a plain perspective through the four corners is straight enough, and it is fast.
    seen = warp(np.array([[left, top], [right, top], [right, bottom], [left, bottom]])).astype(np.float32)
    made = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(seen, made)
    part = cv2.warpPerspective(picture, matrix, (width, height), borderValue=255)
    return bytes(cv2.imencode(".jpg", part, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1])


def cut_all(
    picture: NDArray[np.uint8], warp: "Warp", frame: Frame, names: Iterable[str]
) -> tuple[bytes, dict[str, list[int]]]:
    """The pictures of several questions one after the other, and where each begins and ends in the bytes."""
    parts: list[bytes] = []
    at: dict[str, list[int]] = {}
    begun = 0
    for name in names:
        parts.append(cut_question(picture, warp, frame, name))
        at[name] = [begun, begun + len(parts[-1])]
        begun += len(parts[-1])
    return b"".join(parts), at


def ink_of(picture: NDArray[np.uint8], warp: "Warp", frame: Frame) -> bytes:
    """How dark each box is inside, cell by cell: one byte a cell, boxes in the order of the frame."""
    from talka.methods.marks.cutting import cut

    made: dict[str, NDArray[np.uint8]] = {}
    for wide in (False, True):
        boxes = [box for box in frame.boxes if (box.width > WIDE) is wide]
        if not boxes:
            continue
        across = CELLS * 12 if wide else CELLS
        fine = cut(picture, warp, np.array([_inside(box) for box in boxes]), CELLS * 3, across * 3)
        cells = fine.reshape(len(boxes), CELLS, 3, across, 3).mean(axis=(2, 4))
        paper = np.quantile(fine.reshape(len(boxes), -1), 0.9, axis=1)[:, None, None]
        dark = np.clip(paper - cells, 0, 255).astype(np.uint8)
        made.update({box.id: each for box, each in zip(boxes, dark, strict=True)})
    return b"".join(made[box.id].tobytes() for box in frame.boxes)


def _inside(box: Box) -> tuple[float, float, float, float]:
    """The box without its outline, which is the same on every sheet."""
    rim = 0.6
    return box.x + rim, box.y + rim, box.x + box.width - rim, box.y + box.height - rim


def likeness(one: bytes, other: bytes, frame: Frame) -> tuple[float, int]:
    """How alike the writing on two copies of a page is, and how many boxes say so.

    1.0 is the same ink in the same places. Two people who mark the same boxes stay well below 0.9: no two crosses run
    the same way.
    """
    if not one or len(one) != len(other):
        return 0.0, 0
    sizes = [CELLS * (CELLS * 12 if box.width > WIDE else CELLS) for box in frame.boxes]
    if sum(sizes) != len(one):
        return 0.0, 0
    cuts = np.cumsum(sizes)[:-1]
    kept: list[tuple[Any, Any]] = []
    for left, right in zip(
        np.split(np.frombuffer(one, np.uint8).astype(np.float64), cuts),
        np.split(np.frombuffer(other, np.uint8).astype(np.float64), cuts),
        strict=True,
    ):
        if max(left.mean(), right.mean()) > (INKED if len(left) == CELLS * CELLS else INKED / 4):
            kept.append((left, right))
    if not kept:
        return 1.0, 0
    left = np.concatenate([each[0] for each in kept])
    right = np.concatenate([each[1] for each in kept])
    left, right = left - left.mean(), right - right.mean()
    size = float(np.sqrt((left * left).sum() * (right * right).sum()))
    return (float((left * right).sum() / size) if size else 0.0), len(kept)
