"""From a counted table to figures with their words, on the day on which they are drawn."""

import datetime
from zoneinfo import ZoneInfo

import numpy as np
from django.utils import timezone

from talka.consultations.models import Consultation
from talka.findings.columns import Reading
from talka.findings.figures.content import Cell, Condition, Figures, Row
from talka.findings.figures.counting import Counted, Judgement
from talka.findings.figures.labels import everyone_words, labels_of, title_of
from talka.identity.models import Network
from talka.methods.tables import (
    withhold,
)


def today_in(network: Network) -> datetime.date:
    return timezone.now().astimezone(ZoneInfo(network.time_zone)).date()


def figures_of(
    consultation: Consultation,
    reading: Reading,
    counted: Counted,
    *,
    threshold: int,
    today: datetime.date,
    judgement: Judgement | None = None,
) -> Figures:
    """The figures with their words. Cells that the public may not read are marked as for the inside.

    Without a judgement the table is judged alone, as a hint for those who work with it.
    """
    table, selection = counted.table, counted.selection
    strand = selection.strand
    judged = judgement or Judgement.of(withhold([table], threshold)[0])
    labels = labels_of(reading, selection.breakdown)
    everyone = everyone_words()
    rows = []
    for place, option in enumerate(table.rows):
        label, dye, shape = labels.get(option.key, (everyone, None, ""))
        mean = low = median = high = None
        if option.key in counted.spreads:
            mean, low, median, high = counted.spreads[option.key]
        elif table.means is not None and table.medians is not None and not np.isnan(table.means[place]):
            mean, median = float(table.means[place]), float(table.medians[place])
        cells = []
        for at, answer in enumerate(counted.answers):
            cell = table.cell_at(place, at)
            margin = None if cell.low is None or cell.high is None else (cell.high - cell.low) / 2
            cells.append(
                Cell(
                    answer.key,
                    cell.count,
                    None if cell.share is None else round(cell.share, 6),
                    None if margin is None else round(margin, 6),
                    inside=(option.key, answer.key) in judged.cells,
                )
            )
        rows.append(
            Row(
                key=option.key,
                label=label,
                cells=tuple(cells),
                answered=int(table.answered[place]),
                missing=int(table.missing[place]),
                dye=dye,
                shape=shape,
                mean=_rounded(mean),
                median=_rounded(median),
                quarter=_rounded(low),
                three_quarters=_rounded(high),
                inside=option.key in judged.rows,
            )
        )
    return Figures(
        question=strand.name,
        kind=strand.question.kind,
        text=dict(strand.question.text),
        hint=dict(strand.question.hint),
        repeats=strand.repeats,
        options=counted.answers,
        breakdown=selection.breakdown,
        by=title_of(reading, selection.breakdown) if selection.breakdown else {},
        conditions=tuple(
            Condition(name, key, title_of(reading, name), labels_of(reading, name)[key][0])
            for name, key in selection.filters.items()
        ),
        rows=tuple(rows),
        sample=consultation.sample,
        caution=table.caution or "",
        threshold=threshold,
        drawn_on=today.isoformat(),
        answers=reading.answers,
        apart=sum(reading.by_version.get(v, 0) for other in reading.apart_from(strand) for v in other.versions),
        languages=tuple(consultation.languages),
        unit=dict(strand.question.limits.get("unit") or {}) if strand.question.kind == "number" else {},
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
