import pytest

from talka.foundation.access import Refusal
from talka.foundation.threads.kinds import resolve
from talka.foundation.threads.models import Thread
from talka.strategy import actions
from talka.strategy.models import SwotItem
from talka.strategy.queries import quadrants, swots_for
from talka.strategy.snapshot import read_draft
from tests.world import World


def weights(world: World) -> dict[int, float | None]:
    shown = quadrants(world.swot, world.viewer("staff"))
    return {each.item.pk: each.weight for quadrant in shown for each in quadrant.items}


def test_weights_are_shares_within_the_quadrant(world: World) -> None:
    a, b = world.weakness.pk, world.second_weakness.pk
    actions.give_points(acting_user=world.director, swot=world.swot, member=world.lead, points={a: 3, b: 1})
    actions.give_points(
        acting_user=world.staff, swot=world.swot, member=world.group_member, points={b: 4, world.threat.pk: 6}
    )
    found = weights(world)
    assert (found[a], found[b], found[world.threat.pk]) == (0.375, 0.625, 1.0)
    assert found[world.strength.pk] is None


def test_points_are_replaced_as_a_whole_and_never_more_than_each_has(world: World) -> None:
    give = {"acting_user": world.director, "swot": world.swot, "member": world.lead}
    actions.give_points(**give, points={world.weakness.pk: 10})
    with pytest.raises(Refusal, match="You gave 11 of 10 points"):
        actions.give_points(**give, points={world.weakness.pk: 10, world.threat.pk: 1})
    actions.give_points(**give, points={world.threat.pk: 2})
    assert weights(world)[world.weakness.pk] is None


def test_an_expert_gives_no_points(world: World, signed_in, at) -> None:
    with pytest.raises(Refusal):
        actions.give_points(
            acting_user=world.expert, swot=world.swot, member=world.group_expert, points={world.weakness.pk: 1}
        )
    assert signed_in(world.expert).get(at("points", world.swot.pk)).status_code == 404


def test_merging_keeps_threads_points_and_words(world: World) -> None:
    actions.give_points(acting_user=world.director, swot=world.swot, member=world.lead, points={world.weakness.pk: 3})
    old = world.weakness.pk
    into = actions.merge_swot_items(acting_user=world.staff, item=world.weakness, into=world.second_weakness)
    assert not SwotItem.objects.filter(pk=old).exists()
    assert [each["text"]["en"] for each in into.ancestry] == ["No bus home after 20.00"]
    assert into.points.get().points == 3
    thread = Thread.objects.get(source_kind="strategy.strategicgoal", source_id=str(world.goal.pk))
    assert thread.target_id == str(into.pk)


def test_splitting_hands_the_threads_to_each_part(world: World) -> None:
    parts = actions.split_swot_item(
        acting_user=world.staff, item=world.weakness, texts=[{"en": "No bus"}, {"en": "No light on the way"}]
    )
    shot = read_draft(world.plan, world.viewer("staff"))
    standing = {rest.id for rest in shot.goals[0].rests if rest.stands}
    assert standing == {str(part.pk) for part in parts}


def test_what_was_taken_away_no_longer_carries_a_goal(world: World) -> None:
    actions.remove_swot_item(acting_user=world.staff, item=world.weakness)
    (rest,) = read_draft(world.plan, world.viewer("staff")).goals[0].rests
    assert not rest.stands


def test_private_items_show_nothing_to_others(world: World) -> None:
    name = ("strategy.swotitem", str(world.other_item.pk))
    for role in ("visitor", "staff", "director", "expert", "coordinator"):
        end = resolve([name], world.viewer(role))[name]
        assert (end.hidden, end.title, end.url, end.owner) == (True, "", "", None), role
    assert resolve([name], world.viewer("member"))[name].title == "The secret of DOK"
    assert name not in resolve([name], world.viewer("stranger", world.other_network))


def test_lists_hold_only_what_the_reader_may_open(world: World, signed_in, at) -> None:
    assert {swot.pk for swot in swots_for(world.viewer("coordinator"))} == set()
    assert {swot.pk for swot in swots_for(world.viewer("expert"))} == {world.swot.pk}
    assert {swot.pk for swot in swots_for(world.viewer("member"))} == {world.other_swot.pk}
    page = signed_in(world.coordinator).get(at("index")).content.decode()
    assert "Secret plan of DOK" not in page


def test_sharing_opens_it_to_named_partners_alone(world: World, signed_in, at) -> None:
    address = at("share_swot", world.swot.pk)
    refused = signed_in(world.director).post(address, {"visibility": "shared"})
    assert "Choose with whom you share it." in refused.content.decode()
    done = signed_in(world.director).post(
        address, {"visibility": "shared", "shared_with": [world.other_organisation.pk]}
    )
    assert done.status_code == 302
    assert signed_in(world.member).get(at("swot", world.swot.pk)).status_code == 200
    assert signed_in(world.coordinator).get(at("swot", world.swot.pk)).status_code == 404


def test_an_item_is_written_by_a_plain_form_and_a_stale_save_keeps_both(world: World, signed_in, at) -> None:
    client, address = signed_in(world.staff), at("item", world.weakness.pk)
    first = client.get(address).context["form"].initial["seen"]
    actions.write_swot_item(acting_user=world.director, item=world.weakness, text={"en": "No bus after 21.00"})
    mine = {"text": "No bus after 20.30", "quadrant": "weakness", "seen": first}
    refused = client.post(address, mine)
    shown = refused.content.decode()
    assert refused.status_code == 200
    assert "No bus after 21.00" in shown
    assert "No bus after 20.30" in shown
    world.weakness.refresh_from_db()
    assert world.weakness.text == {"en": "No bus after 21.00"}
    again = {**mine, "seen": refused.context["form"].data["seen"]}
    assert client.post(address, again).status_code == 302
    world.weakness.refresh_from_db()
    assert world.weakness.text == {"en": "No bus after 20.30"}


def test_the_page_asks_no_more_often_for_more_items(world: World, signed_in, at, assert_queries_flat) -> None:
    client = signed_in(world.staff)

    def more() -> None:
        for number in range(8):
            item = actions.add_swot_item(
                acting_user=world.staff, swot=world.swot, quadrant="weakness", text={"en": f"One more {number}"}
            )
            actions.answer_item(acting_user=world.staff, goal=world.goal, item=item)

    assert_queries_flat(lambda: client.get(at("swot", world.swot.pk)), more)
