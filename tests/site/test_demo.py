"""The demonstration: what it holds, and that every page it leads to opens."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from talka.consultations.feedback import programme_says
from talka.consultations.models import Answer, Consultation, Feedback
from talka.foundation.access import Viewer, viewer_for
from talka.foundation.audit.models import AuditRecord
from talka.foundation.threads.models import Relation, Thread
from talka.gatherings.models import Gathering
from talka.identity.models import Account, Network
from talka.programmes.models import ExpectedResult, Programme
from talka.reports.figures import figures_of
from talka.reports.models import PanelQuestion
from talka.site.demo.door import PARTS
from talka.strategy.models import Plan
from talka.strategy.queries import public_measures
from tests.conftest import commits_as_in_life
from tests.kept_world import the_demo


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found |= {value for name, value in attrs if name == "href" and value}


def links_on(page: str) -> set[str]:
    parser = Links()
    parser.feed(page)
    return {re.sub(r"[#?].*", "", link) for link in parser.found if link.startswith("/")}


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration, filled once for this file and undone at its end."""
    with django_db_blocker.unblock(), commits_as_in_life():
        outer = transaction.atomic()
        outer._from_testcase = True  # type: ignore[attr-defined] # as Django's own TestCase marks it
        with outer:
            the_demo()
            yield
            transaction.set_rollback(True)


@pytest.fixture
def demo(filled: None, db: None, settings: Any) -> None:
    settings.DEMO = True


def test_the_five_localities_count_as_their_report_does(demo: None) -> None:
    """77 people in the activities, 64 in the cycle, 64 certificates, five localities, sectors by number: all counted."""
    programme = Programme.objects.select_related("network").get(slug="penkios-vietoves")
    coordinator = viewer_for(Account.objects.get(email="ruta.zilinskiene@demo.invalid"), programme.network)
    found = {figure.key: figure for figure in figures_of(programme, coordinator)}
    counted = [found[key].value for key in ("people", "in-cycle", "certificates", "localities")]
    assert counted == [77, 64, 64, 5]
    for key, whole in (("people", 77), ("in-cycle", 64)):
        by_sector = next(each for each in found[key].breakdowns if each.key == "sector")
        assert sum(part.count or 0 for part in by_sector.parts) == whole
        assert len(by_sector.parts) == 6
        listed = found[key].figure.listed
        assert listed is not None
        assert len(listed().rows) == whole
    certificates = found["certificates"].figure.listed
    assert certificates is not None
    assert len(certificates().rows) == 64
    results = ExpectedResult.objects.filter(stage__programme=programme)
    proven = Thread.objects.filter(relation=Relation.BACKS, target_kind="programmes.expectedresult")
    assert {str(each.pk) for each in results} <= set(proven.values_list("target_id", flat=True))


def test_a_gathering_to_come_has_a_waiting_list_to_look_at(demo: None) -> None:
    """Eight keep a place, one is offered a free one, a group and two others wait; two places are kept for artists."""
    gathering = Gathering.objects.get(title__en="The five localities meet again")
    stands = Counter(gathering.sign_ups.values_list("state", flat=True))
    assert stands == {"coming": 8, "offered": 1, "waiting": 5, "cancelled": 1}
    page = Client().get(f"/inovacijos/gatherings/{gathering.pk}/", headers={"accept-language": "en"})
    assert "Join the waiting list" in page.content.decode()


def test_feedback_of_two_rounds_is_enough_to_be_read(demo: None) -> None:
    programme = Programme.objects.select_related("network").get(slug="penkios-vietoves")
    says = programme_says(programme.pk, programme.network)
    assert says is not None
    assert says.satisfied is not None
    assert says.satisfied.n == 34
    assert [(each.before.n, each.after.n) for each in says.goals if each.before and each.after] == [(24, 22)] * 3
    assert all((each.difference or 0) > 1 for each in says.goals)
    assert not Feedback.objects.filter(letters_at__isnull=False).exists()
    assert set(Feedback.objects.values_list("consultation__state", flat=True)) == {"closed"}


