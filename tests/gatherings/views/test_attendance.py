"""The list, the screen, check-in and a round's table, through real requests."""

import csv
import datetime
import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from talka.foundation.rooms import evidence
from talka.foundation.threads.kinds import resolve
from talka.gatherings import actions, checking_in, room
from talka.gatherings.models import Attendance, AttendanceClaim, Session, SignUp
from talka.gatherings.views.check_in import SALT, TICKET_SECONDS
from tests.world import World

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
SignedIn = Callable[[Any], Client]


def url(world: World, name: str, *parts: Any) -> str:
    return reverse(f"gatherings:{name}", args=[world.network.slug, *parts])


def list_url(world: World) -> str:
    return url(world, "attendance_list", world.running_gathering.pk, world.running_session.pk)


def code(world: World, ago: int = 0) -> str:
    window = checking_in.window_of(timezone.now())
    return checking_in.code_of(world.check_in.secret, window - ago)


def test_a_tick_without_script_goes_back_to_the_line(world: World, signed_in: SignedIn) -> None:
    other = actions.meet_participant(network=world.network, name="Maria", email="maria@example.org")
    SignUp.objects.create(
        gathering=world.running_gathering, participant=other, name="Maria", email="maria@example.org", state="coming"
    )
    client = signed_in(world.staff)
    at = timezone.localtime(world.running_session.starts_at + HOUR / 4)
    sent = {"participant": other.pk, "state": "late", "at": f"{at:%H:%M}", "field_id": str(uuid.uuid4())}
    responses = [client.post(list_url(world), sent) for _ in range(2)]
    assert [each.headers["Location"] for each in responses] == [f"{list_url(world)}#p{other.pk}"] * 2
    row = Attendance.objects.get(participant=other)
    assert (row.state, row.arrived_at) == ("late", at)


def test_a_script_gets_the_line_and_the_counts(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.director)
    sent = {"participant": world.adam.pk, "state": "present", "field_id": str(uuid.uuid4())}
    told = client.post(list_url(world), sent, HTTP_ACCEPT="application/json").json()
    assert told["outcome"] == "kept_beside"
    assert "Both words are kept" in told["words"]
    assert f'id="p{world.adam.pk}"' in told["line"]
    assert "1</b> of 2 here" in told["counts"]
    sent |= {"replaces": told["stands"], "field_id": str(uuid.uuid4())}
    changed = client.post(list_url(world), sent, HTTP_ACCEPT="application/json").json()
    assert (changed["outcome"], changed["words"]) == ("corrected", "")
    refused = client.post(list_url(world), sent | {"state": "late"}, HTTP_ACCEPT="application/json")
    assert (refused.status_code, refused.json()["words"]) == (422, "Adam Wilk: Say when they came.")


def test_whoever_left_early_after_coming_late_keeps_both_times(world: World, signed_in: SignedIn) -> None:
    session = world.running_session
    came, left = session.starts_at + HOUR / 4, session.starts_at + HOUR
    client = signed_in(world.staff)

    def send(state: str, at: datetime.datetime) -> None:
        row = Attendance.objects.get(pk=world.attendance.pk)
        local = timezone.localtime(at)
        sent = {"participant": row.participant_id, "state": state, "at": f"{local:%H:%M}", "replaces": row.field_id}
        client.post(list_url(world), sent | {"field_id": str(uuid.uuid4())})

    send("late", came)
    send("left_early", left)
    row = Attendance.objects.get(pk=world.attendance.pk)
    assert (row.state, row.arrived_at, row.left_at, row.corrections.count()) == ("left_early", came, left, 2)


def test_nobody_outside_the_lists_can_be_ticked(world: World, signed_in: SignedIn) -> None:
    foreign = actions.meet_participant(network=world.other_network, name="Far", email="far@example.org")
    sent = {"participant": foreign.pk, "state": "present"}
    assert signed_in(world.staff).post(list_url(world), sent).status_code == 404
    elsewhere = url(world, "attendance_list", world.gathering.pk, world.running_session.pk)
    assert signed_in(world.staff).get(elsewhere).status_code == 404


