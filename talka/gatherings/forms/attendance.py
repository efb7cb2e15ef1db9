"""Forms for who was there: a tick, a person who came unasked, a correction, a code."""

import datetime
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from talka.foundation.forms import OwnerField, TimeField
from talka.gatherings.models import Attendance, Session
from talka.identity.models import Network
from talka.organisations.models import Locality, Sector

MOST_DAYS = 31


def moment_in(session: Session, time: datetime.time, now: datetime.datetime | None = None) -> datetime.datetime:
    """The moment that a time of day means in a session: within it where that is possible, today's rather than
    another day's."""
    first, last = timezone.localtime(session.starts_at).date(), timezone.localtime(session.ends_at).date()
    days = [first + datetime.timedelta(days=number) for number in range(min((last - first).days, MOST_DAYS) + 1)]
    moments = [timezone.make_aware(datetime.datetime.combine(day, time)) for day in days]
    within = [each for each in moments if session.starts_at < each < session.ends_at]
    today = timezone.localdate(now)
    of_today = [each for each in within if timezone.localdate(each) == today]
    return (of_today or within or moments)[0]


def states() -> list[tuple[str, str]]:
    return [(state.value, str(capfirst(state.label))) for state in Attendance.State]


class TickForm(forms.Form):
    """One tick, as a page or its queue sends it. Nobody sees this form: its errors come as words."""

    participant = forms.IntegerField()
    state = forms.ChoiceField(choices=Attendance.State.choices)
    at = TimeField(required=False)
    excuse = forms.CharField(max_length=300, required=False)
    field_id = forms.UUIDField(required=False)
    replaces = forms.UUIDField(required=False)

    def changes(self, session: Session, standing: Attendance | None) -> dict[str, Any]:
        """The action's arguments. Whoever came late and now leaves keeps the time at which they came."""
        given = self.cleaned_data
        at = moment_in(session, given["at"]) if given["at"] else None
        state = given["state"]
        arrived = at if state == Attendance.State.LATE else None
        left = at if state == Attendance.State.LEFT_EARLY else None
        if left and standing is not None:
            arrived = standing.arrived_at
        return {
            "state": state,
            "arrived_at": arrived,
            "left_at": left,
            "excuse": given["excuse"],
            "field_id": given["field_id"],
            "replaces": given["replaces"],
        }


class ArrivalForm(forms.Form):
    """Somebody who came without signing up."""

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = {
            "name": forms.CharField(label=_("Name"), max_length=150),
            "email": forms.EmailField(
                label=_("E-mail address"),
                required=False,
                help_text=_("With it the person is known the next time, and gets letters."),
            ),
            "owner": OwnerField(
                network=network, label=_("Organisation of the network"), required=False, empty_label=_("None of these")
            ),
            "comes_from": forms.CharField(label=_("Other organisation or group"), max_length=200, required=False),
            "sector": forms.ChoiceField(
                label=_("Sector"),
                choices=[("", _("Not known")), *((each.value, capfirst(each.label)) for each in Sector)],
                required=False,
            ),
            "locality": forms.ModelChoiceField(
                Locality.objects.filter(network=network).order_by("name"),
                label=_("Locality"),
                required=False,
                empty_label=_("Not known"),
            ),
            "field_id": forms.UUIDField(widget=forms.HiddenInput(), required=False, initial=uuid.uuid4),
        }
        self.fields.update(fields)


class StateForm(forms.Form):
    """How somebody took part, with times. Base of the host's correction and of the participant's word."""

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        fields: dict[str, forms.Field] = {
            "state": forms.ChoiceField(label=_("Attendance"), choices=states(), widget=forms.RadioSelect()),
            "came": TimeField(label=_("Came at"), required=False, help_text=_("For whoever came late.")),
            "left": TimeField(label=_("Left at"), required=False, help_text=_("For whoever left early.")),
        }
        self.fields.update(fields)

    def times(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "state": given["state"],
            "arrived_at": moment_in(self.session, given["came"]) if given["came"] else None,
            "left_at": moment_in(self.session, given["left"]) if given["left"] else None,
        }

    def add_error(self, field: str | None, error: Any) -> None:
        """Rules name the moments; the fields hold times of day."""
        super().add_error({"arrived_at": "came", "left_at": "left"}.get(field or "", field), error)


class CorrectionForm(StateForm):
    """The host writes one person down with all particulars, or changes what stands, with the reason."""

    def __init__(self, *args: Any, standing: Attendance | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["excuse"] = forms.CharField(
            label=_("Why excused"), max_length=300, required=False, help_text=_("Only the host sees it.")
        )
        if standing is not None:
            self.fields["reason"] = forms.CharField(
                label=_("Why it is changed"),
                max_length=300,
                help_text=_("It stays on record beside what stood before."),
            )


class OwnWordForm(StateForm):
    """What a participant says of their own attendance."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = forms.CharField(
            label=_("In your words"),
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("The host reads it and decides."),
        )


class CodeForm(forms.Form):
    """The code that the screen shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = forms.CharField(
            label=_("Code on the screen"),
            max_length=12,
            widget=forms.TextInput(
                attrs={
                    "class": "code",
                    "autocomplete": "off",
                    "autocapitalize": "characters",
                    "spellcheck": "false",
                    "size": 8,
                }
            ),
        )


class WhoForm(forms.Form):
    """Who checks in, by the address with which they signed up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label=_("E-mail address"), help_text=_("The one with which you signed up.")
        )
