"""The host's rules of sign-up, and the questions that are asked there."""

import datetime
import re
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from talka.foundation.fields import UnitInput
from talka.foundation.forms import DayField, moment
from talka.foundation.wording import WordingField, languages_of, said
from talka.gatherings.models import Gathering, SectorPlaces, SignUpQuestion, SignUpRules
from talka.organisations.models import Sector

END_OF_DAY = datetime.time(23, 59)


class RulesForm(forms.Form):
    """How places are given. `changes` gives the arguments of `set_sign_up_rules`."""

    def __init__(
        self,
        *args: Any,
        gathering: Gathering,
        rules: SignUpRules,
        sectors: list[SectorPlaces],
        **kwargs: Any,
    ) -> None:
        initial = {
            name: getattr(rules, name)
            for name in ("only_invited", "offer_hours", "most_together", "per_organisation", "keep_answers_days")
        }
        initial["asks"] = [name for name in ("organisation", "sector", "locality") if getattr(rules, f"asks_{name}")]
        initial["remind_days"] = ", ".join(str(days) for days in rules.remind_days)
        initial |= {f"kept_{each.sector}": each.places for each in sectors}
        if sectors:
            initial["kept_until"] = timezone.localdate(sectors[0].until)
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.fields["only_invited"] = forms.TypedChoiceField(
            label=_("Who may sign up"),
            choices=[
                ("False", _("Everybody who sees the gathering")),
                ("True", _("Only those who are invited, by the link in their letter")),
            ],
            coerce=lambda value: value == "True",
            widget=forms.RadioSelect,
        )
        self.fields["most_together"] = forms.IntegerField(
            label=_("Most people who sign up together"),
            help_text=_("A group gets all its places at once or waits for them. 1 means that each signs up alone."),
            min_value=1,
            max_value=50,
            widget=UnitInput(_("people"), attrs={"class": "short"}),
        )
        self.fields["per_organisation"] = forms.IntegerField(
            label=_("Most places for one organisation"),
            help_text=_("Leave it open where it does not matter."),
            min_value=1,
            max_value=1000,
            required=False,
            widget=UnitInput(_("places"), attrs={"class": "short"}),
        )
        self.fields["offer_hours"] = forms.IntegerField(
            label=_("Time to accept a place that became free"),
            help_text=_("It grows shorter towards the start. 0 means that the place is given at once, without asking."),
            min_value=0,
            max_value=336,
            widget=UnitInput(_("hours"), attrs={"class": "short"}),
        )
        for sector in Sector:
            self.fields[f"kept_{sector.value}"] = forms.IntegerField(
                label=capfirst(sector.label),
                min_value=0,
                max_value=10_000,
                required=False,
                widget=UnitInput(_("places"), attrs={"class": "short"}),
            )
        self.fields["kept_until"] = DayField(
            label=_("Kept until"), help_text=_("After that day everybody can have them."), required=False
        )
        self.fields["asks"] = forms.MultipleChoiceField(
            label=_("Ask where people come from"),
            choices=[
                ("organisation", _("Organisation or group")),
                ("sector", _("Sector")),
                ("locality", _("Locality")),
            ],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["remind_days"] = forms.CharField(
            label=_("Remind them"),
            help_text=_("Days before the start, such as 7, 1. Leave it open to remind nobody."),
            required=False,
            max_length=40,
            widget=forms.TextInput(attrs={"class": "short"}),
        )
        self.fields["keep_answers_days"] = forms.IntegerField(
            label=_("Erase what people answered"),
            help_text=_("So many days after the gathering everything that was answered is erased."),
            min_value=0,
            max_value=90,
            widget=UnitInput(_("days after"), attrs={"class": "short"}),
        )

    @property
    def sector_fields(self) -> list[forms.BoundField]:
        return [self[f"kept_{sector.value}"] for sector in Sector]

    def clean_remind_days(self) -> list[int]:
        found = re.findall(r"\d+", self.cleaned_data["remind_days"])
        days = sorted({int(each) for each in found}, reverse=True)
        if len(days) > 5 or any(not 1 <= each <= 60 for each in days):
            raise ValidationError(_("At most five numbers of days between 1 and 60."))
        return days

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        until = data["kept_until"]
        plain = ("only_invited", "most_together", "per_organisation", "offer_hours", "remind_days", "keep_answers_days")
        return {
            **{name: data[name] for name in plain},
            **{f"asks_{name}": name in data["asks"] for name in ("organisation", "sector", "locality")},
            "kept_for": {s.value: data[f"kept_{s.value}"] for s in Sector if data[f"kept_{s.value}"]},
            "kept_until": moment(until, END_OF_DAY) if until else None,
        }


class QuestionForm(forms.Form):
    """One question at sign-up. `changes` gives the arguments of `ask_at_sign_up` and `edit_question`."""

    def __init__(self, *args: Any, gathering: Gathering, question: SignUpQuestion | None = None, **kwargs: Any) -> None:
        self.question = question
        if question is not None:
            kwargs["initial"] = {
                "kind": question.kind,
                "wording": question.question,
                "reason": question.reason,
                "options": _lines_of(question.options, gathering.network.language),
                "required": question.required,
            }
        super().__init__(*args, **kwargs)
        self.language = gathering.network.language
        languages = languages_of(self.language)
        self.fields["wording"] = WordingField(label=_("What you ask"), languages=languages, max_length=300)
        self.fields["reason"] = WordingField(
            label=_("Why you ask"),
            help_text=_("Stands under the question: “So that the cook knows.”"),
            languages=languages,
            max_length=300,
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("How it is answered"),
            choices=[(kind.value, capfirst(kind.label)) for kind in SignUpQuestion.Kind],
            widget=forms.RadioSelect,
            initial=SignUpQuestion.Kind.TEXT,
        )
        self.fields["options"] = forms.CharField(
            label=_("Answers to choose from"),
            help_text=_("One a line; only where one of several is chosen."),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        self.fields["required"] = forms.BooleanField(label=_("Nobody can sign up without an answer"), required=False)

    def changes(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "wording": data["wording"],
            "reason": data["reason"],
            "kind": data["kind"],
            "options": _options_of(data["options"], self.language, self.question.options if self.question else []),
            "required": data["required"],
        }


def _lines_of(options: list[dict[str, Any]], language: str) -> str:
    return "\n".join(said(each["text"], language) for each in options)


def _options_of(lines: str, language: str, standing: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A line that stood before keeps its key, and its words in other languages."""
    before = {said(each["text"], language): each for each in standing}
    found = []
    for line in dict.fromkeys(line.strip() for line in lines.splitlines() if line.strip()):
        found.append(before.get(line) or {"key": uuid.uuid4().hex[:8], "text": {language: line}})
    return found


def ready_questions() -> dict[str, dict[str, Any]]:
    """What hosts ask most, ready to be taken over, in the reader's language."""
    language = get_language() or "en"
    return {
        "diet": {
            "kind": SignUpQuestion.Kind.TEXT,
            "wording": {language: _("Is there something that you do not eat?")},
            "reason": {language: _("So that there is something to eat for everybody.")},
        },
        "access": {
            "kind": SignUpQuestion.Kind.TEXT,
            "wording": {language: _("What do you need to take part well: a ramp, an interpreter, large print?")},
            "reason": {language: _("So that the rooms and papers suit you.")},
        },
    }
