"""Scans are personal data: they are deleted when the network's time is over; what was read stays."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.foundation.audit.actions import record
from talka.foundation.files.actions import drop_file
from talka.identity.models import Account, Network
from talka.paper.models import ScanImport, ScanKeeping


def days_kept(network: Network) -> int:
    """So many days after a pile was brought its scans are deleted."""
    days = ScanKeeping.objects.filter(network=network).values_list("days", flat=True).first()
    return ScanKeeping.DAYS if days is None else days


@transaction.atomic
def keep_scans_for(*, acting_user: Account | None, network: Network, days: int) -> int:
    """Set for how many days the network keeps scans. Piles that are there already get their new day with it.

    Raises Refusal for a number out of bounds.
    """
    if not ScanKeeping.LEAST <= days <= ScanKeeping.MOST:
        raise Refusal(
            _("Scans are kept from %(least)s to %(most)s days.")
            % {"least": ScanKeeping.LEAST, "most": ScanKeeping.MOST},
            "days",
        )
    before = days_kept(network)
    ScanKeeping.objects.update_or_create(network=network, defaults={"days": days})
    for pile in ScanImport.objects.filter(consultation__network=network, files__kept__isnull=False).distinct():
        pile.scans_until = timezone.localdate(pile.brought_at) + datetime.timedelta(days=days)
        pile.save(update_fields=["scans_until"])
    if days != before:
        record(acting_user=acting_user, network=network, verb="set how long scans are kept", target=network, days=days)
    return days


@transaction.atomic
def delete_scans(*, acting_user: Account | None, pile: ScanImport) -> int:
    """Delete the files of a pile and what was cut from them; returns how many files there were.

    Doing it again deletes nothing more.
    """
    deleted = 0
    for file in pile.files.select_related("kept").filter(kept__isnull=False):
        kept = file.kept
        assert kept is not None, "filtered above"
        for page in file.scanned.select_related("cuttings").defer("content", "ink").filter(cuttings__isnull=False):
            assert page.cuttings is not None, "filtered above"
            drop_file(kept=page.cuttings)
        # How the writing looked is of the scan, too.
        file.scanned.update(cuttings=None, cut_at={}, ink=b"")
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
