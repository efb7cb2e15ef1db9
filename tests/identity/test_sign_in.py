"""Signing in by a code: limits, what strangers can learn, and the letter."""

import re

import pytest
from django.core import mail
from django.test import Client

from talka.identity.models import Account

pytestmark = pytest.mark.django_db


def ask(client: Client, email: str) -> str:
    """Asks for a code; gives the page that follows."""
    return client.post("/sign-in/", {"email": email}, follow=True).content.decode()


def code_in(letter: str) -> str:
    found = re.search(r"^ {4}(\S+)$", letter, re.MULTILINE)
    assert found, letter
    return found[1]


def test_a_new_address_gets_an_account_and_a_code() -> None:
    client = Client()
    page = ask(client, " Ewa@Example.org ")
    assert "ewa@example.org" in page
    assert Account.objects.get().email == "ewa@example.org"
    assert mail.outbox[-1].to == ["ewa@example.org"]
    assert mail.outbox[-1].subject == "Your sign-in code"
    response = client.post("/sign-in/code/", {"code": code_in(mail.outbox[-1].body)})
    assert response.status_code == 302
    assert client.get("/sign-out/").status_code == 200


def test_known_and_unknown_addresses_see_the_same_page() -> None:
    Account.objects.create_user("known@example.org")
    pages = [ask(Client(), email) for email in ("known@example.org", "fresh@example.org")]
    same = [re.sub(r"known|fresh|csrfmiddlewaretoken[^>]*|nonce-[^']*", "", page) for page in pages]
    assert same[0] == same[1]


def test_an_account_that_may_not_sign_in_gets_no_code_and_no_second_account() -> None:
    Account.objects.create_user("gone@example.org", is_active=False)
    page = ask(Client(), "gone@example.org")
    assert "Write the code" in page
    assert Account.objects.count() == 1
    assert not any(re.search(r"^ {4}\S+$", letter.body, re.MULTILINE) for letter in mail.outbox)


def test_codes_are_limited_and_refused_addresses_leave_no_account() -> None:
    pages = [ask(Client(), f"ewa{number}@example.org") for number in range(12)]
    assert "Write the code" in pages[9]
    assert "Too many codes were asked for" in pages[10]
    assert Account.objects.count() == 10


def test_one_address_is_limited_too() -> None:
    pages = [ask(Client(), "ewa@example.org") for _ in range(6)]
    assert "Write the code" in pages[4]
    assert "Too many codes were asked for" in pages[5]


def test_another_address_can_be_used_instead() -> None:
    client = Client()
    page = ask(client, "mistyped@example.org")
    assert 'form="other"' in page
    response = client.post("/sign-out/", {"next": "/sign-in/"}, follow=True)
    assert response.redirect_chain[-1][0] == "/sign-in/"
    assert "Send me a code" in response.content.decode()


def test_a_wrong_code_says_what_to_do() -> None:
    client = Client()
    ask(client, "ewa@example.org")
    page = client.post("/sign-in/code/", {"code": "WRONG"}).content.decode()
    assert "This is not the code. Look for the newest message and write its code." in page
