"""What pages of this room share: the form page of one part, the way back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from talka.foundation.access import NetworkRequest, Refusal
from talka.foundation.form_pages import form_page
from talka.foundation.wording import said
from talka.programmes.models import Programme

Crumbs = list[tuple[str, str]]


def address(name: str, programme: Programme, *parts: Any) -> str:
    return reverse(f"programmes:{name}", args=[programme.network.slug, programme.slug, *parts])


def crumbs_of(programme: Programme, *further: tuple[str, str]) -> Crumbs:
    """The way back: the programme's room, its set-up, and what is named."""
    return [
        (said(programme.title), address("room", programme)),
        (_("Set it up"), address("set_up", programme)),
        *further,
    ]


def part_form(
    request: NetworkRequest,
    programme: Programme,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    *,
    title: str,
    button: str,
    back: str,
    said_after: str,
    lead: str = "",
    crumbs: Crumbs | None = None,
    template: str = "programmes/form.html",
    **context: Any,
) -> HttpResponse:
    """Show one form; when it is sent and holds, act, say so and go back. What was typed is kept otherwise."""
    return form_page(
        request,
        form,
        lambda: act(form.cleaned_data),
        section="programmes",
        title=title,
        button=button,
        back=back,
        said_after=said_after,
        lead=lead,
        crumbs=crumbs or crumbs_of(programme),
        template=template,
        programme=programme,
        **context,
    )


def confirm(
    request: NetworkRequest,
    programme: Programme,
    act: Callable[[], object],
    *,
    title: str,
    what_happens: str,
    button: str,
    back: str,
    said_after: str,
    crumbs: Crumbs | None = None,
) -> HttpResponse:
    """Ask once before something is taken away; a refusal is told on the page one goes back to."""
    if request.method == "POST":
        try:
            act()
        except Refusal as refusal:
            messages.warning(request, refusal.message)
        else:
            messages.success(request, said_after)
        return redirect(back)
    return render(
        request,
        "programmes/confirm.html",
        {
            "section": "programmes",
            "programme": programme,
            "title": title,
            "what_happens": what_happens,
            "button": button,
            "back_url": back,
            "crumbs": crumbs or crumbs_of(programme),
        },
    )
