"""Choices that several forms of series and ideas offer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from talka.foundation.access import Viewer
from talka.foundation.owners.models import Visibility
from talka.foundation.wording import said
from talka.gatherings.queries import programmes_to_plan_in
from talka.identity.models import Network
from talka.organisations.models import Locality


def who_sees() -> list[tuple[str, Any]]:
    return [
        (Visibility.PUBLIC, _("Everybody")),
        (Visibility.NETWORK, _("Members of the network")),
        (Visibility.PRIVATE, _("Only its own people")),
    ]


def within(viewer: Viewer, keep: int | None) -> list[Any]:
    choices: list[Any] = [("", _("No programme; it stands by itself"))]
    for programme in programmes_to_plan_in(viewer, keep):
        stages = [(f"s{stage.pk}", said(stage.title)) for stage in programme.stages.all()]
        choices.append((said(programme.title), [*stages, (f"p{programme.pk}", _("The programme as a whole"))]))
    return choices


def localities(network: Network) -> forms.ModelChoiceField:  # type: ignore[type-arg]  # Django's own class takes no parameter at run time
    return forms.ModelChoiceField(
        Locality.objects.filter(network=network).order_by("name"),
        label=_("Locality"),
        required=False,
        empty_label=_("None"),
    )
