"""What may be done with a programme, as sentences."""

from talka.foundation.access import Viewer
from talka.foundation.owners.models import Visibility
from talka.programmes.models import Partner, Programme


def is_published(programme: Programme) -> bool:
    return programme.visibility == Visibility.PUBLIC


def may_make(viewer: Viewer) -> bool:
    """A coordinator, or whoever acts for an organisation or group that would lead it."""
    return viewer.is_coordinator or (viewer.is_member and bool(viewer.acts_for))


def may_run(viewer: Viewer, programme: Programme) -> bool:
    """Set it up, publish it, mark what was reached: a coordinator of its network, or who acts for its lead."""
    if programme.network_id != viewer.network.pk:
        return False
    if programme.owner_id in viewer.acts_for:
        return True
    kept = programme.visibility in (Visibility.PRIVATE, Visibility.SHARED)
    return viewer.is_coordinator and not kept


def takes_part(viewer: Viewer, programme: Programme) -> bool:
    """Acts for one of its partners, or runs it. Asks the database once unless the viewer runs it."""
    return (
        may_run(viewer, programme) or Partner.objects.filter(programme=programme, owner_id__in=viewer.acts_for).exists()
    )
