"""Django looks for models here; each mechanism keeps its own."""

from talka.foundation.audit.models import AuditRecord
from talka.foundation.files.models import StoredFile
from talka.foundation.live.models import LiveEvent, LiveTopic
from talka.foundation.owners.models import Owner, PartnershipMember, Standing
from talka.foundation.threads.models import Thread
from talka.foundation.versions.models import FrozenVersion

__all__ = [
    "AuditRecord",
    "FrozenVersion",
    "LiveEvent",
    "LiveTopic",
    "Owner",
    "PartnershipMember",
    "Standing",
    "StoredFile",
    "Thread",
]
