"""The weave: a programme's timeline in which every partner is a strand.

Strands lie together and are tied by a bar where partners work together, part where each works alone, are thick where
the way lies behind and thin ahead; a line marks today. This module holds the geometry only, so that it can be tested
to the digit; the template `page/parts/weave.html` places it.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from talka.methods.charts.html import Html, number
from talka.methods.charts.shapes import shape

State = Literal["done", "now", "todo", "late"]

HEIGHT = 104.0
MIDDLE = HEIGHT / 2
VERTICAL = 88.0
SQUEEZE = VERTICAL / HEIGHT
MANY = 6
"""From so many partners on strands are drawn thinner."""


class Partner(Protocol):
    """What the weave needs of an organisation; `owners.Owner` has it."""

    @property
    def dye(self) -> int: ...
    @property
    def shape(self) -> str: ...
    @property
    def short_name(self) -> str: ...


@dataclass(frozen=True)
class Strand:
    """A partner for drawings that have no owner at hand (samples, tests)."""

    dye: int
    shape: str
    short_name: str
    name: str = ""
    pk: int | None = None


@dataclass(frozen=True)
class Stage:
    """One stage of the timeline.

    together  partners work together; otherwise each works alone
    state     leave None to read it from the dates
    words     what stands under the date ("1,307 answers"); by default the state's own word
    done_by   ids of the partners that have finished where each works alone; None: as the state says
    current   the page shows this stage now
    """

    title: str
    start: datetime.date | None = None
    end: datetime.date | None = None
    together: bool = True
    state: State | None = None
    words: str = ""
    url: str = ""
    done_by: frozenset[int] | None = None
    current: bool = False
    language: str = ""

    def state_on(self, today: datetime.date) -> State:
        """The given state, or what the dates say: a stage without dates is still to come."""
        if self.state is not None:
            return self.state
        if self.end is not None and self.end < today:
            return "done"
        if self.start is not None and self.start <= today:
            return "now"
        return "todo"


@dataclass(frozen=True)
class Cell:
    """One stage as it is drawn: four pieces of SVG and where today's line stands."""

    stage: Stage
    state: State
    horizontal: Html
    vertical: Html
    pins: Html
    pins_vertical: Html
    is_now: bool
    is_next: bool

    @property
    def css_class(self) -> str:
        names = [
            name for name, on in (("isnow", self.is_now), ("isnext", self.is_next), ("cur", self.stage.current)) if on
        ]
        return " ".join(names)


@dataclass(frozen=True)
class Weave:
    cells: list[Cell]
    many: bool
    stands: int = field(default=0)
    """Number of the stage in which the programme stands; 0 before the first and after the last."""


def offsets(count: int, together: bool) -> list[float]:
    """Distances of the strands from the middle line, top to bottom."""
    if count <= 1:
        return [0.0] * count
    step = min(8.0, 40.0 / (count - 1)) if together else min(26.0, 84.0 / (count - 1))
    return [step * (index - (count - 1) / 2) for index in range(count)]


def left_half(before: float | None, here: float, *, vertical: bool = False) -> str:
    """The path of a strand from the cell's edge to its middle; empty in the first cell."""
    if before is None:
        return ""
    edge = (before + here) / 2
    return _path([(0, edge), (12.5, (edge + here) / 2), (25, here), (50, here)], vertical)


def right_half(here: float, after: float | None, *, vertical: bool = False) -> str:
    """The path from the cell's middle to its edge; empty in the last cell."""
    if after is None:
        return ""
    edge = (here + after) / 2
    return _path([(50, here), (75, here), (87.5, (here + edge) / 2), (100, edge)], vertical)


def _path(points: list[tuple[float, float]], vertical: bool) -> str:
    if vertical:
        points = [(VERTICAL / 2 + (y - MIDDLE) * SQUEEZE, x) for x, y in points]
    start, *rest = [f"{number(x)} {number(y)}" for x, y in points]
    return f"M{start}C{' '.join(rest)}"


