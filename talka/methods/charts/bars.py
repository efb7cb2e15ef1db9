"""Bars: one series, largest first, each with its figure at its end."""

from collections.abc import Sequence

from talka.methods.charts.html import Html, number, text
from talka.methods.charts.palette import Palette
from talka.methods.charts.parts import Row, Series, Value, Words, sorted_rows
from talka.methods.charts.sheet import Sheet

ROOM_FOR_FIGURE = 0.84
"""The longest bar ends here, so that its figure has room beside it, also on a phone."""


def _end(rows: Sequence[Row]) -> float:
    return max((value.reach for row in rows for value in row.values), default=0.0) / ROOM_FOR_FIGURE or 1.0


def _said(value: Value, words: Words, percent: bool) -> str:
    if value.withheld:
        return words.withheld
    if value.share is None:
        return words.missing
    return words.percent(value.share) if percent else words.number(value.share)


def bars(
    rows: Sequence[Row],
    *,
    series: Series | None = None,
    words: Words | None = None,
    sort: bool = True,
    percent: bool = True,
    top: float | None = None,
) -> Html:
    """The chart as a list. Every row has one value. `percent=False` for counts. `series` gives the dye.

    `top` is the longest value of several charts that stand side by side, so that their bars can be compared.
    """
    words = words or Words()
    drawn = sorted_rows(rows) if sort else list(rows)
    end = top / ROOM_FOR_FIGURE if top else _end(drawn)
    items = []
    for row in drawn:
        value = row.values[0]
        said = text(_said(value, words, percent))
        language = f' lang="{text(row.language)}"' if row.language else ""
        if value.shown and value.share is not None:
            long = 100 * value.share / end
            drawing = f'<rect height="100%" width="{number(long)}%"/>'
            far = long
            if value.margin:
                low = 100 * max(0.0, value.share - value.margin) / end
                far = 100 * (value.share + value.margin) / end
                drawing += (
                    f'<line class="halo" x1="{number(low)}%" x2="{number(long)}%" y1="50%" y2="50%"/>'
                    f'<line class="moe" x1="{number(low)}%" x2="{number(far)}%" y1="50%" y2="50%"/>'
                )
            drawing += f'<svg x="{number(far)}%" y="50%"><text x="8" y="5">{said}</text></svg>'
        else:
            drawing = f'<svg x="0" y="50%"><text class="none" x="0" y="5">{said}</text></svg>'
        hit = ' class="hit"' if row.highlight else ""
        items.append(
            f'<li{hit}><span class="lab"{language}>{text(row.label)}</span>'
            f'<span class="plot"><svg role="img" aria-label="{said}">{drawing}</svg></span></li>'
        )
    dye = f" o{series.dye}" if series and series.dye else ""
    return Html(f'<ol class="bars{dye}">{"".join(items)}</ol>')


def bars_document(
    rows: Sequence[Row],
    palette: Palette,
    *,
    series: Series | None = None,
    words: Words | None = None,
    sort: bool = True,
    percent: bool = True,
    width: float = 480.0,
) -> str:
    """The same chart as one SVG with explicit colours, for PDF and DOCX."""
    words = words or Words()
    drawn = sorted_rows(rows) if sort else list(rows)
    end = _end(drawn)
    label = width * 0.34
    left = label + 10
    span = width - left
    colour = palette.dye(series.dye if series else None)
    sheet = Sheet(width, palette)
    for row in drawn:
        value = row.values[0]
        lines = sheet.folded(row.label, label, 9)
        height = max(18.0, 11.0 * len(lines) + 5)
        for index, line in enumerate(lines):
            sheet.words(0, height / 2 + 3 + 11 * (index - (len(lines) - 1) / 2), line, size=9, bold=row.highlight)
        far = left
        if value.shown and value.share is not None:
            far = left + span * value.share / end
            sheet.box(left, height / 2 - 6, far - left, 12, colour)
            if value.margin:
                low = left + span * max(0.0, value.share - value.margin) / end
                high = left + span * (value.share + value.margin) / end
                sheet.line(low, height / 2, far, height / 2, palette["paper"], thick=3)
                sheet.line(low, height / 2, high, height / 2, palette["ink"], thick=1)
                far = high
        sheet.words(far + 5, height / 2 + 3, _said(value, words, percent), size=9, bold=value.shown)
        sheet.down(height)
    return sheet.svg()
