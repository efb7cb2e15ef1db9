"""Planning, changing, calling off and holding a gathering; its agenda and its invited groups."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from talka.foundation.access import Refusal
from talka.gatherings import actions, queries
from talka.gatherings.models import Gathering, GatheringKind, SignUp
from tests.world import World

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def test_a_stage_brings_its_programme(world: World) -> None:
    assert world.gathering.programme == world.programme
    mine = {world.past_gathering.pk, world.gathering.pk, world.kept_gathering.pk}
    found = [g.pk for g in queries.gatherings_of(world.programme, world.viewer("visitor")) if g.pk in mine]
    assert found == [world.past_gathering.pk, world.gathering.pk]


def test_times_and_owners_must_fit(world: World) -> None:
    now = timezone.now()
    common = {
        "acting_user": world.director,
        "network": world.network,
        "host": world.organisation,
        "kind": GatheringKind.LAB,
        "title": {"en": "Lab"},
        "starts_at": now + HOUR,
        "ends_at": now + 2 * HOUR,
    }
    for wrong, field in (
        ({"ends_at": now}, "ends_at"),
        ({"sign_up_until": now + 9 * HOUR}, "sign_up_until"),
        ({"host": world.foreign_organisation}, "host"),
        ({"programme": world.foreign_programme}, "stage"),
    ):
        with pytest.raises(Refusal) as refused:
            actions.plan_gathering(**{**common, **wrong})
        assert refused.value.field == field


def test_a_session_lies_within_the_gathering(world: World) -> None:
    with pytest.raises(Refusal):
        actions.edit_session(
            acting_user=world.director, session=world.session, starts_at=world.gathering.starts_at - HOUR
        )
    with pytest.raises(Refusal):
        actions.edit_session(acting_user=world.director, session=world.session, ends_at=world.session.starts_at)


def test_the_agenda_stands_by_day_where_the_network_is(world: World) -> None:
    warsaw = datetime.timezone(datetime.timedelta(hours=1))
    start = datetime.datetime(2027, 1, 11, 9, tzinfo=warsaw)
    gathering = actions.plan_gathering(
        acting_user=world.director,
        network=world.network,
        host=world.organisation,
        kind=GatheringKind.TRAINING_DAY,
        title={"en": "Two days"},
        starts_at=start,
        ends_at=start + datetime.timedelta(days=1, hours=8),
    )
    for topic, begins in (("Second", 24), ("First", 0), ("Late on the first", 14)):
        actions.add_session(
            acting_user=world.director,
            gathering=gathering,
            starts_at=start + begins * HOUR,
            ends_at=start + begins * HOUR + HOUR,
            topic={"en": topic},
        )
    with timezone.override("Europe/Warsaw"):
        days = [(day.day, [s.topic["en"] for s in day.sessions]) for day in queries.agenda(gathering)]
    assert days == [
        (datetime.date(2027, 1, 11), ["First", "Late on the first"]),
        (datetime.date(2027, 1, 12), ["Second"]),
    ]


def test_calendars_are_told_of_changes_of_time_and_place_only(world: World) -> None:
    gathering = world.gathering
    actions.edit_gathering(acting_user=world.director, gathering=gathering, about={"en": "More words"})
    assert gathering.sequence == 0
    actions.edit_gathering(acting_user=world.director, gathering=gathering, place="The other hall")
    assert gathering.sequence == 1
    actions.cancel_gathering(acting_user=world.director, gathering=gathering)
    assert gathering.sequence == 2


def test_calling_off_is_told_by_letter_once(world: World) -> None:
    mail.outbox.clear()
    actions.cancel_gathering(
        acting_user=world.director, gathering=world.gathering, reason={"en": "The hall is being painted."}
    )
    actions.cancel_gathering(acting_user=world.director, gathering=world.gathering)
    (letter,) = mail.outbox
    assert letter.to == ["jan@example.org"]
    assert letter.subject == "It does not take place: Reading what people need"
    assert "The hall is being painted." in letter.body
    with pytest.raises(Refusal, match="called off"):
        actions.mark_held(acting_user=world.director, gathering=world.gathering)


def test_what_was_held_is_told_afterwards(world: World) -> None:
    with pytest.raises(Refusal, match="not begun"):
        actions.mark_held(acting_user=world.director, gathering=world.gathering)
    actions.mark_held(acting_user=world.director, gathering=world.past_gathering, outcome={"en": "Agreed."})
    world.past_gathering.refresh_from_db()
    assert (world.past_gathering.state, world.past_gathering.outcome) == (Gathering.State.HELD, {"en": "Agreed."})
    with pytest.raises(Refusal, match="cannot be called off"):
        actions.cancel_gathering(acting_user=world.director, gathering=world.past_gathering)
    assert queries.held_by_stage(world.programme.pk, world.viewer("staff")) == {
        world.first_stage.pk: (1, 1),
        world.present_stage.pk: (0, 1),
    }


def test_groups_are_invited_and_counted(world: World) -> None:
    actions.invite_group(acting_user=world.director, gathering=world.gathering, name={"en": "Artists"})
    found = queries.invited_groups(world.gathering)
    assert [(g.name["en"], g.inviter, g.answered) for g in found] == [
        ("Schools", world.other_organisation, 1),
        ("Artists", None, 0),
    ]
    with pytest.raises(Refusal):
        actions.invite_group(
            acting_user=world.director,
            gathering=world.gathering,
            name={"en": "Strangers"},
            inviter=world.foreign_organisation,
        )
    actions.remove_group(acting_user=world.director, group=found[0])
    assert SignUp.objects.get(pk=world.sign_up.pk).group is None
