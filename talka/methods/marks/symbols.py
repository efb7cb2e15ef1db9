"""What the printed QR symbols hold, square by square: their fixed parts, and the letters of many page codes at once.

Every page code is printed as one kind of symbol (`codes.QR_VERSION`, `codes.QR_LEVEL`), so its squares can be known before a
page is seen. A symbol is 70 words of eight squares in two blocks of 35; in each block 18 words repeat the other 17 in such
a way that two different blocks differ in at least 19 words.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from talka.methods.marks.codes import QR_MODULES, PageCode

Bytes = NDArray[np.uint8]

BLOCKS, DATA_WORDS, REPAIR_WORDS = 2, 17, 18
WORDS = BLOCKS * (DATA_WORDS + REPAIR_WORDS)
LEAST_APART = REPAIR_WORDS + 1
"""Words in which two different blocks differ at least."""
MASKS = 8
_ALPHANUMERIC = {letter: value for value, letter in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")}
_ALIGNMENT = 22
_LEVEL_Q = 0b11


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Where what stands in a symbol. `fixed` and `dark` tell of the squares that are alike in all of them."""

    fixed: NDArray[np.bool_]
    dark: NDArray[np.bool_]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    """Of the 560 squares of the words: 70 × 8, in the order in which the words stand in the symbol."""
    masks: NDArray[np.bool_]
    """8 × 70 × 8: which of these squares each mask turns over."""
    forms: tuple[NDArray[np.intp], NDArray[np.intp]]
    """Rows and columns of the thirty squares that tell the mask."""
    form_bits: NDArray[np.bool_]
    """8 × 30: what they are for each mask."""


@cache
def plan() -> Plan:
    """The plan of all our symbols."""
    size = QR_MODULES
    fixed = np.zeros((size, size), bool)
    dark = np.zeros((size, size), bool)
    ring = np.array([[max(abs(row - 3), abs(column - 3)) != 2 for column in range(7)] for row in range(7)])
    for top, left in ((0, 0), (0, size - 7), (size - 7, 0)):
        fixed[max(0, top - 1) : top + 8, max(0, left - 1) : left + 8] = True
        dark[top : top + 7, left : left + 7] = ring
    for place in range(8, size - 8):
        fixed[6, place] = fixed[place, 6] = True
        dark[6, place] = dark[place, 6] = place % 2 == 0
    near = slice(_ALIGNMENT - 2, _ALIGNMENT + 3)
    fixed[near, near] = dark[near, near] = True
    dark[_ALIGNMENT - 1 : _ALIGNMENT + 2, _ALIGNMENT - 1 : _ALIGNMENT + 2] = False
    dark[_ALIGNMENT, _ALIGNMENT] = True
    fixed[size - 8, 8] = dark[size - 8, 8] = True
    first = [(8, column) for column in (0, 1, 2, 3, 4, 5, 7, 8)] + [(row, 8) for row in (7, 5, 4, 3, 2, 1, 0)]
    second = [(size - 1 - step, 8) for step in range(7)] + [(8, size - 8 + step) for step in range(8)]
    forms = np.array(first + second, dtype=np.intp).T
    reserved = fixed.copy()
    reserved[forms[0], forms[1]] = True
    squares = []
    upwards = True
    for right in [*range(size - 1, 6, -2), *range(5, 0, -2)]:
        for row in range(size - 1, -1, -1) if upwards else range(size):
            squares += [(row, column) for column in (right, right - 1) if not reserved[row, column]]
        upwards = not upwards
    places = np.array(squares[: WORDS * 8], dtype=np.intp)
    rows, columns = places[:, 0].reshape(WORDS, 8), places[:, 1].reshape(WORDS, 8)
    form_bits = np.array([_form(mask) * 2 for mask in range(MASKS)], dtype=bool)
    return Plan(fixed, dark, rows, columns, _masks(rows, columns), (forms[0], forms[1]), form_bits)


