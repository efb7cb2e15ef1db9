"""What may be done with a consultation, as sentences."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from talka.consultations.models import Batch, Channel, Consultation, Door
from talka.foundation.access import Viewer
from talka.foundation.owners.models import Visibility
from talka.identity.models import Network

# Somebody who had the page open at midnight, or a phone that found its signal again, is not turned away.
GRACE = datetime.timedelta(days=1)


def today_in(network: Network) -> datetime.date:
    return timezone.now().astimezone(ZoneInfo(network.time_zone)).date()


def may_start(viewer: Viewer) -> bool:
    """Coordinators, and everybody who acts for an organisation of the network."""
    return viewer.is_member and (viewer.is_coordinator or bool(viewer.acts_for))


KEPT = (Visibility.PRIVATE, Visibility.SHARED)


def may_edit(consultation: Consultation, viewer: Viewer) -> bool:
    """The owner's people, those who run its programme, and coordinators of what is not kept to its owner."""
    if consultation.network_id != viewer.network.pk or not viewer.is_member:
        return False
    programme = consultation.programme
    if consultation.owner_id in viewer.acts_for or (programme is not None and programme.owner_id in viewer.acts_for):
        return True
    kept = consultation.visibility in KEPT or (programme is not None and programme.visibility in KEPT)
    return viewer.is_coordinator and not kept


def takes_part(consultation: Consultation, viewer: Viewer) -> bool:
    """Edits it, is asked about in it, or collects answers for it. Two queries at most."""
    if may_edit(consultation, viewer):
        return True
    if not viewer.is_member or consultation.network_id != viewer.network.pk:
        return False
    return (
        consultation.subjects.filter(owner_id__in=viewer.acts_for).exists()
        or consultation.doors.filter(collector_id__in=viewer.interviews_for).exists()
    )


def may_see_totals(consultation: Consultation, viewer: Viewer) -> bool:
    """Numbers of answers below the network's small number are for those who collect them, not for the public."""
    return takes_part(consultation, viewer)


def may_type_in(door: Door, viewer: Viewer) -> bool:
    """Those who may edit, and staff and interviewers of the organisation that collects at this door."""
    if door.channel == Channel.ONLINE:
        return False
    return may_edit(door.consultation, viewer) or (
        viewer.is_member and door.collector_id is not None and door.collector_id in viewer.interviews_for
    )


def may_run(door: Door, viewer: Viewer) -> bool:
    """Hang up the poster and open or close the door: the editors, and the people of who collects there."""
    return may_edit(door.consultation, viewer) or (
        viewer.is_member and door.collector_id is not None and door.collector_id in viewer.acts_for
    )


def has_begun(consultation: Consultation, today: datetime.date) -> bool:
    return consultation.opens_on is None or consultation.opens_on <= today


def has_ended(consultation: Consultation, today: datetime.date) -> bool:
    return consultation.closes_on is not None and consultation.closes_on < today


def may_be_answered(consultation: Consultation, today: datetime.date) -> bool:
    """The answer page shows its questions."""
    return (
        consultation.state == Consultation.State.OPEN
        and has_begun(consultation, today)
        and not has_ended(consultation, today)
    )


def may_still_be_sent(consultation: Consultation, today: datetime.date) -> bool:
    """What was filled in is accepted: as long as it may be answered, and the grace after its last day."""
    return (
        consultation.state == Consultation.State.OPEN
        and has_begun(consultation, today)
        and not has_ended(consultation, today - GRACE)
    )


def takes_batches(consultation: Consultation) -> bool:
    """Piles of paper are typed in after the last day, too, until somebody closes the consultation."""
    return consultation.state == Consultation.State.OPEN


def is_open_batch(batch: Batch) -> bool:
    return batch.closed_at is None
