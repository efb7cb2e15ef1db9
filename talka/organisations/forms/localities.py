from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from talka.organisations.models import Locality

# Countries around the Baltic Sea first, as the networks are; all others of Europe after them.
NEAR = ("LT", "PL", "FI", "NO", "SE", "EE", "LV", "DK", "DE", "UA", "IS")


def countries() -> list[tuple[str, str]]:
    names = Locale.parse((get_language() or "en").replace("-", "_")).territories
    return [("", "–"), *((code, names[code]) for code in NEAR)]


class LocalityForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("A town, a village or a district."))
    part_of = forms.CharField(
        label=_("County or region"),
        max_length=120,
        required=False,
        help_text=_("Tells two places of one name apart."),
    )
    country = forms.ChoiceField(label=_("Country"), choices=countries, required=False)
    residents = forms.IntegerField(
        label=_("Number of residents"),
        min_value=1,
        max_value=50_000_000,
        required=False,
        help_text=_("Lets answers be compared with the population."),
    )

    def __init__(self, *args: Any, locality: Locality | None = None, **kwargs: Any) -> None:
        if locality is not None:
            kwargs["initial"] = {name: getattr(locality, name) for name in ("name", "part_of", "country", "residents")}
        super().__init__(*args, **kwargs)
        if locality is not None and locality.country and locality.country not in NEAR:
            self.fields["country"] = forms.ChoiceField(
                label=_("Country"), choices=[*countries(), (locality.country, locality.country)], required=False
            )
