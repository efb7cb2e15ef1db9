"""Sign-in by a code sent by e-mail, or by a passkey. Nobody has a password.

An address that is new here gets an account when its first code is asked for. The page says the same for known
and unknown addresses, so it cannot be used to find out who has an account.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import RequestLoginCodeForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from talka.identity.models import Account


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """The sign-up form of the library is not used: the code makes the account."""
        return False


class AskForCodeForm(RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address")
        self.fields["email"].widget.attrs = {"autocomplete": "email", "type": "email"}

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].strip().lower()
        if not Account.objects.filter(email=email).exists():
            Account.objects.create_user(email)
        cleaned: str = super().clean_email()
        return cleaned
