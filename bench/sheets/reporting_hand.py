"""A hand as movement: each stroke speeds up and slows down as muscles do (sums of lognormal speeds), and a nib follows.

This is another model than the tuning corpus draws by: positions come from integrated speed, thickness and darkness from
speed (a slow pen presses), and the nib is an ellipse that is stamped along the way.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

Random = np.random.Generator
FINE = 2
"""The nib is stamped in a picture so many times finer."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """From here, so long, in this direction, bending by so much on the way; the next may begin before it ends."""

    length: float
    direction: float
    bend: float
    begin: float


@dataclass(frozen=True, slots=True)
class Pen:
    nib: float
    flat: float
    dark: float
    tooth: float
    """How much the paper's grain shows, as under a pencil."""


def choose_pen(random: Random, defect: str) -> Pen:
    if defect == "faint pencil":
        return Pen(random.uniform(0.35, 0.6), 0.9, random.uniform(0.26, 0.4), random.uniform(0.2, 0.45))
    if defect == "thick marker":
        return Pen(random.uniform(1.6, 3.0), random.uniform(0.5, 1.0), random.uniform(0.75, 0.98), 0.0)
    if defect == "bilevel":
        # A threshold wipes out pencil altogether: what left no trace in the file is no mark.
        return Pen(random.uniform(0.35, 0.7), 1.0, random.uniform(0.75, 1.0), 0.05)
    kind = random.choice(["ballpoint", "gel", "pencil", "fineliner"], p=[0.45, 0.2, 0.2, 0.15])
    if kind == "ballpoint":
        return Pen(random.uniform(0.32, 0.5), 1.0, random.uniform(0.6, 0.9), 0.1)
    if kind == "gel":
        return Pen(random.uniform(0.45, 0.75), 0.95, random.uniform(0.8, 1.0), 0.0)
    if kind == "pencil":
        return Pen(random.uniform(0.4, 0.75), 0.8, random.uniform(0.42, 0.7), random.uniform(0.15, 0.4))
    return Pen(random.uniform(0.6, 1.1), 0.9, random.uniform(0.85, 1.0), 0.0)


