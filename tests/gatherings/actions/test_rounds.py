"""Planning a round by the cycle's design, and following what changed in it."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from talka.foundation.access import Refusal
from talka.foundation.owners.models import Visibility
from talka.gatherings import actions, queries
from talka.gatherings.models import Gathering, Session
from talka.programmes import actions as design
from talka.programmes.models import Cohort
from talka.programmes.queries import design_as_planned
from tests.world import World

pytestmark = pytest.mark.django_db
MAY = datetime.date(2026, 5, 4)
HOUR = datetime.time


def planned(world: World, on: datetime.date = MAY) -> Gathering:
    return actions.plan_round(
        acting_user=world.coordinator,
        cohort=world.cohort,
        days=[actions.PlannedDay(world.design_day, on, world.other_organisation, "The old mill", world.locality)],
        stage=world.present_stage,
        visibility=Visibility.PUBLIC,
    )[0]


def local(moment: datetime.datetime, world: World) -> str:
    return f"{moment.astimezone(ZoneInfo(world.network.time_zone)):%Y-%m-%d %H:%M}"


def compared(cohort: Cohort) -> queries.RoundCompared:
    there = queries.gatherings_of_round([cohort])
    return queries.compared(cohort, there, design_as_planned(cohort), {each.pk for each in there})


def test_the_gatherings_of_a_round_are_those_of_the_design(world: World) -> None:
    gathering = planned(world)
    assert (gathering.title, gathering.owner, gathering.place) == (
        {"en": "Whom to ask"},
        world.other_organisation,
        "The old mill",
    )
    assert (gathering.design_day, gathering.cohort, gathering.stage) == (
        world.design_day,
        world.cohort,
        world.present_stage,
    )
    assert local(gathering.starts_at, world) == "2026-05-04 10:00"
    session = gathering.sessions.get()
    assert (session.design_session, session.lecturer_names, session.obligatory) == (
        world.design_session,
        "Anna Nowak",
        True,
    )
    assert (world.cohort.design_version, world.cohort.starts_on, world.cohort.ends_on) == (1, MAY, MAY)
    found = compared(world.cohort)
    assert (found.by_design, found.departures, [day.state for day in found.days]) == (True, 0, ["same"])


def test_a_day_is_planned_once_and_only_of_its_cycle(world: World) -> None:
    planned(world)
    with pytest.raises(Refusal, match="planned already"):
        planned(world)
    other = design.add_cycle(acting_user=world.coordinator, programme=world.programme, title={"en": "Another"})
    foreign = design.add_cohort(acting_user=world.coordinator, cycle=other, title={"en": "Elsewhere"})
    day = actions.PlannedDay(world.design_day, MAY, world.organisation)
    with pytest.raises(Refusal, match="not a day of this cycle"):
        actions.plan_round(acting_user=world.coordinator, cohort=foreign, days=[day])
    with pytest.raises(Refusal, match="at least one day"):
        actions.plan_round(acting_user=world.coordinator, cohort=foreign, days=[])


def test_what_a_round_has_otherwise_is_told(world: World) -> None:
    second = design.add_designed_session(
        acting_user=world.coordinator,
        day=world.design_day,
        starts=HOUR(13),
        ends=HOUR(15),
        topic={"en": "Streets and doors"},
    )
    gathering = planned(world)
    first, other = list(gathering.sessions.order_by("starts_at"))
    actions.edit_session(
        acting_user=world.coordinator,
        session=first,
        ends_at=first.ends_at - datetime.timedelta(minutes=30),
        lecturers=["Jan Kowalski"],
    )
    actions.remove_session(acting_user=world.coordinator, session=other)
    actions.add_session(
        acting_user=world.coordinator,
        gathering=gathering,
        starts_at=first.ends_at + datetime.timedelta(hours=1),
        ends_at=first.ends_at + datetime.timedelta(hours=2),
        topic={"en": "A walk through the town"},
    )
    found = compared(world.cohort)
    day = found.days[0]
    assert [(each.state, each.title["en"]) for each in day.sessions] == [
        ("changed", "Who lives here"),
        ("left_out", str(second)),
        ("added", "A walk through the town"),
    ]
    assert day.sessions[0].changes == (
        "Shortened by 30 minutes: 10:00–11:30 instead of 10:00–12:00.",
        "Taught by Jan Kowalski instead of Anna Nowak.",
    )
    assert found.departures == 3


def test_a_moved_longer_or_called_off_day_is_told(world: World) -> None:
    gathering = planned(world)
    hour = datetime.timedelta(hours=1)
    session = gathering.sessions.get()
    actions.edit_gathering(
        acting_user=world.coordinator, gathering=gathering, ends_at=gathering.ends_at + hour, title={"en": "Otherwise"}
    )
    session.gathering = gathering
    actions.edit_session(
        acting_user=world.coordinator,
        session=session,
        starts_at=session.starts_at + hour,
        ends_at=session.ends_at + hour,
    )
    day = compared(world.cohort).days[0]
    assert day.changes == (
        "It is called “Otherwise” here.",
        "Longer by 60 minutes: 10:00–17:00 instead of 10:00–16:00.",
    )
    assert day.sessions[0].changes == ("Moved: 11:00–13:00 instead of 10:00–12:00.",)
    actions.cancel_gathering(acting_user=world.coordinator, gathering=gathering)
    assert [each.state for each in compared(world.cohort).days] == ["called_off"]


def test_the_design_stays_as_it_was_when_the_round_was_planned(world: World) -> None:
    planned(world)
    design.edit_designed_session(
        acting_user=world.coordinator, session=world.design_session, lecturers="Ewa Lis", ends=HOUR(11)
    )
    new = design.add_designed_session(
        acting_user=world.coordinator, day=world.design_day, starts=HOUR(13), ends=HOUR(14), topic={"en": "New"}
    )
    assert compared(world.cohort).departures == 0
    later = queries.later_changes(world.cohort)
    assert [(each.kind, each.title["en"], each.may_take) for each in later] == [
        ("changed", "Who lives here", True),
        ("added", "New", True),
    ]
    assert later[0].changes == (
        "Shortened by 60 minutes: 10:00–11:00 instead of 10:00–12:00.",
        "Taught by Ewa Lis instead of Anna Nowak.",
    )
    actions.take_over_design(acting_user=world.coordinator, cohort=world.cohort, keys=[f"session-{new.pk}"])
    assert queries.later_changes(world.cohort) == []
    found = compared(world.cohort)
    assert [(each.state, each.title["en"]) for each in found.days[0].sessions] == [
        ("changed", "Who lives here"),
        ("same", "New"),
    ], "what was not taken over is the round's own difference from now on"


def test_everything_may_be_taken_over(world: World) -> None:
    gathering = planned(world)
    design.edit_day(
        acting_user=world.coordinator, day=world.design_day, ends=HOUR(18), title={"en": "Whom to ask, and how"}
    )
    design.edit_designed_session(acting_user=world.coordinator, session=world.design_session, ends=HOUR(17))
    keys = [each.key for each in queries.later_changes(world.cohort)]
    assert keys == [f"day-{world.design_day.pk}", f"session-{world.design_session.pk}"]
    actions.take_over_design(acting_user=world.coordinator, cohort=world.cohort, keys=keys)
    gathering.refresh_from_db()
    assert gathering.title == {"en": "Whom to ask, and how"}
    assert local(gathering.sessions.get().ends_at, world) == "2026-05-04 17:00"
    assert compared(world.cohort).departures == 0


def test_what_is_taken_out_of_the_design_may_go_from_the_round(world: World) -> None:
    gathering = planned(world)
    design.take_out_designed_session(acting_user=world.coordinator, session=world.design_session)
    later = queries.later_changes(world.cohort)
    assert [(each.kind, each.may_take) for each in later] == [("removed", True)]
    actions.take_over_design(acting_user=world.coordinator, cohort=world.cohort, keys=[later[0].key])
    assert not Session.objects.filter(gathering=gathering).exists()


def taken_out(world: World) -> Gathering:
    """A round is planned, somebody keeps a place, and its day goes from the design; another day stands in it."""
    gathering = planned(world, on=datetime.date(2036, 5, 5))
    actions.sign_up(gathering=gathering, name="Ewa Lis", email="ewa@example.org", letter=False)
    design.add_day(
        acting_user=world.coordinator,
        cycle=world.cycle,
        kind="workshop",
        title={"en": "Another day"},
        starts=HOUR(10),
        ends=HOUR(12),
    )
    design.take_out_day(acting_user=world.coordinator, day=world.design_day)
    return gathering


def test_a_day_that_is_taken_out_is_called_off_with_letters(world: World) -> None:
    gathering = taken_out(world)
    change = next(each for each in queries.later_changes(world.cohort) if each.kind == "removed")
    assert (change.to_decide, change.changes) == (gathering.pk, ("Taken out of the design.",))
    with pytest.raises(Refusal, match="few words why"):
        actions.decide_on_taken_out(acting_user=world.staff, gathering=gathering, keep=False, reason={"en": ""})
    mail.outbox.clear()
    actions.decide_on_taken_out(
        acting_user=world.staff, gathering=gathering, keep=False, reason={"en": "It became a visit"}
    )
    assert [(each.to, "It became a visit" in str(each.body)) for each in mail.outbox] == [(["ewa@example.org"], True)]
    assert [each.kind for each in queries.later_changes(world.cohort)] == ["added"]
    day = compared(world.cohort).days[0]
    assert (day.state, day.changes) == ("taken_out", ("Taken out of the design.", "It became a visit"))
    assert compared(world.cohort).departures == 0, "the round follows its design"
    with pytest.raises(Refusal, match="nothing to decide"):
        actions.decide_on_taken_out(acting_user=world.staff, gathering=gathering, keep=True, reason={"en": "No"})


def test_a_day_that_is_taken_out_may_be_kept_and_is_asked_about_until_then(world: World) -> None:
    gathering = taken_out(world)
    actions.take_over_design(acting_user=world.coordinator, cohort=world.cohort, keys=[])
    asked = [each.to_decide for each in queries.later_changes(world.cohort)]
    assert asked == [gathering.pk], "also after the rest of the design was taken over"
    actions.decide_on_taken_out(
        acting_user=world.staff, gathering=gathering, keep=True, reason={"en": "The hall is paid for"}
    )
    gathering.refresh_from_db()
    assert (gathering.state, queries.later_changes(world.cohort)) == (Gathering.State.PLANNED, [])
    kept = compared(world.cohort).days[-1]
    assert (kept.state, kept.changes) == ("kept", ("Taken out of the design.", "The hall is paid for"))


def test_what_is_handed_in_goes_from_the_design_to_the_round(world: World) -> None:
    design.edit_designed_session(
        acting_user=world.coordinator, session=world.design_session, hand_in={"en": "A list of houses"}
    )
    session = planned(world).sessions.get()
    assert (session.hand_in, compared(world.cohort).departures) == ({"en": "A list of houses"}, 0)
    design.edit_designed_session(acting_user=world.coordinator, session=world.design_session, hand_in={"en": "A map."})
    [change] = queries.later_changes(world.cohort)
    assert change.changes == ("To be handed in: A map.",)
    actions.take_over_design(acting_user=world.coordinator, cohort=world.cohort, keys=[change.key])
    session.refresh_from_db()
    assert session.hand_in == {"en": "A map."}


def test_what_was_held_stays(world: World) -> None:
    gathering = planned(world, on=datetime.date(2026, 1, 12))
    actions.mark_held(acting_user=world.coordinator, gathering=gathering)
    design.edit_designed_session(acting_user=world.coordinator, session=world.design_session, lecturers="Ewa Lis")
    later = queries.later_changes(world.cohort)
    assert [(each.may_take, each.why_not) for each in later] == [
        (False, "This day was held already; what was held stays.")
    ]
    actions.take_over_design(acting_user=world.coordinator, cohort=world.cohort, keys=[later[0].key])
    assert gathering.sessions.get().lecturer_names == "Anna Nowak"


def test_a_round_that_is_not_planned_takes_nothing_over(world: World) -> None:
    with pytest.raises(Refusal, match="not planned by the design"):
        actions.take_over_design(acting_user=world.coordinator, cohort=world.cohort, keys=[])
