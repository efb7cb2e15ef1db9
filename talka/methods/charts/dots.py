"""Dots: one row per answer, one mark per organisation, figures printed at the right in the organisation's ink."""

from collections.abc import Sequence

from talka.methods.charts.html import Html, number, text
from talka.methods.charts.palette import Palette
from talka.methods.charts.parts import Row, Series, Value, Words, lanes, sorted_rows, ticks_up_to, top_of
from talka.methods.charts.shapes import shape
from talka.methods.charts.sheet import Sheet


def dots(
    rows: Sequence[Row],
    series: Sequence[Series],
    *,
    words: Words | None = None,
    sort: bool = True,
    top: float | None = None,
) -> Html:
    """The chart as a list; each row reads as a sentence to a screen reader.

    rows    each with as many values as there are series
    series  organisations; without a dye the mark is drawn in the primary colour
    sort    largest average first; False keeps the given order (ages, times)
    top     where the axis ends, in percent; by default a little right of the largest mark
    """
    words = words or Words()
    drawn = sorted_rows(rows) if sort else list(rows)
    end = top or top_of(drawn, percent=True)
    marks = ticks_up_to(end)
    heights = lanes(len(series))
    size = f"s{len(series)}" if len(series) <= 5 else "many"
    items = [_heads(series)] if len(series) > 1 else []
    for row in drawn:
        hit = ' class="hit"' if row.highlight else ""
        language = f' lang="{text(row.language)}"' if row.language else ""
        items.append(
            f'<li{hit}><span class="lab"{language}>{text(row.label)}</span>'
            f'<span class="plot"><svg aria-hidden="true">{_grid(marks, end)}'
            + "".join(_mark(v, s, y, end) for v, s, y in zip(row.values, series, heights, strict=True))
            + "</svg></span>"
            + '<span class="vals">'
            + "".join(_figure(v, s, words, len(series)) for v, s in zip(row.values, series, strict=True))
            + "</span></li>"
        )
    items.append(_axis(marks, end, words))
    return Html(f'<ol class="dots {size}">{"".join(items)}</ol>')


def _dye(series: Series) -> str:
    return f"o{series.dye}" if series.dye else "plainly"


def _heads(series: Sequence[Series]) -> str:
    names = "".join(
        f'<span class="{_dye(s)}"><span class="org {_dye(s)}"><svg viewBox="-7 -7 14 14" aria-hidden="true">'
        f'<g class="mark">{shape(s.shape)}</g></svg><b>{text(s.name)}</b></span></span>'
        for s in series
    )
    return (
        '<li class="heads" aria-hidden="true"><span class="lab"></span><span class="plot"></span>'
        f'<span class="vals">{names}</span></li>'
    )


def _grid(marks: Sequence[float], end: float) -> str:
    return "".join(
        f'<line class="{"zero" if mark == 0 else "grid"}" x1="{number(100 * mark / end)}%" '
        f'x2="{number(100 * mark / end)}%" y1="0" y2="100%"/>'
        for mark in marks
    )


def _mark(value: Value, series: Series, y: float, end: float) -> str:
    if not value.shown or value.share is None:
        return ""
    line = ""
    if value.margin:
        low, high = max(0.0, value.share - value.margin), min(end, value.share + value.margin)
        line = (
            f'<line class="moe" x1="{number(100 * low / end)}%" x2="{number(100 * high / end)}%" '
            f'y1="{number(y)}%" y2="{number(y)}%"/>'
        )
    return (
        f'<g class="{_dye(series)}">{line}<svg x="{number(100 * value.share / end)}%" y="{number(y)}%">'
        f'<g class="mark">{shape(series.shape)}</g></svg></g>'
    )


