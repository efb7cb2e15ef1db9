"""Forms of series, themes and ideas."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talka.foundation.access import Viewer
from talka.foundation.fields import DateInput
from talka.foundation.forms import DayField, OwnerField, TimeField, moment
from talka.foundation.owners.models import Owner, OwnerKind, Visibility
from talka.foundation.wording import WordingField, languages_of, said
from talka.gatherings.models import CaseExample, Gathering, GatheringKind, HostTurn, Idea, Meeting, Series
from talka.gatherings.queries import gatherings_visible, programmes_to_plan_in
from talka.identity.models import Network
from talka.organisations.models import Locality
from talka.programmes.models import Programme, Stage


def _who_sees() -> list[tuple[str, Any]]:
    return [
        (Visibility.PUBLIC, _("Everybody")),
        (Visibility.NETWORK, _("Members of the network")),
        (Visibility.PRIVATE, _("Only its own people")),
    ]


def _within(viewer: Viewer, keep: int | None) -> list[Any]:
    choices: list[Any] = [("", _("No programme; it stands by itself"))]
    for programme in programmes_to_plan_in(viewer, keep):
        stages = [(f"s{stage.pk}", said(stage.title)) for stage in programme.stages.all()]
        choices.append((said(programme.title), [*stages, (f"p{programme.pk}", _("The programme as a whole"))]))
    return choices


def _localities(network: Network) -> forms.ModelChoiceField:  # type: ignore[type-arg]  # Django's own class takes no parameter at run time
    return forms.ModelChoiceField(
        Locality.objects.filter(network=network).order_by("name"),
        label=_("Locality"),
        required=False,
        empty_label=_("None"),
    )


class SeriesForm(forms.Form):
    """A series; `changes` gives the arguments of the actions."""

    def __init__(self, *args: Any, viewer: Viewer, series: Series | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        network = viewer.network
        languages = languages_of(network.language)
        self.fields["title"] = WordingField(label=_("Title"), languages=languages, max_length=200)
        self.fields["about"] = WordingField(
            label=_("What it is about"), languages=languages, long=True, required=False, max_length=3000
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"), choices=[(kind.value, capfirst(str(kind.label))) for kind in GatheringKind]
        )
        self.fields["every"] = forms.ChoiceField(
            label=_("How often"), choices=[(value, capfirst(str(label))) for value, label in Series.Every.choices]
        )
        if series is None:
            only = None if viewer.is_coordinator else viewer.acts_for
            self.fields["owner"] = OwnerField(network=network, only=only, label=_("Who looks after it"))
        self.fields["within"] = forms.ChoiceField(
            label=_("Part of"), choices=_within(viewer, series.programme_id if series else None), required=False
        )
        self.fields["hosts_rotate"] = forms.BooleanField(
            label=_("Members host in turn"),
            help_text=_("Talka proposes whose turn it is by a rule that all can check. They accept or pass."),
            required=False,
        )
        self.fields["has_themes"] = forms.BooleanField(
            label=_("Each gathering has a theme of its own"),
            help_text=_("With case examples, and what each participant takes home."),
            required=False,
        )
        self.fields["visibility"] = forms.ChoiceField(label=_("Who may see it and come"), choices=_who_sees())

    def changes(self) -> dict[str, Any]:
        data = {name: value for name, value in self.cleaned_data.items() if name != "within"}
        chosen = self.cleaned_data["within"]
        data["stage"] = (
            Stage.objects.select_related("programme").get(pk=int(chosen[1:])) if chosen.startswith("s") else None
        )
        data["programme"] = (
            data["stage"].programme
            if data["stage"]
            else Programme.objects.get(pk=int(chosen[1:]))
            if chosen.startswith("p")
            else None
        )
        return data


def initial_of_series(series: Series) -> dict[str, Any]:
    within = f"s{series.stage_id}" if series.stage_id else f"p{series.programme_id}" if series.programme_id else ""
    return {
        "title": series.title,
        "about": series.about,
        "kind": series.kind,
        "every": series.every,
        "within": within,
        "hosts_rotate": series.hosts_rotate,
        "has_themes": series.has_themes,
        "visibility": series.visibility,
    }


class MemberForm(forms.Form):
    def __init__(self, *args: Any, series: Series, only: frozenset[int] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = series.members.filter(left_on__isnull=True).values("owner_id")
        field = OwnerField(network=series.network, only=only, label=_("Who hosts in turn"))
        assert field.queryset is not None
        field.queryset = field.queryset.exclude(pk__in=taken).exclude(kind=OwnerKind.PARTNERSHIP)
        self.fields["owner"] = field


class AskForm(forms.Form):
    around = DayField(
        label=gettext_lazy("Around"),
        help_text=gettext_lazy("Who hosts says the day itself."),
        required=False,
    )


class AcceptForm(forms.Form):
    """A member hosts: when and where."""

    def __init__(self, *args: Any, turn: HostTurn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        network = turn.series.network
        languages = languages_of(network.language)
        self.fields["title"] = WordingField(label=_("Title"), languages=languages, max_length=200)
        if turn.series.has_themes:
            self.fields["theme"] = WordingField(label=_("Theme"), languages=languages, max_length=200, required=False)
        self.fields["day"] = DayField(label=_("Day"))
        self.fields["starts"] = TimeField(label=_("Begins at"))
        self.fields["ends"] = TimeField(label=_("Ends at"))
        self.fields["place"] = forms.CharField(label=_("Place"), max_length=200, required=False)
        self.fields["locality"] = _localities(network)
        self.fields["line"] = forms.CharField(label=_("A line to the others"), max_length=300, required=False)

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "title": data["title"],
            "theme": data.get("theme"),
            "starts_at": moment(data["day"], data["starts"]),
            "ends_at": moment(data["day"], data["ends"]),
            "place": data["place"],
            "locality": data["locality"],
            "line": data["line"],
        }


class PassForm(forms.Form):
    line = forms.CharField(
        label=gettext_lazy("A line to the others"),
        help_text=gettext_lazy("All members read it. “Our hall is being painted until May.”"),
        max_length=300,
        required=False,
    )


class MeetingForm(forms.Form):
    """A gathering that stands already becomes one of the series."""

    def __init__(self, *args: Any, viewer: Viewer, series: Series, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = gatherings_visible(viewer).filter(meeting__isnull=True).exclude(state=Gathering.State.CANCELLED)
        if series.programme_id:
            free = free.filter(programme_id=series.programme_id)
        self.fields["gathering"] = forms.ModelChoiceField(
            free.select_related("owner").order_by("-starts_at", "-pk"),
            label=_("Gathering"),
            empty_label=_("Choose one"),
        )
        if series.has_themes:
            self.fields["theme"] = WordingField(
                label=_("Theme"), languages=languages_of(series.network.language), max_length=200, required=False
            )


class ThemeForm(forms.Form):
    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"] = WordingField(
            label=_("Theme"), languages=languages_of(meeting.series.network.language), max_length=200
        )
        self.fields["taken_home_seen_by"] = forms.ChoiceField(
            label=_("Who reads what participants take home"),
            choices=[(value, capfirst(str(label))) for value, label in Meeting.TakenHome.choices],
        )


class ExampleForm(forms.Form):
    def __init__(self, *args: Any, network: Network, example: CaseExample | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = languages_of(network.language)
        self.fields["title"] = WordingField(label=_("Case example"), languages=languages, max_length=200)
        self.fields["who"] = forms.CharField(
            label=_("Who does it"), help_text=_("An organisation or a person."), max_length=200, required=False
        )
        self.fields["locality"] = _localities(network)
        self.fields["text"] = WordingField(
            label=_("What they do"), languages=languages, long=True, required=False, max_length=3000
        )
        self.fields["url"] = forms.URLField(label=_("Link"), required=False, assume_scheme="https", max_length=500)
        self.fields["new_file"] = forms.FileField(label=_("File"), required=False)


class TakeHomeForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("What I take home"),
        help_text=gettext_lazy("A thought, a trick, a next step. Empty it to take it away."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    signed = forms.BooleanField(label=gettext_lazy("With my name beside it"), required=False)


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
            self.fields["visibility"] = forms.ChoiceField(label=_("Who may see it"), choices=_who_sees())


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
