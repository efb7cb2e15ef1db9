"""What pages of this room share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from talka.calls.models import Call
from talka.foundation.access import NetworkRequest
from talka.foundation.form_pages import form_page
from talka.foundation.limits import Limit, address_of
from talka.foundation.wording import said

# How many applications may be begun from one place, by whichever page.
BEGINNINGS = Limit(most=30, seconds=600)


def many_were_begun(request: NetworkRequest) -> str:
    """Why no further application is begun from here just now; empty where one may be."""
    if BEGINNINGS.take(address_of(request)):
        return ""
    return _("Many applications were begun from here in a short time. Wait some minutes and try again.")


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
    return form_page(
        request,
        form,
        act,
        section="calls",
        title=title,
        button=button,
        back=back,
        said_after=said_after,
        lead=lead,
        crumbs=crumbs or crumbs_of(call),
        template=template,
        call=call,
        **context,
    )
