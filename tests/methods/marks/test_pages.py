"""Pages come out one at a time, and bad files with an error that has a name."""

import io
import re
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
    Fault,
    FileType,
    Limits,
    LostPage,
    Sheet,
    TooLarge,
    TooMany,
    Truncated,
    UnknownType,
    WrongName,
    apart,
    pages,
    type_of,
)
from talka.methods.marks.pages.apart import Renderer
from tests.methods.marks import bad_files, damaged


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
@pytest.mark.parametrize("share", [0, 0.3, 0.6, 0.9])
def test_truncated_files(kind, share, renderer):
    """A file that ends before its pages can be found has none; where only the picture breaks off, its page is lost."""
    random = np.random.default_rng(1)
    noisy = Image.fromarray(random.integers(0, 255, (900, 700), dtype=np.uint8))
    content = saved(kind, noisy)
    cut = content[: max(20, int(share * len(content)))]
    if kind == "PDF" or share == 0:
        with pytest.raises((Truncated, Damaged)) as told:
            list(pages(cut, renderer=renderer))
        assert not told.value.page
    else:
        assert [(page.number, page.fault) for page in pages(cut)] == [(0, Fault.TRUNCATED)]


PAPERS = [damaged.noise(number) for number in range(4)]
TONES = {number: 60 + 40 * number for number in range(4)}


def found_in(content: bytes, renderer: Renderer | None = None, **more) -> list[tuple[int, int | Fault]]:
    """Of each page its tone, or what is wrong with it."""
    return [
        (page.number, page.fault)
        if isinstance(page, LostPage)
        else (page.number, min(TONES.values(), key=lambda tone: abs(tone - page.picture.mean())))
        for page in pages(content, renderer=renderer, **more)
    ]


OTHERS = [(number, tone) for number, tone in TONES.items() if number != 1]


@pytest.mark.parametrize("how", ["DCTDecode", "FlateDecode"])
@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("half a picture", Fault.DAMAGED),
        ("nonsense for a picture", Fault.DAMAGED),
        ("no picture", Fault.DAMAGED),
        ("no page", Fault.DAMAGED),
        ("cut page", Fault.DAMAGED),
        ("no measures", Fault.DAMAGED),
        ("huge", Fault.TOO_LARGE),
    ],
)
def test_a_damaged_page_of_a_pdf_is_named_and_those_behind_it_come(how, broken, fault, renderer):
    content = damaged.scans_pdf(PAPERS, how, p1=broken)
    assert sorted(found_in(content, renderer)) == sorted([*OTHERS, (1, fault)])
    assert found_in(content, renderer, start=2, most=1) == [(2, TONES[2])]
    assert found_in(damaged.scans_pdf(PAPERS, how, p0=broken, p1=broken, p3=broken), renderer) == [
        (0, fault),
        (1, fault),
        (2, TONES[2]),
        (3, fault),
    ]


@pytest.mark.parametrize("packing", ["tiff_lzw", "tiff_adobe_deflate", "jpeg", "raw"])
@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("strip", Fault.DAMAGED),
        ("strip beyond the end", Fault.DAMAGED),
        ("packing", Fault.DAMAGED),
        ("huge", Fault.TOO_LARGE),
    ],
)
def test_a_damaged_page_of_a_tiff_is_named_and_those_behind_it_come(packing, broken, fault, tmp_path):
    content = damaged.broken_tiff(damaged.scans_tiff(PAPERS, packing), 1, broken)
    if packing == "raw" and "strip" in broken:
        if broken == "strip":
            return  # what is not packed has no wrong bytes
        fault = Fault.TRUNCATED
    assert sorted(found_in(content)) == sorted([*OTHERS, (1, fault)])
    path = tmp_path / "pile.tif"
    path.write_bytes(content)
    assert found_in(path, start=1, most=2) == [(1, fault), (2, TONES[2])]


