"""Inviting people, and moving somebody on the waiting list."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from talka.foundation.forms import owners_to_choose
from talka.foundation.owners.models import OwnerKind, StandingRole
from talka.foundation.wording import WordingField, languages_of
from talka.gatherings.actions import Guest
from talka.gatherings.models import Gathering, InvitedGroup


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
    """Whom to write to: the people of the round, organisations, roles, everybody, or addresses."""

    def __init__(self, *args: Any, gathering: Gathering, in_round: int = 0, **kwargs: Any) -> None:
        """`in_round` is how many people of the gathering's round can be written to."""
        super().__init__(*args, **kwargs)
        self.gathering = gathering
        network = gathering.network
        languages = languages_of(network.language)
        if in_round:
            self.fields["round"] = forms.BooleanField(
                label=ngettext(
                    "The %(count)d person who goes through the round",
                    "All %(count)d people who go through the round",
                    in_round,
                )
                % {"count": in_round},
                required=False,
            )
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
        if not self.errors and not (data.get("round") or data["owners"] or data["roles"] or data["addresses"]):
            raise ValidationError(_("Choose whom to invite, or write at least one address."))
        return data
