"""The innovation cycle of 2016: three days of training, repeated region by region."""

from talka.programmes.actions import publish_programme
from talka.site.demo.innovation_cycle.cycle import add_rounds
from talka.site.demo.innovation_cycle.days import hold_days
from talka.site.demo.innovation_cycle.programme import add_programme, add_training_stages
from talka.site.demo.regions import Ground


def replay(ground: Ground) -> None:
    programme = add_programme(ground)
    add_rounds(ground, programme)
    training = add_training_stages(ground, programme)
    hold_days(ground, programme, training)
    publish_programme(acting_user=ground.coordinator, programme=programme)
