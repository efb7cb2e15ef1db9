"""What may be done with paper, as sentences."""

from django.conf import settings

from talka.consultations import rules as consultation_rules
from talka.consultations.models import Consultation, Door
from talka.foundation.access import Viewer
from talka.paper.models import ScanImport


def may_print(consultation: Consultation, viewer: Viewer) -> bool:
    """Whoever edits the consultation or collects answers for it, once a version is published."""
    return consultation.version > 0 and consultation_rules.takes_part(consultation, viewer)


def may_bring(door: Door, viewer: Viewer) -> bool:
    """Whoever may type answers in at this door may bring its scans and check them."""
    return consultation_rules.may_type_in(door, viewer)


def may_keep(viewer: Viewer) -> bool:
    """Whoever coordinates the network says how long its scans are kept."""
    return viewer.is_coordinator


def takes_files(pile: ScanImport) -> bool:
    return pile.state != ScanImport.State.FINISHED


def largest_mb() -> int:
    """So much may come in one request, in one file or in several."""
    return 4 * int(settings.UPLOAD_MB)


def can_be_checked(pile: ScanImport) -> bool:
    """What is read already may be checked while more is read."""
    return pile.state != ScanImport.State.FINISHED


def is_being_read(pile: ScanImport) -> bool:
    return pile.state == ScanImport.State.READING
