"""What an applicant fills in. Nothing is required to save; everything that is required is checked before sending."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talka.calls.eligibility import condition_words
from talka.calls.models import ApplicantKind, Application, Call
from talka.calls.terms import Condition
from talka.foundation.access import Viewer
from talka.foundation.forms import OwnerField
from talka.foundation.wording import said
from talka.organisations.models import Locality, Sector

OTHER_PLACE = "-"


class BeginForm(forms.Form):
    """Three answers, and the application has begun. `field_id` is written into the page."""

    def __init__(self, *args: Any, call: Call, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if viewer.is_member and viewer.acts_for:
            self.fields["owner"] = OwnerField(
                network=call.network,
                only=viewer.acts_for,
                label=_("For whom do you apply"),
                help_text=_("Leave it open where you apply for yourself or for somebody who is not in the network."),
                required=False,
                empty_label=_("Somebody else"),
            )
        self.fields["kind"] = forms.ChoiceField(
            label=_("Who applies"),
            choices=[(each.value, capfirst(str(each.label))) for each in ApplicantKind],
            widget=forms.RadioSelect,
            initial=ApplicantKind.ORGANISATION,
        )
        self.fields["name"] = forms.CharField(
            label=_("Name of the organisation, group or person"),
            max_length=200,
            widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        )
        self.fields["contact"] = forms.CharField(
            label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
        )
        self.fields["email"] = forms.EmailField(
            label=_("E-mail address"),
            help_text=_(
                "The link to your application goes there; with it you come back at any time, without an account."
            ),
            widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        )
        self.fields["field_id"] = forms.UUIDField(widget=forms.HiddenInput, required=False)


class ApplicationForm(forms.Form):
    """The whole application on one page. `content` is what `save_application` keeps."""

    def __init__(self, *args: Any, application: Application, sending: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(application))
        super().__init__(*args, **kwargs)
        self.application = application
        self.terms = application.call.terms
        network = application.call.network
        places = list(Locality.objects.filter(network=network).order_by("name"))
        self.places = {place.slug: place for place in places}
        names = {place.slug: place.name for place in places}
        self.fields["title"] = forms.CharField(
            label=_("Title of your proposal"), help_text=_("The first thing that reviewers see."), max_length=200
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("Who applies"),
            choices=[(each.value, capfirst(str(each.label))) for each in ApplicantKind],
            widget=forms.RadioSelect(attrs={"class": "two"}),
        )
        self.fields["name"] = forms.CharField(label=_("Name of the organisation, group or person"), max_length=200)
        self.fields["sector"] = forms.ChoiceField(
            label=_("Sector"), choices=[("", _("Choose one")), *((s.value, capfirst(str(s.label))) for s in Sector)]
        )
        self.fields["locality"] = forms.ChoiceField(
            label=_("Locality"),
            choices=[("", _("Choose one")), *names.items(), (OTHER_PLACE, _("Another place"))],
        )
        self.fields["place"] = forms.CharField(label=_("Which other place"), max_length=120, required=False)
        self.fields["county"] = forms.CharField(
            label=_("County or region of that place"), max_length=120, required=False
        )
        self.fields["contact"] = forms.CharField(label=_("Contact person"), max_length=150)
        self.fields["email"] = forms.EmailField(label=_("E-mail address"))
        for condition in self.terms.conditions:
            if condition.is_stated:
                self.fields[f"state_{condition.key}"] = _statement(condition, names)
        for question in self.terms.questions:
            self.fields[f"answer_{question.key}"] = forms.CharField(
                label=said(question.words),
                help_text=said(question.hint),
                max_length=question.most,
                widget=forms.Textarea(attrs={"rows": 8 if question.most > 600 else 4, "data-most": question.most}),
                required=question.required,
            )
        for needed in self.terms.files:
            self.fields[f"file_{needed.key}"] = forms.FileField(
                label=said(needed.words), required=needed.required, help_text=_("A PDF or a picture (PNG, JPEG, WebP).")
            )
        self.fields["may_be_named"] = forms.BooleanField(
            label=_("We may be named in the published result"),
            help_text=_("Otherwise the result says only that somebody was selected who does not wish to be named."),
            required=False,
        )
        if self.is_bound and not sending:
            for field in self.fields.values():
                field.required = False
        standing = set(application.files.values_list("key", flat=True))
        for needed in self.terms.files:
            if needed.key in standing:
                self.fields[f"file_{needed.key}"].widget.is_required = False
                if self.is_bound:
                    self.fields[f"file_{needed.key}"].required = False

    def group(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def statements(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("state_")]

    @property
    def answers(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("answer_")]

    @property
    def attachments(self) -> list[tuple[str, forms.BoundField]]:
        return [(each.key, self[f"file_{each.key}"]) for each in self.terms.files]

    def content(self) -> dict[str, Any]:
        """What was typed, as it is kept. A field whose answer was wrong keeps what stood there before."""
        data = self.cleaned_data
        before = self.application.content
        plain = ("title", "kind", "name", "sector", "contact")
        made: dict[str, Any] = {name: data.get(name, before.get(name, "")) for name in plain}
        slug = data.get("locality", before.get("locality", ""))
        place = self.places.get(slug)
        made["locality"] = place.slug if place else ""
        other = slug == OTHER_PLACE or not slug
        made["place"] = place.name if place else (data.get("place", "") if other else "")
        made["county"] = place.part_of if place else (data.get("county", "") if other else "")
        made["may_be_named"] = bool(data.get("may_be_named"))
        made["statements"] = {
            name.removeprefix("state_"): _stated(value)
            for name, value in data.items()
            if name.startswith("state_") and value not in ("", None)
        }
        made["answers"] = {
            name.removeprefix("answer_"): value for name, value in data.items() if name.startswith("answer_")
        }
        for name in self.errors:
            if name.startswith("answer_"):
                # Too long an answer is kept whole: the limit is checked when it is sent.
                made["answers"][name.removeprefix("answer_")] = str(self.data.get(name, ""))
        return made


def initial_of(application: Application) -> dict[str, Any]:
    content: Mapping[str, Any] = application.content
    place = content.get("locality") or (OTHER_PLACE if content.get("place") else "")
    given: dict[str, Any] = {
        name: content.get(name, "") for name in ("title", "kind", "name", "sector", "contact", "may_be_named")
    }
    given |= {"email": application.email, "locality": place}
    if place == OTHER_PLACE:
        given |= {"place": content.get("place", ""), "county": content.get("county", "")}
    for key, value in content.get("statements", {}).items():
        given[f"state_{key}"] = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    for key, value in content.get("answers", {}).items():
        given[f"answer_{key}"] = value
    return given


def _statement(condition: Condition, names: Mapping[str, str]) -> forms.Field:
    words = said(condition.words) or condition_words(condition, names)
    if condition.kind == Condition.YES:
        return forms.ChoiceField(
            label=words,
            choices=[("yes", _("Yes")), ("no", _("No"))],
            widget=forms.RadioSelect(attrs={"class": "two"}),
        )
    bound = _("At least %(number)s.") if condition.kind == Condition.AT_LEAST else _("At most %(number)s.")
    return forms.IntegerField(
        label=words,
        help_text=bound % {"number": condition.number},
        min_value=0,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )


def _stated(value: Any) -> bool | int:
    if value in ("yes", "no"):
        return bool(value == "yes")
    return int(value)


class AskForm(forms.Form):
    """A question to the host. The answer stands on the public page; who asked does not."""

    text = forms.CharField(
        label=gettext_lazy("Your question"),
        help_text=gettext_lazy("Question and answer are shown to everybody; your name is not. Name nobody in it."),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("The answer goes there, and the address is then forgotten."),
        required=False,
    )
    field_id = forms.UUIDField(widget=forms.HiddenInput, required=False)


class AppealForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What should be looked at again"),
        help_text=gettext_lazy("Say which criterion or reason you think is mistaken, and why."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
