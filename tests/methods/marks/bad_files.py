"""Files made by hand that are wrong in one way each."""

import io
import struct
import zlib
from collections.abc import Sequence

from PIL import Image


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, with its table in order."""
    out, places = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + head + table + end


CATALOG, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


def jpeg(image: Image.Image) -> bytes:
    made = io.BytesIO()
    image.copy().save(made, "JPEG", quality=70)
    return made.getvalue()


def picture(data: bytes, size: tuple[int, int], how: bytes) -> bytes:
    """A grey picture of so many pixels, packed like this."""
    return (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/%s/Length %d>>stream\n"
        % (*size, how, len(data))
        + data
        + b"\nendstream"
    )


def encrypted_pdf() -> bytes:
    lock = b"<</Filter/Standard/V 1/R 2/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")/P -4>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return pdf(CATALOG, PAGES, page, lock, trailer=b"/Encrypt 4 0 R/ID[<00><00>]")


def huge_page_pdf() -> bytes:
    return pdf(CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 900000 900000]>>")


def huge_picture_pdf(side: int = 60_000) -> bytes:
    """One picture of 60,000 pixels each way, of which only the size is there."""
    picture = (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8/Length 4>>stream\nabcd\nendstream"
        % (side, side)
    )
    content = b"<</Length 24>>stream\n595 0 0 842 0 0 cm /I Do\nendstream"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>"
    return pdf(CATALOG, PAGES, page, content, picture)


def unfolding_pdf(megabytes: int = 1500, among: Sequence[Image.Image] = ()) -> bytes:
    """Four kilobytes of drawing instructions that unfold to gigabytes, in the middle of these pictures."""
    packer = zlib.compressobj(9)
    piece = b"0 0 m 1 1 l S " * 70_000
    once = b"".join(packer.compress(piece) for _ in range(megabytes)) + packer.flush()
    twice = zlib.compress(once, 9)
    content = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(twice) + twice + b"\nendstream"
    objects = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", content]
    kids = [3]
    for image in among:
        number = 3 + len(objects)
        kids.append(number)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 420]/Contents %d 0 R/Resources<</XObject<</I %d 0 R>>>>>>"
            % (number + 1, number + 2),
            b"<</Length 27>>stream\nq 300 0 0 420 0 0 cm /I Do Q\nendstream",
            picture(jpeg(image), image.size, b"DCTDecode"),
        ]
    middle = len(kids) // 2
    order = [*kids[1 : middle + 1], kids[0], *kids[middle + 1 :]]
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % number for number in order), len(order))
    return pdf(CATALOG, pages, *objects)


def png(width: int, height: int, content: bytes | None = None) -> bytes:
    """A one-bit PNG of this size; all white unless something else is given."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    if content is None:
        content = zlib.compress((b"\0" + b"\xff" * ((width + 7) // 8)) * height, 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", content) + chunk(b"IEND", b"")
