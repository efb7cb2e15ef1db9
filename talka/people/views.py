"""My own page: how I am called, how I sign in, what is kept about me, and leaving."""

import json
from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from talka.foundation.access import Refusal
from talka.foundation.forms import carried_out
from talka.identity.models import Account
from talka.identity.queries import networks_of
from talka.people import actions, queries
from talka.people.forms import EraseForm, MeForm


@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Inside a network it keeps the network's masthead; outside it stands alone."""
    account = cast(Account, request.user)
    form = MeForm(request.POST or None, initial={"name": account.name, "language": account.language})
    changed = carried_out(form, lambda: actions.change_me(acting_user=account, **form.cleaned_data))
    if changed is not None:
        messages.success(request, _("Your details are changed."))
        return redirect(request.path)
    context = {
        "form": form,
        "networks": networks_of(account),
        "passkeys_url": reverse("mfa_list_webauthn"),
        "title": _("My details"),
    }
    return render(request, "people/me.html", context)


@login_required
@require_GET
def my_data(request: HttpRequest) -> HttpResponse:
    account = cast(Account, request.user)
    content = json.dumps(queries.my_data(account), ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)
    name = f"talka-{timezone.localdate().isoformat()}.json"
    return HttpResponse(
        content,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
    )


@login_required
def erase(request: HttpRequest) -> HttpResponse:
    account = cast(Account, request.user)
    form = EraseForm(request.POST or None)
    if form.is_valid():
        try:
            actions.erase_me(acting_user=account)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            logout(request)
            messages.success(request, _("Your account is erased. You are signed out."))
            return redirect("site:home")
    return render(request, "people/erase.html", {"form": form, "title": _("Erase my account")})
