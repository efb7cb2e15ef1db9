"""A histogram for answers that are numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from talka.methods.charts.html import Html, number, text
from talka.methods.charts.palette import Palette
from talka.methods.charts.parts import Words
from talka.methods.charts.sheet import Sheet

HIGHEST = 74.0
BASE = 86.0
"""Percent of the drawing's height: the longest bar's height, and where bars stand."""


@dataclass(frozen=True)
class Bin:
    """How many answers fall from `low` up to, but not including, `high` (the last bin includes it)."""

    low: float
    high: float
    count: int | None
    withheld: bool = False

    def label(self, words: Words) -> str:
        if self.high - self.low == 1:
            return words.number(self.low)
        return f"{words.number(self.low)}–{words.number(self.high)}"


def _most(bins: Sequence[Bin]) -> int:
    return max((b.count or 0 for b in bins if not b.withheld), default=0) or 1


def histogram(bins: Sequence[Bin], *, words: Words | None = None, title: str = "") -> Html:
    """One bar per bin with its count above and its range below; `title` names the drawing to screen readers.

    Raises ValueError without bins.
    """
    if not bins:
        raise ValueError("A histogram needs at least one bin.")
    words = words or Words()
    most = _most(bins)
    wide = 100 / len(bins)
    parts, said = [], []
    for index, one in enumerate(bins):
        x = wide * index
        middle = number(x + wide / 2)
        label = one.label(words)
        if one.withheld or one.count is None:
            figure = words.withheld if one.withheld else words.missing
            short, high = "·", 0.0
        else:
            figure = short = words.number(one.count)
            high = HIGHEST * one.count / most
            parts.append(
                f'<rect x="{number(x + wide * 0.06)}%" y="{number(BASE - high)}%" '
                f'width="{number(wide * 0.88)}%" height="{number(high)}%"/>'
            )
        said.append(f"{label}: {figure}")
        parts.append(
            f'<svg x="{middle}%" y="{number(BASE - high)}%"><text class="dl" y="-5" text-anchor="middle">'
            f"{text(short)}</text></svg>"
            f'<svg x="{middle}%" y="{number(BASE)}%"><text y="17" text-anchor="middle">{text(label)}</text></svg>'
        )
    name = text(". ".join([title, *said] if title else said))
    line = f'<line class="zero" x1="0" x2="100%" y1="{number(BASE)}%" y2="{number(BASE)}%"/>'
    return Html(f'<div class="histogram"><svg role="img" aria-label="{name}">{"".join(parts)}{line}</svg></div>')


def histogram_document(
    bins: Sequence[Bin], palette: Palette, *, words: Words | None = None, width: float = 480.0
) -> str:
    """The same chart as one SVG with explicit colours, for PDF and DOCX. Raises ValueError without bins."""
    if not bins:
        raise ValueError("A histogram needs at least one bin.")
    words = words or Words()
    most = _most(bins)
    wide = width / len(bins)
    sheet = Sheet(width, palette)
    for index, one in enumerate(bins):
        middle = wide * (index + 0.5)
        high = 0.0
        if one.withheld or one.count is None:
            figure = words.withheld if one.withheld else "–"
        else:
            high = 96.0 * one.count / most
            figure = words.number(one.count)
            sheet.box(wide * index + wide * 0.06, 112 - high, wide * 0.88, high, palette["primary"])
        sheet.words(middle, 108 - high, figure, size=8, anchor="middle", bold=not one.withheld)
        sheet.words(middle, 123, one.label(words), size=7, colour=palette["ink-2"], anchor="middle")
    sheet.line(0, 112, width, 112, palette["ink"])
    sheet.down(128)
    return sheet.svg()
