"""What the host says when a call, or an amendment of it, is published."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from talka.calls.models import Call
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
