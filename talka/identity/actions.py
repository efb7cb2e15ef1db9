"""Making an account and a network. Rules that forbid a step raise Django's ValidationError by field."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from talka.identity.addresses import address_problem
from talka.identity.events import network_changed, network_made
from talka.identity.models import Account, Network, NetworkMembership, NetworkRole

CHANGEABLE = frozenset(
    {"name", "slug", "about", "language", "time_zone", "currency", "small_number", "open_invitation"}
)


def make_account(*, email: str, name: str = "", language: str = "") -> Account:
    """The account with this address; made where there is none. A known account keeps its own name and language."""
    address = email.strip().lower()
    known = Account.objects.filter(email=address).first()
    if known:
        return known
    try:
        with transaction.atomic():
            return Account.objects.create_user(address, name=name.strip(), language=language)
    except IntegrityError:  # another request made it a moment ago
        return Account.objects.get(email=address)


@transaction.atomic
def make_network(
    *,
    acting_user: Account,
    name: str,
    slug: str,
    about: Mapping[str, str] | None = None,
    language: str = "en",
    time_zone: str = "Europe/Warsaw",
    currency: str = "EUR",
    small_number: int = 10,
    open_invitation: bool = True,
    is_demo: bool = False,
) -> Network:
    """Make a network; who makes it becomes its coordinator.

    Raises ValidationError with the field's name where an entry cannot be used.
    """
    network = Network(
        name=name.strip(),
        slug=slug.strip().lower(),
        about=dict(about or {}),
        language=language,
        time_zone=time_zone,
        currency=currency.strip().upper(),
        small_number=small_number,
        open_invitation=open_invitation,
        is_demo=is_demo,
    )
    _check(network)
    network.save()
    NetworkMembership.objects.create(network=network, account=acting_user, role=NetworkRole.COORDINATOR)
    network_made.send(Network, network=network, acting_user=acting_user, details={})
    return network


@transaction.atomic
def change_network(*, acting_user: Account, network: Network, **changes: Any) -> Network:
    """Change what a network says of itself and its settings. Raises ValidationError as `make_network` does."""
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise TypeError(f"a network has no {', '.join(sorted(unknown))} to change")
    kept = Network.objects.select_for_update().get(pk=network.pk)
    changed = sorted(name for name, value in changes.items() if getattr(kept, name) != value)
    if not changed:
        return kept
    for name in changed:
        setattr(kept, name, changes[name])
    _check(kept)
    kept.save(update_fields=changed)
    network_changed.send(Network, network=kept, acting_user=acting_user, details={"changed": changed})
    return kept


def _check(network: Network) -> None:
    problem = address_problem(network.slug, network if network.pk else None)
    if problem:
        raise ValidationError({"slug": problem})
    if network.time_zone not in available_timezones():
        raise ValidationError({"time_zone": _("This time zone is not known. Choose one from the list.")})
    if not (len(network.currency) == 3 and network.currency.isascii() and network.currency.isalpha()):
        raise ValidationError({"currency": _("A currency is written with three letters, such as EUR or PLN.")})
    network.full_clean(exclude=["slug", "about"])
