"""A page that shows one form: when it is sent and holds, something is done, said, and the reader goes on."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from talka.foundation.access import Refusal
from talka.foundation.forms import carried_out


def form_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[], object],
    *,
    section: str,
    title: str,
    button: str,
    back: str,
    crumbs: list[tuple[str, str]],
    said_after: str = "",
    lead: str = "",
    template: str = "page/form.html",
    **context: Any,
) -> HttpResponse:
    """Show one form; when it is sent and holds, act, say so and go back. What was typed is kept otherwise.

    return form_page(request, form, lambda: actions.edit_call(..., **form.changes()), section="calls", title=...)
    """
    if request.method == "POST" and carried_out(form, lambda: (act(),)) is not None:
        return to_page(request, back, said_after)
    return shown_form(
        request,
        form,
        section=section,
        title=title,
        button=button,
        back=back,
        crumbs=crumbs,
        lead=lead,
        template=template,
        **context,
    )


def shown_form(
    request: HttpRequest,
    form: forms.Form,
    *,
    section: str,
    title: str,
    button: str,
    back: str,
    crumbs: list[tuple[str, str]],
    lead: str = "",
    template: str = "page/form.html",
    **context: Any,
) -> HttpResponse:
    """The page alone, for a view that goes on to what was made."""
    return render(
        request,
        template,
        {
            "section": section,
            "form": form,
            "title": title,
            "lead": lead,
            "button": button,
            "back_url": back,
            "crumbs": crumbs,
            **context,
        },
        status=422 if form.errors else 200,
    )


def to_page(request: HttpRequest, url: str, said_after: str) -> HttpResponse:
    """Say what was done, where there is something to say, and go on to a page."""
    if said_after:
        messages.success(request, said_after)
    return redirect(url)


def pressed(request: HttpRequest, act: Callable[[], object], back: str, said_after: str = "") -> HttpResponse:
    """A button: act and say so, or say why a rule refuses; then back to the page."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect(back)
    return to_page(request, back, said_after)
