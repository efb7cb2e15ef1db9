"""Planned and attended hours: over all that is planned, side by side counted once."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from talka.gatherings import actions, queries
from talka.gatherings.models import Attendance, GatheringKind
from tests.world import World

HOUR = datetime.timedelta(hours=1)
START = datetime.datetime(2030, 3, 4, 9, tzinfo=datetime.UTC)
spans = st.lists(st.tuples(st.integers(0, 600), st.integers(1, 200)), max_size=12)


@given(spans)
def test_the_union_counts_each_minute_once(rows: list[tuple[int, int]]) -> None:
    minute = datetime.timedelta(minutes=1)
    intervals = [(START + begins * minute, START + (begins + length) * minute) for begins, length in rows]
    assert queries.union_minutes(intervals) == len({m for b, length in rows for m in range(b, b + length)})


@pytest.fixture
def day(world: World) -> Callable[..., Any]:
    def plan(days: int, *hours: tuple[int, int]) -> Any:
        begins = timezone.now().replace(minute=0, second=0, microsecond=0) + datetime.timedelta(days=days)
        gathering = actions.plan_gathering(
            acting_user=world.coordinator,
            network=world.network,
            host=world.organisation,
            cohort=world.cohort,
            kind=GatheringKind.TRAINING_DAY,
            title={"en": "Day"},
            starts_at=begins,
            ends_at=begins + 8 * HOUR,
        )
        return gathering, [
            actions.add_session(
                acting_user=world.coordinator,
                gathering=gathering,
                starts_at=begins + first * HOUR,
                ends_at=begins + last * HOUR,
                topic={"en": "Topic"},
            )
            for first, last in hours
        ]

    return plan


@pytest.mark.django_db
def test_attended_time_is_measured_against_all_that_is_planned(world: World, day: Callable[..., Any]) -> None:
    _, (morning, side, afternoon) = day(-1, (0, 3), (1, 3), (4, 8))
    day(5, (0, 3))
    whole, _ = day(6)
    off, _ = day(7, (0, 8))
    actions.cancel_gathering(acting_user=world.coordinator, gathering=off)
    person = actions.meet_participant(network=world.network, name="Ola", email="ola@example.org")
    actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=person)
    Attendance.objects.create(session=morning, participant=person, state="present")
    Attendance.objects.create(session=side, participant=person, state="excused")
    Attendance.objects.create(
        session=afternoon, participant=person, state="late", arrived_at=afternoon.starts_at + HOUR
    )

    hours = queries.cohort_hours(world.cohort)

    assert hours.planned_minutes == (3 + 4 + 3 + 8) * 60
    assert [each.pk for each in hours.gatherings][-1] == whole.pk
    mine = next(each for each in hours.members if each.member.participant == person)
    assert mine.attended_minutes == (3 + 3) * 60
    assert {row.state for row in mine.sessions.values()} == {"present", "excused", "late"}


@pytest.mark.django_db
def test_hours_take_the_same_queries_for_many(
    world: World, day: Callable[..., Any], django_assert_num_queries: Any
) -> None:
    for number in range(5):
        day(number, (0, 2), (3, 5))
        person = actions.meet_participant(network=world.network, name="P", email=f"p{number}@example.org")
        actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=person)
    with django_assert_num_queries(4):
        queries.cohort_hours(world.cohort)
