"""Pages of results, findings and releases through real requests."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from talka.findings import actions, columns, queries
from talka.findings.models import Finding, Quotation
from talka.foundation.access import viewer_for
from talka.foundation.owners.models import Standing, StandingRole, Visibility
from talka.foundation.threads.kinds import resolve
from tests.consultations.made import Made
from tests.findings.made import fill, filled
from tests.world import World

pytestmark = pytest.mark.django_db
SECRETS = ("What MOK keeps to itself", "What all partners may read", "Krysia", "Ławka pod Mostem")


def page(client: Client, name: str, *args: Any, network: str = "weavers", **query: str) -> str:
    response = client.get(reverse(f"findings:{name}", args=[network, *args]), query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_question_shows_its_figures(world: World, signed_in: Callable[[Any], Client]) -> None:
    shown = page(signed_in(world.director), "question", world.results.slug, "programme")
    assert (
        "Half of those who know MOK like what is on" in shown.replace('<span class="nb">', "")
        or "Half of those" in shown
    )
    assert "90 answers about an organisation" in shown
    assert "Whoever wished to answer did." in shown
    shown = page(signed_in(world.director), "question", world.results.slug, "age")
    assert "57 of 60." in shown
    assert "3 people left it out." in shown


def test_a_filter_counts_a_part(world: World, signed_in: Callable[[Any], Client]) -> None:
    client = signed_in(world.director)
    shown = page(client, "question", world.results.slug, "more_often", **{"f.age": "young"})
    assert "24 of 24." in shown
    assert "Counted only" in shown
    assert (
        client.get(
            reverse("findings:question", args=["weavers", world.results.slug, "more_often"]), {"f.age": "ancient"}
        ).status_code
        == 404
    )


def test_the_public_reads_the_release_and_nothing_else(world: World) -> None:
    client = Client()
    pages = [
        page(client, "index"),
        page(client, "release", world.results.slug),
        page(client, "finding", world.public_finding.pk),
        client.get(reverse("network:home", args=["weavers"])).content.decode(),
    ]
    assert "Half of those who know" in pages[1]
    for shown in pages:
        for secret in SECRETS[:3]:
            assert secret not in shown
    # the one that was chosen is a quotation; 6 people who could not say are told nowhere
    assert SECRETS[3] in pages[1]
    assert "kept-inside" not in "".join(pages)
    file = client.get(
        reverse("findings:release_table", args=["weavers", world.results.slug, 1, "programme"])
    ).content.decode()
    lines = [line.split(",") for line in file.splitlines()]
    hard = next(line for line in lines if "dont_know" in line and str(world.organisation.pk) in line)
    assert hard[5:7] == ["", ""]
    assert hard[-1] == "yes"


@pytest.mark.parametrize("role", ["visitor", "stranger", "expert", "interviewer", "member"])
def test_what_is_private_stays_private(role: str, world: World, signed_in: Callable[[Any], Client]) -> None:
    viewer = world.viewer(role)
    ends = resolve([("findings.finding", str(world.private_finding.pk))], viewer)
    end = ends["findings.finding", str(world.private_finding.pk)]
    assert end.hidden
    assert (end.title, end.url, end.figures) == ("", "", "")
    assert world.private_finding not in queries.findings_for(viewer, world.programme)
    assert "What MOK keeps to itself" not in page(signed_in(world.people[role]), "index")


def test_a_released_finding_is_cited_with_its_figures_by_everybody(world: World) -> None:
    name = ("findings.finding", str(world.public_finding.pk))
    end = resolve([name], world.viewer("visitor"))[name]
    assert end.figures == "50\u00a0%, n\u00a0=\u00a060"
    assert end.owner == world.organisation


def test_another_network_finds_nothing(world: World, signed_in: Callable[[Any], Client]) -> None:
    client = signed_in(world.stranger)
    for name, args in (
        ("finding", [world.public_finding.pk]),
        ("release", [world.results.slug]),
        ("question", [world.results.slug, "age"]),
    ):
        assert client.get(reverse(f"findings:{name}", args=["strangers", *args])).status_code == 404
    own = page(client, "index", network="strangers")
    assert "What should culture be like" not in own
    assert queries.findings_for(world.viewer("stranger", world.other_network), world.programme) == []


def test_results_are_for_those_who_work_with_them(world: World) -> None:
    readers = {role for role in world.people if queries.results_open_to(world.viewer(role))}
    assert readers == {"staff", "director", "member", "coordinator"}


def test_saving_from_the_page(world: World, signed_in: Callable[[Any], Client]) -> None:
    client = signed_in(world.director)
    address = reverse("findings:save", args=["weavers", world.results.slug, "age"])
    assert "58\u00a0% of those who answered say" in client.get(address).content.decode()
    empty = client.post(address, {"owner": world.organisation.pk, "visibility": "network"})
    assert empty.status_code == 200
    assert "Write this in at least one language" in empty.content.decode()
    sent = {"sentence_en": "Most are 30 or older", "owner": world.organisation.pk, "visibility": "network"}
    response = client.post(f"{address}?option=older&row=*&f.~channel=online", sent)
    assert response.status_code == 302, response.context["form"].errors
    finding = Finding.objects.order_by("-pk")[0]
    assert response["Location"] == reverse("findings:finding", args=["weavers", finding.pk])
    assert (finding.option, finding.filters, list(finding.sentence.values())) == (
        "older",
        {"~channel": "online"},
        ["Most are 30 or older"],
    )


def test_nobody_saves_for_whom_they_do_not_act(world: World, signed_in: Callable[[Any], Client]) -> None:
    address = reverse("findings:save", args=["weavers", world.results.slug, "age"])
    sent = {"sentence_en": "DOK speaks for MOK", "owner": world.organisation.pk, "visibility": "network"}
    response = signed_in(world.member).post(address, sent)
    assert response.status_code == 200
    assert not Finding.objects.filter(sentence__icontains="DOK speaks").exists()


def test_a_refused_quotation_keeps_what_was_typed(world: World, signed_in: Callable[[Any], Client]) -> None:
    address = reverse("findings:decide", args=["weavers", world.results.slug, "missing"])
    sent = {"answer": str(world.named_answer), "do": "choose", "text": "Ktoś z biblioteki ma rację."}
    response = signed_in(world.director).post(address, sent)
    assert response.status_code == 200
    assert "Ktoś z biblioteki" in response.content.decode()
    assert "no other words" in response.content.decode()
    assert not Quotation.objects.filter(answer_id=world.named_answer).exists()
    sent["text"] = "… z biblioteki ma rację."
    assert signed_in(world.director).post(address, sent).status_code == 302
    assert Quotation.objects.get(answer_id=world.named_answer).is_shortened


def viewer_client(made: Made) -> Client:
    client = Client()
    client.force_login(made.coordinator)
    return client


@pytest.fixture
def made(signed_in: Any) -> Made:
    made = filled()
    Standing.objects.create(owner=made.mok, account=made.coordinator, role=StandingRole.DIRECTOR)
    return made


def test_pages_ask_no_more_with_more_answers(made: Made, assert_queries_flat: Callable[..., None]) -> None:
    client = viewer_client(made)
    slug, network = made.consultation.slug, made.network.slug
    address = reverse("findings:question", args=[network, slug, "programme"])

    def visit(address: str) -> HttpResponse:
        columns._kept.clear()  # the columns are read anew, as after each answer
        return client.get(address)

    assert_queries_flat(lambda: visit(address), lambda: fill(made), at_most=24)
    listed = reverse("findings:question", args=[network, slug, "missing"])
    assert_queries_flat(lambda: visit(listed), lambda: fill(made), at_most=24)


def test_the_list_asks_no_more_with_more_findings(made: Made, assert_queries_flat: Callable[..., None]) -> None:
    client = viewer_client(made)

    def save(many: int) -> None:
        for number in range(many):
            actions.save_finding(
                acting_user=made.coordinator,
                consultation=made.consultation,
                owner=made.mok,
                question="age",
                option="young",
                sentence={"en": f"Finding {number}"},
                visibility=Visibility.PUBLIC,
            )

    save(2)
    actions.publish_release(acting_user=made.coordinator, consultation=made.consultation)
    address = reverse("findings:index", args=[made.network.slug])
    assert_queries_flat(lambda: client.get(address), lambda: save(10), at_most=20)
    viewer = viewer_for(None, made.network)
    names = [("findings.finding", str(pk)) for pk in Finding.objects.values_list("pk", flat=True)]
    assert len(resolve(names, viewer)) == 12


def test_a_page_of_many_answers_is_quick(made: Made) -> None:
    """The columns are read once; after that, a page counts from them."""
    for _round in range(2):
        fill(made)
    client = viewer_client(made)
    address = reverse("findings:question", args=[made.network.slug, made.consultation.slug, "programme"])
    client.get(address)
    begun = time.process_time()
    for _again in range(5):
        assert client.get(address).status_code == 200
    assert (time.process_time() - begun) / 5 < 0.2
