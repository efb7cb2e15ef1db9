"""Calendars that are subscribed to: who reads what by which address."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
import vobject
from django.test import Client

from talka.foundation import rooms
from talka.foundation.owners.models import Visibility
from talka.gatherings import actions
from talka.gatherings.models import CalendarFeed, GatheringKind
from talka.identity.models import Account, NetworkMembership
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
PUBLIC, MEMBERS, KEPT = "Reading what people need", "Lunch for members", "What DOK keeps to itself"
PAST = "A round table that was"
STRANGE = "A seminar of strangers"
KNOWN = (PAST, PUBLIC, MEMBERS, KEPT, STRANGE)
BASE = "/weavers/gatherings/"


def titles(path: str, client: Client | None = None) -> list[str]:
    """The gatherings of this room's world in a calendar, in the order in which KNOWN names them."""
    response = (client or Client()).get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    read = vobject.readOne(response.content.decode())
    found = {event.summary.value for event in read.contents.get("vevent", [])}
    return [title for title in KNOWN if title in found]


def secret(feed: CalendarFeed) -> str:
    return f"{BASE}feeds/secret/{feed.token}.ics"


def feed_of(world: World, who: str, **of: Any) -> CalendarFeed:
    return actions.make_feed(acting_user=world.people[who], network=world.network, **of)


def test_the_open_feeds_hold_what_is_open(world: World, signed_in: SignedIn) -> None:
    expected = {
        "feeds/network.ics": [PAST, PUBLIC],
        f"feeds/programmes/{world.programme.slug}.ics": [PAST, PUBLIC],
        f"feeds/organisations/{world.organisation.profile.slug}.ics": [PAST, PUBLIC],
        f"feeds/organisations/{world.other_organisation.profile.slug}.ics": [],
    }
    for path, found in expected.items():
        assert titles(f"{BASE}{path}") == found, path
        # Who is signed in changes nothing: a calendar sends no cookie.
        assert titles(f"{BASE}{path}", signed_in(world.coordinator)) == found, path


def test_a_secret_address_shows_what_its_member_may_see(world: World) -> None:
    kind = CalendarFeed.Kind.NETWORK
    assert titles(secret(feed_of(world, "member", kind=kind))) == [PAST, PUBLIC, MEMBERS, KEPT]
    assert titles(secret(feed_of(world, "coordinator", kind=kind))) == [PAST, PUBLIC, MEMBERS]
    assert titles(secret(feed_of(world, "expert", kind=kind))) == [PAST, PUBLIC, MEMBERS]
    of_other = {"kind": CalendarFeed.Kind.ORGANISATION, "organisation": world.other_organisation}
    assert titles(secret(feed_of(world, "coordinator", **of_other))) == []
    assert titles(secret(feed_of(world, "member", **of_other))) == [KEPT]


def test_my_calendar_holds_my_places_and_what_i_choose(world: World) -> None:
    feed = feed_of(world, "member")
    assert titles(secret(feed)) == [KEPT]
    actions.choose_feed(acting_user=world.member, feed=feed, with_organisations=False, with_programmes=False)
    assert titles(secret(feed)) == []
    actions.sign_up(
        gathering=world.gathering, name="M", email=world.member.email, acting_user=world.member, letter=False
    )
    assert titles(secret(feed)) == [PUBLIC]
    text = Client().get(secret(feed)).content.decode()
    assert "https://example.org/room" in text.replace("\r\n ", "")
    open_text = Client().get(f"{BASE}feeds/network.ics").content.decode()
    assert "https://example.org/room" not in open_text.replace("\r\n ", "")


def test_a_changed_address_leads_nowhere(world: World, signed_in: SignedIn) -> None:
    feed = feed_of(world, "member")
    old = secret(feed)
    assert Client().get(old).status_code == 200
    signed_in(world.member).post(f"{BASE}subscribe/{feed.pk}/change/")
    feed.refresh_from_db()
    assert Client().get(old).status_code == 404
    assert Client().get(secret(feed)).status_code == 200
    assert Client().get(secret(feed).replace("weavers", "strangers")).status_code == 404
    assert Client().get(f"{BASE}feeds/secret/{'a' * 43}.ics").status_code == 404


