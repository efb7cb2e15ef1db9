"""What proves each expected result of the five localities: a decision, lists of those who were there, certificates."""

from talka.foundation import rooms
from talka.foundation.access import viewer_for
from talka.foundation.threads.kinds import Name
from talka.gatherings.models import Gathering, GatheringKind
from talka.programmes.actions import join_evidence
from talka.programmes.models import ExpectedResult, Programme, Stage
from talka.site.demo.regions import Ground

DECISION, CERTIFICATES, LIST = "calls.decision", "certificates.rule", "gatherings.attendance_list"


def prove_results(ground: Ground, programme: Programme, choice: Stage, training: Stage, visions: Stage) -> None:
    """Join what the rooms offer, as the page does."""
    offered = [each.name for each in rooms.evidence(programme.pk, viewer_for(ground.coordinator, ground.network))]
    (chosen,), (finished, practice), (shown,) = (
        list(stage.expected_results.order_by("position", "pk")) for stage in (choice, training, visions)
    )
    _join(ground, chosen, [name for name in offered if name[0] == DECISION])
    _join(ground, finished, [name for name in offered if name[0] == CERTIFICATES])
    _join(ground, practice, _lists(programme, offered, GatheringKind.STUDY_VISIT))
    _join(ground, shown, _lists(programme, offered, GatheringKind.OPEN_DOORS))


def _lists(programme: Programme, offered: list[Name], kind: str) -> list[Name]:
    """The attendance lists of the programme's gatherings of one kind."""
    wanted = {str(key) for key in Gathering.objects.filter(programme=programme, kind=kind).values_list("pk", flat=True)}
    return [name for name in offered if name[0] == LIST and name[1] in wanted]


def _join(ground: Ground, result: ExpectedResult, names: list[Name]) -> None:
    assert names, f"nothing proves {result}"
    join_evidence(acting_user=ground.coordinator, result=result, join=dict.fromkeys(names, 0))
