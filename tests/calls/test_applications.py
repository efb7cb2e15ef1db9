"""Applications: begun without an account, saved as one goes, sent in time or late, withdrawn, sent again."""

import datetime
import uuid

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from talka.calls import actions
from talka.calls.clock import as_of
from talka.calls.eligibility import checks
from talka.calls.models import Application, ApplicationFile
from talka.calls.terms import Condition, Terms
from talka.foundation.access import Refusal
from tests.calls import made
from tests.world import World

TYPED = {
    "title": "A stage on a raft",
    "kind": "group",
    "name": "Choir",
    "sector": "civic",
    "locality": "-",
    "place": "Tomaszów",
    "county": "Łódzkie",
    "contact": "Jan",
    "email": "choir@example.org",
    "state_people": "7",
    "state_honest": "yes",
    "answer_why": "The river carries the sound.",
    "answer_else": "",
    "may_be_named": "on",
}


def own(application: Application, name: str = "application") -> str:
    return reverse(f"calls:{name}", args=["weavers", application.token])


def test_begun_without_an_account_by_a_secret_link(world: World, client: Client) -> None:
    mail.outbox.clear()
    new = {"kind": "group", "name": "The choir", "contact": "Ona", "email": "ona@example.org", "field_id": uuid.uuid4()}
    address = reverse("calls:apply", args=["weavers", world.call.pk])
    first = client.post(address, new)
    again = client.post(address, new)
    application = Application.objects.get(email="ona@example.org")
    assert first.url == again.url == own(application)
    assert len(mail.outbox) == 1
    assert own(application) in mail.outbox[0].body
    # Another page, the same name and address: no key is handed out, the letter goes again.
    third = client.post(address, {**new, "field_id": uuid.uuid4()})
    assert third.url == reverse("calls:written", args=["weavers", world.call.pk])
    assert len(mail.outbox) == 2


def test_saved_as_one_goes(world: World, client: Client) -> None:
    draft = world.application_draft
    answer = client.post(own(draft, "save"), {**TYPED, "title": "Half a ti"})
    draft.refresh_from_db()
    assert (answer.status_code, draft.content["title"], draft.state) == (200, "Half a ti", "draft")
    assert b"Saved at" in answer.content
    assert b"still to be answered" not in answer.content


def test_without_javascript_the_button_saves(world: World, client: Client) -> None:
    draft = world.application_draft
    answer = client.post(own(draft), {**TYPED, "title": "Whole title", "do": "save"})
    draft.refresh_from_db()
    assert (answer.status_code, draft.content["title"], draft.sent) == (302, "Whole title", {})


def test_sent_then_changed_then_sent_again(world: World, client: Client) -> None:
    draft = world.application_draft
    assert client.post(own(draft), {**TYPED, "do": "send"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.sent["title"], draft.sent["answers"]["why"]) == (
        "sent",
        "A stage on a raft",
        "The river carries the sound.",
    )
    client.post(own(draft), {**TYPED, "title": "Another title", "do": "save"})
    draft.refresh_from_db()
    assert (draft.sent["title"], draft.content["title"]) == ("A stage on a raft", "Another title")
    assert "does not count until you send it again" in client.get(own(draft)).content.decode()
    client.post(own(draft), {**TYPED, "title": "Another title", "do": "send"})
    draft.refresh_from_db()
    assert draft.sent["title"] == "Another title"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"kind": "person"}, "not met"),
        ({"state_people": "4"}, "not met"),
        ({"state_honest": "no"}, "not met"),
        ({"state_honest": ""}, "still to be answered"),
        ({"answer_why": ""}, "still to be answered"),
        ({"answer_why": "x" * 201}, "not met"),
        ({"title": ""}, "still to be answered"),
    ],
)
def test_the_check_stands_before_sending(world: World, client: Client, changed: dict[str, str], says: str) -> None:
    draft = world.application_draft
    page = client.post(own(draft), {**TYPED, **changed, "do": "send"})
    draft.refresh_from_db()
    assert (page.status_code, draft.state) == (422, "draft")
    assert says in page.content.decode()
    # What was typed is kept all the same.
    assert draft.content["place"] == "Tomaszów"
    if changed.get("answer_why"):
        assert draft.content["answers"]["why"] == changed["answer_why"]


def test_at_the_deadline_it_counts_one_second_later_it_does_not(world: World) -> None:
    closes = world.call.closes_at
    with as_of(closes):
        actions.send_application(application=world.application_draft, letter=False)
    assert world.application_draft.state == "sent"
    late = world.application_of_member
    with as_of(closes + datetime.timedelta(seconds=1)), pytest.raises(Refusal, match="It is late"):
        actions.send_application(application=late, letter=False)
    late.refresh_from_db()
    assert (late.state, late.sent) == ("draft", {})


def test_late_words_are_kept_and_said_to_be_late(world: World, client: Client) -> None:
    draft, closes = world.application_draft, world.call.closes_at
    with as_of(closes + datetime.timedelta(seconds=1)):
        page = client.post(own(draft), {**TYPED, "title": "A minute too late", "do": "send"})
    draft.refresh_from_db()
    assert (page.status_code, draft.state, draft.content["title"]) == (422, "draft", "A minute too late")
    assert "It is late" in page.content.decode()


def test_sent_in_time_and_changed_late_the_first_counts(world: World, client: Client) -> None:
    application = world.application
    before = dict(application.sent)
    with as_of(world.call.closes_at + datetime.timedelta(seconds=1)):
        answer = client.post(own(application), {**TYPED, "title": "Too late", "do": "send"}, follow=True)
    application.refresh_from_db()
    assert application.sent == before
    assert application.content["title"] == "Too late"
    text = answer.content.decode()
    assert "It is late" in text
    assert "What you typed since" in text


