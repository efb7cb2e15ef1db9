"""Full addresses that go out into the world: on papers, in credentials, in letters."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from talka.certificates.models import RuleVersion, SigningKey
from talka.identity.models import Network


def full(name: str, network: Network, *parts: Any) -> str:
    return f"{settings.ADDRESS}{reverse(f'certificates:{name}', args=[network.slug, *parts])}"


def of_certificate(network: Network, code: str) -> str:
    """The page on which anybody checks it; also the id of its credential."""
    return full("certificate", network, code)


def of_issuer(network: Network) -> str:
    return full("issuer_json", network)


def of_key(key: SigningKey) -> str:
    return full("key", key.network, key.number)


def of_rule(network: Network, version: RuleVersion) -> str:
    """The page of the rule; also the id of the achievement."""
    return full("criteria", network, version.rule_id, version.number)


def of_status_list(network: Network) -> str:
    return full("status", network)


def shown(address: str) -> str:
    """As people read it on paper: without the scheme and the last stroke."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}".rstrip("/")
