"""A scale of answers as one stacked bar per row, from the least to the most."""

from collections.abc import Sequence

from talka.methods.charts.html import Html, number, text
from talka.methods.charts.palette import Palette
from talka.methods.charts.parts import Row, Words
from talka.methods.charts.sheet import Sheet

STEPS: dict[int, tuple[int, ...]] = {
    1: (7,),
    2: (1, 7),
    3: (1, 4, 7),
    4: (1, 2, 6, 7),
    5: (1, 2, 4, 6, 7),
    6: (1, 2, 3, 5, 6, 7),
    7: (1, 2, 3, 4, 5, 6, 7),
}
"""Which of the seven colours of the scale are used for so many answers."""

SMALLEST_WITH_FIGURE = 9.0
"""Percent of the bar under which its figure would not fit."""


def _steps(count: int) -> tuple[int, ...]:
    if count not in STEPS:
        raise ValueError(f"A scale has 1 to 7 answers, not {count}.")
    return STEPS[count]


def stacked(rows: Sequence[Row], answers: Sequence[str], *, words: Words | None = None) -> Html:
    """Rows keep their order. Each row has one value per answer; `n` of the first value is printed at the right.

    Raises ValueError for more than seven answers.
    """
    words = words or Words()
    steps = _steps(len(answers))
    key = "".join(
        f'<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="c{step}" width="10" height="10"/></svg>'
        f"{text(answer)}</li>"
        for answer, step in zip(answers, steps, strict=True)
    )
    items = []
    for row in rows:
        language = f' lang="{text(row.language)}"' if row.language else ""
        head = f'<span class="lab"{language}>{text(row.label)}</span>'
        first = row.values[0]
        n = text(words.number(first.n)) if first.n is not None and not first.withheld else ""
        if any(not value.shown for value in row.values):
            word = words.withheld if any(v.withheld for v in row.values) else words.missing
            items.append(f'<li>{head}<span class="plot none">{text(word)}</span><span class="n num">{n}</span></li>')
            continue
        at = 0.0
        drawing, said = [], []
        for value, step, answer in zip(row.values, steps, answers, strict=True):
            share = value.share or 0.0
            said.append(f"{answer}: {words.percent(share)}")
            if share > 0:
                drawing.append(f'<rect class="c{step}" x="{number(at)}%" width="{number(share)}%" height="100%"/>')
            if share >= SMALLEST_WITH_FIGURE:
                drawing.append(
                    f'<svg x="{number(at + share / 2)}%" y="50%">'
                    f'<text class="t{step}" y="4.5" text-anchor="middle">{text(words.number(share))}</text></svg>'
                )
            at += share
        label = text(". ".join(said))
        items.append(
            f'<li>{head}<span class="plot"><svg role="img" aria-label="{label}">{"".join(drawing)}</svg></span>'
            f'<span class="n num">{n}</span></li>'
        )
    return Html(f'<ul class="scale-key">{key}</ul><ol class="scale-chart">{"".join(items)}</ol>')


def stacked_document(
    rows: Sequence[Row],
    answers: Sequence[str],
    palette: Palette,
    *,
    words: Words | None = None,
    width: float = 480.0,
) -> str:
    """The same chart as one SVG with explicit colours, for PDF and DOCX."""
    words = words or Words()
    steps = _steps(len(answers))
    sheet = Sheet(width, palette)
    x = 0.0
    for answer, step in zip(answers, steps, strict=True):
        needed = sheet.wide(answer, 8) + 22
        if x and x + needed > width:
            x = 0.0
            sheet.down(13)
        sheet.box(x, 1, 8, 8, palette[f"scale-{step}"])
        sheet.words(x + 11, 8, answer, size=8)
        x += needed
    sheet.down(18)
    label, count = width * 0.3, 34.0
    left = label + 10
    span = width - left - count
    for row in rows:
        lines = sheet.folded(row.label, label, 9)
        height = max(22.0, 11.0 * len(lines) + 6)
        sheet.line(0, 0, width, 0, palette["line"])
        for index, line in enumerate(lines):
            sheet.words(0, height / 2 + 3 + 11 * (index - (len(lines) - 1) / 2), line, size=9)
        if any(not value.shown for value in row.values):
            word = words.withheld if any(v.withheld for v in row.values) else words.missing
            sheet.words(left, height / 2 + 3, word, size=8, colour=palette["ink-2"])
        else:
            at = left
            for value, step in zip(row.values, steps, strict=True):
                share = value.share or 0.0
                long = span * share / 100
                if share > 0:
                    sheet.box(at, height / 2 - 7, long, 14, palette[f"scale-{step}"])
                if share >= SMALLEST_WITH_FIGURE:
                    sheet.words(
                        at + long / 2,
                        height / 2 + 3,
                        words.number(share),
                        size=8,
                        colour=palette[f"scale-{step}-ink"],
                        anchor="middle",
                        bold=True,
                    )
                at += long
            if row.values[0].n is not None:
                sheet.words(
                    width,
                    height / 2 + 3,
                    words.number(row.values[0].n),
                    size=8,
                    colour=palette["ink-2"],
                    anchor="end",
                )
        sheet.down(height)
    return sheet.svg()
