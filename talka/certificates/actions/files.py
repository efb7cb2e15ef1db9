"""Files of this room that go when what they belong to goes."""

from django.core.files.storage import default_storage
from django.db import transaction

from talka.foundation.files.models import StoredFile


def remove_file(stored: StoredFile) -> None:
    """Remove the row, and the bytes once that is committed and no other row names them."""
    path, network, digest = stored.path, stored.network_id, stored.sha256

    def bytes_too() -> None:
        if not StoredFile.objects.filter(network_id=network, sha256=digest).exists():
            default_storage.delete(path)

    stored.delete()
    transaction.on_commit(bytes_too)
