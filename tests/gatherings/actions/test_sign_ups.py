"""Keeping a place: repeated, crowded, waiting, given back, forgotten."""

import datetime
import threading
import uuid

import pytest
from django.core import mail
from django.db import close_old_connections, connection, connections
from django.test import Client
from django.utils import timezone

from talka.foundation import rooms
from talka.foundation.access import Refusal
from talka.gatherings import actions, queries
from talka.gatherings.access import group_key
from talka.gatherings.models import Gathering, Invitation, SignUp
from talka.gatherings.views import sign_ups as views
from tests.kept_world import the_world
from tests.world import World

State = SignUp.State


def keep(world: World, name: str, **more: object) -> actions.SignedUp:
    return actions.sign_up(  # type: ignore[arg-type]
        gathering=world.gathering, name=name, email=f"{name.lower()}@example.org", **more
    )


@pytest.mark.django_db
def test_the_same_sending_twice_keeps_one_place(world: World) -> None:
    identity = uuid.uuid4()
    mail.outbox.clear()
    first = keep(world, "Ola", field_id=identity)
    again = keep(world, "Ola", field_id=identity)
    assert (again.repeated, again.sign_up) == (True, first.sign_up)
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_the_same_page_with_another_person_keeps_both(world: World) -> None:
    identity = uuid.uuid4()
    keep(world, "Ola", field_id=identity)
    second = keep(world, "Ela", field_id=identity)
    assert (second.repeated, second.known) == (False, False)
    assert {s.name for s in world.gathering.sign_ups.all()} == {"Jan Kowalski", "Ola", "Ela"}


@pytest.mark.django_db
def test_one_address_keeps_one_place_and_gets_its_letter_again(world: World) -> None:
    mail.outbox.clear()
    again = actions.sign_up(gathering=world.gathering, name="Somebody", email="JAN@example.org")
    assert (again.known, again.sign_up.pk) == (True, world.sign_up.pk)
    assert world.gathering.sign_ups.count() == 1
    assert mail.outbox[0].to == ["jan@example.org"]


@pytest.mark.django_db
def test_whoever_waits_longest_gets_the_next_place(world: World) -> None:
    states = [keep(world, name).sign_up.state for name in ("Ola", "Ela", "Iga")]
    assert states == [State.COMING, State.WAITING, State.WAITING]
    iga = SignUp.objects.get(name="Iga")
    assert queries.place_in_waiting(iga) == 2
    mail.outbox.clear()
    actions.cancel_sign_up(acting_user=None, sign_up=world.sign_up)
    actions.cancel_sign_up(acting_user=None, sign_up=world.sign_up)
    assert [(m.to, m.subject) for m in mail.outbox] == [
        (["jan@example.org"], "Your place is given back: Reading what people need"),
        (["ela@example.org"], "A place is kept for you: Reading what people need"),
    ]
    iga.refresh_from_db()
    assert queries.place_in_waiting(iga) == 1
    actions.edit_gathering(acting_user=world.director, gathering=world.gathering, capacity=5)
    iga.refresh_from_db()
    assert iga.state == State.COMING


@pytest.mark.django_db
def test_fewer_places_than_are_kept_are_refused(world: World) -> None:
    keep(world, "Ola")
    with pytest.raises(Refusal) as refused:
        actions.edit_gathering(acting_user=world.director, gathering=world.gathering, capacity=1)
    assert refused.value.field == "capacity"


@pytest.mark.django_db
def test_sign_up_closes(world: World) -> None:
    past = timezone.now() - datetime.timedelta(minutes=1)
    actions.edit_gathering(acting_user=world.director, gathering=world.gathering, sign_up_until=past)
    with pytest.raises(Refusal, match="closed"):
        keep(world, "Ola")
    page = Client().get(f"/weavers/gatherings/{world.gathering.pk}/sign-up/").content.decode()
    assert "Sign-up for this gathering is closed" in page


