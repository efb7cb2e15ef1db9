"""Sessions of the agenda."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.forms import DayField, TimeField, moment
from talka.foundation.language import written_day
from talka.foundation.wording import WordingField, languages_of
from talka.gatherings.models import Gathering, Session

MOST_DAYS_TO_CHOOSE = 10


class SessionForm(forms.Form):
    """One row of the agenda."""

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gathering = gathering
        languages = languages_of(gathering.network.language)
        days = days_of(gathering)
        if 1 < len(days) <= MOST_DAYS_TO_CHOOSE:
            choices = [(day.isoformat(), written_day(day, weekday=True)) for day in days]
            self.fields["day"] = forms.TypedChoiceField(
                label=_("Day"), choices=choices, coerce=datetime.date.fromisoformat
            )
        elif len(days) > 1:
            self.fields["day"] = DayField(label=_("Day"), initial=days[0])
        self.fields["starts"] = TimeField(label=_("From"))
        self.fields["ends"] = TimeField(label=_("To"))
        self.fields["topic"] = WordingField(label=_("Topic"), languages=languages, max_length=300)
        self.fields["lecturers"] = forms.CharField(
            label=_("Lecturers"),
            help_text=_("One name a line. Whoever is new gets a profile that can be written later."),
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields["room"] = forms.CharField(
            label=_("Room"),
            help_text=_("Only where there are several."),
            max_length=100,
            required=False,
        )
        self.fields["online_link"] = forms.URLField(
            label=_("Online link of this session"),
            help_text=_("Only where it differs from that of the gathering."),
            required=False,
            assume_scheme="https",
        )
        self.fields["result"] = WordingField(
            label=_("What it should yield"), languages=languages, required=False, max_length=600
        )
        self.fields["hand_in"] = WordingField(
            label=_("What each participant hands in"), languages=languages, required=False, max_length=300
        )

    def changes(self) -> dict[str, Any]:
        """The arguments of `add_session` and `edit_session`."""
        data = self.cleaned_data
        day = data.get("day") or timezone.localdate(self.gathering.starts_at)
        return {
            "starts_at": moment(day, data["starts"]),
            "ends_at": moment(day, data["ends"]),
            "topic": data["topic"],
            "lecturers": data["lecturers"].splitlines(),
            "room": data["room"],
            "online_link": data["online_link"],
            "result": data["result"],
            "hand_in": data["hand_in"],
        }


def initial_of_session(session: Session) -> dict[str, Any]:
    starts = timezone.localtime(session.starts_at)
    return {
        "day": starts.date().isoformat(),
        "starts": starts.time(),
        "ends": timezone.localtime(session.ends_at).time(),
        "topic": session.topic,
        "lecturers": "\n".join(lecturer.name for lecturer in session.led_by),
        "room": session.room,
        "online_link": session.online_link,
        "result": session.result,
        "hand_in": session.hand_in,
    }


def initial_of_next_session(gathering: Gathering, last: Session | None) -> dict[str, Any]:
    """A new row begins where the last one ended."""
    if last is None:
        starts = timezone.localtime(gathering.starts_at)
        return {"day": starts.date().isoformat(), "starts": starts.time()}
    ended = timezone.localtime(last.ends_at)
    return {"day": ended.date().isoformat(), "starts": ended.time()}


def days_of(gathering: Gathering) -> list[datetime.date]:
    first, last = timezone.localdate(gathering.starts_at), timezone.localdate(gathering.ends_at)
    return [first + datetime.timedelta(days=number) for number in range((last - first).days + 1)]
