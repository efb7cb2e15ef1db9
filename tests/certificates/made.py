"""Rounds with people and attendance for these tests."""

import datetime
from uuid import uuid4

from django.utils import timezone

from talka.certificates import actions
from talka.certificates.models import Certificate, CertificateSet, RuleVersion
from talka.certificates.progress import round_progress
from talka.foundation.owners.models import Visibility
from talka.gatherings.actions import add_session, join_cohort, meet_participant, plan_gathering
from talka.gatherings.models import Attendance, CohortMember, Gathering, GatheringKind, Session
from talka.programmes.models import Cohort
from tests.world import World

HOUR = datetime.timedelta(hours=1)
State = Attendance.State


def day_of(world: World, cohort: Cohort, days: int, hours: int = 4, obligatory: bool = False) -> list[Session]:
    """A training day of the round so many days from now, with a session for each hour."""
    begins = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0) + datetime.timedelta(days=days)
    gathering = plan_gathering(
        acting_user=world.coordinator,
        network=world.network,
        host=world.organisation,
        kind=GatheringKind.TRAINING_DAY,
        title={"en": f"Day {days}"},
        programme=world.programme,
        starts_at=begins,
        ends_at=begins + hours * HOUR,
        visibility=Visibility.NETWORK,
    )
    Gathering.objects.filter(pk=gathering.pk).update(cohort=cohort)
    sessions = [
        add_session(
            acting_user=world.coordinator,
            gathering=gathering,
            starts_at=begins + number * HOUR,
            ends_at=begins + (number + 1) * HOUR,
            topic={"en": f"Hour {number + 1}"},
        )
        for number in range(hours)
    ]
    if obligatory:
        Session.objects.filter(pk=sessions[0].pk).update(obligatory=True)
        sessions[0].refresh_from_db()
    return sessions


def person(world: World, cohort: Cohort, name: str, **more: object) -> CohortMember:
    given = {"email": f"{name.split()[0].lower()}@example.org", "language": "en"} | more
    participant = meet_participant(network=world.network, name=name, **given)  # type: ignore[arg-type]
    return join_cohort(acting_user=world.coordinator, cohort=cohort, participant=participant)


def was_there(member: CohortMember, sessions: list[Session], state: str = State.PRESENT) -> None:
    for session in sessions:
        Attendance.objects.create(session=session, participant=member.participant, state=state)


def issue(
    world: World, cohort: Cohort, rule: RuleVersion, *members: CohortMember, later: bool = True
) -> CertificateSet:
    return actions.issue_certificates(
        acting_user=world.coordinator,
        cohort=Cohort.objects.select_related("cycle__programme__network", "locality").get(pk=cohort.pk),
        rule=rule,
        members=[member.pk for member in members],
        field_id=uuid4(),
        later=later,
    )


def way_of(cohort: Cohort, rule: RuleVersion, member: CohortMember):
    return next(way for way in round_progress(cohort, rule).ways if way.member.pk == member.pk)


def certificate_of(member: CohortMember) -> Certificate:
    return Certificate.objects.select_related("network", "paper", "issued_in__rule").get(member=member)
