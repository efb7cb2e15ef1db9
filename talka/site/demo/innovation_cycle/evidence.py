"""What proves the results of the training: who was there, the rounds, and the days that were held."""

from talka.foundation.threads.kinds import Name
from talka.gatherings.models import Gathering
from talka.programmes.actions import join_evidence as join
from talka.programmes.models import Cohort, Cycle, Stage
from talka.programmes.queries import design_days
from talka.site.demo.regions import Ground


def join_evidence(ground: Ground, cycle: Cycle, training: Stage) -> None:
    """The six results of the training are proven; for the small changes at home nothing stands, and the page says so."""
    money, lab, funding = (
        list(Gathering.objects.filter(design_day=day).order_by("starts_at", "pk")) for day in design_days(cycle)
    )
    rounds: list[Name] = [("programmes.cohort", str(each.pk)) for each in Cohort.objects.filter(cycle=cycle)]
    proofs = [_held(lab), _lists(money), rounds, _lists(lab), _lists(funding), _lists(money)]
    for result, names in zip(training.expected_results.order_by("position", "pk"), proofs, strict=True):
        join(acting_user=ground.coordinator, result=result, join=dict.fromkeys(names, 0))


def _lists(gatherings: list[Gathering]) -> list[Name]:
    return [("gatherings.attendance_list", str(each.pk)) for each in gatherings]


def _held(gatherings: list[Gathering]) -> list[Name]:
    return [("gatherings.gathering", str(each.pk)) for each in gatherings]
