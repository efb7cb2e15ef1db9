"""Home, networks, who did what, and the mails of the demonstration."""

import pytest
from django.test import Client

from talka.foundation import rooms
from talka.foundation.audit.actions import record
from talka.foundation.audit.models import AuditRecord
from talka.foundation.audit.sentences import sentence
from talka.foundation.mail import KeptMailBackend
from talka.foundation.rooms import Room, Section, register_room
from talka.identity.actions import change_network, make_account, make_network
from talka.organisations.actions import add_locality
from tests.world import World


def test_with_one_network_its_home_is_the_home(client: Client, db: None) -> None:
    assert "No network yet" in client.get("/").content.decode()
    maker = make_account(email="maker@example.org")
    make_network(acting_user=maker, name="Only One", slug="only-one")
    assert client.get("/")["Location"] == "/only-one/"
    make_network(acting_user=maker, name="A Second", slug="a-second")
    page = client.get("/").content.decode()
    assert "Only One" in page
    assert "A Second" in page


def test_the_home_opens_with_what_brings_the_network_together(client: Client, world: World) -> None:
    change_network(
        acting_user=world.coordinator,
        network=world.network,
        about={"en": "Neighbours do together\nCulture centres of a town.", "pl": "Razem\nDomy kultury."},
    )
    page = client.get("/weavers/").content.decode()
    assert '<h1 class="display" lang="en">Neighbours do together</h1>' in page
    assert "Culture centres of a town." in page
    for name in ("MOK", "Tkacz", "DOK"):
        assert f"<b>{name}</b>" in page
    assert "Far Library" not in page
    change_network(acting_user=world.coordinator, network=world.network, about={"en": "long " * 40})
    assert '<h1 class="display">Weavers</h1>' in client.get("/weavers/").content.decode()


def test_rooms_give_parts_of_the_home_and_of_its_top(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "_rooms", dict(rooms._rooms))
    empty = "page/empty.html"
    register_room(
        Room(
            name="hero",
            home_sections=lambda _id, _viewer: [
                Section("hero_open", empty, {"title": "Open until Sunday"}),
                Section("later", empty, {"title": "Next gatherings"}),
            ],
        )
    )
    page = client.get("/weavers/").content.decode()
    assert page.index("Open until Sunday") < page.index("hero-m") < page.index("Next gatherings")


def test_a_person_in_no_network_is_told_what_to_do(signed_in, world: World) -> None:
    page = signed_in(make_account(email="new@example.org")).get("/desk/").content.decode()
    assert "You are in no network yet" in page
    assert "Ask to join Weavers" in page
    assert signed_in(world.staff).get("/desk/")["Location"] == "/weavers/desk/"
    assert "Weavers" in signed_in(world.staff).get("/desk/?all=1").content.decode()


def test_who_did_what_is_read_by_day_and_filtered(signed_in, world: World) -> None:
    client = signed_in(world.coordinator)
    page = client.get("/weavers/audit/?kind=foundation.owner").content.decode()
    assert "Coordinator added Miejski Ośrodek Kultury to the network." in page
    assert "Far Library" not in page
    some = client.get("/weavers/audit/?who=director&kind=organisations.invitation").content.decode()
    assert "Director invited colleague@example.org." in some
    assert "Coordinator added" not in some
    assert "Nothing fits these filters." in client.get("/weavers/audit/?until=2001-01-01").content.decode()
    assert "Coordinator added" in client.get("/weavers/audit/?since=2001-01-01&kind=foundation.owner").content.decode()
    assert "Coordinator added" in client.get("/weavers/audit/?since=nonsense&kind=foundation.owner").content.decode()


def test_an_organisation_reads_its_own_trail_only(signed_in, world: World) -> None:
    client = signed_in(world.staff)
    page = client.get("/weavers/audit/?kind=foundation.standing").content.decode()
    assert "Coordinator gave Director a role in MOK." in page
    assert "a role in DOK" not in page
    assert "Dzielnicowy" not in client.get("/weavers/audit/?kind=foundation.owner").content.decode()
    assert "colleague@example.org" not in client.get("/weavers/audit/").content.decode()


def test_the_trail_asks_flatly(signed_in, world: World, assert_queries_flat) -> None:
    client = signed_in(world.coordinator)

    def more() -> None:
        for number in range(15):
            add_locality(acting_user=world.coordinator, network=world.network, name=f"Village {number}")

    assert_queries_flat(lambda: client.get("/weavers/audit/"), more)


def test_a_verb_that_nobody_described_is_told_all_the_same(world: World) -> None:
    made = record(acting_user=world.staff, network=world.network, verb="polished", target=world.locality)
    assert sentence(made) == "Staff: locality “Tomaszów Mazowiecki”, polished."


def test_kept_mail_is_shown_in_a_demonstration_only(client: Client, world: World, settings) -> None:
    settings.DEMO = True
    assert client.get("/demo/mail/").status_code == 404  # the data were not made by the demo
    world.network.is_demo = True
    world.network.save()
    assert "No mail yet" in client.get("/demo/mail/").content.decode()
    settings.EMAIL_BACKEND = f"{KeptMailBackend.__module__}.{KeptMailBackend.__qualname__}"
    client.post("/sign-in/", {"email": "guest@example.org"})
    page = client.get("/demo/mail/").content.decode()
    assert "guest@example.org" in page
    settings.DEMO = False
    assert client.get("/demo/mail/").status_code == 404


def test_every_record_of_the_world_reads_as_a_sentence_of_its_room(world: World) -> None:
    records = AuditRecord.objects.filter(network=world.network)
    told = {(r.kind, r.verb): sentence(r) for r in records}
    assert told
    undescribed = {name: words for name, words in told.items() if words.endswith(f", {name[1]}.")}
    assert undescribed == {}
    # A sentence may end with a title, and a title with its question mark.
    assert all(words.endswith((".", "?")) and "…" not in words for words in told.values())
