"""Series: their members, whose turn it is, and what belongs to them."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talka.foundation.access import Viewer
from talka.foundation.forms import DayField, OwnerField, TimeField, moment
from talka.foundation.owners.models import OwnerKind
from talka.foundation.wording import WordingField, languages_of
from talka.gatherings.forms.choices import localities, who_sees, within
from talka.gatherings.models import Gathering, GatheringKind, HostTurn, Series
from talka.gatherings.queries import gatherings_visible
from talka.programmes.models import Programme, Stage


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
            label=_("Part of"), choices=within(viewer, series.programme_id if series else None), required=False
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
        self.fields["visibility"] = forms.ChoiceField(label=_("Who may see it and come"), choices=who_sees())

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
        self.fields["locality"] = localities(network)
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
