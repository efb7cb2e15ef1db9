"""The participant's word on their attendance, and the host's."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.gatherings.actions.attendance.rows import standing_of, write_corrected, write_down, write_record
from talka.gatherings.actions.attendance.said import Said, as_said
from talka.gatherings.models import (
    Attendance,
    AttendanceClaim,
    Participant,
    Session,
)
from talka.identity.models import Account


@transaction.atomic
def ask_for_correction(
    *,
    acting_user: Account | None,
    session: Session,
    participant: Participant,
    state: str,
    words: str,
    arrived_at: datetime.datetime | None = None,
    left_at: datetime.datetime | None = None,
) -> AttendanceClaim:
    """A participant says that the list is wrong about them. It stays as it is until the host settles it.

    Raises Refusal before the session has begun, where nothing is wrong, or where they asked the same already.
    """
    if timezone.now() < session.starts_at:
        raise Refusal(_("The session has not begun yet, so there is nothing to correct."))
    said = as_said(session, state, arrived_at, left_at)
    standing = Attendance.objects.filter(session=session, participant=participant).first()
    if standing is not None and said.stands_in(standing):
        raise Refusal(_("That is what the list says already."), "state")
    if not words.strip():
        raise Refusal(_("Say in a few words what is wrong, so that the host can judge it."), "words")
    asked = AttendanceClaim.objects.filter(
        session=session,
        participant=participant,
        by=AttendanceClaim.By.PARTICIPANT,
        settled=AttendanceClaim.Settled.OPEN,
    ).first()
    if asked is not None and asked.words:
        raise Refusal(_("You asked already; the host has not answered yet."))
    claim = AttendanceClaim.objects.create(
        session=session,
        participant=participant,
        by=AttendanceClaim.By.PARTICIPANT,
        state=said.state,
        arrived_at=said.arrived_at,
        left_at=said.left_at,
        words=words.strip(),
        made_by=acting_user,
    )
    write_record(acting_user, session, participant, "asked to correct attendance")
    return claim


@transaction.atomic
def settle_claim(
    *, acting_user: Account | None, claim: AttendanceClaim, take: bool, answer: str = ""
) -> AttendanceClaim:
    """Take what was said, as a correction with its reason, or leave what stands. Settling twice changes nothing."""
    claim = AttendanceClaim.objects.select_for_update().get(pk=claim.pk)
    if claim.settled != AttendanceClaim.Settled.OPEN:
        return claim
    if take:
        standing = standing_of(claim.session, claim.participant)
        words = Said(claim.state, claim.arrived_at, claim.left_at)
        if standing is None:
            way = Attendance.Way.TYPED
            write_down(acting_user, claim.session, claim.participant, words, "", uuid.uuid4(), way)
        elif not words.stands_in(standing):
            reason = answer.strip() or (
                _("As the participant said")
                if claim.by == AttendanceClaim.By.PARTICIPANT
                else _("Two helpers ticked differently")
            )
            write_corrected(acting_user, standing, words, "", uuid.uuid4(), reason)
    claim.settled = AttendanceClaim.Settled.TAKEN if take else AttendanceClaim.Settled.LEFT
    claim.settled_by, claim.settled_at, claim.answer = acting_user, timezone.now(), answer.strip()
    claim.save(update_fields=["settled", "settled_by", "settled_at", "answer"])
    write_record(acting_user, claim.session, claim.participant, "settled attendance")
    return claim
