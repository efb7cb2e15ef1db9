"""Spread: how far apart several scores of one thing lie, drawn small enough to stand in a table."""

from collections.abc import Sequence

from talka.methods.charts.html import Html, number


def spread(scores: Sequence[float], mean: float | None = None, *, top: float = 100.0) -> Html:
    """A line from the lowest to the highest score, a ring for each, a stroke for their mean.

    Figures belong beside it: the drawing itself is hidden from a screen reader.
    """
    at = [100 * score / top for score in scores]
    line = (
        f'<line class="reach" x1="{number(min(at))}%" x2="{number(max(at))}%" y1="50%" y2="50%"/>'
        if len(at) > 1
        else ""
    )
    marks = "".join(f'<circle cx="{number(x)}%" cy="50%" r="3.5"/>' for x in at)
    middle = ""
    if mean is not None:
        x = number(100 * mean / top)
        middle = f'<line class="mean" x1="{x}%" x2="{x}%" y1="15%" y2="85%"/>'
    ground = '<line class="ground" x1="0" x2="100%" y1="50%" y2="50%"/>'
    return Html(f'<svg class="spreading" aria-hidden="true">{ground}{line}{marks}{middle}</svg>')
