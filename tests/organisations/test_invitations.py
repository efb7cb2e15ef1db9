"""From the letter to the desk."""

import datetime
import re

import pytest
from django.core import mail
from django.utils import timezone

from talka.foundation.access import Refusal
from talka.foundation.owners.models import Standing
from talka.identity.actions import make_account
from talka.identity.queries import role_in
from talka.organisations.actions import accept_invitation, invite, resend_invitation, withdraw_invitation
from talka.organisations.models import Invitation
from tests.world import World


def test_a_coordinator_writes_several_letters_with_roles_in_two_organisations(signed_in, world: World) -> None:
    mail.outbox.clear()
    response = signed_in(world.coordinator).post(
        "/weavers/invitations/new/",
        {
            "addresses": "Jan@Example.org, anna@example.org\nanna@example.org",
            "owner_0": world.organisation.pk,
            "role_0": "staff",
            "title_0": "educator",
            "owner_1": world.other_organisation.pk,
            "role_1": "interviewer",
            "role_2": "staff",
            "network_role": "member",
            "language": "pl",
            "message": "We meet on Thursday.",
        },
    )
    assert response["Location"] == "/weavers/invitations/"
    assert [m.to for m in mail.outbox] == [["jan@example.org"], ["anna@example.org"]]
    letter = mail.outbox[0]
    invitation = Invitation.objects.get(email="jan@example.org")
    assert letter.reply_to == ["coordinator@example.org"]
    assert f"http://localhost:8000/invitation/{invitation.token}/" in letter.body
    assert "We meet on Thursday." in letter.body
    assert "Miejski Ośrodek Kultury" in letter.body
    assert "Weavers" in letter.subject
    assert "\n" not in letter.subject
    jan = make_account(email="jan@example.org")
    client = signed_in(jan)
    page = client.get(f"/invitation/{invitation.token}/").content.decode()
    assert "educator" in page
    response = client.post(f"/invitation/{invitation.token}/", {"name": "Jan Kowalski"})
    assert response["Location"] == "/weavers/desk/"
    jan.refresh_from_db()
    assert jan.name == "Jan Kowalski"
    assert role_in(world.network, jan) == "member"
    held = Standing.objects.filter(account=jan).values_list("owner__short_name", "role", "title")
    assert set(held) == {("MOK", "staff", "educator"), ("DOK", "interviewer", "")}


@pytest.mark.parametrize(
    ("addresses", "words"),
    [
        ("jan", "This is not an e-mail address: jan."),
        ("", "This field is required."),
        (" ".join(f"a{n}@example.org" for n in range(51)), "At most 50 addresses at once; there are 51."),
    ],
)
def test_addresses_that_cannot_be_are_named(addresses: str, words: str, signed_in, world: World) -> None:
    entry = {"addresses": addresses, "network_role": "member", "language": "en"}
    response = signed_in(world.coordinator).post("/weavers/invitations/new/", entry)
    assert response.context["form"].errors["addresses"] == [words]


def test_a_director_invites_to_their_own_organisation_only(signed_in, world: World) -> None:
    client = signed_in(world.director)
    entry = {"addresses": "jan@example.org", "language": "en", "owner_0": world.organisation.pk, "role_0": "staff"}
    assert client.post("/weavers/invitations/new/", {**entry, "network_role": "coordinator"}).status_code == 302
    assert Invitation.objects.get(email="jan@example.org").network_role == "member"
    foreign = {**entry, "owner_0": world.third_organisation.pk, "addresses": "eve@example.org"}
    assert client.post("/weavers/invitations/new/", foreign).context["form"].errors["owner_0"]
    nowhere = {**entry, "owner_0": "", "addresses": "eve@example.org"}
    assert client.post("/weavers/invitations/new/", nowhere).context["form"].errors["owner_0"]
    assert not Invitation.objects.filter(email="eve@example.org").exists()
    page = client.get("/weavers/invitations/").content.decode()
    assert "jan@example.org" in page
    assert "invited@example.org" not in page  # the coordinator's letter


def test_the_page_behind_the_link_leads_to_sign_in(signed_in, world: World) -> None:
    address = f"/invitation/{world.invitation.token}/"
    page = signed_in(None).get(address).content.decode()
    assert "Coordinator invites you to Weavers" in page
    assert "Come and see." in page
    assert f"/sign-in/?next={address}" in page
    response = signed_in(None).post(address, {"name": "Nobody"})
    assert response["Location"].startswith("/sign-in/?next=")
    assert Invitation.objects.get(pk=world.invitation.pk).accepted_at is None


