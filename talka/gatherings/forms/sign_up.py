"""Keeping a place: the form with what the host asks."""

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from talka.foundation.forms import owners_to_choose
from talka.foundation.owners.models import Owner, OwnerKind
from talka.foundation.wording import said
from talka.gatherings.models import Gathering, SectorPlaces, SignUp, SignUpQuestion, SignUpRules
from talka.organisations.models import Locality, Sector


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