def test_the_reason_of_an_excuse_is_for_the_host(world: World, signed_in: SignedIn) -> None:
    actions.correct_attendance(
        acting_user=world.staff,
        attendance=world.attendance,
        state="excused",
        excuse="A funeral",
        reason="She rang",
    )
    person = url(
        world,
        "attendance_person",
        world.running_gathering.pk,
        world.running_session.pk,
        world.attendance.participant_id,
    )
    assert b"A funeral" in signed_in(world.staff).get(person).content
    place = url(world, "place", world.running_sign_up.cancel_token)
    own = signed_in(None).get(place).content
    assert b"excused" in own
    assert b"A funeral" not in own
    assert b"She rang" not in own


@pytest.mark.parametrize(("state", "asked"), [("coming", True), ("cancelled", False)])
def test_attendance_is_asked_only_of_those_who_keep_a_place(
    world: World, signed_in: SignedIn, state: str, asked: bool
) -> None:
    place = world.running_sign_up
    Attendance.objects.filter(participant=place.participant).delete()
    AttendanceClaim.objects.filter(participant=place.participant).delete()
    SignUp.objects.filter(pk=place.pk).update(state=state)
    shown = signed_in(None).get(url(world, "place", place.cancel_token)).content.decode()
    assert ("not written down yet" in shown) is asked


def test_a_person_is_corrected_with_a_reason(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.staff)
    page = url(world, "attendance_person", world.running_gathering.pk, world.running_session.pk, world.adam.pk)
    without = client.post(page, {"state": "present"})
    assert without.status_code == 422
    assert client.post(page, {"state": "present", "reason": "He sat at the back"}).status_code == 302
    shown = client.get(list_url(world)).content.decode()
    assert "He sat at the back" in shown


def test_an_arrival_is_added_with_where_they_come_from(world: World, signed_in: SignedIn) -> None:
    page = url(world, "add_arrival", world.running_gathering.pk, world.running_session.pk)
    identity = str(uuid.uuid4())
    sent = {"name": "Zofia", "owner": world.organisation.pk, "sector": "art", "locality": world.locality.pk}
    client = signed_in(world.staff)
    for _ in range(2):
        told = client.post(page, sent | {"field_id": identity}, HTTP_ACCEPT="application/json").json()
    row = Attendance.objects.get(field_id=identity)
    person = row.participant
    assert told["outcome"] == "repeated"
    assert (person.name, person.owner, person.sector, person.locality) == (
        "Zofia",
        world.organisation,
        "art",
        world.locality,
    )
    assert client.post(page, {"name": ""}).status_code == 422


def test_the_screen_opens_and_closes_check_in(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.staff)
    page = url(world, "check_in_screen", world.running_gathering.pk, world.running_session.pk)
    shown = client.get(page).content.decode()
    assert code(world) in shown or code(world, 1) in shown
    told = client.get(url(world, "check_in_code", world.running_gathering.pk, world.running_session.pk)).json()
    assert told["code"] in (code(world), code(world, 1))
    assert told["here"] == 1
    client.post(url(world, "close_check_in", world.running_gathering.pk, world.running_session.pk))
    assert b"Show the code" in client.get(page).content
    assert signed_in(None).get(url(world, "check_in", world.running_session.pk, code(world))).status_code == 404
    client.post(page)
    world.check_in.refresh_from_db()
    assert world.check_in.closed_at is None


