"""Somebody of a round who never signed up: the link in a letter, their own page, a word on a wrong list."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from talka.gatherings import actions, queries
from talka.gatherings.models import AttendanceClaim, CohortMember
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
BASE = "/weavers/gatherings/rounds"


@pytest.fixture
def ola(world: World) -> CohortMember:
    """Taken into the round of the gathering that has begun, without a place."""
    world.running_gathering.programme, world.running_gathering.cohort = world.programme, world.cohort
    world.running_gathering.save(update_fields=["programme", "cohort"])
    person = actions.meet_participant(network=world.network, name="Ola Sowa", email="ola@example.org")
    return actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=person)


def address(member: CohortMember) -> str:
    return f"{BASE}/{member.cohort_id}/mine/{member.participant.key}/"


def test_the_link_goes_out_once_and_only_to_who_can_be_reached(
    world: World, ola: CohortMember, signed_in: SignedIn
) -> None:
    nobody = actions.meet_participant(network=world.network, name="Without address")
    actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=nobody)
    gone = actions.meet_participant(network=world.network, name="Gone", email="gone@example.org")
    left = actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=gone)
    actions.leave_cohort(acting_user=world.coordinator, member=left)
    waiting = queries.not_written_to(world.cohort)
    mail.outbox.clear()
    runs = signed_in(world.coordinator)
    assert "Send it" in runs.get(f"{BASE}/{world.cohort.pk}/people/").content.decode()
    for _again in range(2):
        assert runs.post(f"{BASE}/{world.cohort.pk}/people/write/").status_code == 302
    assert (len(mail.outbox), queries.not_written_to(world.cohort)) == (waiting, 0)
    [letter] = [each for each in mail.outbox if each.to == ["ola@example.org"]]
    assert address(ola) in str(letter.body)
    assert "A day of weaving" in str(letter.body)


def test_their_page_takes_their_word_to_the_host(world: World, ola: CohortMember, client: Client) -> None:
    session = world.running_session
    actions.record_attendance(acting_user=world.staff, session=session, participant=ola.participant, state="absent")
    page = client.get(address(ola))
    text = page.content.decode()
    assert (page.status_code, page["X-Robots-Tag"], "The loom" in text) == (200, "noindex", True)
    sent = client.post(f"{address(ola)}{session.pk}/", {"state": "present", "words": "I sat in the last row"})
    assert (sent.status_code, sent["Location"]) == (302, address(ola))
    claim = AttendanceClaim.objects.get(participant=ola.participant)
    assert (claim.state, claim.words, claim.settled) == ("present", "I sat in the last row", "open")
    assert "The host has not answered yet" in client.get(address(ola)).content.decode()
    actions.settle_claim(acting_user=world.staff, claim=claim, take=True)
    assert "corrected" in client.get(address(ola)).content.decode()


def test_the_page_is_theirs_alone(world: World, ola: CohortMember, client: Client) -> None:
    assert client.get(f"{BASE}/{ola.cohort_id}/mine/{uuid4()}/").status_code == 404
    assert client.get(f"{BASE}/{world.taught_cohort.pk}/mine/{ola.participant.key}/").status_code == 404
    foreign = client.get(address(ola).replace("/weavers/", f"/{world.other_network.slug}/"))
    assert foreign.status_code == 404
    assert client.get(f"{address(ola)}{world.session.pk}/").status_code == 404, "a session of no round of theirs"
    actions.leave_cohort(acting_user=world.coordinator, member=ola)
    assert client.get(address(ola)).status_code == 404


def test_who_has_an_account_finds_it_on_the_desk(world: World, ola: CohortMember, signed_in: SignedIn) -> None:
    assert "My rounds" not in signed_in(world.member).get("/weavers/desk/").content.decode()
    ola.participant.account = world.member
    ola.participant.save(update_fields=["account"])
    assert address(ola) in signed_in(world.member).get("/weavers/desk/").content.decode()


def test_the_way_to_the_certificate_stands_on_it(world: World, client: Client) -> None:
    own = world.short_member
    assert f"/certificates/way/{own.participant.key}/{own.cohort_id}/" in client.get(address(own)).content.decode()
