"""Drafting, publishing, amending: what stands published changes only by a numbered amendment that is told."""

import datetime
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from talka.calls import actions, queries, rules
from talka.calls.changes import told
from talka.calls.forms.basics import moment_in
from talka.calls.models import Application, Call, Outcome, Review
from talka.calls.terms import Criterion, Terms
from talka.calls.words import deadline_of
from talka.foundation.access import Refusal
from tests.calls import made
from tests.world import World


def test_terms_come_back_from_json_as_they_were(world: World) -> None:
    terms = Terms.from_json(world.call.terms_frozen)
    assert Terms.from_json(terms.to_json()) == terms
    assert terms.criterion("need").anchors["5"] == {"en": "Need: 5 of five"}


def test_a_draft_that_lacks_something_is_not_published(world: World) -> None:
    call = actions.draft_call(
        acting_user=world.director, network=world.network, owner=world.organisation, title={"en": "Too early"}
    )
    with pytest.raises(Refusal, match="Set a deadline"):
        actions.publish_call(acting_user=world.director, call=call)
    assert not call.version


def test_every_mark_needs_its_sentence(world: World) -> None:
    call = made.drafted(world)
    actions.put_part(acting_user=world.director, call=call, part="criteria", item=Criterion("bare", {"en": "Bare"}))
    with pytest.raises(Refusal, match="sentence for each mark"):
        actions.publish_call(acting_user=world.director, call=call)


def test_what_is_published_does_not_change_with_the_draft(world: World) -> None:
    call = world.call
    heavier = replace(call.terms.criterion("group"), weight=9)
    actions.put_part(acting_user=world.director, call=call, part="criteria", item=heavier)
    call.refresh_from_db()
    assert Call.objects.get(pk=call.pk).terms.criterion("group").weight == 1
    assert rules.is_changed_since_published(call)
    assert len(queries.pending_changes(call)) == 1


def test_an_amendment_is_numbered_told_and_shown(world: World, signed_in) -> None:
    call = world.call
    later = call.closes_at + made.DAY
    actions.edit_call(acting_user=world.director, call=call, closes_at=later)
    with pytest.raises(Refusal, match="what has changed"):
        actions.publish_call(acting_user=world.director, call=call)
    mail.outbox.clear()
    actions.publish_call(acting_user=world.director, call=call, note={"en": "One day more."})
    assert (call.version, call.closes_at) == (2, later)
    assert len(mail.outbox) == 3
    assert all("One day more." in letter.body for letter in mail.outbox)
    page = signed_in(None).get(reverse("calls:call", args=["weavers", call.pk])).content.decode()
    assert "Version 2" in page
    assert "One day more." in page
    amendment = queries.amendments(call)[0]
    told_of = told(amendment.changes, "Europe/Warsaw")
    local = later.astimezone(ZoneInfo("Europe/Warsaw"))
    assert (amendment.number, told_of[0].what) == (2, "Deadline")
    assert told_of[0].after.endswith(f"{local:%H:%M}")


def test_an_amendment_without_a_change_or_with_an_earlier_deadline_is_refused(world: World) -> None:
    call = world.call
    with pytest.raises(Refusal, match="Nothing was changed"):
        actions.publish_call(acting_user=world.director, call=call, note={"en": "Nothing"})
    actions.edit_call(acting_user=world.director, call=call, closes_at=call.closes_at - made.HOUR)
    with pytest.raises(Refusal, match="not brought forward"):
        actions.publish_call(acting_user=world.director, call=call, note={"en": "Earlier"})


def test_after_the_deadline_terms_stay_as_they_are(world: World) -> None:
    with pytest.raises(Refusal, match="deadline has passed"):
        actions.edit_call(acting_user=world.director, call=world.reviewed_call, places=3)


def test_parts_move_and_go(world: World) -> None:
    call = world.call_draft
    actions.move_part(acting_user=world.director, call=call, part="criteria", key="group", by=-1)
    assert [each.key for each in Terms.from_json(call.draft).criteria] == ["group", "need"]
    actions.remove_part(acting_user=world.director, call=call, part="criteria", key="need")
    terms = Terms.from_json(call.draft)
    assert ([each.key for each in terms.criteria], terms.tie_breaks) == (["group"], ("spread",))


@pytest.mark.parametrize(
    ("zone", "day", "time", "utc"),
    [
        ("Europe/Vilnius", (2017, 1, 31), (17, 0), "2017-01-31T15:00"),
        ("Europe/Vilnius", (2017, 7, 31), (17, 0), "2017-07-31T14:00"),
        ("Europe/Warsaw", (2017, 1, 31), (17, 0), "2017-01-31T16:00"),
        # The hour that comes twice when summer time ends: the later one, in the applicant's favour.
        ("Europe/Vilnius", (2026, 10, 25), (3, 30), "2026-10-25T01:30"),
        ("UTC", (2026, 10, 25), (3, 30), "2026-10-25T03:30"),
    ],
)
def test_a_deadline_is_a_moment(zone: str, day: tuple[int, ...], time: tuple[int, ...], utc: str) -> None:
    found = moment_in(zone, datetime.date(*day), datetime.time(*time))
    assert found.isoformat(timespec="minutes")[:16] == utc


