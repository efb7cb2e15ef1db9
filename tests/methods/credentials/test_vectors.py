"""What W3C and 1EdTech published, reproduced exactly."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from talka.methods.credentials import (
    JCS,
    RDFC,
    private_multikey,
    public_multikey,
    read_private,
    sign,
    transformed,
    verify,
)
from tests.methods.credentials.made import EXAMPLES, vector, words

SUITES = [(RDFC, "eddsa-rdfc-2022", "DataInt"), (JCS, "eddsa-jcs-2022", "JCS")]


def test_the_key_pair_of_w3c() -> None:
    pair = vector("w3c-keyPair.json")
    key = read_private(pair["privateKeyMultibase"])
    assert public_multikey(key.public_key()) == pair["publicKeyMultibase"]
    assert private_multikey(key) == pair["privateKeyMultibase"]


@pytest.mark.parametrize(("suite", "folder", "end"), SUITES)
def test_documents_and_proofs_of_w3c_step_by_step(suite: str, folder: str, end: str) -> None:
    unsigned = vector("w3c-unsigned.json")
    assert transformed(unsigned, suite, EXAMPLES).decode() == words(f"{folder}/canonDoc{end}.txt")
    assert hashlib.sha256(transformed(unsigned, suite, EXAMPLES)).hexdigest() == words(f"{folder}/docHash{end}.txt")
    config = {"@context": unsigned["@context"], **vector(f"{folder}/proofConfig{end}.json")}
    assert hashlib.sha256(transformed(config, suite, EXAMPLES)).hexdigest() == words(f"{folder}/proofHash{end}.txt")


@pytest.mark.parametrize(("suite", "folder", "end"), SUITES)
def test_signed_documents_of_w3c(suite: str, folder: str, end: str) -> None:
    wanted = vector(f"{folder}/signed{end}.json")
    key = read_private(vector("w3c-keyPair.json")["privateKeyMultibase"])
    made = sign(
        vector("w3c-unsigned.json"),
        key,
        verification_method=wanted["proof"]["verificationMethod"],
        created=wanted["proof"]["created"],
        suite=suite,
        more=EXAMPLES,
    )
    assert made == wanted
    assert verify(wanted, key.public_key(), EXAMPLES).holds


def test_the_canonical_proof_of_w3c() -> None:
    config = {**vector("eddsa-rdfc-2022/proofConfigDataInt.json")}
    assert transformed(config, RDFC, EXAMPLES).decode() == words("eddsa-rdfc-2022/proofCanonDataInt.txt")


def test_the_example_of_1edtech() -> None:
    example = vector("ob3-1edtech.json")
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(example["private_key_hex"]))
    assert hashlib.sha256(transformed(example["credential"])).hexdigest() == example["document_hash"]
    assert hashlib.sha256(transformed(example["proof_configuration"])).hexdigest() == example["proof_hash"]
    config = example["proof_configuration"]
    made = sign(example["credential"], key, verification_method=config["verificationMethod"], created=config["created"])
    assert made["proof"]["proofValue"] == example["proof_value"]
    assert verify(made, key.public_key()).holds