@pytest.mark.django_db
def test_a_resident_signs_up_and_gives_the_place_back(world: World) -> None:
    mail.outbox.clear()
    client = Client()
    path = f"/weavers/gatherings/{world.gathering.pk}/sign-up/?group={group_key(world.invited_group)}"
    form = client.get(path).context["form"]
    sent = {
        "name": "Ola",
        "email": "ola@example.org",
        "comes_from": "School 4",
        "field_id": str(form["field_id"].value()),
        "shown_as": "initials",
    }
    written = f"/weavers/gatherings/{world.gathering.pk}/sign-up/written/"
    assert client.post(path, sent).headers["Location"] == written
    assert client.post(path, sent).headers["Location"] == written
    kept = SignUp.objects.get(name="Ola")
    place = f"/weavers/gatherings/place/{kept.cancel_token}/"
    assert (kept.group, kept.comes_from, kept.account) == (world.invited_group, "School 4", None)
    assert "A place is kept for you" in client.get(place).content.decode()
    (letter,) = mail.outbox
    assert place in letter.body
    assert "https://example.org/room" in letter.body
    assert client.get(f"{place}give-back/").status_code == 405
    assert client.post(f"{place}give-back/").headers["Location"] == place
    kept.refresh_from_db()
    assert kept.state == State.CANCELLED
    assert "Your place is given back" in client.get(place).content.decode()


@pytest.mark.django_db
def test_the_page_does_not_tell_whether_an_address_is_known(world: World) -> None:
    path = f"/weavers/gatherings/{world.gathering.pk}/sign-up/"
    answers = []
    for email in ("jan@example.org", "nobody.yet@example.org"):
        response = Client().post(path, {"name": "Eve", "email": email, "shown_as": "initials"}, follow=True)
        answers.append((response.redirect_chain, response.content.decode()))
    assert answers[0] == answers[1]
    assert str(world.sign_up.cancel_token) not in answers[0][1]


@pytest.mark.django_db
def test_a_proved_address_goes_straight_to_its_place(world: World) -> None:
    client = Client()
    client.force_login(world.expert)
    sent = {"name": "Expert", "email": world.expert.email, "shown_as": "initials"}
    response = client.post(f"/weavers/gatherings/{world.gathering.pk}/sign-up/", sent)
    assert (
        response.headers["Location"] == f"/weavers/gatherings/place/{SignUp.objects.get(name='Expert').cancel_token}/"
    )


@pytest.mark.django_db
def test_what_is_missing_is_said_beside_it_and_the_rest_is_kept(world: World) -> None:
    response = Client().post(
        f"/weavers/gatherings/{world.gathering.pk}/sign-up/", {"name": "Ola", "email": "not an address"}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="Ola"' in page
    assert 'value="not an address"' in page


@pytest.mark.django_db
def test_a_flood_is_stopped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "SIGN_UPS", views.Limit(most=2, seconds=600))
    path = f"/weavers/gatherings/{world.gathering.pk}/sign-up/"
    codes = [
        Client().post(path, {"name": "N", "email": f"n{number}@example.org", "shown_as": "initials"}).status_code
        for number in range(3)
    ]
    assert codes == [302, 302, 429]


@pytest.mark.django_db
def test_a_person_is_given_and_forgotten(world: World) -> None:
    actions.sign_up(
        gathering=world.gathering, name="Expert", email=world.expert.email, acting_user=world.expert, letter=False
    )
    given = rooms.export_person(world.expert)["gatherings"]["sign_ups"]
    assert [(row["name"], row["state"]) for row in given] == [("Expert", "coming")]
    actions.invite(
        acting_user=None,
        gathering=world.gathering,
        guests=[actions.Guest(email=world.expert.email, account=world.expert)],
    )
    assert len(rooms.export_person(world.expert)["gatherings"]["invitations"]) == 1
    rooms._rooms["gatherings"].erase_person(world.expert)  # type: ignore[misc]
    assert not SignUp.objects.filter(email=world.expert.email).exists()
    assert not Invitation.objects.filter(email=world.expert.email).exists()
    assert queries.places_kept(world.gathering) == 1


@pytest.mark.django_db(transaction=True)
def test_a_crowd_at_once_never_gets_more_places_than_there_are() -> None:
    """Twelve people press the button together for two places; those who wait stand in one order."""
    world = the_world()
    gathering = Gathering.objects.get(pk=world.gathering.pk)
    failed: list[BaseException] = []
    start = threading.Barrier(12)

    def press(number: int) -> None:
        try:
            start.wait()
            actions.sign_up(gathering=gathering, name=f"P{number}", email=f"p{number}@example.org", letter=False)
        except BaseException as error:  # noqa: BLE001 # shown by the assertion below
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    assert failed == []
    assert connection.vendor in {"sqlite", "postgresql"}
    counted = [gathering.sign_ups.filter(state=state).count() for state in (State.COMING, State.WAITING)]
    assert counted == [2, 11]
    waiting = gathering.sign_ups.filter(state=State.WAITING)
    assert sorted(queries.place_in_waiting(each) for each in waiting) == list(range(1, 12))
