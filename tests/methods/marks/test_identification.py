"""Which page a picture shows; blank and foreign pages are named."""

import numpy as np
import pytest

from talka.methods.marks import PageCode
from talka.methods.marks.identification import PageKind, identify
from tests.methods.marks.printed import CODE, picture, printed
from tests.methods.marks.spoilt import turned

FRAME, PDF = printed()
CLEAN = picture(PDF, 150)
SCALE = 150 / 25.4
NUMBERED = PageCode(CODE.questionnaire, CODE.version, CODE.language, CODE.page, 17)


@pytest.mark.parametrize("quarters", range(4))
def test_in_any_direction(quarters):
    found = identify(np.ascontiguousarray(np.rot90(CLEAN, quarters)))
    assert (found.kind, found.code) == (PageKind.OURS, NUMBERED)


@pytest.mark.parametrize("degrees", [-8, 3, 12])
def test_askew(degrees):
    assert identify(turned(np.pad(CLEAN, 200, constant_values=255), degrees)).code == NUMBERED


def without(*codes: int) -> np.ndarray:
    shown = CLEAN.copy()
    for number in codes:
        place = FRAME.codes[number]
        shown[
            round(place.y * SCALE) : round((place.y + place.size) * SCALE),
            round(place.x * SCALE) : round((place.x + place.size) * SCALE),
        ] = 255
    return shown


def test_either_copy_is_enough():
    assert identify(without(0)).code == identify(without(1)).code == NUMBERED


def test_without_a_code():
    assert identify(without(0, 1)).kind is PageKind.NO_CODE


def test_two_codes_that_contradict():
    _, other = printed(form=18)
    mixed = CLEAN.copy()
    mixed[len(mixed) // 2 :] = picture(other, 150)[len(mixed) // 2 :]
    found = identify(mixed)
    assert (found.kind, found.code) == (PageKind.CONTRADICTS, None)


def test_without_corner_marks_the_code_is_looked_for_everywhere():
    shown = CLEAN.copy()
    for x, y in ((0, 0), (192, 0), (192, 279), (0, 279)):
        shown[round(y * SCALE) : round((y + 18) * SCALE), round(x * SCALE) : round((x + 18) * SCALE)] = 255
    assert identify(shown).code == NUMBERED


@pytest.mark.parametrize("tone", [255, 235, 180])
def test_blank_pages(tone):
    noise = np.random.default_rng(1).normal(tone, 4, (1754, 1240))
    shown = np.clip(noise, 0, 255).astype(np.uint8)
    shown[:, :12] = 60  # the dark edge of a feeder
    assert identify(shown).kind is PageKind.BLANK


def test_a_dark_picture_is_no_blank_page():
    """A broken file leaves black where its picture is lost: that is named, and not taken for an empty back."""
    assert identify(np.zeros((1754, 1240), np.uint8)).kind is PageKind.FOREIGN


def test_the_other_side_shining_through_is_blank():
    shown = 255 - (255 - CLEAN[:, ::-1].astype(int)) // 9
    assert identify(np.ascontiguousarray(shown.astype(np.uint8))).kind is PageKind.BLANK


def test_foreign_pages():
    shown = np.full((1754, 1240), 250, np.uint8)
    shown[300:340, 200:900] = 20
    assert identify(shown).kind is PageKind.FOREIGN
    dense = np.random.default_rng(1).integers(0, 255, (900, 700), dtype=np.uint8)
    assert identify(dense).kind is PageKind.FOREIGN