def test_accepting_twice_is_once_and_the_link_is_used_up(signed_in, world: World) -> None:
    address = f"/invitation/{world.invitation.token}/"
    jan = make_account(email="other-address@example.org", name="Jan")
    client = signed_in(jan)
    client.post(address, {"name": "Jan"})
    accept_invitation(acting_user=jan, invitation=world.invitation)
    assert Standing.objects.filter(account=jan).count() == 1
    assert "You have accepted" in client.get(address).content.decode()
    assert "has been used" in signed_in(world.expert).get(address).content.decode()
    response = signed_in(world.expert).post(address, {"name": "Expert"})
    assert "has been used" in response.content.decode()
    with pytest.raises(Refusal):
        accept_invitation(acting_user=world.expert, invitation=world.invitation)
    assert not Standing.objects.filter(account=world.expert).exists()


def test_a_letter_is_good_for_thirty_days_and_can_be_sent_again(signed_in, world: World) -> None:
    address = f"/invitation/{world.invitation.token}/"
    assert world.invitation.expires_at - world.invitation.invited_at == datetime.timedelta(days=30)
    Invitation.objects.filter(pk=world.invitation.pk).update(expires_at=timezone.now() - datetime.timedelta(days=1))
    jan = make_account(email="invited@example.org", name="Jan")
    assert "send it again" in signed_in(jan).get(address).content.decode()
    with pytest.raises(Refusal):
        accept_invitation(acting_user=jan, invitation=world.invitation)
    mail.outbox.clear()
    signed_in(world.coordinator).post(f"/weavers/invitations/{world.invitation.pk}/resend/")
    assert world.invitation.token in mail.outbox[0].body
    assert signed_in(jan).post(address, {"name": "Jan"}).status_code == 302
    with pytest.raises(Refusal):
        resend_invitation(acting_user=world.coordinator, invitation=world.invitation)


def test_a_withdrawn_letter_says_so(signed_in, world: World) -> None:
    withdraw_invitation(acting_user=world.coordinator, invitation=world.invitation)
    jan = make_account(email="invited@example.org", name="Jan")
    assert "was withdrawn" in signed_in(jan).get(f"/invitation/{world.invitation.token}/").content.decode()
    for refuse in (accept_invitation, resend_invitation):
        with pytest.raises(Refusal):
            refuse(acting_user=jan, invitation=world.invitation)
    assert role_in(world.network, jan) is None


def test_a_second_letter_of_the_same_sender_renews_the_first(world: World) -> None:
    again = invite(
        acting_user=world.coordinator,
        network=world.network,
        email="INVITED@example.org",
        roles=[(world.organisation, "staff", "")],
    )
    assert again.pk == world.invitation.pk
    assert set(again.roles.values_list("owner__short_name", "role")) == {("Tkacz", "director"), ("MOK", "staff")}
    others = invite(acting_user=world.director, network=world.network, email="invited@example.org")
    assert others.pk != again.pk


def test_a_stronger_role_stays(world: World) -> None:
    invitation = invite(
        acting_user=world.coordinator,
        network=world.network,
        email="director@example.org",
        roles=[(world.organisation, "staff", "")],
    )
    accept_invitation(acting_user=world.director, invitation=invitation)
    assert Standing.objects.get(account=world.director, owner=world.organisation).role == "director"
    with pytest.raises(Refusal):
        invite(
            acting_user=world.coordinator,
            network=world.network,
            email="eve@example.org",
            roles=[(world.foreign_organisation, "director", "")],
        )


def test_letters_speak_the_language_of_the_invited(world: World) -> None:
    mail.outbox.clear()
    invite(acting_user=world.coordinator, network=world.network, email="lt@example.org", language="lt")
    assert re.search(r"\d{4}", mail.outbox[0].body)  # the date as Lithuanian writes it
    assert "m." in mail.outbox[0].body


def test_the_list_of_letters_asks_flatly(signed_in, world: World, assert_queries_flat) -> None:
    client = signed_in(world.coordinator)

    def more() -> None:
        for number in range(10):
            invite(
                acting_user=world.coordinator,
                network=world.network,
                email=f"more{number}@example.org",
                roles=[(world.organisation, "staff", ""), (world.other_organisation, "staff", "")],
            )

    assert_queries_flat(lambda: client.get("/weavers/invitations/"), more)
