"""A programme in figures: from the records, with small numbers withheld, and lists for those who run it."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from talka.foundation.owners.models import Visibility
from talka.gatherings import actions
from talka.gatherings.models import Attendance, GatheringKind, Participant
from talka.organisations.models import Sector
from talka.programmes.actions import add_cohort, add_cycle, add_stage, make_programme, publish_programme
from talka.reports import figures
from talka.reports.figures import ShownFigure
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def programme_of_its_own(world: World) -> None:
    """What other rooms put into the world's programme is not counted here."""
    programme = make_programme(
        acting_user=world.coordinator,
        network=world.network,
        owner=world.organisation,
        slug="figures",
        title={"en": "Counted"},
        lead={"en": "Counted by its records."},
        starts_on=world.programme.starts_on,
        ends_on=world.programme.ends_on,
    )
    stage = add_stage(
        acting_user=world.coordinator,
        programme=programme,
        title={"en": "All of it"},
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
    )
    publish_programme(acting_user=world.coordinator, programme=programme)
    world.programme = programme
    cycle = add_cycle(acting_user=world.coordinator, programme=programme, title={"en": "Training"})
    world.cohort = add_cohort(
        acting_user=world.coordinator, cycle=cycle, title={"en": "The north"}, locality=world.locality
    )
    begins = timezone.now() + datetime.timedelta(days=1)
    world.gathering = actions.plan_gathering(
        acting_user=world.coordinator,
        network=world.network,
        host=world.organisation,
        stage=stage,
        kind=GatheringKind.WORKSHOP,
        title={"en": "The day"},
        starts_at=begins,
        ends_at=begins + datetime.timedelta(hours=6),
        visibility=Visibility.PUBLIC,
    )
    world.session = actions.add_session(
        acting_user=world.coordinator,
        gathering=world.gathering,
        starts_at=begins,
        ends_at=begins + datetime.timedelta(hours=1),
        topic={"en": "Morning"},
    )


@pytest.fixture
def come(world: World) -> Callable[..., list[Participant]]:
    """So many people of a sector were at the world's public gathering."""

    def arrive(count: int, sector: str, state: str = "present", email: str = "") -> list[Participant]:
        people = [
            actions.meet_participant(
                network=world.network,
                name=f"{sector} {number}",
                email=email or f"{sector}{number}.{state}@example.org",
                sector=sector,
                comes_from=f"House of {sector}",
                locality=world.locality,
            )
            for number in range(count)
        ]
        for person in people:
            Attendance.objects.create(session=world.session, participant=person, state=state)
        return people

    return arrive


def by_key(world: World, role: str) -> dict[str, ShownFigure]:
    return {each.key: each for each in figures.figures_of(world.programme, world.viewer(role))}


def parts(figure: ShownFigure, key: str = "sector") -> dict[str, int | None]:
    breakdown = next(each for each in figure.breakdowns if each.key == key)
    return {part.label: part.count for part in breakdown.parts}


def test_people_are_counted_once_and_only_if_they_were_there(world: World, come: Callable[..., Any]) -> None:
    people = come(12, Sector.CULTURE)
    come(3, Sector.ART, state="absent")
    second = actions.add_session(
        acting_user=world.coordinator,
        gathering=world.gathering,
        starts_at=world.session.ends_at,
        ends_at=world.session.ends_at + (world.session.ends_at - world.session.starts_at),
        topic={"en": "Afterwards"},
    )
    for person in people:
        Attendance.objects.create(session=second, participant=person, state="late")

    found = by_key(world, "coordinator")

    assert found["people"].value == 12
    assert found["people"].breakdowns == [], "one sector and one locality part nothing"
    assert found["organisations"].value == 1


def test_what_a_host_keeps_to_itself_is_not_counted(world: World) -> None:
    world.kept_gathering.programme = world.programme
    world.kept_gathering.save()
    session = actions.add_session(
        acting_user=world.member,
        gathering=world.kept_gathering,
        starts_at=world.kept_gathering.starts_at,
        ends_at=world.kept_gathering.ends_at,
        topic={"en": "Inside"},
    )
    person = actions.meet_participant(network=world.network, name="Ola", email="ola@example.org")
    Attendance.objects.create(session=session, participant=person, state="present")
    assert "people" not in by_key(world, "coordinator")


def test_the_public_sees_no_small_number_and_none_follows(world: World, come: Callable[..., Any]) -> None:
    for sector, count in ((Sector.CULTURE, 30), (Sector.EDUCATION, 14), (Sector.ART, 4)):
        come(count, sector)

    found = by_key(world, "visitor")

    assert found["people"].value == 48
    assert parts(found["people"]) == {"culture": 30, "education": None, "artists": None}
    assert parts(by_key(world, "coordinator")["people"]) == {"culture": 30, "education": 14, "artists": 4}


def test_a_second_breakdown_would_tell_small_differences(world: World, come: Callable[..., Any]) -> None:
    for person in come(20, Sector.CULTURE)[:15] + come(20, Sector.ART)[:15]:
        actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=person)

    public, own = by_key(world, "visitor"), by_key(world, "coordinator")

    assert (public["people"].value, public["in-cycle"].value) == (40, 30)
    assert [each.key for each in public["people"].breakdowns] == ["sector"]
    assert public["in-cycle"].breakdowns == []
    assert parts(own["in-cycle"]) == {"culture": 15, "artists": 15}


def test_too_few_people_are_withheld_from_the_public(world: World, come: Callable[..., Any], client: Client) -> None:
    come(9, Sector.CULTURE)
    page = client.get(reverse("reports:figures", args=[world.network.slug, world.programme.slug]))
    assert by_key(world, "visitor")["people"].value is None
    assert "fewer than 10" in page.content.decode()
    assert by_key(world, "coordinator")["people"].value == 9


def test_each_figure_opens_into_its_list(world: World, come: Callable[..., Any], client: Client) -> None:
    come(2, Sector.CULTURE)
    client.force_login(world.coordinator)
    page = client.get(reverse("reports:figure_list", args=[world.network.slug, world.programme.slug, "people"]))
    words = page.content.decode()
    assert "culture 0" in words
    assert "House of culture" in words
    assert "@example.org" not in words
    gone = client.get(reverse("reports:figure_list", args=[world.network.slug, world.programme.slug, "nothing"]))
    assert gone.status_code == 404


def test_localities_are_those_of_the_rounds(world: World) -> None:
    found = by_key(world, "visitor")["localities"]
    assert (found.value, found.figure.title) == (1, "locality")


def test_the_page_takes_the_same_queries_for_many(world: World, come: Callable[..., Any], client: Client) -> None:
    url = reverse("reports:figures", args=[world.network.slug, world.programme.slug])
    come(1, Sector.CULTURE)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    come(40, Sector.ART)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(few)
