"""The cycle and the regions in which it is repeated."""

import datetime

from talka.programmes.actions import add_cohort, add_cycle
from talka.programmes.models import Cycle, Programme
from talka.site.demo.regions import Ground
from talka.site.demo.texts import lt

DAY = datetime.date


def add_rounds(ground: Ground, programme: Programme) -> Cycle:
    coordinator = ground.coordinator
    cycle = add_cycle(
        acting_user=coordinator,
        programme=programme,
        title=lt("Trijų dienų mokymai", "Three days of training"),
        design=lt("Ta pati darbotvarkė kiekviename regione, su viena pasirinkta įstaiga.", "The same agenda in each region, with one chosen institution."),
    )  # fmt: skip
    add_cohort(
        acting_user=coordinator,
        cycle=cycle,
        title=lt("Pirmasis regionas", "The first region"),
        starts_on=DAY(2016, 2, 9),
        ends_on=DAY(2016, 2, 11),
    )
    return cycle
