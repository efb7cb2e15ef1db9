import pytest

from talka.foundation.access import Refusal
from talka.organisations.actions import add_locality, change_locality, remove_locality
from talka.organisations.models import Locality
from talka.organisations.queries import localities, uses_of
from tests.world import World


def test_a_locality_is_added_listed_and_changed(signed_in, world: World) -> None:
    client = signed_in(world.coordinator)
    entry = {"name": "Łódź", "part_of": "Łódzkie", "country": "PL", "residents": "670000", "another": "1"}
    response = client.post("/weavers/localities/new/", entry)
    assert response["Location"] == "/weavers/localities/new/"
    added = Locality.objects.get(network=world.network, slug="lodz")
    assert (added.name, added.residents) == ("Łódź", 670000)
    client.post("/weavers/localities/lodz/", {**entry, "residents": "660000"})
    added.refresh_from_db()
    assert added.residents == 660000
    page = client.get("/weavers/localities/").content.decode()
    assert "660,000" in page
    assert [place.name for place in localities(world.network)] == ["Empty Village", "Tomaszów Mazowiecki", "Łódź"] or [
        place.name for place in localities(world.network)
    ] == ["Empty Village", "Łódź", "Tomaszów Mazowiecki"]  # the two databases sort Ł each in its way


def test_two_places_of_one_name_need_two_counties(world: World) -> None:
    add_locality(acting_user=world.coordinator, network=world.network, name="Dąbrowa", part_of="Łódzkie")
    with pytest.raises(Refusal) as refused:
        add_locality(acting_user=world.coordinator, network=world.network, name="dąbrowa ", part_of="Łódzkie")
    assert refused.value.field == "name"
    other = add_locality(acting_user=world.coordinator, network=world.network, name="Dąbrowa", part_of="Opolskie")
    assert other.slug == "dabrowa-2"
    with pytest.raises(Refusal):
        change_locality(acting_user=world.coordinator, locality=other, part_of="Łódzkie")


def test_a_locality_in_use_stays(signed_in, world: World) -> None:
    assert uses_of([world.locality, world.empty_locality])[world.empty_locality.pk] == {}
    with pytest.raises(Refusal) as refused:
        remove_locality(acting_user=world.coordinator, locality=world.locality)
    assert "Tomaszów Mazowiecki" in refused.value.message
    client = signed_in(world.coordinator)
    client.post(f"/weavers/localities/{world.locality.slug}/remove/")
    client.post("/weavers/localities/empty-village/remove/")
    assert Locality.objects.filter(pk=world.locality.pk).exists()
    assert not Locality.objects.filter(pk=world.empty_locality.pk).exists()


def test_the_list_asks_flatly(signed_in, world: World, assert_queries_flat) -> None:
    client = signed_in(world.coordinator)

    def more() -> None:
        for number in range(10):
            add_locality(acting_user=world.coordinator, network=world.network, name=f"Village {number}")

    assert_queries_flat(lambda: client.get("/weavers/localities/"), more)
