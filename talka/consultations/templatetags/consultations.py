"""What pages of a consultation show of rooms above it."""

from typing import Any

from django import template

from talka.consultations.models import Consultation
from talka.foundation import rooms

register = template.Library()


@register.simple_tag(takes_context=True)
def consultation_ways(context: dict[str, Any], consultation: Consultation) -> list[rooms.NavigationItem]:
    """Further pages for those who run it."""
    return rooms.consultation_ways(consultation.pk, context["request"].viewer)
