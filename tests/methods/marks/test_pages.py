"""Pages come out one at a time, and bad files with an error that has a name."""

import io
import resource
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image

from talka.methods.marks.pages import (
    BadFile,
    Damaged,
    Encrypted,
    FileType,
    Limits,
    TooLarge,
    TooMany,
    Truncated,
    UnknownType,
    WrongName,
    pages,
    type_of,
)
from talka.methods.marks.pages.apart import Renderer
from tests.methods.marks import bad_files


@pytest.fixture(scope="module")
def renderer():
    with Renderer() as one:
        yield one


def drawn(size=(1200, 1700), mode="L") -> Image.Image:
    """A picture that is dark at the top left."""
    image = Image.new("L", size, 250)
    image.paste(10, (0, 0, size[0] // 2, size[1] // 2))
    return image.convert(mode)


def saved(kind: str, *images: Image.Image, **options) -> bytes:
    file = io.BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if len(images) > 1 else {}
    images[0].save(file, kind, **more, **options)
    return file.getvalue()


MODES = {
    "PNG": ("1", "L", "RGB", "P", "LA", "RGBA", "I;16"),
    "TIFF": ("1", "L", "RGB", "P", "LA", "RGBA", "I;16", "CMYK"),
    "JPEG": ("1", "L", "RGB", "CMYK"),
    "PDF": ("1", "L", "RGB", "CMYK"),
}
"""The modes in which there are files of each kind."""


@pytest.mark.parametrize(("kind", "mode"), [(kind, mode) for kind, modes in MODES.items() for mode in modes])
def test_all_kinds_of_pictures(kind, mode, renderer):
    image = drawn(mode=mode) if mode != "I;16" else Image.fromarray(np.asarray(drawn(), np.uint16) * 256)
    if kind == "JPEG" and mode == "1":
        image = image.convert("L")
    (sheet,) = pages(saved(kind, image), renderer=renderer)
    assert sheet.picture.dtype == np.uint8
    assert sheet.picture[10, 10] < 60
    assert sheet.picture[-10, -10] > 220
    assert sheet.type == FileType[kind]
    assert abs(sheet.picture.shape[0] / sheet.picture.shape[1] - 1700 / 1200) < 0.01


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG", "PDF"])
@pytest.mark.parametrize("dpi", [150, 300, 600])
def test_pictures_come_out_at_the_size_that_is_read(kind, dpi, renderer):
    size = round(8.27 * dpi), round(11.69 * dpi)
    (sheet,) = pages(
        saved(kind, drawn(size), resolution=dpi) if kind == "PDF" else saved(kind, drawn(size)), renderer=renderer
    )
    assert max(sheet.picture.shape) == min(2400, max(size)) or (kind == "PDF" and max(sheet.picture.shape) <= 2400)


@pytest.mark.parametrize("kind", ["TIFF", "PDF"])
def test_many_pages_in_their_order_and_from_any(kind, renderer):
    content = saved(kind, *(Image.new("L", (600, 800), 40 * number) for number in range(6)))
    assert [sheet.number for sheet in pages(content, renderer=renderer)] == list(range(6))
    tones = [int(sheet.picture.mean()) for sheet in pages(content, start=4, renderer=renderer)]
    assert tones == pytest.approx([160, 200], abs=3)


def test_a_file_on_disk(tmp_path, renderer):
    for kind in ("PDF", "TIFF", "PNG", "JPEG"):
        path = tmp_path / f"scan.{kind.lower()}"
        path.write_bytes(saved(kind, drawn()))
        (sheet,) = pages(path, path.name, renderer=renderer)
        assert sheet.picture[5, 5] < 40


def test_the_same_pixels_have_the_same_fingerprint():
    one, other = (next(pages(saved("PNG", drawn(size)))) for size in ((600, 800), (600, 801)))
    assert one.fingerprint == next(pages(saved("PNG", drawn((600, 800))))).fingerprint
    assert one.fingerprint != other.fingerprint


@pytest.mark.parametrize(
    ("name", "kind"), [("scan.pdf", "PNG"), ("scan.PNG", "JPEG"), ("scan.tif", "PDF"), ("scan.jpg", "TIFF")]
)
def test_the_name_of_another_type(name, kind):
    with pytest.raises(WrongName, match=name):
        list(pages(saved(kind, drawn()), name))


@pytest.mark.parametrize(
    "content", [b"", b"MZ\x90", b"<html>", b"PK\3\4 a spreadsheet", b"GIF89a", b"\0\0\0\x18ftypheic"]
)
def test_other_types(content):
    with pytest.raises(UnknownType):
        list(pages(content, "scan.jpg"))


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "JPEG", "PDF"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_truncated_files(kind, share, renderer):
    random = np.random.default_rng(1)
    noisy = Image.fromarray(random.integers(0, 255, (900, 700), dtype=np.uint8))
    content = saved(kind, noisy)
    with pytest.raises(Truncated):
        list(pages(content[: int(share * len(content))], renderer=renderer))


def test_a_truncated_pile_gives_the_pages_before():
    random = np.random.default_rng(1)
    content = saved("TIFF", *(Image.fromarray(random.integers(0, 255, (400, 300), dtype=np.uint8)) for _ in range(4)))
    coming = pages(content[: int(0.6 * len(content))])
    assert [next(coming).number, next(coming).number] == [0, 1]
    with pytest.raises((Truncated, Damaged)) as told:
        next(coming)
    assert told.value.page == 2


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (bad_files.encrypted_pdf(), Encrypted),
        (bad_files.huge_page_pdf(), Damaged),
        (bad_files.huge_picture_pdf(), TooLarge),
        (bad_files.png(20_000, 20_000), TooLarge),
        (bad_files.png(20_000, 200), TooLarge),
        (bad_files.png(60_000, 60_000, b""), TooLarge),
        (bad_files.png(1000, 1000, b"not packed"), Truncated),
        (b"%PDF-1.7\nnothing\n%%EOF", Damaged),
    ],
)
def test_bad_files_have_a_name(content, fault, renderer):
    with pytest.raises(fault):
        list(pages(content, renderer=renderer))


