"""TIFF, JPEG and PNG, decoded by Pillow: it says when a file ends early, where others fill up with grey."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image, UnidentifiedImageError

from talka.methods.marks.pages.faults import (
    BadFile,
    Damaged,
    Fault,
    Limits,
    LostPage,
    TooLarge,
    TooMany,
    Truncated,
)
from talka.methods.marks.pages.files import FileType, Sheet, reduced

_BROKEN = (OSError, SyntaxError, ValueError, struct.error, zlib.error, EOFError, TypeError, IndexError, KeyError)
"""What Pillow's decoders raise on bytes that make no sense."""


def picture_pages(source: Path | bytes, kind: FileType, start: int, limits: Limits) -> Iterator[Sheet | LostPage]:
    """Raises Truncated, Damaged, TooLarge, TooMany for the file as a whole, or for all of it behind a page."""
    file = io.BytesIO(source) if isinstance(source, bytes) else source.open("rb")
    with file, warnings.catch_warnings():
        # Pillow warns of large pictures; ours are measured against `limits` before they are decoded.
        warnings.simplefilter("ignore")
        if kind is FileType.TIFF:
            yield from _frames(file, start, limits)
        elif start == 0:
            with _opened(file, kind, limits) as image:
                limits.check(*image.size, 0)
                yield _sheet_or_lost(image, 0, kind, limits)


def _opened(file: IO[bytes], kind: FileType, limits: Limits) -> Image.Image:
    file.seek(0)
    try:
        return Image.open(file, formats=[kind.value.upper()])
    except UnidentifiedImageError as problem:
        raise Truncated("the picture ends before its own description does") from problem
    except Image.DecompressionBombError:
        raise _bomb(limits) from None
    except _BROKEN as problem:
        raise Damaged(f"the picture cannot be opened: {problem}") from problem


def _frames(file: IO[bytes], start: int, limits: Limits) -> Iterator[Sheet | LostPage]:
    """The pictures of a TIFF, each found by the one before it: where that chain breaks, the file ends."""
    image = _opened(file, FileType.TIFF, limits)
    number = start
    while True:
        if number >= limits.pages:
            raise TooMany(f"more than {limits.pages:,} pages in one file", number)
        page: Sheet | LostPage
        try:
            image.seek(number)
            limits.check(*image.size, number)
            page = _sheet_or_lost(image, number, FileType.TIFF, limits)
        except EOFError:
            return
        except TooLarge as problem:
            page = LostPage.of(problem, number)
        except Image.DecompressionBombError:
            page = LostPage.of(_bomb(limits, number), number)
        except _BROKEN as problem:
            if not _goes_on(file, number + 1, limits):
                raise Truncated(f"the file ends before page {number + 1}", number) from problem
            page = LostPage(number, Fault.DAMAGED, f"page {number + 1} cannot be opened: {problem}")
        yield page
        number += 1
        if isinstance(page, LostPage):
            # A decoder that failed half way is not asked again.
            image = _opened(file, FileType.TIFF, limits)


def _goes_on(file: IO[bytes], number: int, limits: Limits) -> bool:
    """Whether there is a page behind one whose description cannot be read."""
    try:
        _opened(file, FileType.TIFF, limits).seek(number)
    except Image.DecompressionBombError:
        return True
    except (*_BROKEN, BadFile):
        return False
    return True


def _sheet_or_lost(image: Image.Image, number: int, kind: FileType, limits: Limits) -> Sheet | LostPage:
    try:
        return _sheet(image, number, kind, limits)
    except BadFile as problem:
        return LostPage.of(problem, number)


def _sheet(image: Image.Image, number: int, kind: FileType, limits: Limits) -> Sheet:
    native = image.size
    try:
        if kind is FileType.JPEG:
            # The decoder leaves out fine detail that would be averaged away, and the colours.
            image.draft("L", (limits.long_side * native[0] // max(native), limits.long_side * native[1] // max(native)))
        if image.mode in {"I;16", "I", "F", "I;16B"}:
            values = np.asarray(image, dtype=np.float32)
            grey = (values * (255.0 / max(float(values.max()), 1.0))).astype(np.uint8)
        elif image.mode in {"LA", "RGBA", "PA"} or "transparency" in image.info:
            flat = image.convert("RGBA")
            paper = Image.new("RGBA", flat.size, "white")
            paper.alpha_composite(flat)
            grey = np.asarray(paper.convert("L"))
        else:
            grey = np.asarray(image if image.mode == "L" else image.convert("L"))
    except MemoryError as problem:
        raise Damaged(f"page {number + 1} does not fit into memory", number) from problem
    except _BROKEN as problem:
        early = "truncated" in str(problem).lower() or "not enough" in str(problem).lower() or kind is not FileType.TIFF
        fault: type[BadFile] = Truncated if early else Damaged
        raise fault(f"page {number + 1} cannot be decoded: {problem}", number) from problem
    return Sheet(reduced(grey, limits.long_side), number, kind, native)


def _bomb(limits: Limits, page: int = 0) -> BadFile:
    try:
        limits.check(limits.side + 1, limits.side + 1, page)
    except BadFile as problem:
        return problem
    raise AssertionError  # a side above the limit is always refused
