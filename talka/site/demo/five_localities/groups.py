"""The local groups of like-minded people, one in each locality."""

from talka.foundation.owners.models import Owner, OwnerKind, Shape
from talka.organisations.actions import add_organisation
from talka.organisations.models import ProfileKind, Sector
from talka.programmes.actions import add_partner
from talka.programmes.models import Partner, Programme
from talka.site.demo.regions import Ground
from talka.site.demo.texts import lt


def add_local_groups(ground: Ground, programme: Programme) -> dict[str, Owner]:
    """The groups by the name of their locality."""
    coordinator, groups = ground.coordinator, {}
    used = {(owner.dye, owner.shape) for owner in ground.owners.values()}
    shapes = [Shape.DIAMOND, Shape.TRIANGLE, Shape.HEXAGON, Shape.CROSS, Shape.RING]
    dyes = [1, 2, 5, 8, 9]
    for (name, locality), dye, shape in zip(ground.localities.items(), dyes, shapes, strict=True):
        assert (dye, shape) not in used
        group = add_organisation(
            acting_user=coordinator,
            network=ground.network,
            name=f"{name}: bendraminčių grupė",
            short_name=name,
            kind=ProfileKind.LOCAL_GROUP,
            sector=Sector.CIVIC,
            locality=locality,
            dye=dye,
            shape=shape,
            owner_kind=OwnerKind.GROUP,
            about=lt(
                "Kultūros, savivaldos, švietimo, verslo ir bendruomenių žmonės vienoje grupėje.",
                "People of culture, municipality, education, business and communities in one group.",
            ),
        ).owner
        add_partner(acting_user=coordinator, programme=programme, owner=group, role=Partner.Role.PARTNER)
        groups[name] = group
    return groups
