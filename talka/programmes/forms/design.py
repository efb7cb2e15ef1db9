"""Forms of a cycle's design: a day, and a session of it."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from talka.foundation.forms import TimeField
from talka.foundation.wording import WordingField, languages_of
from talka.identity.models import Network
from talka.programmes.models import CycleDay, CycleSession, GatheringKind

DAY = ("kind", "title", "about", "result", "after_days", "starts", "ends")
SESSION = ("starts", "ends", "topic", "lecturers", "result", "obligatory", "hand_in")


class DayForm(forms.Form):
    def __init__(self, *args: Any, network: Network, day: CycleDay | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = (day.title, day.about, day.result) if day else ()
        languages = languages_of(network.language, *standing)
        self.fields["title"] = WordingField(
            label=_("Title of the day"),
            help_text=_("What it is about: “Innovation and funding”."),
            languages=languages,
            max_length=200,
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"),
            choices=[(kind.value, capfirst(kind.label)) for kind in GatheringKind],
            initial=GatheringKind.TRAINING_DAY,
        )
        self.fields["starts"] = TimeField(label=_("Begins at"))
        self.fields["ends"] = TimeField(label=_("Ends at"))
        self.fields["after_days"] = forms.IntegerField(
            label=_("Days after the first"),
            help_text=_("0 for the first day, 1 for the next, 7 for a week later. Each round may choose other dates."),
            min_value=0,
            max_value=1000,
            widget=forms.NumberInput(attrs={"class": "short"}),
        )
        self.fields["result"] = WordingField(
            label=_("What it should yield"),
            help_text=_("What will be there afterwards that was not there before."),
            languages=languages,
            required=False,
            max_length=600,
        )
        self.fields["about"] = WordingField(
            label=_("What happens"), languages=languages, long=True, required=False, max_length=4000
        )


class DesignedSessionForm(forms.Form):
    def __init__(self, *args: Any, network: Network, session: CycleSession | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = (session.topic, session.result, session.hand_in) if session else ()
        languages = languages_of(network.language, *standing)
        self.fields["starts"] = TimeField(label=_("From"))
        self.fields["ends"] = TimeField(label=_("To"))
        self.fields["topic"] = WordingField(label=_("Topic"), languages=languages, max_length=300)
        self.fields["lecturers"] = forms.CharField(
            label=_("Lecturers"),
            help_text=_("One name a line. A round may have others."),
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=1000,
            required=False,
        )
        self.fields["result"] = WordingField(
            label=_("What it should yield"), languages=languages, required=False, max_length=600
        )
        self.fields["obligatory"] = forms.BooleanField(
            label=_("Nobody may miss it"),
            help_text=_("Whoever misses it earns no certificate, whatever their hours."),
            required=False,
        )
        self.fields["hand_in"] = WordingField(
            label=_("What each participant hands in"),
            help_text=_("A work that is delivered: “A fundraising plan of the own organisation”."),
            languages=languages,
            required=False,
            max_length=300,
        )


def initial_of_day(day: CycleDay) -> dict[str, Any]:
    return {name: getattr(day, name) for name in DAY}


def initial_of_session(session: CycleSession) -> dict[str, Any]:
    return {name: getattr(session, name) for name in SESSION}


def initial_of_next_session(day: CycleDay, sessions: list[CycleSession]) -> dict[str, Any]:
    """A new session begins where the last one ends."""
    return {"starts": sessions[-1].ends if sessions else day.starts, "ends": day.ends}
