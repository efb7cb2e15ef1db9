"""The call in words: who calls, for what, until when."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from talka.calls.models import Call
from talka.calls.terms import Terms
from talka.foundation.access import Viewer
from talka.foundation.forms import DayField, OwnerField, TimeField
from talka.foundation.wording import WordingField, WordingForm, languages_of, said
from talka.programmes.queries import programmes_visible

FEWEST_ZONES = (
    "Europe/Vilnius",
    "Europe/Warsaw",
    "Europe/Helsinki",
    "Europe/Oslo",
    "Europe/Stockholm",
    "Europe/Kyiv",
    "Europe/Riga",
    "Europe/Tallinn",
    "Europe/London",
    "UTC",
)
# What the form and the terms call alike.
SAME = ("title", "lead", "about", "who", "places", "time_zone")


def moment_in(zone: str, day: datetime.date, time: datetime.time) -> datetime.datetime:
    """The moment that a wall clock in this zone means.

    In the hour that comes twice when summer time ends, the later one: a deadline is read in the applicant's favour.
    Raises ValidationError for a time that the clock skips when summer time begins.
    """
    local = datetime.datetime.combine(day, time).replace(tzinfo=ZoneInfo(zone), fold=1)
    utc = local.astimezone(datetime.UTC)
    if utc.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValidationError(
            _("On this day the clocks there go forward, and this time does not exist. Choose another."), code="skipped"
        )
    return utc


class BasicsForm(WordingForm):
    """The first page of a call. The rest follows."""

    title = WordingField(label=_("Title"), max_length=200)
    lead = WordingField(
        label=_("In one or two sentences"),
        help_text=_("What is given, to whom, and what for."),
        long=True,
        max_length=600,
    )
    about = WordingField(
        label=_("The call"),
        help_text=_("What is expected, what selected applicants get, what happens next."),
        long=True,
        max_length=20_000,
        required=False,
    )
    who = WordingField(
        label=_("Who may apply"),
        help_text=_("In words. What the program checks stands under “Conditions”."),
        long=True,
        max_length=2000,
        required=False,
    )
    programme = forms.ChoiceField(label=_("Part of"), required=False)
    day = DayField(label=_("Last day"))
    time = TimeField(label=_("Until"), initial=datetime.time(23, 59))
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("The zone is shown wherever the deadline is."))
    places = forms.IntegerField(label=_("How many can be selected"), min_value=1, max_value=10_000)

    def __init__(self, *args: Any, viewer: Viewer, call: Call | None = None, **kwargs: Any) -> None:
        network = viewer.network
        super().__init__(*args, languages=languages_of(network.language), **kwargs)
        if call is None:
            self.fields["owner"] = OwnerField(network=network, only=viewer.acts_for, label=_("Who calls"))
            self.order_fields(["owner"])
        programmes = [(str(p.pk), said(p.title)) for p in programmes_visible(viewer)]
        self.offer("programme", [("", _("No programme; it stands by itself")), *programmes])
        known = available_timezones()
        zones = dict.fromkeys([network.time_zone, *FEWEST_ZONES])
        self.offer("time_zone", [(zone, zone.replace("_", " ")) for zone in zones if zone in known])

    def offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("day") and data.get("time") and data.get("time_zone"):
            try:
                data["closes_at"] = moment_in(data["time_zone"], data["day"], data["time"])
            except ValidationError as error:
                self.add_error("time", error)
        return data

    def changes(self) -> dict[str, Any]:
        """The arguments of `draft_call` and `edit_call`, the programme by its id."""
        data = self.cleaned_data
        return {**{name: data[name] for name in (*SAME, "closes_at")}, "programme": int(data["programme"] or 0)}


def initial_of_basics(terms: Terms, call: Call) -> dict[str, Any]:
    local = terms.closes_at.astimezone(ZoneInfo(terms.time_zone)) if terms.closes_at else None
    return {
        **{name: getattr(terms, name) for name in SAME},
        "programme": str(call.programme_id or ""),
        "day": local.date() if local else None,
        "time": local.time().replace(microsecond=0) if local else None,
    }
