"""A verifier that we did not write accepts what we sign and refuses what was changed."""

import copy

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from talka.methods.credentials import OPEN_BADGES_3, jwk, public_multikey, sign, token
from talka.methods.credentials.contexts import bundled
from tests.methods.credentials.independent import asked, key_documents
from tests.methods.credentials.made import ISSUER, KEY, MOMENT, badge, key

DOCUMENTS = {
    OPEN_BADGES_3: bundled(OPEN_BADGES_3),
    **key_documents(ISSUER, {KEY: public_multikey(key().public_key())}),
}


def test_ours_is_accepted_and_a_changed_one_refused() -> None:
    made = sign(badge(), key(), verification_method=KEY, created=MOMENT)
    assert asked({"credential": made, "documents": DOCUMENTS}) == (True, "")
    changed = copy.deepcopy(made)
    changed["credentialSubject"]["achievement"]["name"] = "Director of the year"
    holds, problem = asked({"credential": changed, "documents": DOCUMENTS})
    assert not holds
    assert "Invalid signature" in problem
    other = sign(badge(), key(2), verification_method=KEY, created=MOMENT)
    assert not asked({"credential": other, "documents": DOCUMENTS})[0]


def test_tokens_are_accepted_and_changed_ones_refused() -> None:
    rsa = generate_private_key(65537, 2048)
    for secret in (rsa, key()):
        made = token(badge(), secret, key_id=KEY)
        assert asked({"token": made, "jwk": jwk(secret.public_key())}) == (True, "")
        head, claims, signature = made.split(".")
        assert not asked({"token": f"{head}.{claims[:-2]}AA.{signature}", "jwk": jwk(secret.public_key())})[0]
