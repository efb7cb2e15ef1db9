"""Forms of this room: they hold what was typed; the rules stand in the actions."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from talka.certificates.models import Certificate, RuleVersion
from talka.foundation.fields import UnitInput
from talka.foundation.wording import WordingField, languages_of
from talka.identity.models import Network


class RuleForm(forms.Form):
    """What the certificate is, by which rule it is earned, and who signs."""

    share = forms.IntegerField(
        label=_("Share of all planned hours"),
        help_text=_("Measured against everything that is planned, past and to come. 0 where hours do not matter."),
        min_value=0,
        max_value=100,
        widget=UnitInput("%"),
    )
    obligatory = forms.BooleanField(
        label=_("No obligatory session may be missed"),
        help_text=_("Those that the agenda marks so."),
        required=False,
    )
    work = forms.BooleanField(
        label=_("A work must be handed in and accepted"),
        required=False,
    )
    signed_name = forms.CharField(label=_("Who signs"), max_length=120, required=False)

    field_order = ("title", "about", "share", "obligatory", "work", "work_title", "signed_name", "signed_role")

    def __init__(self, data: Any = None, *, network: Network, rule: RuleVersion | None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        standing = [rule.title, rule.about, rule.work_title, rule.signed_role] if rule else []
        languages = languages_of(network.language, *standing)
        self.fields["title"] = WordingField(
            label=_("What the certificate is for"),
            help_text=_("It stands large on the paper: “Cross-sector culture group, a cycle of ten days”."),
            languages=languages,
            max_length=200,
        )
        self.fields["about"] = WordingField(
            label=_("What was learned, in a sentence or two"),
            languages=languages,
            long=True,
            max_length=500,
            required=False,
        )
        self.fields["work_title"] = WordingField(
            label=_("What the work is"), languages=languages, max_length=200, required=False
        )
        self.fields["signed_role"] = WordingField(
            label=_("As what"),
            help_text=_("“Director of the culture centre”."),
            languages=languages,
            max_length=120,
            required=False,
        )
        self.order_fields(self.field_order)


class WorkForm(forms.Form):
    """A member hands in a text, a link or a file."""

    text = forms.CharField(
        label=_("Your work as text"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    link = forms.URLField(
        label=_("Or a link to it"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    file = forms.FileField(label=_("Or a file"), help_text=_("PDF, PNG, JPEG or WebP."), required=False)


class ReturnForm(forms.Form):
    remark = forms.CharField(
        label=_("What you say of it"),
        help_text=_("The person who handed it in reads this."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it does not hold any more"),
        help_text=_("One sentence, without names. It stands on the public page."),
        max_length=300,
    )


class ReissueForm(forms.Form):
    """To whom it is issued anew; why the one before does not hold, where it still does."""

    name = forms.CharField(label=_("Name on the certificate"), max_length=150)
    comes_from = forms.CharField(label=_("Organisation or place under the name"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The letter goes there, and the credential names its holder by it."),
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of the paper"), choices=settings.LANGUAGES)
    reason = forms.CharField(
        label=_("What was wrong with the one before"),
        help_text=_("One sentence, without names. It stands on the public page."),
        max_length=300,
    )

    def __init__(self, data: Any = None, *, certificate: Certificate) -> None:
        asked = ("name", "comes_from", "email", "language")
        super().__init__(data, initial={field: getattr(certificate, field) for field in asked})
        if certificate.revoked_at is not None:
            del self.fields["reason"]


class KeyForm(forms.Form):
    revoked_reason = forms.CharField(
        label=_("Why it is not trusted any more"),
        help_text=_("One sentence; it is published with the key."),
        max_length=300,
    )


class ShownForm(forms.Form):
    shown = forms.ChoiceField(
        label=_("What the public page shows of you"),
        choices=Certificate.Shown.choices,
        widget=forms.RadioSelect,
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the certificate"),
        help_text=_("Ten letters and digits under the QR code, such as K7WM3-XQ2AB."),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "short code", "autocomplete": "off", "spellcheck": "false"}),
    )


class FileForm(forms.Form):
    """A paper, a badge or a credential that somebody was given."""

    file = forms.FileField(
        label=_("The file that you were given"),
        help_text=_("The PDF, the badge (PNG) or the credential (JSON or JWT). It is compared and not kept."),
    )


class IssueForm(forms.Form):
    """The list of a round: those ticked get a certificate."""

    field_id = forms.UUIDField(widget=forms.HiddenInput)
    rule = forms.IntegerField(widget=forms.HiddenInput)
    members = forms.TypedMultipleChoiceField(
        label=_("Who gets a certificate"), coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data: Any = None, *, choices: list[tuple[int, str]], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["members"].choices = choices  # type: ignore[attr-defined] # a choice field has them
