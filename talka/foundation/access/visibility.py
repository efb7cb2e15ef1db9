"""One rule for every owned thing: private to the owner, shared with named owners, the network, the public."""

from typing import TypeVar

from django.db.models import Q, QuerySet

from talka.foundation.access.viewer import Viewer
from talka.foundation.owners.models import Owned, Visibility

Thing = TypeVar("Thing", bound=Owned)


def visible_to(things: "QuerySet[Thing]", viewer: Viewer) -> "QuerySet[Thing]":
    """Those things of the viewer's network that the viewer may read.

    A coordinator has no window into what an organisation keeps private: equal partners.
    """
    allowed = Q(visibility=Visibility.PUBLIC)
    if viewer.is_member:
        allowed |= Q(visibility=Visibility.NETWORK) | Q(owner_id__in=viewer.acts_for)
        shared = type_of(things).shared_with.through._default_manager.filter(owner_id__in=viewer.acts_for)
        field = type_of(things)._meta.model_name
        allowed |= Q(visibility=Visibility.SHARED, pk__in=shared.values(f"{field}_id"))
    return things.filter(network=viewer.network).filter(allowed)


def type_of(things: "QuerySet[Thing]") -> type[Thing]:
    return things.model


def may_see(thing: Owned, viewer: Viewer) -> bool:
    """The same rule for one thing at hand. Asks the database only for a shared thing of somebody else's."""
    if thing.network_id != viewer.network.pk:
        return False
    if thing.visibility == Visibility.PUBLIC:
        return True
    if not viewer.is_member:
        return False
    if thing.visibility == Visibility.NETWORK or thing.owner_id in viewer.acts_for:
        return True
    return thing.visibility == Visibility.SHARED and thing.shared_with.filter(pk__in=viewer.acts_for).exists()
