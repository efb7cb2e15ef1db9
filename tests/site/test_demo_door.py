"""The door of the demonstration stands only in a database that the demonstration made."""

from typing import Any

import pytest
from django.test import Client

from talka.identity.actions import make_account
from talka.identity.models import Account
from talka.site.demo.cast import made_person
from talka.site.demo.door import PARTS
from talka.site.demo.fill import NotEmpty, fill
from talka.site.demo.tomaszow.network import COORDINATOR
from talka.site.models import DemoFilling


@pytest.mark.parametrize(("setting", "mark"), [(False, False), (True, False), (False, True)])
def test_it_does_not_exist_where_one_of_setting_and_mark_is_missing(
    db: None, client: Client, settings: Any, setting: bool, mark: bool
) -> None:
    settings.DEMO = setting
    if mark:
        DemoFilling.objects.create()
    made_person(COORDINATOR, "pl")
    assert client.get("/demo/").status_code == 404
    for part in PARTS:
        assert client.get(f"/demo/enter/{part.key}/").status_code == 404
        assert client.post(f"/demo/enter/{part.key}/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_a_visit_alone_signs_nobody_in_and_only_invented_people_can_be_entered(
    db: None, client: Client, settings: Any
) -> None:
    settings.DEMO = True
    DemoFilling.objects.create()
    make_account(email="joanna.mazur@example.org", name="A real person")
    assert client.get("/demo/enter/coordinator/").status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.post("/demo/enter/coordinator/").status_code == 404
    invented = made_person(COORDINATOR, "pl")
    assert client.post("/demo/enter/coordinator/").status_code == 302
    assert client.session["_auth_user_id"] == str(invented.pk)
    assert client.post("/demo/enter/nobody/").status_code == 404


def test_the_demonstration_never_mixes_with_real_work(db: None) -> None:
    make_account(email="somebody@example.org")
    with pytest.raises(NotEmpty):
        fill(lambda _name: None)
    assert Account.objects.count() == 1
