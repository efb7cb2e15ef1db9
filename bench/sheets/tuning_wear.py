"""Wear of the tuning corpus that costs whole pages: codes that are hard to read, corners that are not in the picture.

`worn(seed, wear)` gives the same page for the same seed. The pages are those of `tuning`, spoilt by other means than the
reporting corpus: dots by noise and by Atkinson's rule, swollen toner by distance, unsharpness by disc and by motion.
"""

import cv2
import numpy as np

from bench.sheets.truth import KnownPage
from bench.sheets.tuning import SCALE, clean_page, make_frame
from bench.sheets.tuning_noise import Random, curl, jpeg, warped
from bench.sheets.tuning_pen import Hand, draw_mark
from talka.methods.marks import Frame, GroupKind

SCANS = ("noise dots", "atkinson", "swollen", "askew", "off the glass", "cut margin", "two torn corners", "faint print")
PHOTOGRAPHS = ("out of focus", "moved", "thumbs")
WEARS = SCANS + PHOTOGRAPHS


def worn(seed: int, wear: str) -> KnownPage:
    """The page of this seed with this wear; single choices have one mark, others a few."""
    random = np.random.default_rng([seed, WEARS.index(wear), 3])
    frame = make_frame(random)
    paper = clean_page(frame, random, 1.0)
    hand = Hand.of(random, "ball")
    truth = {box.id: False for box in frame.boxes}
    boxes = {box.id: box for box in frame.boxes}
    for group in frame.groups:
        if group.kind in {GroupKind.SINGLE, GroupKind.MULTIPLE}:
            name = str(random.choice(list(group.boxes)))
            draw_mark(paper, boxes[name], hand, random, SCALE)
            truth[name] = True
    photographed = wear in PHOTOGRAPHS
    picture = _photograph(paper, frame, wear, random) if photographed else _scan(paper, frame, wear, random)
    return KnownPage(picture, frame, truth, wear, photographed)


def _tear(paper: np.ndarray, corner: int, reach: float, tone: int) -> None:
    height, width = paper.shape
    place = np.array([(0, 0), (width, 0), (width, height), (0, height)][corner], float)
    toward = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)][corner], float) * reach * SCALE
    shape = np.array([place, place + toward * [1.1, 0], place + toward * [0, 0.9]])
    cv2.fillConvexPoly(paper, shape.astype(np.int32), tone)


