import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from talka.foundation.audit.models import AuditRecord
from talka.identity.actions import change_network, make_account, make_network
from talka.identity.addresses import RESERVED, address_problem, proposed_address
from talka.identity.models import Network
from talka.identity.queries import role_in
from tests.world import World

GOOD = {
    "name": "Neighbours in Culture",
    "slug": "",
    "about_en": "What one house cannot do alone",
    "language": "lt",
    "time_zone": "Europe/Vilnius",
    "currency": "EUR",
    "small_number": "12",
    "open_invitation": "on",
}


def test_whoever_makes_a_network_coordinates_it(signed_in, db: None) -> None:
    account = make_account(email="Maker@Example.org", name="Maker")
    client: Client = signed_in(account)
    response = client.post("/networks/new/", GOOD)
    network = Network.objects.get()
    assert response["Location"] == "/neighbours-in-culture/desk/"
    assert (network.slug, network.language, network.small_number, network.about, network.is_demo) == (
        "neighbours-in-culture",
        "lt",
        12,
        {"en": "What one house cannot do alone"},
        False,
    )
    assert role_in(network, account) == "coordinator"
    record = AuditRecord.objects.get()
    assert (record.verb, record.kind, record.account_name) == ("made", "identity.network", "Maker")
    desk = client.get("/neighbours-in-culture/desk/").content.decode()
    assert "Two things are yours to do" in desk
    assert "Add the first locality" in desk


@pytest.mark.parametrize("slug", ["organisations!", "ab", "-a-b", "a--b", *sorted(RESERVED)[:4], "Weavers Town"])
def test_an_address_that_cannot_be_is_refused_beside_its_field(slug: str, signed_in, world: World) -> None:
    before = Network.objects.count()
    response = signed_in(world.expert).post("/networks/new/", {**GOOD, "slug": slug})
    assert response.status_code == 200
    assert "slug" in response.context["form"].errors
    assert f'value="{slug}"' in response.content.decode()
    assert Network.objects.count() == before


def test_two_networks_do_not_share_an_address(world: World) -> None:
    assert address_problem("weavers") is not None
    assert address_problem("weavers", world.network) is None
    assert proposed_address("Weavers") == "weavers-2"
    with pytest.raises(ValidationError) as refused:
        make_network(acting_user=world.expert, name="Weavers", slug="weavers")
    assert list(refused.value.message_dict) == ["slug"]


@pytest.mark.parametrize(
    ("entry", "value"), [("currency", "euro"), ("time_zone", "Mars/Olympus"), ("small_number", 2), ("language", "xx")]
)
def test_what_the_action_cannot_use_it_names(entry: str, value: object, world: World) -> None:
    with pytest.raises(ValidationError) as refused:
        change_network(acting_user=world.coordinator, network=world.network, **{entry: value})
    assert list(refused.value.message_dict) == [entry]


def test_a_coordinator_changes_the_network(signed_in, world: World) -> None:
    client = signed_in(world.coordinator)
    page = client.get("/weavers/settings/")
    assert page.context["form"].initial["small_number"] == 10
    response = client.post("/weavers/settings/", {**GOOD, "slug": "weavers", "open_invitation": ""})
    assert response["Location"] == "/weavers/"
    world.network.refresh_from_db()
    assert (world.network.name, world.network.open_invitation, world.network.currency) == (
        "Neighbours in Culture",
        False,
        "EUR",
    )
    record = AuditRecord.objects.filter(kind="identity.network", verb="changed").get()
    assert "small_number" in record.details["changed"]


def test_nothing_changed_leaves_no_record(world: World) -> None:
    change_network(acting_user=world.coordinator, network=world.network, name=world.network.name)
    assert not AuditRecord.objects.filter(kind="identity.network", verb="changed").exists()
