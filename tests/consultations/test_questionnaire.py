import json

import pytest
from django.http import QueryDict

from talka.consultations.questionnaire import Option, Question, Questionnaire, Section, Subject

YES_NO = (Option("yes", {"en": "Yes"}), Option("no", {"en": "No"}))
FORM = Questionnaire(
    title={"en": "A question"},
    languages=("en", "pl"),
    subjects=(Subject("1", "Miejski Ośrodek Kultury", "MOK"), Subject("2", "Ośrodek Kultury „Tkacz”", "Tkacz")),
    sections=(
        Section(
            "you",
            questions=(
                Question("known", "known", {"en": "Which do you know?"}),
                Question("come", "single", {"en": "Do you come?"}, required=True, options=YES_NO),
                Question("why", "multiple", {"en": "Why?"}, options=YES_NO, limits={"most_choices": 1}),
            ),
        ),
        Section(
            "each",
            repeats=True,
            questions=(
                Question(
                    "suits", "scale", {"en": "How well?"}, required=True, options=YES_NO, limits={"dont_know": True}
                ),
                Question("word", "short_text", {"en": "One word"}, limits={"longest": 10}),
            ),
        ),
        Section("end", questions=(Question("visits", "number", {"en": "Visits"}, limits={"least": 0, "most": 50}),)),
    ),
)


def test_it_comes_back_from_its_content_unchanged() -> None:
    content = FORM.to_content()
    assert Questionnaire.from_content(json.loads(json.dumps(content))) == FORM


def test_questions_are_numbered_once_however_often_a_section_repeats() -> None:
    assert FORM.numbers == {"known": 1, "come": 2, "why": 3, "suits": 4, "word": 5, "visits": 6}
    assert [asked.name for asked in FORM.fields] == [
        "q.known",
        "q.come",
        "q.why",
        "s.1.suits",
        "s.1.word",
        "s.2.suits",
        "s.2.word",
        "q.visits",
    ]


def test_a_whole_answer() -> None:
    data = QueryDict("q.known=2&q.come=yes&q.why=no&s.2.suits=dont_know&s.2.word=+warm++place+&q.visits=1%202")
    content, errors = FORM.validate(data)
    assert errors == {}
    assert content == {
        "answers": {"known": ["2"], "come": "yes", "why": ["no"], "visits": 12},
        "about": {"2": {"suits": "dont_know", "word": "warm place"}},
    }
    assert FORM.validate(FORM.form_data(content)).content == content


def test_what_is_left_open_is_absent_and_none_of_them_is_an_answer() -> None:
    assert FORM.validate({"q.come": "no"}).content == {"answers": {"come": "no"}, "about": {}}
    content, errors = FORM.validate({"q.come": "no", "q.known": "none"})
    assert errors == {}
    assert content == {"answers": {"known": [], "come": "no"}, "about": {}}
    assert FORM.validate(FORM.form_data(content)).content == content


def test_blocks_of_organisations_that_are_not_known_are_left_out() -> None:
    content, errors = FORM.validate(
        {"q.come": "no", "q.known": ["1"], "s.1.suits": "yes", "s.2.suits": "no", "s.2.word": "x"}
    )
    assert errors == {}
    assert content["about"] == {"1": {"suits": "yes"}}


def test_an_organisation_that_is_known_is_what_it_is_about_even_without_answers() -> None:
    form = Questionnaire(title={}, languages=("en",), subjects=FORM.subjects, sections=FORM.sections[:1])
    assert form.validate({"q.come": "no", "q.known": ["1"]}).content["about"] == {"1": {}}


def test_required_questions_of_each_known_organisation() -> None:
    _content, errors = FORM.validate({"q.known": ["1", "2"], "s.2.suits": "yes"})
    assert errors == {
        "q.come": "This question needs an answer. Your other answers are kept.",
        "s.1.suits": "This question needs an answer. Your other answers are kept.",
    }


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("q.why", ["yes", "no"], "You marked 2; at most 1 can be kept. Take one away. Your other answers are kept."),
        ("q.why", ["maybe"], "This choice is not on the form. Choose again; your other answers are kept."),
        ("q.known", ["3"], "This choice is not on the form. Choose again; your other answers are kept."),
        ("q.come", "dont_know", "This choice is not on the form. Choose again; your other answers are kept."),
        ("q.visits", "often", "“often” is not a number. Write figures only, such as 12."),
        ("q.visits", "1e3", "“1e3” is not a number. Write figures only, such as 12."),
        ("q.visits", "2,5", "Write a whole number, without decimals."),
        ("q.visits", "51", "Write a number from 0 to 50."),
        ("q.visits", "−1", "Write a number from 0 to 50."),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_question(name: str, value: str | list[str], error: str) -> None:
    assert FORM.validate({"q.come": "yes", name: value}).errors == {name: error}


def test_letters_that_no_database_takes_are_left_out() -> None:
    content, errors = FORM.validate({"q.come": "yes", "q.known": "1", "s.1.suits": "no", "s.1.word": "a\x00b\ud800c"})
    assert errors == {}
    assert content["about"]["1"]["word"] == "abc"


def test_a_text_that_is_too_long_is_not_cut() -> None:
    content, errors = FORM.validate({"q.come": "yes", "q.known": "1", "s.1.suits": "no", "s.1.word": "ą" * 11})
    assert errors == {
        "s.1.word": "This text has 11 characters; at most 10 can be kept. Make it shorter; nothing is lost yet."
    }
    assert content["about"]["1"]["word"] == "ą" * 11
