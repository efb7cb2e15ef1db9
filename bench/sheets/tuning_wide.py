"""The wider half of the tuning corpus: many hands, printers, papers and scanners at random on each page.

`page(seed)` gives the same page for the same seed, and says of which families it is: whole families (pens, habits, ways of
spoiling) can be kept out of a fit to see how it carries over to what it never saw.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np

from bench.sheets import tuning_pen, tuning_strokes
from bench.sheets.truth import KnownPage
from bench.sheets.tuning import SCALE, clean_page
from bench.sheets.tuning_noise import curl, jpeg, warped
from bench.sheets.tuning_pen import Hand
from bench.sheets.tuning_strokes import Person, pick
from talka.methods.marks import Box, Frame, Group, GroupKind, Line, Outline, PageCode
from talka.methods.marks.layout import A4, A5, sheet

Random = np.random.Generator
WAYS = {
    "grey": 7.0, "sharpened": 2.0, "threshold": 2.0, "bad threshold": 1.0, "local threshold": 1.5, "diffused": 1.5, "ordered": 1.0,
    "dots": 1.5, "moire": 1.0, "random dither": 0.5, "photograph": 4.0, "unsharp photograph": 1.5, "copy": 1.5,
}  # fmt: skip
"""How the page came into the file."""
TWO_TONES = {"threshold", "bad threshold", "local threshold", "diffused", "ordered", "random dither", "copy", "dots"}
PAPERS = {
    "white": 6.0,
    "grey": 1.0,
    "shines through": 1.5,
    "creased": 1.0,
    "dirty": 1.5,
    "stained": 1.0,
    "smudged": 1.0,
}


@dataclass(frozen=True, slots=True, eq=False)
class WidePage:
    known: KnownPage
    families: frozenset[str]


def make_frame(random: Random) -> Frame:
    """A page full of boxes, close to each other and to words."""
    size = A5 if random.random() < 0.7 else A4
    side = float(random.choice([3.5, 3.5, 4.0, 4.0, 4.0, 4.5, 5.0]))
    outline = Outline.ROUND if random.random() < 0.1 else Outline.SQUARE
    boxes: list[Box] = []
    groups: list[Group] = []
    y = 24.0 + float(random.uniform(0, 6))
    while True:
        kind = str(random.choice(["list", "lists", "lists", "row", "grid", "grid"]))
        single = GroupKind.SINGLE if random.random() < 0.6 else GroupKind.MULTIPLE
        number = len(groups)
        down = side + float(random.choice([2.0, 2.2, 2.6, 3.2, 4.5]))
        across = side + float(random.choice([2.0, 2.5, 4.0, 7.0]))
        room = size[0] - 44
        rows = int(random.integers(3, 9)) if kind != "row" else int(random.integers(1, 3))
        columns = {"list": 1, "lists": int(random.integers(2, 5))}.get(kind) or int(random.integers(3, 10))
        if kind == "lists":
            across = room / columns
        columns = max(1, min(columns, int((room + across - side) // across)))
        if y + rows * down > size[1] - 26:
            break
        left = 22 + float(random.uniform(0, max(0.1, room - columns * across)))
        names = [[f"q{number}.{row}.{column}" for column in range(columns)] for row in range(rows)]
        for row, each in enumerate(names):
            boxes += [Box(name, left + column * across, y + row * down, side, side, outline) for column, name in enumerate(each)]  # fmt: skip
        if kind in {"row", "grid"}:
            groups += [Group(f"q{number}.{row}", single, tuple(each)) for row, each in enumerate(names)]
        else:
            groups += [Group(f"q{number}.{column}", single, tuple(each[column] for each in names)) for column in range(columns)]  # fmt: skip
        y += rows * down + float(random.uniform(3.5, 8))
    code = PageCode(
        f"W{random.integers(1000, 9999)}", 1, "lt", int(random.integers(1, 5)), int(random.integers(1, 999))
    )
    return sheet(size, code, boxes, groups, lines=(Line(20, 22, size[0] - 20, 22),))


def printed(paper: np.ndarray, random: Random, families: set[str]) -> np.ndarray:
    """A printer that has too much or too little toner, here and there."""
    how = pick(random, {"good": 6, "fat": 1, "thin": 1, "bands": 1, "specks": 1, "soft": 1})
    families.add(f"print {how}")
    if how in {"fat", "thin"}:
        kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (3, 3))
        change = cv2.erode if how == "fat" else cv2.dilate
        return np.asarray(change(paper, kernel, iterations=1 if how == "thin" else int(random.integers(1, 3))))
    if how == "bands":
        along = cv2.resize(
            random.uniform(0.45, 1.0, (int(random.integers(3, 30)), 3)).astype(np.float32), paper.shape[::-1]
        )
        return (255 - (255 - paper) * along).astype(np.uint8)
    if how == "specks":
        holes = random.random((paper.shape[0] // 3 + 1, paper.shape[1] // 3 + 1)) < float(random.uniform(0.02, 0.2))
        holes = cv2.resize(holes.astype(np.uint8), paper.shape[::-1], interpolation=cv2.INTER_NEAREST)
        return np.where(holes > 0, np.maximum(paper, 225), paper)
    if how == "soft":
        return cv2.GaussianBlur(paper, (0, 0), float(random.uniform(1.0, 2.5)))
    return paper


def on_paper(paper: np.ndarray, back: np.ndarray, random: Random, families: set[str]) -> np.ndarray:
    """What the paper itself adds."""
    what = pick(random, PAPERS)
    families.add(f"paper {what}")
    height, width = paper.shape
    if what == "shines through":
        other = cv2.GaussianBlur(cv2.flip(back, 1), (0, 0), float(random.uniform(2, 6)))
        other = np.roll(other, random.integers(-60, 60, 2), axis=(0, 1))
        return (paper * (1 - (255 - other).astype(np.float32) / 255 * float(random.uniform(0.05, 0.2)))).astype(
            np.uint8
        )
    if what == "grey":
        fibres = random.normal(0, float(random.uniform(4, 14)), (height // 4 + 1, width // 4 + 1)).astype(np.float32)
        fibres = cv2.resize(fibres, (width, height))
        return np.clip(paper * float(random.uniform(0.7, 0.95)) + fibres, 0, 255).astype(np.uint8)
    layer = np.zeros(paper.shape, np.uint8)
    if what == "creased":
        for _ in range(int(random.integers(1, 4))):
            a, b = random.uniform(0, 1, 2), random.uniform(0, 1, 2)
            ends = [(0, int(a[0] * height)), (width, int(b[0] * height))] if random.random() < 0.6 else [(int(a[1] * width), 0), (int(b[1] * width), height)]  # fmt: skip
            cv2.line(layer, ends[0], ends[1], int(random.uniform(30, 130)), int(random.integers(2, 10)), cv2.LINE_AA)
        layer = cv2.GaussianBlur(layer, (0, 0), float(random.uniform(0.8, 5)))
    elif what == "dirty":
        for _ in range(int(random.integers(20, 300))):
            place = int(random.integers(0, width)), int(random.integers(0, height))
            axes = int(random.integers(1, 7)), int(random.integers(1, 5))
            cv2.ellipse(
                layer, place, axes, float(random.uniform(0, 180)), 0, 360, int(random.uniform(40, 255)), -1, cv2.LINE_AA
            )
        for _ in range(int(random.integers(0, 12))):
            start = random.uniform(0, 1, 2) * [width, height]
            hair = start + np.cumsum(np.cumsum(random.normal(0, 1.2, (40, 2)), axis=0), axis=0)
            cv2.polylines(
                layer,
                [hair.astype(np.int32)],
                False,
                int(random.uniform(80, 230)),
                int(random.integers(1, 4)),
                cv2.LINE_AA,
            )
    elif what == "stained":
        for _ in range(int(random.integers(1, 4))):
            middle = int(random.integers(0, width)), int(random.integers(0, height))
            axes = int(random.uniform(10, 45) * SCALE), int(random.uniform(10, 45) * SCALE)
            thick = -1 if random.random() < 0.4 else int(random.uniform(0.8, 4) * SCALE)
            cv2.ellipse(
                layer,
                middle,
                axes,
                float(random.uniform(0, 180)),
                0,
                360,
                int(random.uniform(20, 110)),
                thick,
                cv2.LINE_AA,
            )
        layer = cv2.GaussianBlur(layer, (0, 0), float(random.uniform(3, 15)))
    elif what == "smudged":
        dark = 255 - cv2.resize(paper, None, fx=0.25, fy=0.25)
        length = int(random.integers(9, 40))
        kernel = np.zeros((length, length), np.float32)
        cv2.line(kernel, (0, int(random.integers(0, length))), (length - 1, int(random.integers(0, length))), 1.0)
        smeared = cv2.filter2D(dark, -1, kernel / kernel.sum() * float(random.uniform(0.15, 0.6)))
        layer = cv2.resize(smeared, (width, height))
    return (paper * (1 - layer.astype(np.float32) / 255)).astype(np.uint8)


def _turn(random: Random, frame: Frame, dpi: float) -> tuple[np.ndarray, tuple[int, int]]:
    angle = np.deg2rad(float(random.normal(0, 1.0)))
    side = np.array([frame.width, frame.height]) * dpi / 25.4
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * float(
        random.uniform(0.95, 1.0)
    )
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * side / 2
    return corners @ turn.T + side / 2, (round(side[0]), round(side[1]))


def _noisy(picture: np.ndarray, random: Random) -> np.ndarray:
    grain = int(random.integers(1, 4))
    noise = random.standard_normal((picture.shape[0] // grain + 1, picture.shape[1] // grain + 1), np.float32)
    noise = cv2.resize(noise, picture.shape[::-1], interpolation=cv2.INTER_LINEAR) * float(random.uniform(0.5, 9))
    return picture + noise


def scanned(paper: np.ndarray, frame: Frame, way: str, random: Random) -> np.ndarray:
    height, width = paper.shape
    if way == "dots":
        # a copier that prints grey as dots of one size per cell, at an angle
        angle, cell = float(random.uniform(0, 1.57)), float(random.uniform(3.0, 7.0))
        x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
        wave = np.cos((x * np.cos(angle) + y * np.sin(angle)) * (2 * np.pi / cell)) * np.cos((y * np.cos(angle) - x * np.sin(angle)) * (2 * np.pi / cell))  # fmt: skip
        paper = np.where(paper > 127 + 110 * wave, 255, 0).astype(np.uint8)
    if way == "copy":
        paper = cv2.GaussianBlur(paper, (0, 0), float(random.uniform(1.5, 3.5)))
        level, gain = float(random.uniform(110, 200)), float(random.uniform(2.5, 8))
        paper = np.clip((paper.astype(np.float32) - level) * gain + level, 0, 255).astype(np.uint8)
    dpi = float(random.choice([150, 150, 200, 200, 240, 300, 300]))
    place, size = _turn(random, frame, dpi)
    picture = warped(paper, place, size, SCALE, curl(frame, random, float(random.uniform(0.05, 0.5))), 255.0)
    if random.random() < 0.5:
        picture = cv2.GaussianBlur(picture, (0, 0), float(random.uniform(0.3, 1.1)) * dpi / 200)
    grey = 255 * (picture / 255.0).astype(np.float32) ** float(random.uniform(0.6, 1.6))
    low, high = float(random.uniform(0, 70)), float(random.uniform(190, 255))
    grey = grey * ((high - low) / 255) + low
    if random.random() < 0.3:
        # the lamp is weaker at one side
        grey *= np.linspace(1, float(random.uniform(0.75, 1)), grey.shape[1], dtype=np.float32)
    grey = _noisy(grey, random)
    if way in {"sharpened", "moire"}:
        grey += (grey - cv2.GaussianBlur(grey, (0, 0), float(random.uniform(0.8, 2.5)))) * float(
            random.uniform(0.5, 2.5)
        )
    if way == "moire":
        x, y = np.meshgrid(np.arange(grey.shape[1], dtype=np.float32), np.arange(grey.shape[0], dtype=np.float32))
        angle, wave = float(random.uniform(0, 3.1)), float(random.uniform(2.2, 14))
        stripes = np.cos((x * np.cos(angle) + y * np.sin(angle)) * (2 * np.pi / wave))
        if random.random() < 0.6:
            stripes = stripes * np.cos((y * np.cos(angle) - x * np.sin(angle)) * (2 * np.pi / wave))
        grey += stripes * float(random.uniform(4, 24))
    grey8 = np.clip(grey, 0, 255).astype(np.uint8)
    black, white = float(np.percentile(grey8[::5, ::5], 1)), float(np.percentile(grey8[::5, ::5], 80))
    match way:
        case "threshold":
            return np.where(grey8 > black + (white - black) * float(random.uniform(0.5, 0.75)), 255, 0).astype(np.uint8)
        case "bad threshold":
            share = float(random.choice([random.uniform(0.3, 0.5), random.uniform(0.75, 0.9)]))
            return np.where(grey8 > black + (white - black) * share, 255, 0).astype(np.uint8)
        case "local threshold":
            window = int(dpi / 25.4 * float(random.uniform(4, 12))) // 2 * 2 + 1
            return cv2.adaptiveThreshold(grey8, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, window, float(random.uniform(8, 40)))  # fmt: skip
        case "diffused":
            return diffused(grey8, black * 0.5, min(255.0, white * 1.02))
        case "ordered":
            pattern = np.zeros((1, 1))
            for _ in range(int(random.integers(1, 4))):
                pattern = np.block([[4 * pattern, 4 * pattern + 2], [4 * pattern + 3, 4 * pattern + 1]])
            pattern = (pattern + 0.5) / pattern.size * (white - black) * 0.95 + black
            rows, columns = grey8.shape
            tiled = np.tile(pattern, (rows // len(pattern) + 1, columns // len(pattern) + 1))[:rows, :columns]
            return np.where(grey8 > tiled, 255, 0).astype(np.uint8)
        case "random dither":
            level = black + (white - black) * random.uniform(0.05, 0.95, grey8.shape)
            return np.where(grey8 > level, 255, 0).astype(np.uint8)
    if random.random() < 0.75:
        grey8 = jpeg(grey8, int(random.integers(12, 95)))
    return grey8


def diffused(grey: np.ndarray, black: float, white: float) -> np.ndarray:
    """Error diffusion, a whole diagonal of pixels at a time (each gives to right, below left, below, below right)."""
    rows, columns = grey.shape
    left = np.clip((grey.astype(np.float32) - black) / max(1.0, white - black), 0, 1)
    # skewed so that what a column of the skewed picture gives lands in later columns only
    wide = columns + 2 * rows
    skewed = np.zeros((wide + 3, rows + 2), np.float32)
    index = np.arange(rows)
    for row in range(rows):
        skewed[2 * row : 2 * row + columns, row] = left[row]
    out = np.zeros((wide + 3, rows + 2), np.uint8)
    for step in range(wide):
        inside = (index * 2 <= step) & (step < index * 2 + columns)
        value = skewed[step, :rows]
        shown = value > 0.5
        out[step, :rows] = shown
        error = np.where(inside, value - shown, 0)
        skewed[step + 1, :rows] += error * (7 / 16)
        skewed[step + 1, 1 : rows + 1] += error * (3 / 16)
        skewed[step + 2, 1 : rows + 1] += error * (5 / 16)
        skewed[step + 3, 1 : rows + 1] += error * (1 / 16)
    picture = np.stack([out[2 * row : 2 * row + columns, row] for row in range(rows)])
    return np.asarray(picture * np.uint8(255))


def photographed(paper: np.ndarray, frame: Frame, way: str, random: Random) -> np.ndarray:
    size = (2448, 3264) if random.random() < 0.4 else (1800, 2400)
    if frame.width < 200:
        size = (1500, 2000) if random.random() < 0.6 else (1800, 2400)
    fit = min(size[0] * 0.94 / frame.width, size[1] * 0.94 / frame.height) * float(random.uniform(0.85, 1.0))
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array([frame.width, frame.height]) / 2 * fit
    angle = np.deg2rad(float(random.normal(0, 4)))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    place = corners @ turn.T * (1 + random.uniform(-0.07, 0.03, (4, 2))) + np.array(size) / 2
    bend = curl(frame, random, float(random.choice([0.3, 1.0, 2.5])) * float(random.uniform(0.3, 1)))
    picture = warped(paper, place, size, SCALE, bend, float(random.uniform(20, 160))).astype(np.float32)
    light = cv2.resize(random.uniform(0.5, 1.0, (3, 3)).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    if random.random() < 0.4:
        edge = np.zeros((size[1] // 8, size[0] // 8), np.float32)
        cv2.fillConvexPoly(
            edge, cv2.convexHull((random.uniform(-0.3, 1.3, (4, 2)) * edge.shape[::-1]).astype(np.int32)), 1.0
        )
        light = light * (1 - cv2.resize(cv2.GaussianBlur(edge, (0, 0), float(random.uniform(1, 14))), size) * float(random.uniform(0.15, 0.55)))  # fmt: skip
    picture = picture * light + float(random.uniform(0, 35))
    unit = fit / 8
    if way == "unsharp photograph":
        if random.random() < 0.5:
            picture = cv2.GaussianBlur(picture, (0, 0), float(random.uniform(1.2, 2.4)) * unit)
        else:
            length = int(random.integers(4, 12))
            kernel = np.zeros((length, length), np.float32)
            cv2.line(kernel, (0, int(random.integers(0, length))), (length - 1, int(random.integers(0, length))), 1.0)
            picture = cv2.filter2D(picture, -1, kernel / kernel.sum())
    else:
        picture = cv2.GaussianBlur(picture, (0, 0), float(random.uniform(0.35, 1.0)) * unit)
    picture = _noisy(picture, random)
    if random.random() < 0.4:
        picture += (picture - cv2.GaussianBlur(picture, (0, 0), 1.5)) * float(random.uniform(0.5, 2))
    return jpeg(np.clip(picture, 0, 255).astype(np.uint8), int(random.integers(35, 95)))


def page(seed: int) -> WidePage:
    """The page of this seed."""
    random = np.random.default_rng([seed, 77])
    families: set[str] = set()
    frame = make_frame(random)
    way = pick(random, WAYS)
    families.add(f"way {way}")
    toner = float(random.uniform(0.45, 0.9)) if random.random() < 0.2 and way not in TWO_TONES else 1.0
    paper = printed(clean_page(frame, random, toner), random, families)
    back = paper.copy()
    truth = {box.id: False for box in frame.boxes}
    struck: set[str] = set()
    boxes = {box.id: box for box in frame.boxes}
    person: Person | Hand = _person(random, way)
    several = random.random() < 0.5
    strikes = float(random.choice([0.0, 0.03, 0.25], p=[0.3, 0.4, 0.3]))
    besides = float(random.choice([0.0, 0.05, 0.4], p=[0.4, 0.35, 0.25]))
    for group in frame.groups:
        if several and random.random() < 0.3:
            person = _person(random, way)
        pen = person if isinstance(person, Person) else None
        families |= {f"pen {person.pen}", f"habit {person.habit}"} if pen else {"hand straight"}  # type: ignore[union-attr] # a Person
        names = list(group.boxes)
        if group.kind is GroupKind.SINGLE:
            chosen = [str(random.choice(names))] if random.random() < 0.93 else []
        else:
            chosen = [name for name in names if random.random() < 0.3]
        if chosen and random.random() < strikes:
            wrong = chosen.pop()
            _mark(paper, boxes[wrong], person, random)
            if pen:
                tuning_strokes.strike(paper, boxes[wrong], pen, random, SCALE)
                families.add(f"strike {pen.strike}")
            else:
                tuning_pen.strike(paper, boxes[wrong], person, random, SCALE)  # type: ignore[arg-type] # a Hand
            struck.add(wrong)
            others = [name for name in names if name != wrong and name not in chosen]
            if others and random.random() < 0.9:
                chosen.append(str(random.choice(others)))
                if pen and random.random() < 0.1:
                    # the right one is ringed, so that nobody errs
                    ringed = replace(pen, habit="around", faithful=1.0)
                    tuning_strokes.draw_mark(paper, boxes[chosen[-1]], ringed, random, SCALE)
        for name in chosen:
            _mark(paper, boxes[name], person, random)
            truth[name] = True
            if random.random() < 0.02:
                far = Hand.of(random) if pen else person
                tuning_pen.overshoot(paper, boxes[name], far, random, SCALE)  # type: ignore[arg-type] # a Hand
        if random.random() < besides:
            tuning_strokes.beside(paper, [boxes[name] for name in names], pen or Person.of(random), random, SCALE)
    paper = on_paper(paper, back, random, families)
    photo = "photograph" in way
    picture = (photographed if photo else scanned)(paper, frame, way, random)
    return WidePage(KnownPage(picture, frame, truth, way, photo, frozenset(struck)), frozenset(families))


def _person(random: Random, way: str) -> Person | Hand:
    pens = {name: tuning_strokes.OFTEN.get(name, 1.0) for name in tuning_strokes.PENS}
    if way in TWO_TONES:
        # What a hard threshold leaves nothing of, nobody can read.
        pens = {name: often for name, often in pens.items() if tuning_strokes.PENS[name][1][1] > 0.75}
    if random.random() < 0.2:
        return Hand.of(random, "ball" if way in TWO_TONES else None)
    return Person.of(random, pick(random, pens))


def _mark(paper: np.ndarray, box: Box, person: Person | Hand, random: Random) -> None:
    if isinstance(person, Person):
        tuning_strokes.draw_mark(paper, box, person, random, SCALE)
    else:
        tuning_pen.draw_mark(paper, box, person, random, SCALE)
