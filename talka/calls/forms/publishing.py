"""What the host says when a call is published, amended, prolonged or called off."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from talka.calls.forms.basics import moment_in
from talka.calls.models import Call
from talka.calls.words import deadline_of
from talka.foundation.forms import DayField, TimeField
from talka.foundation.wording import WordingField, languages_of


class PublishForm(forms.Form):
    """Of a call: who may see it. Of an amendment: what has changed."""

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if call.version:
            self.fields["note"] = WordingField(
                label=_("What has changed"),
                help_text=_("Stands in the letter to everybody who has begun an application, and on the public page."),
                languages=languages_of(call.network.language),
                max_length=600,
            )
        else:
            self.fields["public"] = forms.ChoiceField(
                label=_("Who may see it and apply"),
                choices=[("yes", _("Everybody")), ("no", _("Members of the network"))],
                initial="yes",
                widget=forms.RadioSelect,
            )

    def changes(self) -> dict[str, Any]:
        """The arguments of `publish_call`."""
        if "note" in self.cleaned_data:
            return {"note": self.cleaned_data["note"]}
        return {"public": self.cleaned_data["public"] == "yes"}


class ProlongForm(forms.Form):
    """A later deadline, on the clock of the call's own zone."""

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        self.zone, standing = call.terms.time_zone, deadline_of(call.terms)
        super().__init__(*args, **kwargs)
        self.fields["day"] = DayField(label=_("New last day"))
        self.fields["time"] = TimeField(label=_("Until"), initial=standing.local.time() if standing else None)
        self.fields["note"] = WordingField(
            label=_("Why it is put off"),
            help_text=_("Stands in the letter to everybody who has begun an application, and on the public page."),
            languages=languages_of(call.network.language),
            max_length=600,
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") and data.get("time"):
            try:
                data["closes_at"] = moment_in(self.zone, data["day"], data["time"])
            except ValidationError as error:
                self.add_error("time", error)
        return data


class CallOffForm(forms.Form):
    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = WordingField(
            label=_("Why it is called off"),
            help_text=_("Stands in every letter and on the public page: a few plain sentences."),
            languages=languages_of(call.network.language),
            long=True,
            max_length=2000,
        )
