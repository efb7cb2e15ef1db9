"""Series: asked, accepted and passed in the browser; themes and what is taken home."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from talka.foundation import rooms
from talka.foundation.access import Refusal
from talka.foundation.owners.models import Visibility
from talka.gatherings import actions as gathering_actions
from talka.gatherings.actions import series as actions
from talka.gatherings.actions import themes
from talka.gatherings.models import Gathering, GatheringKind, HostTurn, Meeting, TakenHome
from talka.gatherings.queries import series as queries
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]
BASE = "/weavers/gatherings/"


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def series_of_three(world: World) -> Any:
    series = actions.make_series(
        acting_user=world.coordinator,
        network=world.network,
        owner=world.partnership,
        kind=GatheringKind.ROUND_TABLE,
        title={"en": "Round table"},
    )
    for owner in (world.organisation, world.third_organisation, world.other_organisation):
        actions.join_series(acting_user=world.coordinator, series=series, owner=owner)
    return series


def accepted(world: World, series: Any, days: int) -> Gathering:
    turn = actions.ask_host(acting_user=world.coordinator, series=series)
    begins = timezone.now() + datetime.timedelta(days=days)
    return actions.accept_turn(
        acting_user=world.coordinator, turn=turn, starts_at=begins, ends_at=begins + datetime.timedelta(hours=2)
    )


def test_three_turns_go_to_three_hosts(world: World) -> None:
    series = series_of_three(world)
    hosts = [accepted(world, series, days).owner for days in (10, 40, 70)]
    assert len(set(hosts)) == 3
    assert accepted(world, series, 100).owner == hosts[0]


def test_who_joins_later_makes_up_for_nothing(world: World) -> None:
    series = series_of_three(world)
    actions.leave_series(acting_user=world.coordinator, member=series.members.get(owner=world.other_organisation))
    for days in (10, 20, 30, 40):
        accepted(world, series, days)
    member = actions.join_series(acting_user=world.coordinator, series=series, owner=world.other_organisation)
    assert (member.credit, member.left_on) == (2, None)


def test_a_pass_goes_to_the_next_and_changes_no_place(world: World) -> None:
    series = series_of_three(world)
    first = actions.ask_host(acting_user=world.coordinator, series=series, around=datetime.date(2027, 1, 4))
    with pytest.raises(Refusal):
        actions.ask_host(acting_user=world.coordinator, series=series)
    second = actions.pass_turn(acting_user=None, turn=first, line="Our hall is being painted.")
    assert second is not None
    assert (second.owner != first.owner, second.around) == (True, datetime.date(2027, 1, 4))
    third = actions.pass_turn(acting_user=None, turn=second)
    assert actions.pass_turn(acting_user=None, turn=third) is None
    stands = queries.series_stands(series)
    assert stands.all_passed
    assert stands.proposed.owner == first.owner
    with pytest.raises(Refusal):
        actions.pass_turn(acting_user=None, turn=first)
    assert [each.host.passes for each in stands.members] == [1, 1, 1]


def test_a_partnership_does_not_host(world: World) -> None:
    series = series_of_three(world)
    for owner in (world.partnership, world.foreign_organisation):
        with pytest.raises(Refusal):
            actions.join_series(acting_user=world.coordinator, series=series, owner=owner)


def test_accepted_in_the_browser(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.member)
    address = f"{BASE}series/{world.series.pk}/"
    assert [task.button for task in rooms.tasks(world.viewer("member")) if task.url == address] == ["Accept or pass"]
    assert "We host" in text(client, address)
    assert "We host" not in text(signed_in(world.staff), address)
    mail.outbox.clear()
    day = timezone.localdate() + datetime.timedelta(days=30)
    sent = {"title_en": "Lunch at DOK", "day": day.isoformat(), "starts": "12:00", "ends": "14:00", "place": "DOK"}
    answer = client.post(f"{address}turns/{world.turn.pk}/host/", sent)
    made = Gathering.objects.get(title={"en": "Lunch at DOK"})
    assert answer["Location"] == f"{BASE}{made.pk}/"
    assert (made.owner, made.kind, made.visibility) == (world.other_organisation, "informal_date", "public")
    assert Meeting.objects.get(gathering=made).series == world.series
    assert [message.to for message in mail.outbox] == [[world.member.email]]
    assert "Lunch at DOK" in mail.outbox[0].body
    assert client.post(f"{address}turns/{world.turn.pk}/pass/", {}).status_code == 422


def test_passed_in_the_browser(world: World, signed_in: SignedIn) -> None:
    address = f"{BASE}series/{world.series.pk}/"
    signed_in(world.member).post(f"{address}turns/{world.turn.pk}/pass/", {"line": "Until May we paint."})
    assert HostTurn.objects.get(pk=world.turn.pk).state == "passed"
    assert "Until May we paint." in text(signed_in(world.expert), address)
    assert "Until May we paint." not in text(Client(), address)


def test_letters_go_to_who_is_asked(world: World) -> None:
    series = series_of_three(world)
    mail.outbox.clear()
    turn = actions.ask_host(acting_user=world.coordinator, series=series)
    standing = {world.organisation: 2, world.third_organisation: 0, world.other_organisation: 1}
    assert len(mail.outbox) == standing[turn.owner]


def test_whoever_looks_after_it_is_told_to_ask(world: World) -> None:
    address = f"{BASE}series/{world.series.pk}/"
    actions.take_back_turn(acting_user=world.coordinator, turn=world.turn)
    assert [task.button for task in rooms.tasks(world.viewer("staff")) if task.url == address] == ["Ask the next host"]


def test_a_themed_gathering_shows_examples_and_what_was_taken_home(world: World, signed_in: SignedIn) -> None:
    page, series = f"{BASE}{world.past_gathering.pk}/", f"{BASE}series/{world.series.pk}/"
    place = f"{BASE}place/{world.past_place.cancel_token}/take-home/"
    assert "A door in Turku" in text(Client(), page)
    Client().post(place, {"words": "Open the side door", "signed": "on"})
    signed_in(world.expert).post(f"{page}take-home/", {"words": "Ask first"})
    kept = TakenHome.objects.order_by("pk")
    assert [(each.words, each.name) for each in kept] == [("Open the side door", "Ola Nowak"), ("Ask first", "")]
    for path in (page, series):
        assert "Open the side door" in text(signed_in(world.member), path)
        assert "Open the side door" not in text(Client(), path)
    themes.set_theme(
        acting_user=world.director, meeting=world.meeting, theme={"en": "Doors"}, taken_home_seen_by="hosts"
    )
    assert "Open the side door" not in text(signed_in(world.member), series)
    assert "Open the side door" in text(signed_in(world.staff), page)
    Client().post(place, {"words": ""})
    assert [each.words for each in TakenHome.objects.all()] == ["Ask first"]


def test_nothing_is_taken_home_before_it_began(world: World) -> None:
    meeting = actions.put_in_series(acting_user=None, series=world.series, gathering=world.gathering)
    with pytest.raises(Refusal):
        themes.take_home(meeting=meeting, words="Early", account=world.expert)


def test_what_was_taken_home_goes_with_the_person(world: World) -> None:
    themes.take_home(meeting=world.meeting, words="Mine", account=world.expert)
    assert rooms.export_person(world.expert)["ideas"]["taken_home"] == [
        {"gathering": "A round table that was", "words": "Mine", "signed": False}
    ]
    rooms.erase_person(world.expert)
    assert not TakenHome.objects.exists()


def test_a_gathering_of_others_is_not_put_in(world: World, signed_in: SignedIn) -> None:
    with pytest.raises(Refusal):
        actions.put_in_series(acting_user=None, series=world.series, gathering=world.foreign_gathering)
    client = signed_in(world.staff)
    kept = client.post(f"{BASE}series/{world.series.pk}/gatherings/add/", {"gathering": world.kept_gathering.pk})
    assert kept.status_code == 422


def test_a_private_series_stays_with_its_owner(world: World, signed_in: SignedIn) -> None:
    actions.edit_series(acting_user=world.director, series=world.series, visibility=Visibility.PRIVATE)
    address = f"{BASE}series/{world.series.pk}/"
    assert signed_in(world.coordinator).get(address).status_code == 404
    assert "Tables in turn" not in text(signed_in(world.coordinator), f"{BASE}series/")
    assert "Tables in turn" not in text(signed_in(world.coordinator), f"{BASE}{world.past_gathering.pk}/")


@pytest.mark.parametrize("path", ["series/", "series/{}/"])
def test_series_cost_the_same(world: World, path: str, assert_queries_flat: Callable[..., None]) -> None:
    address = f"{BASE}{path.format(world.series.pk)}"

    def many() -> None:
        for number in range(5):
            begins = timezone.now() - datetime.timedelta(days=100 + number)
            made = gathering_actions.plan_gathering(
                acting_user=None,
                network=world.network,
                host=world.other_organisation,
                kind="lab",
                title={"en": "L"},
                starts_at=begins,
                ends_at=begins + datetime.timedelta(hours=1),
                visibility=Visibility.PUBLIC,
            )
            meeting = actions.put_in_series(acting_user=None, series=world.series, gathering=made)
            themes.add_example(acting_user=None, meeting=meeting, title={"en": "E"}, locality=world.locality)
            themes.take_home(meeting=meeting, words="W", account=world.expert)
            HostTurn.objects.create(
                series=world.series, owner=world.organisation, number=90, state="passed", answered_at=begins
            )
            series_of_three(world)

    many()
    client = Client()
    client.force_login(world.member)
    assert_queries_flat(lambda: client.get(address), many)
