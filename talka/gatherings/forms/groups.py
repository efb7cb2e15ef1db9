"""Groups that are invited as a whole."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from talka.foundation.forms import DayField, OwnerField
from talka.foundation.wording import WordingField, languages_of
from talka.identity.models import Network


class GroupForm(forms.Form):
    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_of(network.language)
        self.fields["name"] = WordingField(
            label=_("Who is invited"),
            help_text=_("A group of people: “Councillors of town and county”, “Schools”."),
            languages=languages,
            max_length=200,
        )
        self.fields["inviter"] = OwnerField(
            network=network, label=_("Who invites them"), required=False, empty_label=_("The host")
        )
        self.fields["invited_on"] = DayField(
            label=_("Invited on"), help_text=_("Fill this in when the letter has gone out."), required=False
        )
        self.fields["message"] = WordingField(
            label=_("A line for this group"),
            help_text=_("Stands in its letter: why these people, what they will find."),
            languages=languages,
            long=True,
            required=False,
            max_length=1000,
        )
