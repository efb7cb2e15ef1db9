"""The corpus that the figures are reported on: printed by Typst, written by a moving hand, spoilt with Pillow.

Nothing of the reader was fitted, chosen or corrected by what it does on these pages. `sheet_file(seed, defect)` gives the
same file for the same seed.
"""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from bench.sheets import reporting_hand as hand
from bench.sheets import reporting_people
from bench.sheets import reporting_spoil as spoil
from bench.sheets.reporting_people import PEOPLE
from bench.sheets.reporting_print import DPI, VARIANTS, printed
from talka.methods.marks import Box, Frame, GroupKind

DOTS = DPI / 25.4
SCANS = (
    "plain", "bilevel", "dithered", "halftone", "bleeding ink", "weak toner", "moire", "hard jpeg", "skew", "shrink",
    "upside down", "curl", "covered corner", "torn corner", "staple", "coffee ring", "streak", "faint pencil",
    "thick marker", "overshoot", "struck out", "scribbles", "150 dpi", "fine",
)  # fmt: skip
PHOTOGRAPHS = ("photograph", "curled photograph", "shadowed photograph", "unsharp photograph", "covered photograph")
DEFECTS = SCANS + PHOTOGRAPHS


@dataclass(frozen=True, slots=True, eq=False)
class KnownFile:
    """A file with one page, what was printed, what the person meant."""

    content: bytes
    frame: Frame
    truth: dict[str, bool]
    defect: str
    photograph: bool


def sheet_file(seed: int, defect: str) -> KnownFile:
    random = np.random.default_rng([seed, (DEFECTS + PEOPLE).index(defect), 77])
    frame, clean = printed(int(random.integers(0, VARIANTS)))
    if defect in PEOPLE:
        return people_file(frame, clean.copy(), defect, random)
    page = clean.copy()
    if defect == "weak toner":
        page = spoil.weak_toner(page, random)
    if defect == "bleeding ink":
        page = spoil.bleed(page, random)
    if defect == "halftone":
        page = spoil.grey_print(spoil.grain(page, 4, random), random, int(random.integers(3, 6)))
    truth = fill_in(page, frame, defect, random)
    if defect == "coffee ring":
        spoil.cup(page, random)
    if defect == "staple":
        spoil.staple(page, DOTS, random)
    if defect in {"covered corner", "covered photograph", "torn corner"}:
        spoil.corner_gone(page, DOTS, defect != "torn corner", random)
    photograph = defect in PHOTOGRAPHS
    content = photographed(page, frame, defect, random) if photograph else scanned(page, frame, defect, random)
    return KnownFile(content, frame, truth, defect, photograph)


def people_file(frame: Frame, page: Image.Image, defect: str, random: np.random.Generator) -> KnownFile:
    """Marks by existing hands on paper that nothing else happened to."""
    truth = reporting_people.fill_in(page, DOTS, frame, defect, random)
    photograph = defect == "people photographed"
    content = photographed(page, frame, "photograph", random) if photograph else scanned(page, frame, "plain", random)
    return KnownFile(content, frame, truth, defect, photograph)


