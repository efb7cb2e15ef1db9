"""Forms of sign-up: keeping a place, the host's rules and questions, invitations, moves on the waiting list."""

import datetime
import re
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from talka.foundation.fields import UnitInput
from talka.foundation.forms import DayField, moment, owners_to_choose
from talka.foundation.owners.models import Owner, OwnerKind, StandingRole
from talka.foundation.wording import WordingField, languages_of, said
from talka.gatherings.actions import Guest
from talka.gatherings.models import Gathering, InvitedGroup, SectorPlaces, SignUp, SignUpQuestion, SignUpRules
from talka.organisations.models import Locality, Sector

END_OF_DAY = datetime.time(23, 59)


class SignUpForm(forms.Form):
    """Keeping a place. `field_id` is written into the page, so that sending it twice keeps one place."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("A letter with the way back goes there. The host sees it, and nobody else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    field_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        gathering: Gathering,
        rules: SignUpRules,
        questions: list[SignUpQuestion],
        sectors: list[SectorPlaces],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        self.organisations = list(
            owners_to_choose(gathering.network).filter(kind__in=(OwnerKind.ORGANISATION, OwnerKind.GROUP))
        )
        most = rules.per_organisation
        if rules.asks_organisation or most:
            self.fields["comes_from"] = forms.CharField(
                label=_("Organisation or group"),
                help_text=_("Each gets at most %(most)d places. Write your own name where you come for yourself.")
                % {"most": most}
                if most
                else "",
                max_length=200,
                required=most is not None,
                widget=forms.TextInput(attrs={"autocomplete": "organization", "list": "organisations"}),
            )
        kept = [each for each in sectors if each.until > timezone.now()]
        if rules.asks_sector or kept:
            told = ", ".join(f"{each.get_sector_display()}: {each.places}" for each in kept)
            self.fields["sector"] = forms.ChoiceField(
                label=_("Sector"),
                help_text=_("Some places are kept: %(sectors)s.") % {"sectors": told} if told else "",
                choices=[("", _("None of these")), *[(s.value, capfirst(s.label)) for s in Sector]],
                required=False,
            )
        if rules.asks_locality:
            self.fields["locality"] = forms.ModelChoiceField(
                Locality.objects.filter(network=gathering.network).order_by("name"),
                label=_("Where you come from"),
                required=False,
                empty_label=_("Somewhere else"),
            )
        if rules.most_together > 1:
            self.fields["company"] = forms.CharField(
                label=_("Who comes with you"),
                help_text=_(
                    "One name a line, at most %(most)d of you together. You all get a place, or you wait until there"
                    " is one for each."
                )
                % {"most": rules.most_together},
                required=False,
                max_length=3000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        for question in questions:
            self.fields[f"question_{question.pk}"] = _asked(question)
        if gathering.capacity is not None or most:
            self.fields["shown_as"] = forms.ChoiceField(
                label=_("If you have to wait, others on the list see you"),
                choices=SignUp.ShownAs.choices,
                initial=SignUp.ShownAs.INITIALS,
                widget=forms.RadioSelect,
            )
        self.order_fields([name for name in self.fields if name != "field_id"])

    def clean_field_id(self) -> uuid.UUID:
        """A page whose id was lost in between still keeps a place."""
        given = self.cleaned_data["field_id"]
        return given if isinstance(given, uuid.UUID) else uuid.uuid4()

    def changes(self) -> dict[str, Any]:
        """The arguments of `sign_up`."""
        data = self.cleaned_data
        written = " ".join(data.get("comes_from", "").split())
        return {
            "name": data["name"],
            "email": data["email"],
            "field_id": data["field_id"],
            "comes_from": written,
            "owner": self._owner(written),
            "sector": data.get("sector", ""),
            "locality": data.get("locality"),
            "company": [line.strip()[:150] for line in data.get("company", "").splitlines() if line.strip()],
            "shown_as": data.get("shown_as") or SignUp.ShownAs.INITIALS,
            "answers": {each.pk: data.get(f"question_{each.pk}") or "" for each in self.questions},
        }

    def _owner(self, written: str) -> Owner | None:
        """The member of the network of that name, however it is written."""
        named = written.casefold()
        return next((o for o in self.organisations if named in (o.name.casefold(), o.short_name.casefold())), None)


def _asked(question: SignUpQuestion) -> forms.Field:
    common: dict[str, Any] = {
        "label": said(question.question),
        "help_text": said(question.reason),
        "required": question.required,
    }
    if question.kind == SignUpQuestion.Kind.TEXT:
        return forms.CharField(max_length=600, widget=forms.Textarea(attrs={"rows": 2}), **common)
    if question.kind == SignUpQuestion.Kind.YES_NO:
        choices = [("yes", _("Yes")), ("no", _("No"))]
    else:
        choices = [(each["key"], said(each["text"])) for each in question.options]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)


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


class MoveForm(forms.Form):
    """Another place in the order of waiting, with the reason that everybody reads."""

    to = forms.TypedChoiceField(label=gettext_lazy("Place in the order"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Everybody on the list reads it, so name no third person and nothing private."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, places: int, at: int, **kwargs: Any) -> None:
        kwargs["initial"] = {"to": max(at - 1, 1)}
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(n, str(n)) for n in range(1, places + 1)]  # type: ignore[attr-defined]


ADDRESS = re.compile(r"^(?:(?P<name>[^<>,;]*?)\s*<(?P<bracketed>[^<>\s]+)>|(?P<bare>\S+@\S+))$")
MOST_ADDRESSES = 500


class InviteForm(forms.Form):
    """Whom to write to: organisations, roles, everybody, or addresses. `guests` comes from `queries.guests_of`."""

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gathering = gathering
        network = gathering.network
        languages = languages_of(network.language)
        owners = owners_to_choose(network).exclude(kind=OwnerKind.PARTNERSHIP)
        self.fields["owners"] = forms.ModelMultipleChoiceField(
            owners, label=_("People of these organisations and groups"), required=False
        )
        self.fields["owners"].widget.attrs["size"] = 6
        self.fields["roles"] = forms.MultipleChoiceField(
            label=_("In the whole network, all who are"),
            choices=[
                (StandingRole.DIRECTOR, capfirst(StandingRole.DIRECTOR.label)),
                (StandingRole.STAFF, capfirst(StandingRole.STAFF.label)),
                ("everybody", _("Member of the network in any role")),
            ],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["addresses"] = forms.CharField(
            label=_("Addresses"),
            help_text=_("One a line: Anna Nowak <anna@example.org>, or the address alone."),
            required=False,
            max_length=60_000,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        self.fields["group"] = forms.ModelChoiceField(
            InvitedGroup.objects.filter(gathering=gathering).order_by("position"),
            label=_("Invited as"),
            help_text=_("Those who come are counted with this group."),
            required=False,
            empty_label=_("No group"),
        )
        self.fields["message"] = WordingField(
            label=_("A line of your own"),
            help_text=_("Stands at the top of the letter."),
            languages=languages,
            long=True,
            required=False,
            max_length=1000,
        )

    def clean_addresses(self) -> list[Guest]:
        found = []
        for line in re.split(r"[\n;]|,\s*(?=\S+@)", self.cleaned_data["addresses"]):
            if not line.strip():
                continue
            match = ADDRESS.match(line.strip())
            email = (match["bracketed"] or match["bare"]) if match else ""
            try:
                validate_email(email)
            except ValidationError as wrong:
                raise ValidationError(_("“%(line)s” is not an address."), params={"line": line.strip()[:80]}) from wrong
            found.append(Guest(email=email, name=((match["name"] if match else "") or "").strip(' "')))
        if len(found) > MOST_ADDRESSES:
            raise ValidationError(_("At most %(most)d addresses at once."), params={"most": MOST_ADDRESSES})
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not (data["owners"] or data["roles"] or data["addresses"]):
            raise ValidationError(_("Choose whom to invite, or write at least one address."))
        return data
