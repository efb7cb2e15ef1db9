"""What the host writes: the call itself, its parts, its rules of selection."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talka.calls.models import ApplicantKind, Call
from talka.calls.terms import Condition, Criterion, NeededFile, Question, Quota, Terms
from talka.foundation.access import Viewer
from talka.foundation.forms import DayField, OwnerField, TimeField
from talka.foundation.wording import WordingField, languages_of, said
from talka.identity.models import Network
from talka.organisations.models import Sector
from talka.organisations.queries import localities
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


class NewCallForm(forms.Form):
    """The first page: who calls, for what, until when. The rest follows."""

    def __init__(self, *args: Any, viewer: Viewer, call: Call | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        network = viewer.network
        languages = languages_of(network.language)
        if call is None:
            self.fields["owner"] = OwnerField(network=network, only=viewer.acts_for, label=_("Who calls"))
        programmes = [(str(p.pk), said(p.title)) for p in programmes_visible(viewer)]
        self.fields["title"] = WordingField(label=_("Title"), languages=languages, max_length=200)
        self.fields["lead"] = WordingField(
            label=_("In one or two sentences"),
            help_text=_("What is given, to whom, and what for."),
            languages=languages,
            long=True,
            max_length=600,
        )
        self.fields["about"] = WordingField(
            label=_("The call"),
            help_text=_("What is expected, what selected applicants get, what happens next."),
            languages=languages,
            long=True,
            max_length=20_000,
            required=False,
        )
        self.fields["who"] = WordingField(
            label=_("Who may apply"),
            help_text=_("In words. What the program checks stands under “Conditions”."),
            languages=languages,
            long=True,
            max_length=2000,
            required=False,
        )
        self.fields["programme"] = forms.ChoiceField(
            label=_("Part of"), choices=[("", _("No programme; it stands by itself")), *programmes], required=False
        )
        self.fields["day"] = DayField(label=_("Last day"))
        self.fields["time"] = TimeField(label=_("Until"), initial=datetime.time(23, 59))
        known = available_timezones()
        zones = dict.fromkeys([network.time_zone, *FEWEST_ZONES])
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"),
            choices=[(zone, zone.replace("_", " ")) for zone in zones if zone in known],
            help_text=_("The zone is shown wherever the deadline is."),
        )
        self.fields["places"] = forms.IntegerField(label=_("How many can be selected"), min_value=1, max_value=10_000)

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
        kept = ("title", "lead", "about", "who", "places", "time_zone", "closes_at")
        return {**{name: data[name] for name in kept}, "programme": int(data["programme"] or 0)}


def initial_of(terms: Terms, call: Call) -> dict[str, Any]:
    local = terms.closes_at.astimezone(ZoneInfo(terms.time_zone)) if terms.closes_at else None
    return {
        **{name: getattr(terms, name) for name in ("title", "lead", "about", "who", "places", "time_zone")},
        "programme": str(call.programme_id or ""),
        "day": local.date() if local else None,
        "time": local.time().replace(microsecond=0) if local else None,
    }


class SelectionForm(forms.Form):
    """How is selected: blind or not, threshold, reserve, tie-breaks, appeal."""

    def __init__(self, *args: Any, terms: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["blind"] = forms.BooleanField(
            label=_("Reviewers do not see who applied"),
            help_text=_("Names, places and attachments that name somebody are hidden from them until the decision."),
            required=False,
        )
        self.fields["threshold"] = forms.IntegerField(
            label=_("Smallest score that can be selected, in percent"), min_value=0, max_value=100, required=False
        )
        self.fields["reserve"] = forms.IntegerField(
            label=_("Places on the reserve list"), min_value=0, max_value=10_000, initial=0
        )
        criteria = [
            (each.key, _("The higher mark for “%(title)s”") % {"title": said(each.title)}) for each in terms.criteria
        ]
        choices = [
            ("", _("Nothing further: the panel chooses")),
            *criteria,
            ("spread", _("The one on which reviewers agree more")),
            ("lot", _("A lot that everybody can draw again")),
        ]
        for number, label in ((1, _("Of two with the same score, first")), (2, _("Then")), (3, _("Then"))):
            self.fields[f"tie_{number}"] = forms.ChoiceField(label=label, choices=choices, required=False)
        self.fields["appeal_days"] = forms.IntegerField(
            label=_("Days in which an appeal can be lodged"), min_value=0, max_value=365
        )

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        ties = dict.fromkeys(data[f"tie_{number}"] for number in (1, 2, 3) if data[f"tie_{number}"])
        return {
            **{name: data[name] for name in ("blind", "threshold", "reserve", "appeal_days")},
            "tie_breaks": tuple(ties),
        }


def initial_of_selection(terms: Terms) -> dict[str, Any]:
    ties = {f"tie_{number}": each for number, each in enumerate(terms.tie_breaks, start=1)}
    return {**{name: getattr(terms, name) for name in ("blind", "threshold", "reserve", "appeal_days")}, **ties}


class PartForm(forms.Form):
    """One part of a call. `item` gives it for `actions.put_part`."""

    def __init__(self, *args: Any, network: Network, terms: Terms, item: Any = None, **kwargs: Any) -> None:
        self.network, self.terms, self.item = network, terms, item
        self.languages = languages_of(network.language)
        kwargs.setdefault("initial", self.initial_of(item) if item is not None else {})
        super().__init__(*args, **kwargs)
        self.fields.update(self.own_fields())

    def own_fields(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    def initial_of(self, item: Any) -> dict[str, Any]:
        return {name: getattr(item, name) for name in item.__dataclass_fields__ if name != "key"}

    def make(self) -> Any:
        raise NotImplementedError

    @property
    def key(self) -> str:
        return self.item.key if self.item is not None else ""


class CriterionForm(PartForm):
    title = gettext_lazy("A criterion")

    @property
    def scale(self) -> Criterion:
        return self.item or Criterion()

    def own_fields(self) -> dict[str, forms.Field]:
        fields: dict[str, forms.Field] = {
            "title": WordingField(label=_("Criterion"), languages=self.languages, max_length=120),
            "about": WordingField(
                label=_("What reviewers look at"), languages=self.languages, required=False, max_length=600
            ),
            "weight": forms.IntegerField(
                label=_("Weight"),
                help_text=_("Against the other criteria: 3 counts three times as much as 1."),
                min_value=1,
                max_value=1000,
                initial=1,
            ),
            "may_not_apply": forms.BooleanField(
                label=_("A reviewer may say that it does not apply"),
                help_text=_("It is then left out together with its weight, and never counts as nought."),
                required=False,
            ),
        }
        for mark in self.scale.marks:
            fields[f"anchor_{mark}"] = WordingField(
                label=_("%(mark)s means") % {"mark": mark}, languages=self.languages, required=False, max_length=300
            )
        return fields

    def initial_of(self, item: Any) -> dict[str, Any]:
        return {**super().initial_of(item), **{f"anchor_{mark}": words for mark, words in item.anchors.items()}}

    def make(self) -> Criterion:
        data = self.cleaned_data
        anchors = {str(mark): data[f"anchor_{mark}"] for mark in self.scale.marks if data[f"anchor_{mark}"]}
        return Criterion(
            key=self.key,
            title=data["title"],
            about=data["about"],
            weight=data["weight"],
            lowest=self.scale.lowest,
            highest=self.scale.highest,
            may_not_apply=data["may_not_apply"],
            anchors=anchors,
        )


class ConditionForm(PartForm):
    title = gettext_lazy("A condition")

    def own_fields(self) -> dict[str, forms.Field]:
        kinds = [
            (Condition.YES, _("The applicant confirms a statement")),
            (Condition.KIND, _("The kind of applicant is one of these")),
            (Condition.SECTOR, _("The sector is one of these")),
            (Condition.LOCALITY, _("The applicant is at home in one of these localities")),
            (Condition.AT_LEAST, _("A number that the applicant gives is at least")),
            (Condition.AT_MOST, _("A number that the applicant gives is at most")),
        ]
        values = [
            (_("Kind"), [(f"kind:{each.value}", capfirst(str(each.label))) for each in ApplicantKind]),
            (_("Sector"), [(f"sector:{each.value}", capfirst(str(each.label))) for each in Sector]),
            (_("Locality"), [(f"locality:{each.slug}", each.name) for each in localities(self.network)]),
        ]
        return {
            "kind": forms.ChoiceField(label=_("Rule"), choices=kinds, widget=forms.RadioSelect),
            "words": WordingField(
                label=_("In words"),
                help_text=_("“We are at least five people of three sectors.” For a number: what is counted."),
                languages=self.languages,
                required=False,
                max_length=300,
            ),
            "values": forms.MultipleChoiceField(
                label=_("One of these"),
                help_text=_("For kind, sector and locality."),
                choices=values,
                required=False,
                widget=forms.SelectMultiple(attrs={"size": 10}),
            ),
            "number": forms.IntegerField(label=_("Number"), required=False, help_text=_("For at least and at most.")),
        }

    def initial_of(self, item: Any) -> dict[str, Any]:
        return {**super().initial_of(item), "values": [f"{item.kind}:{value}" for value in item.values]}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind = data.get("kind", "")
        chosen = [value.split(":", 1)[1] for value in data.get("values", []) if value.startswith(f"{kind}:")]
        if kind in (Condition.KIND, Condition.SECTOR, Condition.LOCALITY) and not chosen:
            self.add_error("values", _("Choose at least one."))
        if kind in (Condition.YES, Condition.AT_LEAST, Condition.AT_MOST) and not data.get("words"):
            self.add_error("words", _("Write what the applicant confirms or counts."))
        if kind in (Condition.AT_LEAST, Condition.AT_MOST) and data.get("number") is None:
            self.add_error("number", _("Write the number that is the bound."))
        data["chosen"] = tuple(chosen)
        return data

    def make(self) -> Condition:
        data = self.cleaned_data
        numbered = data["kind"] in (Condition.AT_LEAST, Condition.AT_MOST)
        return Condition(
            key=self.key,
            kind=data["kind"],
            words=data["words"],
            values=data["chosen"],
            number=data["number"] if numbered else None,
        )


class QuestionForm(PartForm):
    title = gettext_lazy("A question")

    def own_fields(self) -> dict[str, forms.Field]:
        return {
            "words": WordingField(label=_("Question"), languages=self.languages, max_length=300),
            "hint": WordingField(label=_("Hint"), languages=self.languages, required=False, max_length=600),
            "most": forms.IntegerField(
                label=_("Longest answer, in characters"), min_value=50, max_value=20_000, initial=2000
            ),
            "required": forms.BooleanField(label=_("Must be answered"), required=False, initial=True),
        }

    def make(self) -> Question:
        return Question(
            key=self.key, **{name: self.cleaned_data[name] for name in ("words", "hint", "most", "required")}
        )


class FileForm(PartForm):
    title = gettext_lazy("An attachment")

    def own_fields(self) -> dict[str, forms.Field]:
        return {
            "words": WordingField(
                label=_("Attachment"), help_text=_("A PDF or a picture."), languages=self.languages, max_length=200
            ),
            "required": forms.BooleanField(label=_("Needed to apply"), required=False, initial=True),
            "for_reviewers": forms.BooleanField(
                label=_("Reviewers of a blind call may see it"),
                help_text=_("Leave this off where it names people or the organisation."),
                required=False,
                initial=True,
            ),
        }

    def make(self) -> NeededFile:
        data = self.cleaned_data
        return NeededFile(
            key=self.key, words=data["words"], required=data["required"], for_reviewers=data["for_reviewers"]
        )


class QuotaForm(PartForm):
    title = gettext_lazy("A quota")

    def own_fields(self) -> dict[str, forms.Field]:
        counties = sorted({each.part_of for each in localities(self.network) if each.part_of})
        groups = [
            ("county:", _("Each county or region by itself")),
            ("locality:", _("Each locality by itself")),
            ("sector:", _("Each sector by itself")),
            ("kind:", _("Each kind of applicant by itself")),
            (_("County or region"), [(f"county:{each}", each) for each in counties]),
            (_("Locality"), [(f"locality:{each.slug}", each.name) for each in localities(self.network)]),
            (_("Sector"), [(f"sector:{each.value}", capfirst(str(each.label))) for each in Sector]),
            (_("Kind"), [(f"kind:{each.value}", capfirst(str(each.label))) for each in ApplicantKind]),
        ]
        return {
            "group": forms.ChoiceField(label=_("Of whom"), choices=groups),
            "at_most": forms.IntegerField(label=_("At most"), min_value=1, required=False),
            "at_least": forms.IntegerField(label=_("At least"), min_value=1, required=False),
        }

    def initial_of(self, item: Any) -> dict[str, Any]:
        return {**super().initial_of(item), "group": f"{item.attribute}:{item.group}"}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        most, least = data.get("at_most"), data.get("at_least")
        if most is None and least is None:
            self.add_error("at_most", _("Give a largest or a smallest number."))
        if most is not None and least is not None and least > most:
            self.add_error("at_least", _("The smallest number is above the largest."))
        if least is not None and str(data.get("group", "")).endswith(":"):
            self.add_error("at_least", _("A smallest number is for one group; choose which."))
        return data

    def make(self) -> Quota:
        attribute, _colon, group = self.cleaned_data["group"].partition(":")
        return Quota(
            key=self.key,
            attribute=attribute,
            group=group,
            at_most=self.cleaned_data["at_most"],
            at_least=self.cleaned_data["at_least"],
        )


PART_FORMS: dict[str, type[PartForm]] = {
    "criteria": CriterionForm,
    "conditions": ConditionForm,
    "questions": QuestionForm,
    "files": FileForm,
    "quotas": QuotaForm,
}


class PublishForm(forms.Form):
    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if call.version:
            self.fields["note"] = WordingField(
                label=_("What has changed"),
                help_text=_("Stands in the letter to everybody who has begun an application, and on the public page."),
                languages=languages_of(call.network.language),
                max_length=600,
            )
        else:
            self.fields["public"] = forms.ChoiceField(
                label=_("Who may see it and apply"),
                choices=[("yes", _("Everybody")), ("no", _("Members of the network"))],
                initial="yes",
                widget=forms.RadioSelect,
            )

    def changes(self) -> dict[str, Any]:
        if "note" in self.cleaned_data:
            return {"note": self.cleaned_data["note"]}
        return {"public": self.cleaned_data["public"] == "yes"}
