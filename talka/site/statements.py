"""Pages that every installation owes its readers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can use the program, what is known to be missing, and whom to tell."""
    return render(request, "site/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom, for how long, in which cookies, and what a person may ask for."""
    return render(request, "site/privacy.html", {"session_days": settings.SESSION_COOKIE_AGE // 86400})
