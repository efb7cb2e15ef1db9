"""Questions at sign-up, their answers and how they are erased; reminders once each."""

import datetime
import json
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from talka.foundation.access import Refusal
from talka.foundation.audit.models import AuditRecord
from talka.gatherings import actions, queries, rules
from talka.gatherings.models import Gathering, Reminder, SignUpAnswer, SignUpQuestion
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def ask(world: World, **more: Any) -> SignUpQuestion:
    given = {"kind": "text", "wording": {"en": "What do you not eat?"}, "reason": {"en": "For the cook."}} | more
    return actions.ask_at_sign_up(acting_user=world.director, gathering=world.gathering, **given)


def answered(world: World, question: SignUpQuestion, value: str = "No nuts") -> None:
    actions.sign_up(
        gathering=world.gathering, name="Ola", email="ola@example.org", answers={question.pk: value}, letter=False
    )


def test_each_question_says_why_it_is_asked(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        ask(world, reason={})
    assert refused.value.field == "reason"
    with pytest.raises(Refusal) as refused:
        ask(world, kind="choice", options=[{"key": "1", "text": {"en": "One"}}])
    assert refused.value.field == "options"


def test_a_required_answer_is_asked_for_and_a_choice_must_be_one_of_them(world: World) -> None:
    must = ask(world, required=True)
    choice = ask(world, kind="choice", options=[{"key": "a", "text": {"en": "A"}}, {"key": "b", "text": {"en": "B"}}])
    with pytest.raises(Refusal) as refused:
        answered(world, choice, "a")
    assert refused.value.field == f"question_{must.pk}"
    with pytest.raises(Refusal) as refused:
        actions.sign_up(
            gathering=world.gathering,
            name="Ola",
            email="ola@example.org",
            answers={must.pk: "Nothing", choice.pk: "c"},
        )
    assert refused.value.field == f"question_{choice.pk}"
    assert not world.gathering.sign_ups.filter(name="Ola").exists()


def test_answers_are_for_the_host_and_in_no_record(world: World) -> None:
    question = ask(world)
    answered(world, question)
    assert list(queries.answers_of(world.gathering).values()) == [{question.pk: "No nuts"}]
    roles = {role: rules.may_see_answers(world.viewer(role), world.gathering) for role in world.people}
    assert [role for role, may in roles.items() if may] == ["staff", "director"]
    assert "nuts" not in json.dumps(list(AuditRecord.objects.values_list("details", "title")))


def test_co_hosts_see_answers(world: World) -> None:
    world.gathering.co_hosts.add(world.other_organisation)
    assert rules.may_see_answers(world.viewer("member"), world.gathering)


def test_answers_are_erased_some_days_after_and_it_is_written_down(world: World) -> None:
    answered(world, ask(world))
    actions.set_sign_up_rules(acting_user=world.director, gathering=world.gathering, keep_answers_days=5)
    ends = world.gathering.ends_at
    world.sign_up_question.delete()
    assert actions.erase_due_answers(ends + 5 * DAY - datetime.timedelta(seconds=1)) == 0
    assert SignUpAnswer.objects.count() == 1
    assert actions.erase_due_answers(ends + 5 * DAY) == 1
    assert SignUpAnswer.objects.count() == 0
    assert queries.sign_up_rules(world.gathering).answers_erased_at is not None
    told = AuditRecord.objects.get(verb="erased answers")
    assert (told.account, told.details) == (None, {"erased": 1})
    assert actions.erase_due_answers(ends + 9 * DAY) == 0


def test_without_a_decision_answers_are_kept_a_fortnight(world: World) -> None:
    answered(world, ask(world))
    world.sign_up_question.delete()
    assert actions.erase_due_answers(world.gathering.ends_at + 13 * DAY) == 0
    assert actions.erase_due_answers(world.gathering.ends_at + 14 * DAY) == 1


def test_who_gives_the_place_back_leaves_no_answers(world: World) -> None:
    answered(world, ask(world))
    actions.cancel_sign_up(acting_user=None, sign_up=world.gathering.sign_ups.get(name="Ola"))
    assert queries.answers_of(world.gathering) == {}


def test_reminders_go_once_each_and_not_to_who_signed_up_later(world: World) -> None:
    gathering = Gathering.objects.get(pk=world.gathering.pk)
    world.gathering.sign_ups.update(signed_up_at=timezone.now() - 30 * DAY)
    Gathering.objects.exclude(pk=gathering.pk).update(state=Gathering.State.CANCELLED)
    actions.sign_up(gathering=gathering, name="Ola", email="ola@example.org", letter=False)
    mail.outbox.clear()
    starts = gathering.starts_at
    assert actions.remind_all(starts - 8 * DAY) == 0
    # Ola has signed up within the week before; only Jan is reminded of it.
    assert actions.remind_all(starts - 5 * DAY) == 1
    assert actions.remind_all(starts - 4 * DAY) == 0
    assert actions.remind_all(starts - DAY) == 2
    assert actions.remind_all(starts - DAY / 2) == 0
    assert actions.remind_all(starts + DAY) == 0
    assert [message.to[0] for message in mail.outbox] == ["jan@example.org", "jan@example.org", "ola@example.org"]
    assert {message.subject for message in mail.outbox} == {"Soon: Reading what people need"}
    assert sorted(Reminder.objects.values_list("days", flat=True)) == [1, 1, 7]


def test_after_a_standstill_only_the_nearest_reminder_goes_out(world: World) -> None:
    world.gathering.sign_ups.update(signed_up_at=timezone.now() - 30 * DAY)
    mail.outbox.clear()
    actions.remind_all(world.gathering.starts_at - DAY / 2)
    assert list(Reminder.objects.filter(sign_up=world.sign_up).values_list("days", flat=True)) == [1]


def test_a_host_may_want_no_reminders(world: World) -> None:
    actions.set_sign_up_rules(acting_user=world.director, gathering=world.gathering, remind_days=[])
    world.gathering.sign_ups.update(signed_up_at=timezone.now() - 30 * DAY)
    actions.remind_all(world.gathering.starts_at - DAY / 2)
    assert not Reminder.objects.filter(sign_up=world.sign_up).exists()
