"""The corpus that the reader is fitted on: pages drawn with OpenCV, and spoilt in the ways that paper is spoilt.

`page(seed, defect)` gives the same page for the same seed. See `tuning_pen` for the marks, `tuning_noise` for the rest.
"""

import cv2
import numpy as np

from bench.sheets.truth import KnownPage
from bench.sheets.tuning_noise import photograph, scan
from bench.sheets.tuning_pen import Hand, draw_mark, overshoot, scribble, strike, write
from talka.methods.marks import Box, Frame, Group, GroupKind, Line, Outline, PageCode
from talka.methods.marks.layout import A4, A5, drawing, sheet

SCALE = 12.0
"""Pixels per mm of the clean page."""

SCANS = (
    "clean", "digital", "screened", "bilevel", "skew", "shrink", "upside down", "curl", "lost corner", "staple", "coffee ring", "streak",
    "faint pencil", "thick marker", "overshoot", "struck out", "scribbles", "photocopy", "coarse",
)  # fmt: skip
PENS_OF = {"faint pencil": "faint", "thick marker": "marker", "bilevel": "ball", "photocopy": "ball"}
"""Pencil does not survive a hard threshold: nobody could read it from such a file."""
PHOTOGRAPHS = ("photograph", "shadow", "bent photograph", "blur")
DEFECTS = SCANS + PHOTOGRAPHS


def make_frame(random: np.random.Generator) -> Frame:
    """A questionnaire's page as somebody might lay it out: lists, rows and grids of boxes, digits, a text area."""
    size = A4 if random.random() < 0.8 else A5
    side = float(random.choice([3.5, 4.0, 4.0, 4.5, 5.0]))
    boxes: list[Box] = []
    groups: list[Group] = []
    y = 28.0
    number = 0
    while y < size[1] - 50:
        number += 1
        kind = random.choice(["list", "row", "grid", "digits", "text"], p=[0.4, 0.2, 0.25, 0.08, 0.07])
        outline = Outline.ROUND if random.random() < 0.1 else Outline.SQUARE
        single = GroupKind.SINGLE if random.random() < 0.6 else GroupKind.MULTIPLE
        y += 8
        if kind == "text":
            boxes.append(Box(f"q{number}", 22, y, size[0] - 44, 18, outline=Outline.SQUARE))
            groups.append(Group(f"q{number}", GroupKind.TEXT, (f"q{number}",)))
            y += 22
            continue
        rows, columns = {"list": (int(random.integers(2, 8)), 1), "row": (1, int(random.integers(3, 8))),
                         "grid": (int(random.integers(2, 6)), int(random.integers(3, 6))), "digits": (1, 4)}[str(kind)]  # fmt: skip
        down = side + float(random.uniform(1.8, 4.5))
        across = 5.5 if kind == "digits" else side + float(random.uniform(3, 9))
        if y + rows * down > size[1] - 42:
            break
        left = (
            float(random.uniform(22, 40))
            if kind == "list"
            else float(random.uniform(22, size[0] - 25 - columns * across))
        )
        for row in range(rows):
            for column in range(columns):
                boxes.append(
                    Box(f"q{number}.{row}.{column}", left + column * across, y + row * down, side, side, outline)
                )
        names = [[f"q{number}.{row}.{column}" for column in range(columns)] for row in range(rows)]
        if kind == "grid":
            groups += [Group(f"q{number}.{row}", single, tuple(each)) for row, each in enumerate(names)]
        else:
            flat = tuple(name for each in names for name in each)
            groups.append(Group(f"q{number}", GroupKind.DIGITS if kind == "digits" else single, flat))
        y += rows * down + 3
    lines = (Line(20, 25, size[0] - 20, 25),)
    code = PageCode(
        f"A{random.integers(1000, 9999)}",
        int(random.integers(1, 9)),
        "lt",
        int(random.integers(1, 5)),
        int(random.integers(1, 999)),
    )
    return sheet(size, code, boxes, groups, lines=lines)


