"""The credential of each certificate: Open Badges 3.0 with the network's keys."""

import datetime
import hashlib
from typing import Any

from django.utils import translation

from talka.certificates import addresses, words
from talka.certificates.actions.keys import opened, opened_for_proofs
from talka.certificates.models import Certificate, RuleVersion, SigningKey
from talka.foundation.wording import said
from talka.identity.models import Network
from talka.methods.credentials import (
    Achievement,
    Batch,
    Issuer,
    credential,
    entry,
    hashed_address,
    token,
)

SLOTS = {
    "id": "https://slot.invalid/id",
    "subject": "urn:uuid:slot-subject",
    "hash": "slot-hash",
    "salt": "slot-salt",
    "status": "https://slot.invalid/status",
    "index": "slot-index",
}


def moment_of(when: datetime.datetime) -> str:
    return when.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Signer:
    """Signs the credentials of one set: one key of each kind, one rule, one moment."""

    def __init__(
        self, network: Network, rule: RuleVersion, key: SigningKey, token_key: SigningKey, issued_at: datetime.datetime
    ) -> None:
        self.network, self.rule, self.key = network, rule, key
        self._secret, self._token_secret = opened_for_proofs(key), opened(token_key)
        self._key_address = addresses.of_key(key)
        self._token_address = addresses.of_key(token_key)
        self._moment = moment_of(issued_at)
        self._batches: dict[tuple[str, bool, str, str], Batch] = {}

    def sign(self, certificate: Certificate) -> tuple[dict[str, Any], str]:
        """The signed credential, and the same as a token."""
        facts = certificate.facts
        named = bool(certificate.email)
        shape = (certificate.language, named, facts["starts_on"], facts["ends_on"])
        if shape not in self._batches:
            self._batches[shape] = self._batch(*shape)
        salt = hashlib.sha256(f"{certificate.secret}:salt".encode()).hexdigest()[:24]
        url = addresses.of_certificate(self.network, certificate.code)
        status = entry(addresses.of_status_list(self.network), certificate.status_index)
        scheme = url.partition(":")[0]
        assert scheme in {"http", "https"}
        values = {
            self._slot("id"): url,
            SLOTS["subject"]: f"urn:uuid:{certificate.subject}",
            self._slot("status"): status["id"],
            SLOTS["index"]: status["statusListIndex"],
        }
        if named:
            values[SLOTS["hash"]] = hashed_address(certificate.email, salt)["identityHash"]
            values[SLOTS["salt"]] = salt
        signed = self._batches[shape].sign(values)
        unsigned = {name: value for name, value in signed.items() if name != "proof"}
        return signed, token(unsigned, self._token_secret, key_id=self._token_address)

    def _slot(self, name: str) -> str:
        """Slots that are addresses begin as the installation's own address does."""
        scheme = addresses.of_issuer(self.network).partition(":")[0]
        return SLOTS[name].replace("https:", f"{scheme}:", 1)

    def _batch(self, language: str, named: bool, starts_on: str, ends_on: str) -> Batch:
        rule_url = addresses.of_rule(self.network, self.rule)
        with translation.override(language):
            title = said(self.rule.title, language)
            achievement = Achievement(
                id=rule_url,
                name=title,
                description=said(self.rule.about, language) or title,
                criteria=" ".join(words.rule_sentences(self.rule, language)),
                criteria_url=f"{rule_url}#criteria",
                language=language,
            )
        identity = hashed_address("", SLOTS["salt"]) | {"identityHash": SLOTS["hash"]}
        status = entry(addresses.of_status_list(self.network), 0)
        document = credential(
            id=self._slot("id"),
            issuer=Issuer(addresses.of_issuer(self.network), self.network.name, addresses.full("issuer", self.network)),
            achievement=achievement,
            subject=SLOTS["subject"],
            identities=[identity] if named else [],
            valid_from=self._moment,
            name=title,
            status=status | {"id": self._slot("status"), "statusListIndex": SLOTS["index"]},
            started_on=starts_on,
            ended_on=ends_on,
        )
        slots = [self._slot("id"), SLOTS["subject"], self._slot("status"), SLOTS["index"]]
        if named:
            slots += [SLOTS["hash"], SLOTS["salt"]]
        return Batch(document, slots, self._secret, verification_method=self._key_address, created=self._moment)
