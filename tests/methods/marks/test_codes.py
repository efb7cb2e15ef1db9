"""Page codes: what goes in comes out, and a changed letter is noticed."""

import cv2
import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as some

from talka.methods.marks import A4, BadCode, PageCode, drawing, sheet
from talka.methods.marks.codes import QR_MODULES, modules
from talka.methods.marks.layout import PATTERNS, pattern
from talka.methods.marks.symbols import LEAST_APART, plan, words

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
codes = some.builds(
    PageCode,
    some.text(LETTERS, min_size=1, max_size=12),
    some.integers(0, 9999),
    some.sampled_from(["lt", "pl", "fi", "nb", "uk", "fil", "pt-BR", "sr-Latn"]),
    some.integers(0, 999),
    some.none() | some.integers(0, 99_999_999),
)


@given(codes)
def test_to_letters_and_back(code):
    assert PageCode.of_payload(code.payload()) == code
    assert len(code.payload()) <= 47


@given(codes, some.data())
def test_a_changed_letter_is_noticed(code, data):
    text = code.payload()
    place = data.draw(some.integers(0, len(text) - 1))
    letter = data.draw(some.sampled_from(LETTERS + "/-"))
    if letter != text[place]:
        with pytest.raises(BadCode):
            PageCode.of_payload(text[:place] + letter + text[place + 1 :])


@pytest.mark.parametrize(
    "parts",
    [
        ("ąž", 1, "lt", 1),
        ("A", 10_000, "lt", 1),
        ("A", -1, "lt", 1),
        ("A", 1, "lithuanian", 1),
        ("A", 1, "lt", 1000),
        ("", 1, "lt", 1),
        ("A", 1, "lt", 1, -2),
    ],
)
def test_what_no_code_can_say(parts):
    with pytest.raises(BadCode):
        PageCode(*parts)


@given(codes)
def test_the_symbol_says_it(code):
    rows = np.array(modules(code))
    assert rows.shape == (QR_MODULES, QR_MODULES)
    picture = np.pad(np.where(rows, 0, 255).astype(np.uint8), 4, constant_values=255).repeat(5, 0).repeat(5, 1)
    assert zxingcpp.read_barcodes(picture)[0].text == code.payload()


@given(codes)
def test_the_words_of_a_symbol_are_known_before_it_is_drawn(code):
    drawn = np.array(modules(code))
    assert (drawn[plan().fixed] == plan().dark[plan().fixed]).all()
    (mask,) = (mask for mask, bits in enumerate(plan().form_bits) if (drawn[plan().forms] == bits).all())
    squares = drawn[plan().rows, plan().columns] ^ plan().masks[mask]
    assert (np.packbits(squares, axis=1)[:, 0] == words([code.payload()])[0]).all()


@given(some.lists(codes, min_size=2, max_size=30, unique=True))
def test_two_codes_differ_in_nineteen_words_of_a_block(several):
    told = words(code.payload() for code in several)
    for place, one in enumerate(told):
        differing = one != told[place + 1 :]
        blocks = differing[:, 0::2].sum(axis=1), differing[:, 1::2].sum(axis=1)
        assert (np.maximum(*blocks) >= LEAST_APART).all()


def test_codes_of_one_print_differ_in_many_squares():
    told = words(PageCode("CULTURE24", 3, "lt", page, form).payload() for page in range(1, 5) for form in range(1, 251))
    bits = np.unpackbits(told, axis=1).astype(np.int32)
    alike = bits @ bits.T + (1 - bits) @ (1 - bits).T
    np.fill_diagonal(alike, 0)
    assert 560 - alike.max() >= 60


def test_corner_patterns_are_those_of_the_common_dictionary():
    """So that anybody's reader of ArUco marks finds them; and no two look alike in any turn."""
    common = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    for number in range(len(PATTERNS)):
        drawn = cv2.aruco.generateImageMarker(common, number, 6, borderBits=1)
        assert (np.array(pattern(number)) == (drawn == 0)).all()


def test_the_drawing_is_one_path():
    frame = sheet(A4, PageCode("Q", 1, "lt", 1), (), ())
    assert drawing(frame).count("<path") == 1
    assert drawing(frame) != drawing(frame, PageCode("Q", 1, "lt", 1, 5))
    assert drawing(frame).startswith('<svg xmlns="http://www.w3.org/2000/svg" width="210.0mm" height="297.0mm"')
