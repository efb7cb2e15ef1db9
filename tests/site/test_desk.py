"""What is mine to do, by date; what happened since yesterday."""

import datetime

import pytest

from talka.foundation import rooms
from talka.foundation.rooms import Room, Task
from talka.identity.actions import make_account
from talka.organisations.actions import add_locality, add_member, change_organisation
from talka.site.desk import days, heading
from tests.world import World

THURSDAY = datetime.date(2027, 1, 21)


def task(days_from_now: int | None) -> Task:
    due = None if days_from_now is None else THURSDAY + datetime.timedelta(days=days_from_now)
    return Task(title=f"Task {days_from_now}", url="/", button="Do it", due=due)


def test_tasks_fall_under_their_days() -> None:
    tasks = [task(n) for n in (-3, 0, 1, 2, 3, 4, 10, 11, 60, None)]
    found = [(day.key, [t.title for t in day.tasks]) for day in days(tasks, THURSDAY)]
    assert found == [
        ("overdue", ["Task -3"]),
        ("today", ["Task 0"]),
        ("tomorrow", ["Task 1"]),
        ("this_week", ["Task 2", "Task 3"]),
        ("next_week", ["Task 4", "Task 10"]),
        ("later", ["Task 11", "Task 60"]),
        ("some_time", ["Task None"]),
    ]
    assert days([], THURSDAY) == []


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ([], "Nothing waits for you"),
        ([None], "One thing is yours to do"),
        ([0], "One thing is yours to do, today"),
        ([0, 0], "Two things are yours to do, all of them today"),
        ([-1, 0, 1, 5, 5, 30, None], "Seven things are yours to do, two of them today"),
        ([0, 4], "Two things are yours to do, one of them today"),
        ([4] * 13, "13 things are yours to do"),
    ],
)
def test_the_heading_counts_in_words(due: list[int | None], words: str) -> None:
    assert heading([task(n) for n in due], THURSDAY) == words


def test_the_desk_teaches_where_nothing_waits(signed_in, world: World) -> None:
    newcomer = make_account(email="newcomer@example.org", name="Newcomer", language="en")
    add_member(network=world.network, account=newcomer, acting_user=world.coordinator)
    page = signed_in(newcomer).get("/weavers/desk/").content.decode()
    assert "Nothing waits for you" in page
    assert "For example:" in page


def test_a_director_is_asked_for_the_profile(signed_in, world: World) -> None:
    change_organisation(acting_user=world.director, profile=world.organisation.profile, strengths={})
    page = signed_in(world.director).get("/weavers/desk/").content.decode()
    assert "Say what MOK is good at" in page
    change_organisation(acting_user=world.director, profile=world.organisation.profile, offers={"en": "A stage"})
    assert "Say what MOK is good at" not in signed_in(world.director).get("/weavers/desk/").content.decode()


def test_what_others_did_stands_on_the_desk_as_sentences(signed_in, world: World) -> None:
    change_organisation(acting_user=world.staff, profile=world.organisation.profile, phone="1")
    sentence = "Staff changed the profile of Miejski Ośrodek Kultury."
    assert sentence in signed_in(world.director).get("/weavers/desk/").content.decode()
    assert sentence in signed_in(world.coordinator).get("/weavers/desk/").content.decode()
    assert sentence not in signed_in(world.staff).get("/weavers/desk/").content.decode()  # one's own deed
    assert sentence not in signed_in(world.member).get("/weavers/desk/").content.decode()


def test_the_desk_asks_flatly(signed_in, world: World, assert_queries_flat, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(world.coordinator)

    def more() -> None:
        for number in range(10):
            add_locality(acting_user=world.member, network=world.network, name=f"Village {number}")
        many = Room(name="many", tasks=lambda _viewer: [task(n) for n in range(20)])
        monkeypatch.setitem(rooms._rooms, "many", many)

    assert_queries_flat(lambda: client.get("/weavers/desk/"), more, at_most=60)
