"""A credential as a signed token (VC-JWT): the credential's own JSON with the token's claims, RS256 or EdDSA."""

import base64
import binascii
import calendar
import datetime
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from talka.methods.credentials.contexts import Document
from talka.methods.credentials.integrity import Verdict
from talka.methods.credentials.problems import NotCredential

PrivateKey = RSAPrivateKey | Ed25519PrivateKey
PublicKey = RSAPublicKey | Ed25519PublicKey
SMALLEST_RSA = 2048


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """Raises NotCredential where this is not unpadded Base64 with the letters of addresses."""
    if not set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"):
        raise NotCredential("The token has letters that tokens do not have.")
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as problem:
        raise NotCredential("The token is cut off.") from problem


def _compact(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def token(credential: Document, key: PrivateKey, *, key_id: str) -> str:
    """The credential as VC-JWT.

    key_id  the address under which the public key is published
    `iss`, `jti`, `nbf`, `exp` and `sub` repeat what the credential says. Raises NotCredential where it lacks them.
    """
    claims = {**credential, **claims_of(credential)}
    header = {"alg": "RS256" if isinstance(key, RSAPrivateKey) else "EdDSA", "typ": "JWT", "kid": key_id}
    signed = f"{base64url(_compact(header))}.{base64url(_compact(claims))}"
    return f"{signed}.{base64url(_signature(key, signed.encode()))}"


def claims_of(credential: Document) -> dict[str, Any]:
    """The token's own claims, as Open Badges 3.0 derive them from the credential."""
    try:
        issuer = credential["issuer"]
        claims: dict[str, Any] = {
            "iss": issuer["id"] if isinstance(issuer, dict) else issuer,
            "jti": credential["id"],
            "nbf": _seconds(credential["validFrom"]),
            "sub": credential["credentialSubject"]["id"],
        }
        if "validUntil" in credential:
            claims["exp"] = _seconds(credential["validUntil"])
    except (KeyError, TypeError) as problem:
        raise NotCredential(
            "A token needs the credential's id, issuer, validFrom and the id of its subject."
        ) from problem
    return claims


def _seconds(moment: str) -> int:
    try:
        read = datetime.datetime.fromisoformat(moment.replace("Z", "+00:00"))
    except ValueError as problem:
        raise NotCredential(f"{moment!r} is not a moment.") from problem
    if read.tzinfo is None:
        raise NotCredential(f"{moment!r} has no time zone.")
    return calendar.timegm(read.utctimetuple())


def _signature(key: PrivateKey, data: bytes) -> bytes:
    if isinstance(key, Ed25519PrivateKey):
        return key.sign(data)
    if key.key_size < SMALLEST_RSA:
        raise NotCredential("RSA keys under 2048 bits are not used.")
    return key.sign(data, PKCS1v15(), SHA256())


def read_token(text: str, key: PublicKey) -> tuple[Verdict, Document]:
    """Whether the token holds, and the credential in it (empty where it does not).

    The key decides the algorithm, never the token. Never raises for what a stranger wrote.
    """
    try:
        header_text, claims_text, signature_text = text.split(".")
        header = json.loads(from_base64url(header_text))
        claims = json.loads(from_base64url(claims_text))
        signature = from_base64url(signature_text)
        wanted = "RS256" if isinstance(key, RSAPublicKey) else "EdDSA"
        if not isinstance(header, dict) or header.get("alg") != wanted or "crit" in header:
            return Verdict(False, "The token is signed in a way that does not fit the key."), {}
        signed = f"{header_text}.{claims_text}".encode()
        if isinstance(key, RSAPublicKey):
            key.verify(signature, signed, PKCS1v15(), SHA256())
        else:
            key.verify(signature, signed)
        if not isinstance(claims, dict):
            return Verdict(False, "The token carries no credential."), {}
        own = {name: claims.pop(name) for name in ("iss", "jti", "nbf", "sub", "exp", "iat") if name in claims}
        own.pop("iat", None)
        if own != claims_of(claims):
            return Verdict(False, "The claims of the token do not agree with the credential in it."), {}
    except InvalidSignature:
        return Verdict(False, "The signature does not fit: something was changed."), {}
    except (NotCredential, ValueError, RecursionError) as problem:
        return Verdict(False, str(problem) or "This is not a token."), {}
    return Verdict(True), claims


def jwk(key: PublicKey) -> dict[str, str]:
    """The public key as a JSON Web Key."""
    if isinstance(key, Ed25519PublicKey):
        raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
        return {"kty": "OKP", "crv": "Ed25519", "x": base64url(raw)}
    numbers = key.public_numbers()
    return {"kty": "RSA", "n": base64url(_number(numbers.n)), "e": base64url(_number(numbers.e))}


def _number(value: int) -> bytes:
    return value.to_bytes((value.bit_length() + 7) // 8, "big")
