"""A gathering with more people than places: kept, offered, waiting; a question, and a letter of invitation."""

import datetime

from talka.foundation.owners.models import Visibility
from talka.gatherings import actions
from talka.gatherings.models import GatheringKind
from tests.world import World


def extend(world: World, begins: datetime.datetime, ends: datetime.datetime) -> None:
    """A short course with one place: one comes, one is offered a place that became free, one waits; and a letter."""
    world.course = actions.plan_gathering(
        acting_user=world.director,
        network=world.network,
        host=world.organisation,
        kind=GatheringKind.WORKSHOP,
        title={"en": "A short course"},
        starts_at=begins,
        ends_at=ends,
        capacity=2,
        visibility=Visibility.PUBLIC,
    )
    actions.set_sign_up_rules(acting_user=world.director, gathering=world.course, offer_hours=24, most_together=2)
    world.sign_up_question = actions.ask_at_sign_up(
        acting_user=world.director,
        gathering=world.course,
        kind="text",
        wording={"en": "What do you not eat?"},
        reason={"en": "So that the cook knows."},
    )
    people = [
        actions.sign_up(
            gathering=world.course,
            name=name,
            email=f"{name.split()[0].lower()}@course.example",
            comes_from=f"School of {name.split()[1]}",
            answers={world.sign_up_question.pk: f"{name.split()[0]} eats no nuts"},
            letter=False,
        ).sign_up
        for name in ("Ada Kept", "Bea Gone", "Cia Offered", "Dea Waiting", "Eva Behind")
    ]
    world.course_kept, gone, world.course_offered, world.course_waiting, world.course_behind = people
    actions.cancel_sign_up(acting_user=None, sign_up=gone, letter=False)
    (world.gathering_invitation,) = actions.invite(
        acting_user=world.director,
        gathering=world.course,
        guests=[actions.Guest(email="guest@course.example", name="Gaja Guest")],
    )
