"""Sign-in by a code sent by e-mail, or by a passkey. Nobody has a password.

An address that is new here gets an account when its first code is asked for. The page says the same for known
and unknown addresses, so it cannot be used to find out who has an account.
"""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from talka.identity.models import Account

JUST_SIGNED_IN = 15 * 60


class Adapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "too_many_login_attempts": _(
            "Too many codes were asked for in a short time. Wait a few minutes, then try again."
        ),
        "incorrect_code": _("This is not the code. Look for the newest message and write its code."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """The sign-up form of the library is not used: the code makes the account."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not within a quarter of an hour of signing in, so that a lost passkey can be removed after a code."""
        records = get_authentication_records(context.request, context.request.user)
        newest = max((record.get("at", 0) for record in records), default=0)
        return bool(time.time() - newest > JUST_SIGNED_IN)


class PasskeyAdapter(DefaultMFAAdapter):
    def is_mfa_enabled(self, user: Any, types: Any = None) -> bool:
        """A passkey is another way in and not a second lock: who loses the device comes in by code."""
        return False

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return gettext("My passkey")


class AskForCodeForm(RequestLoginCodeForm):
    _user: Any  # where the library keeps the account

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address")
        self.fields["email"].widget.attrs = {"autocomplete": "email", "type": "email"}

    def clean_email(self) -> str:
        """An address that is new gets its account here, after the limits had their say."""
        self.cleaned_data["email"] = self.cleaned_data["email"].strip().lower()
        email: str = super().clean_email()
        if self._user is None and not Account.objects.filter(email=email).exists():
            self._user = Account.objects.create_user(email)
        return email


class WriteCodeForm(ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The code from the message")
        self.fields["code"].widget.attrs = {
            "class": "code",
            "autocomplete": "one-time-code",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }


class AddPasskeyForm(AddWebAuthnForm):
    """In our words. The library can also add keys that only strengthen a password; nobody has one here, so the page asks
    for a passkey each time (`passwordless`, ticked and hidden)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What you call it")
        self.fields["name"].help_text = _("The device it lives on, so that you can tell yours apart.")
