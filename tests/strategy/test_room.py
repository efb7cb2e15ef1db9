"""What the room shows elsewhere: counts without contents, tasks, the story, and a person's data."""

import datetime

from django.urls import reverse

from talka.foundation import rooms
from talka.strategy import actions
from talka.strategy.models import GroupMember
from talka.strategy.room import erase_person, export_person, stage_yields, story_sections, tasks
from tests.world import World


def yields(world: World, role: str = "coordinator") -> dict[str, tuple[str, str]]:
    found = stage_yields(world.programme.pk, world.viewer(role))
    return {each.title: each.per_owner.get(world.organisation.pk, ("", "")) for each in found}


def test_what_a_stage_has_yielded_for_each_partner(world: World) -> None:
    assert yields(world) == {
        "A planning group of at least four": ("half", "3 people"),
        "A SWOT of each": ("half", "5 items"),
        "Two to four strategic goals": ("half", "1 goal"),
        "Every measure has an owner, a time and a cost": ("done", "1 of 1"),
        "Every indicator has a baseline and a target": ("done", "2 of 2"),
        "Every goal rests on a finding or a SWOT item": ("done", "1 of 1"),
        "An expert has commented": ("done", "1 comment"),
        "The plan is approved": ("done", "version 1"),
    }
    actions.add_group_member(acting_user=world.director, group=world.group, name="A teacher")
    actions.settle_swot(acting_user=world.director, swot=world.swot)
    actions.remove_swot_item(acting_user=world.director, item=world.weakness)
    actions.add_measure(
        acting_user=world.director, operational_goal=world.operational_goal, title={"en": "Without anything"}
    )
    found = yields(world)
    assert found["A planning group of at least four"] == ("done", "4 people")
    assert found["A SWOT of each"] == ("done", "4 items")
    assert found["Every measure has an owner, a time and a cost"] == ("half", "1 of 2")


def test_counts_never_tell_contents(world: World, signed_in) -> None:
    room = reverse("programmes:room", args=[world.network.slug, world.programme.slug])
    page = signed_in(world.coordinator).get(room).content.decode()
    for secret in ("No bus home", "The secret of DOK", "Secret plan of DOK", "Twice as many from where"):
        assert secret not in page


def test_tasks_are_for_those_who_can_do_them(world: World) -> None:
    def titles(role: str) -> list[str]:
        return sorted(task.title for task in tasks(world.viewer(role)))

    assert titles("coordinator") == []
    assert titles("expert") == []
    assert titles("director") == [
        "Answer the comment of Expert",
        "Approve the plan",
        "Give 1 measure an owner and a time",
        "Take our promise into our own plan: MOK keeps the calendar",
    ]
    actions.take_promise(acting_user=world.director, promise=world.promise, plan=world.plan)
    actions.answer_comment(acting_user=world.director, comment=world.comment, text="From the estates")
    gaps = ["Give 1 measure an owner and a time"] * 2  # of the own plan and of the common one
    assert titles("director") == ["Approve the changed plan", "Approve the plan", *gaps]
    assert titles("staff") == gaps


def test_the_desk_and_the_room_open_for_every_role(world: World, signed_in) -> None:
    for role in ("member", "staff", "director", "expert", "coordinator"):
        client = signed_in(world.people[role])
        assert client.get(reverse("network:desk", args=[world.network.slug])).status_code == 200
        room = reverse("programmes:room", args=[world.network.slug, world.programme.slug])
        assert client.get(room).status_code == 200


def test_the_story_tells_public_plans_alone(world: World) -> None:
    (section,) = story_sections(world.programme.pk, world.viewer("director"))
    assert [plan.pk for plan, _shot, _told in section.context["own"]] == [world.plan.pk]
    assert section.context["common"] == []


def test_hooks_ask_no_more_often_for_more(world: World, assert_queries_flat) -> None:
    viewer = world.viewer("director")

    def read() -> None:
        list(rooms.stage_yields(world.programme.pk, viewer))
        list(tasks(viewer))

    def more() -> None:
        goal = actions.add_goal(acting_user=world.director, plan=world.plan, title={"en": "More"})
        below = actions.add_operational_goal(acting_user=world.director, goal=goal, title={"en": "More"})
        for number in range(6):
            actions.add_measure(
                acting_user=world.director,
                operational_goal=below,
                title={"en": f"More {number}"},
                starts_on=datetime.date(2027, 1, 1),
            )
            actions.add_promise(
                acting_user=world.director,
                measure=world.common_measure,
                owner=world.organisation,
                role="gives",
                words={"en": f"More {number}"},
            )

    more()
    assert_queries_flat(read, more)


def test_a_persons_data_is_given_out_and_erased(world: World) -> None:
    data = export_person(world.expert)
    assert data["planning_groups"] == [{"group": "Planning group of MOK", "role": "expert", "title": ""}]
    assert [comment["text"] for comment in data["comments"]] == ["Twice as many from where?"]
    assert export_person(world.staff)["measures_in_charge"] == ["MOK stays open until 21.00 on Fridays"]
    erase_person(world.expert)
    erase_person(world.staff)
    assert not GroupMember.objects.filter(account__in=[world.expert, world.staff]).exists()
    world.comment.refresh_from_db()
    world.measure.refresh_from_db()
    assert (world.comment.made_by, world.comment.made_by_name, world.comment.text) == (
        None,
        "",
        "Twice as many from where?",
    )
    assert (world.measure.responsible, world.measure.responsible_name) == (None, "")
