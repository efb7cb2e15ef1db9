from typing import Any

from django.db import models

from talka.foundation.audit.models import AuditRecord
from talka.foundation.owners.models import Owned, Owner, Visibility
from talka.identity.models import Account, Network


def record(
    *, acting_user: Account | None, network: Network, verb: str, target: models.Model, **details: Any
) -> AuditRecord:
    """Write down an action in the same transaction that does it.

    `verb` is in the past tense with the room's own word ("published", "approved"). `details` must be JSON and
    hold no resident's words. A record about a private thing is shown only to those who act for its owner; a record
    about any other thing of an owner, or about the owner itself, to them and to coordinators.
    """
    private_to = None
    owner_id = target.pk if isinstance(target, Owner) else getattr(target, "owner_id", None)
    if isinstance(target, Owned) and target.visibility in (Visibility.PRIVATE, Visibility.SHARED):
        private_to = target.owner_id
    return AuditRecord.objects.create(
        network=network,
        account=acting_user,
        account_name=str(acting_user) if acting_user else "",
        verb=verb,
        kind=target._meta.label_lower,
        object_id=str(target.pk),
        title=str(target)[:200],
        owner_id=owner_id,
        owner_id_private=private_to,
        details=details,
    )
