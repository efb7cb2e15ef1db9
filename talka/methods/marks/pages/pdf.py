"""PDF by PDFium. A scan's page is mostly one JPEG picture, which is then taken as it is instead of being drawn anew."""

import contextlib
import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from talka.methods.marks.pages.faults import BadFile, Damaged, Encrypted, Fault, Limits, LostPage, TooMany, Truncated
from talka.methods.marks.pages.files import FileType, Grey, Sheet, reduced

POINTS_PER_INCH = 72.0
_TAIL = 2048
LAST_ROWS = 10
"""Of a thousand: so many at the foot of a picture tell whether it breaks off."""


@contextlib.contextmanager
def opened(source: Path | bytes, limits: Limits) -> Iterator[Any]:
    """The document. Raises Truncated, Encrypted, Damaged, TooMany for the file as a whole."""
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
        yield document
    finally:
        document.close()


def page_of(document: Any, number: int, limits: Limits) -> Sheet | LostPage:
    """One page; lost where it cannot be drawn or asks for too much."""
    try:
        return _page(document, number, limits)
    except MemoryError:
        return LostPage(number, Fault.TOO_LARGE, f"page {number + 1} needs more memory than a scan may")
    except BadFile as problem:
        return LostPage.of(problem, number)


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
        if pdfium.FPDFPage_CountObjects(page.raw) == 0:
            # A scanner puts its picture even on a blank page. What is named and cannot be found is left out without a word.
            raise Damaged(f"page {number + 1} holds nothing", number)
        images = list(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4))
        for image in images:
            width_px, height_px = image.get_px_size()
            limits.check(width_px, height_px, number)
        if len(images) == 1:
            taken = _scan(page, images[0], number, limits)
            if taken is not None:
                return Sheet(taken[0], number, FileType.PDF, taken[1])
        scale = limits.long_side / max(width, height)
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        drawn = reduced(bitmap.to_numpy().squeeze().copy(), limits.long_side)
        if _ends_flat(drawn, page.get_rotation()) and not all(_is_whole(image) for image in images):
            raise Damaged(f"the picture on page {number + 1} is not whole", number)
        return Sheet(drawn, number, FileType.PDF, (0, 0))
    except (pypdfium2.PdfiumError, ValueError) as problem:
        raise Damaged(f"page {number + 1} cannot be drawn: {problem}", number) from problem
    finally:
        page.close()


def _ends_flat(picture: Grey, turned: int) -> bool:
    """Whether the last rows are of one tone, as they are where a picture breaks off. Real paper seldom is."""
    upright = np.rot90(picture, turned // 90)
    return int(np.ptp(upright[-max(1, len(upright) * LAST_ROWS // 1000) :])) <= 1


def _is_whole(image: Any) -> bool:
    """Whether all of a picture's rows are there. PDFium draws what there is, and white where there is nothing."""
    filters = list(image.get_filters())
    try:
        if filters == ["DCTDecode"]:
            with Image.open(io.BytesIO(bytes(image.get_data()))) as jpeg:
                jpeg.draft("L", (jpeg.width // 8, jpeg.height // 8))
                jpeg.load()
            return True
        if filters in ([], ["FlateDecode"]):
            told = image.get_metadata()
            bits = told.width * told.bits_per_pixel
            return bool(len(image.get_data(decode_simple=True)) >= (bits + 7) // 8 * told.height)
        image.get_bitmap().close()
    except (pypdfium2.PdfiumError, OSError, SyntaxError, ValueError):
        return False
    return True


def _scan(page: Any, image: Any, number: int, limits: Limits) -> tuple[Any, tuple[int, int]] | None:
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
                limits.check(*native, number)
                longest = max(native)
                jpeg.draft("L", (limits.long_side * native[0] // longest, limits.long_side * native[1] // longest))
                return reduced(np.asarray(jpeg if jpeg.mode == "L" else jpeg.convert("L")), limits.long_side), native
    except (OSError, SyntaxError, ValueError):
        return None  # PDFium is more patient; whether its picture is whole is looked at afterwards
