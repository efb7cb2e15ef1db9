"""Two entries of one person become one: attendance, places, rounds, certificates and figures follow."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from talka.certificates.models import Certificate, Work
from talka.foundation.access import Refusal
from talka.foundation.audit.models import AuditRecord
from talka.gatherings import access, actions, queries
from talka.gatherings.models import Attendance, AttendanceClaim, Lecturer, Participant
from talka.gatherings.queries.likeness import likeness
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]


@pytest.fixture
def walk_in(world: World) -> Participant:
    """Adam, who is on the list as excused, came and was written down at the door as somebody new."""
    added = actions.add_arrival(
        acting_user=world.staff, session=world.running_session, name="Wilk Adam", sector="public", field_id=ID
    )
    assert added.attendance is not None
    return added.attendance.participant


ID = uuid.UUID("5f0c5a52-1a3b-4bb5-9d5a-0a1a36f7b8f1")


def merge(world: World, kept: Participant, merged: Participant) -> Participant:
    return actions.merge_people(acting_user=world.staff, gathering=world.running_gathering, kept=kept, merged=merged)


def test_the_word_of_the_walk_in_waits_where_the_list_says_otherwise(world: World, walk_in: Participant) -> None:
    AttendanceClaim.objects.filter(participant=world.adam).delete()
    kept = merge(world, world.adam, walk_in)
    assert (kept.pk, kept.sector, kept.email) == (world.adam.pk, "public", "adam@example.org")
    row = Attendance.objects.get(session=world.running_session, participant=kept)
    assert (row.state, row.corrections.get().was_field_id) == ("excused", ID)
    claim = AttendanceClaim.objects.get(participant=kept)
    assert (claim.state, claim.settled) == ("present", "open")
    assert not queries.expected(world.running_gathering).filter(pk=walk_in.pk).exists()
    found = AuditRecord.objects.latest("pk")
    assert (found.verb, found.details["kept"], found.details["merged"]) == ("merged people", kept.pk, walk_in.pk)


def test_what_is_sent_again_by_a_device_adds_nobody(world: World, walk_in: Participant) -> None:
    merge(world, world.adam, walk_in)
    people = Participant.objects.count()
    again = actions.add_arrival(acting_user=world.staff, session=world.running_session, name="Wilk Adam", field_id=ID)
    assert (again.outcome.value, Participant.objects.count()) == ("repeated", people)


def test_places_rounds_and_links_follow(world: World) -> None:
    old = world.short_member.participant
    new = actions.meet_participant(network=world.network, name="Somebody", email="somebody@example.org")
    actions.sign_up(gathering=world.members_gathering, name="Somebody", email="somebody@example.org", letter=False)
    before = next(
        each for each in queries.cohort_hours(world.taught_cohort).members if each.member == world.short_member
    )
    merge(world, new, old)
    world.short_member.refresh_from_db()
    after = next(
        each for each in queries.cohort_hours(world.taught_cohort).members if each.member == world.short_member
    )
    assert (world.short_member.participant, after.attended_minutes) == (new, before.attended_minutes)
    assert access.member_by_key(world.network, old.key, world.taught_cohort.pk) == world.short_member
    with pytest.raises(Refusal, match="put together with somebody already"):
        merge(world, old, new)


def test_of_two_places_at_one_gathering_one_goes_to_who_waits(world: World) -> None:
    gathering = world.gathering
    actions.edit_gathering(acting_user=world.staff, gathering=gathering, capacity=2)
    twin = actions.sign_up(gathering=gathering, name="Kowalski Jan", email="jk@example.org", letter=False).sign_up
    waits = actions.sign_up(gathering=gathering, name="Ola Sowa", email="ola@example.org", letter=False).sign_up
    assert (twin.state, waits.state) == ("coming", "waiting")
    kept = world.sign_up.participant
    actions.merge_people(acting_user=world.staff, gathering=gathering, kept=kept, merged=twin.participant)
    for each in (world.sign_up, twin, waits):
        each.refresh_from_db()
    assert (world.sign_up.state, twin.state, twin.ended_why) == ("coming", "cancelled", "by_host")
    assert (waits.state, twin.participant) == ("coming", kept)


def test_a_certificate_stands_with_the_entry_that_stays(world: World) -> None:
    certificate = Certificate.objects.filter(revoked_at=None, network=world.network).select_related("member").first()
    assert certificate is not None
    holder = certificate.member.participant
    twin = actions.meet_participant(network=world.network, name=holder.name, email="twin@example.org")
    place = actions.join_cohort(acting_user=None, cohort=certificate.member.cohort, participant=twin)
    works = Work.objects.filter(member=certificate.member).count()
    merge(world, twin, holder)
    certificate.refresh_from_db()
    assert certificate.member == place
    assert Work.objects.filter(member=place).count() == works
    left = type(place).objects.get(participant=holder)
    assert left.left_at is not None


def test_who_is_not_one_person_is_not_put_together(world: World, walk_in: Participant) -> None:
    stranger = actions.meet_participant(network=world.other_network, name="Adam Wilk", email="adam@example.org")
    with pytest.raises(Refusal, match="not known in this network"):
        merge(world, world.adam, stranger)
    with pytest.raises(Refusal, match="one entry"):
        merge(world, world.adam, world.adam)
    Participant.objects.filter(pk=world.adam.pk).update(account=world.member)
    Participant.objects.filter(pk=walk_in.pk).update(account=world.staff)
    with pytest.raises(Refusal, match="two people"):
        merge(world, world.adam, walk_in)


def test_whoever_is_erased_is_erased_under_both_names(world: World, walk_in: Participant) -> None:
    kept = merge(world, world.adam, walk_in)
    actions.forget_participant(participant=kept)
    walk_in.refresh_from_db()
    assert (walk_in.name, walk_in.comes_from) == ("…", "")


def test_two_profiles_of_one_lecturer_become_one(world: World) -> None:
    kept = world.session.led_by[0]
    twin = actions.introduce_lecturer(
        acting_user=world.staff, network=world.network, name="A. Nowak", about={"en": "Sociologist"}
    )
    actions.set_lecturers(acting_user=world.staff, session=world.running_session, lecturers=[twin])
    actions.set_lecturers(acting_user=world.staff, session=world.session, lecturers=[twin, kept])
    kept.about = {}
    kept.save()
    actions.merge_lecturers(acting_user=world.staff, kept=kept, merged=twin)
    kept.refresh_from_db()
    assert [each.name for each in world.running_session.led_by] == ["Anna Nowak"]
    assert [each.name for each in world.session.led_by] == ["Anna Nowak"]
    assert (kept.about, Lecturer.objects.filter(pk=twin.pk).exists()) == ({"en": "Sociologist"}, False)
    foreign = actions.introduce_lecturer(acting_user=None, network=world.other_network, name="Anna Nowak")
    with pytest.raises(Refusal, match="not of this network"):
        actions.merge_lecturers(acting_user=world.staff, kept=kept, merged=foreign)


def test_names_are_alike_in_any_order() -> None:
    assert likeness("Adam Wilk", "wilk ADAM") == 1
    assert likeness("Anna Nowak", "Anna Nowakowa") > 0.8 > likeness("Adam Wilk", "Ewa Lis")


def test_the_host_looks_among_people_it_knows_and_sees_both(
    world: World, walk_in: Participant, signed_in: SignedIn
) -> None:
    page = f"/weavers/gatherings/{world.running_gathering.pk}/attendance/same/{walk_in.pk}/"
    runs = signed_in(world.staff)
    text = runs.get(page).content.decode()
    assert ("Adam Wilk" in text, "Ewa Lis" in text) == (True, False)
    assert "Ewa Lis" in runs.get(f"{page}?name=ewa").content.decode()
    both = runs.get(f"{page}{world.adam.pk}/").content.decode()
    assert "adam@example.org" in both
    actions.meet_participant(network=world.network, name="Adam Wilk of nowhere", email="nowhere@example.org")
    unknown = Participant.objects.get(email="nowhere@example.org")
    assert runs.get(f"{page}{unknown.pk}/").status_code == 404, "nobody whom this host does not know"
    assert runs.post(f"{page}{world.adam.pk}/", {"keep": world.adam.pk}).status_code == 302
    walk_in.refresh_from_db()
    assert walk_in.merged_into == world.adam
