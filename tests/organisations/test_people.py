import pytest

from talka.foundation.access import Refusal
from talka.foundation.owners.models import Standing
from talka.identity.models import NetworkMembership
from talka.identity.queries import role_in
from talka.organisations.actions import add_member, change_network_role, give_standing, remove_member, remove_standing
from talka.organisations.queries import memberships, people
from tests.world import World, account


def test_the_last_director_stays(world: World) -> None:
    held = Standing.objects.get(owner=world.organisation, account=world.director)
    for refuse in (
        lambda: remove_standing(acting_user=world.coordinator, standing=held),
        lambda: give_standing(
            acting_user=world.coordinator, owner=world.organisation, account=world.director, role="staff"
        ),
        lambda: remove_member(
            acting_user=world.coordinator,
            membership=NetworkMembership.objects.get(network=world.network, account=world.director),
        ),
    ):
        with pytest.raises(Refusal) as refused:
            refuse()
        assert refused.value.message == (
            "Director is the only director of Miejski Ośrodek Kultury. Make somebody else director first."
        )
    give_standing(acting_user=world.director, owner=world.organisation, account=world.staff, role="director")
    remove_standing(acting_user=world.coordinator, standing=held)
    assert not Standing.objects.filter(pk=held.pk).exists()


def test_the_last_coordinator_stays(signed_in, world: World) -> None:
    held = NetworkMembership.objects.get(network=world.network, account=world.coordinator)
    with pytest.raises(Refusal):
        change_network_role(acting_user=world.coordinator, membership=held, role="member")
    client = signed_in(world.coordinator)
    client.post(f"/weavers/people/{held.pk}/role/", {"member": "1"})
    assert role_in(world.network, world.coordinator) == "coordinator"
    client.post(f"/weavers/people/{world.staff_membership.pk}/role/", {"coordinator": "1"})
    assert role_in(world.network, world.staff) == "coordinator"
    assert client.post(f"/weavers/people/{held.pk}/role/", {"member": "1"})["Location"] == "/weavers/desk/"
    assert role_in(world.network, world.coordinator) == "member"


def test_a_director_keeps_their_people(signed_in, world: World) -> None:
    client = signed_in(world.director)
    slug = world.organisation.profile.slug
    newcomer = account("Newcomer")
    entry = {"account": newcomer.pk, "role": "staff", "title": "educator"}
    response = client.post(f"/weavers/organisations/{slug}/people/new/", entry)
    assert response.context["form"].errors["account"]  # not in the network: she is invited, not picked
    add_member(network=world.network, account=newcomer)
    assert client.post(f"/weavers/organisations/{slug}/people/new/", entry).status_code == 302
    standing = Standing.objects.get(account=newcomer)
    assert (standing.owner, standing.role, standing.title) == (world.organisation, "staff", "educator")
    address = f"/weavers/organisations/{slug}/people/{standing.pk}/"
    client.post(address, {"role": "interviewer", "title": ""})
    standing.refresh_from_db()
    assert standing.role == "interviewer"
    client.post(f"{address}remove/")
    assert not Standing.objects.filter(pk=standing.pk).exists()
    assert role_in(world.network, newcomer) == "member"


def test_a_standing_of_another_organisation_is_not_reached(signed_in, world: World) -> None:
    foreign = Standing.objects.get(owner=world.other_organisation, account=world.member)
    slug = world.organisation.profile.slug
    response = signed_in(world.director).post(f"/weavers/organisations/{slug}/people/{foreign.pk}/remove/")
    assert response.status_code == 404
    assert Standing.objects.filter(pk=foreign.pk).exists()


def test_addresses_are_for_coordinators_and_colleagues(world: World) -> None:
    def emails(role: str) -> set[str]:
        found = people(memberships(world.network), world.viewer(role))
        return {person.email.split("@")[0] for person in found if person.email}

    everybody = {"coordinator", "member", "staff", "director", "expert", "interviewer"}
    assert emails("coordinator") == everybody
    assert emails("staff") == emails("director") == {"staff", "director", "interviewer"}
    assert emails("member") == {"member"}
    assert emails("interviewer") == {"interviewer"}


def test_leaving_the_network_takes_all_roles(world: World) -> None:
    remove_member(acting_user=world.coordinator, membership=world.staff_membership)
    assert role_in(world.network, world.staff) is None
    assert not Standing.objects.filter(account=world.staff).exists()


def test_lists_of_people_ask_flatly(signed_in, world: World, assert_queries_flat) -> None:
    client = signed_in(world.coordinator)
    numbers = iter(range(1000))

    def more() -> None:
        for number in (next(numbers) for _ in range(10)):
            give_standing(
                acting_user=world.coordinator,
                owner=world.organisation,
                account=account(f"Person {number}".replace(" ", "")),
                title="educator",
            )

    assert_queries_flat(lambda: client.get("/weavers/people/"), more)
    assert_queries_flat(lambda: client.get(f"/weavers/organisations/{world.organisation.profile.slug}/people/"), more)


def test_people_are_found_by_name_address_and_organisation(signed_in, world: World) -> None:
    client = signed_in(world.coordinator)
    page = client.get("/weavers/people/", {"words": "Dzielnicowy"}).content.decode()
    assert "member@example.org" in page
    assert "expert@example.org" not in page
    assert "stranger@example.org" not in client.get("/weavers/people/").content.decode()
