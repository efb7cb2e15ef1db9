"""PDF by PDFium. A scan's page is mostly one JPEG picture, which is then taken as it is instead of being drawn anew."""

import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from talka.methods.marks.pages.faults import BadFile, Damaged, Encrypted, Limits, TooMany, Truncated
from talka.methods.marks.pages.files import FileType, Sheet, reduced

POINTS_PER_INCH = 72.0
_TAIL = 2048


def pdf_pages(source: Path | bytes, start: int, limits: Limits) -> Iterator[Sheet]:
    """Raises Truncated, Encrypted, Damaged, TooLarge, TooMany."""
    whole = b"%%EOF" in _tail(source)
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as problem:
        if "assword" in str(problem) or "ecurity" in str(problem):
            raise Encrypted("the PDF is locked by a password") from problem
        if not whole:
            raise Truncated("the PDF ends before its end") from problem
        raise Damaged(f"the PDF cannot be opened: {problem}") from problem
    try:
        if not whole:
            # PDFium would mend it by leaving pages out, and nobody would know.
            raise Truncated("the PDF ends before its end")
        count = len(document)
        if count == 0:
            raise Damaged("the PDF has no page")
        if count > limits.pages:
            raise TooMany(f"{count:,} pages in one file; at most {limits.pages:,} are read")
        for number in range(start, count):
            yield _page(document, number, limits)
    finally:
        document.close()


def _tail(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source[-_TAIL:]
    with source.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - _TAIL))
        return file.read()


def _page(document: Any, number: int, limits: Limits) -> Sheet:
    try:
        page = document[number]
    except pypdfium2.PdfiumError as problem:
        raise Damaged(f"page {number + 1} cannot be opened: {problem}", number) from problem
    try:
        width, height = page.get_size()
        if not (10 < width < 20_000 and 10 < height < 20_000):
            raise Damaged(f"page {number + 1} measures {width:.0f} by {height:.0f} points", number)
        images = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4))
        for image in images:
            width_px, height_px = image.get_px_size()
            limits.check(width_px, height_px, number)
        if len(images) == 1:
            taken = _scan(page, images[0], limits)
            if taken is not None:
                return Sheet(taken[0], number, FileType.PDF, taken[1])
        scale = limits.long_side / max(width, height)
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        return Sheet(reduced(bitmap.to_numpy().squeeze().copy(), limits.long_side), number, FileType.PDF, (0, 0))
    except BadFile:
        raise
    except (pypdfium2.PdfiumError, MemoryError, ValueError) as problem:
        raise Damaged(f"page {number + 1} cannot be drawn: {problem}", number) from problem
    finally:
        page.close()


def _scan(page: Any, image: Any, limits: Limits) -> tuple[Any, tuple[int, int]] | None:
    """The page's own JPEG when it fills the page, upright and with nothing on top of it; else None."""
    if pdfium.FPDFPage_CountObjects(page.raw) != 1 or page.get_rotation() != 0:
        return None
    if list(image.get_filters()) != ["DCTDecode"]:
        return None
    matrix = image.get_matrix().get()
    width, height = page.get_size()
    crop = page.get_cropbox()
    fills = abs(matrix[0] - width) < 2 and abs(matrix[3] - height) < 2 and abs(matrix[1]) + abs(matrix[2]) < 0.01
    if not fills or abs(matrix[4] - crop[0]) > 2 or abs(matrix[5] - crop[1]) > 2:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(bytes(image.get_data()))) as jpeg:
                if jpeg.mode not in {"L", "RGB"}:
                    return None
                native = jpeg.size
                limits.check(*native, 0)
                longest = max(native)
                jpeg.draft("L", (limits.long_side * native[0] // longest, limits.long_side * native[1] // longest))
                return reduced(np.asarray(jpeg if jpeg.mode == "L" else jpeg.convert("L")), limits.long_side), native
    except (OSError, SyntaxError, ValueError):
        return None  # PDFium is more patient, and its picture is checked like any other
