"""Scans are personal data: they are deleted when the network's time is over; what was read stays."""

from django.db import transaction

from talka.foundation.audit.actions import record
from talka.foundation.files.actions import drop_file
from talka.identity.models import Account
from talka.paper.models import ScanImport


@transaction.atomic
def delete_scans(*, acting_user: Account | None, pile: ScanImport) -> int:
    """Delete the files of a pile; returns how many there were. Doing it again deletes nothing more."""
    deleted = 0
    for file in pile.files.select_related("kept").filter(kept__isnull=False):
        kept = file.kept
        assert kept is not None, "filtered above"
        file.kept = None
        file.save(update_fields=["kept"])
        drop_file(kept=kept)
        deleted += 1
    if deleted:
        record(
            acting_user=acting_user,
            network=pile.consultation.network,
            verb="deleted scans",
            target=pile.consultation,
            scan_import=pile.pk,
            files=deleted,
        )
    return deleted
