"""What happens to the printed and written page until it is a file: printing, copying, lying about, scanning, photographing.

All with Pillow and numpy: halftone screens, dot gain, bleeding ink, dithering, moiré, paper on a cylinder before a camera.
"""

import io
from functools import cache

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

Random = np.random.Generator
NOISE = 1531


def grey_print(page: Image.Image, random: Random, cell: int) -> Image.Image:
    """As from a copier that prints grey in dots: whatever is not black or white becomes a screen of dots."""
    values = np.asarray(page, np.float32) / 255
    y, x = np.arange(values.shape[0], dtype=np.float32)[:, None], np.arange(values.shape[1], dtype=np.float32)[None]
    angle = random.uniform(0.2, 1.2)
    u, v = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    screen = 0.5 + 0.25 * (np.cos(2 * np.pi * u / cell) + np.cos(2 * np.pi * v / cell))
    return Image.fromarray(np.where(values * 0.96 + 0.02 > screen * 0.96 + 0.02, 255, 0).astype(np.uint8))


def bleed(page: Image.Image, random: Random) -> Image.Image:
    """Ink runs along fibres and dots grow: everything dark gets wider and ragged."""
    soft = np.asarray(page.filter(ImageFilter.GaussianBlur(random.uniform(1.2, 2.0))), np.float32)
    small = random.integers(0, 60, (page.size[1] // 3 + 1, page.size[0] // 3 + 1), dtype=np.uint8)
    fibre = np.asarray(Image.fromarray(small).resize(page.size, Image.Resampling.BICUBIC), np.float32)
    level = random.uniform(150, 190)
    return Image.fromarray(np.clip((soft - level + fibre - 30) * 3 + 128, 0, 255).astype(np.uint8))


def weak_toner(page: Image.Image, random: Random) -> Image.Image:
    """An old office printer: print is grey and uneven."""
    small = random.integers(0, 255, (24, 18), dtype=np.uint8)
    cloud = np.asarray(Image.fromarray(small).resize(page.size, Image.Resampling.BICUBIC), np.float32) / 255
    values = np.asarray(page, np.float32)
    return Image.fromarray((255 - (255 - values) * (random.uniform(0.5, 0.7) + 0.25 * cloud)).astype(np.uint8))


def cup(page: Image.Image, random: Random) -> None:
    """The ring of a cup: a dark rim, a paler inside, broken here and there."""
    width, height = page.size
    layer = Image.new("L", (width // 4, height // 4), 255)
    drawer = ImageDraw.Draw(layer)
    radius = random.uniform(30, 42) * width / 210 / 4
    x, y = random.uniform(0.1, 0.9) * layer.size[0], random.uniform(0.1, 0.9) * layer.size[1]
    tone = int(random.integers(150, 215))
    drawer.ellipse((x - radius, y - radius, x + radius, y + radius), outline=tone, width=int(random.integers(3, 10)))
    for _ in range(3):
        begin = random.uniform(0, 360)
        drawer.arc(
            (x - radius, y - radius, x + radius, y + radius),
            begin,
            begin + random.uniform(5, 40),
            fill=tone - 30,
            width=4,
        )
    soft = layer.filter(ImageFilter.GaussianBlur(1.5)).resize(page.size, Image.Resampling.BICUBIC)
    page.paste(ImageChops.multiply(page, soft))


def staple(page: Image.Image, dots: float, random: Random) -> None:
    drawer = ImageDraw.Draw(page)
    x, y = random.uniform(5, 40) * dots, random.uniform(5, 40) * dots
    dx, dy = random.uniform(6, 11) * dots, random.uniform(-4, 8) * dots
    drawer.line((x + 4, y + 5, x + dx + 4, y + dy + 5), fill=150, width=int(0.9 * dots))
    drawer.line((x, y, x + dx, y + dy), fill=int(random.choice([50, 205])), width=int(0.6 * dots))


def corner_gone(page: Image.Image, dots: float, covered: bool, random: Random) -> None:
    """A corner torn off or folded over, or something laid on it: a note, a thumb, a paper clip's shadow."""
    width, height = page.size
    reach_x, reach_y = random.uniform(13, 38, 2) * dots
    at_x, at_y = int(random.integers(0, 2)), int(random.integers(0, 2))
    x, y = at_x * width, at_y * height
    sx, sy = (1 - 2 * at_x), (1 - 2 * at_y)
    drawer = ImageDraw.Draw(page)
    tone = int(random.choice([25, 90, 160, 225, 250]))
    if covered:
        drawer.rectangle(sorted_box(x, y, x + sx * reach_x, y + sy * reach_y), fill=tone)
    else:
        drawer.polygon(((x, y), (x + sx * reach_x * 1.3, y), (x, y + sy * reach_y * 1.3)), fill=tone)
        drawer.line(
            ((x + sx * reach_x * 1.3, y), (x, y + sy * reach_y * 1.3)), fill=max(0, tone - 50), width=int(0.7 * dots)
        )


def sorted_box(x1: float, y1: float, x2: float, y2: float) -> tuple[float, float, float, float]:
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def surface(frame_size: tuple[float, float], lift: float, axis: float, phase: float, cells: int = 24) -> np.ndarray:
    """Points of a page that lies like a wave: (cells+1)² rows of x, y, z in mm, the page's middle at 0."""
    width, height = frame_size
    u, v = np.meshgrid(np.linspace(-0.5, 0.5, cells + 1), np.linspace(-0.5, 0.5, cells + 1))
    x, y = u * width, v * height
    along = (x * np.cos(axis) + y * np.sin(axis)) / max(width, height)
    z = lift * np.sin(2 * np.pi * (along * 0.8 + phase))
    # Paper does not stretch: where it rises it also comes nearer to the middle.
    shorter = (
        1 - 0.5 * (2 * np.pi * 0.8 * lift / max(width, height)) ** 2 * np.cos(2 * np.pi * (along * 0.8 + phase)) ** 2
    )
    return np.stack([x * shorter, y * shorter, z], axis=-1)


def seen(points: np.ndarray, tilt: tuple[float, float, float], away: float) -> np.ndarray:
    """Where a camera `away` mm above the tilted page sees these points (pinhole)."""
    a, b, c = tilt
    about_x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    about_y = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    about_z = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    turned = points @ (about_z @ about_y @ about_x).T
    return np.asarray(turned[..., :2] * (away / (away - turned[..., 2:])))


def laid(
    page: Image.Image, places: np.ndarray, size: tuple[int, int], fill: Image.Image, pieces: int = 36
) -> Image.Image:
    """The page drawn so that its grid lies at `places` (pixels of the new picture), on the ground `fill`."""
    cells = len(places) - 1
    back = inverse_grid(places, size, pieces)
    rows, columns = back.shape[0] - 1, back.shape[1] - 1
    mesh = []
    for row in range(rows):
        for column in range(columns):
            box = (
                column * size[0] // columns, row * size[1] // rows,
                (column + 1) * size[0] // columns, (row + 1) * size[1] // rows,
            )  # fmt: skip
            quad = [back[row, column], back[row + 1, column], back[row + 1, column + 1], back[row, column + 1]]
            mesh.append((box, tuple(float(v) for point in quad for v in (point / cells * np.array(page.size)))))
    drawn = page.transform(size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)
    mask = Image.new("L", size, 0)
    rim = np.concatenate([places[0], places[1:, -1], places[-1, -2::-1], places[-2::-1, 0]])
    ImageDraw.Draw(mask).polygon([(float(x), float(y)) for x, y in rim], fill=255)
    out = fill.copy()
    out.paste(drawn, (0, 0), mask)
    return out


def inverse_grid(places: np.ndarray, size: tuple[int, int], cells: int) -> np.ndarray:
    """For a regular grid over the picture, where on the page's grid each point is (in cells of the page, may lie outside)."""
    from scipy.interpolate import RBFInterpolator

    count = len(places)
    v, u = np.mgrid[0:count, 0:count].astype(float)
    known = np.column_stack([u.ravel(), v.ravel()])
    every = slice(None, None, 5)
    fit = RBFInterpolator(
        places.reshape(-1, 2)[every], known[every], smoothing=1e-6, kernel="thin_plate_spline", degree=1
    )
    y, x = np.mgrid[0 : cells + 1, 0 : cells + 1].astype(float)
    target = np.column_stack([x.ravel() * size[0] / cells, y.ravel() * size[1] / cells])
    return np.asarray(fit(target).reshape(cells + 1, cells + 1, 2))


def grain(picture: Image.Image, strength: float, random: Random) -> Image.Image:
    # One large patch of noise, laid anew from another place each time: drawing millions of numbers would take longest.
    top, left = random.integers(0, NOISE, 2)
    rows = (np.arange(picture.size[1]) + top) % NOISE
    columns = (np.arange(picture.size[0]) + left) % NOISE
    noise = noise_patch()[rows][:, columns] * np.float32(strength)
    noise += np.asarray(picture)
    return Image.fromarray(np.clip(noise, 0, 255, out=noise).astype(np.uint8))


@cache
def noise_patch() -> np.ndarray:
    return np.random.default_rng(41).standard_normal((NOISE, NOISE), dtype=np.float32)


def dust_lines(picture: Image.Image, random: Random) -> Image.Image:
    """Lines of a dirty feeder along the whole picture: sharp or soft, dark or pale, sometimes fading."""
    values = np.asarray(picture, np.float32).copy()
    height, width = values.shape
    for _ in range(int(random.integers(1, 3))):
        at, thick = random.uniform(0.03, 0.97) * width, random.uniform(0.8, 4.0)
        profile = np.clip(thick / 2 + 0.5 - np.abs(np.arange(width) - at), 0, 1)
        fade = np.interp(np.arange(height), np.linspace(0, height, 6), random.uniform(0.6, 1.0, 6))
        cover = random.uniform(0.3, 1.0) * fade[:, None] * profile[None]
        tone = 20.0 if random.random() < 0.8 else 252.0
        values = values * (1 - cover) + tone * cover
    return Image.fromarray(values.astype(np.uint8))


def through_jpeg(picture: Image.Image, quality: int) -> Image.Image:
    file = io.BytesIO()
    picture.convert("RGB").save(file, "JPEG", quality=quality, subsampling=2)
    return Image.open(file).convert("L")
