"""Designing a cycle by days and sessions, and keeping the design that a round goes by."""

import datetime

import pytest

from talka.foundation.access import Refusal
from talka.programmes import actions, queries
from talka.programmes.models import Cycle, CycleDay, GatheringKind
from tests.world import World

pytestmark = pytest.mark.django_db
HOUR = datetime.time


def a_day(world: World, cycle: Cycle, title: str, **changes: object) -> CycleDay:
    given = {"kind": GatheringKind.LAB, "starts": HOUR(10), "ends": HOUR(16)}
    return actions.add_day(acting_user=world.coordinator, cycle=cycle, title={"en": title}, **{**given, **changes})  # type: ignore[arg-type]


def titles(cycle: Cycle) -> list[tuple[str, int]]:
    return [(str(day), day.after_days) for day in queries.design_days(cycle)]


def test_days_follow_one_another_and_change_places_with_their_dates(world: World) -> None:
    second = a_day(world, world.cycle, "Asking")
    third = a_day(world, world.cycle, "Reading", after_days=7)
    assert titles(world.cycle) == [("Whom to ask", 0), ("Asking", 1), ("Reading", 7)]
    actions.move_day(acting_user=world.coordinator, day=third, up=True)
    assert titles(world.cycle) == [("Whom to ask", 0), ("Reading", 1), ("Asking", 7)]
    actions.take_out_day(acting_user=world.coordinator, day=second)
    assert titles(world.cycle) == [("Whom to ask", 0), ("Reading", 1)]
    assert CycleDay.objects.filter(pk=second.pk).exists()


def test_times_must_fit(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        a_day(world, world.cycle, "Backwards", ends=HOUR(9))
    assert refused.value.field == "ends"
    with pytest.raises(Refusal) as refused:
        actions.add_designed_session(
            acting_user=world.coordinator, day=world.design_day, starts=HOUR(15), ends=HOUR(17), topic={"en": "Late"}
        )
    assert refused.value.field == "starts"
    with pytest.raises(Refusal, match="Who lives here"):
        actions.edit_day(acting_user=world.coordinator, day=world.design_day, starts=HOUR(11))


def test_the_content_holds_days_and_sessions_with_keys(world: World) -> None:
    content = queries.design_content(world.cycle)
    day, session = world.design_day, world.design_session
    assert [each["key"] for each in content["days"]] == [f"day-{day.pk}"]
    assert content["days"][0]["sessions"] == [
        {
            "key": f"session-{session.pk}",
            "id": session.pk,
            "starts": "10:00",
            "ends": "12:00",
            "topic": {"en": "Who lives here"},
            "lecturers": ["Anna Nowak"],
            "result": {},
            "obligatory": True,
            "hand_in": {},
        }
    ]
    actions.take_out_designed_session(acting_user=world.coordinator, session=session)
    assert queries.design_content(world.cycle)["days"][0]["sessions"] == []


def test_a_round_remembers_the_design_it_was_planned_by(world: World) -> None:
    assert queries.design_as_planned(world.cohort) is None
    actions.follow_design(acting_user=world.coordinator, cohort=world.cohort)
    assert world.cohort.design_version == 1
    actions.edit_designed_session(acting_user=world.coordinator, session=world.design_session, lecturers="Jan Kowalski")
    planned = queries.design_as_planned(world.cohort)
    assert planned is not None
    assert planned["days"][0]["sessions"][0]["lecturers"] == ["Anna Nowak"]
    actions.follow_design(acting_user=world.coordinator, cohort=world.cohort)
    assert world.cohort.design_version == 2


def test_what_is_not_designed_cannot_be_followed(world: World) -> None:
    actions.take_out_day(acting_user=world.coordinator, day=world.design_day)
    with pytest.raises(Refusal):
        actions.follow_design(acting_user=world.coordinator, cohort=world.cohort)
