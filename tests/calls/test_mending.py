"""A mistake in a published call: the deadline is put off, changes are taken back, or the call is called off and drafted again."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from talka.calls import access, actions, queries, rules
from talka.calls.models import Application, Call, Decision, Inquiry
from talka.calls.terms import Terms
from talka.foundation.access import Absent, Refusal
from tests.calls import made
from tests.world import World

REASON = {"en": "The hall burned down.", "pl": "Hala spłonęła."}


def called_off(world: World, call: Call) -> Call:
    return actions.call_off(acting_user=world.director, call=call, reason=REASON)


def page(client, name: str, *parts: object) -> str:
    response = client.get(reverse(f"calls:{name}", args=["weavers", *parts]))
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_concerned_is_told_in_their_language(world: World) -> None:
    Application.objects.filter(pk=world.application_draft.pk).update(language="pl")
    actions.appoint_reviewer(acting_user=world.director, call=world.call, account=world.expert, letter=False)
    gone = made.begun(world.call, "Somebody who left")
    actions.withdraw_application(application=gone)
    mail.outbox.clear()
    called_off(world, world.call)
    told = {letter.to[0]: letter for letter in mail.outbox}
    assert set(told) == {
        world.application.email,
        world.application_draft.email,
        world.application_of_member.email,
        world.expert.email,
        "asks@example.org",
    }
    assert "The hall burned down." in told[world.application.email].body
    assert str(world.application.token) in told[world.application.email].body
    assert "Hala spłonęła." in told[world.application_draft.email].body
    assert str(world.application.token) not in told[world.expert.email].body
    assert not Inquiry.objects.exclude(email="").filter(call=world.call).exists(), "nobody waits any more"
    mail.outbox.clear()
    called_off(world, world.call)
    assert mail.outbox == [], "a second time changes nothing"


def test_the_public_page_says_so_and_applications_stay_with_their_applicants(world: World, signed_in) -> None:
    call, application = world.call, world.application
    called_off(world, call)
    client = signed_in(None)
    public = page(client, "call", call.pk)
    assert "Called off on" in public
    assert "The hall burned down." in public
    assert "Begin an application" not in public
    assert "Send the question" not in public
    assert call in queries.closed_calls(world.viewer("visitor"))
    own = page(client, "application", application.token)
    assert "Because of the light." in own
    assert "The hall burned down." in own
    assert "A song for everybody" in page(client, "application", world.application_draft.token)
    # The host counts them, and reads them no more than before the deadline.
    made_url = reverse("calls:read", args=["weavers", call.pk, application.pk])
    assert signed_in(world.director).get(made_url).status_code == 404


def test_what_somebody_types_meanwhile_is_kept(world: World, signed_in) -> None:
    called_off(world, world.call)
    url = reverse("calls:application", args=["weavers", world.application_draft.token])
    answer = signed_in(None).post(url, {"do": "send", "title": "Typed too late"}, follow=True)
    assert "What you typed is kept" in answer.content.decode()
    world.application_draft.refresh_from_db()
    assert world.application_draft.content["title"] == "Typed too late"
    assert world.application_draft.state == Application.State.DRAFT


@pytest.mark.parametrize("attribute", ["call", "reviewed_call", "discussed_call", "decided_call"])
def test_nothing_is_decided_afterwards(world: World, attribute: str) -> None:
    call = getattr(world, attribute)
    standing = Decision.objects.filter(call=call).exists()
    called_off(world, call)
    assert rules.phase(call) == "called_off"
    application = call.applications.exclude(sent={}).first()
    assert application is not None
    refused = [
        lambda: actions.begin_application(call=call, name="Late", email="late@example.org", kind="group"),
        lambda: actions.send_application(application=application),
        lambda: actions.withdraw_application(application=application),
        lambda: actions.set_aside(acting_user=world.director, application=application, reason="No"),
        lambda: actions.ask(call=call, text="Why?"),
        lambda: actions.edit_call(acting_user=world.director, call=call, places=2),
        lambda: actions.publish_call(acting_user=world.director, call=call, note={"en": "No"}),
        lambda: actions.appoint_reviewer(acting_user=world.director, call=call, account=world.member),
        lambda: actions.open_marks(acting_user=world.director, call=call, reason="No"),
        lambda: actions.decide(acting_user=world.director, call=call, chosen={}),
        lambda: actions.announce_decision(acting_user=world.director, call=call),
    ]
    for act in refused:
        with pytest.raises(Refusal):
            act()
    assert Decision.objects.filter(call=call, announced_at__isnull=True).exists() == standing
    with pytest.raises(Absent):
        access.panel_call_for(world.viewer("director"), call.pk)


def test_it_needs_a_reason_and_comes_between_publication_and_announcement(world: World) -> None:
    with pytest.raises(Refusal, match="Say why"):
        actions.call_off(acting_user=world.director, call=world.call, reason={})
    for call in (world.call_draft, world.announced_call):
        with pytest.raises(Refusal, match="until its decision is announced"):
            called_off(world, call)


def test_the_host_calls_it_off_on_a_page(world: World, signed_in) -> None:
    client, url = signed_in(world.director), reverse("calls:call_off", args=["weavers", world.call.pk])
    assert "3 applicants are told by letter" in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    answer = client.post(url, {"reason_en": "The hall burned down."}, follow=True)
    assert "Called off on" in answer.content.decode()
    assert client.get(url).status_code == 404
    assert page(client, "applications", world.call.pk)


def test_the_deadline_is_put_off_alone(world: World, signed_in) -> None:
    call = world.call
    actions.edit_call(acting_user=world.director, call=call, places=7)
    mail.outbox.clear()
    zone = ZoneInfo(call.terms.time_zone)
    day = (call.closes_at + 5 * made.DAY).astimezone(zone).date()
    url = reverse("calls:prolong", args=["weavers", call.pk])
    sent = {"day": day.isoformat(), "time": "12:00", "note_en": "The forms came late."}
    answer = signed_in(world.director).post(url, sent, follow=True)
    assert "letters are on their way" in answer.content.decode()
    call.refresh_from_db()
    noon = datetime.datetime.combine(day, datetime.time(12), tzinfo=zone)
    standing = Call.objects.get(pk=call.pk)
    assert (standing.version, standing.closes_at, standing.terms.places) == (2, noon, 1)
    assert Terms.from_json(standing.draft).places == 7, "what else was changed waits"
    assert Terms.from_json(standing.draft).closes_at == noon
    assert len(mail.outbox) == 3
    assert all("The forms came late." in letter.body for letter in mail.outbox)
    answer = signed_in(world.director).post(url, {**sent, "day": (day - 2 * made.DAY).isoformat()})
    assert "not brought forward" in answer.content.decode()


def test_a_deadline_that_has_passed_or_was_never_set_is_not_put_off(world: World) -> None:
    for call in (world.call_draft, world.reviewed_call):
        with pytest.raises(Refusal):
            actions.prolong_call(
                acting_user=world.director,
                call=call,
                closes_at=made.timezone.now() + 90 * made.DAY,
                note={"en": "More time"},
            )


def test_changes_that_are_not_published_are_taken_back(world: World, signed_in) -> None:
    call = world.call
    actions.edit_call(acting_user=world.director, call=call, places=7)
    url = reverse("calls:put_back", args=["weavers", call.pk])
    for words in ("taken back", "Nothing was changed"):
        assert words in signed_in(world.director).post(url, follow=True).content.decode()
    call.refresh_from_db()
    assert not rules.is_changed_since_published(call)


def test_a_call_is_drafted_again_and_applicants_take_over_what_they_wrote(world: World, signed_in) -> None:
    old = called_off(world, world.call)
    answer = signed_in(world.director).post(reverse("calls:again", args=["weavers", old.pk]))
    new = Call.objects.get(drafted_from=old)
    assert answer["Location"] == reverse("calls:prepare", args=["weavers", new.pk])
    assert (new.state, new.closes_at, new.terms.closes_at, new.terms.criteria) == (
        "draft",
        None,
        None,
        old.terms.criteria,
    )
    client = signed_in(None)
    assert "In its place" not in page(client, "call", old.pk)
    actions.edit_call(acting_user=world.director, call=new, closes_at=made.timezone.now() + 9 * made.DAY)
    actions.publish_call(acting_user=world.director, call=new)
    assert "In its place" in page(client, "call", old.pk)
    assert "Take over what I wrote" in page(client, "application", world.application.token)
    mail.outbox.clear()
    url = reverse("calls:take_over", args=["weavers", world.application.token, new.pk])
    assert "What you wrote is taken over" in client.post(url, follow=True).content.decode()
    taken = new.applications.get()
    assert (taken.state, taken.content["answers"]["why"]) == ("draft", "Because of the light.")
    assert [each.file_id for each in taken.files.all()] == [world.call_file.pk]
    assert str(taken.token) in mail.outbox[0].body
    # Once more: the application that stands is written to again, and no second one begins.
    assert client.post(url)["Location"] == reverse("calls:written", args=["weavers", new.pk])
    assert new.applications.count() == 1
    elsewhere = reverse("calls:take_over", args=["weavers", world.application.token, world.announced_call.pk])
    assert "This is another call" in client.post(elsewhere, follow=True).content.decode()
