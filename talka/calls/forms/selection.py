"""How is selected: blind or not, threshold, reserve, tie-breaks, appeal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from talka.calls.terms import Terms
from talka.foundation.wording import said

# What the form and the terms call alike.
SAME = ("blind", "threshold", "reserve", "appeal_days")


class SelectionForm(forms.Form):
    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["blind"] = forms.BooleanField(
            label=_("Reviewers do not see who applied"),
            help_text=_("Names, places and attachments that name somebody are hidden from them until the decision."),
            required=False,
        )
        self.fields["threshold"] = forms.IntegerField(
            label=_("Smallest score that can be selected, in percent"), min_value=0, max_value=100, required=False
        )
        self.fields["reserve"] = forms.IntegerField(
            label=_("Places on the reserve list"), min_value=0, max_value=10_000, initial=0
        )
        criteria = [
            (each.key, _("The higher mark for “%(title)s”") % {"title": said(each.title)}) for each in terms.criteria
        ]
        choices = [
            ("", _("Nothing further: the panel chooses")),
            *criteria,
            ("spread", _("The one on which reviewers agree more")),
            ("lot", _("A lot that everybody can draw again")),
        ]
        for number, label in ((1, _("Of two with the same score, first")), (2, _("Then")), (3, _("Then"))):
            self.fields[f"tie_{number}"] = forms.ChoiceField(label=label, choices=choices, required=False)
        self.fields["appeal_days"] = forms.IntegerField(
            label=_("Days in which an appeal can be lodged"), min_value=0, max_value=365
        )

    def changes(self) -> dict[str, Any]:
        """The arguments of `edit_call`."""
        data = self.cleaned_data
        ties = dict.fromkeys(data[f"tie_{number}"] for number in (1, 2, 3) if data[f"tie_{number}"])
        return {**{name: data[name] for name in SAME}, "tie_breaks": tuple(ties)}


def initial_of_selection(terms: Terms) -> dict[str, Any]:
    ties = {f"tie_{number}": each for number, each in enumerate(terms.tie_breaks, start=1)}
    return {**{name: getattr(terms, name) for name in SAME}, **ties}
