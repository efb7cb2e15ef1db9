from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.identity.models import Account, Network
from talka.organisations.models import Locality
from talka.organisations.queries import uses_of
from talka.organisations.slugs import free_slug

CHANGEABLE = frozenset({"name", "part_of", "country", "residents"})


@transaction.atomic
def add_locality(
    *,
    acting_user: Account,
    network: Network,
    name: str,
    part_of: str = "",
    country: str = "",
    residents: int | None = None,
) -> Locality:
    """Add a town, village or district. Raises Refusal where one of this name stands in the same county."""
    Network.objects.select_for_update().get(pk=network.pk)
    _refuse_double(network, name.strip(), part_of.strip())
    taken = set(Locality.objects.filter(network=network).values_list("slug", flat=True))
    locality = Locality.objects.create(
        network=network,
        name=name.strip(),
        slug=free_slug(name, taken, "locality"),
        part_of=part_of.strip(),
        country=country.strip().upper(),
        residents=residents,
    )
    record(acting_user=acting_user, network=network, verb="added", target=locality)
    return locality


@transaction.atomic
def change_locality(*, acting_user: Account, locality: Locality, **changes: Any) -> Locality:
    """Change its name, county, country or number of residents; its address stays, so that links hold."""
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise TypeError(f"a locality has no {', '.join(sorted(unknown))} to change")
    kept = Locality.objects.select_for_update().get(pk=locality.pk)
    _refuse_double(kept.network, changes.get("name", kept.name), changes.get("part_of", kept.part_of), but=kept)
    changed = sorted(name for name, value in changes.items() if getattr(kept, name) != value)
    if changed:
        for name in changed:
            setattr(kept, name, changes[name])
        kept.save(update_fields=changed)
        record(acting_user=acting_user, network=kept.network, verb="changed", target=kept, changed=changed)
    return kept


@transaction.atomic
def remove_locality(*, acting_user: Account, locality: Locality) -> None:
    """Remove a locality that nothing stands in. Raises Refusal, with what uses it, otherwise."""
    kept = Locality.objects.select_for_update().get(pk=locality.pk)
    users = [name for name, used in uses_of([kept]).get(kept.pk, {}).items() if used]
    if users:
        raise Refusal(
            _("%(name)s is still used by: %(users)s. Move them to another locality first.")
            % {"name": kept.name, "users": ", ".join(users)}
        )
    record(acting_user=acting_user, network=kept.network, verb="removed", target=kept)
    kept.delete()


def _refuse_double(network: Network, name: str, part_of: str, but: Locality | None = None) -> None:
    same = Locality.objects.filter(network=network, name__iexact=name, part_of__iexact=part_of)
    if but is not None:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise Refusal(
            _("%(name)s is already in the list. Two places of one name are told apart by their county or region.")
            % {"name": name},
            "name",
        )