def move(start: np.ndarray, strokes: list[Stroke], random: Random) -> tuple[np.ndarray, np.ndarray]:
    """Places every few milliseconds, and speeds there."""
    end = max(stroke.begin for stroke in strokes) + 0.9
    times = np.linspace(0.0, end, int(end * 220))
    step = times[1] - times[0]
    speed = np.zeros((len(times), 2))
    for stroke in strokes:
        sigma = random.uniform(0.22, 0.38)
        mu = np.log(random.uniform(0.16, 0.24))
        since = np.maximum(times - stroke.begin, 1e-6)
        pulse = np.exp(-((np.log(since) - mu) ** 2) / (2 * sigma**2)) / (since * sigma * np.sqrt(2 * np.pi))
        done = np.cumsum(pulse) * step
        angle = stroke.direction + stroke.bend * (done - 0.5)
        speed += stroke.length * pulse[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    shake = np.cumsum(random.normal(0, 0.012, speed.shape), axis=0)
    shake -= np.linspace(0, 1, len(shake))[:, None] * shake[-1]
    places = start + np.cumsum(speed, axis=0) * step + shake
    fast = np.hypot(*speed.T)
    going = np.flatnonzero(fast > 0.02 * fast.max())
    return places[going[0] : going[-1] + 1], fast[going[0] : going[-1] + 1]


def leave_ink(
    page: Image.Image, dots: float, trails: list[tuple[np.ndarray, np.ndarray]], pen: Pen, random: Random
) -> None:
    """Stamps the nib along each trail and multiplies the page with what it leaves."""
    every = np.concatenate([places for places, _ in trails])
    low = np.floor((every.min(axis=0) - pen.nib - 1) * dots).astype(int)
    high = np.ceil((every.max(axis=0) + pen.nib + 1) * dots).astype(int)
    low, high = np.maximum(low, 0), np.minimum(high, page.size)
    if (high - low).min() < 4:
        return
    size = tuple((high - low) * FINE)
    layer = Image.new("L", size, 0)
    drawer = ImageDraw.Draw(layer)
    for places, fast in trails:
        press = 1.12 - 0.3 * fast / max(fast.max(), 1e-6)
        dense = np.linspace(
            0, len(places) - 1, max(len(places), int(np.hypot(*np.diff(places, axis=0).T).sum() * dots * 2))
        )
        x, y = (np.interp(dense, range(len(places)), places[:, axis]) for axis in (0, 1))
        pressure = np.interp(dense, range(len(press)), press)
        for px, py, strong in zip((x * dots - low[0]) * FINE, (y * dots - low[1]) * FINE, pressure, strict=True):
            rx = pen.nib * strong * dots * FINE / 2
            ry = rx * pen.flat
            drawer.ellipse((px - rx, py - ry, px + rx, py + ry), fill=int(255 * min(1.0, 0.75 + 0.25 * strong)))
    layer = layer.resize(tuple(high - low), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(0.6))
    strength = np.asarray(layer, np.float32) / 255 * pen.dark
    if pen.tooth:
        grain = Image.fromarray(
            random.integers(0, 255, (max(2, layer.size[1] // 2), max(2, layer.size[0] // 2)), dtype=np.uint8)
        )
        rough = np.asarray(grain.resize(layer.size, Image.Resampling.BILINEAR), np.float32) / 255
        strength = strength * (1 - pen.tooth * 1.3 * np.clip(rough - 0.2, 0, 1))
    box = (int(low[0]), int(low[1]), int(high[0]), int(high[1]))
    cover = Image.fromarray((255 * (1 - strength)).astype(np.uint8))
    page.paste(ImageChops.multiply(page.crop(box), cover), box)


def mark(
    centre: np.ndarray, side: float, habit: str, size: float, random: Random
) -> list[tuple[np.ndarray, np.ndarray]]:
    """The trails of one mark; `size` is how large this person marks."""
    reach = side * size * random.uniform(0.85, 1.12)
    centre = centre + random.normal(0, 0.06 * side, 2)

    def line(direction: float, length: float, bend: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
        turned = direction + random.normal(0, 0.1)
        begin = centre - length / 2 * np.array([np.cos(turned), np.sin(turned)]) + random.normal(0, 0.04 * side, 2)
        return move(begin, [Stroke(length, turned, bend + random.normal(0, 0.15), 0.0)], random)

    match habit:
        case "cross":
            return [line(np.pi / 4, reach * 1.25), line(np.pi * 3 / 4, reach * 1.25)]
        case "tick":
            begin = centre + np.array([-0.38, -0.05]) * reach
            down = Stroke(0.5 * reach, 1.0 + random.normal(0, 0.1), -0.2, 0.0)
            return [move(begin, [down, Stroke(1.15 * reach, -0.95 + random.normal(0, 0.1), 0.3, 0.16)], random)]
        case "loop":
            return [
                move(
                    centre + np.array([-0.3, 0.0]) * reach,
                    [Stroke(1.5 * reach, -1.2, 5.5, 0.0), Stroke(0.6 * reach, 0.9, 2.0, 0.25)],
                    random,
                )
            ]
        case "bar":
            return [line(random.choice([0.0, -0.6, np.pi / 4]), reach * 1.05)]
        case _:
            count = int(random.integers(5, 9))
            strokes = [
                Stroke(0.8 * reach, 0.25 if each % 2 == 0 else np.pi + 0.02, 0.0, 0.13 * each) for each in range(count)
            ]
            return [move(centre + np.array([-0.38, -0.36]) * reach, strokes, random)]


def strike_out(centre: np.ndarray, side: float, random: Random) -> list[tuple[np.ndarray, np.ndarray]]:
    """A zigzag over the whole box and beyond, or a few strong lines through it."""
    if random.random() < 0.5:
        strokes = [
            Stroke(side * random.uniform(1.5, 2.0), -0.35 if each % 2 == 0 else np.pi - 0.1, 0.2, 0.12 * each)
            for each in range(int(random.integers(6, 11)))
        ]
        return [move(centre + np.array([-0.85, -0.1]) * side, strokes, random)]
    slope = random.normal(0, 0.25)
    return [
        move(centre + np.array([-1.0, shift]) * side, [Stroke(2.1 * side, slope, random.normal(0, 0.2), 0.0)], random)
        for shift in random.uniform(-0.3, 0.3, int(random.integers(2, 5)))
    ]


def chosen(names: list[str], single: bool, random: Random) -> list[str]:
    """The boxes of a question that a person marks: about a third of them, or one, mostly, where one is asked for."""
    wanted = [name for name in names if random.random() < 0.3]
    if single:
        wanted = [str(random.choice(names))] if random.random() < 0.94 else []
    return wanted


def without_first(wanted: list[str], names: list[str], random: Random) -> list[str]:
    """What is marked after the first of them was struck out: another box instead of it, if there is one."""
    others = [name for name in names if name not in wanted]
    return [*wanted[1:], str(random.choice(others))] if others else wanted[1:]


def handwriting(start: np.ndarray, letters: int, size: float, random: Random) -> list[tuple[np.ndarray, np.ndarray]]:
    """Something like a word: up and down strokes that overlap, going right."""
    strokes = []
    for each in range(letters * 2):
        up = each % 2 == 0
        direction = random.normal(-1.1 if up else 1.25, 0.2)
        strokes.append(
            Stroke(size * random.uniform(0.6, 1.3), direction, random.normal(0.6 if up else -0.6, 0.5), 0.11 * each)
        )
    return [move(start, strokes, random)]
