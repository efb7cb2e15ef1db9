"""The open invitation."""

import pytest
from django.core import mail

from talka.foundation.access import Refusal
from talka.foundation.owners.models import Owner, Standing
from talka.identity.actions import change_network, make_account
from talka.identity.queries import role_in
from talka.organisations.actions import ask_to_join, decide_join_request
from talka.organisations.forms.people import short_name_of
from talka.organisations.models import JoinRequest
from tests.world import World

ENTRY = {
    "name": "Ieva Petraitytė",
    "organisation_name": "Ieva Petraitytė",
    "kind": "artist",
    "locality_name": "Kaunas",
    "message": "I work with light.",
}


def test_an_artist_asks_and_is_accepted(signed_in, world: World) -> None:
    ieva = make_account(email="ieva@example.org")
    client = signed_in(ieva)
    mail.outbox.clear()
    assert client.post("/weavers/join/", ENTRY)["Location"] == "/weavers/join/"
    assert "is with the coordinators" in client.get("/weavers/join/").content.decode()
    asked = JoinRequest.objects.get(account=ieva)
    (letter,) = mail.outbox
    assert letter.to == ["coordinator@example.org"]
    assert f"/weavers/join/requests/{asked.pk}/" in letter.body
    assert "I work with light." in letter.body
    coordinator = signed_in(world.coordinator)
    assert "Answer Ieva Petraitytė, who asks to join" in coordinator.get("/weavers/desk/").content.decode()
    mail.outbox.clear()
    response = coordinator.post(
        f"/weavers/join/requests/{asked.pk}/",
        {"accept": "1", "owner": "new", "short_name": "Ieva", "sector": "art", "reason": "Welcome."},
    )
    assert response["Location"] == "/weavers/join/requests/"
    owner = Owner.objects.get(short_name="Ieva")
    assert (owner.kind, owner.profile.kind, owner.profile.sector) == ("single", "artist", "art")
    assert Standing.objects.get(account=ieva).role == "director"
    ieva.refresh_from_db()
    assert ieva.name == "Ieva Petraitytė"
    (answer,) = mail.outbox
    assert answer.to == ["ieva@example.org"]
    assert "Welcome." in answer.body
    assert "/weavers/desk/" in answer.body
    assert client.get("/weavers/desk/").status_code == 200


def test_a_request_is_declined_with_a_reason(signed_in, world: World) -> None:
    address = f"/weavers/join/requests/{world.join_request.pk}/"
    client = signed_in(world.coordinator)
    response = client.post(address, {"decline": "1", "owner": "new", "reason": " "})
    assert response.context["form"].errors["reason"] == ["Say why, in a sentence. The person who asked will read it."]
    mail.outbox.clear()
    client.post(address, {"decline": "1", "owner": "new", "reason": "We take libraries from January."})
    world.join_request.refresh_from_db()
    assert world.join_request.state == "declined"
    assert "We take libraries from January." in mail.outbox[0].body
    assert role_in(world.network, world.asker) is None
    page = signed_in(world.asker).get("/weavers/join/").content.decode()
    assert "We take libraries from January." in page  # and may ask again
    with pytest.raises(Refusal):
        decide_join_request(acting_user=world.coordinator, request=world.join_request, accept=True)


def test_somebody_joins_an_organisation_that_is_here(signed_in, world: World) -> None:
    address = f"/weavers/join/requests/{world.join_request.pk}/"
    client = signed_in(world.coordinator)
    page = client.get(address)
    assert page.context["form"].initial["locality"] == world.locality.pk  # known by its name
    assert page.context["form"].initial["short_name"] == "Town Library"
    response = client.post(address, {"accept": "1", "owner": "existing", "existing": ""})
    assert response.context["form"].errors["existing"]
    client.post(address, {"accept": "1", "owner": "existing", "existing": world.organisation.pk})
    standing = Standing.objects.get(account=world.asker)
    assert (standing.owner, standing.role) == (world.organisation, "staff")


def test_a_taken_short_name_is_told_and_nothing_is_half_done(signed_in, world: World) -> None:
    address = f"/weavers/join/requests/{world.join_request.pk}/"
    entry = {"accept": "1", "owner": "new", "short_name": "MOK", "sector": "culture"}
    response = signed_in(world.coordinator).post(address, entry)
    assert response.context["form"].errors["short_name"]
    world.join_request.refresh_from_db()
    assert world.join_request.state == "waiting"
    assert role_in(world.network, world.asker) is None


def test_one_request_at_a_time_and_none_where_the_door_is_closed(signed_in, world: World) -> None:
    with pytest.raises(Refusal):
        ask_to_join(acting_user=world.asker, network=world.network, name="A", organisation_name="Again", kind="library")
    with pytest.raises(Refusal):
        ask_to_join(acting_user=world.staff, network=world.network, name="A", organisation_name="B", kind="ngo")
    change_network(acting_user=world.coordinator, network=world.network, open_invitation=False)
    eve = make_account(email="eve@example.org")
    response = signed_in(eve).post("/weavers/join/", ENTRY)
    assert "by invitation" in response.content.decode()
    assert not JoinRequest.objects.filter(account=eve).exists()
    assert "Join the network" not in signed_in(None).get("/weavers/").content.decode()


def test_a_request_of_another_network_is_absent(signed_in, world: World) -> None:
    client = signed_in(world.stranger)
    assert client.get(f"/strangers/join/requests/{world.join_request.pk}/").status_code == 404
    assert "Town Library" not in client.get("/strangers/join/requests/").content.decode()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Tkacz", "Tkacz"),
        ("Miejski Ośrodek Kultury", "MOK"),
        ("Kauno miesto kamerinis teatras", "Kauno miesto kamerinis t"),
        ("Ośrodek Kultury Tkacz – dom w parku", "OKT"),
    ],
)
def test_a_short_name_is_proposed(name: str, short: str) -> None:
    assert short_name_of(name) == short
