"""VC-JWT: RS256 and EdDSA, the key decides."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from hypothesis import given
from hypothesis import strategies as st

from talka.methods.credentials import NotCredential, jwk, read_token, token
from talka.methods.credentials.tokens import base64url, from_base64url
from tests.methods.credentials.made import ISSUER, KEY, badge, key


@pytest.fixture(scope="module")
def rsa() -> RSAPrivateKey:
    return generate_private_key(65537, 2048)


def test_a_token_carries_the_credential_and_its_claims(rsa: RSAPrivateKey) -> None:
    for secret, algorithm in ((rsa, "RS256"), (key(), "EdDSA")):
        made = token(badge(), secret, key_id=KEY)
        header, claims, _ = (part for part in made.split("."))
        assert json.loads(from_base64url(header)) == {"alg": algorithm, "typ": "JWT", "kid": KEY}
        read = json.loads(from_base64url(claims))
        assert (read["iss"], read["nbf"]) == (ISSUER, 1519898400)
        assert read["sub"] == badge()["credentialSubject"]["id"]
        assert "vc" not in read
        verdict, credential = read_token(made, secret.public_key())
        assert verdict.holds
        assert credential == badge()


def test_a_changed_token_is_refused(rsa: RSAPrivateKey) -> None:
    made = token(badge(), rsa, key_id=KEY)
    header, claims, signature = made.split(".")
    other = base64url(json.dumps({**json.loads(from_base64url(claims)), "name": "Other"}).encode())
    assert read_token(f"{header}.{other}.{signature}", rsa.public_key())[0].problem.startswith("The signature")
    none = base64url(b'{"alg":"none"}')
    assert not read_token(f"{none}.{claims}.", rsa.public_key())[0].holds
    assert not read_token(made, key().public_key())[0].holds
    assert not read_token(token(badge(), key(2), key_id=KEY), key().public_key())[0].holds


def test_claims_that_do_not_agree_with_the_credential_are_refused() -> None:
    made = token(badge(), key(), key_id=KEY)
    header, claims, _ = made.split(".")
    read = json.loads(from_base64url(claims)) | {"sub": "urn:uuid:somebody-else"}
    signed = f"{header}.{base64url(json.dumps(read).encode())}"
    forged = f"{signed}.{base64url(key().sign(signed.encode()))}"
    assert read_token(forged, key().public_key())[0].problem == (
        "The claims of the token do not agree with the credential in it."
    )


def test_a_short_rsa_key_and_a_credential_without_subject_are_refused() -> None:
    with pytest.raises(NotCredential):
        token(badge(), generate_private_key(65537, 1024), key_id=KEY)
    bare = badge()
    del bare["credentialSubject"]["id"]
    with pytest.raises(NotCredential):
        token(bare, key(), key_id=KEY)


def test_keys_as_json(rsa: RSAPrivateKey) -> None:
    assert jwk(rsa.public_key())["e"] == "AQAB"
    assert jwk(key().public_key())["crv"] == "Ed25519"


@given(st.text() | st.text(alphabet="abc.-_=ey").map(lambda text: f"{text}.{text}.{text}"))
def test_whatever_a_stranger_sends_is_a_verdict(text: str) -> None:
    assert not read_token(text, key().public_key())[0].holds
