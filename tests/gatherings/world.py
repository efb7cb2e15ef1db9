"""A workshop that everybody may join, one for members, one that its host keeps to itself."""

import datetime

from django.utils import timezone

from talka.foundation.owners.models import Visibility
from talka.gatherings import actions
from talka.gatherings.models import GatheringKind
from tests.gatherings import world_agenda, world_places, world_together
from tests.world import World


def extend(world: World) -> None:
    who = world.coordinator
    begins = timezone.now().replace(minute=0, second=0, microsecond=0) + datetime.timedelta(days=5)
    hour = datetime.timedelta(hours=1)
    common = {"network": world.network, "kind": GatheringKind.WORKSHOP, "ends_at": begins + 6 * hour}
    world.gathering = actions.plan_gathering(
        acting_user=who,
        host=world.organisation,
        title={"en": "Reading what people need"},
        about={"en": "How to ask, and how to read answers."},
        stage=world.present_stage,
        place="The weaving hall",
        locality=world.locality,
        online_link="https://example.org/room",
        starts_at=begins,
        capacity=2,
        visibility=Visibility.PUBLIC,
        **common,
    )
    world.session = actions.add_session(
        acting_user=who,
        gathering=world.gathering,
        starts_at=begins,
        ends_at=begins + hour,
        topic={"en": "Whom to ask"},
        lecturers=["Anna Nowak"],
    )
    world.invited_group = actions.invite_group(
        acting_user=who, gathering=world.gathering, name={"en": "Schools"}, inviter=world.other_organisation
    )
    world.sign_up = actions.sign_up(
        gathering=world.gathering, name="Jan Kowalski", email="jan@example.org", group=world.invited_group, letter=False
    ).sign_up
    world.members_gathering = actions.plan_gathering(
        acting_user=who,
        host=world.organisation,
        title={"en": "Lunch for members"},
        starts_at=begins,
        visibility=Visibility.NETWORK,
        **common,
    )
    world.kept_gathering = actions.plan_gathering(
        acting_user=world.member,
        host=world.other_organisation,
        title={"en": "What DOK keeps to itself"},
        starts_at=begins,
        visibility=Visibility.PRIVATE,
        **common,
    )
    world.past_gathering = actions.plan_gathering(
        acting_user=who,
        network=world.network,
        host=world.organisation,
        kind=GatheringKind.ROUND_TABLE,
        title={"en": "A round table that was"},
        stage=world.first_stage,
        starts_at=begins - datetime.timedelta(days=20),
        ends_at=begins - datetime.timedelta(days=20) + hour,
        visibility=Visibility.PUBLIC,
    )
    happening(world)
    world.feed = actions.make_feed(acting_user=world.member, network=world.network)
    world.foreign_gathering = actions.plan_gathering(
        acting_user=world.stranger,
        network=world.other_network,
        host=world.foreign_organisation,
        kind=GatheringKind.SEMINAR,
        title={"en": "A seminar of strangers"},
        starts_at=begins,
        ends_at=begins + hour,
    )
    world_places.extend(world, begins, begins + 3 * hour)


def happening(world: World) -> None:
    """One that began half an hour ago: Ewa came, Adam was excused and says that he came, people check in."""
    who, hour = world.staff, datetime.timedelta(hours=1)
    now = timezone.now().replace(second=0, microsecond=0)
    gathering = actions.plan_gathering(
        acting_user=who,
        network=world.network,
        host=world.organisation,
        kind=GatheringKind.TRAINING_DAY,
        title={"en": "A day of weaving"},
        starts_at=now + hour,
        ends_at=now + 6 * hour,
        visibility=Visibility.PUBLIC,
    )
    ewa, adam = (
        actions.sign_up(gathering=gathering, name=name, email=email, letter=False).sign_up
        for name, email in (("Ewa Lis", "ewa@example.org"), ("Adam Wilk", "adam@example.org"))
    )
    actions.edit_gathering(acting_user=who, gathering=gathering, starts_at=now - hour / 2)
    world.running_gathering = gathering
    world.running_session = actions.add_session(
        acting_user=who,
        gathering=gathering,
        starts_at=now - hour / 2,
        ends_at=now + 2 * hour,
        topic={"en": "The loom"},
    )
    world.running_sign_up, world.adam = ewa, adam.participant
    written = [
        actions.record_attendance(
            acting_user=who, session=world.running_session, participant=person.participant, state=state
        ).attendance
        for person, state in ((ewa, "present"), (adam, "excused"))
    ]
    world.attendance = written[0]
    world.claim = actions.ask_for_correction(
        acting_user=None,
        session=world.running_session,
        participant=adam.participant,
        state="present",
        words="I came after all",
    )
    world.check_in = actions.open_check_in(acting_user=who, session=world.running_session)
    world_agenda.extend(world)
    world_together.extend(world)
