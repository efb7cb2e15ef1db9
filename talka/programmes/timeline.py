"""A programme's stages as the weave draws them, and the table of what a stage must yield."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation import weave
from talka.foundation.owners.models import Owner
from talka.foundation.rooms import StageYield
from talka.foundation.threads.queries import Link
from talka.foundation.wording import best
from talka.programmes.models import ExpectedResult, Partner, Programme, Stage
from talka.programmes.proof import proof

THREADS = (Partner.Role.LEAD, Partner.Role.PARTNER)
SHORT = 24


def threads(partners: Iterable[Partner]) -> list[Owner]:
    """Whose threads are drawn: lead and partners, not supporters and lecturers."""
    return [partner.owner for partner in partners if partner.role in THREADS]


def timeline(
    stages: Iterable[Stage],
    yields: Iterable[StageYield] = (),
    *,
    address: Callable[[Stage], str] | None = None,
    current: Stage | None = None,
    today: datetime.date | None = None,
    languages: Sequence[str] = (),
) -> list[weave.Stage]:
    """The stages for `{% weave %}` and `{% knots %}`. Expected results must be prefetched where words are wanted."""
    day = today or timezone.localdate()
    by_stage = yields_by_stage(yields)
    drawn = []
    for stage in stages:
        found = by_stage.get(stage.pk, [])
        tag, title = best(stage.title, languages)
        drawn.append(
            weave.Stage(
                title=title,
                language=tag,
                start=stage.starts_on,
                end=stage.ends_on,
                together=stage.together,
                words=_words(stage, day),
                url=address(stage) if address else "",
                done_by=_done_by(found) if stage.starts_on <= day <= stage.ends_on else None,
                current=current is not None and stage.pk == current.pk,
            )
        )
    return drawn


def yields_by_stage(yields: Iterable[StageYield]) -> dict[int, list[StageYield]]:
    by_stage: dict[int, list[StageYield]] = {}
    for each in yields:
        by_stage.setdefault(each.stage_id, []).append(each)
    return by_stage


def _words(stage: Stage, day: datetime.date) -> str:
    """What people said came of a finished stage, where two or three words say it; the state's own word otherwise."""
    if stage.ends_on >= day:
        return ""
    said_of = (best(result.reached_words)[1] for result in stage.expected_results.all() if result.reached_on)
    return next((words for words in said_of if 0 < len(words) <= SHORT), "")


def _done_by(yields: list[StageYield]) -> frozenset[int] | None:
    """Who has finished a stage in which each works alone; None where no room can tell."""
    told: dict[int, bool] = {}
    for each in yields:
        for owner_id, (state, _words_of) in each.per_owner.items():
            told[owner_id] = told.get(owner_id, True) and state == "done"
    return frozenset(owner for owner, done in told.items() if done) if told else None


@dataclass(frozen=True)
class Row:
    """One thing that a stage must yield.

    Either what people marked (`expected`), or what a room's records tell (`told`), for all partners at once or, in
    `cells`, for each partner of the table's columns: (owner, state, words) or None where nothing is told of it.
    """

    title: str
    state: str
    words: str
    expected: ExpectedResult | None = None
    told: StageYield | None = None
    cells: tuple[tuple[Owner, str, str], ...] = ()
    url: str = ""
    came: str = ""
    """What people say came of an expected result."""
    evidence: tuple[Link, ...] = ()
    """What threads bring to an expected result, as this reader may see it."""


@dataclass(frozen=True)
class Table:
    """What one stage must yield, with a column for each partner where rooms tell of each."""

    stage: Stage
    columns: list[Owner]
    rows: list[Row]

    @property
    def reached(self) -> int:
        return sum(1 for row in self.rows if row.state == "done")


def table(
    stage: Stage,
    yields: Iterable[StageYield],
    partners: Sequence[Owner],
    evidence: Mapping[str, Sequence[Link]] | None = None,
) -> Table:
    """People's own marks first, each with its evidence by id, then what the rooms' records tell."""
    shown = evidence or {}
    told = [each for each in yields if each.stage_id == stage.pk]
    named = {owner_id for each in told for owner_id in each.per_owner}
    columns = [owner for owner in partners if owner.pk in named]
    rows = [_expected(stage, result, shown.get(str(result.pk), ())) for result in stage.expected_results.all()]
    for each in told:
        cells = tuple((owner, *each.per_owner.get(owner.pk, ("", ""))) for owner in columns) if each.per_owner else ()
        rows.append(Row(each.title, each.state, each.words, told=each, cells=cells, url=each.url))
    return Table(stage, columns, rows)


def _expected(stage: Stage, result: ExpectedResult, evidence: Sequence[Link]) -> Row:
    shown = proof(result, evidence, over=stage.ends_on < timezone.localdate())
    return Row(
        best(result.title)[1], shown.state, shown.words, expected=result, evidence=shown.evidence, came=shown.came
    )


def open_results(stage: Stage) -> list[ExpectedResult]:
    return [result for result in stage.expected_results.all() if result.reached_on is None]


def state_of(stage: Stage, today: datetime.date | None = None) -> str:
    """done, now, todo by the dates; late where the stage is over and something it must yield is open."""
    day = today or timezone.localdate()
    if stage.starts_on > day:
        return "todo"
    if stage.ends_on >= day:
        return "now"
    return "late" if open_results(stage) else "done"


def days_left(stage: Stage, today: datetime.date | None = None) -> str:
    """How long the stage still takes, as a sentence; empty where it is not under way."""
    day = today or timezone.localdate()
    if not stage.starts_on <= day <= stage.ends_on:
        return ""
    left = (stage.ends_on - day).days
    if left == 0:
        return _("The stage ends today.")
    return ngettext("The stage ends in %(count)d day.", "The stage ends in %(count)d days.", left) % {"count": left}


def is_finished(programme: Programme, today: datetime.date | None = None) -> bool:
    return programme.ends_on < (today or timezone.localdate())
