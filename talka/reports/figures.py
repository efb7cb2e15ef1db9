"""A programme in figures: what rooms count from their records, and how much of it may be published.

Numbers of people below the network's smallest number are withheld from the public, and so is what would give them
away by subtraction (`talka.methods.tables.withhold`); only the first figure of people is broken down for them. Those who run the programme see all, and the lists behind it.
"""

from collections import Counter
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from talka.foundation import rooms
from talka.foundation.access import Absent, Viewer, or_absent
from talka.foundation.figures import chart_words
from talka.foundation.rooms import Breakdown, RecordFigure
from talka.methods import charts
from talka.methods.tables import Choice, one_way, withhold
from talka.programmes import rules as programme_rules
from talka.programmes.models import Programme


@dataclass(frozen=True)
class Part:
    """One value of a breakdown; `count` None where it is withheld."""

    label: str
    count: int | None


@dataclass(frozen=True)
class ShownBreakdown:
    key: str
    title: str
    parts: list[Part]
    unknown: int | None

    @property
    def withheld(self) -> bool:
        return any(part.count is None for part in self.parts)

    @property
    def chart(self) -> charts.Html:
        rows = [charts.Row(part.label, (charts.Value(part.count, withheld=part.count is None),)) for part in self.parts]
        return charts.bars(rows, words=chart_words(), percent=False)


@dataclass(frozen=True)
class ShownFigure:
    """A figure as this reader may see it; `value` None where it is withheld."""

    figure: RecordFigure
    value: int | None
    breakdowns: list[ShownBreakdown]
    opens: bool

    @property
    def key(self) -> str:
        return self.figure.key


def figures_of(programme: Programme, viewer: Viewer) -> list[ShownFigure]:
    """The programme's figures, each as far as this viewer may see it."""
    counted = rooms.figures(programme.pk, viewer)
    if programme_rules.may_run(viewer, programme):
        return [_shown(figure, 1, opens=figure.listed is not None) for figure in counted]
    threshold = programme.network.small_number
    shown: list[ShownFigure] = []
    for figure in counted:
        each = _shown(figure, threshold, opens=False)
        if figure.people and any(before.figure.people and before.breakdowns for before in shown):
            # The people of one figure are among those of another: a second breakdown would tell small differences.
            each = replace(each, breakdowns=[])
        shown.append(each)
    return shown


def figure_to_open(programme: Programme, viewer: Viewer, key: str) -> RecordFigure:
    """The figure whose list those who run the programme may read; Absent for everybody else."""
    if not programme_rules.may_run(viewer, programme):
        raise Absent
    return or_absent(
        next((each for each in rooms.figures(programme.pk, viewer) if each.key == key and each.listed), None)
    )


def _shown(figure: RecordFigure, threshold: int, *, opens: bool) -> ShownFigure:
    if not figure.people:
        return ShownFigure(figure, figure.value, [_breakdown(each, 1) for each in figure.breakdowns], opens)
    if figure.value < threshold:
        return ShownFigure(figure, None, [], opens)
    shown = [_breakdown(each, threshold) for each in figure.breakdowns]
    return ShownFigure(figure, figure.value, [each for each in shown if len(each.parts) > 1], opens)


def _breakdown(breakdown: Breakdown, threshold: int) -> ShownBreakdown:
    """Its values by number, the largest first; small ones and what covers them are withheld."""
    unknown_key = "\0"
    counted = Counter(value or unknown_key for value in breakdown.values)
    keys = sorted(counted, key=lambda key: (-counted[key], key))
    column = Choice.from_keys((value or unknown_key for value in breakdown.values), keys, key=breakdown.key)
    (released,) = withhold([one_way(column)], threshold)
    parts = {key: released.cell(key).count for key in keys}
    unknown = parts.pop(unknown_key, 0)
    return ShownBreakdown(
        breakdown.key, breakdown.title, [Part(label, count) for label, count in parts.items()], unknown
    )


def for_story(shown: list[ShownFigure]) -> list[ShownFigure]:
    """What the public page shows at a glance: the figures that are told, without their breakdowns."""
    return [replace(each, breakdowns=[]) for each in shown if each.value is not None]


def withheld_words(threshold: int) -> str:
    return _("fewer than %(number)d") % {"number": threshold}
