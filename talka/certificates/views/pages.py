"""What pages of this room share."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from talka.foundation.wording import said
from talka.identity.models import Network
from talka.programmes.models import Cohort, Cycle, Programme

Crumbs = list[tuple[str, str]]


def address(name: str, network: Network, *parts: Any) -> str:
    return reverse(f"certificates:{name}", args=[network.slug, *parts])


def programme_crumb(programme: Programme) -> tuple[str, str]:
    return said(programme.title), reverse("programmes:room", args=[programme.network.slug, programme.slug])


def round_crumbs(cohort: Cohort, *further: tuple[str, str]) -> Crumbs:
    programme = cohort.cycle.programme
    return [
        programme_crumb(programme),
        (said(cohort.title), address("round", programme.network, cohort.pk)),
        *further,
    ]


def cycle_crumbs(cycle: Cycle, *further: tuple[str, str]) -> Crumbs:
    return [programme_crumb(cycle.programme), *further, (_("Certificates"), "")]
