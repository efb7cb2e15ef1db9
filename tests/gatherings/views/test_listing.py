"""The calendar's pages: by week, by month, by day; what can be asked for; who sees what."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from talka.foundation.owners.models import Visibility
from talka.gatherings import actions
from talka.gatherings.models import Gathering, GatheringKind
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
BASE = "/weavers/gatherings/"
PUBLIC, MEMBERS, KEPT = "Reading what people need", "Lunch for members", "What DOK keeps to itself"


def planned(world: World, title: str, begins: datetime.datetime, days: int = 0, **more: Any) -> Gathering:
    return actions.plan_gathering(
        acting_user=world.coordinator,
        network=world.network,
        host=more.pop("host", world.organisation),
        kind=more.pop("kind", GatheringKind.LAB),
        title={"en": title},
        starts_at=begins,
        ends_at=begins + datetime.timedelta(days=days, hours=2),
        visibility=more.pop("visibility", Visibility.PUBLIC),
        **more,
    )


def page_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def month_of(gathering: Gathering) -> str:
    with timezone.override("Europe/Warsaw"):
        day = timezone.localdate(gathering.starts_at)
    return f"{BASE}month/{day.year}/{day.month}/"


def test_weeks_have_names(world: World) -> None:
    with timezone.override("Europe/Warsaw"):
        noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    planned(world, "Under way", noon - datetime.timedelta(days=20), days=60)
    planned(world, "Seven days on", noon + datetime.timedelta(days=7))
    shown = page_of(Client(), BASE)
    assert shown.index("This week") < shown.index("Under way") < shown.index("Next week") < shown.index("Seven days on")


def test_what_is_asked_for_is_shown(world: World, signed_in: SignedIn) -> None:
    begins = world.gathering.starts_at
    planned(world, "A lab of DOK", begins, host=world.other_organisation)
    client = signed_in(world.member)

    def found(query: str) -> list[str]:
        response = client.get(f"{BASE}?{query}")
        return sorted(str(g) for stretch in response.context["stretches"] for g, _first in stretch.entries)

    assert found("kind=lab") == ["A lab of DOK"]
    assert found(f"host={world.other_organisation.pk}") == ["A lab of DOK", KEPT]
    assert found(f"host={world.organisation.pk}&locality={world.locality.slug}&kind=workshop") == [PUBLIC]
    assert PUBLIC in found(f"programme={world.programme.slug}")
    assert found("host=999999999999999999999") == []
    assert found("programme=nowhere") == []
    assert "Nothing fits" in page_of(client, f"{BASE}?kind=nothing")


def test_a_reader_is_offered_only_what_they_may_see(world: World, signed_in: SignedIn) -> None:
    other = world.other_organisation.name
    assert f">{other}<" not in page_of(Client(), BASE)
    assert f">{other}<" not in page_of(signed_in(world.coordinator), BASE)
    assert f">{other}<" in page_of(signed_in(world.member), BASE)


def test_a_month_shows_to_each_what_is_theirs(world: World, signed_in: SignedIn) -> None:
    address = month_of(world.gathering)
    seen = {
        role: [title for title in (PUBLIC, MEMBERS, KEPT) if title in page_of(signed_in(world.people[role]), address)]
        for role in ("visitor", "stranger", "expert", "coordinator", "member")
    }
    assert seen == {
        "visitor": [PUBLIC],
        "stranger": [PUBLIC],
        "expert": [PUBLIC, MEMBERS],
        "coordinator": [PUBLIC, MEMBERS],
        "member": [PUBLIC, MEMBERS, KEPT],
    }


def test_a_crowded_day_has_a_page_of_its_own(world: World) -> None:
    with timezone.override("Europe/Warsaw"):
        begins = timezone.localtime(world.gathering.starts_at).replace(hour=10)
        for number in range(6):
            planned(world, f"Lab {number}", begins)
        day = begins.date()
    shown = page_of(Client(), month_of(world.gathering))
    assert f'href="{BASE}day/{day.isoformat()}/"' in shown
    listed = page_of(Client(), f"{BASE}day/{day.isoformat()}/")
    assert [f"Lab {number}" in listed for number in range(6)] == [True] * 6
    assert MEMBERS not in listed


def test_what_takes_days_is_drawn_across(world: World) -> None:
    begins = datetime.datetime(2027, 3, 5, 9, tzinfo=datetime.UTC)  # a Friday
    planned(world, "A long lab", begins, days=4)
    shown = page_of(Client(), f"{BASE}month/2027/3/")
    assert "col-5 span-3 lane-1 is-long goes-on" in shown
    assert "col-1 span-2 lane-1 is-long has-come" in shown


@pytest.mark.parametrize("path", ["month/2026/13/", "month/1066/10/", "day/2026-02-30/", "month/99999/1/"])
def test_days_that_are_none(world: World, path: str) -> None:
    assert Client().get(f"{BASE}{path}").status_code == 404


def test_months_lead_on(world: World) -> None:
    shown = page_of(Client(), f"{BASE}month/2026/12/?kind=lab")
    assert f'href="{BASE}month/2026/11/?kind=lab"' in shown
    assert f'href="{BASE}month/2027/1/?kind=lab"' in shown


@pytest.mark.parametrize("path", ["", "past/", "month/", "day/2027-01-04/"])
def test_the_calendar_costs_the_same(world: World, path: str, assert_queries_flat: Callable[..., None]) -> None:
    address = month_of(world.gathering) if path == "month/" else f"{BASE}{path}"

    def many() -> None:
        for number in range(8):
            for begins in (
                world.gathering.starts_at + datetime.timedelta(hours=number),
                world.past_gathering.starts_at + datetime.timedelta(minutes=number),
                datetime.datetime(2027, 1, 4, 10, number, tzinfo=datetime.UTC),
            ):
                planned(world, f"N {number}", begins, locality=world.locality, stage=world.present_stage)

    many()
    assert_queries_flat(lambda: Client().get(address), many)
