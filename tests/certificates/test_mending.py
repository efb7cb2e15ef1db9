"""An error in a certificate: it is revoked with a letter, and issued anew with the right name."""

import pytest
from django.core import mail
from django.urls import reverse

from talka.certificates import actions
from talka.certificates.letters import write_revoked
from talka.certificates.models import Certificate
from talka.foundation.access import Refusal
from talka.foundation.audit.models import AuditRecord
from tests.certificates.made import certificate_of, issue
from tests.certificates.test_issuing import text_of
from tests.certificates.test_public import page_of, pdf_of
from tests.world import World

pytestmark = pytest.mark.django_db


def revoked(world: World, **more: object) -> Certificate:
    return actions.revoke_certificate(
        acting_user=world.director, certificate=world.certificate, reason="Issued from a wrong list", **more
    )


def reissued(world: World, **more: object) -> Certificate:
    given = {"name": "Aldona Wilk-Zając", "email": "aldona@example.org", "reason": "The name was misspelt"} | more
    made = actions.reissue_certificate(acting_user=world.director, certificate=world.certificate, **given)
    made.refresh_from_db()
    return made


def test_the_holder_is_told_once_in_their_language_and_whom_to_ask(world: World) -> None:
    mail.outbox.clear()
    revoked(world)
    (letter,) = mail.outbox
    assert letter.to == [world.certificate.email]
    assert "Issued from a wrong list" in letter.body
    assert "Szkolenie w regionach" in letter.subject
    assert world.organisation.name in letter.body
    write_revoked.call(world.certificate.pk)
    assert len(mail.outbox) == 1, "a job that is done twice writes once"


def test_nobody_is_written_to_who_was_taken_out(world: World) -> None:
    actions.erase_holder(certificate=world.certificate)
    mail.outbox.clear()
    revoked(world)
    assert mail.outbox == []


def test_the_right_name_is_a_new_credential_and_the_old_one_says_so(world: World, client) -> None:
    old = world.certificate
    mail.outbox.clear()
    new = reissued(world)
    old.refresh_from_db()
    assert (new.replaces, new.facts, new.subject, new.revoked_at) == (old, old.facts, old.subject, None)
    assert new.code != old.code
    assert new.status_index != old.status_index
    assert new.credential["id"] != old.credential["id"]
    assert old.revoked_reason == "The name was misspelt"
    assert "Aldona Wilk-Zając" in text_of(pdf_of(new))
    assert new.code in page_of(client, old)
    assert f"{old.code[:5]}-{old.code[5:]}" in page_of(client, new)
    # One letter: of the new one, which says what it stands in the place of.
    (letter,) = mail.outbox
    assert letter.to == ["aldona@example.org"]
    assert "The name was misspelt" in letter.body
    trail = AuditRecord.objects.filter(verb="reissued certificate")
    assert [each.details["new"] for each in trail] == [new.code]
    for act in (lambda: reissued(world), lambda: revoked(world)):
        with pytest.raises(Refusal):
            act()


def test_what_was_revoked_by_mistake_is_issued_anew(world: World) -> None:
    revoked(world, letter=False)
    new = reissued(world, name=world.certificate.name, reason="")
    world.certificate.refresh_from_db()
    assert new.replaces == world.certificate
    assert world.certificate.revoked_reason == "Issued from a wrong list"


def test_issued_anew_with_the_whole_round_it_stands_in_its_place_too(world: World) -> None:
    revoked(world, letter=False)
    issue(world, world.taught_cohort, world.certificate_rule, world.holder_member)
    new = Certificate.objects.get(member=world.holder_member, revoked_at__isnull=True)
    assert new.replaces == world.certificate
    with pytest.raises(Refusal):
        reissued(world)


def test_it_needs_a_reason_and_a_holder(world: World) -> None:
    with pytest.raises(Refusal, match="Say why"):
        reissued(world, reason=" ")
    assert certificate_of(world.holder_member).revoked_at is None, "nothing was done by halves"
    actions.erase_holder(certificate=world.certificate)
    with pytest.raises(Refusal, match="nobody to issue it to"):
        reissued(world)


def test_the_host_corrects_the_name_on_a_page(world: World, signed_in) -> None:
    client = signed_in(world.director)
    url = reverse("certificates:reissue", args=["weavers", world.certificate.code])
    assert 'value="Aldona Wilk"' in client.get(url).content.decode()
    sent = {"name": "Aldona Zając", "language": "pl", "reason": "The name was misspelt"}
    answer = client.post(url, sent, follow=True)
    assert "Aldona Zając" in answer.content.decode()
    assert client.get(url).status_code == 404
    new = Certificate.objects.get(replaces=world.certificate)
    assert "Revoke it" in client.get(reverse("certificates:certificate", args=["weavers", new.code])).content.decode()
