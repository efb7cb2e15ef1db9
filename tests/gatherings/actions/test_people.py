"""A person is known once in a network, and goes through a cohort."""

import pytest

from talka.foundation.access import Refusal
from talka.gatherings import actions
from talka.gatherings.models import Participant
from tests.world import World

pytestmark = pytest.mark.django_db


def test_an_address_is_one_person_however_often_they_sign_up(world: World) -> None:
    kept = [
        actions.sign_up(gathering=each, name="Ola Nowa", email=email, letter=False).sign_up
        for each, email in ((world.gathering, "Ola@example.org"), (world.members_gathering, "ola@example.org"))
    ]
    assert kept[0].participant == kept[1].participant
    assert Participant.objects.get(email="ola@example.org").name == "Ola Nowa"


def test_what_is_known_is_filled_but_not_overwritten(world: World) -> None:
    first = actions.meet_participant(network=world.network, name="Ola", email="ola@example.org", sector="culture")
    again = actions.meet_participant(
        network=world.network, name="Somebody else", email="OLA@example.org", sector="art", locality=world.locality
    )
    assert again.pk == first.pk
    assert (again.name, again.sector, again.locality) == ("Ola", "culture", world.locality)


def test_without_address_each_is_another_person_and_networks_do_not_share(world: World) -> None:
    nobody = [actions.meet_participant(network=world.network, name="Jan") for _ in range(2)]
    here = actions.meet_participant(network=world.network, name="Jan", email="jan.k@example.org")
    there = actions.meet_participant(network=world.other_network, name="Jan", email="jan.k@example.org")
    assert len({each.pk for each in [*nobody, here, there]}) == 4


def test_joining_twice_is_once_and_whoever_left_may_come_back(world: World) -> None:
    person = actions.meet_participant(network=world.network, name="Ola", email="ola@example.org")
    member = actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=person)
    assert actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=person).pk == member.pk
    actions.leave_cohort(acting_user=world.coordinator, member=member, reason="Moved away")
    member.refresh_from_db()
    assert (member.left_at is not None, member.left_reason) == (True, "Moved away")
    back = actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=person)
    assert (back.pk, back.left_at, back.left_reason) == (member.pk, None, "")


def test_a_stranger_of_another_network_cannot_join(world: World) -> None:
    person = actions.meet_participant(network=world.other_network, name="Ola", email="ola@example.org")
    with pytest.raises(Refusal):
        actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=person)


def test_forgetting_takes_the_name_and_keeps_the_number(world: World) -> None:
    person = actions.meet_participant(
        network=world.network, name="Ola", email="ola@example.org", sector="art", locality=world.locality
    )
    actions.forget_participant(participant=person)
    person.refresh_from_db()
    assert (person.name, person.email, person.sector, person.locality) == ("…", "", "art", world.locality)
