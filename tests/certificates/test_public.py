"""The public page: everything but the name, unless the holder allows it; files compared; nothing leaks."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from talka.certificates import actions
from talka.certificates.models import Certificate, Work
from talka.certificates.public import shown_name
from talka.certificates.views import public
from talka.foundation import rooms
from talka.foundation.audit.models import AuditRecord
from talka.foundation.files.models import StoredFile
from talka.foundation.limits import Limit
from tests.certificates.made import certificate_of, issue
from tests.world import World

pytestmark = pytest.mark.django_db


def page_of(client: Client, certificate: Certificate) -> str:
    response = client.get(reverse("certificates:certificate", args=["weavers", certificate.code]))
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def pdf_of(certificate: Certificate) -> bytes:
    with default_storage.open(certificate.paper.path) as file:
        return file.read()


def compared(client: Client, certificate: Certificate, data: bytes, name: str = "certificate.pdf") -> str:
    url = reverse("certificates:certificate", args=["weavers", certificate.code])
    return client.post(url, {"file": SimpleUploadedFile(name, data)}).content.decode()


GENUINE, OTHER = "exactly what was issued", "not what was issued"


def test_it_shows_what_the_paper_says_and_nobody(world: World, client: Client) -> None:
    page = page_of(client, world.certificate)
    for part in (
        "This certificate holds.",
        "Training by region",
        "Weaving together",
        "The south, taught",
        "Tomaszów Mazowiecki",
        "4 hours",
        "100 %",
        "At least 75 % of all planned hours",
        "Weavers",
        "Paid from the Culture Fund.",
        "The holder does not show their name.",
    ):
        assert part in page
    for secret in ("Aldona", "Wilk", "aldona@example.org", str(world.certificate.secret)):
        assert secret not in page


def test_the_holder_decides_what_is_shown(world: World, client: Client) -> None:
    mine = reverse("certificates:mine", args=["weavers", world.certificate.secret])
    client.post(mine, {"shown": "initials"})
    page = page_of(client, world.certificate)
    assert "A. W." in page
    assert "Wilk" not in page
    client.post(mine, {"shown": "full"})
    assert "Aldona Wilk" in page_of(client, world.certificate)
    client.post(mine, {"shown": "nobody"})
    assert "Wilk" not in page_of(client, world.certificate)
    assert client.post(mine, {"shown": "everybody"}).status_code == 422


def test_no_public_address_tells_a_name_or_the_holders_link(world: World, client: Client) -> None:
    for name, parts in (
        ("check", []),
        ("criteria", [world.certificate_rule.rule_id, 1]),
        ("issuer", []),
        ("issuer_json", []),
        ("status", []),
    ):
        words = client.get(reverse(f"certificates:{name}", args=["weavers", *parts])).content.decode()
        for secret in ("Wilk", "aldona@example.org", str(world.certificate.secret)):
            assert secret not in words, name
    story = client.get(reverse("programmes:story", args=["weavers", "weaving"])).content.decode()
    assert "Wilk" not in story
    assert "1 certificate" not in story, "small numbers stay back"


def test_an_edited_paper_is_found_out(world: World, client: Client) -> None:
    pdf = pdf_of(world.certificate)
    assert GENUINE in compared(client, world.certificate, pdf)
    assert OTHER in compared(client, world.certificate, pdf.replace(b"%%EOF", b"%%EOF\n"))
    issue(world, world.taught_cohort, world.certificate_rule, world.earned_member)
    other = certificate_of(world.earned_member)
    assert OTHER in compared(client, other, pdf)
    assert OTHER in compared(client, world.certificate, b"%PDF-1.7 nothing")
    assert OTHER in compared(client, world.certificate, b"\xff\xfe not a file of ours")


def test_badge_credential_and_token_are_compared_by_what_they_say(world: World, client: Client) -> None:
    for name in ("badge", "credential", "token"):
        url = reverse(f"certificates:{name}", args=["weavers", world.certificate.secret])
        data = client.get(url).content
        assert GENUINE in compared(client, world.certificate, data, name), name
        changed = data.replace(b"Training by region", b"Director of the year").replace(b"Szkolenie", b"Dyplom")
        if name == "token":
            changed = data[:-4] + b"AAAA"
        assert OTHER in compared(client, world.certificate, changed[:-1] if name == "badge" else changed, name), name


def test_a_revoked_one_says_when_and_why_and_stays(world: World, client: Client) -> None:
    actions.revoke_certificate(acting_user=world.director, certificate=world.certificate, reason="The list was wrong.")
    page = page_of(client, world.certificate)
    assert "This certificate does not hold any more." in page
    assert "The list was wrong." in page
    assert "100 %" in page


def test_codes_are_read_as_people_type_them(world: World, client: Client) -> None:
    code = world.certificate.code
    check = reverse("certificates:check", args=["weavers"])
    typed = f" {code[:5].lower()}-{code[5:]} ".replace("0", "o").replace("1", "l")
    wanted = reverse("certificates:certificate", args=["weavers", code])
    assert client.post(check, {"code": typed})["Location"] == wanted
    assert (
        client.get(reverse("certificates:certificate", args=["weavers", f"{code[:5]}-{code[5:]}"]))["Location"]
        == wanted
    )


def test_another_network_knows_nothing_of_it(world: World, client: Client, signed_in) -> None:
    certificate = world.certificate
    for name, part in (("certificate", certificate.code), ("mine", certificate.secret), ("paper", certificate.secret)):
        assert client.get(reverse(f"certificates:{name}", args=["strangers", part])).status_code == 404
    stranger = signed_in(world.stranger)
    for name, part in (
        ("round", world.taught_cohort.pk),
        ("rule", world.cycle.pk),
        ("set", world.certificate_set.pk),
        ("work", world.earned_member.pk),
        ("key", world.signing_key.number),
    ):
        assert stranger.get(reverse(f"certificates:{name}", args=["strangers", part])).status_code == 404, name
    way = reverse("certificates:way", args=["strangers", world.earned_member.participant.key, world.taught_cohort.pk])
    assert client.get(way).status_code == 404


def test_the_paper_is_not_open_to_the_network(world: World, signed_in) -> None:
    url = reverse("foundation:file", args=["weavers", world.certificate.paper.pk])
    assert signed_in(world.member).get(url).status_code == 404
    opened = signed_in(world.director).get(url)
    assert opened.status_code == 200
    assert opened.getvalue().startswith(b"%PDF-")


def test_trying_codes_is_slowed_down(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "CHECKS", Limit(most=3, seconds=600))
    check = reverse("certificates:check", args=["weavers"])
    answers = [client.post(check, {"code": f"{number:010}"}).status_code for number in range(4)]
    assert answers == [422, 422, 422, 429]
    page = reverse("certificates:certificate", args=["weavers", world.certificate.code])
    assert client.get(page).status_code == 429


def test_erasing_takes_the_person_and_keeps_the_numbers(world: World, client: Client) -> None:
    pdf, path = pdf_of(world.certificate), world.certificate.paper.path
    actions.show_name(certificate=world.certificate, shown=Certificate.Shown.FULL)
    client.post(reverse("certificates:erase", args=["weavers", world.certificate.secret]))
    gone = Certificate.objects.get(pk=world.certificate.pk)
    assert (gone.name, gone.email, gone.comes_from, gone.credential, gone.token, gone.paper) == (
        "",
        "",
        "",
        None,
        "",
        None,
    )
    assert not default_storage.exists(path)
    page = page_of(client, gone)
    assert "Wilk" not in page
    assert "The holder had their name erased." in page
    assert "100 %" in page
    assert GENUINE in compared(client, gone, pdf), "a copy that the holder kept is still known"
    assert client.get(reverse("certificates:mine", args=["weavers", gone.secret])).status_code == 404
    actions.erase_holder(certificate=gone)
    assert "Wilk" not in str(list(AuditRecord.objects.values_list("title", "details")))


def test_a_person_is_exported_and_erased_with_everything(world: World) -> None:
    world.earned_member.participant.account = world.interviewer
    world.earned_member.participant.save()
    given = rooms.export_person(world.expert)["certificates"]
    assert given["certificates"][0]["name"] == "Aldona Wilk"
    assert rooms.export_person(world.interviewer)["certificates"]["works"][0]["text"] == "What I would ask, and whom."
    rooms.erase_person(world.expert)
    rooms.erase_person(world.interviewer)
    assert Certificate.objects.get(pk=world.certificate.pk).erased_at is not None
    assert Work.objects.get().text == ""
    assert not StoredFile.objects.filter(name__endswith=f"{world.certificate.code}.pdf").exists()


def test_initials_of_long_names() -> None:
    certificate = Certificate(name="Ona Kazlauskaitė-Petrauskienė žuvis", shown="initials")
    assert shown_name(certificate) == "O. K. P. Ž."
