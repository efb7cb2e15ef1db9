"""What a file really is, told from its bytes, and pictures made safe by drawing them anew."""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from talka.foundation.access import Refusal

PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
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
        raise Refusal(
            _("“%(name)s” is not a picture (PNG, JPEG, WebP) or a PDF that can be read. Nothing was kept.")
            % {"name": name}
        ) from error
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    drawn = io.BytesIO()
    picture.save(drawn, format=kind, optimize=True)
    return Content(drawn.getvalue(), PICTURES[kind], picture.width, picture.height)