def _scan(paper: np.ndarray, frame: Frame, wear: str, random: Random) -> np.ndarray:
    if wear == "swollen":
        swollen = 2 * int(random.integers(1, 4)) + 1
        paper = cv2.erode(paper, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (swollen, swollen)))
        paper = cv2.GaussianBlur(paper, (0, 0), float(random.uniform(0.5, 2.5)))
    if wear == "faint print":
        speckle = cv2.resize(
            random.random((paper.shape[0] // 3, paper.shape[1] // 3)).astype(np.float32), paper.shape[::-1]
        )
        paper = np.where(speckle > float(random.uniform(0.5, 0.7)), 255, np.maximum(paper, 110)).astype(np.uint8)
    if wear == "two torn corners":
        for corner in random.choice(4, 2, replace=False):
            _tear(paper, int(corner), float(random.uniform(18, 36)), int(random.choice([0, 128, 255])))
    dots = float(random.choice([150, 200, 200, 300])) / 25.4
    side = np.array([frame.width, frame.height]) * dots
    angle = np.deg2rad(
        float(random.uniform(3, 9) * random.choice([-1, 1]) if wear == "askew" else random.normal(0, 0.5))
    )
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * float(
        random.uniform(0.96, 1.0)
    )
    aside = random.normal(0, 0.8, 2)
    if wear == "off the glass":
        aside = (
            random.uniform(7, 20)
            * np.array([[1, 0], [-1, 0], [0, 1], [0, -1], [1, 0.6], [-0.7, -1]])[random.integers(6)]
        )
    place = (np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * side / 2) @ turn.T + side / 2 + aside * dots
    bend = curl(frame, random, float(random.uniform(0.1, 0.8)))
    fill = float(random.choice([255, 250, 30]))
    picture = warped(paper, place, (round(side[0]), round(side[1])), SCALE, bend, fill)
    if wear == "cut margin":
        cut = round(float(random.uniform(13, 17)) * dots)
        picture = [picture[cut:], picture[:-cut], picture[:, cut:], picture[:, :-cut]][int(random.integers(4))]
    picture = np.ascontiguousarray(np.rot90(picture, int(random.choice([0, 0, 1, 2, 3]))))
    low, high = float(random.uniform(0, 40)), float(random.uniform(220, 255))
    grey = picture.astype(np.float32) * ((high - low) / 255) + low + random.normal(0, 3, picture.shape)
    if wear == "noise dots":
        return np.where(grey + random.normal(0, float(random.uniform(35, 75)), grey.shape) > 128, 255, 0).astype(
            np.uint8
        )
    if wear == "atkinson":
        return atkinson(grey)
    return jpeg(np.clip(grey, 0, 255).astype(np.uint8), int(random.integers(40, 90)))


def atkinson(grey: np.ndarray) -> np.ndarray:
    """Black and white dots: three quarters of each error go on to six neighbours. A diagonal at a time."""
    rows, columns = grey.shape
    # Sheared by two columns a row, what one dot needs is done before it, so that a whole column is worked at once.
    work = np.zeros((rows + 2, columns + 2 * rows + 4), np.float32)
    for row in range(rows):
        work[row, 2 * row : 2 * row + columns] = grey[row]
    told = np.zeros_like(work)
    for step in range(columns + 2 * rows):
        here = work[:rows, step]
        dots = np.where(here > 128, 255, 0).astype(np.float32)
        told[:rows, step] = dots
        error = (here - dots) / 8
        first, last = max(0, (step - columns + 2) // 2), min(rows, step // 2 + 1)
        error[:first] = error[last:] = 0
        work[:rows, step + 1] += error
        work[:rows, step + 2] += error
        for down, right in ((1, -1), (1, 0), (1, 1), (2, 0)):
            work[down : down + rows, step + right + 2 * down] += error[: len(work[down : down + rows])]
    return np.stack([told[row, 2 * row : 2 * row + columns] for row in range(rows)]).astype(np.uint8)


def _photograph(paper: np.ndarray, frame: Frame, wear: str, random: Random) -> np.ndarray:
    size = (2448, 3264) if random.random() < 0.5 else (1800, 2400)
    fit = min(size[0] * 0.94 / frame.width, size[1] * 0.94 / frame.height) * float(random.uniform(0.85, 1.0))
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * np.array([frame.width, frame.height]) / 2 * fit
    place = corners * (1 + random.uniform(-0.06, 0.03, (4, 2))) + np.array(size) / 2
    if wear == "thumbs":
        for corner in random.choice(4, int(random.integers(1, 3)), replace=False):
            middle = np.array([(0, 0), (1, 0), (1, 1), (0, 1)][corner]) * paper.shape[::-1] + random.normal(0, 70, 2)
            axes = round(float(random.uniform(11, 17)) * SCALE), round(float(random.uniform(20, 30)) * SCALE)
            cv2.ellipse(
                paper, middle.astype(int).tolist(), axes, float(random.uniform(0, 180)), 0, 360, 130, -1, cv2.LINE_AA
            )
    bend = curl(frame, random, float(random.uniform(0, 1.2)))
    picture = warped(paper, place, size, SCALE, bend, float(random.uniform(20, 120))).astype(np.float32)
    dots = fit
    if wear == "out of focus":
        radius = float(random.uniform(0.16, 0.42)) * dots
        y, x = np.mgrid[-12:13, -12:13]
        disc = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1)
        picture = cv2.filter2D(picture, -1, disc / disc.sum())
    if wear == "moved":
        length = float(random.uniform(0.35, 0.9)) * dots
        turn = float(random.uniform(0, np.pi))
        path = np.zeros((25, 25), np.float32)
        for step in np.linspace(-length / 2, length / 2, 60):
            path[round(12 + step * np.sin(turn)), round(12 + step * np.cos(turn))] += 1
        picture = cv2.filter2D(picture, -1, cv2.GaussianBlur(path / path.sum(), (0, 0), 0.7))
    light = cv2.resize(random.uniform(0.6, 1.0, (3, 3)).astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    picture = (
        picture * light + float(random.uniform(0, 25)) + random.normal(0, float(random.uniform(2, 7)), picture.shape)
    )
    picture = np.rot90(picture, int(random.choice([0, 0, 1, 2, 3])))
    return jpeg(np.clip(picture, 0, 255).astype(np.uint8), int(random.integers(55, 95)))
