"""Pages in every position, from the tuning corpus and by plain geometry."""

from functools import cache

import cv2
import numpy as np

from bench.sheets.truth import KnownPage
from bench.sheets.tuning import page
from bench.sheets.tuning_wear import worn
from talka.methods.marks.pages.files import reduced


@cache
def known(seed: int, defect: str) -> tuple[KnownPage, np.ndarray]:
    """A page of the tuning corpus and its picture as the reader gets it."""
    made = page(seed, defect)
    return made, reduced(made.picture, 2400)


@cache
def worn_page(seed: int, wear: str) -> tuple[KnownPage, np.ndarray]:
    """The same of a page whose code or corners suffered."""
    made = worn(seed, wear)
    return made, reduced(made.picture, 2400)


def moved(picture: np.ndarray, matrix: np.ndarray, size: tuple[int, int] | None = None) -> np.ndarray:
    size = size or (picture.shape[1], picture.shape[0])
    return cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_AREA, borderValue=255)


def turned(picture: np.ndarray, degrees: float, scale: float = 1.0) -> np.ndarray:
    middle = picture.shape[1] / 2, picture.shape[0] / 2
    return cv2.warpAffine(
        picture,
        cv2.getRotationMatrix2D(middle, degrees, scale),
        picture.shape[::-1],
        flags=cv2.INTER_AREA,
        borderValue=255,
    )
