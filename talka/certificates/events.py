"""What happens with certificates that rooms above may want to know, and what follows here from rooms below."""

from dataclasses import dataclass

from django.db import transaction

from talka.certificates.models import Certificate, Work
from talka.foundation.events import Event, receives
from talka.gatherings.events import PeopleMerged


@dataclass(frozen=True)
class CertificatesIssued(Event):
    """A set is issued; its papers are being made."""

    set_id: int


@dataclass(frozen=True)
class CertificateRevoked(Event):
    certificate_id: int


@receives(PeopleMerged)
def follow_people(event: PeopleMerged) -> None:
    """Of somebody who went through one round under two entries: certificate and work stand with the one that stays.

    Where both entries have one that holds, each keeps its own: they were issued, and one of them is revoked by a person.
    """
    for before, after in event.members:
        with transaction.atomic():
            valid = Certificate.objects.filter(member_id=after, revoked_at=None).exists()
            moving = Certificate.objects.filter(member_id=before)
            (moving.exclude(revoked_at=None) if valid else moving).update(member_id=after)
            if not Work.objects.filter(member_id=after).exists():
                Work.objects.filter(member_id=before).update(member_id=after)
