"""What everybody may read of a certificate, and whether a file that somebody holds is one of ours."""

import datetime
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from talka.certificates import codes, words
from talka.certificates.models import Certificate, RuleVersion, SigningKey
from talka.certificates.papers import period_of
from talka.foundation.wording import Wording
from talka.methods.credentials import NotCredential, unbake
from talka.programmes.models import Programme

LARGEST_FILE = 5 * 1024 * 1024


@dataclass(frozen=True)
class PublicRecord:
    """Everything that the paper says, but for the name, which the holder allows or not."""

    certificate: Certificate
    code: str
    holder: str
    comes_from: str
    rule: RuleVersion
    sentences: list[str]
    programme: Programme
    programme_title: Wording
    round_title: Wording
    locality: str
    period: str
    planned: str
    attended: str
    share: int
    obligatory: int | None
    work_accepted_on: datetime.date | None
    issued_on: datetime.date
    key: SigningKey | None


def public_record(certificate: Certificate) -> PublicRecord:
    """No query beyond what the access function read."""
    facts, rule = certificate.facts, certificate.issued_in.rule
    accepted = facts.get("work_accepted_on")
    return PublicRecord(
        certificate=certificate,
        code=codes.grouped(certificate.code),
        holder=shown_name(certificate),
        comes_from=certificate.comes_from if certificate.shown == Certificate.Shown.FULL else "",
        rule=rule,
        sentences=words.rule_sentences(rule),
        programme=certificate.member.cohort.cycle.programme,
        programme_title=facts.get("programme") or {},
        round_title=facts.get("round") or {},
        locality=facts.get("locality", ""),
        period=period_of(facts),
        planned=words.hours(facts["planned_minutes"]),
        attended=words.hours(facts["attended_minutes"]),
        share=words.share_of(facts),
        obligatory=facts.get("obligatory"),
        work_accepted_on=datetime.date.fromisoformat(accepted) if accepted else None,
        issued_on=timezone.localdate(certificate.issued_at),
        key=certificate.key,
    )


def shown_name(certificate: Certificate) -> str:
    """The name as the holder allows it; empty for nobody's."""
    if certificate.erased_at is not None or certificate.shown == Certificate.Shown.NOBODY:
        return ""
    if certificate.shown == Certificate.Shown.FULL:
        return certificate.name
    parts = [part for part in certificate.name.replace("-", " ").split() if part]
    return " ".join(f"{part[0].upper()}." for part in parts)


def is_genuine(certificate: Certificate, data: bytes) -> bool:
    """Whether a file is exactly what was issued: the paper by its hash, the badge and the credential by what they say."""
    if data.startswith(b"%PDF-"):
        return hmac.compare_digest(hashlib.sha256(data).hexdigest(), certificate.paper_sha256)
    try:
        text = unbake(data) or "" if data.startswith(b"\x89PNG") else data.decode()
    except (NotCredential, UnicodeDecodeError):
        return False
    text = text.strip()
    if certificate.token and text == certificate.token:
        return True
    try:
        said_inside: Any = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return certificate.credential is not None and said_inside == certificate.credential
