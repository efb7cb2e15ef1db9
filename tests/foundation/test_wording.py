import pytest
from django import forms
from django.utils import translation

from talka.foundation.wording import WordingField, best, languages_of, said


@pytest.mark.parametrize(
    ("wording", "reader", "asked", "expected"),
    [
        ({"pl": "Dom", "en": "House"}, "en", (), ("en", "House")),
        ({"pl": "Dom", "en": "House"}, "en", ("pl",), ("pl", "Dom")),
        ({"pl": "Dom"}, "fi", (), ("pl", "Dom")),
        ({"pl": "  ", "lt": "Namas"}, "pl", (), ("lt", "Namas")),
        ({"nb": "Hus"}, "nb-no", (), ("nb", "Hus")),
        ({}, "en", (), ("", "")),
        (None, "en", (), ("", "")),
    ],
)
def test_which_language_a_reader_gets(
    wording: dict[str, str] | None, reader: str, asked: tuple[str, ...], expected: tuple[str, str]
) -> None:
    with translation.override(reader):
        assert best(wording, asked) == expected
        assert said(wording, *asked) == expected[1]


class OneText(forms.Form):
    title = WordingField(languages=[("pl", "Polski"), ("en", "English")])


def test_a_text_in_one_language_is_enough_and_none_is_an_error() -> None:
    form = OneText({"title_pl": " Dom ", "title_en": ""})
    assert form.is_valid()
    assert form.cleaned_data["title"] == {"pl": "Dom"}
    empty = OneText({"title_pl": "", "title_en": " "})
    assert empty.errors == {"title": ["Write this in at least one language."]}


def test_the_first_language_of_the_network_stands_first() -> None:
    assert [tag for tag, _name in languages_of("fi")] == ["fi", "en", "lt", "pl", "nb"]
