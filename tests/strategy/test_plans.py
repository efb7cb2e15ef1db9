import datetime
from decimal import Decimal

import pytest

from talka.foundation.access import Refusal
from talka.foundation.owners.models import Visibility
from talka.foundation.threads.chain import upstream
from talka.foundation.threads.kinds import resolve
from talka.foundation.versions.queries import versions_of
from talka.strategy import actions
from talka.strategy.changes import changes_between
from talka.strategy.checks import run_checks
from talka.strategy.models import Measure, Plan, Progress
from talka.strategy.queries import public_measures, public_plans, version_for
from talka.strategy.snapshot import content_of, own_numbers, read_draft, read_version
from tests.world import World


@pytest.fixture
def second(world: World) -> Plan:
    """A plan of MOK with everything that approval asks for, approved by nobody yet."""
    who = world.director
    plan = actions.make_plan(
        acting_user=who,
        owner=world.organisation,
        programme=world.programme,
        title={"en": "Second plan"},
        starts_on=datetime.date(2027, 1, 1),
        ends_on=datetime.date(2028, 12, 31),
    )
    goal = actions.add_goal(acting_user=who, plan=plan, title={"en": "Goal"})
    operational = actions.add_operational_goal(acting_user=who, goal=goal, title={"en": "Below"})
    measure = actions.add_measure(
        acting_user=who,
        operational_goal=operational,
        title={"en": "Measure"},
        responsible_name="Maria Nowak",
        starts_on=datetime.date(2027, 1, 1),
        ends_on=datetime.date(2027, 12, 31),
        costs={2027: 0},
    )
    actions.add_indicator(
        acting_user=who,
        measure=measure,
        title={"en": "Indicator"},
        unit="people",
        baseline=0,
        baseline_year=2026,
        target=3,
        target_year=2027,
        source="register",
    )
    plan.refresh_from_db()
    return plan


def test_a_version_reads_as_the_draft_that_was_frozen(world: World, second: Plan) -> None:
    viewer = world.viewer("director")
    draft = content_of(read_draft(second, viewer))
    approval = actions.approve_plan(acting_user=world.director, plan=second, who="Ewa, director", by_order="14/2027")
    second.refresh_from_db()
    version = version_for(second)
    assert version is not None
    assert content_of(read_version(version, viewer)) == draft
    assert (approval.version, approval.who, approval.by_order) == (1, "Ewa, director", "14/2027")
    assert (second.state, second.version) == (Plan.State.APPROVED, 1)


def test_blocking_checks_stop_approval(world: World) -> None:
    with pytest.raises(Refusal, match=r"1\.1\.1 has no owner"):
        actions.approve_plan(acting_user=world.director, plan=world.common_plan, who="All directors")
    assert versions_of(world.common_plan) == []


def test_nothing_changed_makes_no_version(world: World, second: Plan) -> None:
    actions.approve_plan(acting_user=world.director, plan=second, who="Director")
    with pytest.raises(Refusal, match="Nothing has changed since version 1"):
        actions.approve_plan(acting_user=world.director, plan=second, who="Director")


def test_a_change_after_approval_is_the_draft_of_the_next_version(world: World, second: Plan, signed_in, at) -> None:
    actions.approve_plan(acting_user=world.director, plan=second, who="Director")
    actions.share_plan(acting_user=world.director, plan=second, visibility=Visibility.PUBLIC)
    measure = Measure.objects.get(operational_goal__goal__plan=second)
    actions.write_measure(acting_user=world.staff, measure=measure, title={"en": "A secret change"})
    second.refresh_from_db()
    assert (second.state, second.version) == (Plan.State.DRAFT, 1)
    public = signed_in(None).get(at("plan_read", second.pk)).content.decode()
    assert "A secret change" not in public
    end = resolve([("strategy.measure", str(measure.pk))], world.viewer("visitor"))
    assert end["strategy.measure", str(measure.pk)].title == "Measure"
    before, after = versions_of(second)[0].content, content_of(read_draft(second, world.viewer("staff")))
    assert [(each.where, each.before, each.after) for each in changes_between(before, after, "en")] == [
        ("1 · 1.1 · 1.1.1 · title", "Measure", "A secret change")
    ]
    shown = signed_in(world.staff).get(at("versions", second.pk) + "?from=1&to=0").content.decode()
    assert "<ins>A secret change</ins>" in shown


def test_a_draft_is_shared_with_nobody(world: World, second: Plan) -> None:
    with pytest.raises(Refusal, match="Approve the plan first"):
        actions.share_plan(acting_user=world.director, plan=second, visibility=Visibility.NETWORK)


def test_parts_of_a_draft_are_hidden_from_others(world: World, second: Plan) -> None:
    measure = Measure.objects.get(operational_goal__goal__plan=second)
    name = ("strategy.measure", str(measure.pk))
    for role in ("visitor", "member", "coordinator"):
        assert resolve([name], world.viewer(role))[name].hidden, role
    assert resolve([name], world.viewer("expert"))[name].hidden is False
    assert [shot.title["en"] for shot in public_plans(world.programme, world.viewer("visitor"))] == [
        "Development plan 2027–2030"
    ]
    assert [each.measure.number for each in public_measures(world.programme, world.viewer("visitor"))] == ["1.1.1"]