@pytest.mark.parametrize("zone", ["Europe/Vilnius", "Europe/Warsaw", "UTC", "America/New_York"])
@pytest.mark.parametrize("day", [(2027, 3, 28), (2027, 10, 31)], ids=["summer time begins", "summer time ends"])
def test_the_deadline_is_the_same_moment_everywhere(world: World, zone: str, day: tuple[int, int, int]) -> None:
    from talka.calls.forms.basics import moment_in

    closes = moment_in(zone, datetime.date(*day), datetime.time(23, 30))
    call = made.published(world, closes_at=closes, time_zone=zone)
    early, late = made.begun(call, "Early"), made.begun(call, "Late")
    with as_of(closes):
        actions.send_application(application=early, letter=False)
    with as_of(closes + datetime.timedelta(microseconds=1)), pytest.raises(Refusal, match="It is late"):
        actions.send_application(application=late, letter=False)


def test_withdrawn_and_begun_anew(world: World) -> None:
    draft = actions.send_application(application=world.application_draft, letter=False)
    actions.withdraw_application(application=draft)
    assert draft.state == "withdrawn"
    with pytest.raises(Refusal, match="can no longer be changed"):
        actions.save_application(application=draft, content={"title": "After all"})
    again = made.begun(world.call, "Choir")
    assert again.number != draft.number


def test_one_member_applies_once(world: World) -> None:
    with pytest.raises(Refusal, match="has an application"):
        made.begun(world.call, "DOK again", owner=world.other_organisation)


def test_closed_calls_take_no_beginnings(world: World) -> None:
    with pytest.raises(Refusal, match="closed"):
        made.begun(world.reviewed_call, "Latecomers")


def test_an_attachment_stays_with_what_was_sent(world: World, client: Client) -> None:
    draft = world.application_draft
    brought = SimpleUploadedFile("plan.pdf", made.PDF, content_type="application/pdf")
    client.post(own(draft), {**TYPED, "do": "send", "file_budget": brought})
    draft.refresh_from_db()
    kept = draft.sent["files"][0]
    assert kept["name"] == "plan.pdf"
    client.post(own(draft), {**TYPED, "detach": "budget"})
    assert not ApplicationFile.objects.filter(application=draft).exists()
    answer = client.get(reverse("calls:file", args=["weavers", draft.token, kept["file"]]))
    assert b"".join(answer.streaming_content) == made.PDF


def test_a_file_of_another_application_is_not_there(world: World, client: Client) -> None:
    address = reverse("calls:file", args=["weavers", world.application_draft.token, world.call_file.pk])
    assert client.get(address).status_code == 404
    assert client.get(reverse("foundation:file", args=["weavers", world.call_file.pk])).status_code == 404


def test_what_is_not_a_picture_or_pdf_is_refused_beside_its_field(world: World, client: Client) -> None:
    draft = world.application_draft
    page = client.post(own(draft), {**TYPED, "do": "save", "file_budget": SimpleUploadedFile("x.exe", b"MZ")})
    assert page.status_code == 422
    assert "is not a picture" in page.content.decode()


def test_conditions_one_by_one() -> None:
    def met(condition: Condition, **content: object) -> bool | None:
        return checks(Terms(conditions=(condition,)), content, ())[0].met

    place = Condition("p", Condition.LOCALITY, values=("trakai",))
    assert (met(place), met(place, locality="trakai"), met(place, place="Elsewhere")) == (None, True, False)
    most = Condition("m", Condition.AT_MOST, number=3)
    assert [met(most, statements={"m": number}) for number in (3, 4)] == [True, False]
    least = Condition("l", Condition.AT_LEAST, number=3)
    assert [met(least, statements={"l": number}) for number in (3, 2)] == [True, False]
    sector = Condition("s", Condition.SECTOR, values=("art",))
    assert [met(sector, sector=value) for value in ("art", "culture", "")] == [True, False, None]


def test_a_question_names_nobody_and_its_address_is_forgotten(world: World, signed_in) -> None:
    mail.outbox.clear()
    host = signed_in(world.director)
    page = host.get(reverse("calls:questions", args=["weavers", world.call.pk])).content.decode()
    assert "asks@example.org" not in page
    actions.answer_inquiry(acting_user=world.director, inquiry=world.inquiry, answer={"en": "A grand one."})
    world.inquiry.refresh_from_db()
    assert (mail.outbox[0].to, world.inquiry.email) == (["asks@example.org"], "")
    public = signed_in(None).get(reverse("calls:call", args=["weavers", world.call.pk])).content.decode()
    assert "A grand one." in public


def test_nobody_reads_an_application_before_the_deadline(world: World, signed_in) -> None:
    page = signed_in(world.director).get(reverse("calls:applications", args=["weavers", world.call.pk]))
    assert "A stage by the river" not in page.content.decode()


def test_a_person_takes_their_data_along_and_out(world: World) -> None:
    from talka.calls import room

    mine = made.sent(world.call, "Expert", acting_user=world.expert, content={"kind": "group"})
    draft = made.begun(world.call, "Draft", acting_user=world.expert)
    told = room.export_person(world.expert)
    assert {each["number"] for each in told["applications"]} == {mine.number, draft.number}
    assert len(told["reviews"]) == 7
    room.erase_person(world.expert)
    mine.refresh_from_db()
    assert (mine.sent["contact"], mine.account, "invalid" in mine.email) == ("…", None, True)
    assert not Application.objects.filter(pk=draft.pk).exists()
