"""Files of several pages of which one is broken, as transfers, disks and scanners break them."""

import io
import zlib

import numpy as np
from PIL import Image, TiffImagePlugin

from tests.methods.marks.bad_files import jpeg, pdf, picture


def noise(seed: int, size: tuple[int, int] = (300, 420)) -> Image.Image:
    """Paper with a tone of its own, so that pages are told apart, and with grain, so that no packing makes it small."""
    grain = np.random.default_rng(seed).normal(60 + 40 * seed, 6, (size[1], size[0]))
    return Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8))


def scans_pdf(images: list[Image.Image], how: str = "DCTDecode", **broken: str) -> bytes:
    """A PDF of one picture a page. `broken` says of a page ("p1" is the second) what is wrong with it."""
    count = len(images)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % (3 + 3 * n) for n in range(count)), count),
    ]
    for number, image in enumerate(images):
        first = 3 + 3 * number
        data = jpeg(image) if how == "DCTDecode" else zlib.compress(np.asarray(image).tobytes())
        size, contents, page = image.size, b"q 300 0 0 420 0 0 cm /I Do Q", b""
        match broken.get(f"p{number}"):
            case "half a picture":
                data = data[: len(data) // 2]
            case "nonsense for a picture":
                data = bytes(reversed(data))
            case "huge":
                size = 60_000, 60_000
            case "no page":
                page = b"<</Nothing true>>"
            case "cut page":
                page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0"
            case "no picture":
                data, size = b"", (0, 0)
            case "no measures":
                page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]/Contents %d 0 R>>" % (first + 1)
        objects += [
            page
            or b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 420]/Contents %d 0 R/Resources<</XObject<</I %d 0 R>>>>>>"
            % (first + 1, first + 2),
            b"<</Length %d>>stream\n" % len(contents) + contents + b"\nendstream",
            picture(data, size, how.encode()) if data else b"null",
        ]
    return pdf(*objects)


def scans_tiff(images: list[Image.Image], packing: str = "jpeg") -> bytes:
    made = io.BytesIO()
    images[0].save(made, "TIFF", save_all=True, append_images=images[1:], compression=packing)
    return made.getvalue()


def places(content: bytes) -> list[tuple[int, int, int]]:
    """Of each page of a TIFF: where its description begins, where its first strip does, and how long that is."""
    with Image.open(io.BytesIO(content)) as image:
        assert isinstance(image, TiffImagePlugin.TiffImageFile)
        found = []
        for number in range(image.n_frames):
            image.seek(number)
            tags = image.tag_v2
            found.append((image._frame_pos[number], tags[273][0], tags[279][0]))
    return found


def broken_tiff(content: bytes, number: int, what: str) -> bytes:
    """The same file with one page broken."""
    made = bytearray(content)
    described, strip, length = places(content)[number]
    if what == "strip":
        made[strip : strip + length] = bytes(length)
    elif what == "strip beyond the end":
        made = _retagged(made, described, 273, len(content) + 10_000)
    elif what == "huge":
        made = _retagged(made, described, 256, 60_000)
    elif what == "packing":
        made = _retagged(made, described, 259, 4_242)
    else:  # the way to the next page leads out of the file
        entries = int.from_bytes(made[described : described + 2], "little")
        at = described + 2 + 12 * entries
        made[at : at + 4] = (len(content) + 999_999).to_bytes(4, "little")
    return bytes(made)


def _retagged(content: bytearray, described: int, tag: int, value: int) -> bytearray:
    for number in range(int.from_bytes(content[described : described + 2], "little")):
        at = described + 2 + 12 * number
        if int.from_bytes(content[at : at + 2], "little") == tag:
            # One long number in place of whatever stood there.
            content[at + 2 : at + 12] = (
                (4).to_bytes(2, "little") + (1).to_bytes(4, "little") + value.to_bytes(4, "little")
            )
            return content
    raise AssertionError(tag)