def _masks(row: NDArray[np.intp], column: NDArray[np.intp]) -> NDArray[np.bool_]:
    return np.stack(
        [
            (row + column) % 2 == 0,
            row % 2 == 0,
            column % 3 == 0,
            (row + column) % 3 == 0,
            (row // 2 + column // 3) % 2 == 0,
            row * column % 2 + row * column % 3 == 0,
            (row * column % 2 + row * column % 3) % 2 == 0,
            ((row + column) % 2 + row * column % 3) % 2 == 0,
        ]
    )


def _form(mask: int) -> list[bool]:
    said = _LEVEL_Q << 3 | mask
    rest = said << 10
    for shift in range(4, -1, -1):
        if rest >> (10 + shift) & 1:
            rest ^= 0b10100110111 << shift
    whole = (said << 10 | rest) ^ 0b101010000010010
    return [bool(whole >> shift & 1) for shift in range(14, -1, -1)]


@cache
def _repairs() -> Bytes:
    """For each data word of a block and each value the 18 repair words that it adds (17 × 256 × 18)."""
    powers, logs = [1] * 510, [0] * 256
    for power in range(1, 510):
        powers[power] = powers[power - 1] << 1 ^ (0x11D if powers[power - 1] & 0x80 else 0)
    for power in range(255):
        logs[powers[power]] = power

    def times(one: int, other: int) -> int:
        return powers[logs[one] + logs[other]] if one and other else 0

    generator = [1]
    for power in range(REPAIR_WORDS):
        longer = [*generator, 0]
        for place, factor in enumerate(generator):
            longer[place + 1] ^= times(factor, powers[power])
        generator = longer
    table = np.zeros((DATA_WORDS, 256, REPAIR_WORDS), np.uint8)
    for place in range(DATA_WORDS):
        for value in range(256):
            rest = [0] * DATA_WORDS + [0] * REPAIR_WORDS
            rest[place] = value
            for step in range(DATA_WORDS):
                if rest[step]:
                    for index, factor in enumerate(generator[1:], start=step + 1):
                        rest[index] ^= times(factor, rest[step])
                    rest[step] = 0
            table[place, value] = rest[DATA_WORDS:]
    return table


def words(payloads: Iterable[str]) -> Bytes:
    """The 70 words of each symbol, in the order in which they stand in it, before any mask."""
    data = np.array([_data(payload) for payload in payloads], dtype=np.uint8).reshape(-1, BLOCKS, DATA_WORDS)
    table = _repairs()
    repairs = np.zeros((*data.shape[:2], REPAIR_WORDS), np.uint8)
    for place in range(DATA_WORDS):
        repairs ^= table[place][data[:, :, place]]
    both = np.concatenate([data, repairs], axis=2)
    return np.ascontiguousarray(both.transpose(0, 2, 1).reshape(len(data), WORDS))


def _data(payload: str) -> list[int]:
    bits, count = 0b0010 << 9 | len(payload), 13
    for place in range(0, len(payload) - 1, 2):
        bits = bits << 11 | _ALPHANUMERIC[payload[place]] * 45 + _ALPHANUMERIC[payload[place + 1]]
        count += 11
    if len(payload) % 2:
        bits, count = bits << 6 | _ALPHANUMERIC[payload[-1]], count + 6
    room = BLOCKS * DATA_WORDS
    end = min(4, room * 8 - count)
    bits, count = bits << end, count + end
    # segno, which draws them, fills a word that is full already with one more word of zeros.
    filled = min(8 - count % 8, room * 8 - count)
    bits, count = bits << filled, count + filled
    said = list(bits.to_bytes(count // 8, "big"))
    return said + [(0xEC, 0x11)[step % 2] for step in range(room - len(said))]


class Expected:
    """Page codes that were printed, with their forms' numbers: one of them is what a page of ours says.

    They are asked for when the first code cannot be read, and not before; that takes some forty microseconds a code.
    """

    def __init__(self, codes: Callable[[], Iterable[PageCode]]) -> None:
        self._codes = codes

    @classmethod
    def of(cls, codes: Iterable[PageCode]) -> Self:
        """These codes."""
        return cls(lambda: codes)

    @cached_property
    def codes(self) -> tuple[PageCode, ...]:
        return tuple(dict.fromkeys(self._codes()))

    @cached_property
    def words(self) -> Bytes:
        """Seventy bytes a code."""
        return words(code.payload() for code in self.codes)
