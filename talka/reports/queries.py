"""What the public page of the panel and "You said, we did" show."""

from dataclasses import dataclass
from typing import TypeVar

from talka.findings import queries as findings
from talka.foundation.access import Viewer
from talka.foundation.threads.chain import Step, downstream, downstream_of, upstream
from talka.foundation.threads.kinds import End, Name, resolve
from talka.programmes.models import Programme
from talka.reports.models import Panel, PanelQuestion, Reply
from talka.strategy import queries as strategy
from talka.strategy.queries.plans import PublicMeasure

Found = TypeVar("Found")
MEASURE = "strategy.measure"
REPLY = "reports.reply"


@dataclass(frozen=True)
class SaidAndDone:
    """One finding, and what came of it: measures of plans that the reader may read, and replies.

    `inside` counts the considerations on the way that this reader may not see ("internal analysis").
    """

    finding: End
    measures: list[PublicMeasure]
    replies: list[Reply]
    inside: int

    @property
    def answered(self) -> bool:
        return bool(self.measures or self.replies)


def said_and_done(programme: Programme, viewer: Viewer, most: int | None = None) -> list[SaidAndDone]:
    """Each published finding of the programme with what was decided, answered ones first."""
    names = [finding.name for finding in findings.published_findings(programme)]
    if not names:
        return []
    ends = resolve(names, viewer)
    walks = downstream_of(names, viewer)
    measures = {str(each.measure.id): each for each in strategy.public_measures(programme, viewer)}
    replies = {str(reply.pk): reply for reply in Reply.objects.filter(programme=programme).select_related("owner")}
    pairs = [
        SaidAndDone(
            finding=ends[name],
            measures=_at(walks[name], MEASURE, measures),
            replies=_at(walks[name], REPLY, replies),
            inside=sum(1 for step in walks[name] if step.end.hidden),
        )
        for name in names
        if name in ends and not ends[name].hidden
    ]
    pairs.sort(key=lambda pair: not pair.answered)
    return pairs[:most]


def _at(steps: list[Step], kind: str, known: "dict[str, Found]") -> "list[Found]":
    return [known[step.end.id] for step in steps if step.end.kind == kind and step.end.id in known]


@dataclass(frozen=True)
class Chain:
    """Where a thing stands between the residents' answers and what was done, as this reader may see it."""

    here: End
    why: list[Step]
    came_of_it: list[Step]


def chain_of(name: Name, viewer: Viewer) -> Chain | None:
    """Both walks from one thing; None where it is not there for this reader."""
    here = resolve([name], viewer).get(name)
    if here is None or here.hidden:
        return None
    return Chain(here, upstream(name, viewer), downstream(name, viewer))


def panel_of(programme: Programme) -> Panel | None:
    return (
        Panel.objects.filter(programme=programme)
        .select_related("programme", "gathering", "gathering__owner", "gathering__locality")
        .first()
    )


def shown_questions(panel: Panel) -> list[PanelQuestion]:
    return list(panel.questions.filter(state=PanelQuestion.State.SHOWN).select_related("answered_by").order_by("pk"))


def questions_by_state(panel: Panel) -> dict[str, list[PanelQuestion]]:
    """All questions for those who moderate them, the waiting ones first."""
    groups: dict[str, list[PanelQuestion]] = {state: [] for state in PanelQuestion.State.values}
    for question in panel.questions.select_related("decided_by", "answered_by"):
        groups[question.state].append(question)
    return groups


def waiting_questions(programme_ids: list[int]) -> dict[int, int]:
    """How many questions wait to be read, by programme."""
    counted: dict[int, int] = {}
    waiting = PanelQuestion.objects.filter(
        panel__programme_id__in=programme_ids, state=PanelQuestion.State.WAITING
    ).values_list("panel__programme_id", flat=True)
    for programme_id in waiting:
        counted[programme_id] = counted.get(programme_id, 0) + 1
    return counted
