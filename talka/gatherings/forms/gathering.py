"""Planning a gathering, saying what came of it, calling it off."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talka.foundation.access import Viewer
from talka.foundation.forms import DayField, OwnerField, TimeField, moment, owners_to_choose
from talka.foundation.owners.models import Visibility
from talka.foundation.wording import WordingField, languages_of, said
from talka.gatherings.models import Gathering, GatheringKind
from talka.gatherings.queries import programmes_to_plan_in
from talka.identity.models import Network
from talka.organisations.models import Locality
from talka.programmes.models import Programme, Stage

WHOLE_DAY_END = datetime.time(23, 59)


class GatheringForm(forms.Form):
    """One gathering. `cleaned_data` is turned into the action's arguments by `changes`."""

    GROUPS = (
        (gettext_lazy("What"), ("kind", "title", "about", "result", "host", "co_hosts", "within")),
        (
            gettext_lazy("When and where"),
            ("day", "starts", "last_day", "ends", "place", "locality", "online_link", "online_public"),
        ),
        (gettext_lazy("Who may come"), ("visibility", "capacity", "sign_up_closes")),
    )

    def __init__(self, *args: Any, viewer: Viewer, gathering: Gathering | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        network = viewer.network
        languages = languages_of(network.language)
        only = None if viewer.is_coordinator else viewer.acts_for
        if only is not None and gathering is not None:
            only = only | {gathering.owner_id}
        fields: dict[str, forms.Field] = {
            "kind": forms.ChoiceField(
                label=_("Kind"), choices=[(kind.value, capfirst(kind.label)) for kind in GatheringKind]
            ),
            "title": WordingField(label=_("Title"), languages=languages, max_length=200),
            "about": WordingField(
                label=_("What it is about"), languages=languages, long=True, required=False, max_length=6000
            ),
            "result": WordingField(
                label=_("What it should yield"),
                help_text=_("What will be there afterwards that was not there before."),
                languages=languages,
                required=False,
                max_length=600,
            ),
            "host": OwnerField(network=network, only=only, label=_("Host")),
            "co_hosts": forms.ModelMultipleChoiceField(
                owners_to_choose(network),
                label=_("Hosts beside it"),
                help_text=_("They may do everything that the host may do with this gathering."),
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs={"class": "two"}),
            ),
            "within": forms.ChoiceField(
                label=_("Part of"), choices=_places_in_programmes(viewer, gathering), required=False
            ),
            "day": DayField(label=_("Day")),
            "starts": TimeField(label=_("Begins at")),
            "last_day": DayField(label=_("Last day"), help_text=_("Only where it takes several days."), required=False),
            "ends": TimeField(label=_("Ends at")),
            "place": forms.CharField(label=_("Place"), max_length=200, required=False),
            "locality": forms.ModelChoiceField(
                Locality.objects.filter(network=network).order_by("name"),
                label=_("Locality"),
                required=False,
                empty_label=_("None"),
            ),
            "online_link": forms.URLField(
                label=_("Link for those who join online"),
                required=False,
                assume_scheme="https",
            ),
            "online_public": forms.BooleanField(
                label=_("Show the link to everybody who sees the gathering"),
                help_text=_("Otherwise only those who keep a place see it, and the hosts."),
                required=False,
            ),
            "visibility": forms.ChoiceField(
                label=_("Who may see it and come"),
                choices=[
                    (Visibility.PUBLIC, _("Everybody")),
                    (Visibility.NETWORK, _("Members of the network")),
                    (Visibility.PRIVATE, _("Only those who act for the host")),
                ],
                initial=Visibility.NETWORK,
                widget=forms.RadioSelect,
            ),
            "capacity": forms.IntegerField(
                label=_("Places"),
                help_text=_("Leave it open where everybody fits in. When all are kept, a waiting list begins."),
                min_value=1,
                max_value=100_000,
                required=False,
            ),
            "sign_up_closes": DayField(
                label=_("Last day to sign up"), help_text=_("Otherwise until it begins."), required=False
            ),
        }
        self.fields.update(fields)

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        return [(title, [self[name] for name in names]) for title, names in self.GROUPS]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        last = data.get("last_day")
        if last and data.get("day") and last < data["day"]:
            self.add_error("last_day", _("The last day lies before the first."))
        return data

    def changes(self) -> dict[str, Any]:
        """The arguments of `plan_gathering` and `edit_gathering`."""
        data = self.cleaned_data
        programme, stage = None, None
        chosen = data["within"]
        if chosen.startswith("s"):
            stage = Stage.objects.select_related("programme").get(pk=int(chosen[1:]))
            programme = stage.programme
        elif chosen.startswith("p"):
            programme = Programme.objects.get(pk=int(chosen[1:]))
        closes = data["sign_up_closes"]
        kept = (
            "kind",
            "title",
            "about",
            "result",
            "host",
            "place",
            "locality",
            "online_link",
            "online_public",
            "visibility",
        )
        return {
            **{name: data[name] for name in kept},
            "co_hosts": list(data["co_hosts"]),
            "programme": programme,
            "stage": stage,
            "starts_at": moment(data["day"], data["starts"]),
            "ends_at": moment(data["last_day"] or data["day"], data["ends"]),
            "capacity": data["capacity"],
            "sign_up_until": moment(closes, WHOLE_DAY_END) if closes else None,
        }


def initial_of(gathering: Gathering) -> dict[str, Any]:
    starts, ends = timezone.localtime(gathering.starts_at), timezone.localtime(gathering.ends_at)
    names = (
        "kind",
        "title",
        "about",
        "result",
        "place",
        "locality",
        "online_link",
        "online_public",
        "visibility",
        "capacity",
    )
    within = f"s{gathering.stage_id}" if gathering.stage_id else f"p{gathering.programme_id or ''}"
    return {
        **{name: getattr(gathering, name) for name in names},
        "host": gathering.owner_id,
        "co_hosts": [owner.pk for owner in gathering.co_hosts.all()],
        "within": within if gathering.programme_id else "",
        "day": starts.date(),
        "starts": starts.time(),
        "last_day": ends.date() if ends.date() != starts.date() else None,
        "ends": ends.time(),
        "sign_up_closes": timezone.localdate(gathering.sign_up_until) if gathering.sign_up_until else None,
    }


def _places_in_programmes(viewer: Viewer, gathering: Gathering | None) -> list[Any]:
    """Free-standing, or a programme as a whole, or one of its stages."""
    choices: list[Any] = [("", _("No programme; it stands by itself"))]
    keep = gathering.programme_id if gathering is not None else None
    for programme in programmes_to_plan_in(viewer, keep):
        stages = [(f"s{stage.pk}", said(stage.title)) for stage in programme.stages.all()]
        whole = (f"p{programme.pk}", _("The programme as a whole"))
        choices.append((said(programme.title), [*stages, whole]))
    return choices


class HeldForm(forms.Form):
    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = WordingField(
            label=_("What came of it"),
            help_text=_("A few sentences for those who were not there."),
            languages=languages_of(network.language),
            long=True,
            required=False,
            max_length=6000,
        )


class CancelForm(forms.Form):
    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = WordingField(
            label=_("Why it does not take place"),
            help_text=_("Stands in the letter to everybody who signed up, and on the page."),
            languages=languages_of(network.language),
            required=False,
            max_length=600,
        )
