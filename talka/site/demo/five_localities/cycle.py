"""The training cycle, run in each of the five localities."""

from talka.programmes.actions import add_cohort, add_cycle
from talka.programmes.models import Cycle, Programme
from talka.site.demo.regions import Ground
from talka.site.demo.texts import lt


def add_rounds(ground: Ground, programme: Programme) -> Cycle:
    coordinator = ground.coordinator
    cycle = add_cycle(
        acting_user=coordinator,
        programme=programme,
        title=lt("Kvalifikacijos kėlimo ciklas", "The training cycle"),
        design=lt(
            "Kultūros inovacijos, rinkodara, senamiesčio įveiklinimas, Vilniaus patirtis ir „design thinking“.",
            "Cultural innovation, marketing, activating an old town, the experience of Vilnius, and design thinking.",
        ),
    )
    for name, locality in ground.localities.items():
        add_cohort(acting_user=coordinator, cycle=cycle, title=lt(name, name), locality=locality)
    return cycle
