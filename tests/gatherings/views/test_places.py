"""Sign-up as people see it: what others on the list learn of them, offers by one click, invitations, the host's lists."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from talka.gatherings import actions, queries
from talka.gatherings.models import Invitation, SignUp, SignUpAnswer
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
BASE = "/weavers/gatherings/"


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def place(sign_up: SignUp) -> str:
    return f"{BASE}place/{sign_up.cancel_token}/"


def test_everybody_on_the_list_sees_the_whole_list_and_nobody_s_secrets(world: World) -> None:
    page = text_of(Client(), place(world.course_behind))
    assert "You are number 2 on the waiting list" in page
    assert "D. W." in page
    assert "1 place is offered" in page
    for secret in ("dea@course", "Dea Waiting", "School of Waiting", "nuts", str(world.course_waiting.cancel_token)):
        assert secret not in page, secret


def test_an_offer_is_taken_by_one_click_and_not_by_reading(world: World) -> None:
    client, offer = Client(), place(world.course_offered)
    assert "A place became free for you" in text_of(client, offer)
    assert client.get(f"{offer}accept/").status_code == 405
    assert SignUp.objects.get(pk=world.course_offered.pk).state == "offered"
    client.post(f"{offer}accept/")
    assert "A place is kept for you" in text_of(client, offer)


def test_an_offer_passed_on_goes_to_the_next(world: World) -> None:
    client, offer = Client(), place(world.course_offered)
    client.post(f"{offer}pass/")
    assert "You passed the place on" in text_of(client, offer)
    assert "A place became free for you" in text_of(client, place(world.course_waiting))


def test_reading_ends_an_offer_whose_time_is_over(world: World) -> None:
    late = timezone.now() - datetime.timedelta(minutes=1)
    SignUp.objects.filter(pk=world.course_offered.pk).update(offer_ends_at=late)
    assert "A place became free for you" in text_of(Client(), place(world.course_waiting))
    page = Client().post(f"{place(world.course_offered)}accept/", follow=True).content.decode()
    assert "The place went to the next" in page


def test_only_those_who_are_invited_find_the_form(world: World) -> None:
    actions.set_sign_up_rules(acting_user=None, gathering=world.course, only_invited=True)
    path = f"{BASE}{world.course.pk}/sign-up/"
    sent = {"name": "Eve", "email": "eve@example.org", "shown_as": "initials"}
    assert 'name="email"' not in text_of(Client(), path)
    assert Client().post(path, sent).status_code == 422
    assert 'name="email"' in text_of(Client(), f"{path}?invited={world.gathering_invitation.token}")
    guessed = f"{path}?group={world.invited_group.pk}"
    assert 'name="email"' not in text_of(Client(), guessed)


def test_an_invitation_is_answered_by_a_button(world: World) -> None:
    letter = f"{BASE}invitation/{world.gathering_invitation.token}/"
    client = Client()
    assert "Gaja Guest" in text_of(client, letter)
    read = Invitation.objects.get(pk=world.gathering_invitation.pk)
    assert (read.answer, read.opened_at is not None) == ("", True)
    client.post(f"{letter}answer/", {"answer": "cannot"})
    read.refresh_from_db()
    assert read.answer == "cannot"
    assert "You said that you cannot come" in text_of(client, letter)
    # The host asks something, so that coming leads to the form, which knows the person.
    form = client.post(f"{letter}answer/", {"answer": "coming"}).headers["Location"]
    assert form == f"{BASE}{world.course.pk}/sign-up/?invited={read.token}"
    sent = {"name": "Gaja Guest", "email": "guest@course.example", "shown_as": "initials"}
    assert "/place/" in client.post(form, sent).headers["Location"]
    read.refresh_from_db()
    assert (read.answer, read.sign_up.state) == ("coming", "waiting")  # type: ignore[union-attr]


def test_where_nothing_more_is_asked_one_click_keeps_the_place(world: World) -> None:
    (invitation,) = actions.invite(
        acting_user=world.director,
        gathering=world.gathering,
        guests=[actions.Guest(email="one@example.org", name="One Click")],
        group=world.invited_group,
    )
    answer = f"{BASE}invitation/{invitation.token}/answer/"
    assert "/place/" in Client().post(answer, {"answer": "coming"}).headers["Location"]
    kept = SignUp.objects.get(email="one@example.org")
    assert (kept.state, kept.group) == ("coming", world.invited_group)


def test_people_are_invited_by_organisation_role_and_address_once_each(world: World, signed_in: SignedIn) -> None:
    mail.outbox.clear()
    path = f"{BASE}{world.course.pk}/invitations/"
    sent = {
        "owners": [world.organisation.pk],
        "roles": ["director"],
        "addresses": "Ola Nowak <ola@example.org>\nola@example.org",
    }
    assert signed_in(world.staff).post(path, sent).status_code == 302
    written = sorted(message.to[0] for message in mail.outbox)
    expected = {world.staff.email, world.director.email, world.interviewer.email, "ola@example.org"}
    assert written == sorted(expected)
    signed_in(world.staff).post(path, sent)
    assert len(mail.outbox) == len(expected)
    wrong = signed_in(world.staff).post(path, {"addresses": "nobody"})
    assert wrong.status_code == 422
    page = text_of(signed_in(world.coordinator), path)
    assert "ola@example.org" in page
    assert world.director.email not in page.split("<main", 1)[1]


def test_answers_are_shown_to_hosts_and_to_nobody_else(world: World, signed_in: SignedIn) -> None:
    path = f"{BASE}{world.course.pk}/people/"
    assert "eats no nuts" in text_of(signed_in(world.staff), path)
    assert "eats no nuts" not in text_of(signed_in(world.coordinator), path)
    for role in ("stranger", "member", "expert", "interviewer"):
        assert signed_in(world.people[role]).get(path).status_code == 404
    table = text_of(signed_in(world.staff), f"{path}door.csv")
    assert "Ada Kept" in table
    for secret in ("nuts", "@course.example", "Dea Waiting"):
        assert secret not in table
    signed_in(world.director).post(f"{path}erase-answers/")
    assert SignUpAnswer.objects.count() == 0


def test_a_cell_that_a_spreadsheet_would_count_with_is_plain(world: World, signed_in: SignedIn) -> None:
    SignUp.objects.filter(pk=world.course_kept.pk).update(name="=1+1")
    assert "'=1+1" in text_of(signed_in(world.staff), f"{BASE}{world.course.pk}/people/door.csv")


def test_the_order_is_changed_on_its_page_with_a_reason(world: World, signed_in: SignedIn) -> None:
    client, path = signed_in(world.director), f"{BASE}{world.course.pk}/people/{world.course_behind.pk}/move/"
    assert client.post(path, {"to": "1", "reason": ""}).status_code == 422
    assert client.post(path, {"to": "1", "reason": "Brings the yarn"}).status_code == 302
    page = text_of(Client(), place(world.course_waiting))
    assert "You are number 2 on the waiting list" in page
    assert "Brings the yarn" in page


def test_a_place_that_is_free_for_some_is_promised_to_nobody(world: World, signed_in: SignedIn) -> None:
    """Offered places are taken, and while somebody waits the page offers the list, also where a place is kept free."""
    actions.set_sign_up_rules(
        acting_user=world.director,
        gathering=world.course,
        kept_for={"art": 1},
        kept_until=world.course.starts_at,
        offer_hours=168,
    )
    actions.edit_gathering(acting_user=world.director, gathering=world.course, capacity=3)
    page = text_of(Client(), f"{BASE}{world.course.pk}/")
    assert "Join the waiting list" in page
    assert "left" not in page[page.index('class="free"') :][:60]
    assert queries.open_places(world.course) == 0
    assert "It is offered for 7 days" in text_of(Client(), place(world.course_waiting))


def test_the_rules_are_kept_as_written(world: World, signed_in: SignedIn) -> None:
    path = f"{BASE}{world.course.pk}/sign-up/rules/"
    until = timezone.localdate() + datetime.timedelta(days=2)
    sent = {
        "only_invited": "False",
        "most_together": "2",
        "per_organisation": "2",
        "offer_hours": "12",
        "kept_education": "1",
        "kept_until": until.isoformat(),
        "asks": ["organisation"],
        "remind_days": "1, 7 and 3",
        "keep_answers_days": "5",
    }
    assert signed_in(world.staff).post(path, sent).status_code == 302
    page = text_of(Client(), f"{BASE}{world.course.pk}/sign-up/")
    assert "education: 1" in page
    rules = world.course.sign_up_rules
    rules.refresh_from_db()
    assert (rules.remind_days, rules.offer_hours, rules.keep_answers_days) == ([7, 3, 1], 12, 5)
    assert signed_in(world.staff).post(path, {**sent, "kept_until": ""}).status_code == 422


def more_people(world: World) -> None:
    for number in range(6):
        actions.sign_up(
            gathering=world.course,
            name=f"Person {number}",
            email=f"more{number}@example.org",
            company=["Somebody"] if number % 2 else [],
            answers={world.sign_up_question.pk: "Nothing"},
            letter=False,
        )
        actions.invite(
            acting_user=None, gathering=world.course, guests=[actions.Guest(email=f"g{number}@example.org", name="G")]
        )


@pytest.mark.parametrize("page", ["people/", "people/door/", "invitations/", "sign-up/", "place"])
def test_pages_cost_the_same_however_many_people(
    world: World, signed_in: SignedIn, assert_queries_flat: Callable[..., None], page: str
) -> None:
    more_people(world)
    client = signed_in(world.director)
    address = place(world.course_waiting) if page == "place" else f"{BASE}{world.course.pk}/{page}"

    def more() -> None:
        for number in range(4):
            actions.sign_up(
                gathering=world.course,
                name=f"Late {number}",
                email=f"late{number}@example.org",
                company=["Somebody"],
                letter=False,
            )

    assert_queries_flat(lambda: client.get(address), more)
