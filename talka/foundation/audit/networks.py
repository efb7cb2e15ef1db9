"""Networks stand a floor below the trail; what happens to them is written down from here."""

from typing import Any

from django.dispatch import receiver

from talka.foundation.audit.actions import record
from talka.identity.events import network_changed, network_made
from talka.identity.models import Account, Network


@receiver(network_made, dispatch_uid="write down that a network was made")
def write_made(sender: Any, *, network: Network, acting_user: Account, details: dict[str, Any], **kwargs: Any) -> None:
    record(acting_user=acting_user, network=network, verb="made", target=network, **details)


@receiver(network_changed, dispatch_uid="write down that a network was changed")
def write_changed(
    sender: Any, *, network: Network, acting_user: Account, details: dict[str, Any], **kwargs: Any
) -> None:
    record(acting_user=acting_user, network=network, verb="changed", target=network, **details)
