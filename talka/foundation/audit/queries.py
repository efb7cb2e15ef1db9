from django.db.models import Q, QuerySet

from talka.foundation.access import Viewer
from talka.foundation.audit.models import AuditRecord


def records_for(viewer: Viewer) -> "QuerySet[AuditRecord]":
    """What this viewer may read of the trail, newest first: coordinators all that is not private to an owner,
    others what they did themselves; everybody what concerns the owners they act for."""
    about_own = Q(owner_id_private__in=viewer.acts_for)
    if viewer.is_coordinator:
        allowed = Q(owner_id_private__isnull=True) | about_own
    else:
        allowed = Q(account=viewer.account) | about_own
    return AuditRecord.objects.filter(allowed, network=viewer.network)


def trail_of(kind: str, object_id: str, viewer: Viewer) -> "QuerySet[AuditRecord]":
    return records_for(viewer).filter(kind=kind, object_id=object_id)
