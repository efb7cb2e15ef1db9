"""Bitstring Status List 1.0: which credentials were revoked, one bit each, in a list that says nothing of anybody."""

import base64
import gzip
import io
from collections.abc import Iterable

from talka.methods.credentials.contexts import CREDENTIALS_V2, Document
from talka.methods.credentials.problems import NotCredential
from talka.methods.credentials.tokens import from_base64url

SMALLEST = 131_072  # bits: sixteen kilobytes, so that nobody can be told by the length of the list


def encoded(revoked: Iterable[int], size: int = SMALLEST) -> str:
    """The list as its `encodedList`: the first bit is the leftmost of the first byte."""
    bits = bytearray((max(size, SMALLEST) + 7) // 8)
    for index in revoked:
        bits[index >> 3] |= 0x80 >> (index & 7)
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).rstrip(b"=").decode()


def is_set(text: str, index: int, most: int = 2**24) -> bool:
    """Whether the bit of one credential is set. Raises NotCredential for a list that cannot be read."""
    if not text.startswith("u"):
        raise NotCredential("The list is not multibase in Base64.")
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(from_base64url(text[1:]))) as packed:
            bits = packed.read(most // 8 + 1)
    except (OSError, EOFError) as problem:
        raise NotCredential("The list cannot be unpacked.") from problem
    if len(bits) * 8 < SMALLEST or not 0 <= index < len(bits) * 8:
        raise NotCredential("The list is shorter than it may be.")
    return bool(bits[index >> 3] & (0x80 >> (index & 7)))


def entry(list_url: str, index: int) -> Document:
    """`credentialStatus` of one credential."""
    return {
        "id": f"{list_url}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": list_url,
    }


def status_list(*, url: str, issuer: str, valid_from: str, revoked: Iterable[int]) -> Document:
    """The unsigned list credential."""
    return {
        "@context": [CREDENTIALS_V2],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": valid_from,
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(revoked),
        },
    }
