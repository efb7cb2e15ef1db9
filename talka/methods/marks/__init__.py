"""Marks on paper: what was printed, and what a pile of scans says. Plain Python.

This door holds what printing needs and imports nothing but the standard library: `Frame` and its parts, `PageCode`, the
standard `sheet` with its marks and its `drawing`. What reads (`pages`, `registration`, `identification`, `reading`, and
`reader` that does all of it) stands in modules of its own, because it needs the libraries of the group `paper`. See
docs/methods/marks.md.
"""

from talka.methods.marks.codes import BadCode, PageCode
from talka.methods.marks.frame import (
    BadFrame,
    Box,
    CodePlace,
    Frame,
    Group,
    GroupKind,
    Line,
    Mark,
    MarkKind,
    Outline,
    Skip,
    parts_of_query,
)
from talka.methods.marks.layout import A3, A4, A5, CLEAR, drawing, sheet

__all__ = [
    "A3",
    "A4",
    "A5",
    "CLEAR",
    "BadCode",
    "BadFrame",
    "Box",
    "CodePlace",
    "Frame",
    "Group",
    "GroupKind",
    "Line",
    "Mark",
    "MarkKind",
    "Outline",
    "PageCode",
    "Skip",
    "drawing",
    "parts_of_query",
    "sheet",
]
