"""The project of 2017: cross-sector groups in five localities go through one training cycle."""

import datetime

from talka.programmes.actions import publish_programme
from talka.site.demo.five_localities.call import choose_localities
from talka.site.demo.five_localities.certificates import issue_to_all
from talka.site.demo.five_localities.cycle import add_rounds
from talka.site.demo.five_localities.feedback import tell_how_it_was
from talka.site.demo.five_localities.groups import add_local_groups
from talka.site.demo.five_localities.people import meet_everybody
from talka.site.demo.five_localities.programme import add_funders, add_programme, add_project_stages
from talka.site.demo.five_localities.proofs import prove_results
from talka.site.demo.five_localities.reunion import invite_again
from talka.site.demo.five_localities.rounds import run_rounds, show_visions
from talka.site.demo.regions import Ground


def replay(ground: Ground, today: datetime.date) -> None:
    programme = add_programme(ground)
    groups = add_local_groups(ground, programme)
    add_funders(ground, programme)
    choice, training, visions = add_project_stages(ground, programme)
    cohorts = add_rounds(ground, programme)
    choose_localities(ground, programme, groups, cohorts)
    people = meet_everybody(ground)
    run_rounds(ground, cohorts, groups, people, training)
    tell_how_it_was(ground, cohorts)
    issue_to_all(ground, cohorts)
    show_visions(ground, programme, groups, people, visions)
    prove_results(ground, programme, choice, training, visions)
    publish_programme(acting_user=ground.coordinator, programme=programme)
    invite_again(ground, people, today)
