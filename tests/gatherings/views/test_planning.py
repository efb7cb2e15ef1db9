"""What the pages of gatherings show, to whom, and at what cost."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from talka.foundation import rooms
from talka.foundation.owners.models import Visibility
from talka.foundation.threads.kinds import resolve
from talka.gatherings import actions
from talka.gatherings.models import Gathering, GatheringKind
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
BASE = "/weavers/gatherings/"
HOUR = datetime.timedelta(hours=1)


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_each_sees_what_is_for_them(world: World, signed_in: SignedIn) -> None:
    seen = {
        role: [
            title
            for title in ("Reading what people need", "Lunch for members", "What DOK keeps to itself", "of strangers")
            if title in text_of(signed_in(world.people[role]), BASE)
        ]
        for role in ("visitor", "stranger", "member", "expert", "coordinator")
    }
    public, members, kept = "Reading what people need", "Lunch for members", "What DOK keeps to itself"
    assert seen == {
        "visitor": [public],
        "stranger": [public],
        "member": [public, members, kept],
        "expert": [public, members],
        "coordinator": [public, members],
    }


def test_names_of_those_who_come_are_for_the_host(world: World, signed_in: SignedIn) -> None:
    page = f"{BASE}{world.gathering.pk}/"
    for role in ("visitor", "stranger", "member", "expert", "staff", "coordinator"):
        assert "Kowalski" not in text_of(signed_in(world.people[role]), page), role
        assert "jan@example.org" not in text_of(signed_in(world.people[role]), page), role
    assert "Jan Kowalski" in text_of(signed_in(world.staff), f"{page}people/")


def test_the_online_link_is_for_those_who_come(world: World, signed_in: SignedIn) -> None:
    page = f"{BASE}{world.gathering.pk}/"
    assert "https://example.org/room" not in text_of(signed_in(world.expert), page)
    assert "https://example.org/room" in text_of(signed_in(world.staff), page)
    actions.sign_up(
        gathering=world.gathering, name="E", email=world.expert.email, acting_user=world.expert, letter=False
    )
    assert "https://example.org/room" in text_of(signed_in(world.expert), page)


def test_a_gathering_is_planned_row_by_row(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.director)
    day = timezone.localdate() + datetime.timedelta(days=9)
    sent = {
        "kind": "workshop",
        "title_en": "What is a need?",
        "host": world.organisation.pk,
        "within": f"s{world.present_stage.pk}",
        "day": day.isoformat(),
        "starts": "09:00",
        "ends": "15:00",
        "place": "The hall",
        "visibility": "public",
        "capacity": "30",
    }
    response = client.post(f"{BASE}plan/", sent)
    made = Gathering.objects.get(title={"en": "What is a need?"})
    assert response.headers["Location"] == f"{BASE}{made.pk}/agenda/"
    assert (made.programme, made.stage) == (world.programme, world.present_stage)
    with timezone.override("Europe/Warsaw"):
        assert timezone.localtime(made.starts_at).time() == datetime.time(9)
    rows = [("09:00", "10:30", "Asking"), ("10:30", "12:00", "Listening")]
    for starts, ends, topic in rows:
        added = client.post(f"{BASE}{made.pk}/agenda/", {"starts": starts, "ends": ends, "topic_en": topic})
        assert added.status_code == 302
    outside = client.post(f"{BASE}{made.pk}/agenda/", {"starts": "16:00", "ends": "17:00", "topic_en": "Late"})
    assert outside.status_code == 422
    assert "outside the time of the gathering" in outside.content.decode()
    page = text_of(Client(), f"{BASE}{made.pk}/")
    assert page.index("Asking") < page.index("Listening")
    assert "30 places left" in page
    initial = client.get(f"{BASE}{made.pk}/agenda/").context["form"].initial
    assert initial["starts"] == datetime.time(12)
    edited = client.post(f"{BASE}{made.pk}/edit/", {**sent, "ends": "16:00", "within": ""})
    assert edited.status_code == 302
    first, last = (
        datetime.datetime(2027, 4, 15, 9, tzinfo=datetime.UTC),
        datetime.datetime(2027, 4, 16, 14, tzinfo=datetime.UTC),
    )
    Gathering.objects.filter(pk=made.pk).update(starts_at=first, ends_at=last)
    page = text_of(Client(), f"{BASE}{made.pk}/")
    assert '<b class="days">15–16</b>' in page
    assert "Thursday 11:00 –<br>Friday 16:00" in page
    made.refresh_from_db()
    assert (made.stage, made.programme, made.sequence) == (None, None, 1)


def test_others_host_only_for_whom_they_act(world: World, signed_in: SignedIn) -> None:
    day = timezone.localdate().isoformat()
    sent = {"kind": "lab", "title_en": "T", "day": day, "starts": "09:00", "ends": "10:00", "visibility": "network"}
    response = signed_in(world.member).post(f"{BASE}plan/", {**sent, "host": world.organisation.pk})
    assert response.status_code == 422
    foreign = {**sent, "host": world.other_organisation.pk, "within": f"p{world.foreign_programme.pk}"}
    assert signed_in(world.member).post(f"{BASE}plan/", foreign).status_code == 422


def test_a_group_has_a_letter_with_its_own_link(world: World, signed_in: SignedIn) -> None:
    actions.edit_group(acting_user=world.director, group=world.invited_group, message={"en": "Bring a pupil."})
    page = text_of(signed_in(world.staff), f"{BASE}{world.gathering.pk}/invited/{world.invited_group.pk}/letter/")
    assert "Bring a pupil." in page
    assert f"/weavers/gatherings/{world.gathering.pk}/sign-up/?group={world.invited_group.pk}:" in page
    assert "Whom to ask" in page


def test_hosts_and_guests_are_told_what_comes(world: World) -> None:
    def told(role: str) -> list[str]:
        mine = [world.gathering, world.members_gathering, world.past_gathering]
        addresses = tuple(f"{BASE}{gathering.pk}/" for gathering in mine)
        return [task.title for task in rooms.tasks(world.viewer(role)) if task.url.startswith(addresses)]

    assert told("staff") == [
        "Say what came of “A round table that was”",
        "You host “Lunch for members”",
        "You host “Reading what people need”",
    ]
    assert told("expert") == []
    actions.sign_up(
        gathering=world.gathering, name="E", email=world.expert.email, acting_user=world.expert, letter=False
    )
    assert told("expert") == ["You keep a place at “Reading what people need”"]
    steps = [step.title for step in rooms.next_steps(world.programme.pk, world.viewer("member"))]
    assert "Reading what people need" in steps


def test_threads_end_at_what_the_reader_may_see(world: World) -> None:
    kinds = [("gatherings.gathering", str(g.pk)) for g in (world.gathering, world.kept_gathering)]
    ends = resolve(kinds, world.viewer("coordinator"))
    assert (ends[kinds[0]].title, ends[kinds[0]].hidden) == ("Reading what people need", False)
    assert (ends[kinds[1]].title, ends[kinds[1]].hidden) == ("", True)


def many(world: World) -> None:
    now = timezone.now()
    for number in range(10):
        gathering = actions.plan_gathering(
            acting_user=world.coordinator,
            network=world.network,
            host=world.organisation,
            kind=GatheringKind.WORKSHOP,
            title={"en": f"Number {number}"},
            stage=world.present_stage,
            locality=world.locality,
            starts_at=now + HOUR,
            ends_at=now + 2 * HOUR,
            capacity=10,
            visibility=Visibility.PUBLIC,
        )
        for person in range(2):
            actions.sign_up(gathering=gathering, name="N", email=f"n{person}@example.org", letter=False)
            actions.sign_up(gathering=world.members_gathering, name="N", email=f"{number}{person}@a.org", letter=False)
        begins = world.members_gathering.starts_at + number * datetime.timedelta(minutes=10)
        actions.add_session(
            acting_user=world.coordinator,
            gathering=world.members_gathering,
            starts_at=begins,
            ends_at=begins + datetime.timedelta(minutes=10),
            topic={"en": "T"},
        )
        actions.invite_group(
            acting_user=world.coordinator,
            gathering=world.members_gathering,
            name={"en": "G"},
            inviter=world.other_organisation,
        )


def led_session(world: World) -> None:
    """What is asked for together is not asked for at all where there is nothing; so there is one of each."""
    gathering = world.members_gathering
    actions.add_session(
        acting_user=world.coordinator,
        gathering=gathering,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        topic={"en": "One led by two"},
        lecturers=["Anna Nowak", "Ewa Wójcik"],
    )


@pytest.mark.parametrize(
    "path", ["", "members/", "members/agenda/", "members/invited/", "members/people/", "story", "room"]
)
def test_pages_cost_the_same_however_much_they_hold(
    world: World, signed_in: SignedIn, assert_queries_flat: Callable[..., None], path: str
) -> None:
    client = signed_in(world.coordinator)
    led_session(world)
    address = f"{BASE}{path}".replace("members", str(world.members_gathering.pk))
    address = {"story": "/weavers/programmes/weaving/", "room": "/weavers/programmes/weaving/room/"}.get(path, address)
    assert_queries_flat(lambda: client.get(address), lambda: many(world))
