"""The only way to lists, to those who stand on them, and to self check-in."""

from talka.foundation.access import Viewer, or_absent
from talka.gatherings.models import (
    AttendanceClaim,
    CheckIn,
    Gathering,
    Participant,
    Session,
)
from talka.gatherings.queries import expected
from talka.gatherings.queries.likeness import known_to_host
from talka.identity.models import Network


def session_on_list(gathering: Gathering, session_id: int) -> Session:
    """A session of a gathering that was got by `gathering_to_run`, the one over its whole time included."""
    found = or_absent(Session.lists.filter(gathering=gathering, pk=session_id).first())
    found.gathering = gathering
    return found


def person_on_list(gathering: Gathering, participant_id: int) -> Participant:
    """Somebody who stands on the lists of a gathering that was got by `gathering_to_run`."""
    return or_absent(expected(gathering).filter(pk=participant_id).first())


def person_beside(gathering: Gathering, viewer: Viewer, participant: Participant, other_id: int) -> Participant:
    """Another person whom the host of a gathering, got by `gathering_to_run`, knows from its own gatherings."""
    return or_absent(known_to_host(gathering, viewer).exclude(pk=participant.pk).filter(pk=other_id).first())


def claim_to_settle(gathering: Gathering, claim_id: int) -> AttendanceClaim:
    """What was said beside a list of a gathering that was got by `gathering_to_run`."""
    claims = AttendanceClaim.objects.select_related("session__gathering__network", "participant")
    return or_absent(claims.filter(session__gathering=gathering, pk=claim_id).first())


def check_in_of(network: Network, session_id: int) -> CheckIn:
    """The open self check-in of a session. Whoever holds its code may use it; Absent where none was opened."""
    return or_absent(
        CheckIn.objects.select_related("session__gathering__network", "session__gathering__owner")
        .filter(session__gathering__network=network, session_id=session_id, closed_at=None)
        .first()
    )
