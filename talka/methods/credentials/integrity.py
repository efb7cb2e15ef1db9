"""Data Integrity proofs with Ed25519: `eddsa-rdfc-2022`, which Open Badges ask for, and `eddsa-jcs-2022`."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from talka.methods.credentials.canonical import canonical
from talka.methods.credentials.contexts import Document
from talka.methods.credentials.multikey import from_multibase, multibase
from talka.methods.credentials.problems import NotCredential, NotKey

RDFC = "eddsa-rdfc-2022"
JCS = "eddsa-jcs-2022"
SUITES = (RDFC, JCS)

Contexts = Mapping[str, Document]


@dataclass(frozen=True)
class Verdict:
    """Whether a signature holds, and why not. `problem` is a plain English sentence for records, not for pages."""

    holds: bool
    problem: str = ""


def proof_options(*, verification_method: str, created: str, suite: str = RDFC) -> Document:
    """The proof as it stands before it is signed. `created` is an XSD date and time with a zone."""
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": created,
        "verificationMethod": verification_method,
        "proofPurpose": "assertionMethod",
    }


def transformed(document: Document, suite: str = RDFC, more: Contexts | None = None) -> bytes:
    """The bytes that stand for the document. Raises NotCredential."""
    if suite == RDFC:
        return canonical(document, more).encode()
    if suite == JCS:
        try:
            return rfc8785.dumps(document)
        except rfc8785.CanonicalizationError as problem:
            raise NotCredential(str(problem)) from problem
    raise NotCredential(f"The suite {suite} is not known.")


def digest_of_options(options: Document, context: Any, more: Contexts | None = None) -> bytes:
    """The first half of what is signed: the proof without its value, read in the document's context."""
    if context is None:
        raise NotCredential("A credential says its context.")
    suite = str(options.get("cryptosuite"))
    config = {"@context": context, **{key: value for key, value in options.items() if key != "proofValue"}}
    return hashlib.sha256(transformed(config, suite, more)).digest()


def sign(
    document: Document,
    key: Ed25519PrivateKey,
    *,
    verification_method: str,
    created: str,
    suite: str = RDFC,
    more: Contexts | None = None,
) -> Document:
    """The document with its proof. Raises NotCredential where a signature would not cover all of it."""
    if "proof" in document:
        raise NotCredential("The document carries a proof already.")
    options = proof_options(verification_method=verification_method, created=created, suite=suite)
    if suite == JCS:
        options["@context"] = document.get("@context")
    first = digest_of_options(options, document.get("@context"), more)
    second = hashlib.sha256(transformed(document, suite, more)).digest()
    return {**document, "proof": {**options, "proofValue": multibase(key.sign(first + second))}}


def verify(
    document: Document, key: Ed25519PublicKey | Callable[[str], Ed25519PublicKey | None], more: Contexts | None = None
) -> Verdict:
    """Whether the one proof of the document holds.

    key  the public key, or what finds it by the proof's verification method (None: not known)
    Never raises for what a stranger put into the document: everything that cannot be read is a verdict.
    """
    proof = document.get("proof") if isinstance(document, dict) else None
    if not isinstance(proof, dict):
        return Verdict(False, "There is no proof.")
    if proof.get("type") != "DataIntegrityProof" or proof.get("cryptosuite") not in SUITES:
        return Verdict(False, "The proof is of a kind that is not read here.")
    if proof.get("proofPurpose") != "assertionMethod":
        return Verdict(False, "The proof was made for another purpose.")
    if callable(key):
        found = key(str(proof.get("verificationMethod")))
        if found is None:
            return Verdict(False, "The key is not known.")
        key = found
    unsigned = {name: value for name, value in document.items() if name != "proof"}
    if "@context" in proof and not _begins_alike(unsigned.get("@context"), proof["@context"]):
        return Verdict(False, "The proof was made in another context.")
    try:
        signature = from_multibase(str(proof.get("proofValue")))
        context = proof.get("@context", unsigned.get("@context"))
        first = digest_of_options(proof, context, more)
        second = hashlib.sha256(transformed(unsigned, str(proof["cryptosuite"]), more)).digest()
        key.verify(signature, first + second)
    except (NotCredential, NotKey) as problem:
        return Verdict(False, str(problem))
    except InvalidSignature:
        return Verdict(False, "The signature does not fit: something was changed.")
    return Verdict(True)


def _begins_alike(context: Any, named: Any) -> bool:
    """The document's context begins with what the proof names (Data Integrity, verify proof)."""
    whole = context if isinstance(context, list) else [context]
    start = named if isinstance(named, list) else [named]
    return whole[: len(start)] == start
