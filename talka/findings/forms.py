"""Forms of findings and releases; they hold no rule that the actions need."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from talka.findings.figures import Figures
from talka.foundation.forms import OwnerField
from talka.foundation.owners.models import Visibility
from talka.foundation.wording import Wording, WordingField, languages_of
from talka.identity.models import Network

WHO_SEES = [
    (Visibility.PRIVATE, _("Only we")),
    (Visibility.NETWORK, _("All who may see these results")),
    (Visibility.PUBLIC, _("Everybody, with the next release")),
]


class AboutForm(forms.Form):
    """Which answer of the table, and of whom, a finding is about."""

    option = forms.ChoiceField(label=_("Which answer"), required=False)
    row = forms.ChoiceField(label=_("Of whom"), required=False)

    def __init__(self, *args: Any, figures: Figures, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = [(option.key, option.words) for option in figures.options if figures.kind != "number"]
        self.fields["option"].choices = [("", _("The table as a whole")), *options]  # type: ignore[attr-defined]
        self.fields["row"].choices = [(row.key, row.words) for row in reversed(figures.rows)]  # type: ignore[attr-defined]


class FindingForm(forms.Form):
    def __init__(
        self,
        *args: Any,
        network: Network,
        owners: frozenset[int] | None,
        proposal: Wording | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_of(network.language)
        shown = [language for language in languages if language[0] in (proposal or {})] or languages[:1]
        first = [language for language in languages if language in shown]
        self.fields["sentence"] = WordingField(
            label=_("What the answers say"),
            help_text=_("One sentence with a verb. This one is a proposal from the figures; make it yours."),
            languages=[*first, *(language for language in languages if language not in first)],
            max_length=300,
        )
        self.fields["meaning"] = WordingField(
            label=_("What it means"),
            help_text=_("One or two sentences that a figure cannot say by itself."),
            languages=languages,
            long=True,
            required=False,
            max_length=1000,
        )
        if owners is not None:
            self.fields["owner"] = OwnerField(network=network, only=owners, label=_("Whose finding it is"))
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Who may see it"), choices=WHO_SEES, widget=forms.RadioSelect, initial=Visibility.NETWORK
        )


class ReleaseForm(forms.Form):
    def __init__(self, *args: Any, network: Network, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"] = WordingField(
            label=_("How the answers were collected"),
            help_text=_("Where people were asked, by whom, and who is likely to be missing."),
            languages=languages_of(network.language),
            long=True,
            required=False,
        )
        if again:
            self.fields["reason"] = forms.CharField(
                label=_("What is new in this release"), max_length=300, required=False
            )
