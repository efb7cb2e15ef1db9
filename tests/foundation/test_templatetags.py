"""Tags and filters, through real templates."""

import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from talka.foundation.weave import Stage, Strand

DOK = Strand(9, "diamond", "DOK", "Dzielnicowy Ośrodek Kultury", pk=3)
MARK = '<svg viewBox="-7 -7 14 14" aria-hidden="true"><g class="mark"><path d="M0-6.4 6.4 0 0 6.4-6.4 0Z"/></g></svg>'
SPACE = "\u00a0"
DAY = datetime.date(2027, 1, 28)


def drawn(source: str, **context: Any) -> str:
    return Template(source).render(Context(context))


def test_an_organisation_is_mark_and_name() -> None:
    assert drawn("{% org o %}", o=DOK) == f'<span class="org o9">{MARK}<b>DOK</b></span>'
    assert drawn("{% org o long=True %}", o=DOK) == (
        f'<span class="org o9 long">{MARK}<b>Dzielnicowy Ośrodek Kultury</b></span>'
    )
    assert drawn("{% org o url='/dok/' %}", o=DOK) == f'<a class="org o9" href="/dok/">{MARK}<b>DOK</b></a>'
    assert drawn("{% org o %}{% org_mark o %}{{ o|dye }}", o=None) == ""
    assert drawn("{{ o|dye }}", o=DOK) == "o9"


def test_names_are_escaped() -> None:
    wild = Strand(1, "circle", "<b>&", "x")
    assert "&lt;b&gt;&amp;" in drawn("{% org o %}", o=wild)
    assert "<script>" not in drawn("{% state 'done' words %}", words="<script>")
    assert "<script>" not in drawn("{% text w %}", w={"en": "<script>"})
    assert "<script>" not in drawn("{% paragraphs w %}", w={"en": "<script>\n\n<script>"})
    assert "<script>" not in drawn("{{ w|nbsp }}", w="<script>")
    assert "<script>" not in drawn("{% meter 1 2 w %}", w='"><script>')


def test_an_unknown_shape_is_a_circle() -> None:
    assert "<circle" in drawn("{% org_mark o %}", o=SimpleNamespace(dye=1, shape="cloud"))


@pytest.mark.parametrize(
    ("name", "word"), [("done", "done"), ("now", "now"), ("todo", "to come"), ("half", "begun"), ("late", "late")]
)
def test_states_have_a_word_and_a_shape(name: str, word: str) -> None:
    markup = drawn("{% state name %}", name=name)
    assert markup.startswith(f'<span class="state {name}"><svg viewBox="0 0 12 12" aria-hidden="true">')
    assert markup.endswith(f"</svg>{word}</span>")


def test_a_state_with_words_of_its_own() -> None:
    assert drawn("{% state 'done' '1,307 answers' %}").endswith("1,307 answers</span>")


def test_texts_in_the_readers_language() -> None:
    wording = {"pl": "Asking the town w Polsce", "en": "Asking the town"}
    assert drawn("{% text w %}", w=wording) == "Asking the town"
    with translation.override("pl"):
        assert drawn("{% text w %}", w=wording) == f"Asking the town w{SPACE}Polsce"


def test_a_text_in_another_language_says_so() -> None:
    wording = {"lt": "Bendradarbystės modelis"}
    assert drawn("{% text w %}", w=wording) == '<span lang="lt">Bendradarbystės modelis</span>'
    assert drawn("<h1{% lang_of w %}>{% said w %}</h1>", w=wording) == '<h1 lang="lt">Bendradarbystės modelis</h1>'
    assert drawn("<h1{% lang_of w %}>{% said w %}</h1>", w={}) == "<h1></h1>"
    assert drawn("{% text w %}", w=None) == ""


def test_the_networks_first_language_comes_before_any_other() -> None:
    wording = {"fi": "Kysely", "pl": "Ankieta"}
    assert 'lang="pl"' in drawn("{% text w %}", w=wording, network=SimpleNamespace(language="pl"))


def test_paragraphs() -> None:
    assert drawn("{% paragraphs w %}", w={"en": "One.\r\n\r\nTwo,\nthree."}) == "<p>One.</p>\n<p>Two,<br>three.</p>"
    assert drawn("{% paragraphs w %}", w={"lt": "Vienas."}) == '<p lang="lt">Vienas.</p>'
    assert drawn("{% paragraphs w %}", w={}) == ""


