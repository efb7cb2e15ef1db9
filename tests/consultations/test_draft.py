"""Writing a questionnaire: order, keys, checks, versions."""

import datetime

import pytest

from talka.consultations import actions, checks, queries
from talka.consultations.models import Consultation, Question
from talka.consultations.versions import readable_changes
from talka.foundation.access import Refusal
from talka.foundation.audit.models import AuditRecord
from tests.consultations.made import Made, make, make_questions


@pytest.fixture
def draft(db: None) -> Made:
    return make(publish=False)


def order(consultation: Consultation) -> list[list[str]]:
    return [[q.key for q in section.questions] for section in queries.draft_of(consultation).sections]


def question(made: Made, key: str) -> Question:
    return Question.objects.select_related("section__consultation__network").get(
        section__consultation=made.consultation, key=key
    )


def test_questions_move_within_their_section_and_over_its_edge(draft: Made) -> None:
    assert order(draft.consultation) == [["known", "more_often"], ["programme", "times"], ["age", "visits", "missing"]]
    actions.move_question(acting_user=None, question=question(draft, "times"), direction="up")
    actions.move_question(acting_user=None, question=question(draft, "age"), direction="up")
    actions.move_question(acting_user=None, question=question(draft, "known"), direction="up")
    assert order(draft.consultation) == [["known", "more_often"], ["times", "programme", "age"], ["visits", "missing"]]
    last = draft.consultation.sections.last()
    assert last is not None
    actions.move_section(acting_user=None, section=last, direction="up")
    assert order(draft.consultation)[1] == ["visits", "missing"]


def test_keys_of_questions_and_choices_are_made_from_their_words_and_stand_once(draft: Made) -> None:
    section = draft.consultation.sections.last()
    assert section is not None
    said = {"pl": "Żółta łódź?", "en": "A yellow boat?"}
    first = actions.add_question(acting_user=None, section=section, kind="short_text", text={"pl": "Żółta łódź?"})
    second = actions.add_question(acting_user=None, section=section, kind="short_text", text={"pl": "Żółta łódź?"})
    assert (first.key, second.key) == ("zolta-lodz", "zolta-lodz-2")
    third = actions.add_question(
        acting_user=None,
        section=section,
        kind="single",
        text=said,
        options=[{"text": {"pl": "Tak"}}, {"text": {"pl": "Tak"}}, {"text": {"pl": "***"}}],
    )
    assert [option["key"] for option in third.options] == ["tak", "tak-2", "choice-3"]
    with pytest.raises(Refusal):
        actions.add_question(acting_user=None, section=section, kind="single", text=said, key="age")
    options = [{"key": "a", "text": {"pl": "A"}}, {"key": "a", "text": {"pl": "B"}}]
    with pytest.raises(Refusal):
        actions.add_question(acting_user=None, section=section, kind="single", text=said, options=options)


def test_owners_doors_and_subjects_of_other_networks_are_refused(draft: Made) -> None:
    other = make(publish=False, slug="another-town")
    with pytest.raises(Refusal):
        actions.set_subjects(acting_user=None, consultation=draft.consultation, owners=[other.mok])
    with pytest.raises(Refusal):
        actions.open_door(acting_user=None, consultation=draft.consultation, channel="online", collector=other.mok)
    with pytest.raises(Refusal):
        actions.make_consultation(acting_user=None, network=draft.network, owner=other.mok, title={"en": "X"})


def texts(made: Made) -> list[tuple[str, bool]]:
    return [(problem.text, problem.blocks) for problem in checks.problems(queries.draft_of(made.consultation))]


def test_a_whole_questionnaire_has_no_problem(draft: Made) -> None:
    assert texts(draft) == []


