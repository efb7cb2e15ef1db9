"""Making a network and changing it."""

from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from babel.numbers import get_currency_name
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from talka.foundation.wording import WordingField, languages_of
from talka.identity.addresses import address_problem, proposed_address
from talka.identity.models import Network

# Offered first; any other is in the list after them.
NEAR_CURRENCIES = ("EUR", "PLN", "NOK", "SEK", "DKK", "UAH")


def time_zones() -> list[tuple[str, str]]:
    """Places of Europe and its neighbours by their time zone; the list of all zones is too long to choose from."""
    names = sorted(name for name in available_timezones() if name.startswith(("Europe/", "Atlantic/")))
    return [(name, name.split("/", 1)[1].replace("_", " ")) for name in names]


def currencies() -> list[tuple[str, str]]:
    language = get_language() or "en"
    locale = Locale.parse(language.replace("-", "_"))
    return [(code, f"{code}, {get_currency_name(code, locale=locale)}") for code in NEAR_CURRENCIES]


class NetworkForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the network"),
        max_length=120,
        help_text=_("As its members say it. It stands at the head of every page."),
    )
    slug = forms.CharField(
        label=_("Address"),
        max_length=40,
        required=False,
        help_text=_("The first part of every link. Leave it empty and it is made of the name."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(
        label=_("First language"),
        choices=settings.LANGUAGES,
        help_text=_("Texts that a reader has no translation of are shown in this language."),
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("The town whose clock the network goes by.")
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies)
    small_number = forms.IntegerField(
        label=_("Smallest number that is published"),
        min_value=3,
        max_value=100,
        initial=10,
        help_text=_(
            "Where fewer people than this gave an answer, figures are withheld, so that nobody can be recognised. "
            "10 is a good rule; choose a larger number in a small town."
        ),
    )
    open_invitation = forms.BooleanField(
        label=_("Open invitation"),
        required=False,
        initial=True,
        help_text=_("Organisations, groups and artists may ask to join from the network’s page. You decide each time."),
    )

    def __init__(self, *args: Any, network: Network | None = None, **kwargs: Any) -> None:
        self.network = network
        if network is not None:
            kwargs.setdefault(
                "initial",
                {
                    name: getattr(network, name)
                    for name in (
                        "name",
                        "slug",
                        "about",
                        "language",
                        "time_zone",
                        "currency",
                        "small_number",
                        "open_invitation",
                    )
                },
            )
        super().__init__(*args, **kwargs)
        first = network.language if network else (get_language() or "en").split("-")[0]
        self.fields["about"] = WordingField(
            label=_("What brings it together"),
            languages=languages_of(first, network.about if network else None),
            long=True,
            required=False,
            help_text=_("A headline in the first line, then two or three sentences. They open the public page."),
        )
        self.order_fields(
            ["name", "slug", "about", "language", "time_zone", "currency", "small_number", "open_invitation"]
        )
        self.fields["slug"].help_text = _(
            "The first part of every link: %(address)s/…/. Leave it empty and it is made of the name."
        ) % {"address": settings.ADDRESS}
        if network is None:
            self.initial.setdefault("language", first)
            self.initial.setdefault("time_zone", settings.TIME_ZONE)
        else:
            self.fields["slug"].required = True
            self.fields["slug"].help_text = _(
                "The first part of every link. Links and printed codes with the old address stop working when it changes."
            )
            self._offer("currency", network.currency, currencies())
            self._offer("time_zone", network.time_zone, time_zones())

    def _offer(self, name: str, standing: str, near: list[tuple[str, str]]) -> None:
        """What stands can be kept, even where it is not among the near ones."""
        if standing not in dict(near):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(standing, standing), *near]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        slug = cleaned.get("slug", "").strip().lower()
        if not slug and cleaned.get("name"):
            slug = proposed_address(cleaned["name"])
            if not slug:
                raise ValidationError({"slug": _("No address can be made of this name. Write one.")})
        if slug:
            problem = address_problem(slug, self.network)
            if problem:
                raise ValidationError({"slug": problem})
            cleaned["slug"] = slug
        return cleaned
