"""What is due again and again: scans whose time is over are deleted, piles whose reading stopped go on."""

import datetime

from django.utils import timezone

from talka.foundation.periodic import register_duty
from talka.paper.actions import delete_scans
from talka.paper.jobs import read_later
from talka.paper.models import ScanImport

A_DAY = 24 * 60 * 60.0
STOPPED_AFTER = datetime.timedelta(minutes=15)


def delete_old_scans() -> int:
    """Delete the scans of every pile whose day has passed; returns how many files went."""
    due = ScanImport.objects.filter(scans_until__lt=timezone.localdate(), files__kept__isnull=False).distinct()
    return sum(delete_scans(acting_user=None, pile=pile) for pile in due.select_related("consultation__network"))


def take_up_reading() -> None:
    """Ask once more for piles of which no page was read for long: a job may have died with its process."""
    before = timezone.now() - STOPPED_AFTER
    for pile in ScanImport.objects.filter(state=ScanImport.State.READING, read_on_at__lt=before):
        read_later(pile.pk)


def register() -> None:
    register_duty("paper: delete old scans", seconds=A_DAY / 4, act=delete_old_scans)
    register_duty("paper: go on reading", seconds=15 * 60.0, act=take_up_reading)
