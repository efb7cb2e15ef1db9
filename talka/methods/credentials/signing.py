"""Signing many credentials of one shape: the work that is the same for all is done once, the result is the same."""

import hashlib
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from talka.methods.credentials.canonical import Pattern
from talka.methods.credentials.contexts import Document
from talka.methods.credentials.integrity import digest_of_options, proof_options
from talka.methods.credentials.multikey import multibase


class Batch:
    """Signs documents that differ from `document` in the texts of its `slots`, with one key at one moment.

    Each result equals what `sign` gives for the same document: the canonical lines are written from the pattern, and
    the proof's options, which are the same for all, are hashed once.
    """

    def __init__(
        self, document: Document, slots: list[str], key: Ed25519PrivateKey, *, verification_method: str, created: str
    ) -> None:
        self._document = document
        self._pattern = Pattern(document, slots)
        self._key = key
        self._options = proof_options(verification_method=verification_method, created=created)
        self._first = digest_of_options(self._options, document.get("@context"))

    def sign(self, values: Mapping[str, str]) -> Document:
        """The document with `values` (slot → text) in it, and its proof. Raises NotCredential."""
        second = hashlib.sha256(self._pattern.canonical(values).encode()).digest()
        filled = _filled(self._document, values)
        assert isinstance(filled, dict)
        return {**filled, "proof": {**self._options, "proofValue": multibase(self._key.sign(self._first + second))}}


def _filled(value: object, values: Mapping[str, str]) -> object:
    if isinstance(value, dict):
        return {key: _filled(each, values) for key, each in value.items()}
    if isinstance(value, list):
        return [_filled(each, values) for each in value]
    return values.get(value, value) if isinstance(value, str) else value
