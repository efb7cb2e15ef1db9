"""What other pages show of certificates: desk, programme room, story, evidence, figures."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from talka.certificates import actions, room
from talka.certificates.models import Work
from talka.foundation.threads.kinds import resolve
from talka.gatherings.models import Gathering
from talka.programmes.actions import add_cycle
from tests.certificates.made import issue
from tests.programmes.world import picture
from tests.world import World

pytestmark = pytest.mark.django_db


def titles(world: World, role: str) -> list[str]:
    return [task.title for task in room.tasks(world.viewer(role))]


def test_the_desk_of_host_and_holder(world: World, client: Client) -> None:
    assert titles(world, "director") == ["1 work to look at: The south, taught"]
    assert titles(world, "expert") == ["Your certificate is ready: Training by region"]
    assert titles(world, "member") == []
    client.get(reverse("certificates:mine", args=["weavers", world.certificate.secret]))
    assert titles(world, "expert") == []
    actions.revoke_certificate(acting_user=world.director, certificate=world.certificate, reason="A wrong list")
    assert "Issue the certificates: The south, taught" in titles(world, "director")


def test_the_desk_asks_for_a_work_until_it_is_handed_in(world: World) -> None:
    world.short_member.participant.account = world.member
    world.short_member.participant.save()
    actions.set_rule(
        acting_user=world.coordinator,
        cycle=world.cycle,
        title={"en": "With work"},
        work=True,
        work_title={"en": "A fundraising plan"},
    )
    assert titles(world, "member") == ["Hand in your work: A fundraising plan"]
    work = actions.hand_in_work(acting_user=world.member, member=world.short_member, text="Schools first.")
    assert titles(world, "member") == []
    actions.return_work(acting_user=world.director, work=work, remark="And then?")
    assert titles(world, "member") == ["Work on it once more: A fundraising plan"]


def test_figures_evidence_yields_and_threads(world: World) -> None:
    programme, viewer = world.programme.pk, world.viewer("director")
    issue(world, world.taught_cohort, world.certificate_rule, world.earned_member)
    (figure,) = room.figures(programme, viewer)
    assert (figure.value, figure.title) == (2, "certificates")
    assert [row.cells[0] for row in figure.listed().rows] == ["Aldona Wilk", "Bronisław Zając"]
    (evidence,) = room.evidence(programme, viewer)
    assert evidence.figures == "2 certificates"
    end = resolve([evidence.name], viewer)[evidence.name]
    assert (end.title, end.figures, end.state) == ("Training by region", "2 certificates", "done")
    public = resolve([evidence.name], world.viewer("visitor"))[evidence.name]
    assert public.figures == "fewer than 10 certificates"
    Gathering.objects.filter(cohort=world.taught_cohort).update(stage=world.present_stage)
    (stage,) = room.stage_yields(programme, viewer)
    assert (stage.stage_id, stage.words, stage.state) == (world.present_stage.pk, "2 of 3 people", "half")


def test_programme_room_and_cycles_show_the_rounds(world: World, signed_in) -> None:
    page = signed_in(world.director).get(reverse("programmes:room", args=["weavers", "weaving"])).content.decode()
    assert reverse("certificates:round", args=["weavers", world.taught_cohort.pk]) in page
    page = signed_in(world.member).get(reverse("programmes:room", args=["weavers", "weaving"])).content.decode()
    assert "certificates/round" not in page


def test_a_cycle_without_rounds_leads_to_its_rule(world: World, signed_in) -> None:
    bare = add_cycle(acting_user=world.coordinator, programme=world.programme, title={"en": "Not run yet"})
    page = signed_in(world.director).get(reverse("programmes:cycles", args=["weavers", world.programme.slug]))
    text = page.content.decode()
    assert reverse("certificates:rule", args=["weavers", bare.pk]) in text
    assert "At least 75 % of all planned hours were attended." in text.replace("\xa0", " ")


def test_the_page_of_a_round_leads_to_its_certificates(world: World, signed_in) -> None:
    address = reverse("gatherings:round", args=["weavers", world.taught_cohort.pk])
    certificates = reverse("certificates:round", args=["weavers", world.taught_cohort.pk])
    runs = signed_in(world.director).get(address).content.decode()
    assert certificates in runs
    assert "1 of 3 people" in runs
    assert certificates not in signed_in(world.member).get(address).content.decode()


def test_a_work_is_handed_in_by_ones_own_link(world: World, client: Client, signed_in) -> None:
    actions.set_rule(acting_user=world.coordinator, cycle=world.cycle, title={"en": "With work"}, work=True)
    url = reverse("certificates:way", args=["weavers", world.short_member.participant.key, world.taught_cohort.pk])
    assert "Hand it in" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    file = SimpleUploadedFile("plan.png", picture(), content_type="image/png")
    assert client.post(url, {"link": "https://example.org/plan", "file": file}).status_code == 302
    work = Work.objects.get(member=world.short_member)
    assert (work.link, work.file.name, work.state) == ("https://example.org/plan", "plan.png", "handed_in")
    assert signed_in(world.member).get(reverse("foundation:file", args=["weavers", work.file.pk])).status_code == 404
    host = signed_in(world.director)
    address = reverse("certificates:work", args=["weavers", world.short_member.pk])
    assert host.post(address, {"return": "yes"}).status_code == 422
    assert host.post(address, {"return": "yes", "remark": "One more page"}).status_code == 302
    assert "One more page" in client.get(url).content.decode()
    assert host.post(address, {"accept": "yes"}).status_code == 302
    assert client.post(url, {"text": "More"}).status_code == 404
