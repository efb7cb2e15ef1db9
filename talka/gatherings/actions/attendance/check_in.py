"""People write themselves down by codes that change."""

import datetime
import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from talka.foundation.access import Refusal
from talka.gatherings import rules
from talka.gatherings.actions.attendance.rows import keep_beside, standing_of, write_down, write_record
from talka.gatherings.actions.attendance.said import Outcome, Recorded, State, as_said, hold_to_time
from talka.gatherings.checking_in import new_secret
from talka.gatherings.models import (
    Attendance,
    AttendanceClaim,
    CheckIn,
    Participant,
    Session,
)
from talka.identity.models import Account


@transaction.atomic
def check_in(
    *,
    session: Session,
    participant: Participant,
    acting_user: Account | None = None,
    now: datetime.datetime | None = None,
) -> Recorded:
    """People write themselves down while the session is on; whoever comes well after its beginning is late.

    Where they stand on the list as having come, nothing changes. Where the list says that they were excused or
    absent, the host is asked. Raises Refusal outside the session's time. The code is the caller's business.
    """
    moment = (now or timezone.now()).replace(second=0, microsecond=0)
    if not rules.takes_check_in(session, now):
        raise Refusal(_not_now(session, now or timezone.now()))
    late = rules.is_late(session, moment)
    state = State.LATE if late else State.PRESENT
    words = as_said(session, state, moment if late else None, None)
    hold_to_time(session, participant, state)
    standing = standing_of(session, participant)
    if standing is None:
        made = write_down(acting_user, session, participant, words, "", uuid.uuid4(), Attendance.Way.SELF)
        if made is not None:
            return Recorded(Outcome.RECORDED, made)
        standing = standing_of(session, participant)
        assert standing is not None
    if standing.state not in (State.EXCUSED, State.ABSENT):
        return Recorded(Outcome.AGREED, standing)
    claim = keep_beside(
        acting_user, session, participant, words, uuid.uuid4(), AttendanceClaim.By.PARTICIPANT, same_state=True
    )
    return Recorded(Outcome.KEPT_BESIDE, standing, claim)


@transaction.atomic
def open_check_in(*, acting_user: Account | None, session: Session) -> CheckIn:
    """Let people check themselves in, by codes that change. Opening it again after it was closed takes a new secret."""
    door, made = CheckIn.objects.select_for_update().get_or_create(
        session=session, defaults={"secret": new_secret(), "opened_by": acting_user}
    )
    if not made and door.closed_at is not None:
        door.secret, door.closed_at, door.opened_by = new_secret(), None, acting_user
        door.save(update_fields=["secret", "closed_at", "opened_by"])
        made = True
    if made:
        write_record(acting_user, session, None, "opened check-in")
    return door


@transaction.atomic
def close_check_in(*, acting_user: Account | None, session: Session) -> None:
    """No code holds any longer. Nothing happens where none was shown."""
    if CheckIn.objects.filter(session=session, closed_at=None).update(closed_at=timezone.now()):
        write_record(acting_user, session, None, "closed check-in")


def _not_now(session: Session, moment: datetime.datetime) -> str:
    if moment >= session.ends_at:
        return _("The session is over. The host can still write you down.")
    return _("The session has not begun yet. Come back when it is about to begin.")