def test_a_time_that_the_clock_skips_is_no_deadline() -> None:
    with pytest.raises(ValidationError, match="does not exist"):
        moment_in("Europe/Vilnius", datetime.date(2026, 3, 29), datetime.time(3, 30))


@pytest.mark.parametrize(
    ("zone", "offset", "name"),
    [
        ("Europe/Vilnius", "UTC+2", "Eastern European Standard Time"),
        ("Europe/Warsaw", "UTC+1", "Central European Standard Time"),
        ("Asia/Kolkata", "UTC+5:30", "GMT+05:30"),
        ("UTC", "UTC", "Coordinated Universal Time"),
    ],
)
def test_the_zone_is_shown(zone: str, offset: str, name: str) -> None:
    moment = datetime.datetime(2017, 1, 20, 17, tzinfo=ZoneInfo(zone))
    deadline = deadline_of(Terms(closes_at=moment.astimezone(datetime.UTC), time_zone=zone))
    assert deadline is not None
    assert (deadline.offset, deadline.zone, deadline.time) == (offset, name, "17:00")


def test_a_winter_deadline_is_told_in_the_readers_language(world: World, signed_in) -> None:
    with translation.override("lt"):
        client = signed_in(None)
        client.cookies["language"] = "lt"
        page = client.get(reverse("calls:call", args=["weavers", world.call.pk])).content.decode()
    assert "UTC+" in page


def test_lists_do_not_ask_more_with_more_calls(world: World, signed_in, assert_queries_flat) -> None:
    client = signed_in(world.director)
    for name in ("calls:list", "calls:closed"):
        url = reverse(name, args=["weavers"])

        def more() -> None:
            for number in range(3):
                call = made.published(world, title={"en": f"More {number}"})
                made.sent(call)
                made.closed(made.published(world, title={"en": f"Closed {number}"}))

        assert_queries_flat(lambda url=url: client.get(url), more)


def test_pages_do_not_ask_more_with_more_rows(world: World, signed_in, assert_queries_flat) -> None:
    director, expert = signed_in(world.director), signed_in(world.expert)
    call, reviewed = world.call, world.reviewed_call

    def more_questions() -> None:
        for number in range(4):
            asked = actions.ask(call=call, text=f"Question {number}?")
            actions.answer_inquiry(acting_user=world.director, inquiry=asked, answer={"en": "Yes."})

    url = reverse("calls:call", args=["weavers", call.pk])
    assert_queries_flat(lambda: director.get(url), more_questions)

    def more_applications() -> None:
        Call.objects.filter(pk=reviewed.pk).update(closes_at=timezone.now() + made.HOUR)
        reviewed.refresh_from_db()
        for number in range(4):
            made.sent(reviewed, f"Group{number}")
        made.closed(reviewed)

    for client, name in ((director, "applications"), (expert, "review"), (director, "reviewers")):
        page = reverse(f"calls:{name}", args=["weavers", reviewed.pk])
        assert_queries_flat(lambda client=client, page=page: client.get(page), more_applications)
        Application.objects.filter(call=reviewed, name__startswith="Group").delete()
    Application.objects.filter(call=world.call).delete()


def test_a_strangers_network_sees_nothing(world: World) -> None:
    viewer = world.viewer("stranger", world.other_network)
    assert not queries.calls_visible(viewer).exists()
    assert not queries.calls_visible(world.viewer("member")).filter(pk=world.call_draft.pk).exists()


@pytest.mark.parametrize(
    "break_it",
    [
        lambda world: Call.objects.filter(pk=world.call.pk).update(closes_at=None),
        lambda world: Call.objects.filter(pk=world.call_draft.pk).update(state="published"),
        lambda world: Call.objects.filter(pk=world.call.pk).update(state="decided"),
        lambda world: Application.objects.filter(pk=world.application.pk).update(sent_at=None),
        lambda world: Application.objects.filter(pk=world.application_draft.pk).update(number=1),
        lambda world: Application.objects.filter(pk=world.application.pk).update(owner=world.other_organisation),
        lambda world: Review.objects.filter(application=world.reviewed_application).update(conflict=True),
        lambda _world: Outcome.objects.filter(result="selected").update(result="not_selected"),
        lambda _world: Outcome.objects.filter(result="reserve").update(reserve_number=None),
    ],
    ids=[
        "published without deadline",
        "published without version",
        "decided while sealed",
        "sent without moment",
        "two with one number",
        "two of one member",
        "conflict without reason",
        "departure without reason",
        "reserve without number",
    ],
)
def test_the_database_forbids(world: World, break_it) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(world)
