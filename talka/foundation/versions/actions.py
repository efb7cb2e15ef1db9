import hashlib
import json
from typing import Any

from django.db import models, transaction

from talka.foundation.versions.models import FrozenVersion
from talka.identity.models import Account, Network


def content_hash(content: Any) -> str:
    """SHA-256 of the content as canonical JSON: same content, same hash, whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def freeze(
    *,
    acting_user: Account | None,
    network: Network,
    target: models.Model,
    content: dict[str, Any],
    reason: str = "",
) -> FrozenVersion:
    """Keep the content as the next numbered version of the target.

    Freezing the same content twice in a row gives the version that already stands, so a repeated click makes no
    second one. The number is taken under a lock of the target's row.
    """
    type(target)._default_manager.select_for_update().get(pk=target.pk)
    kind, object_id = target._meta.label_lower, str(target.pk)
    latest = FrozenVersion.objects.filter(kind=kind, object_id=object_id).order_by("-number").first()
    digest = content_hash(content)
    if latest and latest.content_hash == digest:
        return latest
    return FrozenVersion.objects.create(
        network=network,
        kind=kind,
        object_id=object_id,
        number=latest.number + 1 if latest else 1,
        content=content,
        content_hash=digest,
        reason=reason,
        frozen_by=acting_user,
        frozen_by_name=str(acting_user) if acting_user else "",
    )
