from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from talka.reports import actions, queries
from talka.reports.models import Reply
from tests.world import World


def chain(world: World, kind: str, identity: int) -> str:
    return reverse("reports:chain", args=[world.network.slug, kind, str(identity)])


def test_from_a_public_measure_back_to_the_answers_with_the_private_step_hidden(world: World) -> None:
    found = queries.chain_of(("strategy.measure", str(world.measure.pk)), world.viewer("visitor"))
    assert found is not None
    assert [(step.end.kind, step.end.hidden) for step in found.why] == [
        ("strategy.operationalgoal", False),
        ("strategy.strategicgoal", False),
        ("strategy.swotitem", True),
        ("findings.finding", False),
    ]
    assert found.why[-1].end.title == str(world.public_finding)
    assert found.why[-1].end.figures


def test_from_a_published_finding_forward_to_what_was_decided(world: World, client: Client) -> None:
    page = client.get(chain(world, "findings.finding", world.public_finding.pk)).content.decode()
    assert "internal analysis" in page
    assert "No bus home after 20.00" not in page
    assert "MOK stays open until 21.00 on Fridays" in page
    assert "Not this year: the hall is being repaired." in page


def test_its_own_people_see_the_item_itself(world: World, signed_in: Callable[..., Client]) -> None:
    page = signed_in(world.director).get(chain(world, "strategy.measure", world.measure.pk)).content.decode()
    assert "No bus home after 20.00" in page
    assert "internal analysis" not in page


def test_an_unknown_kind_and_a_stranger_find_nothing(world: World, client: Client) -> None:
    assert client.get(chain(world, "strategy.nothing", 1)).status_code == 404
    foreign = reverse("reports:chain", args=[world.other_network.slug, "strategy.measure", str(world.measure.pk)])
    assert client.get(foreign).status_code == 404


def test_said_and_done_pairs_the_finding_with_its_measure_and_its_reply(world: World) -> None:
    (pair,) = queries.said_and_done(world.programme, world.viewer("visitor"))
    assert pair.finding.title == str(world.public_finding)
    assert [done.measure.title["en"] for done in pair.measures] == ["MOK stays open until 21.00 on Fridays"]
    assert [reply.words["en"] for reply in pair.replies] == ["Not this year: the hall is being repaired."]
    assert pair.inside == 1


def test_a_reply_that_is_taken_back_is_gone_and_the_finding_stands(world: World) -> None:
    actions.take_reply_back(acting_user=world.coordinator, reply=world.reply)
    (pair,) = queries.said_and_done(world.programme, world.viewer("visitor"))
    assert pair.replies == []
    assert not Reply.objects.exists()


def test_replying_through_the_page(world: World, signed_in: Callable[..., Client]) -> None:
    client = signed_in(world.coordinator)
    address = reverse("reports:reply", args=[world.network.slug, world.programme.slug, world.public_finding.pk])
    sent = {"owner": world.organisation.pk, "kind": "later", "words_en": "In the second year."}
    assert client.post(address, {**sent, "words_en": ""}).status_code == 200
    assert client.post(address, sent).status_code == 302
    (pair,) = queries.said_and_done(world.programme, world.viewer("visitor"))
    assert {reply.words["en"] for reply in pair.replies} == {
        "Not this year: the hall is being repaired.",
        "In the second year.",
    }


def test_the_page_of_pairs_needs_no_more_queries_for_more_replies(
    world: World, client: Client, assert_queries_flat: Callable[..., None]
) -> None:
    def more() -> None:
        for number in range(10):
            actions.reply_to_finding(
                acting_user=world.coordinator,
                programme=world.programme,
                finding=world.public_finding,
                owner=world.organisation,
                kind=Reply.Kind.LATER,
                words={"en": f"Reply {number}"},
            )

    address = reverse("reports:said_and_done", args=[world.network.slug, world.programme.slug])
    assert_queries_flat(lambda: client.get(address), more)
