"""Minutes, decisions and what was agreed: written, approved, opened again; done or dropped with a reason."""

import datetime

import pytest
from django.utils import timezone

from talka.foundation import rooms
from talka.foundation.access import Refusal
from talka.foundation.versions.queries import versions_of
from talka.gatherings import actions, queries
from talka.gatherings.models import ActionItem, Attendance, Audience, Gathering, GatheringKind, Minutes
from talka.gatherings.queries.materials import ALL, ONLY_EVERYBODY, TAKING_PART
from tests.world import World

pytestmark = pytest.mark.django_db


def test_decisions_are_numbered_without_gaps(world: World) -> None:
    gathering = world.past_gathering
    second = actions.add_decision(acting_user=world.staff, gathering=gathering, text={"en": "Second"})
    third = actions.add_decision(acting_user=world.staff, gathering=gathering, text={"en": "Third"})
    assert (world.decision.number, second.number, third.number) == (1, 2, 3)
    actions.remove_decision(acting_user=world.staff, decision=second)
    assert [(each.number, each.text["en"]) for each in queries.decisions(gathering)][1:] == [(2, "Third")]


def test_approved_minutes_are_frozen_and_no_longer_changed(world: World) -> None:
    gathering = world.past_gathering
    version = actions.approve_minutes(acting_user=world.staff, gathering=gathering)
    assert version.number == 1
    assert actions.approve_minutes(acting_user=world.staff, gathering=gathering) == version
    with pytest.raises(Refusal):
        actions.write_minutes(acting_user=world.staff, gathering=gathering, text={"en": "Otherwise"})
    with pytest.raises(Refusal):
        actions.add_decision(acting_user=world.staff, gathering=gathering, text={"en": "Late"})
    with pytest.raises(Refusal):
        actions.reopen_minutes(acting_user=world.staff, gathering=gathering, reason=" ")
    actions.reopen_minutes(acting_user=world.staff, gathering=gathering, reason="A name was wrong")
    actions.write_minutes(acting_user=world.staff, gathering=gathering, text={"en": "Otherwise"})
    shown = queries.minutes_shown(gathering, ONLY_EVERYBODY)
    assert shown is not None
    assert shown.text == {"en": "What was said at the round table."}
    draft = queries.minutes_shown(gathering, ALL)
    assert draft is not None
    assert draft.text == {"en": "Otherwise"}
    actions.approve_minutes(acting_user=world.staff, gathering=gathering)
    assert [each.number for each in versions_of(Minutes.objects.get(gathering=gathering))] == [2, 1]


def test_nothing_is_approved_before_it_has_begun_or_where_nothing_is_written(world: World) -> None:
    with pytest.raises(Refusal):
        actions.approve_minutes(acting_user=world.staff, gathering=world.gathering)
    Gathering.objects.filter(pk=world.gathering.pk).update(
        starts_at=timezone.now() - datetime.timedelta(days=2), ends_at=timezone.now() - datetime.timedelta(days=1)
    )
    with pytest.raises(Refusal):
        actions.approve_minutes(acting_user=world.staff, gathering=world.gathering)


def test_minutes_reach_those_for_whom_they_are_once_approved(world: World) -> None:
    gathering = world.past_gathering
    assert queries.minutes_shown(gathering, TAKING_PART) is None
    actions.write_minutes(acting_user=world.staff, gathering=gathering, audience=Audience.PARTICIPANTS)
    actions.approve_minutes(acting_user=world.staff, gathering=gathering)
    assert queries.minutes_shown(gathering, ONLY_EVERYBODY) is None
    assert queries.minutes_shown(gathering, TAKING_PART) is not None


