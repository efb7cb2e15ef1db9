"""Columns from Arrow arrays, as DuckDB, Polars and pandas hand them out; no value is touched one by one.

Arrays are asked for what every ``pyarrow`` array can do, so that this module imports nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from .columns import Bools, Choice, Choices, Number, Option, options_of


def choice_from_arrow(
    array: Any, options: Iterable[Option | str] | None = None, *, key: str = "", asked: Bools | None = None
) -> Choice:
    """A question with one answer from a dictionary or string array; null is missing.

    ``options`` in the order of the questionnaire; without them, those that occur, in the order of the dictionary.
    Raises ``KeyError`` for an answer that is no option.
    """
    codes, names = _coded(_whole(array))
    known = options_of(names if options is None else options)
    return Choice(_placed(codes, names, known), known, key=key, asked=asked)


def choices_from_arrow(
    array: Any, options: Iterable[Option | str] | None = None, *, key: str = "", asked: Bools | None = None
) -> Choices:
    """A question with several answers from an array of lists; null and an empty list are missing.

    Raises ``KeyError`` for an answer that is no option.
    """
    array = _whole(array)
    codes, names = _coded(array.flatten())
    known = options_of(names if options is None else options)
    chosen = np.zeros((len(array), len(known)), dtype=np.bool_)
    places = _placed(codes, names, known)
    rows = array.value_parent_indices().to_numpy(zero_copy_only=False)
    told = places >= 0
    chosen[rows[told], places[told]] = True
    return Choices(chosen, known, key=key, asked=asked)


def number_from_arrow(array: Any, *, key: str = "", asked: Bools | None = None, unit: str = "") -> Number:
    """A question answered by a number; null is missing."""
    values = _whole(array).cast("float64").to_numpy(zero_copy_only=False)
    return Number(values, key=key, asked=asked, unit=unit)


def _whole(array: Any) -> Any:
    """One array where it came in chunks."""
    return array.combine_chunks() if hasattr(array, "combine_chunks") else array


def _coded(array: Any) -> tuple[npt.NDArray[Any], list[str]]:
    """Codes and the names that they stand for, −1 for null."""
    encoded = array if hasattr(array, "indices") else array.dictionary_encode()
    codes = encoded.indices.cast("int64").fill_null(-1).to_numpy(zero_copy_only=False)
    return codes, [str(name) for name in encoded.dictionary.to_pylist()]


def _placed(codes: npt.NDArray[Any], names: list[str], known: tuple[Option, ...]) -> npt.NDArray[Any]:
    """The codes of the dictionary as positions of the options; only names that occur must be among them."""
    places = {option.key: place for place, option in enumerate(known)}
    used = np.unique(codes[codes >= 0])
    table = np.full(len(names) + 1, -1)
    for code in used.tolist():
        table[code] = places[names[code]]
    return np.asarray(table[codes])