def fill_in(page: Image.Image, frame: Frame, defect: str, random: np.random.Generator) -> dict[str, bool]:
    """One person fills in the page."""
    pen = hand.choose_pen(random, defect)
    habits = ["cross", "tick", "fill", "loop", "bar"]
    # Whoever writes with a thick marker neither loops nor fills with lines.
    habit = (
        str(random.choice(habits, p=[0.42, 0.3, 0.14, 0.05, 0.09])) if pen.nib < 1.5 else str(random.choice(habits[:2]))
    )
    size = float(random.uniform(0.75, 1.35))
    boxes = {box.id: box for box in frame.boxes}
    truth = {box.id: False for box in frame.boxes}

    def draw(trails: list[tuple[np.ndarray, np.ndarray]]) -> None:
        hand.leave_ink(page, DOTS, trails, pen, random)

    def put(box: Box) -> None:
        own = habit if random.random() < 0.88 else str(random.choice(habits[:2]))
        draw(hand.mark(np.array(box.centre), box.width, own, size, random))
        truth[box.id] = True

    for group in frame.groups:
        names = list(group.boxes)
        if group.kind in {GroupKind.TEXT, GroupKind.DIGITS}:
            for name in names:
                if random.random() < 0.5:
                    box = boxes[name]
                    start = np.array([box.x + 0.2 * min(box.width, 20), box.y + 0.6 * box.height])
                    draw(hand.handwriting(start, 1 if box.width < 10 else int(random.integers(4, 12)), 2.6, random))
                    truth[name] = True
            continue
        wanted = hand.chosen(names, group.kind is GroupKind.SINGLE, random)
        if defect == "struck out" and wanted and random.random() < 0.3:
            wrong = boxes[wanted[0]]
            put(wrong)
            draw(hand.strike_out(np.array(wrong.centre), wrong.width, random))
            truth[wrong.id] = False
            wanted = hand.without_first(wanted, names, random)
        for name in wanted:
            put(boxes[name])
            if defect == "overshoot" and random.random() < 0.35:
                way = float(random.uniform(0, 2 * np.pi))
                far = hand.Stroke(boxes[name].width * random.uniform(1.1, 2.6), way, float(random.normal(0, 0.4)), 0.0)
                draw([hand.move(np.array(boxes[name].centre), [far], random)])
        if defect == "scribbles" and random.random() < 0.35:
            near = boxes[str(random.choice(names))]
            start = np.array(
                [near.x + near.width + random.uniform(0.5, 6), near.y + random.uniform(-1.5, near.height + 1.5)]
            )
            draw(hand.handwriting(start, int(random.integers(2, 8)), random.uniform(1.5, 3.5), random))
    return truth


def scanned(page: Image.Image, frame: Frame, defect: str, random: np.random.Generator) -> bytes:
    """As a file from a feeder."""
    dpi = {"150 dpi": 150, "fine": 600 if random.random() < 0.2 else 400}.get(defect) or int(
        random.choice([150, 200, 240, 300], p=[0.2, 0.4, 0.1, 0.3])
    )
    dots = dpi / 25.4
    size = round(frame.width * dots), round(frame.height * dots)
    shrink = random.uniform(0.94, 0.965) if defect == "shrink" else random.uniform(0.965, 1.0)
    turn = np.deg2rad(random.uniform(-7, 7) if defect == "skew" else random.normal(0, 0.45))
    lift = random.uniform(6, 16) if defect == "curl" else 0.0
    points = spoil.surface((frame.width, frame.height), lift, random.uniform(0, np.pi), random.uniform(0, 1))
    # A page that does not lie flat on the glass is seen a little from the side: it shifts where it rises.
    places = spoil.seen(points, (0.0, 0.0, turn), 900.0)
    if defect == "curl":
        places = places + points[..., 2:] * random.uniform(-0.15, 0.15, 2)
    places = places * dots * shrink + np.array(size) / 2 + random.normal(0, 0.7 * dots, 2)
    soft = page.filter(ImageFilter.BoxBlur(0.5 * (DPI / dpi - 0.7))) if dpi < DPI else page
    if defect == "moire":
        soft = spoil.grey_print(spoil.grain(page, 3, random), random, 3)
    ground = Image.new("L", size, int(random.choice([255, 255, 246, 12])))
    picture = spoil.laid(soft, places, size, ground, 36 if defect == "curl" else 8)
    if defect == "upside down":
        picture = picture.transpose(Image.Transpose.ROTATE_180)
    elif random.random() < 0.15:
        picture = picture.transpose(Image.Transpose.ROTATE_90)
    if defect == "streak":
        picture = spoil.dust_lines(picture, random)
    low, high = random.uniform(5, 45), random.uniform(222, 253)
    picture = spoil.grain(
        picture.point([low + (high - low) * tone / 255 for tone in range(256)]), random.uniform(0.8, 4.5), random
    )
    return as_file(picture, defect, dpi, random)