def test_a_file_that_unfolds_ends_its_own_process_and_no_other(renderer):
    with pytest.raises(TooLarge):
        list(pages(bad_files.unfolding_pdf(), renderer=renderer))
    (sheet,) = pages(saved("PDF", drawn()), renderer=renderer)
    assert sheet.picture[5, 5] < 40


def test_too_many_pages(renderer):
    for kind in ("TIFF", "PDF"):
        with pytest.raises(TooMany):
            list(pages(saved(kind, *[Image.new("L", (60, 80))] * 5), limits=Limits(pages=4), renderer=renderer))


@settings(max_examples=60, deadline=None)
@given(some.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\0", b"MM\0*"]), some.binary(max_size=300))
def test_whatever_comes_is_a_bad_file(head, rest):
    with pytest.raises(BadFile):
        list(pages(head + rest))


@settings(max_examples=40, deadline=None)
@given(some.sampled_from(["PNG", "TIFF", "JPEG"]), some.data())
def test_changed_bytes_give_pages_or_a_bad_file(kind, data):
    content = bytearray(saved(kind, drawn((120, 160))))
    for _ in range(data.draw(some.integers(1, 6))):
        content[data.draw(some.integers(8, len(content) - 1))] = data.draw(some.integers(0, 255))
    try:
        assert all(sheet.picture.ndim == 2 for sheet in pages(bytes(content)))
    except BadFile:
        return


def test_types_by_content():
    assert type_of(b"  %PDF-1.4") is FileType.PDF
    assert type_of(b"MM\0*") is FileType.TIFF


MEMORY = """
import io, resource, sys
from PIL import Image
from talka.methods.marks.pages import pages
file = io.BytesIO()
images = [Image.effect_noise((1200, 1600), 60) for _ in range(4)]
images[0].save(file, sys.argv[1], save_all=True, append_images=images[1:] * int(sys.argv[2]))
content = file.getvalue()
del file, images
before = None
for sheet in pages(content):
    if sheet.number == 3:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize("kind", ["TIFF", "PDF"])
def test_memory_does_not_grow_with_the_pages(kind):
    done = subprocess.run([sys.executable, "-c", MEMORY, kind, "10"], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 8_000  # kilobytes


def test_a_bomb_uses_little_memory():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for content in (bad_files.png(60_000, 60_000, b""), bad_files.huge_picture_pdf()):
        with pytest.raises(TooLarge):
            list(pages(content))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000
