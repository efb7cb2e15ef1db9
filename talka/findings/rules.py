"""What may be done with results, as sentences."""

from talka.consultations.models import Consultation
from talka.findings.models import Finding
from talka.foundation.access import Viewer
from talka.foundation.owners.models import Owner


def may_publish(consultation: Consultation, viewer: Viewer) -> bool:
    """Choose quotations, close and publish: the owner's people, and those who coordinate the programme."""
    if consultation.network_id != viewer.network.pk or not viewer.is_member:
        return False
    if consultation.owner_id in viewer.acts_for:
        return True
    programme = consultation.programme
    return programme is not None and (viewer.is_coordinator or programme.owner_id in viewer.acts_for)


def may_save_for(owner: Owner, consultation: Consultation, viewer: Viewer) -> bool:
    """A finding belongs to whom the viewer acts for; who publishes may also save for the consultation's owner."""
    return owner.pk in viewer.acts_for or (owner.pk == consultation.owner_id and may_publish(consultation, viewer))


def may_edit_finding(finding: Finding, viewer: Viewer) -> bool:
    if not viewer.is_member or finding.network_id != viewer.network.pk:
        return False
    return finding.owner_id in viewer.acts_for or (
        finding.owner_id == finding.consultation.owner_id and may_publish(finding.consultation, viewer)
    )
