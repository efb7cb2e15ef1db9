"""Ten dyes and ten shapes: an organisation holds one pair in its network, so that readers learn it once."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from talka.foundation.owners.models import Owner, Shape
from talka.identity.models import Network

DYES = {
    1: _("woad"),
    2: _("spruce"),
    3: _("heather"),
    4: _("walnut"),
    5: _("madder"),
    6: _("larkspur"),
    7: _("verdigris"),
    8: _("brick"),
    9: _("weld"),
    10: _("ice"),
}
# The first owners of a network get dyes that lie far apart, and another shape each.
DYE_ORDER = (1, 5, 9, 7, 2, 8, 6, 10, 4, 3)
SHAPE_ORDER = (
    Shape.CIRCLE,
    Shape.SQUARE,
    Shape.DIAMOND,
    Shape.TRIANGLE_DOWN,
    Shape.TRIANGLE,
    Shape.PENTAGON,
    Shape.HEXAGON,
    Shape.BAR,
    Shape.CROSS,
    Shape.RING,
)
Pair = tuple[int, str]


def pairs_in_order() -> Iterator[Pair]:
    """All hundred pairs; within each ten every dye and every shape comes once."""
    for round_ in range(10):
        for place in range(10):
            yield DYE_ORDER[place], str(SHAPE_ORDER[(place + round_) % 10])


def taken_pairs(network: Network) -> dict[Pair, str]:
    """Pair → the short name of the owner that holds it."""
    held = Owner.objects.filter(network=network).order_by("-pk").values_list("dye", "shape", "short_name")
    return {(dye, shape): short_name for dye, shape, short_name in held}


def free_pair(network: Network) -> Pair | None:
    """The next pair that nobody holds; None in a network where all hundred are held, and pairs repeat."""
    taken = taken_pairs(network)
    return next((pair for pair in pairs_in_order() if pair not in taken), None)