def test_four_networks_hold_the_five_source_programmes(demo: None) -> None:
    held = {
        network.slug: sorted(network_programmes)
        for network in Network.objects.all()
        if (network_programmes := list(Programme.objects.filter(network=network).values_list("slug", flat=True)))
    }
    assert held == {
        "tomaszow": ["program-wspolpracy-i-rozwoju"],
        "inovacijos": ["inovacijos-kulturos-istaigose", "penkios-vietoves"],
        "kaunas": ["bendradarbystes-modelis"],
        "varsinais-suomi": ["varsinaista-kulttuuria"],
    }
    five = Programme.objects.get(slug="penkios-vietoves")
    assert (five.starts_on, five.ends_on) == (datetime.date(2017, 1, 2), datetime.date(2017, 6, 30))
    assert sorted(five.localities.values_list("name", flat=True)) == [
        "Ignalina",
        "Pagėgiai",
        "Prienai",
        "Trakai",
        "Šilutė",
    ]


def test_600_made_up_answers_came_through_four_ways_and_a_second_consultation_is_open(demo: None) -> None:
    first = Consultation.objects.get(slug="czego-potrzebuje-miasto")
    by_channel = Counter(Answer.objects.filter(consultation=first).values_list("door__channel", flat=True))
    assert by_channel == {"online": 254, "street": 192, "paper": 116, "in_person": 38}
    assert sum(by_channel.values()) == 600
    assert first.state == Consultation.State.CLOSED
    assert set(Answer.objects.filter(consultation=first).values_list("language", flat=True)) == {"pl"}
    assert Consultation.objects.get(slug="ktore-zmiany-najpierw").state == Consultation.State.OPEN


def test_every_plan_is_approved_and_public(demo: None) -> None:
    assert Counter(Plan.objects.values_list("kind", "state", "visibility")) == {
        ("development", "approved", "public"): 3,
        ("cooperation", "approved", "public"): 1,
    }


def test_its_people_are_invented_and_its_rows_came_through_actions(demo: None) -> None:
    assert all(email.endswith("@demo.invalid") for email in Account.objects.values_list("email", flat=True))
    verbs = set(AuditRecord.objects.values_list("kind", flat=True))
    assert {"consultations.consultation", "strategy.plan", "findings.finding", "reports.panel"} <= verbs
    assert PanelQuestion.objects.filter(state="waiting").count() == 1


@pytest.mark.parametrize("language", ["en", "pl"])
def test_every_link_that_a_visitor_or_one_of_its_people_finds_leads_somewhere(demo: None, language: str) -> None:
    """Two clicks deep from each home and desk, nobody meets an error."""
    broken: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    for key in (None, *(part.key for part in PARTS[:4])):
        client = Client(headers={"accept-language": language})
        if key is None:
            edge = {"/", *(f"/{network.slug}/" for network in Network.objects.all())}
        else:
            edge = {client.post(f"/demo/enter/{key}/")["Location"]}
        for _click in range(2):
            following: set[str] = set()
            for address in sorted(edge):
                if (str(key), address) in seen or address.startswith(("/static/", "/sign-out")):
                    continue
                seen.add((str(key), address))
                response = client.get(address)
                if response.status_code >= 400:
                    broken[f"{key}: {address}"] = response.status_code
                elif response.streaming:
                    response.getvalue()
                elif response.get("Content-Type", "").startswith("text/html"):
                    following |= links_on(response.content.decode())
            edge = following
    assert broken == {}
    assert len(seen) > 100


def test_measures_lead_back_to_answers(demo: None) -> None:
    """From each public measure of the three plans the chain reaches a published finding, or says what it rests on."""
    client = Client()
    programme = Programme.objects.get(slug="program-wspolpracy-i-rozwoju")
    measures = public_measures(programme, Viewer(network=programme.network))
    assert len(measures) == 12
    reached = 0
    for each in measures:
        page = client.get(f"/tomaszow/thread/strategy.measure/{each.measure.id}/").content.decode()
        assert "internal analysis" in page
        reached += "n = " in page.replace("\xa0", " ")
    # Two measures of MOK rest on what its group saw, and on no finding.
    assert reached == 10
