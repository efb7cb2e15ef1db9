"""Marks as hands make them: polylines that tremble, drawn with pens of several kinds."""

from dataclasses import dataclass
from typing import Self

import cv2
import numpy as np

from talka.methods.marks import Box

Random = np.random.Generator
PENS = {
    # width in mm and darkness, each from–to, and how grainy
    "ball": ((0.25, 0.6), (0.6, 1.0), 0.05),
    "blue": ((0.4, 0.7), (0.5, 0.8), 0.05),
    "pencil": ((0.4, 0.8), (0.35, 0.65), 0.35),
    "faint": ((0.35, 0.7), (0.24, 0.4), 0.35),
    "felt": ((0.8, 1.5), (0.75, 1.0), 0.0),
    "marker": ((1.8, 3.6), (0.7, 1.0), 0.0),
}
HABITS = ("cross", "tick", "fill", "slash", "small cross", "zigzag", "dash", "dot", "circle", "star", "wave")


@dataclass(frozen=True, slots=True)
class Hand:
    """One person with one pen: how they mark, all through the page."""

    width: float
    darkness: float
    grain: float
    habit: str
    tremble: float
    size: float

    @classmethod
    def of(cls, random: Random, pen: str | None = None) -> Self:
        pen = pen or str(random.choice(["ball", "blue", "pencil", "felt"], p=[0.45, 0.25, 0.2, 0.1]))
        width, darkness, grain = PENS[pen]
        habits = HABITS if pen != "marker" else ("cross", "tick", "fill", "slash")
        return cls(
            float(random.uniform(*width)),
            float(random.uniform(*darkness)),
            grain,
            str(
                random.choice(
                    habits,
                    p=None if pen == "marker" else [0.3, 0.24, 0.1, 0.07, 0.08, 0.04, 0.04, 0.03, 0.04, 0.03, 0.03],
                )
            ),
            float(random.uniform(0.03, 0.12)),
            float(random.uniform(0.8, 1.35)),
        )


def stroke(points: np.ndarray, random: Random, tremble: float) -> np.ndarray:
    """A smooth line through the points with a little wander, as many short steps."""
    steps = np.linspace(0, len(points) - 1, 14 * (len(points) - 1) + 1)
    line = np.column_stack([np.interp(steps, range(len(points)), points[:, axis]) for axis in (0, 1)])
    wander = np.cumsum(random.normal(0, tremble, line.shape), axis=0)
    wander -= np.linspace(0, 1, len(line))[:, None] * wander[-1]
    return line + wander * 0.6


