"""Numbers of people as a reader may see them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from talka.foundation.access import Viewer
from talka.foundation.language import written_number


def people_words(count: int, viewer: Viewer) -> str:
    """The number of people in words; before visitors the network's smallest number stands for what is below it."""
    least = viewer.network.small_number
    if 0 < count < least and not viewer.is_member:
        return _("fewer than %(count)d people") % {"count": least}
    return ngettext("%(number)s person", "%(number)s people", count) % {"number": written_number(count)}