def test_whoever_is_erased_is_not_named_by_an_old_version(world: World) -> None:
    gathering = world.past_gathering
    session = actions.add_session(
        acting_user=world.staff,
        gathering=gathering,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        topic={"en": "One"},
    )
    came = actions.meet_participant(network=world.network, name="Ewa Lis", email="ewa@example.org")
    excused = actions.meet_participant(network=world.network, name="Jan Rak", email="rak@example.org")
    Attendance.objects.create(session=session, participant=came, state=Attendance.State.LATE)
    Attendance.objects.create(session=session, participant=excused, state=Attendance.State.EXCUSED)
    version = actions.approve_minutes(acting_user=world.staff, gathering=gathering)
    assert "Ewa" not in str(version.content)
    shown = queries.minutes_shown(gathering, ALL)
    assert shown is not None
    assert [each.name for each in shown.there.present] == ["Ewa Lis"]
    assert [each.name for each in shown.there.excused] == ["Jan Rak"]
    actions.forget_participant(participant=came)
    again = queries.minutes_shown(gathering, ALL)
    assert again is not None
    assert [each.name for each in again.there.present] != ["Ewa Lis"]


def test_what_was_taken_on_stands_on_the_desk_until_it_is_done(world: World) -> None:
    def titles(role: str) -> list[str]:
        return [task.title for task in rooms.tasks(world.viewer(role)) if "lunch" in task.title.lower()]

    assert titles("member") == ["Invite everybody to lunch"]
    assert [each for each in titles("staff") if each.startswith("Invite")] == []
    actions.finish_action_item(acting_user=world.member, item=world.task, closing={"en": "Twelve come"})
    assert [each for each in titles("member") if each.startswith("Invite")] == []
    actions.reopen_action_item(acting_user=world.member, item=world.task)
    assert titles("member") == ["Invite everybody to lunch"]


def test_what_an_organisation_took_on_stands_on_the_desks_of_its_people(world: World) -> None:
    item = actions.add_action_item(
        acting_user=world.staff, gathering=world.past_gathering, text={"en": "Open the doors"}, owner=world.organisation
    )
    assert item in queries.open_items_of(world.viewer("director"))
    assert item not in queries.open_items_of(world.viewer("member"))


def test_dropping_needs_a_reason_and_taking_on_needs_somebody(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        actions.drop_action_item(acting_user=world.member, item=world.task, closing={"en": " "})
    assert refused.value.field == "closing"
    actions.drop_action_item(acting_user=world.member, item=world.task, closing={"en": "No kitchen"})
    assert ActionItem.objects.get(pk=world.task.pk).state == "dropped"
    with pytest.raises(Refusal) as nobody:
        actions.add_action_item(acting_user=world.staff, gathering=world.past_gathering, text={"en": "Who?"})
    assert nobody.value.field == "who"
    with pytest.raises(Refusal):
        actions.add_action_item(
            acting_user=world.staff,
            gathering=world.past_gathering,
            text={"en": "Theirs"},
            owner=world.foreign_organisation,
        )


def test_what_is_open_stands_on_the_next_agenda_as_far_as_it_may_be_read(world: World) -> None:
    def open_for(role: str | None, seen_by: frozenset[str]) -> list[ActionItem]:
        viewer = world.viewer(role) if role else world.viewer("visitor")
        return queries.open_from_earlier(world.gathering, viewer, seen_by)

    assert world.past_gathering.programme_id == world.gathering.programme_id
    assert open_for("staff", ALL) == [world.task]
    assert open_for("expert", ONLY_EVERYBODY) == []
    actions.approve_minutes(acting_user=world.staff, gathering=world.past_gathering)
    assert open_for("visitor", ONLY_EVERYBODY) == [world.task]
    actions.reopen_minutes(acting_user=world.staff, gathering=world.past_gathering, reason="Only for hosts")
    actions.write_minutes(acting_user=world.staff, gathering=world.past_gathering, audience=Audience.HOSTS)
    actions.approve_minutes(acting_user=world.staff, gathering=world.past_gathering)
    assert open_for("expert", ONLY_EVERYBODY) == []
    actions.finish_action_item(acting_user=world.member, item=world.task)
    assert open_for("staff", ALL) == []


def test_a_free_standing_gathering_has_nothing_from_earlier(world: World) -> None:
    alone = actions.plan_gathering(
        acting_user=world.coordinator,
        network=world.network,
        host=world.organisation,
        kind=GatheringKind.INFORMAL_DATE,
        title={"en": "Alone"},
        starts_at=timezone.now(),
        ends_at=timezone.now() + datetime.timedelta(hours=1),
    )
    assert queries.open_from_earlier(alone, world.viewer("coordinator"), ALL) == []
