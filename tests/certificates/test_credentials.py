"""The credentials that the room issues, checked by what the network publishes and by others' verifier."""

import io
import json

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from PIL import Image

from talka.certificates import actions
from talka.certificates.actions.keys import opened_for_proofs
from talka.methods.credentials import OPEN_BADGES_3, is_address, is_set, read_public, sign, unbake, verify
from talka.methods.credentials.contexts import bundled
from talka.methods.credentials.tokens import from_base64url
from tests.certificates.made import certificate_of, issue
from tests.methods.credentials.independent import asked
from tests.world import World

pytestmark = pytest.mark.django_db


def fetched(client: Client, address: str) -> dict:
    """What stands at a published address."""
    response = client.get(address.removeprefix(settings.ADDRESS))
    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    return response.json()


def published(client: Client, credential: dict) -> dict:
    """The documents that a verifier elsewhere would fetch."""
    key, issuer = credential["proof"]["verificationMethod"], credential["issuer"]["id"]
    return {OPEN_BADGES_3: bundled(OPEN_BADGES_3), key: fetched(client, key), issuer: fetched(client, issuer)}


def test_an_independent_verifier_accepts_it_by_what_is_published(world: World, client: Client) -> None:
    issue(world, world.taught_cohort, world.certificate_rule, world.earned_member)
    for member in (world.holder_member, world.earned_member):
        credential = certificate_of(member).credential
        documents = published(client, credential)
        assert asked({"credential": credential, "documents": documents}) == (True, "")
        changed = json.loads(json.dumps(credential))
        changed["credentialSubject"]["activityEndDate"] = "2030-01-01"
        assert not asked({"credential": changed, "documents": documents})[0]


def test_the_token_is_accepted_by_the_published_key(world: World, client: Client) -> None:
    token = world.certificate.token
    header = json.loads(from_base64url(token.split(".")[0]))
    jwk = fetched(client, header["kid"])
    assert asked({"token": token, "jwk": jwk}) == (True, "")
    assert not asked({"token": token[:-8] + "AAAAAAAA", "jwk": jwk})[0]


def test_batch_signing_equals_signing_one(world: World) -> None:
    credential = world.certificate.credential
    unsigned = {name: value for name, value in credential.items() if name != "proof"}
    again = sign(
        unsigned,
        opened_for_proofs(world.certificate.key),
        verification_method=credential["proof"]["verificationMethod"],
        created=credential["proof"]["created"],
    )
    assert again == credential


def test_it_names_the_holder_by_a_salted_hash_alone(world: World) -> None:
    text = json.dumps(world.certificate.credential)
    assert "Wilk" not in text
    assert "aldona@" not in text
    (identity,) = world.certificate.credential["credentialSubject"]["identifier"]
    assert is_address(identity, "aldona@example.org")
    assert world.certificate.credential["id"].endswith(f"/c/{world.certificate.code}/")


def test_the_badge_is_a_picture_with_the_credential_in_it(world: World, client: Client) -> None:
    url = reverse("certificates:badge", args=["weavers", world.certificate.secret])
    png = client.get(url).content
    assert Image.open(io.BytesIO(png)).size == (567, 567)
    assert json.loads(unbake(png) or "") == world.certificate.credential


def test_old_keys_stay_published_and_a_revoked_one_says_since_when(world: World, client: Client, signed_in) -> None:
    credential = world.certificate.credential
    coordinator = signed_in(world.coordinator)
    assert coordinator.post(reverse("certificates:rotate", args=["weavers"])).status_code == 302
    assert asked({"credential": credential, "documents": published(client, credential)}) == (True, "")
    key = fetched(client, credential["proof"]["verificationMethod"])
    assert "revoked" not in key
    assert verify(credential, read_public(key["publicKeyMultibase"])).holds
    coordinator.post(
        reverse("certificates:revoke_key", args=["weavers", world.certificate.key.number]), {"revoked_reason": "Stolen"}
    )
    key = fetched(client, credential["proof"]["verificationMethod"])
    assert key["revoked"].endswith("Z")
    assert not asked({"credential": credential, "documents": published(client, credential)})[0]
    page = client.get(reverse("certificates:certificate", args=["weavers", world.certificate.code])).content.decode()
    assert "its digital signature is not trusted any more" in page


def test_what_is_revoked_stands_on_the_signed_list(world: World, client: Client) -> None:
    status = world.certificate.credential["credentialStatus"]
    index = int(status["statusListIndex"])
    before = fetched(client, status["statusListCredential"])
    assert not is_set(before["credentialSubject"]["encodedList"], index)
    actions.revoke_certificate(acting_user=world.director, certificate=world.certificate, reason="A wrong list")
    after = fetched(client, status["statusListCredential"])
    assert is_set(after["credentialSubject"]["encodedList"], index)
    key = fetched(client, after["proof"]["verificationMethod"])
    assert verify(after, read_public(key["publicKeyMultibase"])).holds
