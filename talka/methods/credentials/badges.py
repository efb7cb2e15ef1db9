"""Open Badges 3.0: the smallest credential that conforms, for one achievement of one person."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from talka.methods.credentials.contexts import CREDENTIALS_V2, OPEN_BADGES_3, Document


@dataclass(frozen=True)
class Issuer:
    id: str
    name: str
    url: str = ""


@dataclass(frozen=True)
class Achievement:
    """What is earned. `criteria` says in words by which rule; `criteria_url` is where the rule stands."""

    id: str
    name: str
    description: str
    criteria: str
    criteria_url: str = ""
    kind: str = "Certificate"
    language: str = ""


def hashed_address(email: str, salt: str) -> Document:
    """A holder named by the salted hash of an e-mail address: whoever knows the address can check it."""
    digest = hashlib.sha256((email.strip().lower() + salt).encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "emailAddress",
        "salt": salt,
    }


def is_address(identity: Document, email: str) -> bool:
    """Whether the hashed identity is this address."""
    digest: str = hashed_address(email, str(identity.get("salt", "")))["identityHash"]
    return digest == identity.get("identityHash")


def credential(
    *,
    id: str,
    issuer: Issuer,
    achievement: Achievement,
    subject: str,
    identities: Sequence[Document],
    valid_from: str,
    name: str,
    status: Document | None = None,
    started_on: str = "",
    ended_on: str = "",
) -> Document:
    """An unsigned OpenBadgeCredential. Addresses are absolute, `valid_from` a moment with its zone."""
    profile: Document = {"id": issuer.id, "type": ["Profile"], "name": issuer.name}
    if issuer.url:
        profile["url"] = issuer.url
    criteria: Document = {"narrative": achievement.criteria}
    if achievement.criteria_url:
        criteria = {"id": achievement.criteria_url, **criteria}
    earned: Document = {
        "id": achievement.id,
        "type": ["Achievement"],
        "achievementType": achievement.kind,
        "name": achievement.name,
        "description": achievement.description,
        "criteria": criteria,
    }
    if achievement.language:
        earned["inLanguage"] = achievement.language
    person: Document = {"id": subject, "type": ["AchievementSubject"]}
    if identities:
        person["identifier"] = list(identities)
    if started_on:
        person["activityStartDate"] = started_on
    if ended_on:
        person["activityEndDate"] = ended_on
    made: Document = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_3],
        "id": id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": profile,
        "validFrom": valid_from,
        "name": name,
        "credentialSubject": {**person, "achievement": earned},
    }
    if status:
        made["credentialStatus"] = status
    return made
