"""Feedback: asked from ready questionnaires, without names, shown only where enough have answered."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from talka.consultations import actions, feedback, feedback_sections, queries, ready
from talka.consultations.models import Answer, Consultation, Feedback
from talka.foundation.access import Absent, Refusal
from talka.foundation.rooms import sections
from talka.foundation.threads.queries import links_to
from talka.gatherings import actions as gathering_actions
from talka.gatherings.models import Gathering
from talka.programmes.models import Cohort
from tests.world import World

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Any], Client]


def ask(world: World, kind: str = "gathering", cohort: Cohort | None = None) -> Feedback:
    gathering = world.running_gathering if kind == "gathering" else None
    return actions.ask_for_feedback(acting_user=world.staff, kind=kind, gathering=gathering, cohort=cohort)


@pytest.fixture
def cohort(world: World) -> Cohort:
    return Cohort.objects.create(
        cycle=world.cohort.cycle,
        title={"en": "A new round"},
        starts_on=timezone.localdate() + datetime.timedelta(days=9),
    )


def answer(asked: Feedback, times: int, **values: str) -> None:
    consultation = asked.consultation
    for _ in range(times):
        actions.receive_answer(
            door=consultation.doors.get(),
            answer_id=uuid.uuid4(),
            version=consultation.version,
            language="en",
            data={f"q.{key.replace('_', '-')}": value for key, value in values.items()},
        )


def test_asking_makes_an_open_consultation_with_a_door_and_a_thread(world: World) -> None:
    asked = ask(world)
    consultation = asked.consultation
    assert (consultation.state, consultation.doors.get().event) == ("open", world.running_gathering)
    assert ask(world).pk == asked.pk
    questionnaire = queries.questionnaire_of(consultation)
    assert [each.key for part in questionnaire.sections for each in part.questions] == [
        "satisfied",
        "useful",
        "taught",
        "met",
        "best",
        "better",
    ]
    assert set(questionnaire.languages) == set(ready.LANGUAGES)
    assert questionnaire.intro["pl"] == "A day of weaving. Sześć pytań, dwie minuty."
    name = ("gatherings.gathering", str(world.running_gathering.pk))
    (link,) = links_to([world.running_gathering], world.viewer("staff"))[name]
    assert (link.end.label, link.end.title) == ("after a gathering", "A day of weaving")


def test_every_ready_text_stands_in_every_language() -> None:
    goals = [ready.say("a", "b", "c", "d", "e")]
    parts = [*ready.after_gathering(), *ready.before_cycle(goals), *ready.after_cycle(goals)]
    texts = [part.title for part in parts if part.title] + [part.about for part in parts if part.about]
    texts += [each.text for part in parts for each in part.questions]
    texts += [option["text"] for part in parts for each in part.questions for option in each.options]
    texts += [ready.PRIVACY, ready.THANKS, ready.GATHERING_TITLE, ready.BEFORE_INTRO, ready.CYCLE_INTRO]
    assert all(set(text) == set(ready.LANGUAGES) and all(text.values()) for text in texts)


def test_goals_are_one_a_line_in_each_language() -> None:
    assert ready.goal_lines({"en": "Ask\n\nListen\n", "pl": "Pytać\nSłuchać\nPisać"}) == [
        {"en": "Ask", "pl": "Pytać"},
        {"en": "Listen", "pl": "Słuchać"},
        {"pl": "Pisać"},
    ]


def test_before_and_after_rate_the_same_goals_even_if_the_aims_change(world: World, cohort: Cohort) -> None:
    before = ask(world, "before", cohort)
    programme = cohort.cycle.programme
    programme.aims = {"en": "Something else"}
    programme.save(update_fields=["aims"])
    after = ask(world, "after", Cohort.objects.get(pk=cohort.pk))
    assert [goal["en"] for goal in after.goals] == ["Know what residents need", "Plan as one"]
    assert after.goals == before.goals


def test_without_aims_nobody_can_be_asked_before(world: World, cohort: Cohort) -> None:
    programme = cohort.cycle.programme
    programme.aims = {}
    programme.save(update_fields=["aims"])
    with pytest.raises(Refusal):
        ask(world, "before", cohort)


def test_nobody_asks_about_what_was_called_off(world: World) -> None:
    gathering_actions.cancel_gathering(acting_user=world.staff, gathering=world.running_gathering)
    with pytest.raises(Refusal):
        ask(world)


def test_nothing_is_told_before_enough_have_answered(world: World, signed_in: SignedIn) -> None:
    asked = ask(world)
    answer(asked, 9, satisfied="5", best="The loom by the window")
    page = reverse("consultations:feedback", args=[world.network.slug, asked.pk])
    client = signed_in(world.staff)
    few = client.get(page).content.decode()
    assert "Fewer than 10 people have answered" in few
    assert "The loom by the window" not in few
    answer(asked, 1, satisfied="1")
    told = client.get(page).content.decode()
    assert "The loom by the window" in told
    assert feedback.results_of(asked).scales[0].mean == pytest.approx(4.6)
    assert feedback.results_of(asked).scales[0].top == pytest.approx(90.0)


def test_a_question_that_few_answered_stays_back(world: World) -> None:
    asked = ask(world)
    answer(asked, 9, satisfied="5", useful="4")
    answer(asked, 3, satisfied="5")
    scales = {each.key: each for each in feedback.results_of(asked).scales}
    assert (scales["satisfied"].n, scales["useful"].withheld, scales["useful"].mean) == (12, True, None)


def test_feedback_is_on_no_general_page(world: World, signed_in: SignedIn) -> None:
    asked = ask(world)
    slug = asked.consultation.slug
    for role in ("staff", "coordinator"):
        assert asked.consultation not in queries.consultations_visible(world.viewer(role))
        client = signed_in(world.people[role])
        for name in ("consultation", "totals", "build", "settings", "doors"):
            assert client.get(reverse(f"consultations:{name}", args=[world.network.slug, slug])).status_code == 404


def test_host_and_lecturer_read_it_and_nobody_else(world: World) -> None:
    asked = ask(world)
    assert feedback.feedback_for(world.viewer("director"), asked.pk) == asked
    with pytest.raises(Absent):
        feedback.feedback_for(world.viewer("member"), asked.pk)
    gathering_actions.edit_session(
        acting_user=world.staff,
        session=world.running_session,
        lecturers=[
            gathering_actions.introduce_lecturer(
                acting_user=world.staff, network=world.network, name="Expert", account=world.expert
            )
        ],
    )
    assert feedback.feedback_for(world.viewer("expert"), asked.pk) == asked
    with pytest.raises(Absent):
        feedback.feedback_to_run(world.viewer("expert"), asked.pk)


def test_competence_before_and_after_with_n(world: World, cohort: Cohort) -> None:
    before = ask(world, "before", cohort)
    answer(before, 6, goal_1="2", goal_2="3", sector="culture")
    answer(before, 6, goal_1="3", sector="art")
    Consultation.objects.filter(feedback__cohort=cohort).update(opens_on=None)
    after = ask(world, "after", cohort)
    Consultation.objects.filter(feedback__cohort=cohort).update(opens_on=None)
    after.refresh_from_db()
    found = feedback.competence_of(cohort)
    assert found is not None
    assert not found.shown
    answer(after, 10, goal_1="4", goal_2="4", satisfied="5", sector="culture")
    found = feedback.competence_of(cohort)
    assert found is not None
    first, second = found.goals
    assert (first.before and first.before.n, first.after and first.after.n) == (12, 10)
    assert first.difference == pytest.approx(1.5)
    assert second.difference is None
    assert found.before is not None
    assert found.before.composition == [({}, 12)]
    assert found.after is not None
    assert found.after.composition == [(ready.SECTORS["culture"], 10)]


def test_the_programme_shows_it_only_from_enough_answers(world: World, cohort: Cohort) -> None:
    programme = cohort.cycle.programme
    Gathering.objects.filter(pk=world.running_gathering.pk).update(programme=programme)
    world.running_gathering.refresh_from_db()
    asked = ask(world)
    keys = lambda: {each.key for each in sections("story_sections", programme.pk, world.viewer("visitor"))}  # noqa: E731
    answer(asked, 9, satisfied="4")
    assert "said-afterwards" not in keys()
    answer(asked, 1, satisfied="4")
    assert "said-afterwards" in keys()
    says = feedback.programme_says(programme.pk, world.network)
    assert says is not None
    assert says.satisfied is not None
    assert (says.satisfied.n, says.satisfied.top) == (10, 100.0)
    Gathering.objects.filter(pk=world.running_gathering.pk).update(visibility="private")
    assert feedback.programme_says(programme.pk, world.network) is None


def test_the_programmes_figures_count_it_and_open_into_gatherings_and_rounds(world: World, cohort: Cohort) -> None:
    programme = cohort.cycle.programme
    Gathering.objects.filter(pk=world.running_gathering.pk).update(programme=programme)
    world.running_gathering.refresh_from_db()
    viewer = world.viewer("coordinator")
    assert feedback_sections.figures(programme.pk, viewer) == []
    asked = ask(world)
    answer(asked, 9, satisfied="4")
    answer(asked, 3, satisfied="2")
    (figure,) = feedback_sections.figures(programme.pk, viewer)
    assert (figure.value, figure.people) == (12, True)
    assert "75\xa0%" in figure.how
    assert figure.listed is not None
    assert [row.cells for row in figure.listed().rows] == [
        ("A day of weaving", "12", "75\xa0%"),
        ("A round table that was", "fewer than 10", ""),
    ]


def test_a_few_answers_are_not_told_by_the_sum_with_others(world: World, cohort: Cohort) -> None:
    programme = cohort.cycle.programme
    Gathering.objects.filter(pk=world.running_gathering.pk).update(programme=programme)
    world.running_gathering.refresh_from_db()
    answer(ask(world), 12, satisfied="4")
    round_asked = ask(world, "after", cohort)

    def told() -> tuple[int, list[tuple[str, ...]]]:
        (figure,) = feedback_sections.figures(programme.pk, world.viewer("coordinator"))
        assert figure.listed is not None
        return figure.value, [row.cells for row in figure.listed().rows][:2]

    answer(round_asked, 9, satisfied="1")
    assert told() == (12, [("A new round", "fewer than 10", ""), ("A day of weaving", "12", "100\xa0%")])
    answer(round_asked, 1, satisfied="1")
    assert told() == (22, [("A new round", "10", "0\xa0%"), ("A day of weaving", "12", "100\xa0%")])


def test_letters_go_out_once_when_it_is_over(world: World) -> None:
    asked = ask(world)
    assert actions.write_due_letters() == 0
    after = timezone.now() + datetime.timedelta(hours=8)
    assert actions.write_due_letters(after) == 1
    assert actions.write_due_letters(after) == 0
    (letter,) = mail.outbox
    assert letter.to == ["ewa@example.org"]
    assert asked.consultation.doors.get().token in letter.body
    assert "no name is asked" in letter.body


def test_a_participant_finds_the_way_on_the_page_of_their_place(world: World, signed_in: SignedIn) -> None:
    asked = ask(world)
    address = reverse("answer:ask", args=[asked.consultation.doors.get().token])
    phone = signed_in(None)
    place = reverse("gatherings:place", args=[world.network.slug, world.running_sign_up.cancel_token])
    assert address in phone.get(place).content.decode()
    page = reverse("gatherings:gathering", args=[world.network.slug, world.running_gathering.pk])
    assert address not in phone.get(page).content.decode()
    shown = signed_in(world.staff).get(page).content.decode()
    assert "Link, square and results" in shown
    assert phone.get(address).status_code == 200
    sent = phone.post(address, {"answer": str(uuid.uuid4()), "version": "1", "language": "en", "q.satisfied": "5"})
    assert sent.status_code == 303
    assert Answer.objects.filter(consultation=asked.consultation).count() == 1


def test_the_host_asks_by_one_button(world: World, signed_in: SignedIn) -> None:
    client = signed_in(world.staff)
    to = reverse("consultations:ask_for_feedback", args=[world.network.slug])
    overview = reverse("gatherings:running", args=[world.network.slug, world.running_gathering.pk])
    assert b"Ask for feedback" in client.get(overview).content
    made = client.post(to, {"kind": "gathering", "gathering": world.running_gathering.pk})
    asked = Feedback.objects.get(gathering=world.running_gathering)
    assert made.headers["Location"] == reverse("consultations:feedback", args=[world.network.slug, asked.pk])
    assert client.post(to, {"kind": "before", "gathering": world.running_gathering.pk}).status_code == 404
    close = reverse("consultations:close_feedback", args=[world.network.slug, asked.pk])
    client.post(close)
    asked.consultation.refresh_from_db()
    assert asked.consultation.state == "closed"


def test_a_round_is_asked_before_and_after_from_its_page(world: World, signed_in: SignedIn, cohort: Cohort) -> None:
    client = signed_in(world.coordinator)
    page = reverse("gatherings:round", args=[world.network.slug, cohort.pk])
    assert b"Ask what they can do already" in client.get(page).content
    to = reverse("consultations:ask_for_feedback", args=[world.network.slug])
    for kind in ("before", "after"):
        assert client.post(to, {"kind": kind, "cohort": cohort.pk}).status_code == 302
    shown = client.get(page).content
    assert b"What people could do before" in shown
    assert b"What the cycle has given them" in shown
    assert b"What people could do before" not in signed_in(world.member).get(page).content
