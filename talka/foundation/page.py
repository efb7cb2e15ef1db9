"""What every page gets, and how forms are drawn."""

from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest

from talka.foundation import rooms


class FormRenderer(TemplatesSetting):
    """Fields are drawn by our own templates."""


def shell(request: HttpRequest) -> dict[str, Any]:
    viewer = getattr(request, "viewer", None)
    return {
        "viewer": viewer,
        "network": getattr(request, "network", None),
        "navigation": rooms.navigation(viewer) if viewer else [],
    }
