"""What pages of this room share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from talka.calls.models import Call
from talka.foundation.access import NetworkRequest
from talka.foundation.forms import carried_out
from talka.foundation.wording import said


def address(name: str, call: Call, *parts: Any) -> str:
    return reverse(f"calls:{name}", args=[call.network.slug, call.pk, *parts])


def crumbs_of(call: Call, *further: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        (_("Open calls"), reverse("calls:list", args=[call.network.slug])),
        (said(call.title), address("call", call)),
        *further,
    ]


def one_form(
    request: NetworkRequest,
    call: Call,
    form: forms.Form,
    act: Callable[[], object],
    *,
    title: str,
    button: str,
    back: str,
    said_after: str,
    lead: str = "",
    crumbs: list[tuple[str, str]] | None = None,
    template: str = "calls/form.html",
    **context: Any,
) -> HttpResponse:
    """Show one form; when it is sent and holds, act, say so and go back. What was typed is kept otherwise."""
    if request.method == "POST" and carried_out(form, lambda: (act(),)) is not None:
        messages.success(request, said_after)
        return redirect(back)
    return render(
        request,
        template,
        {
            "section": "calls",
            "call": call,
            "form": form,
            "title": title,
            "lead": lead,
            "button": button,
            "back_url": back,
            "crumbs": crumbs or crumbs_of(call),
            **context,
        },
        status=422 if form.errors else 200,
    )
