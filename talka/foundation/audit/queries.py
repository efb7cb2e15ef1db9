from django.db.models import Q, QuerySet

from talka.foundation.access import Viewer
from talka.foundation.audit.models import AuditRecord


def records_for(viewer: Viewer) -> "QuerySet[AuditRecord]":
    """What this viewer may read of the trail, newest first: coordinators all that is not private to an owner,
    others what they did themselves; everybody what concerns the owners they act for. Strangers nothing."""
    if not viewer.is_member:
        return AuditRecord.objects.none()
    public, own = Q(owner_id_private__isnull=True), Q(owner_id_private__in=viewer.acts_for)
    concerns = own | (public & Q(owner_id__in=viewer.acts_for))
    allowed = concerns | (public if viewer.is_coordinator else Q(account=viewer.account))
    return AuditRecord.objects.filter(allowed, network=viewer.network).select_related("account", "owner")


def trail_of(kind: str, object_id: str, viewer: Viewer) -> "QuerySet[AuditRecord]":
    return records_for(viewer).filter(kind=kind, object_id=object_id)
