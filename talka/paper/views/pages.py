"""What the pages of this room have in common."""

from django.urls import reverse
from django.utils.translation import gettext as _

from talka.consultations.models import Consultation
from talka.foundation.access import NetworkRequest

Crumbs = list[tuple[str, str]]


def crumbs(request: NetworkRequest, consultation: Consultation, *below: tuple[str, str]) -> Crumbs:
    """From the list of consultations down to here; the last one leads nowhere."""
    slug = request.network.slug
    trail = [
        (_("Consultations"), reverse("consultations:list", args=[slug])),
        (str(consultation), reverse("consultations:consultation", args=[slug, consultation.slug])),
        (_("Paper"), reverse("paper:paper", args=[slug, consultation.slug]) if below else ""),
    ]
    return [*trail, *below]
