"""What a file really is, told from its bytes, and pictures made safe by drawing them anew."""

import io
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from talka.foundation.access import Refusal

PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
# Text, table or slides: the folder that an Office Open XML file keeps its content in, or what OpenDocument calls itself.
OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OPEN_DOCUMENTS = {OPEN_DOCUMENT + kind for kind in ("text", "spreadsheet", "presentation")}
LARGEST_SIDE = 2400
MOST_PIXELS = 40_000_000


@dataclass(frozen=True)
class Content:
    """Bytes that may be kept, with the type that they really have; width and height in pixels for pictures."""

    data: bytes
    content_type: str
    width: int | None = None
    height: int | None = None


def examined(data: bytes, name: str) -> Content:
    """Tell the type by content and make pictures anew (which drops metadata such as places).

    Raises Refusal with a sentence for the person when the file cannot be kept.
    """
    if data[:5] == b"%PDF-":
        return Content(data, "application/pdf")
    if data[:4] == b"PK\x03\x04":
        return Content(data, _office(data, name))
    try:
        with Image.open(io.BytesIO(data)) as probe:
            width, height, kind = probe.width, probe.height, probe.format or ""
            if width * height > MOST_PIXELS:
                raise Refusal(
                    _(
                        "“%(name)s” has more than 40 million pixels. Nothing was kept; make it smaller and bring it again."
                    )
                    % {"name": name}
                )
            if kind not in PICTURES:
                raise UnidentifiedImageError
            picture = probe.convert("RGBA" if kind in {"PNG", "WEBP"} else "RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise Refusal(_not_kept(name)) from error
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    drawn = io.BytesIO()
    picture.save(drawn, format=kind, optimize=True)
    return Content(drawn.getvalue(), PICTURES[kind], picture.width, picture.height)


def _office(data: bytes, name: str) -> str:
    """The type of a text, table or slides by an office program. Raises Refusal for other archives, and for macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            if any(each.lower().endswith("vbaproject.bin") for each in names):
                raise Refusal(
                    _("“%(name)s” carries a program (macros). Save it without them and bring it again.")
                    % {"name": name}
                )
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                called = archive.read("mimetype").decode("ascii", "replace").strip()
                if called in OPEN_DOCUMENTS:
                    return called
            if "[Content_Types].xml" in names:
                for folder, content_type in OFFICE.items():
                    if any(each.startswith(folder) for each in names):
                        return content_type
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Refusal(_not_kept(name)) from error
    raise Refusal(_not_kept(name))


def _not_kept(name: str) -> str:
    return _(
        "“%(name)s” is not a picture (PNG, JPEG, WebP), a PDF or an office document that can be read. Nothing was kept."
    ) % {"name": name}
