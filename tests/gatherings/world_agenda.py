"""Lecturers and materials of the gatherings of the world; minutes of the one that was."""

import datetime

from django.utils import timezone

from talka.gatherings import actions
from talka.gatherings.models import Audience
from tests.world import World

PAPER = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def extend(world: World) -> None:
    who = world.coordinator
    world.lecturer = world.session.led_by[0]
    world.kept_session = actions.add_session(
        acting_user=world.member,
        gathering=world.kept_gathering,
        starts_at=world.kept_gathering.starts_at,
        ends_at=world.kept_gathering.ends_at,
        topic={"en": "What nobody knows"},
        lecturers=["Zofia Kept"],
    )
    world.kept_lecturer = world.kept_session.led_by[0]
    world.file_material = actions.add_material(
        acting_user=who,
        gathering=world.gathering,
        title={"en": "Slides for those who come"},
        file_name="slides.pdf",
        data=PAPER,
        session=world.session,
    )
    world.link_material = actions.add_material(
        acting_user=who,
        gathering=world.gathering,
        title={"en": "The questionnaire of last year"},
        url="https://example.org/questionnaire",
    )
    world.open_material = actions.add_material(
        acting_user=who,
        gathering=world.gathering,
        title={"en": "A reader for everybody"},
        file_name="reader.pdf",
        data=PAPER + b"%",
        audience=Audience.EVERYBODY,
    )
    world.decision = actions.add_decision(
        acting_user=who,
        gathering=world.past_gathering,
        text={"en": "We meet every month, each time at another member’s."},
    )
    world.task = actions.add_action_item(
        acting_user=who,
        gathering=world.past_gathering,
        text={"en": "Invite everybody to lunch"},
        account=world.member,
        due_on=timezone.localdate() + datetime.timedelta(days=3),
        decision=world.decision,
    )
    world.minutes = actions.write_minutes(
        acting_user=who,
        gathering=world.past_gathering,
        text={"en": "What was said at the round table."},
        audience=Audience.EVERYBODY,
    )
