"""A second kind of hand for the tuning corpus: smooth strokes drawn by pens with a nib, habits that a person keeps and breaks.

`tuning_pen` has straight strokes that tremble; here they bend, hook, taper, are begun again, and run on into the neighbour.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import cv2
import numpy as np

from talka.methods.marks import Box

Random = np.random.Generator
Points = np.ndarray
PENS = {
    # width in mm, darkness, grain, and how long the nib is against its width
    "ballpoint": ((0.2, 0.5), (0.5, 1.0), (0.0, 0.15), 1.0),
    "dry ballpoint": ((0.25, 0.45), (0.45, 0.9), (0.3, 0.7), 1.0),
    "gel": ((0.4, 0.85), (0.8, 1.0), (0.0, 0.0), 1.0),
    "fineliner": ((0.2, 0.45), (0.85, 1.0), (0.0, 0.0), 1.0),
    "pencil": ((0.3, 0.9), (0.28, 0.7), (0.2, 0.6), 1.0),
    "hard pencil": ((0.25, 0.5), (0.2, 0.4), (0.1, 0.4), 1.0),
    "fountain": ((0.3, 0.7), (0.55, 0.95), (0.0, 0.1), 2.0),
    "felt": ((0.8, 1.7), (0.65, 1.0), (0.0, 0.1), 1.0),
    "chisel": ((0.7, 1.4), (0.6, 1.0), (0.0, 0.1), 3.0),
    "marker": ((1.8, 3.6), (0.7, 1.0), (0.0, 0.1), 1.3),
    "highlighter": ((1.5, 2.6), (0.22, 0.5), (0.0, 0.1), 1.8),
    "crayon": ((1.0, 2.0), (0.4, 0.85), (0.3, 0.6), 1.0),
}
OFTEN = {"ballpoint": 5.0, "gel": 3.0, "pencil": 3.0, "fineliner": 2.0, "felt": 1.5, "marker": 1.2, "highlighter": 0.5}
HABITS = {
    "cross": 6.0, "unlifted cross": 1.5, "tick": 5.0, "long tick": 2.0, "v": 1.0, "fill": 2.5, "spiral fill": 1.0, "half fill": 0.6,
    "slash": 1.2, "backslash": 0.6, "two slashes": 0.5, "dash": 0.7, "dot": 0.6, "circle": 0.8, "around": 0.8, "plus": 0.7, "star": 0.4,
    "upright": 0.4, "wave": 0.4, "loop": 0.5,
}  # fmt: skip
THICK = ("cross", "tick", "fill", "slash", "dash", "dot", "v", "backslash")
STRIKES = ("zigzag", "cross over", "wave", "lines", "blob", "circles", "through the words", "fill")


def pick(random: Random, often: dict[str, float]) -> str:
    weights = np.array(list(often.values()))
    return str(random.choice(list(often), p=weights / weights.sum()))


@dataclass(frozen=True, slots=True)
class Person:
    """One person with one pen."""

    pen: str
    width: float
    darkness: float
    grain: float
    nib: float
    nib_angle: float
    habit: str
    faithful: float
    """How often the habit is kept."""
    size: float
    turn: float
    beside: Points
    bow: float
    tremor: float
    careless: float
    """How much marks differ from each other."""
    again: float
    """How often a stroke is made twice."""
    strike: str

    @classmethod
    def of(cls, random: Random, pen: str | None = None) -> Self:
        pen = pen or pick(random, {name: OFTEN.get(name, 1.0) for name in PENS})
        width, darkness, grain, nib = PENS[pen]
        thick = width[1] > 1.2
        habit = pick(random, {name: often for name, often in HABITS.items() if not thick or name in THICK})
        strikes = [each for each in STRIKES if each != "fill" or "fill" not in habit]
        return cls(
            pen,
            float(random.uniform(*width)),
            float(random.uniform(*darkness)),
            float(random.uniform(*grain)),
            nib,
            float(random.uniform(0, np.pi)),
            habit,
            float(random.choice([1.0, 0.97, 0.9])),
            float(np.clip(random.normal(1.0, 0.22), 0.55, 1.6)),
            float(random.normal(0, 0.18)),
            random.normal(0, 0.1, 2),
            float(np.abs(random.normal(0, 0.12))),
            float(random.uniform(0.0, 0.05)),
            float(random.uniform(0.03, 0.16)),
            float(random.choice([0.0, 0.05, 0.25])),
            str(random.choice(strikes)),
        )


def smooth(points: Points, random: Random, person: Person) -> Points:
    """A curve through the points, with steps of about a tenth of a millimetre, bowed and trembling."""
    bent = [points[0]]
    for first, second in pairwise(points):
        along = second - first
        bent += [(first + second) / 2 + np.array([-along[1], along[0]]) * random.normal(0, person.bow), second]
    corners = np.array(bent)
    # Chaikin's corner cutting, with the ends kept
    for _ in range(3):
        near, far = 0.75 * corners[:-1] + 0.25 * corners[1:], 0.25 * corners[:-1] + 0.75 * corners[1:]
        corners = np.concatenate([corners[:1], np.stack([near, far], axis=1).reshape(-1, 2), corners[-1:]])
    lengths = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    count = int(np.clip(lengths[-1] / 0.12, 9, 900))
    where = np.linspace(0, lengths[-1], count)
    line = np.column_stack([np.interp(where, lengths, corners[:, axis]) for axis in (0, 1)])
    wander = random.normal(0, 1, (count, 2))
    kernel = np.hanning(9)
    for axis in (0, 1):
        line[:, axis] += np.convolve(wander[:, axis], kernel / kernel.sum(), "same") * person.tremor * 2
    return line


def ink(paper: Points, strokes: list[Points], person: Person, random: Random, scale: float) -> None:
    """Draws strokes (mm) onto the paper: the nib, pressure that comes and goes, grain, and skips of the ball."""
    every = np.concatenate(strokes)
    margin = person.width * person.nib + 1
    low = np.maximum(np.floor((every.min(axis=0) - margin) * scale).astype(int), 0)
    high = np.ceil((every.max(axis=0) + margin) * scale).astype(int)
    part = paper[low[1] : high[1], low[0] : high[0]]
    if not part.size:
        return
    layer = np.zeros(part.shape, np.uint8)
    nib = np.array([np.cos(person.nib_angle), np.sin(person.nib_angle)]) * person.width * (person.nib - 1) / 2
    for points in strokes:
        count = len(points)
        press = np.interp(np.arange(count), np.linspace(0, count, 5), random.uniform(0.75, 1.15, 5))
        taper = int(min(count // 3, random.integers(0, 8)))
        if taper and person.width < 1:
            press[:taper] *= np.linspace(0.5, 1, taper)
            press[-taper:] *= np.linspace(1, float(random.uniform(0.3, 0.9)), taper)
        pixels = np.round((points - low / scale) * scale * 16).astype(np.int32)
        step = 3
        for first in range(0, count - 1, step):
            thick = max(1, round(person.width * float(press[first]) * scale))
            cv2.polylines(layer, [pixels[first : first + step + 1]], False, 255, thick, cv2.LINE_AA, 4)
        if person.nib > 1:
            for first in range(0, count - 1, step):
                last = min(first + step, count - 1)
                shape = np.array([points[first] - nib, points[first] + nib, points[last] + nib, points[last] - nib])
                cv2.fillConvexPoly(layer, cv2.convexHull(np.round((shape - low / scale) * scale * 16).astype(np.int32)), 255, cv2.LINE_AA, 4)  # fmt: skip
    dark = layer.astype(np.float32) / 255 * person.darkness
    if person.grain:
        fine = 2 + int(random.integers(0, 4))
        grain = random.random((part.shape[0] // fine + 1, part.shape[1] // fine + 1)).astype(np.float32)
        grain = cv2.resize(grain, part.shape[::-1], interpolation=cv2.INTER_LINEAR)
        dark *= 1 - person.grain * np.clip(grain * 1.4, 0, 1)
    if random.random() < 0.2:
        dark = cv2.GaussianBlur(dark, (0, 0), float(random.uniform(0.6, 1.8)))
    part[:] = np.clip(part * (1 - dark), 0, 255).astype(np.uint8)


def _turned(places: list[tuple[float, float]], angle: float) -> Points:
    matrix = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return np.array(places, dtype=float) @ matrix


def _arc(radius: float, start: float, length: float, squeeze: float = 1.0) -> list[tuple[float, float]]:
    angles = np.linspace(start, start + length, max(6, int(abs(length) * 3)))
    return [(radius * float(np.cos(angle)), radius * squeeze * float(np.sin(angle))) for angle in angles]


def shape_of(habit: str, person: Person, side: float, random: Random) -> list[list[tuple[float, float]]]:
    """Strokes in a square from −1 to 1, y downwards."""
    a, b, c, d = random.uniform(0.7, 1.05, 4)
    start = float(random.uniform(0, 2 * np.pi))
    match habit:
        case "cross":
            return [[(-a, -b), (a, b)], [(c, -d), (-c, d)]]
        case "unlifted cross":
            return [[(-a, -b), (a, b), (1.1 * c, 0.1), (0.9 * c, -d), (-c, d)]]
        case "tick":
            return [[(-0.75 * a, -0.05), (-0.2, 0.75 * b), (1.05 * c, -0.95 * d)]]
        case "long tick":
            far = float(random.uniform(1.3, 2.4))
            return [[(-0.6 * a, 0.0), (-0.2, 0.6 * b), (far * c, -far * 0.8 * d)]]
        case "v":
            return [[(-0.7 * a, -0.6 * b), (0.0, 0.7), (0.7 * c, -0.7 * d)]]
        case "fill" | "half fill":
            rows = int(np.clip(1.1 * side / max(person.width, 0.25), 4, 16)) if habit == "fill" else 5
            reach = float(random.uniform(0.75, 1.0)) * (1.0 if habit == "fill" else 0.7)
            places = [(reach * (-1) ** row, float(down)) for row, down in enumerate(np.linspace(-reach, reach, rows))]
            return [[tuple(each) for each in _turned(places, float(random.choice([0, 0.8, 1.57, -0.8])))]]
        case "spiral fill":
            turns = np.linspace(0, 2 * np.pi * float(random.uniform(3, 6)), 40)
            return [[(0.85 * t / turns[-1] * np.cos(t + start), 0.85 * t / turns[-1] * np.sin(t + start)) for t in turns]]  # fmt: skip
        case "slash":
            return [[(-a, b), (c, -d)]]
        case "backslash":
            return [[(-a, -b), (c, d)]]
        case "two slashes":
            return [[(-a, b * 0.5), (c * 0.5, -d)], [(-a * 0.4, b), (c, -d * 0.5)]]
        case "dash":
            return [[(-a, float(random.normal(0, 0.2))), (c, float(random.normal(0, 0.2)))]]
        case "upright":
            return [[(float(random.normal(0, 0.2)), -b), (float(random.normal(0, 0.2)), d)]]
        case "dot":
            return [_arc(0.14, start, float(random.uniform(4, 14)))]
        case "circle":
            return [_arc(0.65 * a, start, 2 * np.pi * float(random.uniform(0.9, 1.4)), float(random.uniform(0.8, 1.2)))]
        case "around":
            return [_arc(float(random.uniform(1.2, 1.9)), start, 2 * np.pi * float(random.uniform(0.9, 1.4)), float(random.uniform(0.75, 1.1)))]  # fmt: skip
        case "plus":
            return [[(-a, 0.0), (c, 0.0)], [(0.0, -b), (0.0, d)]]
        case "star":
            return [[(0, -b), (0, d)], [(-a, -0.5), (c, 0.5)], [(a, -0.5), (-c, 0.5)]]
        case "wave":
            return [[(-a, 0.1), (-0.4, -0.5), (0.0, 0.4), (0.4, -0.5), (c, 0.1)]]
        case "loop":
            return [[(-a, 0.7), (0.4, -0.7), (-0.3, -0.6), (c, 0.8 * d)]]
    raise ValueError(habit)


def draw_mark(paper: Points, box: Box, person: Person, random: Random, scale: float) -> None:
    """A mark in the box, by this person's habit, mostly."""
    habit = person.habit
    if random.random() > person.faithful:
        habit = str(random.choice(["cross", "tick", "slash", "v", "unlifted cross"]))
    side = box.width
    middle = np.array(box.centre) + (person.beside + random.normal(0, person.careless, 2)) * side / 2
    reach = side / 2 * person.size * float(np.exp(random.normal(0, person.careless)))
    if "fill" in habit:
        reach = min(reach, side / 2 * float(random.uniform(0.9, 1.15)))
    angle = person.turn + float(random.normal(0, person.careless))
    strokes = []
    for places in shape_of(habit, person, side, random):
        exact = _turned(places, 0.0 if "fill" in habit else angle)
        exact = exact + random.normal(0, person.careless, exact.shape) * 0.6
        strokes.append(smooth(middle + exact * reach, random, person))
        if random.random() < person.again * 0.5:
            strokes.append(smooth(middle + (exact + random.normal(0, 0.12, exact.shape)) * reach, random, person))
    if random.random() < 0.05:
        # runs on to where the next word is written
        last = strokes[-1][-1]
        away = random.normal(0, 1, 2)
        strokes.append(smooth(np.array([last, last + away / np.hypot(*away) * random.uniform(0.5, 1.6) * side]), random, person))  # fmt: skip
    ink(paper, strokes, person, random, scale)


