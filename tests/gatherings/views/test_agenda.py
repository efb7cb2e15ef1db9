"""The page of a gathering for each reader: agenda, links, materials, minutes; and what none of them may see."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from talka.foundation.owners.models import Visibility
from talka.gatherings import actions, queries
from talka.gatherings.models import Audience, Gathering, GatheringKind, Lecturer, Session
from talka.identity.models import Account
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Account | None], Client]
HOUR = datetime.timedelta(hours=1)


def page(client: Client, world: World, path: str = "") -> str:
    response = client.get(f"/weavers/gatherings/{world.gathering.pk}/{path}")
    assert response.status_code == 200
    return response.content.decode()


def side_by_side(world: World, **changes: Any) -> Session:
    return actions.add_session(
        acting_user=world.staff,
        gathering=world.gathering,
        starts_at=world.session.starts_at,
        ends_at=world.session.ends_at,
        topic={"en": "Beside it"},
        **changes,
    )


def test_sessions_at_one_time_stand_side_by_side(world: World, signed_in: SignedIn) -> None:
    side_by_side(world, room="Small hall")
    days = queries.agenda(world.gathering)
    assert [(slot.parallel, len(slot.lanes), slot.same_times) for slot in days[0].slots] == [(True, 2, True)]
    assert "Small hall" in page(signed_in(None), world)


def test_lecturer_and_room_taken_twice_are_told(world: World, signed_in: SignedIn) -> None:
    assert queries.clashes(world.gathering) == []
    actions.edit_session(acting_user=world.staff, session=world.session, room="Hall")
    other = side_by_side(world, room="hall", lecturers=["anna nowak"])
    found = queries.clashes(world.gathering)
    assert [(clash.session.pk, clash.other.pk, bool(clash.lecturer), clash.room) for clash in found] in (
        [(world.session.pk, other.pk, True, ""), (world.session.pk, other.pk, False, "Hall")],
        [(other.pk, world.session.pk, True, ""), (other.pk, world.session.pk, False, "hall")],
    )
    assert "at the same time" in page(signed_in(world.staff), world, "agenda/")


def test_a_lecturer_taken_by_a_private_gathering_is_told_without_its_topic(world: World, signed_in: SignedIn) -> None:
    actions.edit_session(acting_user=world.member, session=world.kept_session, lecturers=[world.lecturer])
    text = page(signed_in(world.staff), world, "agenda/")
    assert "is taken by another gathering at that time" in text
    assert "What nobody knows" not in text


def test_the_online_link_is_for_those_who_keep_a_place(world: World, signed_in: SignedIn) -> None:
    link = "https://example.org/room"
    assert link not in page(signed_in(None), world)
    assert link not in page(signed_in(world.member), world)
    assert link in page(signed_in(world.staff), world)
    actions.edit_gathering(acting_user=world.staff, gathering=world.gathering, capacity=20)
    actions.sign_up(
        gathering=world.gathering, name="M", email=world.member.email, acting_user=world.member, letter=False
    )
    assert link in page(signed_in(world.member), world)
    actions.edit_gathering(acting_user=world.staff, gathering=world.gathering, online_public=True)
    assert link in page(signed_in(None), world)


def test_materials_reach_those_for_whom_they_are(world: World, signed_in: SignedIn) -> None:
    visitor = page(signed_in(None), world)
    assert ("A reader for everybody" in visitor, "Slides for those who come" in visitor) == (True, False)
    by_link = signed_in(None).get(f"/weavers/gatherings/place/{world.sign_up.cancel_token}/").content.decode()
    assert "Slides for those who come" in by_link
    actions.cancel_sign_up(acting_user=None, sign_up=world.sign_up)
    address = f"/weavers/gatherings/place/{world.sign_up.cancel_token}/materials/{world.file_material.pk}/"
    assert signed_in(None).get(address).status_code == 404


def test_a_file_goes_with_its_material(world: World) -> None:
    kept = world.file_material.file
    actions.remove_material(acting_user=world.staff, material=world.file_material)
    assert not type(kept).objects.filter(pk=kept.pk).exists()


def test_what_a_draft_says_of_sessions_is_not_told_before_it_is_approved(world: World, signed_in: SignedIn) -> None:
    Gathering.objects.filter(pk=world.gathering.pk).update(
        starts_at=timezone.now() - 3 * HOUR, ends_at=timezone.now() - HOUR
    )
    actions.write_minutes(
        acting_user=world.staff,
        gathering=world.gathering,
        audience=Audience.EVERYBODY,
        outcomes={world.session.pk: {"en": "A secret until it is approved"}},
    )
    assert "A secret until" not in page(signed_in(None), world)
    assert "A secret until" in page(signed_in(world.staff), world)
    actions.approve_minutes(acting_user=world.staff, gathering=world.gathering)
    assert "A secret until" in page(signed_in(None), world)


def test_the_public_reads_what_was_agreed_without_names(world: World, signed_in: SignedIn) -> None:
    actions.approve_minutes(acting_user=world.staff, gathering=world.past_gathering)
    address = f"/weavers/gatherings/{world.past_gathering.pk}/minutes/"
    name = world.member.name
    assert name not in signed_in(None).get(address).content.decode().split("<main", 1)[1]
    assert name in signed_in(world.expert).get(address).content.decode().split("<main", 1)[1]
    pdf = signed_in(None).get(f"{address}minutes.pdf")
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")


def test_somebody_without_right_cannot_end_a_task_and_a_drop_needs_words(world: World, signed_in: SignedIn) -> None:
    address = f"/weavers/gatherings/tasks/{world.task.pk}/"
    assert signed_in(world.expert).post(address, {"how": "done"}).status_code == 404
    own = signed_in(world.member)
    refused = own.post(address, {"how": "dropped"})
    assert (refused.status_code, "Say why it is dropped." in refused.content.decode()) == (422, True)
    assert own.post(address, {"how": "dropped", "closing_en": "No kitchen"}).status_code == 302
    world.task.refresh_from_db()
    assert (world.task.state, world.task.closing) == ("dropped", {"en": "No kitchen"})


def test_a_co_host_runs_what_a_host_keeps_private(world: World, signed_in: SignedIn) -> None:
    address = f"/weavers/gatherings/{world.kept_gathering.pk}/running/"
    assert signed_in(world.staff).get(address).status_code == 404
    actions.edit_gathering(acting_user=world.member, gathering=world.kept_gathering, co_hosts=[world.organisation])
    assert signed_in(world.staff).get(address).status_code == 200
    assert signed_in(world.expert).get(address).status_code == 404


def test_a_lecturer_of_another_network_is_not_found_and_a_name_makes_one_profile(
    world: World, signed_in: SignedIn
) -> None:
    foreign = Lecturer.objects.create(network=world.other_network, name="Somebody Far")
    assert signed_in(world.coordinator).get(f"/weavers/gatherings/lecturers/{foreign.pk}/").status_code == 404
    side_by_side(world, lecturers=["ANNA  NOWAK", "Nowy Ktoś"])
    names = sorted(Lecturer.objects.filter(network=world.network, name__icontains="now").values_list("name", flat=True))
    assert names == ["Anna Nowak", "Nowy Ktoś"]


@pytest.mark.parametrize("path", ["", "materials/", "minutes/write/", "running/", "agenda/"])
def test_pages_cost_the_same_however_much_they_hold(
    world: World, signed_in: SignedIn, assert_queries_flat: Callable[..., None], path: str
) -> None:
    gathering = actions.plan_gathering(
        acting_user=world.coordinator,
        network=world.network,
        host=world.organisation,
        kind=GatheringKind.LAB,
        title={"en": "A lab"},
        stage=world.present_stage,
        starts_at=timezone.now() - 30 * HOUR,
        ends_at=timezone.now() + 30 * HOUR,
        visibility=Visibility.NETWORK,
    )

    def more(rows: int) -> None:
        for number in range(rows):
            common: dict[str, Any] = {"acting_user": world.coordinator, "gathering": gathering}
            session = actions.add_session(
                **common,
                starts_at=gathering.starts_at + number * HOUR,
                ends_at=gathering.starts_at + (number + 2) * HOUR,
                topic={"en": "T"},
                lecturers=[f"L {number}", "Everywhere"],
            )
            actions.add_material(**common, title={"en": "M"}, url="https://example.org/", session=session)
            actions.add_decision(**common, text={"en": "D"}, session=session)
            actions.add_action_item(**common, text={"en": "A"}, owner=world.organisation, account=world.staff)

    more(2)
    client = signed_in(world.coordinator)
    assert_queries_flat(lambda: client.get(f"/weavers/gatherings/{gathering.pk}/{path}"), lambda: more(6))
