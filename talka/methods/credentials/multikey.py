"""Keys of Ed25519 as Multikey texts, and Base58 as the signatures are written."""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from talka.methods.credentials.problems import NotKey

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
PLACE = {letter: value for value, letter in enumerate(ALPHABET)}
PUBLIC = b"\xed\x01"
PRIVATE = b"\x80\x26"


def base58(data: bytes) -> str:
    """The letters of Base58 as Bitcoin writes it; leading zero bytes become leading ones."""
    number = int.from_bytes(data, "big")
    letters = []
    while number:
        number, rest = divmod(number, 58)
        letters.append(ALPHABET[rest])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return ALPHABET[0] * zeros + "".join(reversed(letters))


def from_base58(text: str) -> bytes:
    """The bytes again. Raises NotKey for a letter that Base58 does not have."""
    number = 0
    for letter in text:
        if letter not in PLACE:
            raise NotKey(f"{letter!r} is not a letter of Base58.")
        number = number * 58 + PLACE[letter]
    zeros = len(text) - len(text.lstrip(ALPHABET[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def multibase(data: bytes) -> str:
    return "z" + base58(data)


def from_multibase(text: str) -> bytes:
    """Raises NotKey where the text is not multibase in Base58."""
    if not text.startswith("z"):
        raise NotKey("Only multibase in Base58 (beginning with z) is read.")
    return from_base58(text[1:])


def public_multikey(key: Ed25519PublicKey) -> str:
    """`z6Mk…`, as a verification method publishes it."""
    return multibase(PUBLIC + key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def private_multikey(key: Ed25519PrivateKey) -> str:
    """`z3u2…`: a secret, to be kept encrypted."""
    return multibase(PRIVATE + key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))


def read_public(text: str) -> Ed25519PublicKey:
    """Raises NotKey where this is not a public Multikey of Ed25519."""
    return Ed25519PublicKey.from_public_bytes(_of_kind(text, PUBLIC))


def read_private(text: str) -> Ed25519PrivateKey:
    """Raises NotKey where this is not a private Multikey of Ed25519."""
    return Ed25519PrivateKey.from_private_bytes(_of_kind(text, PRIVATE))


def _of_kind(text: str, kind: bytes) -> bytes:
    data = from_multibase(text)
    if len(data) != 34 or data[:2] != kind:
        raise NotKey("This is not a Multikey of Ed25519 of the expected kind.")
    return data[2:]