def test_what_stops_the_publishing_and_what_is_only_said(draft: Made) -> None:
    actions.remove_question(acting_user=None, question=question(draft, "known"))
    assert texts(draft) == [
        ("A section repeats for each organisation that is known, but no question asks which ones are.", True)
    ]
    with pytest.raises(Refusal):
        actions.publish_questionnaire(acting_user=None, consultation=draft.consultation)
    section = draft.consultation.sections.last()
    assert section is not None
    actions.add_question(
        acting_user=None, section=section, kind="known", key="known", text={"en": "Which?", "pl": "Które?"}
    )
    alone = {"text": {"en": "Alone", "pl": "Sam"}}
    actions.add_question(acting_user=None, section=section, kind="single", text={"en": "One?"}, options=[alone])
    assert texts(draft) == [
        ("“Which?” must come before the section that repeats.", True),
        ("“One?” needs at least two choices.", True),
        ("One text is missing in “pl”; it will show in another language.", False),
    ]


def test_a_language_without_any_words_stops_it(draft: Made) -> None:
    actions.edit_consultation(acting_user=None, consultation=draft.consultation, languages=["pl", "en", "uk"])
    assert texts(draft) == [("Nothing is written in “uk” yet. Write it, or take the language away.", True)]
    assert checks.missing_by_language(queries.draft_of(draft.consultation))["uk"] > 20


def test_publishing_freezes_and_publishing_again_unchanged_does_nothing(draft: Made) -> None:
    first = actions.publish_questionnaire(acting_user=draft.coordinator, consultation=draft.consultation)
    again = actions.publish_questionnaire(acting_user=draft.coordinator, consultation=draft.consultation)
    assert (first.number, again.pk) == (1, first.pk)
    assert AuditRecord.objects.filter(verb="published").count() == 1
    frozen = queries.questionnaire_of(draft.consultation)
    actions.remove_question(acting_user=None, question=question(draft, "age"))
    assert "age" in queries.questionnaire_of(draft.consultation).questions
    assert "age" not in queries.draft_of(draft.consultation).questions
    second = actions.publish_questionnaire(acting_user=None, consultation=draft.consultation)
    assert second.number == 2
    assert queries.questionnaire_of(draft.consultation, 1) is frozen


def test_a_difference_that_people_can_read(draft: Made) -> None:
    before = queries.draft_of(draft.consultation)
    visits = question(draft, "visits")
    actions.edit_question(
        acting_user=None,
        question=visits,
        kind="number",
        text={**visits.text, "en": "How often did you come this year?"},
        key="visits",
        hint={},
        required=True,
        options=[],
        limits=visits.limits,
    )
    actions.remove_question(acting_user=None, question=question(draft, "age"))
    changes = readable_changes(before, queries.draft_of(draft.consultation))
    assert [(c.kind, c.where, c.what, c.before, c.after) for c in changes] == [
        ("removed", "5. How old are you?", "", "How old are you?", ""),
        (
            "changed",
            "5. How often did you come this year?",
            "words, English",
            "How many times did you come this year?",
            "How often did you come this year?",
        ),
        ("changed", "5. How often did you come this year?", "must be answered", "no", "yes"),
    ]


def test_days_and_stages_that_do_not_fit_are_refused(draft: Made) -> None:
    day = datetime.date(2026, 5, 1)
    with pytest.raises(Refusal):
        actions.edit_consultation(
            acting_user=None,
            consultation=draft.consultation,
            opens_on=day,
            closes_on=day - datetime.timedelta(days=1),
        )
    with pytest.raises(TypeError):
        actions.edit_consultation(acting_user=None, consultation=draft.consultation, state="open")


def test_addresses_stand_once_in_a_network(draft: Made) -> None:
    arguments = {"acting_user": None, "network": draft.network, "owner": draft.mok}
    slugs = [actions.make_consultation(title={"pl": title}, **arguments).slug for title in ("New", "Łąka", "Łąka")]  # type: ignore[arg-type]  # one dict for all
    assert slugs == ["new-2", "laka", "laka-2"]
    second = actions.make_consultation(title={"pl": "Inna"}, **arguments)  # type: ignore[arg-type]
    make_questions(second, [draft.mok])
    assert queries.draft_of(second).known is not None