def weave(stages: Sequence[Stage], partners: Sequence[Partner], today: datetime.date) -> Weave:
    """Lay out the timeline. Any number of stages and partners can be drawn; meant for 2 to 9 and 1 to 10."""
    states = [stage.state_on(today) for stage in stages]
    heights = [[MIDDLE + offset for offset in offsets(len(partners), stage.together)] for stage in stages]
    reached = [state != "todo" for state in states]
    running = [index for index, state in enumerate(states) if state in ("now", "late")]
    now = running[-1] if running else None
    past = [index for index, state in enumerate(states) if state == "done"]
    between = past[-1] if now is None and past and past[-1] + 1 < len(stages) else None
    cells = []
    for index, stage in enumerate(stages):
        last = index + 1 == len(stages)
        horizontal: list[str] = []
        vertical: list[str] = []
        for row, partner in enumerate(partners):
            here = heights[index][row]
            before = heights[index - 1][row] if index else None
            after = None if last else heights[index + 1][row]
            ahead_left = "" if reached[index] else ' class="ahead"'
            ahead_right = "" if not last and reached[index + 1] else ' class="ahead"'
            for upright, paths in ((False, horizontal), (True, vertical)):
                drawn = "".join(
                    f'<path{ahead} d="{path}"/>'
                    for path, ahead in (
                        (left_half(before, here, vertical=upright), ahead_left),
                        (right_half(here, after, vertical=upright), ahead_right),
                    )
                    if path
                )
                paths.append(f'<g class="o{partner.dye}">{drawn}</g>')
        cells.append(
            Cell(
                stage=stage,
                state=states[index],
                horizontal=Html("".join(horizontal)),
                vertical=Html("".join(vertical)),
                pins=_pins(stage, states[index], partners),
                pins_vertical=_pins(stage, states[index], partners, vertical=True),
                is_now=index == now,
                is_next=index == between,
            )
        )
    stands = now if now is not None else between
    return Weave(cells=cells, many=len(partners) >= MANY, stands=0 if stands is None else stands + 1)


def _pins(stage: Stage, state: State, partners: Sequence[Partner], *, vertical: bool = False) -> Html:
    places = offsets(len(partners), stage.together)
    scale = SQUEEZE if vertical else 1.0
    if stage.together or not partners:
        half = ((places[-1] - places[0]) / 2 if places else 0.0) * scale + 9 * scale
        thick, full = 8 * scale, " full" if state == "done" else ""
        long = 2 * half
        box = (-half, -thick / 2, long, thick) if vertical else (-thick / 2, -half, thick, long)
        x, y, width, height = (number(part) for part in box)
        return Html(
            f'<rect class="bind{full}" x="{x}" y="{y}" width="{width}" height="{height}" rx="{number(thick / 2)}"/>'
        )
    gap = abs(places[1] - places[0]) if len(places) > 1 else 26.0
    size = min(1.0, gap / 12.5) * scale
    drawn = []
    for index, (partner, place) in enumerate(zip(partners, places, strict=True)):
        key = getattr(partner, "pk", None)
        key = index if key is None else key
        finished = state == "done" if stage.done_by is None else key in stage.done_by
        right, down = (place * scale, 0.0) if vertical else (0.0, place)
        grow = "" if size == 1.0 else f" scale({number(size)})"
        drawn.append(
            f'<g class="o{partner.dye}" transform="translate({number(right)} {number(down)}){grow}">'
            f"{shape(partner.shape, 'sh full' if finished else 'sh')}</g>"
        )
    return Html("".join(drawn))


KNOTS_WIDTH = 208.0
KNOTS_EDGE = 6.0
KNOTS_MIDDLE = 15.0


def knots(stages: Sequence[Stage], partners: Sequence[Partner], today: datetime.date) -> Html:
    """The weave in one line: the inside of a drawing of 208 by 30. Rust knot: where the programme stands."""
    count = len(stages)
    span = KNOTS_WIDTH - 2 * KNOTS_EDGE
    across = [KNOTS_EDGE + span * index / (count - 1) if count > 1 else KNOTS_WIDTH / 2 for index in range(count)]
    states = [stage.state_on(today) for stage in stages]
    rows = max(len(partners) - 1, 1)
    steps = [min(4.5, 18 / rows) if stage.together else min(9.5, 26 / rows) for stage in stages]

    def height(stage: int, row: int) -> float:
        return KNOTS_MIDDLE + steps[stage] * (row - (len(partners) - 1) / 2)

    parts = []
    for row, partner in enumerate(partners):
        behind: list[str] = []
        ahead: list[str] = []
        for index in range(count - 1):
            x1, x2 = across[index], across[index + 1]
            y1, y2 = height(index, row), height(index + 1, row)
            middle = number((x1 + x2) / 2)
            piece = f"M{number(x1)} {number(y1)}C{middle} {number(y1)} {middle} {number(y2)} {number(x2)} {number(y2)}"
            (ahead if states[index + 1] == "todo" else behind).append(piece)
        drawn = (f'<path class="d" d="{"".join(behind)}"/>' if behind else "") + (
            f'<path class="f" d="{"".join(ahead)}"/>' if ahead else ""
        )
        parts.append(f'<g class="o{partner.dye}">{drawn}</g>')
    css = {"done": "past", "now": "now", "late": "now", "todo": "fut"}
    for index, state in enumerate(states):
        long = steps[index] * max(len(partners) - 1, 0) + 12
        parts.append(
            f'<rect class="{css[state]}" x="{number(across[index] - 2.5)}" y="{number(KNOTS_MIDDLE - long / 2)}" '
            f'width="5" height="{number(long)}" rx="2.5"/>'
        )
    return Html("".join(parts))
