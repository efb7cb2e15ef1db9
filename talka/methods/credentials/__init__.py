"""Verifiable credentials: signed, checked, baked into pictures, revoked by lists. Plain Python; asks no network.

`sign` and `verify` make and check Data Integrity proofs, `token` and `read_token` the same as VC-JWT, `Batch` signs many
of one shape, `bake` and `unbake` carry a credential in a PNG. See docs/methods/credentials.md.
"""

from talka.methods.credentials.badges import Achievement, Issuer, credential, hashed_address, is_address
from talka.methods.credentials.baking import bake, unbake
from talka.methods.credentials.canonical import Pattern, canonical
from talka.methods.credentials.contexts import CREDENTIALS_V2, OPEN_BADGES_3
from talka.methods.credentials.integrity import JCS, RDFC, Verdict, sign, transformed, verify
from talka.methods.credentials.multikey import (
    base58,
    from_base58,
    private_multikey,
    public_multikey,
    read_private,
    read_public,
)
from talka.methods.credentials.problems import NotCredential, NotKey
from talka.methods.credentials.signing import Batch
from talka.methods.credentials.status import encoded, entry, is_set, status_list
from talka.methods.credentials.tokens import jwk, read_token, token

__all__ = [
    "CREDENTIALS_V2",
    "JCS",
    "OPEN_BADGES_3",
    "RDFC",
    "Achievement",
    "Batch",
    "Issuer",
    "NotCredential",
    "NotKey",
    "Pattern",
    "Verdict",
    "bake",
    "base58",
    "canonical",
    "credential",
    "encoded",
    "entry",
    "from_base58",
    "hashed_address",
    "is_address",
    "is_set",
    "jwk",
    "private_multikey",
    "public_multikey",
    "read_private",
    "read_public",
    "read_token",
    "sign",
    "status_list",
    "token",
    "transformed",
    "unbake",
    "verify",
]
