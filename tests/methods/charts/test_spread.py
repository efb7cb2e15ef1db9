"""The spread of a few scores, drawn."""

from talka.methods import charts


def test_a_line_from_the_lowest_to_the_highest_and_a_ring_each() -> None:
    drawn = charts.spread([40, 60, 50], 50)
    assert drawn.count("<circle") == 3
    assert 'class="reach" x1="40%" x2="60%"' in drawn
    assert 'class="mean" x1="50%"' in drawn


def test_one_score_has_no_reach() -> None:
    assert "reach" not in charts.spread([40])
