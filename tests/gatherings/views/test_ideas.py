"""Ideas: from born to done, followed up on the way, by whom and seen by whom."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from talka.foundation import rooms
from talka.foundation.access import Refusal
from talka.foundation.threads.kinds import resolve
from talka.gatherings import actions as gathering_actions
from talka.gatherings.actions import ideas as actions
from talka.gatherings.actions import series as series_actions
from talka.gatherings.models import Idea
from talka.gatherings.queries import ideas as queries
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
BASE = "/weavers/gatherings/"


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def soon() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=10)


def test_an_idea_finds_partners_a_step_and_an_end(world: World, signed_in: SignedIn) -> None:
    idea, staff, member = world.idea, signed_in(world.staff), signed_in(world.member)
    address = f"{BASE}ideas/{idea.pk}/"
    assert idea.state == Idea.State.BORN
    step = {"first_step_en": "Write to five museums", "on": soon().isoformat(), "owner": world.other_organisation.pk}
    assert staff.post(f"{address}step/", step).status_code == 302
    idea.refresh_from_db()
    assert (idea.state, idea.first_step_owner) == ("under_way", world.other_organisation)
    due = [task for task in rooms.tasks(world.viewer("member")) if task.url == address]
    assert [(task.due, task.button) for task in due] == [(soon(), "Say how it went")]
    assert member.post(f"{address}step/done/").status_code == 302
    assert [task for task in rooms.tasks(world.viewer("member")) if task.url == address] == []
    answer = member.post(f"{address}became/", {"thing": f"g{world.gathering.pk}"})
    assert answer.status_code == 302
    assert "Reading what people need" in text(Client(), address)
    assert member.post(f"{address}done/", {"ending_en": "Twelve changed places."}).status_code == 302
    shown = text(Client(), f"{BASE}ideas/")
    assert shown.index("Done") < shown.index("Twelve changed places.")
    with pytest.raises(Refusal):
        actions.join_idea(acting_user=None, idea=idea, owner=world.third_organisation)


def test_who_takes_the_step_is_a_partner(world: World) -> None:
    with pytest.raises(Refusal):
        actions.plan_first_step(
            acting_user=None, idea=world.idea, first_step={"en": "S"}, on=soon(), owner=world.third_organisation
        )


def test_an_idea_is_dropped_only_with_a_reason(world: World, signed_in: SignedIn) -> None:
    client, address = signed_in(world.staff), f"{BASE}ideas/{world.idea.pk}/"
    assert client.post(f"{address}drop/", {"ending_en": " "}).status_code == 422
    with pytest.raises(Refusal):
        actions.drop_idea(acting_user=None, idea=world.idea, reason={})
    assert client.post(f"{address}drop/", {"ending_en": "No money this year."}).status_code == 302
    assert "No money this year." in text(Client(), address)
    client.post(f"{address}again/")
    world.idea.refresh_from_db()
    assert (world.idea.state, world.idea.ended_on) == ("looking", None)
    with pytest.raises(Refusal):
        actions.finish_idea(acting_user=None, idea=world.idea, ending={})


def test_joined_in_the_browser(world: World, signed_in: SignedIn) -> None:
    idea = actions.bring_idea(
        acting_user=None, network=world.network, owner=world.third_organisation, title={"en": "Open doors"}
    )
    client, address = signed_in(world.member), f"{BASE}ideas/{idea.pk}/"
    sent = {"owner": world.other_organisation.pk, "line": "Our small hall"}
    assert client.post(f"{address}join/", sent).status_code == 302
    idea.refresh_from_db()
    assert idea.state == Idea.State.LOOKING
    assert "Our small hall" in text(client, address)
    assert client.post(f"{address}join/", {"owner": world.organisation.pk}).status_code == 422
    partner = idea.partners.get()
    client.post(f"{address}partners/{partner.pk}/leave/")
    assert not idea.partners.exists()


def test_an_idea_comes_back_on_the_next_agenda_of_its_programme(world: World, signed_in: SignedIn) -> None:
    page = f"{BASE}{world.gathering.pk}/"
    is_next = queries.is_next_agenda(world.gathering)
    earlier = gathering_actions.plan_gathering(
        acting_user=None,
        network=world.network,
        host=world.organisation,
        programme=world.programme,
        kind="workshop",
        title={"en": "Sooner"},
        starts_at=timezone.now() + datetime.timedelta(hours=1),
        ends_at=timezone.now() + datetime.timedelta(hours=2),
        visibility="public",
    )
    assert not queries.is_next_agenda(world.gathering)
    client = signed_in(world.staff)
    assert "Two colleagues change places" in text(client, f"{BASE}{earlier.pk}/")
    assert "Two colleagues change places" not in text(client, page)
    assert "Two colleagues change places" not in text(Client(), f"{BASE}{earlier.pk}/")
    said = client.post(f"{BASE}{earlier.pk}/ideas/{world.idea.pk}/", {"words_en": "Five museums answered."})
    assert said.status_code == 302
    assert "Five museums answered." in text(Client(), f"{BASE}ideas/{world.idea.pk}/")
    assert isinstance(is_next, bool)


def test_an_idea_of_a_series_comes_back_there(world: World) -> None:
    idea = actions.bring_idea(
        acting_user=None,
        network=world.network,
        owner=world.organisation,
        title={"en": "A shared van"},
        born_at=world.past_gathering,
    )
    assert (idea.series, idea.programme) == (world.series, world.programme)
    begins = timezone.now() + datetime.timedelta(days=3)
    following = gathering_actions.plan_gathering(
        acting_user=None,
        network=world.network,
        host=world.organisation,
        kind="informal_date",
        title={"en": "Next lunch"},
        starts_at=begins,
        ends_at=begins + datetime.timedelta(hours=1),
    )
    series_actions.put_in_series(acting_user=None, series=world.series, gathering=following)
    viewer = world.viewer("staff")
    assert [str(each) for each in queries.ideas_to_follow(following, viewer)] == ["A shared van"]
    assert "A shared van" not in [str(each) for each in queries.ideas_to_follow(world.gathering, viewer)]
    assert [str(each) for each in queries.born_here(world.past_gathering, viewer)] == ["A shared van"]
    actions.drop_idea(acting_user=None, idea=idea, reason={"en": "Too dear."})
    assert queries.ideas_to_follow(following, viewer) == []


def test_what_is_kept_stays_kept(world: World, signed_in: SignedIn) -> None:
    for role in ("visitor", "stranger", "expert", "staff", "coordinator"):
        assert "What DOK thinks" not in text(signed_in(world.people[role]), f"{BASE}ideas/"), role
    assert "What DOK thinks" in text(signed_in(world.member), f"{BASE}ideas/")
    ends = resolve(
        [("gatherings.idea", str(each.pk)) for each in (world.idea, world.kept_idea)], world.viewer("coordinator")
    )
    assert [(end.title, end.hidden) for end in ends.values()] == [("Two colleagues change places", False), ("", True)]


def test_an_idea_is_written_down_where_it_is_born(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.staff)
    sent = {"title_en": "Swap stages", "owner": world.third_organisation.pk}
    assert client.post(f"{BASE}{world.past_gathering.pk}/ideas/", sent).status_code == 302
    made = Idea.objects.get(title={"en": "Swap stages"})
    assert (made.born_at, made.visibility, made.series) == (world.past_gathering, "public", world.series)


def test_the_programme_tells_of_its_ideas(world: World, signed_in: SignedIn) -> None:
    assert "Two colleagues change places" in text(Client(), f"/weavers/programmes/{world.programme.slug}/")
    assert "Two colleagues change places" in text(
        signed_in(world.member), f"/weavers/programmes/{world.programme.slug}/room/"
    )
    slug = world.programme.slug
    assert "Two colleagues change places" in text(Client(), f"{BASE}ideas/?programme={slug}")
    assert Client().get(f"{BASE}ideas/?programme=nowhere").status_code == 404


@pytest.mark.parametrize("path", ["ideas/", "ideas/{}/", "programme", "gathering"])
def test_ideas_cost_the_same(world: World, path: str, assert_queries_flat: Callable[..., None]) -> None:
    address = {
        "programme": f"/weavers/programmes/{world.programme.slug}/",
        "gathering": f"{BASE}{world.past_gathering.pk}/",
    }.get(path, f"{BASE}{path.format(world.idea.pk)}")

    def many() -> None:
        for number in range(5):
            idea = actions.bring_idea(
                acting_user=None,
                network=world.network,
                owner=world.organisation,
                title={"en": f"I {number}"},
                born_at=world.past_gathering,
                visibility="public",
            )
            actions.join_idea(acting_user=None, idea=idea, owner=world.third_organisation)

    many()
    client = Client()
    client.force_login(world.member)
    assert_queries_flat(lambda: client.get(address), many)
