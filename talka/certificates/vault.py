"""Private keys at rest: encrypted with a key derived from the installation's secret key.

Whoever reads the database alone cannot sign. Where the secret key is lost or changed, the private keys cannot be
opened again; what they signed stays good, and new keys are made.
"""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"talka: signing keys of certificates"


class Sealed(Exception):
    """A private key cannot be opened with this installation's secret key."""


def _key() -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(settings.SECRET_KEY.encode())


def seal(data: bytes, bound_to: str) -> str:
    """`bound_to` names what the key belongs to; it opens only together with that."""
    nonce = os.urandom(12)
    return base64.b64encode(nonce + AESGCM(_key()).encrypt(nonce, data, bound_to.encode())).decode()


def unseal(text: str, bound_to: str) -> bytes:
    """Raises Sealed where the secret key or the owner is another."""
    data = base64.b64decode(text)
    try:
        return AESGCM(_key()).decrypt(data[:12], data[12:], bound_to.encode())
    except InvalidTag as problem:
        raise Sealed("The private key cannot be opened with this secret key.") from problem
