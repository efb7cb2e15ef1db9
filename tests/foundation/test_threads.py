from collections.abc import Iterable

import pytest

from talka.foundation.access import Viewer, viewer_for
from talka.foundation.owners.models import Owner, OwnerKind
from talka.foundation.threads import actions, kinds
from talka.foundation.threads.chain import downstream, upstream
from talka.foundation.threads.kinds import End
from talka.foundation.threads.models import Relation, Thread
from talka.foundation.threads.queries import links_from, links_to, name_of
from talka.identity.models import Account, Network


@pytest.fixture
def things(network: Network, monkeypatch: pytest.MonkeyPatch) -> dict[str, Owner]:
    """Six things of one kind, cited by name; those whose short name ends in "!" are private."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    made = {
        name: Owner.objects.create(network=network, kind=OwnerKind.GROUP, name=name, short_name=name)
        for name in ("finding", "item!", "goal", "measure", "other", "part")
    }

    def resolve(ids: Iterable[str], viewer: Viewer) -> dict[str, End]:
        found = {}
        for owner in Owner.objects.filter(pk__in=ids):
            hidden = owner.name.endswith("!") and not viewer.is_member
            title = "" if hidden else owner.name
            found[str(owner.pk)] = End("foundation.owner", str(owner.pk), title=title, hidden=hidden)
        return found

    kinds.register_kind("foundation.owner", resolve)
    return made


def tie(network: Network, source: Owner, relation: str, target: Owner) -> Thread:
    return actions.tie(acting_user=None, network=network, source=source, relation=relation, target=target)


def titles(links: Iterable[object]) -> list[str]:
    return [link.end.title for link in links]  # type: ignore[attr-defined]


def test_tying_twice_makes_one_thread_at_the_newer_version(network: Network, things: dict[str, Owner]) -> None:
    first = tie(network, things["finding"], Relation.BACKS, things["item!"])
    again = actions.tie(
        acting_user=None,
        network=network,
        source=things["finding"],
        relation=Relation.BACKS,
        target=things["item!"],
        source_version=2,
    )
    assert (again.pk, again.source_version, Thread.objects.count()) == (first.pk, 2, 1)


def test_both_ends_are_seen_and_a_private_one_shows_nothing(
    network: Network, things: dict[str, Owner], weaver: Account, visitor: Viewer
) -> None:
    tie(network, things["finding"], Relation.BACKS, things["item!"])
    member = viewer_for(weaver, network)
    finding, item = things["finding"], things["item!"]
    assert titles(links_to([item], member)[name_of(item)]) == ["finding"]
    assert titles(links_from([finding], member)[name_of(finding)]) == ["item!"]
    (seen,) = links_from([finding], visitor)[name_of(finding)]
    assert (seen.end.title, seen.end.hidden) == ("", True)


def test_links_of_another_network_are_not_found(
    network: Network, other_network: Network, things: dict[str, Owner]
) -> None:
    tie(network, things["finding"], Relation.BACKS, things["goal"])
    stranger = Viewer(network=other_network)
    assert links_to([things["goal"]], stranger)[name_of(things["goal"])] == []


def test_a_deleted_end_stays_in_the_story_for_coordinators_only(
    network: Network, things: dict[str, Owner], coordinator: Account, weaver: Account
) -> None:
    finding, goal = things["finding"], things["goal"]
    tie(network, finding, Relation.BACKS, goal)
    actions.end_deleted(thing=finding)
    finding.delete()
    (link,) = links_to([goal], viewer_for(coordinator, network))[name_of(goal)]
    assert (link.end.gone, link.end.title) == (True, "finding")
    (link,) = links_to([goal], viewer_for(weaver, network))[name_of(goal)]
    assert (link.end.gone, link.end.title) == (True, "")


def test_merging_carries_threads_over_without_doubling_and_remembers(
    network: Network, things: dict[str, Owner]
) -> None:
    old, new, finding, goal = things["other"], things["part"], things["finding"], things["goal"]
    tie(network, finding, Relation.BACKS, old)
    tie(network, finding, Relation.BACKS, new)
    tie(network, goal, Relation.ANSWERS, old)
    actions.end_merged(merged=old, into=new)
    told = {(t.source_id, t.relation, t.target_id): [a["title"] for a in t.ancestry] for t in Thread.objects.all()}
    assert told == {
        (str(finding.pk), "backs", str(new.pk)): ["other"],
        (str(goal.pk), "answers", str(new.pk)): ["other"],
    }


def test_splitting_gives_each_part_every_thread(network: Network, things: dict[str, Owner]) -> None:
    whole, parts, finding = things["other"], [things["part"], things["goal"]], things["finding"]
    tie(network, finding, Relation.BACKS, whole)
    actions.end_split(split=whole, parts=parts)
    by_target = {t.target_id: t for t in Thread.objects.all()}
    assert set(by_target) == {str(whole.pk), *(str(part.pk) for part in parts)}
    assert by_target[str(whole.pk)].target_gone == "other"
    assert by_target[str(parts[0].pk)].ancestry[0]["id"] == str(whole.pk)


def test_a_new_version_takes_over_what_meant_the_draft_and_leaves_what_named_an_older_one(
    network: Network, things: dict[str, Owner]
) -> None:
    goal = things["goal"]
    loose = tie(network, things["finding"], Relation.BACKS, goal)
    fixed = actions.tie(
        acting_user=None,
        network=network,
        source=things["other"],
        relation=Relation.BACKS,
        target=goal,
        target_version=1,
    )
    assert actions.end_reversioned(thing=goal, version=2) == 1
    loose.refresh_from_db()
    fixed.refresh_from_db()
    assert (loose.target_version, fixed.target_version) == (2, 1)


def test_untying(network: Network, things: dict[str, Owner]) -> None:
    tie(network, things["finding"], Relation.BACKS, things["goal"])
    actions.untie(network=network, source=things["finding"], relation=Relation.BACKS, target=things["goal"])
    actions.untie(network=network, source=things["finding"], relation=Relation.BACKS, target=things["goal"])
    assert Thread.objects.count() == 0


def test_the_chain_is_walked_both_ways_through_threads_and_structure(
    network: Network, things: dict[str, Owner], visitor: Viewer
) -> None:
    """finding backs item; goal answers item; measure stands below goal by structure."""
    finding, item, goal, measure = (things[n] for n in ("finding", "item!", "goal", "measure"))
    tie(network, finding, Relation.BACKS, item)
    tie(network, goal, Relation.ANSWERS, item)
    pairs = {str(measure.pk): str(goal.pk)}
    known = kinds._kinds["foundation.owner"]
    kinds.register_kind(
        "foundation.owner",
        known.resolve,
        above=lambda ids: {i: [("foundation.owner", pairs[i])] for i in ids if i in pairs},
        below=lambda ids: {g: [("foundation.owner", m)] for m, g in pairs.items() if g in ids},
    )
    up = upstream(name_of(measure), visitor)
    assert [(s.end.title, s.end.hidden, s.distance) for s in up] == [
        ("goal", False, 1),
        ("", True, 2),
        ("finding", False, 3),
    ]
    down = downstream(name_of(finding), visitor)
    assert [(s.end.title, s.end.hidden, s.distance) for s in down] == [
        ("", True, 1),
        ("goal", False, 2),
        ("measure", False, 3),
    ]


def test_a_ring_of_threads_ends_the_walk(network: Network, things: dict[str, Owner], visitor: Viewer) -> None:
    goal, other = things["goal"], things["other"]
    tie(network, goal, Relation.BECOMES, other)
    tie(network, other, Relation.BECOMES, goal)
    assert [step.end.title for step in downstream(name_of(goal), visitor)] == ["other"]
