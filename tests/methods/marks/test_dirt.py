"""Streaks are told from dots: a page full of dots has none, and one that has a streak besides shows it."""

import numpy as np
import pytest

from talka.methods.marks.dirt import find_streaks
from talka.methods.marks.registration import register
from tests.methods.marks.printed import picture, printed

FRAME, PDF = printed()
CLEAN = picture(PDF, 200)
REGISTRATION = register(CLEAN, FRAME)


def dotted(share: float) -> np.ndarray:
    """So large a share of all dots is black, as a hard threshold under noise leaves them."""
    black = np.random.default_rng(1).random(CLEAN.shape) < share
    return np.where(black, 0, CLEAN).astype(np.uint8)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.2, 0.3])
def test_dots_are_no_streaks(share):
    """Of more than four thousand rows and columns hardly one is dark by chance."""
    assert len(find_streaks(dotted(share), FRAME, REGISTRATION)) <= 3


@pytest.mark.parametrize("share", [0.0, 0.1, 0.2])
@pytest.mark.parametrize("upright", [True, False])
def test_a_streak_among_dots(share, upright):
    shown = dotted(share)
    if upright:
        shown[:, 700:703] = 0
    else:
        shown[1100:1103] = 0
    found = find_streaks(shown, FRAME, REGISTRATION)
    place = 701 if upright else 1101
    assert any(streak.upright == upright and streak.low <= place <= streak.high for streak in found)


@pytest.mark.parametrize("tone", [60, 170])
def test_the_lines_of_a_screen_are_no_streaks(tone):
    """Every fourth column of a page that was turned to black and white by a pattern; and one streak darker than those."""
    shown = CLEAN.copy()
    shown[:, ::4] = np.minimum(shown[:, ::4], tone)
    assert not [each for each in find_streaks(shown, FRAME, REGISTRATION) if each.upright]
    if tone > 100:
        shown[:, 700:703] = 0
        found = [each for each in find_streaks(shown, FRAME, REGISTRATION) if each.upright]
        assert [each.low <= 701 <= each.high for each in found] == [True]
