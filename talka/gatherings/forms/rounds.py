"""The form on which a round of a cycle is planned: a date, a host and a place for each day of the design."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from talka.foundation.forms import DayField, OwnerField
from talka.foundation.owners.models import Visibility
from talka.foundation.wording import WordingField, languages_of, said
from talka.gatherings.actions.rounds import PlannedDay
from talka.identity.models import Network
from talka.organisations.models import Locality, Sector
from talka.programmes.models import Cohort, CycleDay, Stage
from talka.programmes.queries import planned_after


class FirstDayForm(forms.Form):
    """From the first day the others are proposed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first"] = DayField(
            label=_("First day"), help_text=_("The dates of the other days follow from the design.")
        )


class PlanRoundForm(forms.Form):
    def __init__(
        self, *args: Any, cohort: Cohort, days: list[CycleDay], first: datetime.date | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cohort, self.days = cohort, days
        programme = cohort.cycle.programme
        network: Network = programme.network
        first_apart = min((day.after_days for day in days), default=0)
        for day in days:
            proposed = planned_after(first, day) - datetime.timedelta(days=first_apart) if first else None
            self.fields[f"on-{day.pk}"] = DayField(label=_("Date"), required=False, initial=proposed)
            self.fields[f"host-{day.pk}"] = OwnerField(network=network, label=_("Host"), initial=programme.owner_id)
            self.fields[f"place-{day.pk}"] = forms.CharField(label=_("Place"), max_length=200, required=False)
        self.fields["locality"] = forms.ModelChoiceField(
            Locality.objects.filter(network=network).order_by("name"),
            label=_("Locality"),
            required=False,
            empty_label=_("None"),
            initial=cohort.locality_id,
        )
        stages = [(str(stage.pk), said(stage.title)) for stage in programme.stages.order_by("position", "pk")]
        self.fields["stage"] = forms.ChoiceField(
            label=_("Stage"), choices=[("", _("The programme as a whole")), *stages], required=False
        )
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Who may see it and come"),
            choices=[
                (Visibility.PUBLIC, _("Everybody")),
                (Visibility.NETWORK, _("Members of the network")),
                (Visibility.PRIVATE, _("Only those who act for the host")),
            ],
            initial=Visibility.NETWORK,
            widget=forms.RadioSelect,
        )

    def rows(self) -> list[tuple[CycleDay, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Each day of the design with its three fields."""
        return [(day, self[f"on-{day.pk}"], self[f"host-{day.pk}"], self[f"place-{day.pk}"]) for day in self.days]

    def planned(self) -> dict[str, Any]:
        """The arguments of `plan_round`. A day without a date is left for later."""
        data = self.cleaned_data
        stage = Stage.objects.filter(programme=self.cohort.cycle.programme, pk=data["stage"] or 0).first()
        return {
            "days": [
                PlannedDay(day, data[f"on-{day.pk}"], data[f"host-{day.pk}"], data[f"place-{day.pk}"], data["locality"])
                for day in self.days
                if data[f"on-{day.pk}"]
            ],
            "stage": stage,
            "visibility": data["visibility"],
        }


class MemberForm(forms.Form):
    """Somebody who goes through the round, with or without an address."""

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label=_("Name"), max_length=150)
        self.fields["email"] = forms.EmailField(
            label=_("E-mail address"),
            help_text=_("It tells two people of one name apart, and their certificate goes there."),
            required=False,
        )
        self.fields["comes_from"] = forms.CharField(label=_("Organisation or group"), max_length=200, required=False)
        self.fields["sector"] = forms.ChoiceField(
            label=_("Sector"), choices=[("", _("Not known")), *Sector.choices], required=False
        )
        self.fields["locality"] = forms.ModelChoiceField(
            Locality.objects.filter(network=cohort.cycle.programme.network).order_by("name"),
            label=_("Locality"),
            required=False,
            empty_label=_("None"),
            initial=cohort.locality_id,
        )


class TakenOutForm(forms.Form):
    """A day that the design no longer has: call it off in this round, or keep it, each with its reason."""

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keep"] = forms.TypedChoiceField(
            label=_("In this round"),
            choices=[
                ("no", _("Call it off. Everybody who keeps a place or waits for one is told by letter.")),
                ("yes", _("Keep it. It stands beside the design as this round’s own.")),
            ],
            coerce=lambda value: value == "yes",
            widget=forms.RadioSelect,
        )
        self.fields["reason"] = WordingField(
            label=_("Why"),
            help_text=_("It stands on the page, and in the letters where it is called off."),
            languages=languages_of(network.language),
            max_length=600,
        )


class LeaveForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = forms.CharField(
            label=_("Why"), help_text=_("Seen by those who run the programme."), max_length=200, required=False
        )
