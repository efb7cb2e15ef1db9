"""Where registration marks and page codes stand on paper of a given size, and how they are drawn.

`sheet` gives a frame with all marks in place; `drawing` gives the same as one SVG of the page's size, which is all that a
printing program has to lay under the page. The rest of the page is its own business, as long as it keeps `CLEAR` free.
"""

from collections.abc import Iterable, Iterator

from talka.methods.marks.codes import QR_MODULES, PageCode, modules
from talka.methods.marks.frame import Box, CodePlace, Frame, Group, Line, Mark, MarkKind, Skip

A3, A4, A5 = (297.0, 420.0), (210.0, 297.0), (148.0, 210.0)

BORDER = 11.0
"""All marks are centred on a line so far from the edge of the paper: printers leave up to 5 mm white."""
CORNER = 8.0
EDGE = 2.6
SPACING = 19.5
"""About the distance of edge marks. It is adapted so that they are evenly spread."""
CLEAR = 17.0
"""Nothing else may be printed so near to the edge of the paper, but the codes themselves."""
MODULE = 0.5
CODE = MODULE * QR_MODULES
CODE_OFFSET = 8.0
"""From the centre of a corner mark to the near side of the code: a white rim of four squares on either side."""

PATTERNS = ("1011010100110010", "0000111110011010", "0011001100101101", "1001100101000110")
"""The inner 4×4 squares of the corner marks, 1 is white, from the top left corner clockwise; the rim of one square is black."""


def corner_marks(width: float, height: float) -> tuple[Mark, ...]:
    places = ((BORDER, BORDER), (width - BORDER, BORDER), (width - BORDER, height - BORDER), (BORDER, height - BORDER))
    return tuple(Mark(MarkKind.CORNER, number, x, y, CORNER) for number, (x, y) in enumerate(places))


def code_places(width: float, height: float) -> tuple[CodePlace, CodePlace]:
    """Two copies, in opposite corners: left of the top right mark, and right of the bottom left one."""
    return (
        CodePlace(width - BORDER - CODE_OFFSET - CODE, BORDER - CORNER / 2, CODE),
        CodePlace(BORDER + CODE_OFFSET, height - BORDER + CORNER / 2 - CODE, CODE),
    )


def edge_marks(width: float, height: float) -> tuple[Mark, ...]:
    """Along all four borders, clockwise from the top left corner, leaving out where a code stands."""
    codes = code_places(width, height)
    places: list[tuple[float, float]] = []
    across = list(_spread(width))
    down = list(_spread(height))
    places += [(x, BORDER) for x in across] + [(width - BORDER, y) for y in down]
    places += [(x, height - BORDER) for x in reversed(across)] + [(BORDER, y) for y in reversed(down)]
    free = [
        (x, y)
        for x, y in places
        if not any(
            code.x - 4 < x < code.x + code.size + 4 and code.y - 4 < y < code.y + code.size + 4 for code in codes
        )
    ]
    return tuple(Mark(MarkKind.EDGE, number, x, y, EDGE) for number, (x, y) in enumerate(free))


def _spread(length: float) -> Iterator[float]:
    inner = length - 2 * BORDER
    count = max(2, round(inner / SPACING))
    return (BORDER + inner * step / count for step in range(1, count))


def sheet(
    size: tuple[float, float],
    code: PageCode | None,
    boxes: Iterable[Box],
    groups: Iterable[Group],
    *,
    lines: Iterable[Line] = (),
    skips: Iterable[Skip] = (),
) -> Frame:
    """A frame of ours on paper of this size (mm), with all its registration marks. Raises BadFrame."""
    width, height = size
    return Frame(
        width,
        height,
        tuple(boxes),
        tuple(groups),
        marks=corner_marks(width, height) + edge_marks(width, height),
        codes=code_places(width, height) if code is not None else (),
        code=code.kind if code is not None else None,
        lines=tuple(lines),
        skips=tuple(skips),
    )


def drawing(frame: Frame, code: PageCode | None = None) -> str:
    """One SVG of the page's size, in millimetres, with the registration marks and both copies of the page code.

    `code` is the page code with the form's number, for numbered forms; otherwise the frame's own is drawn.
    """
    parts = [part for mark in frame.marks for part in _drawn(mark)]
    shown = code or frame.code
    if shown is not None:
        squares = modules(shown)
        for place in frame.codes:
            parts += _squares(squares, place.x, place.y, place.size / len(squares))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{frame.width}mm" height="{frame.height}mm" '
        f'viewBox="0 0 {frame.width} {frame.height}"><path d="{"".join(parts)}" fill="#000"/></svg>'
    )


def _drawn(mark: Mark) -> list[str]:
    left, top = mark.x - mark.size / 2, mark.y - mark.size / 2
    if mark.kind is MarkKind.EDGE:
        return [_rectangle(left, top, mark.size, mark.size)]
    return _squares(pattern(mark.number), left, top, mark.size / 6)


def pattern(number: int) -> tuple[tuple[bool, ...], ...]:
    """The dark squares of a corner mark, 6×6."""
    rows = [PATTERNS[number][row * 4 : row * 4 + 4] for row in range(4)]
    full = (True,) * 6
    return (full, *((True, *(letter == "0" for letter in row), True) for row in rows), full)


def _squares(rows: tuple[tuple[bool, ...], ...], left: float, top: float, side: float) -> list[str]:
    """Runs of dark squares as rectangles; each a trifle taller, so that no hairline shows between rows."""
    parts = []
    for number, row in enumerate(rows):
        column = 0
        while column < len(row):
            start = column
            while column < len(row) and row[column]:
                column += 1
            if column > start:
                below = number + 1 < len(rows) and all(rows[number + 1][start:column])
                parts.append(
                    _rectangle(
                        left + start * side, top + number * side, (column - start) * side, side * (1.04 if below else 1)
                    )
                )
            column += 1
    return parts


def _rectangle(left: float, top: float, width: float, height: float) -> str:
    return f"M{left:.4f} {top:.4f}h{width:.4f}v{height:.4f}h{-width:.4f}z"
