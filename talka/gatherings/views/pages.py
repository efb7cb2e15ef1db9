"""What pages of this room share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from talka.foundation.access import NetworkRequest
from talka.foundation.forms import carried_out
from talka.foundation.wording import said
from talka.gatherings.models import Gathering


def address(name: str, gathering: Gathering, *parts: Any) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.network.slug, gathering.pk, *parts])


def crumbs_of(gathering: Gathering, *further: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        (_("Gatherings"), reverse("gatherings:list", args=[gathering.network.slug])),
        (said(gathering.title), address("gathering", gathering)),
        *further,
    ]


def part_form(
    request: NetworkRequest,
    gathering: Gathering,
    form: forms.Form,
    act: Callable[[], object],
    *,
    title: str,
    button: str,
    back: str,
    said_after: str,
    lead: str = "",
    crumbs: list[tuple[str, str]] | None = None,
    template: str = "gatherings/form.html",
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
            "section": "gatherings",
            "gathering": gathering,
            "form": form,
            "title": title,
            "lead": lead,
            "button": button,
            "back_url": back,
            "crumbs": crumbs or crumbs_of(gathering),
            **context,
        },
        status=422 if form.errors else 200,
    )


def to_page(request: NetworkRequest, url: str, said_after: str) -> HttpResponse:
    """Say what was done, and go on to a page."""
    messages.success(request, said_after)
    return redirect(url)