def ink(paper: np.ndarray, strokes: list[np.ndarray], hand: Hand, random: Random, scale: float) -> None:
    """Draws strokes (mm) onto the paper."""
    every = np.concatenate(strokes)
    margin = hand.width + 1
    low = np.maximum(np.floor((every.min(axis=0) - margin) * scale).astype(int), 0)
    high = np.ceil((every.max(axis=0) + margin) * scale).astype(int)
    part = paper[low[1] : high[1], low[0] : high[0]]
    if not part.size:
        return
    layer = np.zeros(part.shape, np.uint8)
    for points in strokes:
        width = max(1, round(hand.width * float(random.uniform(0.85, 1.15)) * scale))
        pixels = np.round((points * scale - low) * 16).astype(np.int32)
        # Pens press more here and less there.
        press = np.interp(np.arange(len(points)), np.linspace(0, len(points), 4), random.uniform(0.7, 1.2, 4))
        for first in range(0, len(points) - 1, 4):
            thick = max(1, round(width * float(press[first])))
            cv2.polylines(layer, [pixels[first : first + 5]], False, 255, thick, cv2.LINE_AA, 4)
    dark = layer.astype(np.float32) / 255 * hand.darkness
    if hand.grain:
        grain = cv2.resize(
            random.random((part.shape[0] // 3 + 1, part.shape[1] // 3 + 1)).astype(np.float32), part.shape[::-1]
        )
        dark *= 1 - hand.grain * grain * 1.2
    part[:] = np.clip(part * (1 - dark), 0, 255).astype(np.uint8)


def draw_mark(paper: np.ndarray, box: Box, hand: Hand, random: Random, scale: float) -> None:
    """A mark in the box, by this person's habit, mostly."""
    habit = hand.habit if random.random() < 0.9 else str(random.choice(HABITS[:3]))
    side = box.width
    middle = np.array(box.centre) + random.normal(0, 0.07, 2) * side
    reach = side / 2 * hand.size * float(random.uniform(0.85, 1.15))

    def at(*places: tuple[float, float]) -> np.ndarray:
        return middle + np.array(places) * reach * (1 + random.normal(0, 0.1, (len(places), 2)))

    match habit:
        case "cross" | "small cross":
            reach *= 0.6 if habit == "small cross" else 1.0
            strokes = [at((-0.8, -0.8), (0.8, 0.8)), at((0.8, -0.8), (-0.8, 0.8))]
        case "tick":
            strokes = [at((-0.7, 0.0), (-0.2, 0.75), (1.2, -1.1))]
        case "slash":
            strokes = [at((-0.8, 0.8), (0.9, -0.9))]
        case "dash":
            strokes = [at((-0.85, float(random.normal(0, 0.2))), (0.85, float(random.normal(0, 0.2))))]
        case "dot":
            strokes = [at((-0.1, -0.1), (0.15, 0.0), (-0.1, 0.12), (0.1, 0.1))]
        case "circle":
            angles = np.linspace(0, 2 * np.pi * float(random.uniform(0.9, 1.3)), 9) + float(random.uniform(0, 6))
            strokes = [at(*((0.65 * float(np.cos(angle)), 0.65 * float(np.sin(angle))) for angle in angles))]
        case "star":
            strokes = [at((0, -0.8), (0, 0.8)), at((-0.7, -0.5), (0.7, 0.5)), at((0.7, -0.5), (-0.7, 0.5))]
        case "wave":
            strokes = [at((-0.8, 0.1), (-0.4, -0.4), (0.0, 0.3), (0.4, -0.4), (0.8, 0.1))]
        case "zigzag":
            strokes = [at((-0.7, -0.6), (0.7, -0.4), (-0.7, 0.1), (0.7, 0.3), (-0.6, 0.7))]
        case _:
            rows = np.linspace(-0.78, 0.78, max(4, int(1.5 * side / hand.width)))
            strokes = [at(*((0.75 * (-1) ** place, float(row)) for place, row in enumerate(rows)))]
    ink(paper, [stroke(each, random, hand.tremble * 0.4) for each in strokes], hand, random, scale)


def overshoot(paper: np.ndarray, box: Box, hand: Hand, random: Random, scale: float) -> None:
    """A long tail out of the box, far enough to run into a neighbour."""
    angle = float(random.uniform(0, 2 * np.pi))
    far = float(random.uniform(1.0, 2.4)) * box.width
    middle = np.array(box.centre)
    tail = np.array([middle, middle + far * np.array([np.cos(angle), np.sin(angle)])])
    ink(paper, [stroke(tail, random, hand.tremble)], hand, random, scale)


def strike(paper: np.ndarray, box: Box, hand: Hand, random: Random, scale: float) -> None:
    """The mark in the box is struck out: scribbled over, or crossed by strong lines beyond the box."""
    side = box.width
    middle = np.array(box.centre)
    if random.random() < 0.6:
        rows = np.linspace(-0.8, 0.8, int(random.integers(6, 12)))
        places = [(0.95 * (-1) ** place + random.normal(0, 0.1), float(row)) for place, row in enumerate(rows)]
        strokes = [middle + np.array(places) * side * float(random.uniform(0.55, 0.85))]
    else:
        strokes = [
            middle + np.array([(-1.2, shift), (1.2, shift + random.normal(0, 0.15))]) * side
            for shift in random.uniform(-0.35, 0.35, int(random.integers(2, 4)))
        ]
    ink(paper, [stroke(each, random, hand.tremble) for each in strokes], hand, random, scale)


def scribble(paper: np.ndarray, box: Box, hand: Hand, random: Random, scale: float) -> None:
    """Words or loops beside a box, mostly outside of it."""
    start = np.array(
        [box.x + box.width + float(random.uniform(0.2, 4)), box.y + float(random.uniform(-2, box.height + 2))]
    )
    if random.random() < 0.3:
        start[0] = box.x - float(random.uniform(4, 9))
    write_line(paper, start, float(random.uniform(3, 18)), hand, random, scale)


def write_line(paper: np.ndarray, start: np.ndarray, length: float, hand: Hand, random: Random, scale: float) -> None:
    x = np.arange(0, length, 0.7)
    points = np.column_stack([start[0] + x, start[1] + random.normal(0, 0.9, len(x))])
    if len(points) > 1:
        ink(paper, [stroke(points, random, hand.tremble)], hand, random, scale)


def write(paper: np.ndarray, box: Box, hand: Hand, random: Random, scale: float) -> None:
    """Words in a text area, or a digit in a box."""
    if box.width > 10:
        write_line(
            paper,
            np.array([box.x + 3, box.y + box.height * float(random.uniform(0.3, 0.7))]),
            float(random.uniform(10, box.width - 8)),
            hand,
            random,
            scale,
        )
        return
    middle = np.array(box.centre)
    turns = np.linspace(0, float(random.uniform(3, 7)), 6)
    points = middle + np.column_stack([np.cos(turns) * 0.28 * box.width, np.sin(turns) * 0.38 * box.height])
    ink(paper, [stroke(points, random, hand.tremble)], hand, random, scale)
