"""Pages that say what happened, what was kept, and what to do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils.translation import gettext as _

Link = tuple[str, str]


def _home(request: HttpRequest) -> Link:
    network = getattr(request, "network", None)
    if network is not None:
        return _("To the first page of the network"), reverse("network:home", kwargs={"network": network.slug})
    return _("To the first page"), reverse("site:home")


def _page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    context.setdefault("links", [_home(request)])
    return render(request, "page/error.html", context, status=status)


def absent(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Nothing here, or nothing that this reader may see; the page does not tell which."""
    links = [_home(request)]
    if not request.user.is_authenticated:
        links.append((_("Sign in"), f"{reverse('account_login')}?next={request.path}"))
    return _page(
        request,
        404,
        title=_("There is no such page"),
        happened=_("The address may be mistyped, the page may have moved, or it may be open to its owners only."),
        links=links,
    )


def refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(
        request,
        403,
        title=_("This is not open to you"),
        happened=_("Nothing was changed. If you need it for your work, ask the coordinator of your network."),
    )


def too_many(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(
        request,
        429,
        title=_("Too many attempts in a short time"),
        happened=_("To keep strangers out, the same thing may be tried only a few times in a row."),
        kept=_("Nothing is lost. Wait for a quarter of an hour, then try again."),
    )


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose safety mark is missing or too old: the page stood open for long, or cookies are off."""
    links: list[Link] = [(_("Open the page again"), request.path), _home(request)]
    return _page(
        request,
        403,
        title=_("This form has expired"),
        happened=_(
            "The page stood open for a long time, you signed in or out elsewhere, or your browser keeps no cookies."
        ),
        kept=_(
            "Nothing was sent. Go back in your browser: what you typed is still there. Copy it, open the page again, and send it."
        ),
        links=links,
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Something failed. This page asks neither the database nor the reader's session, which may be what failed."""
    content = loader.render_to_string("page/broken.html", {"home": "/"})
    return HttpResponse(content, status=500)
