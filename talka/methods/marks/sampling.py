"""Page codes that no common reader can read: their squares are measured softly where they must be.

The place of both copies is known once corner marks are found. `sampled` measures each square of a copy; `drawn_clean` draws
what was measured as a clean symbol, for a reader of QR codes; `matched` compares it with the codes that were printed. Both
accept only what leaves no other explanation, see `matched`.
"""

from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import cv2
import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.codes import QR_MODULES, PageCode
from talka.methods.marks.cutting import Grey, cut
from talka.methods.marks.layout import MODULE
from talka.methods.marks.symbols import BLOCKS, LEAST_APART, WORDS, Bytes, Expected, plan
from talka.methods.marks.warp import Points, Warp

Soft = NDArray[np.float64]

DOTS = 6
"""Pixels a square of the symbol in the straightened picture."""
RIM = 4
"""Squares around the symbol in which it is looked for."""
LEAST_LIKE = 0.55
"""Correlation of the three large squares and the fixed parts, from which a copy counts as seen."""
RARE = 1e-6
"""How often a wrong code may be taken for the right one."""
LEAST_APART_SQUARES = 45
"""Of the 152 squares of 19 words that differ: fewer happen to two codes less than once in a million."""
LEAST_AGREEMENT = 0.45
"""Of each copy that is seen: one that says something else is glued over, or belongs to another sheet."""


@dataclass(frozen=True, slots=True, eq=False)
class Sampled:
    """One copy of a symbol, measured: `dark` is near −1 on white squares and near 1 on dark ones."""

    dark: Soft
    noise: float
    """Root mean square error of the squares that are alike in all symbols."""
    like: float
    """Correlation of those squares with what they should be."""
    corners: Points
    """Of the symbol in the picture, clockwise from its own top left."""


@cache
def _finder() -> Grey:
    """A large square of a symbol with its white rim."""
    squares = np.full((9, 9), 255, np.uint8)
    squares[1:8, 1:8] = np.where(plan().dark[:7, :7], 0, 255)
    return squares.repeat(DOTS, 0).repeat(DOTS, 1)


@cache
def _aligner() -> Grey:
    squares = np.where(plan().dark[20:25, 20:25], 0, 255).astype(np.uint8)
    return squares.repeat(DOTS, 0).repeat(DOTS, 1)


