"""Addresses of localities and members, made of their names."""

from collections.abc import Container

from django.utils.text import slugify

# Letters that Unicode does not take apart into a letter and a mark.
PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "đ": "d", "ß": "ss", "œ": "oe"})
# Words that stand at the same place in an address.
RESERVED = frozenset({"new", "partnership", "people"})


def free_slug(name: str, taken: Container[str], otherwise: str, longest: int = 60) -> str:
    """A slug of the name that is not taken; `otherwise` where the name has no letter that an address can carry."""
    stem = slugify(name.translate(PLAIN))[: longest - 4].strip("-") or otherwise
    slug, number = stem, 2
    while slug in taken or slug in RESERVED:
        slug, number = f"{stem}-{number}", number + 1
    return slug
