"""The project of 2017: cross-sector groups in five localities go through one training cycle."""

from talka.programmes.actions import publish_programme
from talka.site.demo.five_localities.cycle import add_rounds
from talka.site.demo.five_localities.groups import add_local_groups
from talka.site.demo.five_localities.programme import add_funders, add_programme, add_project_stages
from talka.site.demo.regions import Ground


def replay(ground: Ground) -> None:
    programme = add_programme(ground)
    add_local_groups(ground, programme)
    add_funders(ground, programme)
    add_rounds(ground, programme)
    add_project_stages(ground, programme)
    publish_programme(acting_user=ground.coordinator, programme=programme)