def test_a_big_date() -> None:
    assert drawn("{% bigdate d %}", d=DAY) == (
        '<time class="bigdate" datetime="2027-01-28"><b>28</b><span>January</span></time>'
    )
    with translation.override("pl"):
        assert "<span>stycznia 2027</span>" in drawn("{% bigdate d year=True %}", d=DAY)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Thursday 28 January"),
        ("lt", "sausio 28 d., ketvirtadienis"),
        ("pl", "czwartek, 28 stycznia"),
        ("fi", "torstaina 28. tammikuuta"),
        ("nb", "torsdag 28. januar"),
    ],
)
def test_days_by_language(language: str, expected: str) -> None:
    with translation.override(language):
        words = drawn("{% day d weekday=True year=False %}", d=DAY)
    assert words.replace(SPACE, " ") == f'<time datetime="2027-01-28">{expected}</time>'


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "14 Sep – 9 Oct"),
        ("pl", "14 wrz–9 paź"),
        ("fi", "14. syyskuuta – 9. lokakuuta"),
        ("nb", "14. sep.–9. okt."),
    ],
)
def test_periods_by_language(language: str, expected: str) -> None:
    start, end = datetime.date(2026, 9, 14), datetime.date(2026, 10, 9)
    with translation.override(language):
        words = drawn("{% period s e year=False %}", s=start, e=end)
    assert words.replace(SPACE, " ") == expected
    assert SPACE in words


def test_open_periods() -> None:
    assert drawn("{% period d None year=False %}", d=DAY).replace(SPACE, " ") == "from 28 January"
    assert drawn("{% period None d year=False %}", d=DAY).replace(SPACE, " ") == "until 28 January"
    assert drawn("{% period None None %}") == ""
    assert drawn("{% period d d year=False %}", d=DAY).replace(SPACE, " ") == "28 January"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "1,307 38.4 % 18,000 zł"), ("pl", "1 307 38,4 % 18 000 zł"), ("fi", "1 307 38,4 % 18 000 zł")],
)
def test_figures_by_language(language: str, expected: str) -> None:
    with translation.override(language):
        words = drawn("{{ 1307|number }} {% percent 38.4 1 %} {% money 18000 'PLN' %}")
    assert words.replace(SPACE, " ") == expected
    assert f"{SPACE}%" in words
    assert f"{SPACE}zł" in words


def test_figures_round_as_people_do_and_may_be_missing() -> None:
    assert drawn("{{ 2.5|number }} {{ x|number }}{% percent x %}{% money x 'EUR' %}", x=None) == "3 "
    assert drawn("{% money 12.5 'EUR' %}") == f"12.50{SPACE}€"


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "38 % ± 5 on 12 January", "38_% ±_5 on 12_January"),
        ("en", "n = 341, a house", "n_=_341, a house"),
        ("pl", "w tym roku i o 5 zł", "w_tym roku i_o_5_zł"),
        ("uk", "культура в місті", "культура в_місті"),
    ],
)
def test_lines_do_not_end_where_they_must_not(language: str, words: str, expected: str) -> None:
    assert drawn("{{ w|nbsp:l }}", w=words, l=language).replace(SPACE, "_") == expected


def test_where_a_programme_stands_in_words() -> None:
    past = Stage("Asking", datetime.date(2026, 1, 1), datetime.date(2026, 2, 1))
    now = Stage("A plan", datetime.date(2027, 1, 1), datetime.date(2027, 2, 1))
    later = Stage("Panel", datetime.date(2027, 4, 15), datetime.date(2027, 4, 15))
    undated = Stage("Panel")

    def words(*stages: Stage) -> str:
        return drawn("{% stands s t %}", s=list(stages), t=DAY).replace(SPACE, " ")

    assert words(past, now, later) == "Stage 2 of 3: A plan"
    assert words(past) == "All stages are done"
    assert words(past, undated) == "Next: Panel"
    assert words(past, later).startswith("Next, from 15 April")
    assert words() == "No stages yet"


def test_the_weave_marks_the_stage_that_is_going_on() -> None:
    now = Stage("A plan", datetime.date(2027, 1, 1), datetime.date(2027, 2, 1), url="/plan/", language="lt")
    markup = drawn("{% weave s p t level=2 %}", s=[now], p=[DOK], t=DAY)
    assert 'aria-current="step"' in markup
    assert '<h2 class="h" lang="lt"><a href="/plan/">A plan</a></h2>' in markup
    assert '<ol class="weave n1">' in markup


def test_a_meter_stays_within_its_frame() -> None:
    assert 'width="100%" height="100%"/></svg>' in drawn("{% meter 1307 1200 'all' %}")
    assert 'class="part" width="0%"' in drawn("{% meter 3 0 'none' %}")


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Thursday"), ("pl", "czwartek"), ("lt", "ketvirtadienis"), ("fi", "torstaina")]
)
def test_a_weekday_stands_in_the_readers_language(language: str, word: str) -> None:
    with translation.override(language):
        assert drawn("{{ day|weekday }}", day=DAY) == word
