"""One call from draft to letter, by the actions that the pages use."""

from django.core import mail

from talka.calls.models import Outcome
from tests.world import World


def test_the_world_is_decided_by_the_arithmetic(world: World) -> None:
    outcomes = Outcome.objects.filter(decision__call=world.announced_call).order_by("place")
    assert [(each.place, each.result, each.proposed) for each in outcomes] == [
        (1, "selected", "selected"),
        (2, "reserve", "reserve"),
    ]
    assert mail.outbox is not None
