"""Ideas: brought in, joined, begun, ended."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.fields import DateInput
from talka.foundation.forms import OwnerField
from talka.foundation.owners.models import Owner
from talka.foundation.wording import WordingField, languages_of, said
from talka.gatherings.forms.choices import who_sees
from talka.gatherings.models import Gathering, Idea
from talka.gatherings.queries import gatherings_visible, programmes_to_plan_in
from talka.identity.models import Network
from talka.programmes.models import Programme


class IdeaForm(forms.Form):
    """An idea as it is brought in."""

    def __init__(
        self, *args: Any, viewer: Viewer, idea: Idea | None = None, born_at: Gathering | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_of(viewer.network.language)
        self.fields["title"] = WordingField(
            label=_("The idea"), help_text=_("In one sentence."), languages=languages, max_length=200
        )
        self.fields["about"] = WordingField(
            label=_("More about it"), languages=languages, long=True, required=False, max_length=3000
        )
        if idea is None:
            only = None if viewer.is_coordinator or born_at is not None else viewer.acts_for
            self.fields["owner"] = OwnerField(network=viewer.network, only=only, label=_("Whose idea it is"))
            self.fields["looking"] = forms.BooleanField(label=_("It looks for partners"), required=False)
        if born_at is None:
            keep = idea.programme_id if idea else None
            self.fields["programme"] = forms.TypedChoiceField(
                label=_("Programme"),
                choices=[
                    ("", _("None")),
                    *((str(each.pk), said(each.title)) for each in programmes_to_plan_in(viewer, keep)),
                ],
                coerce=lambda pk: Programme.objects.get(pk=int(pk)),
                empty_value=None,
                required=False,
            )
            self.fields["visibility"] = forms.ChoiceField(label=_("Who may see it"), choices=who_sees())


class JoinForm(forms.Form):
    def __init__(self, *args: Any, viewer: Viewer, idea: Idea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = OwnerField(network=viewer.network, only=viewer.acts_for - {idea.owner_id}, label=_("Who joins"))
        self.fields["owner"] = field
        self.fields["line"] = forms.CharField(
            label=_("What you bring"),
            help_text=_("“Our small hall on Mondays.” All who read the idea read it."),
            max_length=300,
            required=False,
        )


class FirstStepForm(forms.Form):
    def __init__(self, *args: Any, idea: Idea, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_step"] = WordingField(
            label=_("First step"),
            help_text=_("Small enough to be done: “Write to the five museums.”"),
            languages=languages_of(idea.network.language),
            max_length=200,
        )
        self.fields["on"] = forms.DateField(label=_("Until"), widget=DateInput())
        partners = [idea.owner_id, *(each.owner_id for each in idea.partners.all())]
        self.fields["owner"] = forms.ModelChoiceField(
            Owner.objects.filter(pk__in=partners).order_by("name"), label=_("Who does it"), empty_label=_("Choose one")
        )

    def clean_on(self) -> datetime.date:
        on: datetime.date = self.cleaned_data["on"]
        if on < timezone.localdate():
            raise forms.ValidationError(_("This day is past. Give one to come."))
        return on


class EndingForm(forms.Form):
    def __init__(self, *args: Any, network: Network, label: str, required: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ending"] = WordingField(
            label=label, languages=languages_of(network.language), long=True, required=required, max_length=2000
        )


class BecomesForm(forms.Form):
    """What an idea became: a gathering or a programme that the reader sees."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recent = timezone.now() - datetime.timedelta(days=365)
        found = gatherings_visible(viewer).filter(ends_at__gte=recent).exclude(state=Gathering.State.CANCELLED)
        gatherings = [(f"g{each.pk}", said(each.title)) for each in found.order_by("-starts_at", "-pk")[:200]]
        programmes = [(f"p{each.pk}", said(each.title)) for each in programmes_to_plan_in(viewer)]
        self.fields["thing"] = forms.ChoiceField(
            label=_("What it became"),
            choices=[("", _("Choose one")), (_("Gatherings"), gatherings), (_("Programmes"), programmes)],
        )

    def thing(self) -> Gathering | Programme:
        chosen = self.cleaned_data["thing"]
        if chosen.startswith("g"):
            return Gathering.objects.get(pk=int(chosen[1:]))
        return Programme.objects.get(pk=int(chosen[1:]))


class FollowForm(forms.Form):
    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = WordingField(
            label=_("Where it stands"), languages=languages_of(network.language), max_length=600
        )
