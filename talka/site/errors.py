"""Pages that say what happened, what was kept, and what to do."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def absent(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "page/base.html", status=404)


def refused(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "page/base.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "page/base.html", status=500)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "page/base.html", status=403)