def sampled(picture: Grey, warp: Warp, left: float, top: float, rim: int = RIM) -> Sampled | None:
    """The copy whose top left corner should be there (mm in `warp`); None when its fixed parts are not seen.

    It is looked for in `rim` squares around its place.
    """
    side = (QR_MODULES + 2 * rim) * DOTS
    first = np.array([left, top]) - rim * MODULE
    area = np.concatenate([first, first + (QR_MODULES + 2 * rim) * MODULE])[None]
    patch = cut(picture, warp, area, side, side)[0]
    low, high = np.percentile(patch, (4, 90))
    if high - low < 12:
        return None
    # A smooth patch is found more surely than its dots.
    calm = cv2.GaussianBlur(patch, (0, 0), 0.35 * DOTS)
    matrix = _placed(calm, rim)
    if matrix is None:
        return None
    fine = 4
    centres = (np.arange(QR_MODULES * fine) + 0.5) / fine
    x, y = np.meshgrid(centres, centres)
    across, down = _through(matrix, x, y)
    seen = cv2.remap(patch, across - 0.5, down - 0.5, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    # The middle of a square counts more than its rim, which its neighbours reach into.
    weight = np.array([0.5, 1, 1, 0.5])
    weight /= weight.sum()
    tones = np.einsum(
        "iajb,a,b->ij", seen.reshape(QR_MODULES, fine, QR_MODULES, fine).astype(np.float64), weight, weight
    )
    dark, noise, like = _evened(tones)
    if like < LEAST_LIKE:
        return None
    x, y = (
        np.array(each, dtype=np.float64) for each in ([0, QR_MODULES, QR_MODULES, 0], [0, 0, QR_MODULES, QR_MODULES])
    )
    across, down = _through(matrix, x, y)
    places = first + np.column_stack([across, down]) / DOTS * MODULE
    return Sampled(dark, noise, like, warp(places))


def _through(matrix: Soft, x: Soft, y: Soft) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    depth = matrix[2, 0] * x + matrix[2, 1] * y + matrix[2, 2]
    across = (matrix[0, 0] * x + matrix[0, 1] * y + matrix[0, 2]) / depth
    down = (matrix[1, 0] * x + matrix[1, 1] * y + matrix[1, 2]) / depth
    return across.astype(np.float32), down.astype(np.float32)


def _placed(calm: Grey, rim: int) -> Soft | None:
    """From squares of the symbol to pixels of the patch, through its three large squares and the small fourth."""
    reach = rim * DOTS - DOTS
    squares, pixels = [], []
    for row, column in ((0, 0), (0, QR_MODULES - 7), (QR_MODULES - 7, 0)):
        found = _best(calm, _finder(), (column - 1 + rim) * DOTS, (row - 1 + rim) * DOTS, reach)
        if found is not None:
            squares.append((column + 3.5, row + 3.5))
            pixels.append((found[0] + 4.5 * DOTS, found[1] + 4.5 * DOTS))
    if len(squares) < 2:
        return None
    at, seen = np.array(squares), np.array(pixels)
    if len(squares) == 3:
        affine = np.linalg.solve(np.column_stack([at, np.ones(3)]), seen).T
    else:
        # Two of three: turned and grown as one, which is all that two points tell.
        was, now = (complex(*(each[1] - each[0])) for each in (at, seen))
        turn = now / was
        linear = np.array([[turn.real, -turn.imag], [turn.imag, turn.real]])
        affine = np.column_stack([linear, seen.mean(axis=0) - linear @ at.mean(axis=0)])
    grown = np.sqrt(abs(np.linalg.det(affine[:, :2]))) / DOTS
    if not 0.85 < grown < 1.18:
        return None
    expected = affine @ [20.0, 20.0, 1.0]
    fourth = _best(calm, _aligner(), expected[0], expected[1], 1.5 * DOTS)
    if fourth is not None and len(squares) == 3:
        at = np.vstack([at, [22.5, 22.5]])
        seen = np.vstack([seen, np.array(fourth) + 2.5 * DOTS])
        return np.asarray(cv2.getPerspectiveTransform(at.astype(np.float32), seen.astype(np.float32)))
    return np.vstack([affine, [0, 0, 1]])


def _best(calm: Grey, template: Grey, x: float, y: float, reach: float) -> tuple[float, float] | None:
    """Top left corner of where the template is most alike, near (x, y); None when it is not alike."""
    side = len(template)
    left, top = max(0, round(x - reach)), max(0, round(y - reach))
    part = calm[top : round(y + reach) + side, left : round(x + reach) + side]
    if part.shape[0] < side or part.shape[1] < side:
        return None
    scores = cv2.matchTemplate(part, template, cv2.TM_CCOEFF_NORMED)
    _, best, _, (column, row) = cv2.minMaxLoc(scores)
    if best < LEAST_LIKE:
        return None

    def between(before: float, here: float, after: float) -> float:
        bend = before - 2 * here + after
        return 0.0 if bend >= -1e-9 else max(-0.5, min(0.5, 0.5 * (before - after) / bend))

    dx = between(*scores[row, column - 1 : column + 2]) if 0 < column < scores.shape[1] - 1 else 0.0
    dy = between(*scores[row - 1 : row + 2, column]) if 0 < row < scores.shape[0] - 1 else 0.0
    return left + column + dx, top + row + dy


@cache
def _known_design() -> tuple[Soft, Soft]:
    """For the fixed squares: where they stand, and what they and their neighbours are (±1, white around the symbol)."""
    sign = np.where(plan().dark, 1.0, -1.0)
    rows, columns = np.nonzero(plan().fixed)
    across, down = columns / QR_MODULES - 0.5, rows / QR_MODULES - 0.5
    return np.column_stack([np.ones(len(rows)), across, down]), sign[rows, columns]


def _neighbours(sign: Soft) -> tuple[Soft, Soft]:
    """Means of the four squares beside each, and of the four at its corners; outside everything is white."""
    wide = np.pad(sign, 1, constant_values=-1.0)
    beside = (wide[:-2, 1:-1] + wide[2:, 1:-1] + wide[1:-1, :-2] + wide[1:-1, 2:]) / 4
    corner = (wide[:-2, :-2] + wide[:-2, 2:] + wide[2:, :-2] + wide[2:, 2:]) / 4
    return beside, corner


def _evened(tones: Soft) -> tuple[Soft, float, float]:
    """Light and unsharpness taken out: what is dark is about 1, what is white about −1; the noise; the likeness.

    What reaches into a square from its neighbours is estimated with them, three times over: first from the fixed parts, of
    which some have neighbours that are not known, then from all squares as they seem to be.
    """
    fixed = plan().fixed
    light, known = _known_design()
    start = np.linalg.lstsq(np.column_stack([light, known]), tones[fixed], rcond=None)[0]
    y, x = np.mgrid[:QR_MODULES, :QR_MODULES] / QR_MODULES - 0.5
    sign = np.sign(start[0] + start[1] * x + start[2] * y - tones)
    sign[fixed] = known
    everywhere = np.column_stack([np.ones(tones.size), x.ravel(), y.ravel()])
    dark = sign
    for _ in range(4):
        beside, corner = _neighbours(sign)
        design = np.column_stack([everywhere, sign.ravel(), beside.ravel(), corner.ravel()])
        found = np.linalg.lstsq(design, tones.ravel(), rcond=None)[0]
        own = min(found[3], -1.0)
        # Only unsharpness is taken out: a neighbour cannot make its neighbour brighter.
        beside_share, corner_share = min(found[4], 0.0), min(found[5], 0.0)
        rest = tones - (everywhere @ found[:3]).reshape(tones.shape)
        dark = (rest - beside_share * beside - corner_share * corner) / own
        sign = np.where(dark > 0, 1.0, -1.0)
        sign[fixed] = np.where(plan().dark[fixed], 1.0, -1.0)
    like = float(np.corrcoef(dark[fixed], known)[0, 1])
    noise = float(np.sqrt(((np.clip(dark[fixed], -2, 2) - known) ** 2).mean()))
    return np.clip(dark, -2.0, 2.0), max(noise, 0.05), like


def together(copies: list[Sampled]) -> tuple[Soft, float]:
    """Both copies added up, the clearer one more."""
    weights = np.array([1 / each.noise**2 for each in copies])
    summed = sum(each.dark * weight for each, weight in zip(copies, weights, strict=True)) / weights.sum()
    return np.asarray(summed), float(1 / np.sqrt(weights.sum()))


def _mask_of(dark: Soft) -> int:
    bits = np.where(plan().form_bits, 1.0, -1.0)
    return int(np.argmax(bits @ dark[plan().forms]))


def drawn_clean(dark: Soft) -> Grey:
    """The symbol as it seems to be, with its fixed parts as they must be."""
    squares = dark > 0
    squares[plan().fixed] = plan().dark[plan().fixed]
    squares[plan().forms] = plan().form_bits[_mask_of(dark)]
    return np.pad(np.where(squares, 0, 255).astype(np.uint8), 4, constant_values=255).repeat(4, 0).repeat(4, 1)


def _soft_bits(dark: Soft) -> Soft:
    """The 70 × 8 squares of the words without their mask: positive is a one."""
    found = dark[plan().rows, plan().columns]
    return np.where(plan().masks[_mask_of(dark)], -found, found)


@cache
def _bits() -> Soft:
    """±1 for each bit of each byte."""
    return np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).astype(np.float64) * 2 - 1


