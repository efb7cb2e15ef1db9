"""The door: what type a file is, and its pages one after another."""

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.pages.faults import Limits, LostPage, UnknownType, WrongName

if TYPE_CHECKING:
    from talka.methods.marks.pages.apart import Renderer

Grey = NDArray[np.uint8]


class FileType(StrEnum):
    PDF = "pdf"
    TIFF = "tiff"
    JPEG = "jpeg"
    PNG = "png"


_NAMES = {
    ".pdf": FileType.PDF,
    ".tif": FileType.TIFF,
    ".tiff": FileType.TIFF,
    ".jpg": FileType.JPEG,
    ".jpeg": FileType.JPEG,
    ".jpe": FileType.JPEG,
    ".png": FileType.PNG,
}


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One page as a grey picture (255 is white), and where it came from. `number` counts from 0 in its file."""

    picture: Grey
    number: int
    type: FileType
    native: tuple[int, int] = (0, 0)
    """Width and height in the file, before it was reduced."""
    part: int = 0
    """1 and 2 are the two pages of a picture that holds two; 0 is all of it."""
    place: tuple[tuple[float, float], ...] = ()
    """Where the part lies: its outline in shares of the whole picture's width and height."""

    @property
    def fingerprint(self) -> str:
        """The same for the same pixels: tells a file imported twice, not a page scanned twice."""
        shape = "x".join(map(str, self.picture.shape))
        return hashlib.sha256(shape.encode() + np.ascontiguousarray(self.picture).tobytes()).hexdigest()


def type_of(head: bytes) -> FileType:
    """The type that the first kilobyte of a file tells. Raises UnknownType."""
    if head.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG
    if head[:4] in {b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"}:
        return FileType.TIFF
    if b"%PDF-" in head[:1024]:
        return FileType.PDF
    if head[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}:
        raise UnknownType("a picture of a phone's own type (HEIC or AVIF); it can be sent as JPEG instead")
    raise UnknownType("neither PDF nor TIFF, JPEG or PNG")


def pages(
    source: Path | bytes,
    name: str = "",
    *,
    start: int = 0,
    most: int | None = None,
    limits: Limits | None = None,
    renderer: "Renderer | None" = None,
) -> Iterator[Sheet | LostPage]:
    """The pages of a file from number `start` on, one picture at a time, `most` of them.

    `name` is what the sender called the file; when it ends in a type, the content must be of that type. A page that is
    damaged, or asks for too much, is a `LostPage`, and those behind it follow. Raises one of the errors in `faults` where
    nothing of the file can be read, or nothing behind a place that the error names. Whoever reads many PDFs gives a
    `renderer`; else each PDF starts one of its own.
    """
    # Imported when needed: they stand on this module, and photographs need no PDF library.
    from talka.methods.marks.pages.apart import Renderer
    from talka.methods.marks.pages.pictures import picture_pages

    limits = limits or Limits()
    kind = type_of(_head(source))
    promised = _NAMES.get(PurePath(name).suffix.lower())
    if promised is not None and promised is not kind:
        raise WrongName(f"{name} is named like {promised.value.upper()} but holds {kind.value.upper()}")
    if kind is not FileType.PDF:
        yield from itertools.islice(picture_pages(source, kind, start, limits), most)
    elif renderer is not None:
        yield from renderer.pages(source, start, limits, most)
    else:
        with Renderer() as own:
            yield from own.pages(source, start, limits, most)


def _head(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source[:1024]
    with source.open("rb") as file:
        return file.read(1024)


def reduced(picture: Any, long_side: int) -> Grey:
    """The grey picture with a longer side of at most `long_side`, each new pixel the mean of those that it covers."""
    import cv2

    height, width = picture.shape[:2]
    grey = picture if picture.ndim == 2 else cv2.cvtColor(picture[:, :, :3], cv2.COLOR_RGB2GRAY)
    factor = long_side / max(height, width)
    if factor >= 1:
        return np.ascontiguousarray(grey, dtype=np.uint8)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    # Whole steps first and the rest between pixels: five times as fast as one broken step, and hardly another picture.
    whole = int(1 / factor)
    if whole > 1 and width >= whole and height >= whole:
        fewer = width // whole, height // whole
        grey = cv2.resize(grey[: fewer[1] * whole, : fewer[0] * whole], fewer, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_LINEAR_EXACT), dtype=np.uint8)
