"""Small cells are withheld, and so is what would give them away."""

import numpy as np
import pytest

from talka.methods.tables import Choice, Choices, Scale, by, counts_of, one_way, withhold


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


def test_a_row_inside_a_row_is_not_given_away_by_subtraction():
    """60 chose "a" at the library, 55 of them over 65: the other 5 must not follow."""
    answers = column([60, 60])
    place = Choice(np.tile([0, 1], 60), ("library", "museum"), key="place")
    library = place.codes == 0
    old = np.zeros(120, dtype=bool)
    old[np.flatnonzero(library & (answers.codes == 0))[:25]] = True
    old[np.flatnonzero(library & (answers.codes == 1))[:15]] = True
    part = Choices((library & old)[:, None], ("library",), key="age=65&place")

    alone = withhold([by(answers, place), by(answers, part)])
    tied = withhold(
        [by(answers, place), by(answers, part)],
        ties=[((("q", "age=65&place", "library"),), ("q", "place", "library"))],
    )

    assert alone[1].cell("o0", "library").count == 25
    assert not tied[1].cell("o0", "library").shown or not tied[0].cell("o0", "library").shown


def test_a_tie_of_unknown_rows_is_refused():
    with pytest.raises(ValueError, match="no table"):
        withhold([one_way(column([40, 30]))], ties=[((("q", "x", "y"),), ("q", "", "*"))])


def test_few_newcomers_are_not_the_difference_of_two_releases():
    first = withhold([one_way(column([40, 30]))])
    (second,) = withhold([one_way(column([43, 45]))], earlier=[counts_of(first)])

    assert second.why.tolist() == [["small", "cover"]]


def test_the_same_answers_again_show_the_same():
    first = withhold([one_way(column([40, 30, 20, 3]))])
    (again,) = withhold([one_way(column([40, 30, 20, 3]))], earlier=[counts_of(first)])

    assert again.why.tolist() == first[0].why.tolist()


def test_what_was_withheld_stays_withheld_beside_a_new_breakdown():
    answers = column([40, 30, 20, 3])
    door = Choice(np.arange(93) % 2, ("link", "paper"), key="door")
    first = withhold([one_way(answers)])
    second = withhold([one_way(answers), by(answers, door)], earlier=[counts_of(first)])

    assert second[0].why.tolist() == first[0].why.tolist()
    assert second[1].why[:, 3].tolist() == ["small", "small", "small"]
    for row in (0, 1):
        assert (second[1].why[row] != "").sum() >= 2
    # no shown cell of the new table gives the second, covering cell away
    assert (second[1].why[:2, 2] != "").any()


def test_many_newcomers_are_shown():
    first = withhold([one_way(column([40, 30]))])
    (second,) = withhold([one_way(column([60, 45]))], earlier=[counts_of(first)])
    assert second.whole
