"""Pages that every installation owes its readers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def accessibility(request: HttpRequest) -> HttpResponse:
    """What was done so that everybody can use the program, what is known to be missing, and whom to tell."""
    return render(request, "site/accessibility.html")
