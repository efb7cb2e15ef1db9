"""Reviews: declared before read, sealed until all have scored, discussed with every change on record."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse

from talka.calls import actions, queries
from talka.calls.models import Call, MarkChange, Outcome, Review
from talka.calls.ranking import proposal_of
from talka.calls.terms import Quota
from talka.foundation.access import Refusal
from talka.foundation.threads.kinds import resolve
from talka.gatherings.actions import leave_cohort
from talka.gatherings.models import CohortMember
from talka.programmes.actions import add_expected_result
from talka.programmes.models import Programme
from tests.calls import made
from tests.world import World


def two_reviewers(world: World, **terms: object) -> tuple[Call, list, list]:
    call = made.published(world, places=1, **terms)
    applications = [made.sent(call, name, content={"title": f"Of {name}"}) for name in ("Alder", "Birch")]
    reviewers = [
        actions.appoint_reviewer(acting_user=world.director, call=call, account=account, letter=False)
        for account in (world.expert, world.coordinator)
    ]
    made.closed(call)
    for each in (*applications, *reviewers):
        each.call = call
    return call, applications, reviewers


def test_nothing_but_the_title_before_the_declaration(world: World, signed_in) -> None:
    client, call = signed_in(world.expert), world.reviewed_call
    listed = client.get(reverse("calls:review", args=["weavers", call.pk])).content.decode()
    assert "Not declared yet" in listed
    assert "Because of the light." not in listed
    undeclared = reverse("calls:score", args=["weavers", call.pk, world.undeclared_application.pk])
    assert client.get(undeclared).status_code == 404


def test_a_conflict_stays_and_bars(world: World, signed_in) -> None:
    client, call, application = signed_in(world.expert), world.reviewed_call, world.undeclared_application
    declare = reverse("calls:declare", args=["weavers", call.pk, application.pk])
    assert client.post(declare, {"stands": "yes"}).status_code == 422
    assert client.post(declare, {"stands": "yes", "conflict_reason": "My brother sings there."}).status_code == 302
    assert client.get(reverse("calls:score", args=["weavers", call.pk, application.pk])).status_code == 404
    with pytest.raises(Refusal, match="stays"):
        actions.declare(acting_user=world.expert, reviewer=world.call_reviewer, application=application)


def test_the_program_knows_who_acts_for_the_applicant(world: World) -> None:
    call = made.published(world)
    application = made.sent(call, "DOK", owner=world.other_organisation)
    reviewer = actions.appoint_reviewer(acting_user=world.director, call=call, account=world.member, letter=False)
    made.closed(call)
    reviewer.call = application.call = call
    with pytest.raises(Refusal, match="You act for this applicant"):
        actions.declare(acting_user=world.member, reviewer=reviewer, application=application)


def test_marks_are_sealed_until_the_last_one_is_given(world: World, signed_in) -> None:
    call, (alder, birch), (expert, coordinator) = two_reviewers(world)
    made.scored(expert, alder, 5, 4)
    made.scored(expert, birch, 2, None)
    made.scored(coordinator, alder, 4, 4)
    ranking = reverse("calls:ranking", args=["weavers", call.pk])
    for account in (world.director, world.expert, world.coordinator):
        assert signed_in(account).get(ranking).status_code == 404
    made.scored(coordinator, birch, 3, 3)
    call.refresh_from_db()
    assert (call.state, call.marks_opened_reason) == ("opened", "")
    for account in (world.director, world.expert, world.coordinator):
        assert signed_in(account).get(ranking).status_code == 200
    assert signed_in(world.member).get(ranking).status_code == 404


def test_what_does_not_apply_is_no_nought(world: World) -> None:
    call, (alder, birch), (expert, coordinator) = two_reviewers(world)
    made.scored(expert, alder, 4, 0)
    made.scored(coordinator, alder, 4, 0)
    made.scored(expert, birch, 4, None)
    made.scored(coordinator, birch, 4, None)
    rows = proposal_of(Call.objects.get(pk=call.pk)).rows
    assert [(row.application.pk, row.score) for row in rows] == [(birch.pk, 80.0), (alder.pk, 60.0)]


def test_a_sheet_that_is_not_whole_is_kept_but_does_not_count(world: World, signed_in) -> None:
    client, call, application = signed_in(world.expert), world.reviewed_call, world.reviewed_application
    address = reverse("calls:score", args=["weavers", call.pk, application.pk])
    page = client.post(address, {"mark_need": "4", "do": "score"})
    assert (page.status_code, "Give every criterion a mark" in page.content.decode()) == (422, True)
    assert client.post(address, {"mark_need": "4", "words_need": "Clear", "do": "keep"}).status_code == 302
    review = Review.objects.get(application=application)
    assert (review.marks, review.words, review.scored_at) == ({"need": 4}, {"need": "Clear"}, None)
    # "Does not apply" is not offered for a criterion that always does.
    assert client.post(address, {"mark_need": "-", "mark_group": "-", "do": "score"}).status_code == 422


def test_a_conflict_can_be_the_last_step(world: World) -> None:
    call, (alder, birch), (expert, coordinator) = two_reviewers(world)
    made.scored(expert, alder, 5, 4)
    made.scored(expert, birch, 2, 2)
    made.scored(coordinator, alder, 4, 4)
    actions.declare(acting_user=world.coordinator, reviewer=coordinator, application=birch, conflict_reason="Kin.")
    call.refresh_from_db()
    assert call.state == "opened"


def test_opened_without_waiting_only_with_a_reason_and_no_bare_application(world: World) -> None:
    call, (alder, birch), (expert, _coordinator) = two_reviewers(world)
    made.scored(expert, alder, 5, 4)
    with pytest.raises(Refusal, match="Nobody has scored these applications yet: 2"):
        actions.open_marks(acting_user=world.director, call=call, reason="Ill.")
    made.scored(expert, birch, 5, 4)
    with pytest.raises(Refusal, match="Say why"):
        actions.open_marks(acting_user=world.director, call=call, reason=" ")
    actions.open_marks(acting_user=world.director, call=call, reason="The second reviewer is ill.")
    assert (call.state, call.marks_opened_reason) == ("opened", "The second reviewer is ill.")


def test_a_mark_changed_in_the_discussion_keeps_what_stood(world: World, signed_in) -> None:
    call, application = world.discussed_call, world.discussed_application
    address = reverse("calls:change", args=["weavers", call.pk, application.pk])
    client = signed_in(world.expert)
    assert client.post(address, {"criterion": "need", "mark": "3", "reason": ""}).status_code == 422
    assert client.post(address, {"criterion": "need", "mark": "-", "reason": "No."}).status_code == 422
    assert (
        client.post(address, {"criterion": "need", "mark": "3", "reason": "The hall is let already."}).status_code
        == 302
    )
    change = MarkChange.objects.get(review__application=application)
    assert (change.before, change.after, change.reason) == (5, 3, "The hall is let already.")
    page = client.get(reverse("calls:ranking", args=["weavers", call.pk])).content.decode()
    assert "The hall is let already." in page


def test_blind_reviewers_see_no_names_and_no_naming_file(world: World, signed_in) -> None:
    call = made.published(world, blind=True)
    application = made.sent(call, content={"title": "Without a name"})
    kept = actions.attach_file(application=application, key="budget", name="weavers.pdf", data=made.PDF).file
    actions.send_application(application=application, letter=False)
    reviewer = actions.appoint_reviewer(acting_user=world.director, call=call, account=world.expert, letter=False)
    made.closed(call)
    reviewer.call = application.call = call
    client = signed_in(world.expert)
    declare = client.get(reverse("calls:declare", args=["weavers", call.pk, application.pk])).content.decode()
    actions.declare(acting_user=world.expert, reviewer=reviewer, application=application)
    score = client.get(reverse("calls:score", args=["weavers", call.pk, application.pk])).content.decode()
    for page in (declare, score):
        assert "Without a name" in page
        for hidden in ("Weavers of the river", "Jan Kowalski", "weavers@example.org", "Tomaszów", "weavers.pdf"):
            assert hidden not in page
    assert "Left out: Budget" in score
    address = reverse("calls:review_file", args=["weavers", call.pk, application.pk, kept.pk])
    assert client.get(address).status_code == 404
    assert client.get(reverse("calls:read", args=["weavers", call.pk, application.pk])).status_code == 404
    actions.score(
        acting_user=world.expert,
        review=Review.objects.get(application=application),
        marks={"need": 3, "group": 3},
    )
    ranking = client.get(reverse("calls:ranking", args=["weavers", call.pk])).content.decode()
    assert "Weavers of the river" not in ranking


def test_in_a_blind_call_the_host_does_not_review(world: World) -> None:
    call = made.published(world, blind=True)
    with pytest.raises(Refusal, match="blind"):
        actions.appoint_reviewer(acting_user=world.director, call=call, account=world.staff)


def test_the_panel_departs_only_with_a_reason(world: World, signed_in) -> None:
    call, first = world.discussed_call, world.discussed_application
    second = call.applications.exclude(pk=first.pk).get()
    client = signed_in(world.director)
    address = reverse("calls:decide", args=["weavers", call.pk])
    chosen = {f"result_{first.pk}": "not_selected", f"result_{second.pk}": "selected"}
    page = client.post(address, chosen)
    assert (page.status_code, Outcome.objects.filter(decision__call=call).exists()) == (422, False)
    assert "Say why the panel departs" in page.content.decode()
    reasons = {f"departure_{first.pk}": "It has a hall already.", f"departure_{second.pk}": "It has none."}
    assert client.post(address, {**chosen, **reasons}).status_code == 302
    outcome = Outcome.objects.get(application=second)
    assert (outcome.result, outcome.proposed, outcome.departure) == ("selected", "reserve", "It has none.")


def test_no_more_are_selected_than_there_are_places(world: World) -> None:
    call = world.discussed_call
    chosen = {each.pk: actions.Chosen("selected", departure="Both are good.") for each in call.applications.all()}
    with pytest.raises(Refusal, match="gives 1 places"):
        actions.decide(acting_user=world.director, call=call, chosen=chosen)


def test_quotas_and_ties_are_those_that_were_published(world: World) -> None:
    call = made.published(world, places=2, tie_breaks=("spread",))
    assert call.terms.quotas == (Quota("each", "county", "", at_most=1),)
    counties = {"Alder": "North", "Birch": "North", "Cedar": "South"}
    applications = {name: made.sent(call, name, content={"county": county}) for name, county in counties.items()}
    reviewers = [
        actions.appoint_reviewer(acting_user=world.director, call=call, account=account, letter=False)
        for account in (world.expert, world.coordinator)
    ]
    made.closed(call)
    marks = {"Alder": (5, 5), "Birch": (4, 4), "Cedar": (3, 5)}
    for number, reviewer in enumerate(reviewers):
        reviewer.call = call
        for name, application in applications.items():
            application.call = call
            made.scored(reviewer, application, marks[name][number], marks[name][number])
    rows = proposal_of(Call.objects.get(pk=call.pk)).rows
    assert [(row.application.name, row.place, row.proposed) for row in rows] == [
        ("Alder", 1, "selected"),
        ("Birch", 2, "reserve"),
        ("Cedar", 3, "selected"),
    ]
    birch = rows[1].kept
    assert birch is not None
    assert birch.held_by == ("000001",)


def test_the_result_names_whom_it_may(world: World, signed_in) -> None:
    call = world.announced_call
    page = signed_in(None).get(reverse("calls:result", args=["weavers", call.pk])).content.decode()
    assert "1 of 2 is selected" in page
    assert "Weavers of the river" in page
    winner = world.announced_application
    winner.sent = {**winner.sent, "may_be_named": False}
    winner.save(update_fields=["sent"])
    page = signed_in(None).get(reverse("calls:result", args=["weavers", call.pk])).content.decode()
    assert "Weavers of the river" not in page
    assert "First of all" not in page
    assert "Does not wish to be named" in page


def test_letters_go_in_the_applicants_language_with_reasons(world: World) -> None:
    call = world.decided_call
    call.applications.update(language="en")
    mail.outbox.clear()
    actions.announce_decision(acting_user=world.director, call=call)
    assert sorted(letter.subject for letter in mail.outbox) == [
        "Your application is number 1 on the reserve list",
        "Your application is selected",
    ]
    selected = next(letter for letter in mail.outbox if letter.subject.endswith("selected"))
    assert "It needs the hall most." in selected.body
    actions.announce_decision(acting_user=world.director, call=call)
    assert len(mail.outbox) == 2


def test_the_letter_on_paper(world: World, client) -> None:
    import pypdfium2

    answer = client.get(reverse("calls:letter", args=["weavers", world.refused_application.token]))
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(answer.content))
    for words in ("reserve list", "A good second.", "Need", "appeal"):
        assert words in text


def test_an_appeal_is_lodged_once_and_answered(world: World, signed_in) -> None:
    with pytest.raises(Refusal):
        actions.lodge_appeal(application=world.refused_application, text="Again.")
    mail.outbox.clear()
    address = reverse("calls:answer_appeal", args=["weavers", world.announced_call.pk, world.appeal.pk])
    answer = signed_in(world.director).post(address, {"upheld": "no", "answer": "We added them up again."})
    assert answer.status_code == 302
    assert "We added them up again." in mail.outbox[0].body
    page = signed_in(None).get(reverse("calls:application", args=["weavers", world.refused_application.token]))
    assert "We added them up again." in page.content.decode()


def test_not_admitted_with_a_reason(world: World) -> None:
    mail.outbox.clear()
    actions.set_aside(
        acting_user=world.director, application=world.undeclared_application, reason="They are four, not five."
    )
    assert "They are four, not five." in mail.outbox[0].body
    made.scored(world.call_reviewer, world.reviewed_application, 3, 3)
    world.reviewed_call.refresh_from_db()
    assert world.reviewed_call.state == "opened"


def test_what_a_reader_may_not_see_stands_hidden_in_threads(world: World) -> None:
    names = [
        ("calls.call", str(world.call_draft.pk)),
        ("calls.application", str(world.announced_application.pk)),
        ("calls.application", str(world.refused_application.pk)),
        ("calls.decision", str(world.announced_call.decision.pk)),
        ("calls.decision", str(world.decided_call.decision.pk)),
    ]

    def hidden(role: str) -> list[bool]:
        ends = resolve(names, world.viewer(role))
        return [ends[name].hidden for name in names]

    assert hidden("visitor") == [True, False, True, False, True]
    assert hidden("director") == [False, False, False, False, False]
    assert resolve(names, world.viewer("stranger", world.other_network)) == {}


def test_what_is_mine_to_do(world: World) -> None:
    from talka.calls.room import tasks

    assert [task.title for task in tasks(world.viewer("expert"))] == ["Score 2 applications to “Under review”"]
    titles = {task.title for task in tasks(world.viewer("director"))}
    assert titles == {
        "Answer 1 question about “A stage for the summer”",
        "Appoint reviewers of “A stage for the summer”",
        "Decide on “Discussed”",
        "Announce the decision on “Decided”",
        "Answer an appeal on “Announced”",
        "Say what 1 selected application of “Announced” becomes",
    }
    assert [task.title for task in tasks(world.viewer("member"))] == [
        "Send the application to “A stage for the summer”"
    ]


def test_selected_applications_go_on(world: World, signed_in) -> None:
    call, host = world.announced_call, signed_in(world.director)
    result = add_expected_result(
        acting_user=world.coordinator, stage=world.programme.stages.first(), title={"en": "One group at work"}
    )
    end = f"programmes.expectedresult:{result.pk}"
    address = reverse("calls:chain", args=["weavers", call.pk])
    public = reverse("calls:result", args=["weavers", call.pk])
    assert host.post(address, {f"end_{world.announced_application.pk}": end}).status_code == 302
    assert "It became:" in signed_in(None).get(public).content.decode()
    assert not queries.not_yet_become([call], world.programme.ends_on)
    assert f'value="{end}" selected' in host.get(address).content.decode()
    assert host.post(address, {f"end_{world.announced_application.pk}": ""}).status_code == 302
    assert "It became:" not in signed_in(None).get(public).content.decode()
    assert queries.not_yet_become([call], world.programme.ends_on) == {call.pk: 1}
    assert not queries.not_yet_become([call], world.programme.ends_on + datetime.timedelta(days=1))
    with pytest.raises(Refusal, match="Only selected"):
        actions.chain_outcomes(
            acting_user=world.director, decision=call.decision, ends={world.refused_application.pk: result}
        )


def test_the_selected_begin_a_round_and_are_in_it(world: World, signed_in) -> None:
    """Once: who has left the round is not brought back by keeping the page again."""
    call, application, host = world.announced_call, world.announced_application, signed_in(world.director)
    address = reverse("calls:chain", args=["weavers", call.pk])
    new = {f"end_{application.pk}": f"new:{world.cycle.pk}", "take_in": "on"}
    assert host.post(address, new).status_code == 302
    (cohort,) = world.cycle.cohorts.filter(title__en=application.sent["name"])
    (member,) = CohortMember.objects.filter(cohort=cohort).select_related("participant")
    person = member.participant
    assert (person.name, person.email) == (application.sent["contact"], application.email)
    assert (person.comes_from, person.sector) == (application.sent["name"], application.sent["sector"])
    leave_cohort(acting_user=world.director, member=member)
    stands = {f"end_{application.pk}": f"programmes.cohort:{cohort.pk}", "take_in": "on"}
    assert host.post(address, stands).status_code == 302
    member.refresh_from_db()
    assert member.left_at is not None


def test_only_who_runs_the_programme_makes_rounds_of_it(world: World, signed_in) -> None:
    call, application = world.announced_call, world.announced_application
    Programme.objects.filter(pk=world.programme.pk).update(owner=world.other_organisation)
    host, before = signed_in(world.director), world.cycle.cohorts.count()
    address = reverse("calls:chain", args=["weavers", call.pk])
    page = host.get(address).content.decode()
    assert "take_in" not in page
    assert "A new round of" not in page
    refused = host.post(address, {f"end_{application.pk}": f"new:{world.cycle.pk}", "take_in": "on"})
    assert refused.status_code == 422
    assert world.cycle.cohorts.count() == before


def test_a_decision_can_prove_a_result(world: World) -> None:
    from talka.calls.room import evidence

    found = evidence(world.programme.pk, world.viewer("visitor"))
    assert [(each.name[0], each.title, each.figures) for each in found] == [
        ("calls.decision", "Announced", "1 selected")
    ]
