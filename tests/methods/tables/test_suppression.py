"""Small cells are withheld, and so is what would give them away."""

import numpy as np
import pytest

from talka.methods.tables import Choice, Choices, Scale, by, one_way, withhold


def column(counts, key="q"):
    return Choice(np.repeat(np.arange(len(counts)), counts), tuple(f"o{i}" for i in range(len(counts))), key=key)


def test_a_small_cell_takes_a_second_one_with_it():
    (released,) = withhold([one_way(column([40, 30, 3]))])

    assert released.why.tolist() == [["", "cover", "small"]]
    assert released.answered() == 73
    assert released.cell("o2").count is None
    assert released.cell("o0").count == 40


def test_small_cells_that_hide_each_other_need_no_cover():
    (released,) = withhold([one_way(column([40, 6, 5, 0]))])

    assert released.why.tolist() == [["", "small", "small", ""]]


def test_few_answers_withhold_the_whole_row():
    (released,) = withhold([one_way(column([5, 2]))])

    assert released.why.tolist() == [["few", "few"]]
    assert released.answered() is None


def test_nothing_small_nothing_withheld():
    (released,) = withhold([one_way(column([40, 30]))])
    assert released.whole
    assert withhold([one_way(column([4, 3]))], threshold=1)[0].whole


def test_a_small_group_is_not_the_rest_of_the_others():
    answers = column([60, 60])
    door = Choice(np.where(np.arange(120) % 30 == 0, 2, np.arange(120) % 2), ("link", "paper", "desk"), key="door")

    released, alone = withhold([by(answers, door), one_way(answers)])

    assert released.answered("desk") is None
    assert released.answered("link") is None or released.answered("paper") is None
    assert alone.shown.all()


def test_a_row_with_a_withheld_cell_tells_no_mean():
    scale = Scale(np.repeat([0, 1, 2], [20, 20, 4]), ("1", "2", "3"), key="q", values=(1, 2, 3))
    (released,) = withhold([one_way(scale)])
    assert released.mean() is None
    assert released.table.means[0] == pytest.approx(72 / 44)


def test_nearly_all_ticked_tells_who_did_not():
    chosen = np.ones((50, 1), dtype=bool)
    chosen[:3] = False
    ticked = Choices(chosen, ("a",), key="q", answered=np.ones(50, dtype=bool))
    (released,) = withhold([one_way(ticked)])
    assert released.why.tolist() == [["cover"]]


def test_tables_of_other_respondents_are_refused():
    with pytest.raises(ValueError, match="same respondents"):
        withhold([one_way(column([40, 30])), one_way(column([41, 30]))])
    with pytest.raises(ValueError, match="keys"):
        withhold([one_way(column([40, 30], key=""))])
