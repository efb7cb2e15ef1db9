"""How each room's rows grow, by its own actions, and the pages on which they show. A room adds its own here."""

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from talka.consultations import actions as consultations
from talka.foundation.owners.models import Visibility
from talka.gatherings import actions as gatherings
from talka.gatherings.models import GatheringKind
from talka.organisations.actions import add_organisation, give_standing
from talka.programmes import actions as programmes
from talka.reports import actions as reports
from talka.strategy import actions as strategy
from tests.world import World, account


@dataclass(frozen=True)
class Growth:
    """`add(world, number)` makes one row more; `pages` show those rows: (path from the world, who looks)."""

    name: str
    add: Callable[[World, int], object]
    pages: tuple[tuple[Callable[[World], str], str], ...]


def organisation(world: World, number: int) -> None:
    add_organisation(
        acting_user=world.coordinator,
        network=world.network,
        name=f"Library {number}",
        short_name=f"L{number}",
        kind="library",
        locality=world.locality,
    )


def person(world: World, number: int) -> None:
    give_standing(
        acting_user=world.coordinator, owner=world.organisation, account=account(f"Person{number}"), title="educator"
    )


def programme(world: World, number: int) -> None:
    day = datetime.date(2026, 9, 1)
    programmes.make_programme(
        acting_user=world.coordinator,
        network=world.network,
        owner=world.organisation,
        title={"en": f"Programme {number}"},
        starts_on=day,
        ends_on=day + datetime.timedelta(days=200),
        visibility=Visibility.PUBLIC,
    )


def gathering(world: World, number: int) -> None:
    begins = timezone.now() + datetime.timedelta(days=1, minutes=number)
    gatherings.plan_gathering(
        acting_user=world.coordinator,
        network=world.network,
        host=world.organisation,
        kind=GatheringKind.WORKSHOP,
        title={"en": f"Workshop {number}"},
        stage=world.present_stage,
        locality=world.locality,
        starts_at=begins,
        ends_at=begins + datetime.timedelta(hours=1),
        capacity=10,
        visibility=Visibility.PUBLIC,
    )


def consultation(world: World, number: int) -> None:
    consultations.make_consultation(
        acting_user=world.coordinator,
        network=world.network,
        owner=world.organisation,
        title={"en": f"Consultation {number}"},
        slug=f"consultation-{number}",
    )


def answer(world: World, number: int) -> None:
    known = str(world.organisation.pk)
    consultations.receive_answer(
        door=world.online_door,
        answer_id=uuid.uuid4(),
        version=1,
        language="en",
        data={"q.known": [known], f"s.{known}.programme": "3", "q.visits": str(number % 300), "q.missing": "A bus."},
    )


def swot_item(world: World, number: int) -> None:
    strategy.add_swot_item(
        acting_user=world.staff, swot=world.swot, quadrant="weakness", text={"en": f"Weakness {number}"}
    )


def measure(world: World, number: int) -> None:
    strategy.add_measure(
        acting_user=world.staff,
        operational_goal=world.measure.operational_goal,
        title={"en": f"Measure {number}"},
        responsible=world.staff,
        partners=[world.other_organisation],
        starts_on=datetime.date(2027, 3, 1),
        ends_on=datetime.date(2027, 4, 1),
        costs={2027: 100},
        sources=[("own", 100, "secured")],
    )


def question(world: World, number: int) -> None:
    asked = reports.ask_panel(
        panel=world.panel, field_id=uuid.uuid4(), text=f"Question {number}", name="", language="en"
    )
    reports.show_question(
        acting_user=world.coordinator, question=asked, answer={"en": "Yes."}, answered_by=world.third_organisation
    )


GROWTHS = (
    Growth("organisations", organisation, ((lambda _w: "/weavers/organisations/", "visitor"),)),
    Growth("people", person, ((lambda _w: "/weavers/people/", "coordinator"),)),
    Growth("programmes", programme, ((lambda _w: "/weavers/programmes/", "visitor"),)),
    Growth(
        "gatherings",
        gathering,
        (
            (lambda _w: "/weavers/gatherings/", "visitor"),
            (lambda w: f"/weavers/programmes/{w.programme.slug}/", "visitor"),
            (lambda w: f"/weavers/programmes/{w.programme.slug}/room/", "coordinator"),
        ),
    ),
    Growth("consultations", consultation, ((lambda _w: "/weavers/consultations/", "coordinator"),)),
    Growth(
        "answers",
        answer,
        (
            (lambda w: f"/a/{w.online_door.token}/", "visitor"),
            (lambda w: f"/weavers/consultations/{w.consultation.slug}/", "visitor"),
            (lambda w: f"/weavers/consultations/{w.consultation.slug}/answers/", "director"),
            (lambda w: f"/weavers/findings/{w.consultation.slug}/results/", "director"),
        ),
    ),
    Growth("SWOT items", swot_item, ((lambda w: f"/weavers/strategy/swots/{w.swot.pk}/", "staff"),)),
    Growth("measures", measure, ((lambda w: f"/weavers/strategy/plans/{w.plan.pk}/draft/", "staff"),)),
    Growth("questions", question, ((lambda w: f"/weavers/programmes/{w.programme.slug}/panel/", "visitor"),)),
    # Rows of everything: what was made above shows here.
    Growth(
        "everything",
        lambda _world, _number: None,
        (
            (lambda _w: "/weavers/", "visitor"),
            (lambda _w: "/weavers/desk/", "coordinator"),
            (lambda _w: "/weavers/desk/", "director"),
            (lambda _w: "/weavers/audit/", "coordinator"),
            (lambda _w: "/weavers/findings/", "visitor"),
            (lambda _w: "/weavers/strategy/", "staff"),
        ),
    ),
)