def test_a_phone_checks_in_by_its_address(world: World, signed_in: SignedIn) -> None:
    kept = SignUp.objects.create(
        gathering=world.running_gathering,
        participant=actions.meet_participant(network=world.network, name="Ola", email="ola@example.org"),
        name="Ola",
        email="ola@example.org",
        state="coming",
    )
    phone = signed_in(None)
    here = phone.post(url(world, "here"), {"code": code(world).lower()})
    assert here.status_code == 302
    page = phone.get(here.headers["Location"])
    ticket = page.context["ticket"]
    assert b"Ewa" not in page.content
    unknown = phone.post(
        url(world, "check_in", world.running_session.pk, "AAAAAA"), {"ticket": ticket, "email": "x@y.org"}
    )
    assert unknown.status_code == 422
    assert b"Nobody signed up with this address" in unknown.content
    done = phone.post(
        url(world, "check_in", world.running_session.pk, "AAAAAA"), {"ticket": ticket, "email": "OLA@example.org"}
    )
    assert b"You are checked in" in done.content
    assert b"Ola" not in done.content
    row = Attendance.objects.get(participant=kept.participant)
    assert (row.state, row.way) == ("late", "self")
    assert row.arrived_at is not None


def test_an_old_code_says_so_and_a_ticket_ends(world: World, signed_in: SignedIn, monkeypatch: Any) -> None:
    phone = signed_in(None)
    old = phone.get(url(world, "check_in", world.running_session.pk, code(world, 3)))
    assert old.status_code == 410
    assert b"too old" in old.content
    assert b"The loom" not in old.content
    page = phone.get(url(world, "check_in", world.running_session.pk, code(world)))
    ticket = page.context["ticket"]
    monkeypatch.setattr("talka.gatherings.views.check_in.TICKET_SECONDS", -1)
    late = phone.post(
        url(world, "check_in", world.running_session.pk, code(world, 3)), {"ticket": ticket, "email": "ewa@example.org"}
    )
    assert late.status_code == 410
    assert (SALT, TICKET_SECONDS) == ("gatherings.check-in", 300)


def test_a_session_that_is_over_refuses(world: World, signed_in: SignedIn) -> None:
    Session.objects.filter(pk=world.running_session.pk).update(ends_at=timezone.now() - HOUR / 60)
    told = signed_in(None).get(url(world, "check_in", world.running_session.pk, code(world)))
    assert told.status_code == 409
    assert b"The session is over" in told.content


def test_a_member_is_known_by_signing_in(world: World, signed_in: SignedIn) -> None:
    actions.meet_participant(network=world.network, name="Member", email=world.member.email, account=world.member)
    page = url(world, "check_in", world.running_session.pk, code(world))
    assert b"check me in" not in signed_in(world.member).get(page).content
    SignUp.objects.create(
        gathering=world.running_gathering,
        participant=actions.meet_participant(network=world.network, name="Member", email=world.member.email),
        name="Member",
        email=world.member.email,
        state="coming",
    )
    client = signed_in(world.member)
    assert b"I am Member: check me in" in client.get(page).content
    assert b"You are checked in" in client.post(page, {"me": "yes"}).content


def test_the_link_of_a_place_needs_the_code_alone(world: World, signed_in: SignedIn) -> None:
    world.attendance.delete()
    phone = signed_in(None)
    place = url(world, "place", world.running_sign_up.cancel_token)
    assert b"Code on the screen" in phone.get(place).content
    to = url(world, "check_in_place", world.running_sign_up.cancel_token)
    assert b"not the one on the screen" in phone.post(to, {"code": "AAAAAA"}, follow=True).content
    assert b"You are checked in" in phone.post(to, {"code": code(world)}, follow=True).content
    assert Attendance.objects.get(participant=world.running_sign_up.participant).way == "self"
    wrong = url(world, "check_in_place", world.sign_up.cancel_token)
    phone.post(wrong, {"code": code(world)})
    assert not Attendance.objects.filter(participant=world.sign_up.participant).exists()


