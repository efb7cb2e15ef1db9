"""The only way to cycles, their rounds, and who goes through them."""

from uuid import UUID

from django.db.models import Q

from talka.foundation.access import Absent, Viewer, or_absent
from talka.gatherings.models import CohortMember, Gathering, Session
from talka.identity.models import Network
from talka.programmes import rules as programme_rules
from talka.programmes.models import Cohort, Cycle
from talka.programmes.queries import programmes_visible


def cycle_for(viewer: Viewer, cycle_id: int) -> Cycle:
    """The cycle if this viewer may read its programme; Absent otherwise."""
    return or_absent(
        Cycle.objects.select_related("programme__network", "programme__owner")
        .filter(pk=cycle_id, programme__in=programmes_visible(viewer))
        .first()
    )


def cohort_for(viewer: Viewer, cohort_id: int) -> Cohort:
    """The round of a cycle if this viewer may read its programme; Absent otherwise."""
    return or_absent(
        Cohort.objects.select_related("locality", "cycle__programme__network", "cycle__programme__owner")
        .filter(pk=cohort_id, cycle__programme__in=programmes_visible(viewer))
        .first()
    )


def cohort_to_run(viewer: Viewer, cohort_id: int) -> Cohort:
    """The round if this viewer runs its programme; Absent otherwise."""
    found = cohort_for(viewer, cohort_id)
    if not programme_rules.may_run(viewer, found.cycle.programme):
        raise Absent
    return found


def member_by_key(network: Network, key: UUID, cohort_id: int) -> CohortMember:
    """Somebody's own place in a round, by the link that is theirs alone. Absent for who left it or was erased."""
    return or_absent(
        CohortMember.objects.filter(
            Q(participant__key=key) | Q(participant__merged__key=key),
            participant__network=network,
            participant__forgotten_at__isnull=True,
            cohort_id=cohort_id,
            left_at__isnull=True,
        )
        .select_related("participant", "cohort__cycle__programme__network", "cohort__cycle__programme__owner")
        .first()
    )


def session_of_round(cohort: Cohort, session_id: int) -> Session:
    """A session of the round's gatherings, for somebody of the round that was got by `member_by_key`."""
    return or_absent(
        Session.lists.filter(gathering__cohort=cohort, pk=session_id)
        .exclude(gathering__state=Gathering.State.CANCELLED)
        .select_related("gathering__network")
        .first()
    )


def member_of_round(cohort: Cohort, member_id: int) -> CohortMember:
    """Somebody of a round that was got by `cohort_to_run`."""
    found = or_absent(cohort.members.select_related("participant").filter(pk=member_id).first())
    found.cohort = cohort
    return found
