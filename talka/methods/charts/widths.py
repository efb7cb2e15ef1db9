"""How wide letters of Source Sans 3 are, for folding lines and placing marks beside words in documents."""

import unicodedata

THOUSANDTHS: dict[int, str] = {
    200: " ",
    241: "|",
    246: "i",
    247: "j",
    249: "',.:;’·",
    255: "l",
    263: "I",
    289: "!",
    292: "f",
    298: "ł",
    303: "()[]{}",
    311: "-",
    338: "t",
    347: "r",
    350: "/\\",
    418: "*",
    419: "s",
    425: "?z",
    426: '"“”„',
    446: "x",
    456: "c",
    467: "vy",
    476: "Y",
    479: "J",
    480: "–",
    486: "L",
    494: "F",
    495: "k",
    496: "e",
    497: "#$+0123456789<=>^~±−€×",
    500: "_Ł",
    504: "ag",
    513: "X",
    515: "V",
    527: "E",
    534: "S",
    536: "T",
    539: "Z",
    542: "`oø",
    543: "A",
    544: "hu",
    547: "n",
    553: "b",
    555: "dpq",
    562: "đ",
    566: "P",
    569: "R",
    571: "C",
    576: "ß",
    579: "K",
    588: "B",
    609: "&",
    615: "D",
    617: "G",
    645: "U",
    647: "N",
    652: "H",
    664: "OQØ",
    719: "w",
    727: "M",
    778: "æ",
    786: "W",
    800: "—",
    822: "Æ",
    824: "%",
    829: "m",
    839: "œ",
    847: "@",
    948: "…",
}
"""Advance width in thousandths of the size → the letters that have it, read from the regular face."""

_OF_LETTER = {letter: width for width, letters in THOUSANDTHS.items() for letter in letters}
USUAL = 520
SEMIBOLD = 1.03


def width(words: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in the unit of `size`. Letters with marks are as wide as those without."""
    total = 0
    for letter in words.replace("\u00a0", " "):
        known = _OF_LETTER.get(letter)
        if known is None:
            known = _OF_LETTER.get(unicodedata.normalize("NFD", letter)[0], USUAL)
        total += known
    return total * size / 1000 * (SEMIBOLD if bold else 1.0)
