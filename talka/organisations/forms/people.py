"""Roles, invitations, and requests to join."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from talka.foundation.forms import OwnerField
from talka.foundation.owners.models import Owner, OwnerKind, StandingRole
from talka.identity.models import Account, Network, NetworkRole
from talka.organisations.forms.profiles import LocalityChoice
from talka.organisations.models import JoinRequest, Locality, ProfileKind, Sector

MOST_AT_ONCE = 50
ROWS = 3
ROLE_WORDS = [
    (StandingRole.DIRECTOR, _("director: acts for it, and says who else does")),
    (StandingRole.STAFF, _("member of staff: works on its plans and answers")),
    (StandingRole.INTERVIEWER, _("interviewer: types in answers, sees nothing else")),
]


class AddressesField(forms.CharField):
    """E-mail addresses, one or many, divided by line breaks, commas or spaces."""

    widget = forms.Textarea(attrs={"rows": 3, "autocapitalize": "none", "spellcheck": "false"})

    def clean(self, value: Any) -> list[str]:
        text: str = super().clean(value)
        found = [part.strip("<>").lower() for part in re.split(r"[\s,;]+", text) if part.strip("<>")]
        addresses = list(dict.fromkeys(part for part in found))
        check = EmailValidator()
        wrong = []
        for address in addresses:
            try:
                check(address)
            except ValidationError:
                wrong.append(address)
        if wrong:
            raise ValidationError(
                gettext("This is not an e-mail address: %(wrong)s.") % {"wrong": ", ".join(wrong)}, code="invalid"
            )
        if len(addresses) > MOST_AT_ONCE:
            raise ValidationError(
                gettext("At most %(most)s addresses at once; there are %(count)s.")
                % {"most": MOST_AT_ONCE, "count": len(addresses)},
                code="too_many",
            )
        return addresses


class InvitedOwnerField(OwnerField):
    """Organisations, groups and single members; nobody is invited to a partnership."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", _("None"))
        super().__init__(**kwargs)
        assert self.queryset is not None
        self.queryset = self.queryset.exclude(kind=OwnerKind.PARTNERSHIP)


class InviteForm(forms.Form):
    """One letter or many of the same, each with up to three roles."""

    addresses = AddressesField(
        label=_("E-mail addresses"),
        help_text=_("One or many, each on its own line or divided by commas. Each gets a letter of their own."),
    )
    network_role = forms.ChoiceField(
        label=_("In the network"),
        choices=[
            (NetworkRole.MEMBER, _("member")),
            (NetworkRole.COORDINATOR, _("coordinator: keeps the network, its members and its programmes")),
        ],
        initial=NetworkRole.MEMBER,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
    message = forms.CharField(
        label=_("A line of your own"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the letter as you write it."),
    )

    def __init__(self, *args: Any, network: Network, directs: frozenset[int] | None, **kwargs: Any) -> None:
        """`directs` None for a coordinator, who invites to any organisation; otherwise the owners of a director."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", network.language)
        if directs is not None:
            del self.fields["network_role"]
        chosen = self.initial.get("owner")
        for number in range(ROWS):
            self.fields[f"owner_{number}"] = InvitedOwnerField(
                network=network,
                only=directs,
                label=_("Organisation"),
                required=False,
                initial=chosen if number == 0 else None,
            )
            self.fields[f"role_{number}"] = forms.ChoiceField(
                label=_("Role"), choices=StandingRole.choices, initial=StandingRole.STAFF, required=False
            )
            self.fields[f"title_{number}"] = forms.CharField(
                label=_("What they do there"), max_length=120, required=False
            )

    def rows(self) -> list[dict[str, forms.BoundField]]:
        """Organisation, role and title side by side."""
        return [
            {"owner": self[f"owner_{n}"], "role": self[f"role_{n}"], "title": self[f"title_{n}"]} for n in range(ROWS)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        cleaned["roles"] = [
            (cleaned[f"owner_{n}"], cleaned.get(f"role_{n}") or StandingRole.STAFF, cleaned.get(f"title_{n}", ""))
            for n in range(ROWS)
            if cleaned.get(f"owner_{n}")
        ]
        if "network_role" not in self.fields and not cleaned["roles"] and not self.errors:
            self.add_error("owner_0", _("Choose the organisation that you invite to."))
        return cleaned


class AcceptForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("As the others in the network will read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class StandingForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=ROLE_WORDS, widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("What they do there"),
        max_length=120,
        required=False,
        help_text=_("For instance: educator, head of the theatre workshop."),
    )


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # no parameter at run time
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name or obj.email.split("@")[0])


class AddPersonForm(StandingForm):
    """Somebody who is in the network already; others are invited."""

    field_order = ["account", "role", "title"]

    def __init__(self, *args: Any, owner: Owner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Account.objects.filter(memberships__network=owner.network_id, is_active=True).exclude(
            standings__owner=owner
        )
        self.fields["account"] = PersonChoice(
            others.order_by("name", "email"), label=_("Person"), empty_label=_("Choose one")
        )
        self.order_fields(self.field_order)


class JoinForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    organisation_name = forms.CharField(
        label=_("Organisation, group or artist name"),
        max_length=200,
        help_text=_("Somebody who works alone writes the name they work under."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("Choose one")), *ProfileKind.choices])
    locality_name = forms.CharField(label=_("Town, village or district"), max_length=120, required=False)
    message = forms.CharField(
        label=_("Why you would like to join"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What you would bring and what you hope for, in a few sentences."),
    )


class DecisionForm(forms.Form):
    """Both answers in one form: the button that was pressed decides."""

    owner = forms.ChoiceField(widget=forms.RadioSelect, label=_("They join as"))
    short_name = forms.CharField(label=_("Short name"), max_length=24, required=False)
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices, required=False)
    reason = forms.CharField(
        label=_("A sentence to them"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you decline: they read it in the mail."),
    )

    NEW = "new"

    def __init__(self, *args: Any, request: JoinRequest, sector: str, **kwargs: Any) -> None:
        places = Locality.objects.filter(network=request.network).order_by("name", "part_of")
        same = next((p for p in places if p.name.casefold() == request.locality_name.casefold()), None)
        kwargs["initial"] = {
            "owner": self.NEW,
            "short_name": short_name_of(request.organisation_name),
            "sector": sector,
            "locality": same.pk if same else None,
        }
        super().__init__(*args, **kwargs)
        self.fields["locality"] = LocalityChoice(places, label=_("Locality"), required=False, empty_label=_("None"))
        self.fields["existing"] = OwnerField(
            network=request.network,
            label=_("Which organisation"),
            required=False,
        )
        choice = self.fields["owner"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [
            (self.NEW, _("a new member: %(name)s, which they direct") % {"name": request.organisation_name}),
            ("existing", _("staff of an organisation that is here already")),
        ]
        self.order_fields(["owner", "short_name", "sector", "locality", "existing", "reason"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "accept" in self.data:
            if cleaned.get("owner") == "existing" and not cleaned.get("existing"):
                self.add_error("existing", _("Choose the organisation that they join."))
            if cleaned.get("owner") == self.NEW and not cleaned.get("short_name"):
                self.add_error("short_name", _("Write the short name that stands beside its mark."))
        return cleaned


def short_name_of(name: str) -> str:
    """The initials of a long name, or the name itself where it is short."""
    if len(name) <= 16:
        return name
    words = [word for word in re.split(r"[\s\-–]+", name) if word and word[0].isupper()]
    initials = "".join(word[0] for word in words)
    return initials if len(initials) >= 2 else name[:24].strip()
