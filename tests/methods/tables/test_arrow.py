"""Columns from Arrow arrays say the same as columns from keys."""

import numpy as np
import pyarrow as pa
import pytest

from talka.methods.tables import Choice, Choices, choice_from_arrow, choices_from_arrow, number_from_arrow


@pytest.mark.parametrize("make", [lambda array: array, lambda array: array.dictionary_encode()])
def test_a_choice_takes_the_order_of_its_options(make) -> None:
    array = make(pa.array(["b", None, "a", "b"]))
    column = choice_from_arrow(array, ["a", "b", "c"], key="q")
    same = Choice.from_keys(["b", None, "a", "b"], ["a", "b", "c"], key="q")
    assert column.codes.tolist() == same.codes.tolist() == [1, -1, 0, 1]
    assert column.options == same.options


def test_without_options_those_that_occur() -> None:
    column = choice_from_arrow(pa.chunked_array([["b"], ["a", None]]))
    assert [option.key for option in column.options] == ["b", "a"]
    assert column.codes.tolist() == [0, 1, -1]


def test_an_unknown_answer_is_refused_and_an_unused_name_is_not() -> None:
    unused = pa.DictionaryArray.from_arrays(pa.array([0, 0]), pa.array(["a", "old"]))
    assert choice_from_arrow(unused, ["a"]).codes.tolist() == [0, 0]
    with pytest.raises(KeyError):
        choice_from_arrow(pa.array(["a", "old"]), ["a"])


def test_several_answers_from_lists() -> None:
    array = pa.array([["a", "b"], None, [], ["b"]])
    column = choices_from_arrow(array, ["a", "b", "c"])
    same = Choices.from_keys([["a", "b"], None, None, ["b"]], ["a", "b", "c"])
    assert column.chosen.tolist() == same.chosen.tolist()
    assert column.answered is not None
    assert column.answered.tolist() == [True, False, False, True]
    sliced = choices_from_arrow(array.slice(2), ["a", "b", "c"])
    assert sliced.chosen.tolist() == [[False] * 3, [False, True, False]]


def test_numbers_and_their_gaps() -> None:
    column = number_from_arrow(pa.array([1, None, 3]), unit="km")
    assert column.unit == "km"
    np.testing.assert_array_equal(column.values, [1.0, np.nan, 3.0])
