"""Each expected result as proven, under way or missing, and what a reader may see of what proves it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from talka.foundation import rooms
from talka.foundation.access import Refusal
from talka.foundation.owners.models import Visibility
from talka.foundation.threads.kinds import resolve
from talka.foundation.threads.models import Thread
from talka.foundation.threads.queries import links_to, name_of
from talka.gatherings import actions as gatherings
from talka.gatherings.models import Attendance
from talka.programmes import actions
from talka.programmes.models import Concept
from talka.programmes.proof import MISSING, PROVEN, UNDER_WAY, proof
from talka.programmes.views.evidence import Offer, Shelf
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
STORY = "/weavers/programmes/weaving/"


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def stands(world: World, role: str = "coordinator") -> tuple[str, str, str]:
    result = world.expected_result
    result.refresh_from_db()
    links = links_to([result], world.viewer(role))[name_of(result)]
    shown = proof(result, links, over=False)
    return shown.stands, shown.state, shown.words


def people(world: World, count: int) -> None:
    session = gatherings.open_list(gathering=world.past_gathering)[0]
    for number in range(count):
        person = gatherings.meet_participant(network=world.network, name=f"Person {number}")
        gatherings.record_attendance(
            acting_user=world.director, session=session, participant=person, state=Attendance.State.PRESENT
        )


def attendance(world: World) -> tuple[str, str]:
    return "gatherings.attendance_list", str(world.past_gathering.pk)


def test_a_result_is_proven_by_word_and_evidence_together(world: World) -> None:
    result, who = world.expected_result, world.director
    assert stands(world) == (MISSING, "todo", "missing so far")
    actions.join_evidence(acting_user=who, result=result, join={attendance(world): 0})
    assert stands(world) == (UNDER_WAY, "half", "under way: one thing shows something of it")
    actions.mark_result_reached(acting_user=who, result=result)
    assert stands(world) == (PROVEN, "done", "proven by one thing")
    actions.join_evidence(acting_user=who, result=result, join={}, part=[attendance(world)])
    assert stands(world) == (UNDER_WAY, "half", "under way: said to be reached, nothing shows it yet")
    assert proof(result, [], over=True).state == "half"


def test_what_is_missing_after_the_stage_is_late(world: World) -> None:
    assert proof(world.expected_result, [], over=True).state == "late"


def test_only_kinds_that_a_room_knows_are_evidence(world: World) -> None:
    with pytest.raises(Refusal):
        actions.join_evidence(acting_user=None, result=world.expected_result, join={("rumours.rumour", "1"): 0})


def test_rooms_offer_what_they_hold(world: World) -> None:
    people(world, 3)
    offered = {each.name: each for each in rooms.evidence(world.programme.pk, world.viewer("coordinator"))}
    assert offered[attendance(world)].figures == "3 people"
    concept = Concept.objects.get(programme=world.programme)
    assert offered["programmes.concept", str(concept.pk)].version == 0
    version = actions.keep_concept(acting_user=world.director, programme=world.programme)
    offered = {each.name: each for each in rooms.evidence(world.programme.pk, world.viewer("coordinator"))}
    assert offered["programmes.concept", str(concept.pk)].version == version.number
    assert rooms.evidence(world.programme.pk, world.viewer("stranger", world.other_network)) == []


def test_evidence_is_ticked_and_unticked(world: World, signed_in: SignedIn) -> None:
    people(world, 2)
    runs = signed_in(world.staff)
    path = f"{STORY}room/results/{world.expected_result.pk}/evidence/"
    value = ":".join(attendance(world))
    assert f'value="{value}">' in text_of(runs, path)
    runs.post(path, {"proves": [value, "rumours.rumour:1"]})
    thread = Thread.objects.get(target_kind="programmes.expectedresult")
    assert (thread.source_kind, thread.source_id, thread.relation) == (*attendance(world), "backs")
    assert f'value="{value}" checked>' in text_of(runs, path)
    runs.post(path, {})
    assert not Thread.objects.filter(target_kind="programmes.expectedresult").exists()


def test_what_is_chosen_stands_first_and_a_long_shelf_is_shut() -> None:
    def offer(number: int, joined: bool) -> Offer:
        return Offer(("gatherings.gathering", str(number)), f"{number}", "", None, 0, joined)

    chosen = Shelf.of("Gathering", [offer(1, False), offer(2, True)])
    assert [each.title for each in chosen.offers] == ["2", "1"]
    assert (chosen.joined, chosen.open) == (1, True)
    assert Shelf.of("Gathering", [offer(number, False) for number in range(6)]).open
    assert not Shelf.of("Gathering", [offer(number, False) for number in range(7)]).open


def test_what_one_may_not_see_stays_joined_and_closed(world: World, signed_in: SignedIn) -> None:
    actions.join_evidence(
        acting_user=None,
        result=world.expected_result,
        join={("gatherings.gathering", str(world.kept_gathering.pk)): 0},
    )
    actions.mark_result_reached(acting_user=world.director, result=world.expected_result)
    path = f"{STORY}room/results/{world.expected_result.pk}/evidence/"
    page = text_of(signed_in(world.staff), path)
    assert "One thing is joined that is not open to you; it stays." in page
    signed_in(world.staff).post(path, {})
    assert Thread.objects.filter(target_kind="programmes.expectedresult").count() == 1
    for client in (Client(), signed_in(world.staff)):
        story = text_of(client, STORY)
        assert "internal analysis" in story
        assert "proven by one thing" in story
        assert "What DOK keeps to itself" not in story


def test_the_story_shows_what_a_reader_may_see(world: World) -> None:
    people(world, 3)
    actions.join_evidence(acting_user=None, result=world.expected_result, join={attendance(world): 0})
    actions.mark_result_reached(acting_user=world.director, result=world.expected_result)
    story = text_of(Client(), STORY)
    assert "proven by one thing" in story
    assert "Attendance of “A round table that was” · " in story
    assert "fewer than 10 people" in story
    assert "Person 1" not in story
    gatherings.edit_gathering(acting_user=None, gathering=world.past_gathering, visibility=Visibility.NETWORK)
    assert "A round table that was" not in text_of(Client(), STORY)


def test_ends_are_hidden_from_those_who_may_not_see_them(world: World) -> None:
    names = [
        ("programmes.cohort", str(world.cohort.pk)),
        ("gatherings.attendance_list", str(world.kept_gathering.pk)),
        ("programmes.concept", str(Concept.objects.get(programme=world.programme).pk)),
    ]
    actions.withdraw_programme(acting_user=world.director, programme=world.programme)
    assert {name: end.hidden for name, end in resolve(names, world.viewer("visitor")).items()} == dict.fromkeys(
        names, True
    )
    assert resolve(names, world.viewer("stranger", world.other_network)) == {}
    shown = resolve(names, world.viewer("staff"))
    assert [shown[name].hidden for name in names] == [False, True, False]
