"""Errors say what happened, what was kept, and what to do, and have the statuses that machines read."""

import pytest
from django.test import Client, RequestFactory

from talka.site import errors


@pytest.mark.django_db
def test_a_page_that_is_not_there(client: Client) -> None:
    response = client.get("/no/such/page/")
    assert response.status_code == 404
    text = response.content.decode()
    assert "There is no such page" in text
    assert 'href="/sign-in/?next=/no/such/page/"' in text


@pytest.mark.django_db
def test_a_form_that_has_expired_says_that_nothing_was_sent() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/sign-in/", {"email": "ewa@example.org"})
    assert response.status_code == 403
    text = response.content.decode()
    assert "This form has expired" in text
    assert "Nothing was sent." in text


def test_when_all_fails_the_page_needs_no_database(rf: RequestFactory) -> None:
    response = errors.broken(rf.get("/"))
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


@pytest.mark.django_db
def test_refused_and_too_many(client: Client, rf: RequestFactory) -> None:
    request = client.get("/components/").wsgi_request
    assert errors.refused(request).status_code == 403
    response = errors.too_many(request)
    assert response.status_code == 429
    assert "Too many attempts" in response.content.decode()