def as_file(picture: Image.Image, defect: str, dpi: int, random: np.random.Generator) -> bytes:
    file = io.BytesIO()
    if defect == "bilevel":
        level = int(random.integers(140, 185))
        picture.point([0 if tone < level else 255 for tone in range(256)]).convert("1", dither=Image.Dither.NONE).save(
            file, "TIFF", compression="group4", dpi=(dpi, dpi)
        )
    elif defect == "dithered":
        picture.convert("1", dither=Image.Dither.FLOYDSTEINBERG).save(file, "PNG", dpi=(dpi, dpi))
    elif defect == "hard jpeg":
        picture.convert("RGB").save(file, "JPEG", quality=int(random.integers(12, 30)), dpi=(dpi, dpi))
    else:
        match str(random.choice(["pdf", "jpeg", "png", "tiff"], p=[0.45, 0.4, 0.1, 0.05])):
            case "pdf":
                picture.save(file, "PDF", resolution=dpi, quality=int(random.integers(60, 92)))
            case "jpeg":
                colour = picture if random.random() < 0.5 else picture.convert("RGB")
                colour.save(file, "JPEG", quality=int(random.integers(45, 92)), dpi=(dpi, dpi))
            case "png":
                picture.save(file, "PNG", dpi=(dpi, dpi), compress_level=1)
            case _:
                picture.save(file, "TIFF", compression="packbits", dpi=(dpi, dpi))
    return file.getvalue()


def lamp_light(size: tuple[int, int], random: np.random.Generator) -> np.ndarray:
    """Brighter near a lamp somewhere beside the page."""
    y, x = np.mgrid[0 : size[1] : 16, 0 : size[0] : 16].astype(np.float32)
    lamp = random.uniform(-0.3, 1.3, 2) * size
    spread = max(size) * random.uniform(0.8, 1.6)
    light = 0.5 + 0.45 * np.exp(-((x - lamp[0]) ** 2 + (y - lamp[1]) ** 2) / (2 * spread**2))
    return np.asarray(Image.fromarray(light.astype(np.float32)).resize(size, Image.Resampling.BILINEAR))


def photographed(page: Image.Image, frame: Frame, defect: str, random: np.random.Generator) -> bytes:
    """As a JPEG of a phone held above the page on a table."""
    size = (2304, 3072) if random.random() < 0.6 else (1944, 2592)
    lift = random.uniform(4, 13) if defect == "curled photograph" else random.uniform(0, 1.5)
    points = spoil.surface((frame.width, frame.height), lift, random.uniform(0, np.pi), random.uniform(0, 1))
    tilt = random.normal(0, 0.1), random.normal(0, 0.1), random.normal(0, 0.05)
    away = max(frame.height, frame.width) * random.uniform(1.15, 1.6)
    places = spoil.seen(points, tilt, away)
    low, high = places.reshape(-1, 2).min(axis=0), places.reshape(-1, 2).max(axis=0)
    fit = float(min(np.array(size) / (high - low))) * random.uniform(0.84, 0.97)
    places = (places - (low + high) / 2) * fit + np.array(size) / 2 + random.normal(0, 12, 2)
    table = Image.fromarray(random.integers(40, 130, (size[1] // 60, size[0] // 400), dtype=np.uint8)).resize(
        size, Image.Resampling.BICUBIC
    )
    soft = page.filter(ImageFilter.BoxBlur(max(0.0, 0.55 * (DOTS / fit - 0.7))))
    values = np.asarray(spoil.laid(soft, places, size, table, 36 if defect == "curled photograph" else 18), np.float32)
    values *= lamp_light(size, random)
    if defect == "shadowed photograph":
        shade = Image.new("L", (size[0] // 6, size[1] // 6), 255)
        drawer = ImageDraw.Draw(shade)
        corner = random.uniform(0, 1, 2) * shade.size
        drawer.ellipse((*(corner - 160), *(corner + random.uniform(20, 220, 2))), fill=int(random.integers(110, 185)))
        drawer.rectangle(
            (corner[0] - 30, corner[1], corner[0] + 40, shade.size[1]), fill=int(random.integers(110, 185))
        )
        soft_shade = shade.filter(ImageFilter.GaussianBlur(random.uniform(2, 9))).resize(size, Image.Resampling.BICUBIC)
        values = values * (np.asarray(soft_shade, np.float32) / 255)
    picture = Image.fromarray(
        np.clip(values * random.uniform(0.95, 1.15) + random.uniform(0, 18), 0, 255).astype(np.uint8)
    )
    blur = random.uniform(1.3, 2.0) if defect == "unsharp photograph" else random.uniform(0.3, 0.9)
    picture = spoil.grain(picture.filter(ImageFilter.GaussianBlur(blur)), random.uniform(1, 5), random)
    turn = random.choice([None, None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270])
    if turn is not None:
        picture = picture.transpose(turn)
    file = io.BytesIO()
    picture.convert("RGB").save(file, "JPEG", quality=int(random.integers(60, 93)))
    return file.getvalue()
