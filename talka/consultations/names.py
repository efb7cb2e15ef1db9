"""Short names made from people's words: addresses, keys for tables, tokens under a QR code."""

import secrets
from collections.abc import Container, Mapping

from django.utils.text import slugify

from talka.foundation.wording import said

# Letters that have no decomposition into a plain letter and a mark.
PLAIN = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "æ": "ae", "Æ": "ae", "ß": "ss", "ı": "i"})
# Without letters and figures that are mistaken for each other when a token is typed from a poster.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
TOKEN_LENGTH = 10


def plain_name(wording: Mapping[str, str] | str, most: int, otherwise: str, separator: str = "-") -> str:
    """The words as plain letters, cut at a word where they are long; `otherwise` where nothing is left."""
    text = wording if isinstance(wording, str) else said(wording)
    name = slugify(text.translate(PLAIN))
    if len(name) > most:
        name = name[:most].rsplit("-", 1)[0]
    return name.replace("-", separator).strip(separator) or otherwise


def free_name(name: str, taken: Container[str], most: int, separator: str = "-") -> str:
    """The name, with the first free number behind it where it is taken."""
    if name not in taken:
        return name
    number = 2
    while True:
        ending = f"{separator}{number}"
        candidate = name[: most - len(ending)] + ending
        if candidate not in taken:
            return candidate
        number += 1


def new_token() -> str:
    return "".join(secrets.choice(ALPHABET) for _letter in range(TOKEN_LENGTH))
