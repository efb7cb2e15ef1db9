"""The first part of an address names a network, so a few words belong to the installation itself."""

import re

from django.utils.text import slugify
from django.utils.translation import gettext as _

from talka.identity.models import Network

RESERVED = frozenset(
    {
        "a",
        "accessibility",
        "accounts",
        "api",
        "components",
        "demo",
        "desk",
        "files",
        "health",
        "invitation",
        "language",
        "live",
        "networks",
        "new",
        "privacy",
        "sign-in",
        "sign-out",
        "static",
        "theme",
        "verify",
        "well-known",
    }
)

SHAPE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SHORTEST, LONGEST = 3, 40


def address_problem(slug: str, network: Network | None = None) -> str | None:
    """Why a network cannot have this address, as a sentence; None where it can. `network` keeps its own."""
    if not SHORTEST <= len(slug) <= LONGEST or not SHAPE.fullmatch(slug):
        return _(
            "An address has 3 to 40 characters: small letters from a to z, digits, and single hyphens between them."
        )
    if slug in RESERVED:
        return _("“%(address)s” is an address that Talka uses itself. Choose another one.") % {"address": slug}
    taken = Network.objects.filter(slug=slug)
    if network is not None:
        taken = taken.exclude(pk=network.pk)
    if taken.exists():
        return _("Another network already has the address “%(address)s”. Choose another one.") % {"address": slug}
    return None


def proposed_address(name: str) -> str:
    """A free address made of the network's name; the empty text where nothing usable is left of it."""
    stem = slugify(name)[: LONGEST - 3].strip("-")
    if len(stem) < SHORTEST:
        return ""
    tries = [stem, *(f"{stem}-{number}" for number in range(2, 100))]
    return next((slug for slug in tries if address_problem(slug) is None), "")
