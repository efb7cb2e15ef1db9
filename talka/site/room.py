"""The shell's own entry in the registry of rooms: the desk stands first in the masthead."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.rooms import NavigationItem, Room


def navigation(viewer: Viewer) -> Iterator[NavigationItem]:
    if viewer.is_member:
        yield NavigationItem("desk", _("Desk"), reverse("network:desk", args=[viewer.network.slug]), 0)


ROOM = Room(name="site", navigation=navigation)