def test_who_left_reads_nothing(world: World) -> None:
    feed = feed_of(world, "expert")
    NetworkMembership.objects.filter(account=world.expert, network=world.network).delete()
    assert Client().get(secret(feed)).status_code == 404


def test_not_modified_until_something_changes(world: World) -> None:
    client, path = Client(), f"{BASE}feeds/network.ics"
    first = client.get(path)
    assert client.get(path, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(path, headers={"if-modified-since": first["Last-Modified"]}).status_code == 304
    actions.sign_up(gathering=world.gathering, name="N", email="n@example.org", letter=False)
    assert client.get(path)["ETag"] == first["ETag"]
    actions.edit_gathering(acting_user=world.director, gathering=world.gathering, place="Elsewhere")
    after = client.get(path, headers={"if-none-match": first["ETag"]})
    assert (after.status_code, after["ETag"] != first["ETag"]) == (200, True)
    actions.edit_gathering(acting_user=world.director, gathering=world.gathering, visibility=Visibility.PRIVATE)
    assert PUBLIC not in titles(path)


def test_what_is_called_off_stays_and_says_so(world: World) -> None:
    actions.cancel_gathering(acting_user=world.director, gathering=world.gathering)
    read = vobject.readOne(Client().get(f"{BASE}feeds/network.ics").content.decode())
    states = {event.summary.value: event.status.value for event in read.contents["vevent"]}
    assert states[PUBLIC] == "CANCELLED"


def test_addresses_are_made_chosen_and_taken_away(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.member)
    assert client.post(f"{BASE}subscribe/make/", {"mine": "1"}).status_code == 302
    feed = CalendarFeed.objects.get(account=world.member)
    page = client.get(f"{BASE}subscribe/").content.decode()
    assert feed.token in page
    assert feed.token not in signed_in(world.staff).get(f"{BASE}subscribe/").content.decode()
    client.post(f"{BASE}subscribe/{feed.pk}/choose/", {"with_programmes": "1"})
    feed.refresh_from_db()
    assert (feed.with_organisations, feed.with_programmes) == (False, True)
    assert signed_in(world.staff).post(f"{BASE}subscribe/{feed.pk}/stop/").status_code == 404
    of = {"programme": world.programme.slug}
    answer = client.post(f"{BASE}subscribe/make/", of)
    assert answer["Location"] == f"{BASE}subscribe/?programme={world.programme.slug}"
    assert CalendarFeed.objects.get(account=world.member, programme=world.programme).kind == "programme"
    client.post(f"{BASE}subscribe/{feed.pk}/stop/")
    assert Client().get(secret(feed)).status_code == 404


def test_exported_and_erased_with_the_person(world: World) -> None:
    feed = feed_of(world, "expert")
    exported = rooms.export_person(world.expert)["gatherings"]["calendars"]
    assert exported == [
        {"network": "weavers", "calendar": "mine", "with_organisations": True, "with_programmes": False}
    ]
    rooms.erase_person(world.expert)
    assert not CalendarFeed.objects.filter(pk=feed.pk).exists()


def test_a_feed_costs_the_same_however_much_it_holds(world: World, assert_queries_flat: Callable[..., None]) -> None:
    feed = feed_of(world, "coordinator", kind=CalendarFeed.Kind.NETWORK)

    def many() -> None:
        for number in range(6):
            begins = world.gathering.starts_at + datetime.timedelta(days=number)
            made = actions.plan_gathering(
                acting_user=world.coordinator,
                network=world.network,
                host=world.organisation,
                kind=GatheringKind.LAB,
                title={"en": f"Lab {number}"},
                starts_at=begins,
                ends_at=begins + datetime.timedelta(hours=2),
                locality=world.locality,
                visibility=Visibility.PUBLIC,
            )
            actions.add_session(
                acting_user=world.coordinator,
                gathering=made,
                starts_at=begins,
                ends_at=begins + datetime.timedelta(hours=1),
                topic={"en": "T"},
                lecturers=[f"Lecturer {number}"],
            )

    assert_queries_flat(lambda: Client().get(secret(feed)), many)


def test_addresses_belong_to_people_who_can_sign_in(world: World) -> None:
    feed = feed_of(world, "member")
    Account.objects.filter(pk=world.member.pk).update(is_active=False)
    assert Client().get(secret(feed)).status_code == 404
