"""Codes that no reader of QR codes reads: the right one or none, whatever was printed and however bad it is."""

import functools

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from talka.methods.marks import A4, PageCode, drawing, sheet
from talka.methods.marks.codes import QR_MODULES, modules
from talka.methods.marks.identification import PageKind, identify
from talka.methods.marks.sampling import Sampled, agrees, drawn_clean, matched, sampled, together
from talka.methods.marks.symbols import Expected, words
from talka.methods.marks.warp import Warp
from tests.methods.marks.printed import CODE, picture, printed
from tests.methods.marks.spoilt import worn_page

PRINTED = [PageCode("CULTURE24", 3, "lt", page, form) for page in range(1, 5) for form in range(1, 126)]
EXPECTED = Expected.of(PRINTED)
OTHERS = some.builds(
    PageCode,
    some.sampled_from(["CULTURE24", "CULTURE25", "CULTURE", "X"]),
    some.integers(1, 9),
    some.sampled_from(["lt", "pl"]),
    some.integers(1, 9),
    some.none() | some.integers(1, 10_000),
)


@functools.cache
def squares_of(code: PageCode) -> np.ndarray:
    return np.where(np.array(modules(code)), 1.0, -1.0)


def copy(code: PageCode, noise: float, random: np.random.Generator) -> Sampled:
    """A copy as it is measured, with so much noise for squares of ±1."""
    clean = squares_of(code)
    dark = np.clip(clean + random.normal(0, noise, clean.shape), -2, 2)
    return Sampled(dark, max(noise, 0.05), 1.0, np.zeros((4, 2)))


@settings(max_examples=60, deadline=None)
@given(some.sampled_from(PRINTED), some.floats(0.0, 3.0), some.integers(1, 2), some.integers(0, 2**32))
def test_the_right_code_or_none(code, noise, count, seed):
    random = np.random.default_rng(seed)
    found = matched([copy(code, noise, random) for _ in range(count)], EXPECTED)
    assert found in {code, None}
    # One square in thirteen wrong in a single copy, or one in seven in both, is not too much.
    assert found == code or noise > (0.7 if count == 1 else 0.95)


@settings(max_examples=120, deadline=None)
@given(OTHERS, some.floats(0.0, 3.0), some.integers(1, 2), some.integers(0, 2**32))
def test_a_code_that_was_not_printed_is_never_taken_for_one_that_was(code, noise, count, seed):
    random = np.random.default_rng(seed)
    copies = [copy(code, noise, random) for _ in range(count)]
    if code not in PRINTED:
        assert matched(copies, EXPECTED) is None


def test_the_margin_is_as_rare_as_it_says():
    """Ten thousand symbols of noise alone, and of codes with one letter changed: nothing is accepted."""
    random = np.random.default_rng(1)
    expected = Expected.of(PRINTED[:200])
    for number in range(1000):
        code = PageCode("CULTURE24", 3, "lt", 1 + number % 4, 126 + number)
        for noise in (0.3, 0.8, 1.1, 1.5, 2.0):
            assert matched([copy(code, noise, random)], expected) is None


def test_copies_that_say_different_codes_are_not_believed():
    random = np.random.default_rng(1)
    one, other = copy(PRINTED[3], 0.4, random), copy(PRINTED[4], 1.2, random)
    assert matched([one, other], EXPECTED) is None
    assert not agrees([one, other], words([PRINTED[3].payload()])[0])


def test_without_copies_or_codes_nothing_is_matched():
    assert matched([], EXPECTED) is None
    assert matched([copy(PRINTED[0], 0.1, np.random.default_rng(1))], Expected.of([])) is None


@pytest.mark.parametrize("blur", [0.5, 2.0, 3.5])
def test_squares_are_measured_where_they_are(blur):
    code = PRINTED[7]
    frame = sheet(A4, code, (), ())
    squares = np.array(modules(code))
    canvas = np.full((400, 400), 230, np.uint8)
    side = 6 * QR_MODULES
    canvas[60 : 60 + side, 70 : 70 + side] = np.where(squares, 40, 230).repeat(6, 0).repeat(6, 1)
    blurred = cv2.GaussianBlur(canvas, (0, 0), blur)
    assert drawing(frame)
    # 12 pixels a mm; expected half a mm aside of where it is.
    warp = Warp(np.diag([12.0, 12.0, 1.0]), np.empty((0, 2)), np.empty((0, 2)), 1.0)
    found = sampled(blurred, warp, 70 / 12 + 0.5, 60 / 12 - 0.4)
    assert found is not None
    assert np.abs(found.corners - [[70, 60], [70 + side, 60], [70 + side, 60 + side], [70, 60 + side]]).max() < 1.5
    assert ((found.dark > 0) == squares).mean() > 0.99
    assert (drawn_clean(together([found])[0])[16:-16:4, 16:-16:4] < 128).mean() == pytest.approx(
        squares.mean(), abs=0.01
    )


def test_nothing_is_measured_on_paper():
    warp = Warp(np.diag([12.0, 12.0, 1.0]), np.empty((0, 2)), np.empty((0, 2)), 1.0)
    noise = np.random.default_rng(1).normal(200, 20, (500, 500)).clip(0, 255).astype(np.uint8)
    assert sampled(noise, warp, 8, 8) is None
    assert sampled(np.full((500, 500), 240, np.uint8), warp, 8, 8) is None


def test_an_unreadable_page_is_known_by_what_was_printed():
    """Half of all dots turned over: no reader reads it, and both copies together match one of 2,000 codes."""
    frame, pdf = printed()
    shown = picture(pdf, 200).astype(np.float64)
    numbered = PageCode(CODE.questionnaire, CODE.version, CODE.language, CODE.page, 17)
    printed_codes = [
        PageCode(CODE.questionnaire, CODE.version, CODE.language, page, form)
        for page in range(1, 5)
        for form in range(1, 501)
    ]
    random = np.random.default_rng(2)
    spoilt = shown.copy()
    for place in frame.codes:
        rows = slice(round(place.y * 200 / 25.4), round((place.y + place.size) * 200 / 25.4))
        columns = slice(round(place.x * 200 / 25.4), round((place.x + place.size) * 200 / 25.4))
        spoilt[rows, columns] += random.normal(0, 330, spoilt[rows, columns].shape)
    spoilt = spoilt.clip(0, 255).astype(np.uint8)
    assert identify(spoilt).kind is PageKind.NO_CODE
    assert identify(spoilt, Expected.of(printed_codes)).code == numbered
    without = Expected.of(code for code in printed_codes if code.form != 17)
    assert identify(spoilt, without).kind is PageKind.NO_CODE


@pytest.mark.parametrize("wear", ["noise dots", "atkinson", "swollen", "out of focus", "moved", "thumbs"])
def test_worn_pages_are_known_or_told_apart(wear):
    known = 0
    for seed in range(900, 903):
        made, shown = worn_page(seed, wear)
        code = made.frame.code
        expected = Expected.of(
            PageCode(code.questionnaire, code.version, code.language, page, form)
            for page in range(1, 5)
            for form in (None, 1, 2, 3)
        )
        found = identify(shown, expected)
        assert found.code in {code, None}
        known += found.code == code
    assert known >= 2
