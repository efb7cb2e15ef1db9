from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class MeForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("As the others in your networks read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language of your mails"),
        choices=[("", _("the network’s first language")), *settings.LANGUAGES],
        required=False,
    )


class EraseForm(forms.Form):
    understood = forms.BooleanField(
        label=_("I know that this cannot be taken back"),
        error_messages={"required": _("Tick this to go on.")},
    )
