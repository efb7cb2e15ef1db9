"""What pages of this room share."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from talka.foundation.access import NetworkRequest
from talka.foundation.form_pages import form_page
from talka.foundation.wording import said
from talka.gatherings.models import Gathering
from talka.identity.models import Network


def address(name: str, gathering: Gathering, *parts: Any) -> str:
    return reverse(f"gatherings:{name}", args=[gathering.network.slug, gathering.pk, *parts])


def crumbs_to_gatherings(network: Network) -> list[tuple[str, str]]:
    return [(_("Gatherings"), reverse("gatherings:list", args=[network.slug]))]


def crumbs_of(gathering: Gathering, *further: tuple[str, str]) -> list[tuple[str, str]]:
    return [
        *crumbs_to_gatherings(gathering.network),
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
    return form_page(
        request,
        form,
        act,
        section="gatherings",
        title=title,
        button=button,
        back=back,
        said_after=said_after,
        lead=lead,
        crumbs=crumbs or crumbs_of(gathering),
        template=template,
        gathering=gathering,
        **context,
    )