def clean_page(frame: Frame, random: np.random.Generator, toner: float) -> np.ndarray:
    """Marks, codes, boxes, texts beside them."""
    width, height = round(frame.width * SCALE), round(frame.height * SCALE)
    paper = np.full((height, width), 255, np.uint8)
    _marks(paper, frame)
    pen = round(float(random.uniform(0.17, 0.45)) * SCALE)
    ink = int(random.integers(0, 110))
    for box in frame.boxes:
        if box.width == box.height and random.random() < 0.7:
            beside = (
                round((box.x + box.width + float(random.uniform(0.9, 1.6))) * SCALE),
                round((box.y + box.height - 0.6) * SCALE),
            )
            cv2.putText(paper, _words(random, 2), beside, 0, 0.8, 40, 2, cv2.LINE_AA)
    for group in frame.groups:
        first = next(box for box in frame.boxes if box.id == group.boxes[0])
        above = round(20 * SCALE), round((first.y - 3) * SCALE)
        cv2.putText(paper, _words(random, 7), above, 0, 1.0, 20, 3, cv2.LINE_AA)
    for box in frame.boxes:
        # People who lay out pages do not let words run into boxes.
        _rectangle(paper, box.x - 1, box.y - 1, box.width + 2, box.height + 2, 255)
    for box in frame.boxes:
        if box.outline is Outline.ROUND:
            middle = round((box.x + box.width / 2) * SCALE), round((box.y + box.height / 2) * SCALE)
            cv2.circle(paper, middle, round(box.width / 2 * SCALE - pen / 2), ink, pen, cv2.LINE_AA)
        else:
            _rectangle(paper, box.x, box.y, box.width, box.height, ink)
            line = pen / SCALE
            _rectangle(paper, box.x + line, box.y + line, box.width - 2 * line, box.height - 2 * line, 255)
    if toner < 1:
        paper[:] = 255 - ((255 - paper.astype(np.float32)) * toner).astype(np.uint8)
    for line in frame.lines:
        cv2.line(
            paper,
            (round(line.x1 * SCALE), round(line.y1 * SCALE)),
            (round(line.x2 * SCALE), round(line.y2 * SCALE)),
            0,
            4,
        )
    return paper


def _rectangle(paper: np.ndarray, left: float, top: float, width: float, height: float, tone: int) -> None:
    low = round(left * SCALE), round(top * SCALE)
    high = round((left + width) * SCALE) - 1, round((top + height) * SCALE) - 1
    cv2.rectangle(paper, low, high, tone, -1)


def _words(random: np.random.Generator, count: int) -> str:
    letters = np.array(list("abcdeiklmnoprstuv"))
    return " ".join("".join(random.choice(letters, int(random.integers(2, 8)))) for _ in range(count))


def _marks(paper: np.ndarray, frame: Frame) -> None:
    """The same rectangles as in the SVG."""
    for part in drawing(frame, frame.code).split('d="M')[1].split('"')[0].split("M"):
        start, rest = part.split("h", 1)
        left, top = map(float, start.split())
        width, rest = rest.split("v", 1)
        height = rest.split("h")[0]
        _rectangle(paper, left, top, float(width), float(height), 0)


def page(seed: int, defect: str) -> KnownPage:
    """The page of this seed with this defect."""
    random = np.random.default_rng([seed, DEFECTS.index(defect), 1])
    frame = make_frame(random)
    # An office printer at the end of its toner; hard thresholds would wipe such a page out.
    weak = random.random() < 0.2 and defect not in {"bilevel", "photocopy", "screened"}
    paper = clean_page(frame, random, float(random.uniform(0.5, 0.9)) if weak else 1.0)
    hand = Hand.of(random, PENS_OF.get(defect))
    truth = {box.id: False for box in frame.boxes}
    struck: set[str] = set()
    boxes = {box.id: box for box in frame.boxes}
    for group in frame.groups:
        names = list(group.boxes)
        if group.kind in {GroupKind.TEXT, GroupKind.DIGITS}:
            for name in names:
                truth[name] = bool(random.random() < 0.5)
                if truth[name]:
                    write(paper, boxes[name], hand, random, SCALE)
            continue
        if group.kind is GroupKind.SINGLE:
            chosen = [str(random.choice(names))] if random.random() < 0.93 else []
        else:
            chosen = [name for name in names if random.random() < 0.3]
        if chosen and defect == "struck out" and random.random() < 0.5:
            wrong = chosen.pop()
            draw_mark(paper, boxes[wrong], hand, random, SCALE)
            strike(paper, boxes[wrong], hand, random, SCALE)
            struck.add(wrong)
            others = [name for name in names if name != wrong and name not in chosen]
            if others:
                chosen.append(str(random.choice(others)))
        for name in chosen:
            draw_mark(paper, boxes[name], hand, random, SCALE)
            truth[name] = True
            if defect == "overshoot" and random.random() < 0.4:
                overshoot(paper, boxes[name], hand, random, SCALE)
        if defect == "scribbles" and random.random() < 0.4:
            scribble(paper, boxes[str(random.choice(names))], hand, random, SCALE)
    if defect in PHOTOGRAPHS:
        picture = photograph(paper, frame, defect, random, SCALE)
    else:
        picture = scan(paper, frame, defect, random, SCALE)
    return KnownPage(picture, frame, truth, defect, defect in PHOTOGRAPHS, frozenset(struck))
