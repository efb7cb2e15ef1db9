"""Figures drawn: which chart fits which question, from the page's own tokens."""

from dataclasses import replace

from django.utils.html import escape

from talka.findings.figures import Figures, Row
from talka.foundation.figures import chart_words
from talka.foundation.wording import best
from talka.methods import charts
from talka.methods.charts.stacked import STEPS

SHAPES = ("circle", "square", "diamond", "triangle", "hexagon", "pentagon", "triangle-down", "bar", "cross", "ring")
MOST_SERIES = 6


def _words() -> charts.Words:
    """A withheld figure is not always one of few: some only cover another."""
    return replace(chart_words(), few="…")


def _keeps_order(figures: Figures) -> bool:
    """Scales, bands and ages are told in their own order; other answers by how many gave them."""
    if figures.kind in {"scale", "number"}:
        return True
    if figures.kind != "single":
        return False
    with_numbers = sum(any(letter.isdigit() for letter in option.words) for option in figures.options)
    return 2 * with_numbers > len(figures.options)


def chart(figures: Figures, highlight: str = "", rows: tuple[str, ...] = ()) -> charts.Html | None:
    """The drawing that fits the figures; None where nothing was answered.

    `highlight` is the answer that a finding is about; `rows` keeps only these groups.
    """
    shown = [row for row in figures.groups if not rows or row.key in rows]
    if not figures.options or not any(row.answered or row.withheld for row in shown):
        return None
    if figures.kind == "number" and len(figures.rows) == 1:
        return _histogram(figures)
    if is_stacked(figures):
        return _stacked(figures, shown)
    if len(shown) == 1:
        return charts.bars(
            _rows(figures, shown, highlight),
            series=_series(shown[0], 0),
            words=_words(),
            sort=not _keeps_order(figures),
        )
    if not any(row.dye for row in shown):
        return _side_by_side(figures, shown, highlight)
    if len(shown) <= MOST_SERIES:
        return charts.dots(
            _rows(figures, shown, highlight),
            [_series(row, place) for place, row in enumerate(shown)],
            words=_words(),
            sort=not _keeps_order(figures),
        )
    everyone = [figures.everyone]
    return charts.bars(_rows(figures, everyone, highlight), words=_words(), sort=not _keeps_order(figures))


def is_stacked(figures: Figures) -> bool:
    """One bar for each group, from the least to the most; only where every step may be told."""
    told = all(not cell.withheld for row in figures.rows for cell in row.cells)
    return figures.kind == "scale" and told and len(_scale(figures)) in STEPS


def _side_by_side(figures: Figures, shown: list[Row], highlight: str) -> charts.Html:
    """One small chart for each answer, with a bar for each group: names of groups need room."""
    words = _words()
    values = {option.key: [_value(row, option.key) for row in shown] for option in figures.options}
    top = max((value.reach for each in values.values() for value in each), default=0.0)
    everyone = {option.key: figures.everyone.cell(option.key).share or 0.0 for option in figures.options}
    options = list(figures.options)
    if not _keeps_order(figures):
        options.sort(key=lambda option: -everyone[option.key])
    parts = []
    for option in options:
        language, name = best(option.text)
        rows = [
            charts.Row(row.words, (value,), language=best(row.label)[0])
            for row, value in zip(shown, values[option.key], strict=True)
        ]
        drawn = charts.bars(rows, words=words, sort=False, top=top)
        hit = " hit" if option.key == highlight else ""
        parts.append(f'<li class="multiple{hit}"><p lang="{escape(language)}">{escape(name)}</p>{drawn}</li>')
    return charts.Html(f'<ol class="multiples">{"".join(parts)}</ol>')


def _series(row: Row, place: int) -> charts.Series:
    return charts.Series(row.words, row.dye, row.shape or SHAPES[place % len(SHAPES)])


def _value(row: Row, option: str) -> charts.Value:
    cell = row.cell(option)
    if cell.withheld or row.withheld:
        return charts.Value(withheld=True)
    return charts.Value(
        share=None if cell.share is None else cell.share * 100,
        margin=None if cell.margin is None else cell.margin * 100,
        n=row.answered,
    )


def _rows(figures: Figures, shown: list[Row], highlight: str) -> list[charts.Row]:
    rows = []
    for option in figures.options:
        language, text = best(option.text)
        rows.append(
            charts.Row(
                text,
                tuple(_value(row, option.key) for row in shown),
                highlight=option.key == highlight,
                language=language,
            )
        )
    return rows


def _scale(figures: Figures) -> list[str]:
    """The steps of a scale; "hard to say" is no step and stands in the table."""
    return [option.key for option in figures.options if option.key != "dont_know"]


def _stacked(figures: Figures, shown: list[Row]) -> charts.Html:
    steps = _scale(figures)
    names = {option.key: option.words for option in figures.options}
    drawn = [*shown, figures.everyone] if len(shown) > 1 else shown
    return charts.stacked(
        [
            charts.Row(row.words, tuple(_value(row, step) for step in steps), language=best(row.label)[0])
            for row in drawn
        ],
        [names[step] for step in steps],
        words=_words(),
    )


def _histogram(figures: Figures) -> charts.Html:
    row = figures.everyone
    bins = []
    for option in figures.options:
        cell = row.cell(option.key)
        withheld = cell.withheld or row.withheld
        bins.append(charts.Bin(option.low or 0.0, option.high or 0.0, None if withheld else cell.count, withheld))
    return charts.histogram(bins, words=_words())
