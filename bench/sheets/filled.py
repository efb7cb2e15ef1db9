"""Printed forms filled in by hands and put through a scanner, as files: what `bench.paper_forms` and its test bring.

The hands are those of the tuning corpus. Most sheets are plain; shares of the others stand in `HABITS`. Plain Python: a
printed PDF and its frames go in, PDFs and what their writers meant come out.
"""

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from bench.sheets.tuning_pen import Hand, draw_mark, overshoot, strike, write
from talka.methods.marks import Frame, GroupKind

DOTS = 8.0
"""Pixels a millimetre: 203 dots an inch."""
HABITS = {"faint": 0.04, "marker": 0.03, "struck": 0.02, "overshoot": 0.02, "left out": 0.04, "upside down": 0.05}
"""Shares: of people with a faint pencil or a marker, of questions with a mark struck out and another made, with a long
tail, or left out, and of pages that lie the other way round."""
WORDS = [
    "bus",
    "bench",
    "light",
    "music",
    "children",
    "evening",
    "cheaper",
    "closer",
    "coffee",
    "stage",
    "books",
    "more",
]


@dataclass(frozen=True)
class Filled:
    """One form: its number, and by question what was meant (keys of choices, or one text)."""

    number: int | None
    meant: dict[str, list[str]]


def meant_by(frames: Sequence[Frame], random: np.random.Generator) -> dict[str, list[str]]:
    """What somebody wants to say on a form."""
    meant: dict[str, list[str]] = {}
    for group in (group for frame in frames for group in frame.groups):
        keys = [name.rpartition("|")[2] for name in group.boxes]
        if random.random() < HABITS["left out"]:
            meant[group.id] = []
        elif group.kind is GroupKind.SINGLE:
            meant[group.id] = [str(random.choice(keys))]
        elif group.kind is GroupKind.MULTIPLE:
            meant[group.id] = [key for key in keys if random.random() < 0.35]
        elif group.kind is GroupKind.DIGITS:
            meant[group.id] = [str(int(random.integers(1, 10 ** len(keys))))]
        elif random.random() < 0.6:
            meant[group.id] = [" ".join(str(random.choice(WORDS)) for _ in range(int(random.integers(2, 6))))]
        else:
            meant[group.id] = []
    return meant


def draw(paper: np.ndarray, frame: Frame, meant: Mapping[str, Sequence[str]], hand: Hand, random: Any) -> None:
    """The person's marks, figures and words on one page."""
    boxes = {box.id: box for box in frame.boxes}
    for group in frame.groups:
        said = meant[group.id]
        if group.kind is GroupKind.TEXT:
            if said:
                write(paper, boxes[group.boxes[0]], hand, random, DOTS)
            continue
        if group.kind is GroupKind.DIGITS:
            for name in group.boxes[: len(said[0])] if said else ():
                write(paper, boxes[name], hand, random, DOTS)
            continue
        chosen = [name for name in group.boxes if name.rpartition("|")[2] in said]
        others = [name for name in group.boxes if name not in chosen]
        if chosen and others and random.random() < HABITS["struck"]:
            wrong = boxes[str(random.choice(others))]
            draw_mark(paper, wrong, hand, random, DOTS)
            strike(paper, wrong, hand, random, DOTS)
        for name in chosen:
            draw_mark(paper, boxes[name], hand, random, DOTS)
            if random.random() < HABITS["overshoot"]:
                overshoot(paper, boxes[name], hand, random, DOTS)


def scanned(paper: np.ndarray, random: Any) -> np.ndarray:
    """The sheet as the feeder of an office gives it: a little turned, moved and shrunk, with noise; grey."""
    height, width = paper.shape
    turn = cv2.getRotationMatrix2D(
        (width / 2, height / 2), float(random.normal(0, 0.5)), float(random.uniform(0.975, 1))
    )
    turn[:, 2] += random.normal(0, 0.8, 2) * DOTS
    soft = cv2.GaussianBlur(paper, (0, 0), float(random.uniform(0.4, 0.9)))
    lies = cv2.warpAffine(soft, turn, (width, height), borderValue=250)
    if random.random() < HABITS["upside down"]:
        lies = cv2.rotate(lies, cv2.ROTATE_180)
    low, high = float(random.uniform(0, 40)), float(random.uniform(225, 255))
    noise = np.empty(lies.shape, np.int16)
    cv2.randn(noise, 0, float(random.uniform(1, 4)))
    return np.clip(lies * ((high - low) / 255) + low + noise, 0, 255).astype(np.uint8)


def file_of(
    printed: bytes, frames: Sequence[str], numbers: Sequence[int | None], seed: int
) -> tuple[bytes, list[Filled]]:
    """One file of a scanner with so many forms. `printed` holds their pages one after another, `frames` are JSON."""
    known = [Frame.from_json(each) for each in frames]
    random = np.random.default_rng([2012, seed])
    cv2.setRNGSeed(seed + 1)
    document = pypdfium2.PdfDocument(printed)
    forms: list[Filled] = []
    pages: list[Image.Image] = []
    for place, number in enumerate(numbers):
        meant = meant_by(known, random)
        chance = float(random.random())
        pen = "faint" if chance < HABITS["faint"] else "marker" if chance > 1 - HABITS["marker"] else None
        hand = Hand.of(random, pen)
        for page, frame in enumerate(known):
            at = (place if number is not None else 0) * len(known) + page
            drawn = document[at].render(scale=DOTS * 25.4 / 72, grayscale=True).to_numpy()
            paper = np.ascontiguousarray(drawn.reshape(drawn.shape[:2]))
            draw(paper, frame, meant, hand, random)
            coded = io.BytesIO()
            Image.fromarray(scanned(paper, random)).save(coded, format="JPEG", quality=72)
            pages.append(Image.open(coded))
        forms.append(Filled(number, meant))
    document.close()
    made = io.BytesIO()
    pages[0].save(made, format="PDF", save_all=True, append_images=pages[1:], resolution=DOTS * 25.4, quality=72)
    return made.getvalue(), forms


def frames_told(content: Sequence[Any]) -> list[str]:
    """The frames of a print as it keeps them, for `file_of`."""
    return [json.dumps(each) for each in content]