def test_a_tiff_whose_way_to_the_next_page_is_lost_says_how_far_it_was_read():
    content = damaged.broken_tiff(damaged.scans_tiff(PAPERS, "raw"), 1, "chain")
    coming = pages(content)
    assert [next(coming).number, next(coming).number] == [0, 1]
    with pytest.raises(Truncated) as told:
        next(coming)
    assert told.value.page == 2
    # A transfer that broke off inside of the third picture.
    whole = damaged.scans_tiff(PAPERS, "raw")
    coming = pages(whole[: int(0.6 * len(whole))])
    assert [type(next(coming)) for _ in range(3)] == [Sheet, Sheet, LostPage]
    with pytest.raises(Truncated) as told:
        next(coming)
    assert told.value.page == 3


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (bad_files.huge_page_pdf(), Fault.DAMAGED),
        (bad_files.huge_picture_pdf(), Fault.TOO_LARGE),
        (bad_files.png(1000, 1000, b"not packed"), Fault.TRUNCATED),
    ],
)
def test_the_only_page_may_be_lost(content, fault, renderer):
    assert found_in(content, renderer) == [(0, fault)]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (bad_files.encrypted_pdf(), Encrypted),
        (bad_files.png(20_000, 20_000), TooLarge),
        (bad_files.png(20_000, 200), TooLarge),
        (bad_files.png(60_000, 60_000, b""), TooLarge),
        (b"%PDF-1.7\nnothing\n%%EOF", Damaged),
    ],
)
def test_bad_files_have_a_name(content, fault, renderer):
    with pytest.raises(fault):
        list(pages(content, renderer=renderer))


def test_a_file_that_unfolds_ends_its_own_process_and_no_other(renderer):
    content = bad_files.unfolding_pdf(among=PAPERS)
    assert found_in(content, renderer) == [
        (0, TONES[0]),
        (1, TONES[1]),
        (2, Fault.TOO_LARGE),
        (3, TONES[2]),
        (4, TONES[3]),
    ]
    (sheet,) = pages(saved("PDF", drawn()), renderer=renderer)
    assert sheet.picture[5, 5] < 40


def test_a_page_that_takes_too_long_ends_its_own_process_and_no_other(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.7)
    content = bad_files.unfolding_pdf(megabytes=150, among=PAPERS[:2])
    with Renderer() as impatient:
        assert found_in(content, impatient) == [(0, TONES[0]), (1, Fault.TOO_LARGE), (2, TONES[1])]


def test_children_end_only_so_often_for_one_file(renderer, monkeypatch):
    """Each page of this file ends the child that draws it: after a few the file ends, and says where."""
    monkeypatch.setattr(apart, "MOST_ENDED", 2)
    monkeypatch.setattr(Renderer, "_told", dying)
    coming = renderer.pages(b"", 3, Limits())
    assert [(page.number, page.fault) for page in (next(coming), next(coming))] == [
        (3, Fault.TOO_LARGE),
        (4, Fault.TOO_LARGE),
    ]
    with pytest.raises(TooLarge) as told:
        next(coming)
    assert told.value.page == 5


def dying(self, source, start, end, limits):
    raise apart._Ended(opened=True)
    yield


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
        assert all(page.picture.ndim == 2 for page in pages(bytes(content)) if isinstance(page, Sheet))
    except BadFile:
        return


@settings(max_examples=40, deadline=None)
@given(some.sampled_from(["DCTDecode", "FlateDecode", "tiff"]), some.integers(0, 3), some.data())
def test_wrong_bytes_in_one_page_leave_the_others_as_they_are(renderer, how, number, data):
    """The page itself comes as a picture or is named."""
    if how == "tiff":
        content = bytearray(damaged.scans_tiff(PAPERS, "tiff_adobe_deflate"))
        _, begin, length = damaged.places(bytes(content))[number]
    else:
        content = bytearray(damaged.scans_pdf(PAPERS, how))
        found = [each.end() for each in re.finditer(rb"/Filter/\w+/Length \d+>>stream\n", bytes(content))]
        begin = found[number]
        length = content.index(b"\nendstream", begin) - begin
    for _ in range(data.draw(some.integers(1, 12))):
        content[begin + data.draw(some.integers(0, length - 1))] = data.draw(some.integers(0, 255))
    there = list(found_in(bytes(content), renderer))
    assert [page for page, _ in there] == [0, 1, 2, 3]
    assert [each for each in there if each[0] != number] == [each for each in TONES.items() if each[0] != number]


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
        try:
            assert [page.fault for page in pages(content)] == [Fault.TOO_LARGE]
        except TooLarge:
            continue
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30_000
