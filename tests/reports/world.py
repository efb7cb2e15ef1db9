"""A published panel with a question waiting and one shown, a measure that answers a finding, and a reply to another."""

import datetime
import uuid

from django.utils import timezone

from talka.foundation.owners.models import Visibility
from talka.gatherings.actions import invite_group, plan_gathering
from talka.gatherings.models import GatheringKind
from talka.reports import actions
from talka.reports.models import Reply
from talka.strategy import actions as strategy
from tests.world import World


def extend(world: World) -> None:
    who = world.coordinator
    begins = timezone.now().replace(minute=0, second=0, microsecond=0) + datetime.timedelta(days=14)
    world.panel_gathering = plan_gathering(
        acting_user=who,
        network=world.network,
        programme=world.programme,
        host=world.organisation,
        kind=GatheringKind.PANEL,
        title={"en": "What the town asked for"},
        starts_at=begins,
        ends_at=begins + datetime.timedelta(hours=3),
        visibility=Visibility.PUBLIC,
    )
    invite_group(
        acting_user=who, gathering=world.panel_gathering, name={"en": "Town councillors"}, inviter=world.organisation
    )
    world.panel = actions.prepare_panel(
        acting_user=who,
        programme=world.programme,
        gathering=world.panel_gathering,
        opening={"en": "Results, plans, and your questions."},
        debate={"en": "What culture strategy does the town need?"},
    )
    actions.publish_panel(acting_user=who, panel=world.panel)

    def asked(text: str) -> object:
        return actions.ask_panel(panel=world.panel, field_id=uuid.uuid4(), text=text, name="", language="en")

    world.waiting_question = asked("What about Sundays, asks a resident")
    world.shown_question = asked("Will the bus come?")
    actions.show_question(
        acting_user=who,
        question=world.shown_question,
        answer={"en": "From September."},
        answered_by=world.organisation,
    )
    # The private SWOT item stands between the public finding and the measure.
    strategy.back_item(acting_user=world.director, item=world.weakness, finding=world.public_finding)
    strategy.approve_plan(acting_user=world.director, plan=world.plan, who="The director")
    world.plan.refresh_from_db()
    strategy.share_plan(acting_user=world.director, plan=world.plan, visibility=Visibility.PUBLIC)
    world.reply = actions.reply_to_finding(
        acting_user=who,
        programme=world.programme,
        finding=world.public_finding,
        owner=world.other_organisation,
        kind=Reply.Kind.NO,
        words={"en": "Not this year: the hall is being repaired."},
    )
