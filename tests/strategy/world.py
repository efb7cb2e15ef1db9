"""MOK and DOK with planning groups, SWOTs and plans; the cooperation plan of all three centres."""

import datetime
from decimal import Decimal

from talka.programmes.actions import add_partner, add_stage, make_programme
from talka.strategy import actions
from talka.strategy.models import IndicatorKind, MoneyState, Plan, PlanningGroup, PromiseRole, Quadrant, Swot
from tests.world import World

FROM, UNTIL = datetime.date(2027, 1, 1), datetime.date(2030, 12, 31)


def extend(world: World) -> None:
    who = world.director
    if "programme" not in world.__dict__:
        world.programme = make_programme(
            acting_user=world.coordinator,
            network=world.network,
            owner=world.organisation,
            title={"en": "Programme of three centres"},
            starts_on=datetime.date(2026, 9, 1),
            ends_on=datetime.date(2027, 4, 30),
        )
        for owner in (world.other_organisation, world.third_organisation):
            add_partner(acting_user=world.coordinator, programme=world.programme, owner=owner)
    world.plan_stage = add_stage(
        acting_user=world.coordinator,
        programme=world.programme,
        title={"en": "A plan in each centre"},
        starts_on=datetime.date(2026, 11, 1),
        ends_on=datetime.date(2027, 2, 26),
    )
    own = {"owner": world.organisation, "programme": world.programme, "stage": world.plan_stage}
    world.group: PlanningGroup = actions.make_group(acting_user=who, **own)
    world.lead = actions.add_group_member(acting_user=who, group=world.group, account=world.director, role="lead")
    world.group_member = actions.add_group_member(acting_user=who, group=world.group, account=world.staff)
    actions.add_group_member(acting_user=who, group=world.group, name="Maria Nowak", title="Residents’ council")
    world.group_expert = actions.add_group_member(
        acting_user=who, group=world.group, account=world.expert, role="expert"
    )
    world.swot: Swot = actions.make_swot(acting_user=who, **own)

    def item(quadrant: str, words: str):
        return actions.add_swot_item(acting_user=who, swot=world.swot, quadrant=quadrant, text={"en": words})

    world.strength = item(Quadrant.STRENGTH, "A hall that the town knows")
    world.weakness = item(Quadrant.WEAKNESS, "No bus home after 20.00")
    world.second_weakness = item(Quadrant.WEAKNESS, "We close when people finish work")
    world.opportunity = item(Quadrant.OPPORTUNITY, "Bus line 4 is being drawn anew")
    world.threat = item(Quadrant.THREAT, "Young people leave")

    world.plan: Plan = actions.make_plan(
        acting_user=who,
        title={"en": "Development plan 2027–2030", "pl": "Program rozwoju 2027–2030"},
        starts_on=FROM,
        ends_on=UNTIL,
        **own,
    )
    world.goal = actions.add_goal(
        acting_user=who, plan=world.plan, title={"en": "MOK is easy to reach, also in the evening"}
    )
    actions.answer_item(acting_user=who, goal=world.goal, item=world.weakness)
    world.operational_goal = actions.add_operational_goal(
        acting_user=who, goal=world.goal, title={"en": "By 2028 twice as many people come in the evening"}
    )
    world.measure = actions.add_measure(
        acting_user=who,
        operational_goal=world.operational_goal,
        title={"en": "MOK stays open until 21.00 on Fridays"},
        responsible=world.staff,
        starts_on=datetime.date(2027, 3, 5),
        ends_on=datetime.date(2028, 12, 31),
        costs={2027: 9600, 2028: Decimal("9600.50")},
        sources=[("own budget", Decimal("9600.50"), MoneyState.SECURED), ("the town", 9600, MoneyState.APPLIED)],
    )
    world.indicator = actions.add_indicator(
        acting_user=who,
        measure=world.measure,
        title={"en": "Evening visits in a month"},
        kind=IndicatorKind.RESULT,
        unit="visits",
        baseline=210,
        baseline_year=2026,
        target=400,
        target_year=2028,
        source="count at the door",
        collector="reception",
    )
    actions.add_indicator(
        acting_user=who,
        measure=world.measure,
        title={"en": "Fridays that were open"},
        unit="evenings",
        baseline=0,
        baseline_year=2026,
        target=90,
        target_year=2028,
        source="calendar",
    )
    world.comment = actions.comment(
        acting_user=world.expert,
        document=world.plan,
        text="Twice as many from where?",
        part=f"operationalgoal-{world.operational_goal.pk}",
    )
    # What the other centre keeps to itself
    theirs = {"owner": world.other_organisation, "programme": world.programme}
    world.other_swot = actions.make_swot(acting_user=world.member, **theirs)
    world.other_item = actions.add_swot_item(
        acting_user=world.member,
        swot=world.other_swot,
        quadrant=Quadrant.WEAKNESS,
        text={"en": "The secret of DOK"},
    )
    world.other_plan = actions.make_plan(
        acting_user=world.member, title={"en": "Secret plan of DOK"}, starts_on=FROM, ends_on=UNTIL, **theirs
    )
    # The plan of all three
    world.common_plan = actions.make_plan(
        acting_user=who,
        owner=world.partnership,
        programme=world.programme,
        title={"en": "Cooperation plan 2027–2030"},
        starts_on=FROM,
        ends_on=UNTIL,
    )
    common_goal = actions.add_goal(acting_user=who, plan=world.common_plan, title={"en": "One programme, one town"})
    common = actions.add_operational_goal(acting_user=who, goal=common_goal, title={"en": "We share what we have"})
    world.common_measure = actions.add_measure(
        acting_user=who,
        operational_goal=common,
        title={"en": "One calendar of the three centres"},
        starts_on=datetime.date(2027, 6, 1),
        ends_on=datetime.date(2029, 6, 1),
    )
    world.promise = actions.add_promise(
        acting_user=who,
        measure=world.common_measure,
        owner=world.organisation,
        role=PromiseRole.LEADS,
        words={"en": "MOK keeps the calendar"},
    )
    world.other_promise = actions.add_promise(
        acting_user=who,
        measure=world.common_measure,
        owner=world.other_organisation,
        role=PromiseRole.GIVES,
        words={"en": "DOK gives an editor for two hours a week"},
    )
