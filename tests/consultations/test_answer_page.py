"""The answer page, through real requests: no account, no cookie, nothing lost and nothing twice."""

import gzip
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from talka.consultations import actions
from talka.consultations.models import Answer
from talka.consultations.views import answer as page
from tests.consultations.made import Made, sent


@pytest.fixture(autouse=True)
def fresh_limit() -> None:
    page.SENT._buckets.clear()


def address(made: Made) -> str:
    return reverse("answer:ask", args=[made.online.token])


def hidden(body: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', body)
    assert found, f"no hidden field {name}"
    return found[1]


def filled(made: Made, client: Client, **more: Any) -> dict[str, Any]:
    """What a browser sends after the page was opened and filled in."""
    body = client.get(address(made)).content.decode()
    own = {name: hidden(body, name) for name in ("answer", "version", "language")}
    return {**own, "website": "", **sent(made), **more}


def test_an_answer_from_the_first_response_to_the_thanks(made: Made, client: Client) -> None:
    response = client.post(address(made), filled(made, client))
    assert response.status_code == 303
    thanks = client.get(response["Location"])
    assert thanks.status_code == 200
    assert Answer.objects.get().content["answers"]["age"] == "young"
    receipt = str(Answer.objects.get().pk)[:8].upper()
    assert f"{receipt[:4]}-{receipt[4:]}" in thanks.content.decode()


def test_no_cookie_is_set_and_none_is_read(made: Made, client: Client) -> None:
    opened = client.get(address(made))
    kept = client.post(address(made), filled(made, client))
    thanked = client.get(kept["Location"])
    for response in (opened, kept, thanked):
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
    assert opened["Cache-Control"] == "no-store"


def test_two_blank_sessions_are_two_people(made: Made) -> None:
    for _person in range(2):
        client = Client()
        client.post(address(made), filled(made, client))
    assert Answer.objects.count() == 2


def test_two_hundred_answers_with_ids_repeated_are_there_exactly_once(made: Made, client: Client) -> None:
    ids = [uuid.uuid4() for _each in range(200)]
    base = filled(made, client)
    for identity in [*ids, *ids[:50]]:
        assert client.post(address(made), {**base, "answer": str(identity)}).status_code == 303
    assert set(Answer.objects.values_list("pk", flat=True)) == set(ids)


def test_a_second_answer_under_the_same_id_is_kept_and_told(made: Made, client: Client) -> None:
    data = filled(made, client)
    client.post(address(made), data)
    response = client.post(address(made), {**data, "q.age": "older"})
    assert response["Location"].endswith("&again=1")
    assert (
        "Something different had come"
        in client.get(response["Location"].replace("lang=pl", "lang=en")).content.decode()
    )
    assert Answer.objects.count() == 2


def test_errors_stand_beside_the_field_and_what_was_typed_is_kept(made: Made, client: Client) -> None:
    data = filled(
        made, client, **{"q.more_often": ["weekends", "cheaper-entry", "a-bus-after-2000"], "q.visits": "ten"}
    )
    response = client.post(address(made), {**data, "language": "en"})
    body = response.content.decode()
    assert response.status_code == 422
    assert "You marked 3; at most 2 can be kept. Take one away. Your other answers are kept." in body
    assert "“ten” is not a number" in body
    assert 'href="#q-visits-step"' in body
    assert "A bus after 20.00." in body
    assert hidden(body, "answer") == data["answer"]
    assert body.count(" checked") == 7
    assert Answer.objects.count() == 0


def test_the_language_is_the_one_asked_for_or_the_browsers_or_the_first(made: Made, client: Client) -> None:
    def shown(query: str = "", accept: str = "") -> str:
        body = client.get(address(made) + query, headers={"Accept-Language": accept}).content.decode()
        return re.search(r'<html lang="([a-z]+)"', body)[1]  # type: ignore[index]  # every page has it

    assert shown() == "pl"
    assert shown(accept="fi,en-GB;q=0.8") == "en"
    assert shown("?lang=pl", accept="en") == "pl"
    assert shown("?lang=xx", accept="de") == "pl"


def test_one_style_no_font_and_all_of_it_under_fifty_kilobytes(made: Made, client: Client) -> None:
    response = client.get(address(made))
    body = response.content.decode()
    assert '<link rel="stylesheet"' not in body
    assert "url(http" not in body
    assert "@font-face" not in body
    resources = [response.content]
    for source in re.findall(r'src="(/static/[^"]+)"', body):
        resources.append(b"".join(client.get(source)))
    assert sum(len(gzip.compress(each)) for each in resources) < 50_000
    assert len(gzip.compress(response.content)) < 20_000
    policy = response["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy
    assert "frame-ancestors *" in policy


def test_another_sites_form_is_shown_again_and_not_kept(made: Made, client: Client) -> None:
    data = filled(made, client)
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        response = client.post(address(made), data, headers=headers)
        assert response.status_code == 403
        assert "A bus after 20.00." in response.content.decode()
    assert Answer.objects.count() == 0
    assert client.post(address(made), data, headers={"Origin": "http://testserver"}).status_code == 303


def test_a_robots_field_and_a_flood_lose_nothing(made: Made, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    data = filled(made, client)
    response = client.post(address(made), {**data, "website": "http://spam.example"})
    assert response.status_code == 422
    assert "spam.example" not in response.content.decode()
    monkeypatch.setattr(page, "SENT", page.Limit(most=1, seconds=600))
    assert client.post(address(made), data).status_code == 303
    response = client.post(address(made), {**data, "answer": str(uuid.uuid4())})
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert "A bus after 20.00." in response.content.decode()


def test_a_page_without_its_id_is_shown_again_with_one(made: Made, client: Client) -> None:
    response = client.post(address(made), {**filled(made, client), "answer": "no id"})
    assert response.status_code == 422
    assert uuid.UUID(hidden(response.content.decode(), "answer"))


def test_doors_that_are_closed_say_so(made: Made, client: Client) -> None:
    data = filled(made, client)
    actions.close_door(acting_user=made.coordinator, door=made.online)
    assert "No answers are taken through this link now" in client.get(f"{address(made)}?lang=en").content.decode()
    assert client.post(address(made), data).status_code == 410
    actions.close_consultation(acting_user=made.coordinator, consultation=made.consultation)
    assert "This consultation is over" in client.get(f"{address(made)}?lang=en").content.decode()
    assert Answer.objects.count() == 0


def test_doors_of_staff_and_drafts_have_no_page(made: Made, client: Client) -> None:
    assert client.get(reverse("answer:ask", args=[made.paper.token])).status_code == 404
    assert client.get(reverse("answer:ask", args=["nothing"])).status_code == 404


def test_signed_in_or_not_nothing_of_the_person_is_kept(made: Made, client: Client) -> None:
    client.force_login(made.coordinator)
    response = client.post(address(made), filled(made, client))
    assert response.status_code == 303
    row = Answer.objects.values().get()
    assert set(row) == {
        "id",
        "consultation_id",
        "version",
        "door_id",
        "batch_id",
        "language",
        "received_on",
        "content",
        "content_hash",
        "about",
        "sent_as_id" if "sent_as_id" in row else "sent_as",
    }
    assert str(made.coordinator.pk) not in {str(row["batch_id"])}


def test_the_page_takes_one_query(made: Made, client: Client, django_assert_num_queries: Any) -> None:
    client.get(address(made))
    with django_assert_num_queries(1):
        client.get(address(made))
    data = filled(made, client)
    with django_assert_num_queries(4):  # the door, and the insert between a savepoint's two ends
        client.post(address(made), data)
