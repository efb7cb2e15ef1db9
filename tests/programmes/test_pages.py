"""What the pages show, to whom, and at what cost."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from talka.foundation import rooms
from talka.foundation.owners.models import Visibility
from talka.foundation.rooms import Room, StageYield
from talka.foundation.threads.actions import tie
from talka.foundation.threads.kinds import resolve
from talka.programmes import actions
from talka.programmes.models import Funder
from tests.programmes.world import picture
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
BASE = "/weavers/programmes/"


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_what_partners_keep_is_in_no_list_of_others(world: World, signed_in: SignedIn) -> None:
    for role in ("visitor", "stranger", "staff", "director", "expert", "interviewer", "coordinator"):
        for path in (BASE, "/weavers/"):
            assert "What DOK keeps to itself" not in text_of(signed_in(world.people[role]), path), role
    assert "What DOK keeps to itself" in text_of(signed_in(world.member), BASE)


def test_networks_do_not_see_each_other(world: World, signed_in: SignedIn) -> None:
    assert "A programme of strangers" not in text_of(signed_in(world.coordinator), BASE)
    assert signed_in(world.coordinator).get("/strangers/programmes/foreign/").status_code == 404
    assert signed_in(world.stranger).get("/strangers/programmes/foreign/set-up/").status_code == 200
    wrong = f"/strangers/programmes/foreign/set-up/stages/{world.first_stage.pk}/"
    assert signed_in(world.stranger).get(wrong).status_code == 404


def test_a_programme_of_the_network_is_not_for_visitors(world: World, signed_in: SignedIn) -> None:
    actions.withdraw_programme(acting_user=world.director, programme=world.programme)
    assert Client().get(f"{BASE}weaving/").status_code == 404
    page = text_of(signed_in(world.expert), f"{BASE}weaving/")
    assert "Not published" in page


def test_the_story_tells_everything_once(world: World) -> None:
    page = text_of(Client(), f"{BASE}weaving/")
    for words in (
        "Weaving together",
        "Three centres ask their town and plan together.",
        "Know what residents need",
        "Volunteers",
        "Training by region",
        "The north",
        "Paid from the Culture Fund.",
        "From the announcement of the organisers.",
        "A plan of each centre",
    ):
        assert page.count(words) >= 1, words
    assert f"/weavers/files/{world.funder.logo_id}/" in page
    assert "Set it up" not in page


def test_the_room_shows_what_each_partner_has_yielded(
    world: World, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = StageYield(
        world.present_stage.pk,
        "Two to four strategic goals",
        "half",
        "1 of 2",
        per_owner={world.organisation.pk: ("done", "3 goals"), world.other_organisation.pk: ("late", "no goal yet")},
    )
    monkeypatch.setitem(rooms._rooms, "trial", Room("trial", stage_yields=lambda _id, _viewer: [told]))
    page = text_of(signed_in(world.staff), f"{BASE}weaving/room/?stage={world.present_stage.pk}")
    for words in ("Two to four strategic goals", "3 goals", "no goal yet", "Mark as reached", "A plan of each centre"):
        assert words in page, words
    shown = text_of(signed_in(world.expert), f"{BASE}weaving/room/?stage={world.first_stage.pk}")
    assert "Nobody has said yet" not in shown or "Gatherings" in shown
    assert "Mark as reached" not in shown
    assert "Back to the present stage" in shown
    assert signed_in(world.expert).get(f"{BASE}weaving/room/?stage=99999").status_code == 404
    assert signed_in(world.expert).get(f"{BASE}weaving/room/?stage=x").status_code == 404


def test_whoever_runs_it_is_told_what_is_still_open(world: World) -> None:
    mine = [task for task in rooms.tasks(world.viewer("director")) if task.programme_id == world.programme.pk]
    due = [(task.title, task.due) for task in mine if "still open" in task.title]
    ends = world.present_stage.ends_on
    assert due == [("“A plan in each centre” ends: one thing that it must yield is still open", ends)]
    others = [t for t in rooms.tasks(world.viewer("interviewer")) if t.programme_id == world.programme.pk]
    assert [t for t in others if "still open" in t.title] == []
    actions.mark_result_reached(acting_user=world.director, result=world.expected_result)
    assert [t for t in rooms.tasks(world.viewer("director")) if "still open" in t.title] == []


def test_a_programme_is_set_up_part_by_part(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.director)
    day = timezone.localdate()
    sent = {
        "title_en": "Asking the river",
        "owner": world.organisation.pk,
        "starts_on": day.isoformat(),
        "ends_on": (day + datetime.timedelta(days=90)).isoformat(),
        "visibility": "network",
        "localities": [world.locality.pk],
    }
    assert client.post(f"{BASE}new/", sent).headers["Location"] == f"{BASE}asking-the-river/set-up/"
    base = f"{BASE}asking-the-river/set-up/"
    assert "needed for publishing" in text_of(client, base)
    assert client.post(f"{base}publish/").headers["Location"] == base
    assert client.post(f"{base}basics/", {**sent, "lead_en": "We ask."}).status_code == 302
    assert client.post(f"{base}aims/", {"aims_en": "Know", "target_groups_en": "All"}).status_code == 302
    assert client.post(f"{base}story/", {"story_en": "Once."}).status_code == 302
    stage = {"title_en": "Ask", "starts_on": sent["starts_on"], "ends_on": sent["ends_on"], "together": "no"}
    assert client.post(f"{base}stages/add/", stage).status_code == 302
    partner = {"owner": world.third_organisation.pk, "role": "partner", "gives_en": "Boats"}
    assert client.post(f"{base}partners/add/", partner).status_code == 302
    logo = SimpleUploadedFile("logo.png", picture(), "image/png")
    funder = {"name_en": "River Fund", "share": "60", "logo_file": logo}
    assert client.post(f"{base}funders/add/", funder).status_code == 302
    kept = Funder.objects.get(name={"en": "River Fund"})
    assert kept.logo is not None
    assert kept.logo.visibility == Visibility.PUBLIC
    assert client.post(f"{base}publish/").headers["Location"] == f"{BASE}asking-the-river/"
    page = text_of(Client(), f"{BASE}asking-the-river/")
    assert "Boats" in page
    assert "Funded by River Fund" in page


def test_what_was_typed_is_kept_beside_its_error(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.director)
    response = client.post(f"{BASE}weaving/set-up/funders/add/", {"name_en": "Town", "share": "50"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "At most 20 % is left" in page
    assert 'value="Town"' in page
    not_a_picture = SimpleUploadedFile("logo.png", b"<svg onload=alert(1)>", "image/png")
    response = client.post(f"{BASE}weaving/set-up/funders/add/", {"name_en": "Town", "logo_file": not_a_picture})
    assert response.status_code == 422
    assert not Funder.objects.filter(name={"en": "Town"}).exists()


def test_others_choose_only_whom_they_act_for(world: World, signed_in: SignedIn) -> None:
    sent = {"title_en": "T", "owner": world.organisation.pk, "starts_on": "2026-01-01", "ends_on": "2026-01-02"}
    response = signed_in(world.member).post(f"{BASE}new/", {**sent, "visibility": "network"})
    assert response.status_code == 422
    response = signed_in(world.member).post(f"{BASE}kept/set-up/basics/", {**sent, "visibility": "network"})
    assert response.status_code == 422


def test_threads_end_at_what_the_reader_may_see(world: World) -> None:
    kept, shown = world.kept_programme, world.programme
    wanted = [
        ("programmes.programme", str(kept.pk)),
        ("programmes.programme", str(shown.pk)),
        ("programmes.stage", str(world.first_stage.pk)),
        ("programmes.expectedresult", str(world.expected_result.pk)),
    ]
    ends = resolve(wanted, world.viewer("visitor"))
    assert (ends[wanted[0]].hidden, ends[wanted[0]].title) == (True, "")
    assert ends[wanted[1]].title == "Weaving together"
    assert ends[wanted[1]].url == f"{BASE}weaving/"
    assert ends[wanted[2]].title == "Workshops"
    assert ends[wanted[3]].state == "todo"
    assert resolve(wanted[:1], world.viewer("member"))[wanted[0]].title == "What DOK keeps to itself"


def many(world: World, count: int = 12) -> None:
    day = timezone.localdate()
    for number in range(count):
        programme = actions.make_programme(
            acting_user=world.coordinator,
            network=world.network,
            owner=world.organisation,
            title={"en": f"Number {number}"},
            starts_on=day,
            ends_on=day + datetime.timedelta(days=30),
            localities=[world.locality],
        )
        actions.add_partner(acting_user=world.coordinator, programme=programme, owner=world.other_organisation)
        stage = actions.add_stage(
            acting_user=world.coordinator,
            programme=programme,
            title={"en": "Stage"},
            starts_on=day,
            ends_on=day + datetime.timedelta(days=5),
        )
        actions.add_expected_result(acting_user=world.coordinator, stage=stage, title={"en": "Something"})


@pytest.mark.parametrize("role", ["visitor", "director", "coordinator"])
def test_the_list_costs_the_same_however_long(
    world: World, signed_in: SignedIn, assert_queries_flat: Callable[..., None], role: str
) -> None:
    client = signed_in(world.people[role])
    many(world, 6)
    assert_queries_flat(lambda: client.get(BASE), lambda: many(world))
    assert_queries_flat(lambda: client.get("/weavers/"), lambda: many(world))
    if role != "visitor":
        assert_queries_flat(lambda: client.get("/weavers/desk/"), lambda: many(world))


def more_parts(world: World) -> None:
    for number in range(8):
        stage = actions.add_stage(
            acting_user=world.coordinator,
            programme=world.programme,
            title={"en": f"More {number}"},
            starts_on=world.programme.starts_on,
            ends_on=world.programme.ends_on,
        )
        for _result in range(2):
            actions.add_expected_result(acting_user=world.coordinator, stage=stage, title={"en": "More"})
        actions.add_funder(acting_user=world.coordinator, programme=world.programme, name={"en": f"F {number}"})
        cycle = actions.add_cycle(acting_user=world.coordinator, programme=world.programme, title={"en": "C"})
        actions.add_cohort(acting_user=world.coordinator, cycle=cycle, title={"en": "R"}, locality=world.locality)


@pytest.mark.parametrize("path", ["", "room/", "set-up/", "set-up/stages/", "set-up/cycles/", "set-up/funders/"])
def test_pages_cost_the_same_however_much_they_hold(
    world: World, signed_in: SignedIn, assert_queries_flat: Callable[..., None], path: str
) -> None:
    client = signed_in(world.coordinator)
    assert_queries_flat(lambda: client.get(f"{BASE}weaving/{path}"), lambda: more_parts(world))


def test_what_shows_a_result_stands_beside_it(world: World, signed_in: SignedIn) -> None:
    for source in (world.gathering, world.kept_gathering):
        tie(
            acting_user=world.director,
            network=world.network,
            source=source,
            relation="backs",
            target=world.expected_result,
        )
    room = text_of(signed_in(world.expert), f"{BASE}weaving/room/?stage={world.present_stage.pk}")
    assert f'href="/weavers/gatherings/{world.gathering.pk}/"' in room
    assert "internal analysis" in room
    assert f"/weavers/gatherings/{world.kept_gathering.pk}/" not in room
