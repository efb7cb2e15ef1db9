"""Which families of the tuning corpus are kept out to see how the reader carries over to what it never saw."""

HELD = frozenset(
    {
        "pen crayon", "habit spiral fill", "strike wave", "way moire", "way diffused",
        "defect screened", "defect shadow", "defect coffee ring",
    }
)  # fmt: skip
"""Families that a fit `--without held` never sees: a pen, a habit, a way of striking out, scanners, light, stains."""
NO_TRACE = 0.04
"""Of a mark that is nowhere darker than this (a pencil under a hard threshold) the picture holds nothing."""
