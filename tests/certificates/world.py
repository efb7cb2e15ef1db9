"""A round that is over: one has a certificate, one has earned it, one came too little; a work waits for a look."""

from talka.certificates import actions
from talka.certificates.models import SigningKey
from talka.programmes.actions import add_cohort
from tests.certificates.made import certificate_of, day_of, issue, person, was_there
from tests.world import World


def extend(world: World) -> None:
    cohort = world.taught_cohort = add_cohort(
        acting_user=world.coordinator, cycle=world.cycle, title={"en": "The south, taught"}, locality=world.locality
    )
    world.certificate_rule = actions.set_rule(
        acting_user=world.coordinator,
        cycle=world.cycle,
        title={"en": "Training by region", "pl": "Szkolenie w regionach"},
        about={"en": "Four hours on whom to ask."},
        share=75,
    )
    sessions = day_of(world, cohort, -7)
    world.holder_member = person(world, cohort, "Aldona Wilk", account=world.expert, language="pl")
    world.earned_member = person(world, cohort, "Bronisław Zając")
    world.short_member = person(world, cohort, "Celina Lis")
    was_there(world.holder_member, sessions)
    was_there(world.earned_member, sessions[:3])
    was_there(world.short_member, sessions[:2])
    world.certificate_work = actions.hand_in_work(
        acting_user=None, member=world.earned_member, text="What I would ask, and whom."
    )
    world.certificate_set = issue(world, cohort, world.certificate_rule, world.holder_member)
    world.certificate = certificate_of(world.holder_member)
    world.signing_key = SigningKey.objects.filter(network=world.network).first()