def matched(copies: list[Sampled], expected: Expected) -> PageCode | None:
    """Which of the expected codes the copies say; None when not sure.

    With `s` the soft squares turned so that the best code makes them positive, m their mean and σ their spread:

    - against each other expected code: the squares in which the two differ have the sum S, over D of them. Were the other
      one printed, S would be −mD in the mean with spread σ√D. It must be beyond +zσ√D, where z is exceeded by chance once
      in a million for *all* others together. That is stricter by mD than needed.
    - against any code that was not expected: such a code differs in at least 19 of 35 words of one block, and so in at
      least 45 of their 152 squares (fewer is rarer than one in a million). Were it printed, the mean over these 19 words
      would be at most m(1 − 90/152). So in both blocks even the 19 words that agree least must agree better than that, by
      what chance exceeds once in a million.
    - each copy that is seen must agree by itself.
    """
    if not copies or not len(expected.codes):
        return None
    bits = _soft_bits(together(copies)[0])
    by_byte = bits @ _bits().T  # 70 × 256
    places = np.arange(WORDS)
    scores = by_byte[places, expected.words].sum(axis=1)
    best = int(np.argmax(scores))
    said = expected.words[best]
    if not agrees(copies, said):
        return None
    others = np.delete(np.arange(len(scores)), best)
    if len(others):
        apart = _apart(expected.words[others], said)
        spread = float((bits * _bits()[said]).std())
        least = -NormalDist().inv_cdf(RARE / len(others))
        if ((scores[best] - scores[others]) / 2 < least * spread * np.sqrt(apart)).any():
            return None
    return expected.codes[best]


def agrees(copies: list[Sampled], said: Bytes) -> bool:
    """Whether these words are what was printed, and no other symbol whatsoever."""
    agreement = _soft_bits(together(copies)[0]) * _bits()[said]
    mean, spread = float(agreement.mean()), float(agreement.std())
    chance = -NormalDist().inv_cdf(RARE) * spread / np.sqrt(LEAST_APART * 8)
    least = mean * (1 - 2 * LEAST_APART_SQUARES / (LEAST_APART * 8)) + chance
    words = agreement.mean(axis=1)
    for block in range(BLOCKS):
        if np.sort(words[block::BLOCKS])[:LEAST_APART].mean() < least:
            return False
    return all((_soft_bits(each.dark) * _bits()[said]).mean() >= LEAST_AGREEMENT * mean for each in copies)


def _apart(words: Bytes, said: Bytes) -> NDArray[np.int64]:
    ones = (_bits() > 0).sum(axis=1)
    return np.asarray(ones[words ^ said].sum(axis=1))
