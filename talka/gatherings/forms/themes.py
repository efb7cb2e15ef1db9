"""The theme of a workshop: cases, and what participants take home."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talka.foundation.wording import WordingField, languages_of
from talka.gatherings.forms.choices import localities
from talka.gatherings.models import CaseExample, Meeting
from talka.identity.models import Network


class ThemeForm(forms.Form):
    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"] = WordingField(
            label=_("Theme"), languages=languages_of(meeting.series.network.language), max_length=200
        )
        self.fields["taken_home_seen_by"] = forms.ChoiceField(
            label=_("Who reads what participants take home"),
            choices=[(value, capfirst(str(label))) for value, label in Meeting.TakenHome.choices],
        )


class ExampleForm(forms.Form):
    def __init__(self, *args: Any, network: Network, example: CaseExample | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_of(network.language)
        self.fields["title"] = WordingField(label=_("Case example"), languages=languages, max_length=200)
        self.fields["who"] = forms.CharField(
            label=_("Who does it"), help_text=_("An organisation or a person."), max_length=200, required=False
        )
        self.fields["locality"] = localities(network)
        self.fields["text"] = WordingField(
            label=_("What they do"), languages=languages, long=True, required=False, max_length=3000
        )
        self.fields["url"] = forms.URLField(label=_("Link"), required=False, assume_scheme="https", max_length=500)
        self.fields["new_file"] = forms.FileField(label=_("File"), required=False)


class TakeHomeForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What I take home"),
        help_text=gettext_lazy("A thought, a trick, a next step. Empty it to take it away."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    signed = forms.BooleanField(label=gettext_lazy("With my name beside it"), required=False)
