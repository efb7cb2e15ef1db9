"""People's own texts in many languages: a map from language tag (BCP 47) to text.

The program's own sentences go through gettext; what people write does not, and may be in any language. A reader
gets their own language where it stands, otherwise the first language of the network, otherwise any; the page marks
the language of what it shows.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from babel import Locale, UnknownLocaleError
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

Wording = dict[str, str]


def best(wording: Mapping[str, str] | None, languages: Iterable[str] = ()) -> tuple[str, str]:
    """The (language tag, text) to show: first of `languages` that has a text, then the reader's, then any.

    Empty texts do not count. ("", "") where nothing stands.
    """
    if not wording:
        return "", ""
    for language in [*languages, get_language() or "en"]:
        for tag in (language, language.split("-")[0]):
            if wording.get(tag, "").strip():
                return tag, wording[tag]
    for tag, text in wording.items():
        if text.strip():
            return tag, text
    return "", ""


def said(wording: Mapping[str, str] | None, *languages: str) -> str:
    """The text alone, for titles and documents."""
    return best(wording, languages)[1]


def is_wording(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(k, str) and isinstance(v, str) for k, v in value.items())


class WordingWidget(forms.MultiWidget):
    """One input per language, each labelled with the language's own name; the first in view, the others one click away."""

    template_name = "page/fields/wording.html"

    def __init__(self, languages: list[tuple[str, str]], long: bool = False, attrs: Any = None) -> None:
        self.languages = languages
        inner = forms.Textarea if long else forms.TextInput
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            tag: inner(attrs={"lang": tag, **({"rows": 4} if long else {})}) for tag, _name in languages
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: Wording | None) -> list[str]:
        return [(value or {}).get(tag, "") for tag, _name in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for (tag, label), part in zip(self.languages, context["widget"]["subwidgets"], strict=True):
            part["language"], part["language_name"] = tag, label
        written = [part["language_name"] for part in context["widget"]["subwidgets"][1:] if part["value"]]
        context["widget"]["further_written"] = ", ".join(written)
        # Open where the first language is empty but another is not, so that nothing that stands is out of sight.
        context["widget"]["further_open"] = bool(written) and not context["widget"]["subwidgets"][0]["value"]
        return context


class WordingField(forms.MultiValueField):
    """A text in several languages. Required means: in at least one of them."""

    default_error_messages = {"required": _("Write this in at least one language.")}

    def __init__(
        self,
        *,
        languages: list[tuple[str, str]] | None = None,
        long: bool = False,
        max_length: int = 4000,
        **kwargs: Any,
    ) -> None:
        self.long, self.max_length = long, max_length
        super().__init__([], require_all_fields=False, widget=WordingWidget([], long), **kwargs)
        self.ask_in(languages or settings.LANGUAGES)

    def ask_in(self, languages: Iterable[tuple[str, str]]) -> None:
        """Ask for the text in these languages, the first in view."""
        self.languages = list(languages)
        self.fields = tuple(forms.CharField(required=False, max_length=self.max_length) for _each in self.languages)
        attrs = self.widget.attrs
        self.widget = WordingWidget(self.languages, self.long, attrs)
        self.widget.is_required = self.required

    def compress(self, data_list: list[str]) -> Wording:
        filled = {
            tag: text.strip() for (tag, _name), text in zip(self.languages, data_list, strict=False) if text.strip()
        }
        if self.required and not filled:
            raise ValidationError(self.error_messages["required"], code="required")
        return filled


class WordingForm(forms.Form):
    """A form whose texts are asked for in the languages of a network."""

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_in(languages)

    def ask_in(self, languages: list[tuple[str, str]]) -> None:
        for field in self.fields.values():
            if isinstance(field, WordingField):
                field.ask_in(languages)


def languages_of(first: str, *standing: Mapping[str, str] | None) -> list[tuple[str, str]]:
    """Talka's languages with the network's first language in front, and those in which these texts stand already.

    A form that is given the texts it edits keeps what somebody wrote in a language of their own.
    """
    known = sorted(settings.LANGUAGES, key=lambda language: language[0] != first)
    further = {tag for wording in standing for tag in (wording or {})} - {tag for tag, _name in known}
    return [*known, *((tag, language_name(tag)) for tag in sorted(further))]


def language_name(tag: str) -> str:
    """What a language calls itself; its tag where nobody knows."""
    try:
        return Locale.parse(tag.replace("-", "_")).get_language_name() or tag
    except (ValueError, UnknownLocaleError):
        return tag
