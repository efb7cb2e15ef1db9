"""Issuing: nobody twice, nobody who has not earned it, and a job that may end anywhere."""

import io
from uuid import uuid4

import pypdfium2
import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from talka.certificates import actions
from talka.certificates.actions import making
from talka.certificates.models import Certificate, CertificateSet, SigningKey
from talka.foundation.access import Refusal
from talka.gatherings.models import Attendance
from tests.certificates.made import certificate_of, day_of, issue, person, was_there
from tests.world import World

pytestmark = pytest.mark.django_db


def many(world: World, number: int):
    sessions = day_of(world, world.taught_cohort, -2)
    members = []
    for each in range(number):
        member = person(world, world.taught_cohort, f"Person {each}", email=f"person{each}@example.net")
        was_there(member, sessions)
        was_there(member, list(sessions[0].gathering.sessions.none()))
        members.append(member)
    return members


def text_of(pdf: bytes) -> str:
    return pypdfium2.PdfDocument(io.BytesIO(pdf))[0].get_textpage().get_text_bounded().replace("\xa0", " ")


def test_the_numbers_are_frozen_on_the_day_of_issue(world: World) -> None:
    certificate = world.certificate
    assert certificate.facts["planned_minutes"] == 240
    assert certificate.facts["attended_minutes"] == 240
    Attendance.objects.filter(participant=world.holder_member.participant).delete()
    certificate.refresh_from_db()
    assert certificate.facts["attended_minutes"] == 240


def test_only_those_who_earned_it_and_have_none(world: World) -> None:
    for member in (world.short_member, world.holder_member):
        with pytest.raises(Refusal):
            issue(world, world.taught_cohort, world.certificate_rule, member)
    with pytest.raises(Refusal):
        issue(world, world.taught_cohort, world.certificate_rule)
    changed = actions.set_rule(acting_user=world.coordinator, cycle=world.cycle, title={"en": "Other"}, share=50)
    with pytest.raises(Refusal, match="rule was changed"):
        issue(world, world.taught_cohort, world.certificate_rule, world.earned_member)
    issue(world, world.taught_cohort, changed, world.earned_member, world.short_member)
    assert Certificate.objects.filter(member__cohort=world.taught_cohort).count() == 3


def test_the_same_form_sent_twice_is_one_set(world: World, signed_in) -> None:
    client = signed_in(world.director)
    url = reverse("certificates:issue", args=["weavers", world.taught_cohort.pk])
    data = {"field_id": str(uuid4()), "rule": world.certificate_rule.pk, "members": [world.earned_member.pk]}
    first, second = client.post(url, data), client.post(url, data)
    assert first["Location"] == second["Location"]
    assert CertificateSet.objects.filter(field_id=data["field_id"]).count() == 1
    again = client.post(url, {**data, "field_id": str(uuid4())})
    assert again.status_code == 422
    assert Certificate.objects.filter(member=world.earned_member).count() == 1


def test_the_database_forbids_a_second_valid_one(world: World) -> None:
    certificate = certificate_of(world.holder_member)
    certificate.pk, certificate.code, certificate.secret, certificate.status_index = None, "0" * 10, uuid4(), 5
    with pytest.raises(IntegrityError), transaction.atomic():
        certificate.save(force_insert=True)
    actions.revoke_certificate(acting_user=world.director, certificate=world.certificate, reason="A wrong list")
    issue(world, world.taught_cohort, world.certificate_rule, world.holder_member)
    assert Certificate.objects.filter(member=world.holder_member, revoked_at__isnull=True).count() == 1


def test_a_job_that_ends_in_the_middle_goes_on_and_makes_nothing_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    members = many(world, 7)
    rule = actions.set_rule(acting_user=world.coordinator, cycle=world.cycle, title={"en": "Short"}, share=50)
    mail.outbox.clear()
    monkeypatch.setattr(making, "AT_ONCE", 3)
    issued = issue(world, world.taught_cohort, rule, *members, later=False)
    monkeypatch.setattr(making, "_keep", _ends_after(4, making._keep))
    with pytest.raises(Ended):
        actions.carry_on(issued=issued)
    monkeypatch.undo()
    # Of the handful in which it ended nothing is kept: each handful is a transaction.
    kept = dict(issued.certificates.filter(made_at__isnull=False).values_list("pk", "paper_sha256"))
    assert len(kept) == 3
    actions.take_up_unfinished()
    issued.refresh_from_db()
    assert issued.finished_at is None, "it was touched a moment ago and may still be at work"
    CertificateSet.objects.filter(pk=issued.pk).update(touched_at=timezone.now() - making.LIES_STILL * 2)
    actions.take_up_unfinished()
    issued.refresh_from_db()
    assert issued.finished_at is not None
    made = dict(issued.certificates.values_list("pk", "paper_sha256"))
    assert len(made) == 7
    assert kept.items() <= made.items(), "what was made stays as it is"
    assert actions.carry_on(issued=issued) == 0
    assert sorted(each.to[0] for each in mail.outbox) == sorted(f"person{n}@example.net" for n in range(7))
    assert len(set(made.values())) == 7


class Ended(Exception):
    pass


def _ends_after(number: int, keep):
    left = [number]

    def keep_or_end(*given):
        left[0] -= 1
        if left[0] < 0:
            raise Ended
        return keep(*given)

    return keep_or_end


def test_two_at_once_keep_each_paper_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second process carries on with the same handful while the first typesets it."""
    mail.outbox.clear()
    issued = issue(world, world.taught_cohort, world.certificate_rule, world.earned_member, later=False)
    real = making._keep
    other: list[int] = []

    def keep_after_the_other(*given):
        if not other:
            other.append(0)
            other[0] = actions.carry_on(issued=issued)
        return real(*given)

    monkeypatch.setattr(making, "_keep", keep_after_the_other)
    assert actions.carry_on(issued=issued) == 0
    assert other == [1]
    assert len(mail.outbox) == 1


def test_the_paper_says_it_in_the_holders_language(world: World) -> None:
    with default_storage.open(world.certificate.paper.path) as file:
        pdf = file.read()
    words = text_of(pdf)
    for part in ("Aldona Wilk", "Szkolenie w regionach", "Weavers", "Tomaszów Mazowiecki", "100 %"):
        assert part in words
    code = world.certificate.code
    assert f"{code[:5]}-{code[5:]}" in words
    assert b"pdfaid:part" in pdf
    assert "Paid from the Culture Fund." in words


def test_the_letter_leads_to_the_certificate(world: World) -> None:
    mail.outbox.clear()
    issue(world, world.taught_cohort, world.certificate_rule, world.earned_member)
    (letter,) = mail.outbox
    certificate = certificate_of(world.earned_member)
    assert letter.to == ["bronisław@example.org"]
    assert reverse("certificates:mine", args=["weavers", certificate.secret]) in letter.body
    assert certificate.letter_at is not None


def test_keys_are_made_once_and_sealed(world: World, settings) -> None:
    keys = SigningKey.objects.filter(network=world.network)
    assert sorted(keys.values_list("kind", flat=True)) == ["ed25519", "rsa"]
    issue(world, world.taught_cohort, world.certificate_rule, world.earned_member)
    assert keys.count() == 2
    # Another secret key of the installation: the old keys cannot be opened, are retired, and new ones sign.
    settings.SECRET_KEY = "another"
    fresh = actions.ready_key(network=world.network, kind=SigningKey.Kind.ED25519)
    assert fresh.number == 3
    assert keys.filter(retired_at__isnull=False).count() == 1