def test_the_chain_leads_from_a_measure_to_what_it_answers(world: World) -> None:
    steps = [step.name[0] for step in upstream(("strategy.measure", str(world.measure.pk)), world.viewer("director"))]
    assert steps[:3] == ["strategy.operationalgoal", "strategy.strategicgoal", "strategy.swotitem"]
    seen = upstream(("strategy.measure", str(world.measure.pk)), world.viewer("visitor"))
    assert [step.end.hidden for step in seen][:3] == [False, False, True]


def test_the_public_page_never_tells_a_private_swot(world: World, signed_in, at) -> None:
    for address in (at("plan_read", world.plan.pk), at("measure", world.measure.pk)):
        page = signed_in(None).get(address).content.decode()
        assert "No bus home" not in page
        assert "internal analysis" in page


def test_numbers_follow_the_order(world: World) -> None:
    later = actions.add_measure(
        acting_user=world.staff, operational_goal=world.operational_goal, title={"en": "Second"}
    )
    assert own_numbers([world.plan.pk]) == {world.measure.pk: "1.1.1", later.pk: "1.1.2"}
    actions.move_part(acting_user=world.staff, part=later, by=-1)
    assert own_numbers([world.plan.pk]) == {later.pk: "1.1.1", world.measure.pk: "1.1.2"}
    actions.remove_part(acting_user=world.staff, part=later)
    assert own_numbers([world.plan.pk]) == {world.measure.pk: "1.1.1"}
    actions.bring_back_part(acting_user=world.staff, part=later)
    assert own_numbers([world.plan.pk]) == {later.pk: "1.1.1", world.measure.pk: "1.1.2"}


def test_a_promise_is_taken_into_the_own_plan(world: World) -> None:
    viewer = world.viewer("director")

    def missing(plan: Plan) -> int:
        return sum(each.check == "promise_missing" for each in run_checks(read_draft(plan, viewer)))

    assert (missing(world.plan), missing(world.common_plan)) == (1, 2)
    own = actions.take_promise(acting_user=world.director, promise=world.promise, plan=world.plan)
    assert (missing(world.plan), missing(world.common_plan)) == (0, 1)
    assert own.title == {"en": "MOK keeps the calendar"}
    assert own.starts_on == datetime.date(2027, 6, 1)
    (shown,) = [p for m in read_draft(world.common_plan, viewer).measures for p in m.promises if p.own_measure_id]
    assert (shown.own_measure_id, shown.own_number) == (own.pk, "2.1.1")
    with pytest.raises(Refusal):
        actions.take_promise(acting_user=world.director, promise=world.other_promise, plan=world.plan)
    actions.remove_part(acting_user=world.staff, part=own)
    assert (missing(world.plan), missing(world.common_plan)) == (1, 2)


def test_one_click_takes_the_promise(world: World, signed_in, at) -> None:
    done = signed_in(world.staff).post(at("take_promise", world.promise.pk), {"plan": world.plan.pk})
    assert done.status_code == 302
    world.promise.refresh_from_db()
    assert done["Location"].endswith(f"/draft/#measure-{world.promise.own_measure_id}")


def test_progress_needs_a_reason_only_where_it_is_dropped(world: World, signed_in, at) -> None:
    with pytest.raises(Refusal, match="why it is not done this year"):
        actions.report_progress(acting_user=world.staff, measure=world.measure, progress=Progress.DROPPED)
    actions.report_progress(
        acting_user=world.staff,
        measure=world.measure,
        progress=Progress.DROPPED,
        note={"en": "The money did not come"},
        reported_on=datetime.date(2027, 5, 1),
    )
    page = signed_in(None).get(at("measure", world.measure.pk)).content.decode()
    assert "not this year" in page
    assert "The money did not come" in page
    world.plan.refresh_from_db()
    assert world.plan.state == Plan.State.APPROVED, "progress is no change of the plan"


def test_values_of_an_indicator_stand_on_the_public_page(world: World, signed_in, at) -> None:
    for period, value in (("2027", Decimal("250.5")), ("2027", 260)):
        actions.report_indicator(acting_user=world.staff, indicator=world.indicator, period=period, value=value)
    page = signed_in(None).get(at("measure", world.measure.pk))
    assert page.context["periods"] == ["2027"]
    assert page.context["indicator_rows"][0]["values"] == [Decimal(260)]


def test_a_text_is_kept_while_writing_and_a_stale_one_keeps_both(world: World, signed_in, at) -> None:
    address = at("plan_text", world.plan.pk, "mission")
    mine, theirs = signed_in(world.staff), signed_in(world.director)
    first = mine.get(address).context["seen"]
    quiet = theirs.post(address + "?quiet=1", {"text": "Theirs", "seen": first}, headers={"HX-Request": "true"})
    assert "Kept at" in quiet.content.decode()
    refused = mine.post(address, {"text": "Mine", "seen": first})
    assert refused.status_code == 409
    assert "Theirs" in refused.content.decode()
    assert "Mine" in refused.content.decode()
    world.plan.refresh_from_db()
    assert world.plan.mission == {"en": "Theirs"}
    assert mine.post(address, {"text": "Mine", "seen": refused.context["seen"]}).status_code == 302
    world.plan.refresh_from_db()
    assert world.plan.mission == {"en": "Mine"}


