"""A consultation of MOK about MOK and DOK, with an online and a paper door, a batch and answers; a draft that DOK keeps."""

import uuid

from talka.consultations import actions, rules
from talka.foundation.owners.models import Visibility
from tests.consultations.made import make_questions
from tests.world import World


def extend(world: World) -> None:
    who = world.coordinator
    world.consultation = actions.make_consultation(
        acting_user=who,
        network=world.network,
        owner=world.organisation,
        title={"en": "What should culture be like?", "pl": "Jaka ma być kultura?"},
        intro={"en": "Two culture centres ask the town."},
        languages=["en", "pl"],
        programme=world.programme,
        stage=world.present_stage,
        target=40,
        slug="culture",
    )
    make_questions(world.consultation, [world.organisation, world.other_organisation])
    actions.publish_questionnaire(acting_user=who, consultation=world.consultation)
    world.online_door = actions.open_door(
        acting_user=who, consultation=world.consultation, channel="online", collector=world.organisation, target=30
    )
    world.paper_door = actions.open_door(
        acting_user=who,
        consultation=world.consultation,
        channel="paper",
        collector=world.organisation,
        place="Market square",
    )
    world.batch = actions.open_batch(
        acting_user=world.interviewer,
        door=world.paper_door,
        collected_on=rules.today_in(world.network),
        handed_out=20,
    )
    known = str(world.organisation.pk)
    for number in range(12):
        actions.receive_answer(
            door=world.online_door,
            answer_id=uuid.uuid4(),
            version=1,
            language="en",
            data={"q.known": [known], f"s.{known}.programme": "3", "q.visits": str(number)},
        )
    actions.receive_answer(
        door=world.paper_door,
        answer_id=uuid.uuid4(),
        version=1,
        language="pl",
        data={"q.known": ["none"]},
        batch=world.batch,
    )
    world.question_section = world.consultation.sections.first()
    world.question = world.question_section.questions.first()
    world.kept_consultation = actions.make_consultation(
        acting_user=world.member,
        network=world.network,
        owner=world.other_organisation,
        title={"en": "What DOK asks its own people"},
        visibility=Visibility.PRIVATE,
        slug="kept",
    )
    world.feedback = actions.ask_for_feedback(acting_user=world.staff, kind="gathering", gathering=world.past_gathering)
