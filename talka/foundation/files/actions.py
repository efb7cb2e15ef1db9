import hashlib
import os

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.files.content import examined
from talka.foundation.files.models import StoredFile
from talka.foundation.owners.models import Owner, Visibility
from talka.identity.models import Account, Network


@transaction.atomic
def keep_file(
    *,
    acting_user: Account | None,
    network: Network,
    owner: Owner | None,
    name: str,
    data: bytes,
    visibility: str = Visibility.PRIVATE,
) -> StoredFile:
    """Keep a file that a person brought. Raises Refusal where it is too large or not of a kind that is kept."""
    largest = settings.UPLOAD_MB * 1024 * 1024
    if len(data) > largest:
        raise Refusal(
            _("“%(name)s” is larger than %(most)s MB. Nothing was kept; make it smaller and bring it again.")
            % {"name": name, "most": settings.UPLOAD_MB}
        )
    content = examined(data, name)
    digest = hashlib.sha256(content.data).hexdigest()
    kept = StoredFile.objects.create(
        network=network,
        owner=owner,
        visibility=visibility,
        name=os.path.basename(name)[:200] or "file",
        content_type=content.content_type,
        size=len(content.data),
        sha256=digest,
        width=content.width,
        height=content.height,
        brought_by=acting_user,
    )
    if not default_storage.exists(kept.path):
        default_storage.save(kept.path, ContentFile(content.data))
    return kept


@transaction.atomic
def keep_as_it_is(
    *,
    acting_user: Account | None,
    network: Network,
    owner: Owner | None,
    name: str,
    upload: "File[bytes]",
    content_type: str,
    largest_mb: int,
) -> StoredFile:
    """Keep a file whose every bit matters, such as a scan that will be measured; it is only served to its owner.

    `content_type` is what the caller found in it. The bytes go to the store piece by piece. Raises Refusal where it is
    too large.
    """
    if upload.size > largest_mb * 1024 * 1024:
        raise Refusal(
            _("“%(name)s” is larger than %(most)s MB. Nothing was kept; make it smaller and bring it again.")
            % {"name": name, "most": largest_mb}
        )
    hashed = hashlib.sha256()
    for piece in upload.chunks():
        hashed.update(piece)
    kept = StoredFile.objects.create(
        network=network,
        owner=owner,
        visibility=Visibility.PRIVATE,
        name=os.path.basename(name)[:200] or "file",
        content_type=content_type,
        size=upload.size,
        sha256=hashed.hexdigest(),
        brought_by=acting_user,
    )
    if not default_storage.exists(kept.path):
        upload.seek(0)
        default_storage.save(kept.path, upload)
    return kept


@transaction.atomic
def drop_file(*, kept: StoredFile) -> None:
    """Let go of a file that nothing shows any more: its row, and its bytes unless another row stands on the same."""
    path = kept.path
    kept.delete()

    def bytes_too() -> None:
        digest = path.rsplit("/", 1)[-1]
        if not StoredFile.objects.filter(network_id=kept.network_id, sha256=digest).exists():
            default_storage.delete(path)

    transaction.on_commit(bytes_too)