def test_a_participant_asks_and_reads_the_answer(world: World, signed_in: SignedIn) -> None:
    phone, token = signed_in(None), world.running_sign_up.cancel_token
    ask = url(world, "own_word", token, world.running_session.pk)
    assert phone.post(ask, {"state": "present", "words": "x"}).status_code == 422
    assert phone.post(ask, {"state": "absent", "words": "I had to stay at home"}).status_code == 302
    claim = AttendanceClaim.objects.get(participant=world.running_sign_up.participant)
    client = signed_in(world.staff)
    assert b"I had to stay at home" in client.get(list_url(world)).content
    settle = url(world, "settle_claim", world.running_gathering.pk, claim.pk)
    client.post(settle, {"take": "no", "answer": "You signed the list"})
    assert b"You signed the list" in phone.get(url(world, "place", token)).content
    elsewhere = url(world, "settle_claim", world.gathering.pk, claim.pk)
    assert client.post(elsewhere, {"take": "yes"}).status_code == 404


def test_the_list_asks_the_database_as_often_for_many(
    world: World, signed_in: SignedIn, assert_queries_flat: Callable[..., None]
) -> None:
    client = signed_in(world.staff)

    def add() -> None:
        for number in range(8):
            row = actions.add_arrival(
                acting_user=world.staff, session=world.running_session, name=f"P{number}"
            ).attendance
            assert row is not None
            if number % 2:
                actions.correct_attendance(
                    acting_user=world.staff, attendance=row, state="absent", reason="Left at once"
                )

    assert_queries_flat(lambda: client.get(list_url(world)), add)


def test_a_round_is_a_table_on_page_and_in_a_file(
    world: World, signed_in: SignedIn, assert_queries_flat: Callable[..., None]
) -> None:
    world.running_gathering.cohort = world.cohort
    world.running_gathering.save(update_fields=["cohort"])
    person = world.running_sign_up.participant
    person.comes_from = "=HYPERLINK(1)"
    person.save(update_fields=["comes_from"])
    actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=person)
    client = signed_in(world.coordinator)
    page = url(world, "cohort_attendance", world.cohort.pk)
    shown = client.get(page).content.decode()
    assert "Ewa Lis" in shown
    table = client.get(url(world, "cohort_attendance_csv", world.cohort.pk)).content.decode("utf-8-sig")
    rows = {row["Name"]: row for row in csv.DictReader(io.StringIO(table))}
    ewa = rows["Ewa Lis"]
    assert ewa["Organisation or group"] == "'=HYPERLINK(1)"
    assert int(ewa["Minutes attended"]) == 150
    assert any(value == "present" for value in ewa.values())

    def add() -> None:
        for number in range(6):
            member = actions.meet_participant(network=world.network, name="M", email=f"m{number}@example.org")
            actions.join_cohort(acting_user=world.coordinator, cohort=world.cohort, participant=member)

    assert_queries_flat(lambda: client.get(page), add)


def test_the_list_proves_a_result(world: World) -> None:
    world.running_gathering.programme = world.programme
    world.running_gathering.save(update_fields=["programme"])
    viewer = world.viewer("coordinator")
    found = [each for each in evidence(world.programme.pk, viewer) if each.label == "attendance list"]
    assert [each.figures for each in found if each.title.startswith("A day of weaving, ")] == ["1 person"]
    name = ("gatherings.attendance_list", str(world.running_gathering.pk))
    assert resolve([name], viewer)[name].url.endswith("/attendance/")
    assert resolve([name], world.viewer("visitor"))[name].url == url(world, "gathering", world.running_gathering.pk)
    assert resolve([name], world.viewer("stranger", world.other_network)) == {}


def test_the_desk_of_the_day_leads_to_the_list(world: World) -> None:
    found = {task.title: task.url for task in room.tasks(world.viewer("staff"))}
    attendance = url(world, "attendance", world.running_gathering.pk)
    assert found["Tick who is at “A day of weaving”"] == attendance
    assert found["Settle a question about the attendance of “A day of weaving”"] == attendance


def test_a_person_takes_their_attendance_with_them(world: World) -> None:
    person = world.running_sign_up.participant
    person.account = world.member
    person.save(update_fields=["account"])
    own = room.export_person(world.member)["attendance"]
    assert [(each["session"], each["state"]) for each in own] == [("The loom", "present")]
