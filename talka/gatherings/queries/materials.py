"""Who of a gathering's people somebody is, and what they may read of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from talka.foundation.access import Viewer
from talka.gatherings import rules
from talka.gatherings.models import Attendance, Audience, CohortMember, Gathering, Material, SessionLecturer, SignUp

ONLY_EVERYBODY = frozenset({Audience.EVERYBODY.value})
TAKING_PART = ONLY_EVERYBODY | {Audience.PARTICIPANTS.value}
ALL = TAKING_PART | {Audience.HOSTS.value}


def takes_part(viewer: Viewer, gathering: Gathering) -> bool:
    """Keeps a place by account, goes through the gathering's round, was there, or leads a session. One query."""
    account = viewer.account
    if account is None:
        return False
    was_there = (Attendance.State.PRESENT, Attendance.State.LATE, Attendance.State.LEFT_EARLY)
    keeps = SignUp.objects.filter(
        Q(account=account) | Q(participant__account=account), gathering=gathering, state=SignUp.State.COMING
    )
    goes = CohortMember.objects.filter(
        cohort_id=gathering.cohort_id or 0, participant__account=account, left_at__isnull=True
    )
    attended = Attendance.objects.filter(
        session__gathering=gathering, participant__account=account, state__in=was_there
    )
    leads = SessionLecturer.objects.filter(session__gathering=gathering, lecturer__account=account)
    found: QuerySet[SignUp, int] = keeps.order_by().values_list("pk", flat=True)
    others = (each.order_by().values_list("pk", flat=True) for each in (goes, attended, leads))
    return bool(found.union(*others)[:1])


def audiences(viewer: Viewer, gathering: Gathering) -> frozenset[str]:
    """What the reader of a gathering's page may read of it: that of everybody, of those who take part, of hosts."""
    if viewer.is_member and rules.may_run(viewer, gathering):
        return ALL
    return TAKING_PART if takes_part(viewer, gathering) else ONLY_EVERYBODY


def seen_by_place(sign_up: SignUp) -> frozenset[str]:
    """What whoever holds the link of a place may read: a kept place is that of somebody who takes part, one that
    was given back of nobody any more."""
    if sign_up.state == SignUp.State.CANCELLED:
        return frozenset()
    return TAKING_PART if sign_up.state == SignUp.State.COMING else ONLY_EVERYBODY


@dataclass(frozen=True)
class Materials:
    """What is to be read beforehand, and what is taken home."""

    before: list[Material]
    after: list[Material]

    def __bool__(self) -> bool:
        return bool(self.before or self.after)


def materials(gathering: Gathering, seen_by: Iterable[str] = ALL) -> Materials:
    """The files and links that these readers see, in the order in which they were added. One query."""
    found = list(
        gathering.materials.filter(audience__in=list(seen_by))
        .select_related("file", "session")
        .order_by("added_at", "pk")
    )
    return Materials(
        [each for each in found if each.when == Material.When.BEFORE],
        [each for each in found if each.when == Material.When.AFTER],
    )