def strike(paper: Points, box: Box, person: Person, random: Random, scale: float) -> None:
    """What was marked is taken back, by this person's way of doing so, mostly."""
    how = person.strike if random.random() < 0.8 else str(random.choice(STRIKES[:-1]))
    side = box.width
    middle = np.array(box.centre) + random.normal(0, 0.08, 2) * side
    half = side / 2
    wide = float(random.uniform(1.1, 2.0))
    match how:
        case "zigzag":
            rows = int(random.integers(5, 12))
            places = [(wide * (-1) ** row + random.normal(0, 0.15), float(down)) for row, down in enumerate(np.linspace(-1, 1, rows) * random.uniform(0.8, 1.4))]  # fmt: skip
            strokes = [_turned(places, float(random.choice([0, 0.7, -0.7, 1.57])))]
        case "cross over":
            strokes = [np.array([(-wide, -wide), (wide, wide)]), np.array([(wide, -wide), (-wide, wide)])]
            if random.random() < 0.5:
                strokes += [each * random.uniform(0.8, 1.1) + random.normal(0, 0.2, 2) for each in strokes]
        case "wave":
            across = np.linspace(-1.3 * wide, 1.3 * wide, int(random.integers(6, 12)))
            strokes = [np.column_stack([across, 0.7 * (-1.0) ** np.arange(len(across))])]
            if random.random() < 0.5:
                strokes.append(strokes[0][::-1] + random.normal(0, 0.25, 2))
        case "lines" | "through the words":
            far = wide if how == "lines" else float(random.uniform(4, 10))
            strokes = [
                np.array([(-wide, float(shift)), (far, float(shift + random.normal(0, 0.2)))])
                for shift in random.uniform(-0.6, 0.6, int(random.integers(2 if how == "lines" else 1, 4)))
            ]
        case "blob":
            turns = np.linspace(0, 2 * np.pi * float(random.uniform(4, 9)), 60)
            radius = wide * 0.8 * (0.35 + 0.65 * np.abs(np.sin(turns * 0.37 + random.uniform(0, 6))))
            strokes = [np.column_stack([radius * np.cos(turns), radius * np.sin(turns)])]
        case "circles":
            strokes = [np.array(_arc(wide * 0.7, float(random.uniform(0, 6)), 2 * np.pi * float(random.uniform(2, 5))))]
            strokes[0] += random.normal(0, 0.12, strokes[0].shape)
        case _:
            rows = int(np.clip(1.8 * side / max(person.width, 0.2), 7, 28))
            places = [(0.97 * (-1) ** row, float(down)) for row, down in enumerate(np.linspace(-0.97, 0.97, rows))]
            strokes = [_turned(places, float(random.choice([0, 1.57])))]
    ink(paper, [smooth(middle + each * half, random, person) for each in strokes], person, random, scale)


