"""A public programme of three centres with everything in it, and one that only its partners see."""

import datetime
import io
from decimal import Decimal

from django.utils import timezone
from PIL import Image

from talka.foundation.files.actions import keep_file
from talka.foundation.owners.models import Visibility
from talka.programmes import actions
from talka.programmes.models import GatheringKind, Partner
from tests.world import World


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 20), "#0e3f4a").save(drawn, format="PNG")
    return drawn.getvalue()


def extend(world: World) -> None:
    who, today = world.coordinator, timezone.localdate()

    def day(offset: int) -> datetime.date:
        return today + datetime.timedelta(days=offset)

    programme = actions.make_programme(
        acting_user=who,
        network=world.network,
        owner=world.organisation,
        slug="weaving",
        title={"en": "Weaving together", "pl": "Tkamy razem"},
        lead={"en": "Three centres ask their town and plan together."},
        aims={"en": "Know what residents need\nPlan as one"},
        target_groups={"en": "Residents\nStaff of the centres"},
        story={"en": "It began at a loom."},
        source_note={"en": "From the announcement of the organisers."},
        starts_on=day(-60),
        ends_on=day(60),
        localities=[world.locality],
    )
    world.programme = programme
    world.partner = actions.add_partner(
        acting_user=who, programme=programme, owner=world.other_organisation, gives={"en": "Volunteers"}
    )
    actions.add_partner(
        acting_user=who, programme=programme, owner=world.third_organisation, role=Partner.Role.SUPPORTER
    )
    logo = keep_file(
        acting_user=who,
        network=world.network,
        owner=world.organisation,
        name="logo.png",
        data=picture(),
        visibility=Visibility.PUBLIC,
    )
    world.funder = actions.add_funder(
        acting_user=who,
        programme=programme,
        name={"en": "Culture Fund", "pl": "Fundusz Kultury"},
        share=Decimal("80"),
        sentence={"en": "Paid from the Culture Fund."},
        logo=logo,
    )
    world.first_stage = actions.add_stage(
        acting_user=who, programme=programme, title={"en": "Workshops"}, starts_on=day(-60), ends_on=day(-10)
    )
    world.present_stage = actions.add_stage(
        acting_user=who,
        programme=programme,
        title={"en": "A plan in each centre"},
        starts_on=day(-9),
        ends_on=day(10),
        together=False,
    )
    world.expected_result = actions.add_expected_result(
        acting_user=who, stage=world.present_stage, title={"en": "A plan of each centre"}
    )
    world.cycle = actions.add_cycle(acting_user=who, programme=programme, title={"en": "Training by region"})
    world.cohort = actions.add_cohort(
        acting_user=who, cycle=world.cycle, title={"en": "The north"}, locality=world.locality
    )
    world.design_day = actions.add_day(
        acting_user=who,
        cycle=world.cycle,
        kind=GatheringKind.TRAINING_DAY,
        title={"en": "Whom to ask"},
        result={"en": "A list of whom to ask"},
        starts=datetime.time(10),
        ends=datetime.time(16),
    )
    world.design_session = actions.add_designed_session(
        acting_user=who,
        day=world.design_day,
        starts=datetime.time(10),
        ends=datetime.time(12),
        topic={"en": "Who lives here"},
        lecturers="Anna Nowak",
        obligatory=True,
    )
    actions.write_concept(
        acting_user=who,
        programme=programme,
        background={"en": "Each centre asks alone."},
        aim={"en": "Ask once, together."},
    )
    actions.publish_programme(acting_user=who, programme=programme)

    world.kept_programme = actions.make_programme(
        acting_user=world.member,
        network=world.network,
        owner=world.other_organisation,
        slug="kept",
        title={"en": "What DOK keeps to itself"},
        lead={"en": "Not for others."},
        starts_on=day(0),
        ends_on=day(30),
        visibility=Visibility.SHARED,
    )
    world.foreign_programme = actions.make_programme(
        acting_user=world.stranger,
        network=world.other_network,
        owner=world.foreign_organisation,
        slug="foreign",
        title={"en": "A programme of strangers"},
        starts_on=day(0),
        ends_on=day(30),
    )
