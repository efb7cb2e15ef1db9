"""The innovation cycle of 2016: its concept, three days of training, and two made-up regions in which they were run."""

from talka.programmes.actions import publish_programme
from talka.site.demo.innovation_cycle.concept import write
from talka.site.demo.innovation_cycle.design import add_designed_cycle
from talka.site.demo.innovation_cycle.evidence import join_evidence
from talka.site.demo.innovation_cycle.programme import add_programme, add_training_stages
from talka.site.demo.innovation_cycle.rounds import run_rounds
from talka.site.demo.regions import Ground


def replay(ground: Ground) -> None:
    programme = add_programme(ground)
    training = add_training_stages(ground, programme)
    cycle = add_designed_cycle(ground, programme)
    write(ground, programme)
    run_rounds(ground, cycle, training)
    join_evidence(ground, cycle, training)
    publish_programme(acting_user=ground.coordinator, programme=programme)
