"""Receiving answers: nothing lost, nothing twice, nobody told who gave it."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from talka.consultations import actions, queries, rules
from talka.consultations.access import door_by_token
from talka.consultations.models import Answer, Consultation
from talka.foundation.access import Absent, Refusal
from talka.foundation.audit.models import AuditRecord
from tests.consultations.made import Made, make, receive, sent


def test_an_answer_is_kept_with_its_door_and_what_it_is_about(made: Made) -> None:
    received = receive(made)
    assert received.state == "kept"
    answer = Answer.objects.get()
    assert answer == received.answer
    assert (answer.door, answer.version, answer.language, answer.batch) == (made.online, 1, "pl", None)
    assert answer.about == f"|{made.mok.pk}|"
    assert answer.content["about"] == {str(made.mok.pk): {"programme": "3", "times": "dont_know"}}


def test_the_same_id_with_the_same_content_is_kept_once(made: Made) -> None:
    identity = uuid.uuid4()
    assert [receive(made, answer_id=identity).state for _time in range(3)] == ["kept", "already_here", "already_here"]
    assert Answer.objects.count() == 1


def test_the_same_id_with_other_content_keeps_both_and_tells(made: Made) -> None:
    identity = uuid.uuid4()
    receive(made, answer_id=identity)
    second = receive(made, answer_id=identity, **{"q.age": "older"})
    assert second.state == "conflict_kept"
    assert second.answer.sent_as == identity
    assert receive(made, answer_id=identity, **{"q.age": "older"}).state == "already_here"
    assert receive(made, answer_id=identity).state == "already_here"
    assert Answer.objects.count() == 2
    totals = queries.totals(made.consultation)
    assert (totals.total, totals.kept_aside) == (1, 1)
    assert len(list(queries.answer_rows(made.consultation))) == 1


def test_an_id_that_stands_in_another_consultation_takes_nothing_away(made: Made) -> None:
    other = make(slug="another-town")
    identity = uuid.uuid4()
    assert receive(made, answer_id=identity).state == "kept"
    assert receive(other, answer_id=identity).state == "conflict_kept"
    assert Answer.objects.filter(consultation=other.consultation).count() == 1


def test_receiving_takes_one_query_for_the_door_and_one_insert(made: Made) -> None:
    receive(made)
    with CaptureQueriesContext(connection) as captured:
        door = door_by_token(made.online.token)
        receive(made, door=door)
    told = [q["sql"] for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]
    assert [sql.split()[0] for sql in told] == ["SELECT", "INSERT"]


def test_there_is_no_trace_of_who_or_when(made: Made) -> None:
    before = AuditRecord.objects.count()
    receive(made)
    assert AuditRecord.objects.count() == before
    fields = {field.name for field in Answer._meta.get_fields()}
    assert fields == {
        "id",
        "consultation",
        "version",
        "door",
        "batch",
        "language",
        "received_on",
        "content",
        "content_hash",
        "about",
        "sent_as",
    }
    assert isinstance(Answer.objects.get().received_on, datetime.date)
    assert uuid.UUID(str(Answer.objects.get().pk)).version == 4


def test_content_is_taken_like_a_form(made: Made) -> None:
    form = queries.questionnaire_of(made.consultation)
    content = form.validate(sent(made)).content
    arguments: dict[str, Any] = {"door": made.online, "version": 1, "language": "en"}
    received = actions.receive_answer(answer_id=uuid.uuid4(), content=content, **arguments)
    assert received.answer.content == content
    broken = {**content, "answers": {**content["answers"], "colour": "red"}}
    with pytest.raises(actions.NotAccepted):
        actions.receive_answer(answer_id=uuid.uuid4(), content=broken, **arguments)


def test_what_needs_a_change_is_told_by_field(made: Made) -> None:
    with pytest.raises(actions.NotAccepted) as told:
        receive(made, **{"q.visits": "many", "q.known": []})
    assert set(told.value.errors) == {"q.visits", "q.known"}
    assert Answer.objects.count() == 0


def test_a_closed_door_takes_nothing_new_but_knows_what_it_has(made: Made) -> None:
    identity = uuid.uuid4()
    receive(made, answer_id=identity)
    actions.close_door(acting_user=made.coordinator, door=made.online)
    assert receive(made, answer_id=identity).state == "already_here"
    with pytest.raises(Refusal):
        receive(made)
    actions.reopen_door(acting_user=made.coordinator, door=made.online)
    assert receive(made).state == "kept"


def test_the_day_after_the_last_is_granted_and_the_next_is_not(made: Made) -> None:
    today = rules.today_in(made.network)
    made.online.consultation.closes_on = today - datetime.timedelta(days=1)
    assert receive(made).state == "kept"
    made.online.consultation.closes_on = today - datetime.timedelta(days=2)
    with pytest.raises(Refusal):
        receive(made)


def test_old_answers_stay_under_their_version(made: Made) -> None:
    receive(made)
    question = made.consultation.sections.first().questions.get(key="more_often")
    actions.edit_question(
        acting_user=made.coordinator,
        question=question,
        kind="multiple",
        text=question.text,
        key="more_often",
        hint={},
        required=False,
        options=[*question.options, {"text": {"en": "Nothing", "pl": "Nic"}}],
        limits={},
    )
    assert queries.questionnaire_of(made.consultation).questions["more_often"].option_keys[-1] == "a-bus-after-2000"
    actions.publish_questionnaire(acting_user=made.coordinator, consultation=made.consultation, reason="A new choice")
    made.online.refresh_from_db()
    assert made.consultation.version == 2
    door = door_by_token(made.online.token)
    for version in (1, 2):
        actions.receive_answer(door=door, answer_id=uuid.uuid4(), version=version, language="pl", data=sent(made))
    assert queries.totals(made.consultation).by_version == {1: 2, 2: 1}
    assert [row.version for row in queries.answer_rows(made.consultation, version=2)] == [2]
    with pytest.raises(Absent):
        actions.receive_answer(door=door, answer_id=uuid.uuid4(), version=3, language="pl", data=sent(made))


def test_a_pile_of_paper(made: Made) -> None:
    today = rules.today_in(made.network)
    batch = actions.open_batch(
        acting_user=made.coordinator, door=made.paper, collected_on=today, handed_out=10, note="Table by the door"
    )
    first = actions.receive_answer(
        door=made.paper,
        answer_id=uuid.uuid4(),
        version=1,
        language="pl",
        data=sent(made),
        received_on=batch.collected_on,
        batch=batch,
    )
    assert first.answer.batch == batch
    assert queries.typed_in(batch) == 1
    actions.take_back_last(acting_user=made.coordinator, batch=batch)
    assert queries.typed_in(batch) == 0
    with pytest.raises(Refusal):
        actions.take_back_last(acting_user=made.coordinator, batch=batch)
    actions.close_batch(acting_user=made.coordinator, batch=batch)
    with pytest.raises(Refusal):
        actions.receive_answer(
            door=made.paper, answer_id=uuid.uuid4(), version=1, language="pl", data=sent(made), batch=batch
        )
    with pytest.raises(Refusal):
        actions.open_batch(
            acting_user=made.coordinator, door=made.paper, collected_on=today + datetime.timedelta(days=2)
        )
    trail = AuditRecord.objects.filter(details__has_key="batch").order_by("pk").values_list("verb", "details")
    assert [verb for verb, _details in trail] == ["opened a batch", "took back an answer", "closed a batch"]


def test_totals_by_where_and_about_what(made: Made) -> None:
    both = [str(made.mok.pk), str(made.tkacz.pk)]
    for _each in range(3):
        receive(made)
    receive(made, **{"q.known": both, f"s.{made.tkacz.pk}.programme": "1"})
    batch = actions.open_batch(
        acting_user=made.coordinator, door=made.paper, collected_on=rules.today_in(made.network), handed_out=10
    )
    actions.receive_answer(
        door=made.paper,
        answer_id=uuid.uuid4(),
        version=1,
        language="pl",
        data=sent(made, **{"q.known": "none"}),
        batch=batch,
    )
    with CaptureQueriesContext(connection) as captured:
        totals = queries.totals(made.consultation)
    assert len(captured.captured_queries) == 3
    assert (totals.total, totals.target, totals.share, totals.channels_used) == (5, 100, 5, 2)
    assert [(p.key, p.answers, p.target) for p in totals.by_channel] == [("online", 4, 60), ("paper", 1, None)]
    assert [(p.title, p.answers) for p in totals.by_door] == [("Miejski Ośrodek Kultury", 4), ("Święto Ciepła", 1)]
    assert [(p.owner, p.answers) for p in totals.by_subject] == [(made.mok, 4), (made.tkacz, 1)]
    assert totals.collectors_by_channel == {
        ("online", str(made.mok.pk)): 4,
        ("paper", str(made.tkacz.pk)): 1,
    }


def test_closing_and_opening_again(made: Made) -> None:
    actions.close_consultation(acting_user=made.coordinator, consultation=made.consultation)
    made.online.consultation.refresh_from_db()
    with pytest.raises(Refusal):
        receive(made)
    with pytest.raises(Refusal):
        actions.publish_questionnaire(acting_user=made.coordinator, consultation=made.consultation)
    actions.reopen_consultation(acting_user=made.coordinator, consultation=made.consultation)
    made.online.consultation.refresh_from_db()
    assert receive(made).state == "kept"
    assert made.consultation.state == Consultation.State.OPEN
