"""Planned and attended hours: over all that is planned, side by side counted once."""

import datetime
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from talka.gatherings import actions, queries
from talka.gatherings.models import Attendance, Gathering, GatheringKind
from talka.gatherings.queries.hours import open_hours
from talka.identity.models import Network
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


@pytest.mark.parametrize(
    ("begins", "ends", "days"),
    [
        ("2030-03-08 09:00", "2030-03-08 17:30", [("08 09:00", "08 17:30")]),
        ("2030-03-08 19:00", "2030-03-09 02:00", [("08 19:00", "09 02:00")]),
        (
            "2030-03-08 09:00",
            "2030-03-10 16:00",
            [("08 09:00", "08 16:00"), ("09 09:00", "09 16:00"), ("10 09:00", "10 16:00")],
        ),
        (
            "2030-03-08 18:00",
            "2030-03-10 14:00",
            [("08 18:00", "08 20:00"), ("09 08:00", "09 20:00"), ("10 08:00", "10 14:00")],
        ),
        ("2030-03-08 21:00", "2030-03-09 21:00", [("09 08:00", "09 20:00")]),
        ("2030-03-30 09:00", "2030-03-31 10:00", [("30 09:00", "30 10:00"), ("31 09:00", "31 10:00")]),
    ],
    ids=["a day", "an evening", "three days", "from evening to noon", "from evening to evening", "the clocks change"],
)
def test_several_days_without_agenda_count_their_hours_and_no_night(
    begins: str, ends: str, days: list[tuple[str, str]]
) -> None:
    zone = ZoneInfo("Europe/Vilnius")

    def at(text: str) -> datetime.datetime:
        return datetime.datetime.fromisoformat(text).replace(tzinfo=zone)

    gathering = Gathering(network=Network(time_zone="Europe/Vilnius"), starts_at=at(begins), ends_at=at(ends))
    assert open_hours(gathering) == [(at(f"2030-03-{start}"), at(f"2030-03-{end}")) for start, end in days]


@pytest.mark.django_db
def test_who_was_there_for_all_days_attended_all_hours_and_no_more(world: World) -> None:
    gathering = actions.plan_gathering(
        acting_user=world.coordinator,
        network=world.network,
        host=world.organisation,
        cohort=world.cohort,
        kind=GatheringKind.TRAINING_DAY,
        title={"en": "Three days"},
        starts_at=datetime.datetime(2025, 3, 4, 8, tzinfo=datetime.UTC),
        ends_at=datetime.datetime(2025, 3, 6, 14, tzinfo=datetime.UTC),
    )
    person = actions.meet_participant(network=world.network, name="Ola", email="ola@example.org")
    actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=person)
    [whole] = actions.open_list(gathering=gathering)
    Attendance.objects.create(session=whole, participant=person, state="present")
    before = Gathering.objects.filter(cohort=world.cohort).exclude(pk=gathering.pk)
    before.update(cohort=None)

    hours = queries.cohort_hours(world.cohort)

    assert hours.planned_minutes == 3 * 6 * 60
    assert [each.attended_minutes for each in hours.members if each.member.participant == person] == [3 * 6 * 60]


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
