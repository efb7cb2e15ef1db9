"""A person's own page, their data, and leaving."""

import json

import pytest
from django.contrib.sessions.models import Session

from talka.foundation.access import Refusal
from talka.foundation.audit.models import AuditRecord
from talka.foundation.owners.models import Standing
from talka.identity.models import Account, NetworkMembership
from talka.organisations.actions import change_organisation, give_standing
from talka.people.actions import GONE, erase_me
from tests.world import World, account


@pytest.mark.parametrize("address", ["/accounts/", "/weavers/me/"])
def test_a_person_changes_name_and_language(address: str, signed_in, world: World) -> None:
    client = signed_in(world.staff)
    assert client.post(address, {"name": "Anna Nowak", "language": "pl"})["Location"] == address
    world.staff.refresh_from_db()
    assert (world.staff.name, world.staff.language) == ("Anna Nowak", "pl")
    response = client.post(address, {"name": "", "language": "pl"})
    assert response.context["form"].errors["name"]


def test_my_data_hold_what_is_kept_about_me_and_nobody_else(signed_in, world: World) -> None:
    change_organisation(acting_user=world.director, profile=world.organisation.profile, phone="1")
    response = signed_in(world.director).get("/accounts/data/")
    assert response["Content-Disposition"].startswith('attachment; filename="talka-')
    assert response["Cache-Control"] == "private, no-store"
    data = json.loads(response.content)
    assert data["account"]["email"] == "director@example.org"
    assert data["organisations"]["networks"][0]["role"] == "member"
    assert data["organisations"]["organisations"] == [
        {"network": "Weavers", "organisation": "Miejski Ośrodek Kultury", "role": "director", "what": ""}
    ]
    assert "changed" in [action["verb"] for action in data["actions"]]
    assert "staff@example.org" not in response.content.decode()
    asker = json.loads(signed_in(world.asker).get("/accounts/data/").content)
    assert asker["organisations"]["requests_to_join"][0]["message"] == "We would like to share our room."


def test_erasing_takes_the_name_out_and_leaves_the_work(signed_in, world: World) -> None:
    change_organisation(acting_user=world.staff, profile=world.organisation.profile, phone="1")
    client = signed_in(world.staff)
    client.get("/accounts/")
    sessions = Session.objects.count()
    response = client.post("/accounts/erase/", {"understood": ""})
    assert response.context["form"].errors["understood"]
    assert client.post("/accounts/erase/", {"understood": "on"})["Location"] == "/"
    erased = Account.objects.get(pk=world.staff.pk)
    assert (erased.name, erased.email, erased.is_active) == ("", f"erased-{erased.pk}@invalid", False)
    assert Session.objects.count() < sessions
    assert client.get("/accounts/").status_code == 302
    assert not NetworkMembership.objects.filter(account=erased).exists()
    assert not Standing.objects.filter(account=erased).exists()
    named = [
        record
        for record in AuditRecord.objects.all()
        if "Staff" in f"{record.account_name}{record.title}{record.details}"
    ]
    assert named == []
    assert AuditRecord.objects.filter(account=erased, verb="changed").get().account_name == GONE
    world.organisation.profile.refresh_from_db()
    assert world.organisation.profile.phone == "1"


def test_who_others_depend_on_hands_over_first(signed_in, world: World) -> None:
    response = signed_in(world.director).post("/accounts/erase/", {"understood": "on"})
    assert "Miejski Ośrodek Kultury" in response.content.decode()
    assert Account.objects.get(pk=world.director.pk).is_active
    with pytest.raises(Refusal) as refused:
        erase_me(acting_user=world.coordinator)
    assert "Weavers" in refused.value.message
    give_standing(acting_user=world.director, owner=world.organisation, account=world.staff, role="director")
    erase_me(acting_user=world.director)
    assert not Account.objects.get(pk=world.director.pk).is_active


def test_who_is_alone_may_go(world: World) -> None:
    erase_me(acting_user=account("Passerby"))
