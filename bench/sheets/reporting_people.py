"""Marks by hands that exist: letters that people wrote on a tablet, put into boxes as crosses, ticks and strikes.

The strokes are those of `bench/reference/pen_strokes.txt`: v, w, x and z by some twenty writers of UJIpenchars2 (F. Prat, M. J.
Castro, D. Llorens, A. Marzal, J. M. Vilar, 2008; CC BY 4.0, doi 10.24432/C5FG8S), whose points stand at equal times, so a nib
that follows them presses where they were slow. x is a cross, v a tick, w and z drawn over a box strike it out, and all four
in a row are writing beside it. They were written as letters, larger than a mark and not on paper; of each writer there are
two of each mark. Nothing of the reader was fitted, chosen or corrected by them.
"""

from collections import defaultdict
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image

from bench.sheets import reporting_hand as hand
from talka.methods.marks import Box, Frame, GroupKind

PEOPLE = ("people", "people striking out", "people writing beside", "people photographed")
STROKES = Path(__file__).parents[1] / "reference" / "pen_strokes.txt"
BESIDE = 3.0
"""mm, height of a letter written beside a box, about."""

Trails = list[tuple[np.ndarray, np.ndarray]]
Letters = dict[str, list[list[np.ndarray]]]
"""For each letter its takes, each some strokes, each rows of (x, y) in the tablet's units, y downwards."""


@cache
def writers() -> tuple[tuple[str, Letters], ...]:
    """Whoever has both marks, in the order of their names."""
    found: dict[str, Letters] = defaultdict(lambda: defaultdict(list))
    for line in STROKES.read_text(encoding="utf-8").splitlines():
        match line.split():
            case ["WORD", letter, take]:
                strokes: list[np.ndarray] = []
                found[take.rpartition("-")[0]][letter].append(strokes)
            case ["POINTS", count, "#", *numbers]:
                points = np.array(numbers, dtype=np.float64).reshape(-1, 2)
                assert len(points) == int(count), line
                strokes.append(points)
    return tuple((name, letters) for name, letters in sorted(found.items()) if {"x", "v"} <= set(letters))


def written(strokes: list[np.ndarray], middle: np.ndarray, size: tuple[float, float], random: hand.Random) -> Trails:
    """The strokes laid into a rectangle of this size (mm) around a middle, turned by some degrees, with the speed of the pen."""
    every = np.concatenate(strokes)
    low, high = every.min(axis=0), every.max(axis=0)
    scale = min(np.array(size) / np.maximum(high - low, 1.0))
    angle = random.normal(0, 0.07)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    trails = []
    for points in strokes:
        # The pen rests where it is put down and lifted: points that repeat tell nothing more of its way.
        moved = np.concatenate([[True], np.any(np.diff(points, axis=0) != 0, axis=1)])
        places = (points[moved] - (low + high) / 2) @ turn.T + middle
        if len(places) < 2:
            places = np.concatenate([places, places + 0.05])
        fast = np.hypot(*np.diff(places, axis=0).T)
        trails.append((places, np.concatenate([fast[:1], fast])))
    return trails


def fill_in(page: Image.Image, dots: float, frame: Frame, defect: str, random: hand.Random) -> dict[str, bool]:
    """One of the writers fills in the page with one pen, mostly by one kind of mark."""
    _, letters = writers()[int(random.integers(0, len(writers())))]
    pen = hand.choose_pen(random, defect)
    habit = "x" if random.random() < 0.55 else "v"
    size = float(random.uniform(0.8, 1.35))
    boxes = {box.id: box for box in frame.boxes}
    truth = {box.id: False for box in frame.boxes}

    def letter(name: str) -> list[np.ndarray]:
        takes = letters.get(name) or letters["x"]
        return takes[int(random.integers(0, len(takes)))]

    def put(box: Box) -> None:
        reach = box.width * size * random.uniform(0.88, 1.12)
        middle = np.array(box.centre) + random.normal(0, 0.07 * box.width, 2)
        name = habit if random.random() < 0.9 else str(random.choice(["x", "v"]))
        hand.leave_ink(page, dots, written(letter(name), middle, (reach * 1.3, reach), random), pen, random)
        truth[box.id] = True

    def strike(box: Box) -> None:
        reach = box.width * np.array([random.uniform(1.5, 2.2), random.uniform(1.2, 1.7)])
        for name in ("w", "z")[: int(random.integers(1, 3))]:
            strokes = [points * (reach / np.maximum(np.ptp(points, axis=0), 1.0)) for points in letter(name)]
            hand.leave_ink(
                page, dots, written(strokes, np.array(box.centre), (reach[0], reach[1]), random), pen, random
            )
        truth[box.id] = False

    def write(start: np.ndarray, count: int) -> None:
        for place in range(count):
            middle = start + np.array([place * BESIDE * 0.9, random.normal(0, 0.2)])
            strokes = letter(str(random.choice(["v", "w", "x", "z"])))
            hand.leave_ink(page, dots, written(strokes, middle, (BESIDE, BESIDE * random.uniform(0.7, 1.2)), random), pen, random)  # fmt: skip

    for group in frame.groups:
        names = list(group.boxes)
        if group.kind in {GroupKind.TEXT, GroupKind.DIGITS}:
            continue
        wanted = hand.chosen(names, group.kind is GroupKind.SINGLE, random)
        if defect == "people striking out" and wanted and random.random() < 0.3:
            wrong = boxes[wanted[0]]
            put(wrong)
            strike(wrong)
            wanted = hand.without_first(wanted, names, random)
        for name in wanted:
            put(boxes[name])
        if defect == "people writing beside" and random.random() < 0.35:
            near = boxes[str(random.choice(names))]
            write(np.array([near.x + near.width + random.uniform(1.5, 7), near.y + random.uniform(-1.0, near.height + 1.0)]), int(random.integers(2, 6)))  # fmt: skip
    return truth
