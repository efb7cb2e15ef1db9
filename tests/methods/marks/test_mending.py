"""Thin streaks are taken out and what they crossed is read; what a broad one hid is not guessed."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from talka.methods.marks.reader import read_page
from talka.methods.marks.visibility import Doubt
from tests.methods.marks.printed import picture, printed

FRAME, PDF = printed()
CLEAN = picture(PDF, 200)
DOTS = np.array([CLEAN.shape[1] / FRAME.width, CLEAN.shape[0] / FRAME.height])
CROSSED = ("often.1", "grid.0.0", "grid.1.3", "grid.3.1")


def place(box):
    found = next(each for each in FRAME.boxes if each.id == box)
    return np.array([[found.x, found.y], [found.x + found.width, found.y + found.height]]) * DOTS


def filled():
    shown = CLEAN.copy()
    for box in CROSSED:
        (left, top), (right, bottom) = place(box).round().astype(int).tolist()
        cv2.line(shown, (left + 4, top + 4), (right - 4, bottom - 4), 40, 4, cv2.LINE_AA)
        cv2.line(shown, (right - 4, top + 4), (left + 4, bottom - 4), 40, 4, cv2.LINE_AA)
    return shown


FILLED = filled()


def read(shown):
    result = read_page(shown, {FRAME.code: FRAME})
    assert result.read
    return {reading.box: reading for reading in result.readings}


@pytest.mark.parametrize("tone", [30, 150])
@pytest.mark.parametrize("width", [1, 3])
@pytest.mark.parametrize("lying", [False, True])
def test_what_a_thin_streak_crosses_is_read(tone, width, lying):
    """Through the middle of a column of boxes, one of them marked, or of a row."""
    middle = place("grid.1.3").mean(axis=0).astype(int)
    shown = FILLED.copy()
    strip = np.s_[middle[1] : middle[1] + width] if lying else np.s_[:, middle[0] : middle[0] + width]
    shown[strip] = tone
    found = read(shown)
    row = [f"grid.1.{number}" for number in range(5)] if lying else [f"grid.{number}.3" for number in range(5)]
    assert [found[box].marked for box in row] == [box in CROSSED for box in row]
    assert all(found[box].sure for box in row)


def test_what_a_broad_streak_hides_is_not_guessed():
    left = int(place("grid.1.3")[0, 0] + 8)
    shown = FILLED.copy()
    shown[:, left : left + round(1.4 * DOTS[0])] = 60
    found = read(shown)
    for number in range(5):
        assert not found[f"grid.{number}.3"].sure
    assert found["grid.1.3"].doubts[0] is Doubt.STREAK
    assert found["what.0"].sure


def test_streaks_that_hide_much_of_a_box_together():
    left = int(place("grid.1.3")[0, 0])
    shown = FILLED.copy()
    for beside in (6, 14, 22):
        shown[:, left + beside : left + beside + 3] = 60
    assert not read(shown)["grid.1.3"].sure


@settings(max_examples=40, deadline=None)
@given(some.integers(140, 1500), some.integers(1, 9), some.integers(0, 200), some.booleans())
def test_no_streak_makes_a_wrong_reading(middle, width, tone, broken):
    shown = FILLED.copy()
    rows = np.s_[200:1900:1] if broken else np.s_[:]
    shown[rows, middle : middle + width] = np.minimum(shown[rows, middle : middle + width], tone)
    for box, reading in read(shown).items():
        assert reading.marked == (box in CROSSED) or not reading.sure