def _figure(value: Value, series: Series, words: Words, count: int) -> str:
    beside = f'<span class="name">{text(series.name)} </span>' if count > 3 else ""
    if value.withheld or value.share is None:
        word = words.withheld if value.withheld else words.missing
        short = f'<span aria-hidden="true">{text(words.few) if value.withheld else "–"}</span>'
        said = f'<span class="vh">{text(series.name)}: {text(word)}</span>'
        return f'<span class="{_dye(series)} none">{beside}{short}{said}</span>'
    template = words.value_with_margin if value.margin else words.value
    said = template.format(value=words.percent(value.share), series=series.name, margin=words.number(value.margin or 0))
    return (
        f'<span class="{_dye(series)}">{beside}<span aria-hidden="true">{text(words.number(value.share))}</span>'
        f'<span class="vh">{text(said)}</span></span>'
    )


def _axis(marks: Sequence[float], end: float, words: Words) -> str:
    texts = []
    for index, mark in enumerate(marks):
        anchor = "start" if index == 0 else "middle"
        label = words.percent(mark) if index == len(marks) - 1 else words.number(mark)
        texts.append(f'<text x="{number(100 * mark / end)}%" y="16" text-anchor="{anchor}">{text(label)}</text>')
    return (
        '<li class="axis" aria-hidden="true"><span class="lab"></span>'
        f'<span class="plot"><svg>{"".join(texts)}</svg></span><span class="vals"></span></li>'
    )


def dots_document(
    rows: Sequence[Row],
    series: Sequence[Series],
    palette: Palette,
    *,
    words: Words | None = None,
    sort: bool = True,
    top: float | None = None,
    width: float = 480.0,
) -> str:
    """The same chart as one SVG with explicit colours, for PDF and DOCX. Units are points."""
    words = words or Words()
    drawn = sorted_rows(rows) if sort else list(rows)
    end = top or top_of(drawn, percent=True)
    marks = ticks_up_to(end)
    figures = 34.0 * len(series)
    label = width * 0.32
    left, right = label + 10, width - figures - 12
    sheet = Sheet(width, palette)
    if len(series) > 1:
        for index, one in enumerate(series):
            x = width - figures + 34 * (index + 1)
            sheet.words(x, 9, one.name, size=8, colour=palette.ink(one.dye), anchor="end", bold=True)
            sheet.mark(x - sheet.wide(one.name, 8, bold=True) - 7, 6.2, one.shape, one.dye, scale=0.55)
        sheet.down(16)
    for row in drawn:
        lines = sheet.folded(row.label, label, 9)
        height = max(26.0, 7.5 * len(series), 11.0 * len(lines) + 10)
        sheet.line(0, 0, width, 0, palette["line"])
        for mark in marks:
            x = left + (right - left) * mark / end
            sheet.line(x, 0, x, height, palette["ink"] if mark == 0 else palette["line"])
        for number_of_line, line in enumerate(lines):
            y = height / 2 + 3 + 11 * (number_of_line - (len(lines) - 1) / 2)
            sheet.words(0, y, line, size=9, bold=row.highlight)
        for index, (value, one, lane) in enumerate(zip(row.values, series, lanes(len(series)), strict=True)):
            x = width - figures + 34 * (index + 1)
            if not value.shown or value.share is None:
                sheet.words(x, height / 2 + 3, words.few if value.withheld else "–", size=7, anchor="end")
                continue
            y = height * lane / 100
            centre = left + (right - left) * value.share / end
            if value.margin:
                low = left + (right - left) * max(0.0, value.share - value.margin) / end
                high = left + (right - left) * min(end, value.share + value.margin) / end
                sheet.line(low, y, high, y, palette.ink(one.dye), thick=1.2)
            sheet.mark(centre, y, one.shape, one.dye, scale=0.6)
            sheet.words(
                x,
                height / 2 + 3,
                words.number(value.share),
                size=9,
                colour=palette.ink(one.dye),
                anchor="end",
            )
        sheet.down(height)
    for index, mark in enumerate(marks):
        x = left + (right - left) * mark / end
        sheet.words(
            x,
            9,
            words.percent(mark) if index == len(marks) - 1 else words.number(mark),
            size=7,
            colour=palette["ink-2"],
            anchor="start" if index == 0 else "middle",
        )
    sheet.down(14)
    return sheet.svg()
