"""Forms of a programme: one small form for each of its parts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from talka.foundation.access import Viewer
from talka.foundation.forms import DayField, OwnerField
from talka.foundation.owners.models import Owner, OwnerKind, Visibility
from talka.foundation.wording import WordingField, languages_of
from talka.identity.models import Network
from talka.organisations.models import Locality
from talka.programmes.models import Cohort, Partner, Programme


class BasicsForm(forms.Form):
    """Title, lead sentence, period, places, lead and who may see it before it is published."""

    def __init__(self, *args: Any, viewer: Viewer, programme: Programme | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        network, languages = viewer.network, languages_of(viewer.network.language)
        only = None if viewer.is_coordinator else viewer.acts_for
        if only is not None and programme is not None:
            only = only | {programme.owner_id}
        self.fields["title"] = WordingField(label=_("Title"), languages=languages, max_length=200)
        self.fields["lead"] = WordingField(
            label=_("In one or two sentences"),
            help_text=_("Who does what together, and what for. It opens the public page."),
            languages=languages,
            long=True,
            max_length=600,
            required=False,
        )
        self.fields["owner"] = OwnerField(
            network=network,
            only=only,
            label=_("Who leads it"),
            help_text=_("Those who act for the lead can edit the programme, and so can coordinators of the network."),
        )
        self.fields["starts_on"] = DayField(label=_("Begins"))
        self.fields["ends_on"] = DayField(label=_("Ends"))
        places = Locality.objects.filter(network=network).order_by("name")
        if places.exists():
            self.fields["localities"] = forms.ModelMultipleChoiceField(
                places, label=_("Where"), required=False, widget=forms.CheckboxSelectMultiple
            )
        if programme is None or programme.visibility != Visibility.PUBLIC:
            self.fields["visibility"] = forms.ChoiceField(
                label=_("Who may see it until it is published"),
                choices=[
                    (Visibility.NETWORK, _("The whole network")),
                    (Visibility.SHARED, _("Only its partners")),
                ],
                initial=Visibility.NETWORK,
                widget=forms.RadioSelect,
            )


class AimsForm(forms.Form):
    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_of(network.language)
        self.fields["aims"] = WordingField(
            label=_("Aims"),
            help_text=_("One a line. What will be different when the programme ends?"),
            languages=languages,
            long=True,
            required=False,
        )
        self.fields["target_groups"] = WordingField(
            label=_("Target groups"),
            help_text=_("One a line. For whom is it done, and who takes part?"),
            languages=languages,
            long=True,
            required=False,
        )


class StoryForm(forms.Form):
    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_of(network.language)
        self.fields["story"] = WordingField(
            label=_("The story"),
            help_text=_("How it began, why these partners, what has happened. An empty line begins a new paragraph."),
            languages=languages,
            long=True,
            max_length=20_000,
            required=False,
        )
        self.fields["source_note"] = WordingField(
            label=_("Where its facts come from"),
            help_text=_("Stands at the foot of the public page: an announcement, an agreement, a report."),
            languages=languages,
            long=True,
            required=False,
        )


class PartnerForm(forms.Form):
    def __init__(self, *args: Any, programme: Programme, partner: Partner | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        network = programme.network
        languages = languages_of(network.language)
        if partner is None:
            self.fields["owner"] = OwnerField(network=network, label=_("Who"))
            taking_part = Partner.objects.filter(programme=programme).values("owner_id")
            field = self.fields["owner"]
            assert isinstance(field, forms.ModelChoiceField)
            single = Owner.objects.filter(network=network).exclude(kind=OwnerKind.PARTNERSHIP)
            field.queryset = single.exclude(pk__in=taking_part).order_by("name")
        if partner is None or partner.owner_id != programme.owner_id:
            together = programme.owner.kind == OwnerKind.PARTNERSHIP
            roles = [(role.value, role.label) for role in Partner.Role if together or role != Partner.Role.LEAD]
            self.fields["role"] = forms.ChoiceField(
                label=_("Its role"), choices=roles, initial=Partner.Role.PARTNER, widget=forms.RadioSelect
            )
        self.fields["gives"] = WordingField(
            label=_("What it gives"),
            help_text=_("People, rooms, knowledge, money: “The hall for the panel, street interviewers”."),
            languages=languages,
            required=False,
            max_length=600,
        )
        self.fields["leads"] = WordingField(
            label=_("What it leads"),
            help_text=_("The part it answers for: “The street poll”."),
            languages=languages,
            required=False,
            max_length=600,
        )


class FunderForm(forms.Form):
    def __init__(self, *args: Any, network: Network, has_logo: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_of(network.language)
        self.fields["name"] = WordingField(label=_("Name"), languages=languages, max_length=200)
        self.fields["share"] = forms.DecimalField(
            label=_("Share of the cost, %"), min_value=0, max_value=100, decimal_places=2, required=False
        )
        self.fields["amount"] = forms.DecimalField(
            label=_("Amount, %(currency)s") % {"currency": network.currency},
            min_value=0,
            max_digits=14,
            decimal_places=2,
            required=False,
        )
        self.fields["sentence"] = WordingField(
            label=_("The sentence that it requires"),
            help_text=_("It then stands on each public page and document of the programme, word for word."),
            languages=languages,
            long=True,
            required=False,
            max_length=1000,
        )
        self.fields["logo_file"] = forms.FileField(
            label=_("Another logo") if has_logo else _("Logo"),
            help_text=_("PNG, JPEG or WebP. Logos stand on white."),
            required=False,
        )
        if has_logo:
            self.fields["no_logo"] = forms.BooleanField(label=_("Take the logo away"), required=False)
        self.fields["website"] = forms.URLField(label=_("Website"), required=False, assume_scheme="https")


class StageForm(forms.Form):
    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_of(network.language)
        self.fields["title"] = WordingField(
            label=_("Title"),
            help_text=_("A few words, as they shall stand on the thread: “Asking the town”."),
            languages=languages,
            max_length=120,
        )
        self.fields["starts_on"] = DayField(label=_("Begins"))
        self.fields["ends_on"] = DayField(label=_("Ends"))
        self.fields["together"] = forms.TypedChoiceField(
            label=_("How the partners work in it"),
            choices=[("yes", _("Together: the threads lie side by side")), ("no", _("Each alone: the threads part"))],
            coerce=lambda value: value == "yes",
            initial="yes",
            widget=forms.RadioSelect,
        )
        self.fields["about"] = WordingField(
            label=_("What happens"), languages=languages, long=True, required=False, max_length=4000
        )


class ExpectedResultForm(forms.Form):
    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = WordingField(
            label=_("What it must yield"),
            help_text=_("So that anybody can tell whether it is there: “A SWOT analysis of each centre”."),
            languages=languages_of(network.language),
            max_length=300,
        )


class ReachedForm(forms.Form):
    """That an expected result was reached, when, and what came of it."""

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reached_on"] = DayField(label=_("Reached on"))
        self.fields["words"] = WordingField(
            label=_("What came of it"),
            help_text=_("One sentence with a figure or a name: “Five workshops, 41 people”."),
            languages=languages_of(network.language),
            max_length=600,
            required=False,
        )


class CycleForm(forms.Form):
    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_of(network.language)
        self.fields["title"] = WordingField(label=_("Title"), languages=languages, max_length=200)
        self.fields["design"] = WordingField(
            label=_("What is repeated each time"),
            help_text=_("Designed once: the days, the methods, what each group ends with."),
            languages=languages,
            long=True,
            required=False,
        )


class CohortForm(forms.Form):
    """A round; what came of it is asked once it stands."""

    def __init__(self, *args: Any, network: Network, cohort: Cohort | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = WordingField(
            label=_("Who this round is for"), languages=languages_of(network.language), max_length=200
        )
        self.fields["locality"] = forms.ModelChoiceField(
            Locality.objects.filter(network=network).order_by("name"),
            label=_("Where"),
            required=False,
            empty_label=_("No one place"),
        )
        self.fields["starts_on"] = DayField(label=_("Begins"), required=False)
        self.fields["ends_on"] = DayField(label=_("Ends"), required=False)
        if cohort is not None:
            self.fields["outcome"] = WordingField(
                label=_("What came of it"),
                help_text=_("One or two sentences about this round, with its figures."),
                languages=languages_of(network.language, cohort.outcome),
                long=True,
                required=False,
                max_length=2000,
            )
