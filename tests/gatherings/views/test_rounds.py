"""The pages of a cycle's rounds: planned in the browser, side by side, and what each reader may see of them."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from talka.foundation.owners.models import Visibility
from talka.gatherings import actions, queries
from talka.gatherings.models import CohortMember, Gathering
from talka.programmes import actions as design
from tests.gatherings.actions.test_rounds import MAY, planned
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
BASE = "/weavers/gatherings/"


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_round_is_planned_in_the_browser(world: World, signed_in: SignedIn) -> None:
    runs = signed_in(world.coordinator)
    path = f"{BASE}rounds/{world.cohort.pk}/plan/"
    assert 'value="2026-05-04"' in text_of(runs, f"{path}?first=2026-05-04")
    day = world.design_day.pk
    sent = runs.post(
        path,
        {
            f"on-{day}": "2026-05-05",
            f"host-{day}": world.organisation.pk,
            f"place-{day}": "The hall",
            "stage": "",
            "locality": "",
            "visibility": "network",
        },
    )
    assert (sent.status_code, sent["Location"]) == (302, f"{BASE}rounds/{world.cohort.pk}/")
    gathering = Gathering.objects.get(cohort=world.cohort)
    assert (gathering.place, gathering.stage) == ("The hall", None)
    page = text_of(runs, path)
    assert "Every day of the design is planned in this round." in page


def test_a_plan_without_a_date_is_refused_and_kept(world: World, signed_in: SignedIn) -> None:
    day = world.design_day.pk
    sent = signed_in(world.coordinator).post(
        f"{BASE}rounds/{world.cohort.pk}/plan/",
        {f"host-{day}": world.organisation.pk, f"place-{day}": "The hall", "visibility": "network"},
    )
    assert sent.status_code == 422
    assert "Give at least one day a date." in sent.content.decode()
    assert 'value="The hall"' in sent.content.decode()


def test_the_design_that_changed_is_taken_over_by_ticks(world: World, signed_in: SignedIn) -> None:
    planned(world)
    design.edit_designed_session(acting_user=world.coordinator, session=world.design_session, lecturers="Ewa Lis")
    path = f"{BASE}rounds/{world.cohort.pk}/"
    runs = signed_in(world.coordinator)
    assert "The design has changed since" in text_of(runs, path)
    assert "The design has changed since" not in text_of(signed_in(world.member), path)
    runs.post(f"{path}take-over/", {"take": [f"session-{world.design_session.pk}"]})
    page = text_of(runs, path)
    assert "The design has changed since" not in page
    assert "Ewa Lis" in page


def test_rounds_stand_side_by_side(world: World, signed_in: SignedIn) -> None:
    planned(world)
    second = design.add_cohort(acting_user=world.coordinator, cycle=world.cycle, title={"en": "The south"})
    design.edit_cohort(acting_user=world.coordinator, cohort=second, outcome={"en": "Two new services."})
    page = text_of(Client(), f"{BASE}cycles/{world.cycle.pk}/")
    for words in ("The north", "The south", "as designed", "The old mill", "DOK", "Two new services.", "0 of 1"):
        assert words in page, words


def test_few_people_are_not_counted_in_public(world: World, signed_in: SignedIn) -> None:
    planned(world)
    for number in range(3):
        person = actions.meet_participant(network=world.network, name=f"Person {number}")
        actions.join_cohort(acting_user=None, cohort=world.cohort, participant=person)
    path = f"{BASE}cycles/{world.cycle.pk}/"
    assert "fewer than 10" in text_of(Client(), path)
    assert "fewer than 10" not in text_of(signed_in(world.member), path)
    assert "Person 1" not in text_of(signed_in(world.coordinator), path)


def test_of_a_kept_gathering_nothing_is_told(world: World, signed_in: SignedIn) -> None:
    gathering = planned(world)
    actions.edit_gathering(
        acting_user=world.coordinator,
        gathering=gathering,
        visibility=Visibility.PRIVATE,
        place="A secret cellar",
        outcome={"en": "A secret outcome"},
    )
    for role in ("visitor", "staff", "expert"):
        for path in (f"rounds/{world.cohort.pk}/", f"cycles/{world.cycle.pk}/"):
            page = text_of(signed_in(world.people[role]), f"{BASE}{path}")
            assert "secret" not in page, (role, path)
    assert "A secret outcome" in text_of(signed_in(world.member), f"{BASE}rounds/{world.cohort.pk}/")


def test_rounds_of_another_network_are_absent(world: World, signed_in: SignedIn) -> None:
    for path in (f"cycles/{world.cycle.pk}/", f"rounds/{world.cohort.pk}/"):
        assert signed_in(world.stranger).get(f"/strangers/gatherings/{path}").status_code == 404


def test_pages_cost_the_same_however_much_they_hold(
    world: World, signed_in: SignedIn, assert_queries_flat: Any
) -> None:
    planned(world)
    known = actions.meet_participant(network=world.network, name="The first")
    actions.join_cohort(acting_user=None, cohort=world.cohort, participant=known)

    def more() -> None:
        for number in range(3):
            cohort = design.add_cohort(acting_user=None, cycle=world.cycle, title={"en": f"Round {number}"})
            actions.plan_round(
                acting_user=None,
                cohort=cohort,
                days=[actions.PlannedDay(world.design_day, MAY, world.organisation, "Hall", world.locality)],
            )
            person = actions.meet_participant(network=world.network, name=f"Person {number}")
            actions.join_cohort(acting_user=None, cohort=cohort, participant=person)
        design.add_designed_session(
            acting_user=None,
            day=world.design_day,
            starts=world.design_session.ends,
            ends=world.design_day.ends,
            topic={"en": "More"},
        )

    runs = signed_in(world.coordinator)
    paths = [
        f"{BASE}cycles/{world.cycle.pk}/",
        "/weavers/programmes/weaving/",
        "/weavers/programmes/weaving/set-up/cycles/",
    ]
    assert_queries_flat(lambda: [runs.get(path) for path in paths], more)


def test_people_are_taken_in_and_leave(world: World, signed_in: SignedIn) -> None:
    gathering = planned(world, on=timezone.localdate() + datetime.timedelta(days=9))
    actions.sign_up(gathering=gathering, name="Jan Kowalski", email="jan@example.org", letter=False)
    runs = signed_in(world.staff)
    path = f"{BASE}rounds/{world.cohort.pk}/people/"
    before = len(queries.round_members(world.cohort))
    assert "1 person keeps a place at its gatherings and is not in the round." in text_of(runs, path)
    runs.post(f"{path}take-in/")
    runs.post(path, {"name": "Ewa Lis", "email": "ewa.lis@example.org", "sector": "education"})
    runs.post(path, {"name": "Ewa Lis", "email": "EWA.LIS@example.org"})
    assert len(queries.round_members(world.cohort)) == before + 2
    assert runs.post(path, {"name": ""}).status_code == 422
    member = CohortMember.objects.get(cohort=world.cohort, participant__email="jan@example.org")
    runs.post(f"{path}{member.pk}/leave/", {"reason": "Moved away"})
    page = text_of(runs, path)
    assert "Jan Kowalski: Moved away" in page
    assert "not in the round" not in page, "whoever left is not asked in again"


def test_the_people_of_a_round_are_invited_at_once(world: World, signed_in: SignedIn) -> None:
    """By whoever runs the programme; a host of one day does not get their addresses."""
    far = timezone.localdate() + datetime.timedelta(days=30)
    day = actions.PlannedDay(world.design_day, far, world.other_organisation, "The hall")
    (gathering,) = actions.plan_round(acting_user=world.coordinator, cohort=world.cohort, days=[day])
    for name, email in (("Ola Reda", "ola@round.example"), ("Without Address", "")):
        person = actions.meet_participant(network=world.network, name=name, email=email)
        actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=person)
    path = f"{BASE}{gathering.pk}/invitations/"
    assert "goes through the round" not in text_of(signed_in(world.member), path)
    people = queries.people_of_round(gathering)
    assert "Ola Reda" in {each.name for each in people}
    assert "" not in {each.email for each in people}
    actions.edit_gathering(acting_user=world.coordinator, gathering=gathering, co_hosts=[world.organisation])
    mail.outbox.clear()
    assert signed_in(world.director).post(path, {"round": "on"}).status_code == 302
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(each.email for each in people)