def words(paper: Points, start: Points, length: float, person: Person, random: Random, scale: float) -> None:
    """Something like handwriting: loops along a line."""
    height = float(random.uniform(1.2, 3.5))
    t = np.arange(0, length, 0.35)
    if len(t) < 4:
        return
    lean = float(random.normal(0.2, 0.3))
    y = (
        np.sin(t * float(random.uniform(2.2, 4.0)) + random.normal(0, 0.5, len(t)))
        * height
        / 2
        * random.uniform(0.4, 1.2, len(t))
    )
    points = np.column_stack([start[0] + t - lean * y + random.normal(0, 0.15, len(t)), start[1] + y])
    slope = float(random.normal(0, 0.04))
    points[:, 1] += t * slope
    gaps = sorted({0, len(t), *random.integers(3, len(t), 1 + len(t) // 25).tolist()})
    strokes = [smooth(points[a:b], random, person) for a, b in pairwise(gaps) if b - a > 2]
    if strokes:
        thin = person if person.width < 1.2 else Person.of(random, "ballpoint")
        ink(paper, strokes, thin, random, scale)


def beside(paper: Points, boxes: list[Box], person: Person, random: Random, scale: float) -> None:
    """Something that is no mark: words beside or over a box, a bracket, an arrow, a ring around a word, a stray dot."""
    box = boxes[int(random.integers(0, len(boxes)))]
    right = np.array([box.x + box.width, box.y + box.height / 2])
    thin = person if person.width < 1.2 else Person.of(random, "gel")
    match str(random.choice(["words", "words", "over", "bracket", "ring", "arrow", "dot", "underline", "touch"])):
        case "words":
            start = right + np.array([float(random.uniform(0.4, 5)), float(random.normal(0, 1.5))])
            if random.random() < 0.3:
                start = np.array([box.x - float(random.uniform(5, 14)), right[1]])
                words(paper, start, float(random.uniform(3, 8)), thin, random, scale)
            else:
                words(paper, start, float(random.uniform(4, 30)), thin, random, scale)
        case "over":
            words(paper, right + np.array([random.uniform(-8, 0), random.normal(0, 2.5)]), float(random.uniform(4, 20)), thin, random, scale)  # fmt: skip
        case "bracket":
            low, high = boxes[0].y, boxes[-1].y + boxes[-1].height
            x = box.x + float(random.choice([-1.5, box.width + 1.0]))
            ink(paper, [smooth(np.array([(x + 1, low), (x, low + 1), (x, high - 1), (x + 1, high)]), random, thin)], thin, random, scale)  # fmt: skip
        case "ring":
            middle = right + np.array([float(random.uniform(5, 12)), 0])
            ring = np.array(_arc(float(random.uniform(4, 8)), float(random.uniform(0, 6)), 7.0, 0.45)) + middle
            ink(paper, [smooth(ring, random, thin)], thin, random, scale)
        case "arrow":
            end = right + np.array([float(random.uniform(0.3, 1.5)), float(random.normal(0, 0.8))])
            begin = end + np.array([float(random.uniform(6, 20)), float(random.normal(0, 6))])
            ink(paper, [smooth(np.array([begin, end]), random, thin), smooth(np.array([end + np.array([2, -1]), end, end + np.array([2, 1])]), random, thin)], thin, random, scale)  # fmt: skip
        case "dot":
            place = np.array(box.centre) + random.uniform(-0.8, 0.8, 2) * box.width
            small = np.array([place, place + random.normal(0, 0.12, 2)])
            ink(paper, [small], thin, random, scale)
        case "underline":
            start = right + np.array([1.0, box.height / 2 + float(random.uniform(0, 1))])
            ink(paper, [smooth(np.array([start - np.array([random.choice([0, 0, box.width + 2]), 0]), start + np.array([random.uniform(8, 25), 0])]), random, thin)], thin, random, scale)  # fmt: skip
        case _:
            # the tip of a tail from elsewhere
            edge = np.array(box.centre) + np.sign(random.normal(0, 1, 2)) * box.width * random.uniform(0.3, 0.55, 2)
            away = edge + (edge - box.centre) * random.uniform(1.0, 3.0)
            ink(paper, [smooth(np.array([away, edge]), random, thin)], thin, random, scale)
