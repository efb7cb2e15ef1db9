"""What may be done with paper, as sentences."""

from talka.consultations import rules as consultation_rules
from talka.consultations.models import Consultation, Door
from talka.foundation.access import Viewer


def may_print(consultation: Consultation, viewer: Viewer) -> bool:
    """Whoever edits the consultation or collects answers for it, once a version is published."""
    return consultation.version > 0 and consultation_rules.takes_part(consultation, viewer)


def may_bring(door: Door, viewer: Viewer) -> bool:
    """Whoever may type answers in at this door may bring its scans and check them."""
    return consultation_rules.may_type_in(door, viewer)