def test_who_keeps_quietly_does_not_stand_in_the_own_way(world: World, signed_in, at) -> None:
    address, client = at("plan_text", world.plan.pk, "vision"), signed_in(world.staff)
    first = client.get(address).context["seen"]
    client.post(address + "?quiet=1", {"text": "One", "seen": first})
    assert client.post(address, {"text": "One more", "seen": first}).status_code == 302
    world.plan.refresh_from_db()
    assert world.plan.vision == {"en": "One more"}


def test_a_stale_measure_keeps_both(world: World, signed_in, at) -> None:
    address, client = at("measure_edit", world.measure.pk), signed_in(world.staff)
    form = client.get(address).context["form"]
    data = {name: value for name, value in form.initial.items() if value not in (None, "") and name != "partners"}
    actions.write_measure(acting_user=world.director, measure=world.measure, responsible_name="Somebody else")
    refused = client.post(
        address, {**data, "title": "My title", "source-2-state": "planned", "source-3-state": "planned"}
    )
    assert refused.status_code == 409
    assert "Somebody else" in refused.content.decode()
    assert "My title" in refused.content.decode()
    world.measure.refresh_from_db()
    assert world.measure.title == {"en": "MOK stays open until 21.00 on Fridays"}
    again = {**data, "title": "My title", "revision": world.measure.revision}
    again |= {"source-2-state": "planned", "source-3-state": "planned"}
    assert client.post(address, again).status_code == 302
    world.measure.refresh_from_db()
    assert world.measure.title == {"en": "My title"}
    assert [(c.year, c.amount) for c in world.measure.costs.all()] == [(2027, 9600), (2028, Decimal("9600.50"))]


def test_an_expert_comments_and_a_writer_answers(world: World, signed_in, at) -> None:
    assert world.comment.as_expert
    page = signed_in(world.expert).get(at("plan", world.plan.pk)).content.decode()
    assert "Twice as many from where?" in page
    assert at("measure_edit", world.measure.pk) not in page
    assert signed_in(world.expert).get(at("comment_answer", world.comment.pk)).status_code == 404
    done = signed_in(world.staff).post(
        at("comment_answer", world.comment.pk), {"text": "From the estates", "resolved": "on"}
    )
    assert done.status_code == 302
    world.comment.refresh_from_db()
    assert (world.comment.answer, world.comment.resolved_at is not None) == ("From the estates", True)


def grow(world: World) -> None:
    """Five more measures with everything, in a goal of their own."""
    goal = actions.add_goal(acting_user=world.staff, plan=world.plan, title={"en": "More"})
    actions.answer_item(acting_user=world.staff, goal=goal, item=world.threat)
    operational = actions.add_operational_goal(acting_user=world.staff, goal=goal, title={"en": "More"})
    for number in range(5):
        measure = actions.add_measure(
            acting_user=world.staff,
            operational_goal=operational,
            title={"en": f"More {number}"},
            responsible=world.staff,
            partners=[world.other_organisation],
            starts_on=datetime.date(2027, 3, 1),
            ends_on=datetime.date(2027, 4, 1),
            costs={2027: 100},
            sources=[("own", 100, "secured")],
        )
        actions.add_indicator(
            acting_user=world.staff,
            measure=measure,
            title={"en": "More"},
            unit="x",
            baseline=1,
            baseline_year=2026,
            target=2,
            target_year=2027,
            source="y",
        )


def test_the_draft_asks_no_more_often_for_more_measures(world: World, signed_in, at, assert_queries_flat) -> None:
    actions.write_measure(acting_user=world.staff, measure=world.measure, partners=[world.other_organisation])
    client = signed_in(world.staff)
    assert_queries_flat(lambda: client.get(at("plan", world.plan.pk)), lambda: grow(world))


def test_the_public_page_asks_no_more_often_for_more_measures(world: World, signed_in, at, assert_queries_flat) -> None:
    def more() -> None:
        grow(world)
        actions.approve_plan(acting_user=world.director, plan=world.plan, who="Director")

    client = signed_in(None)
    assert_queries_flat(lambda: client.get(at("plan_read", world.plan.pk)), more)


def test_the_index_and_the_desk_ask_no_more_often(world: World, signed_in, at, assert_queries_flat) -> None:
    def more() -> None:
        for number in range(4):
            actions.make_plan(
                acting_user=world.staff,
                owner=world.organisation,
                programme=world.programme,
                title={"en": f"Plan {number}"},
                starts_on=datetime.date(2027, 1, 1),
                ends_on=datetime.date(2027, 12, 31),
            )

    client = signed_in(world.staff)
    assert_queries_flat(lambda: client.get(at("index")), more)
