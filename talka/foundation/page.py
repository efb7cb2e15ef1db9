"""What every page gets, how forms are drawn, and the reader's choice of light or dark."""

from typing import Any

from django.conf import settings
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from talka.foundation import rooms

THEME_COOKIE = "theme"
THEMES = ("light", "dark")
A_YEAR = 60 * 60 * 24 * 365


class FormRenderer(TemplatesSetting):
    """Forms and fields are drawn by our own templates: label, hint, error, control."""

    form_template_name = "page/form_fields.html"
    field_template_name = "page/field.html"
    formset_template_name = "page/formset.html"


def theme_of(request: HttpRequest) -> str:
    """ "light", "dark", or "" where the reader follows the system."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Network, viewer, masthead entries, languages and theme for `page/base.html`."""
    viewer = getattr(request, "viewer", None)
    return {
        "viewer": viewer,
        "network": getattr(request, "network", None),
        "navigation": rooms.navigation(viewer) if viewer else [],
        "page_languages": settings.LANGUAGES,
        "theme": theme_of(request),
        "demo": settings.DEMO,
        # A form that was sent cannot be reached by its address again; the choice then leads to the same place, empty.
        "here": request.get_full_path(),
    }


def _back(request: HttpRequest) -> str:
    """The page that the reader came from, if it is ours."""
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if safe else "/"


# Both choices change nothing but the reader's own cookie, so they need no CSRF token; without it, public pages set no
# cookie for a form that stands on each of them.


@csrf_exempt
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark, or what the system says."""
    response = redirect(_back(request))
    chosen = request.POST.get("theme")
    if chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE, chosen, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


choose_language = csrf_exempt(require_POST(set_language))
"""Django's own view: keeps the language in a cookie and leads back."""


def quiet(response: HttpResponse) -> HttpResponse:
    """A page behind somebody's own link: not indexed, and the link does not travel on."""
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response
