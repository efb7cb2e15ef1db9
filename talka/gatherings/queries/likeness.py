"""Who may be the same person as somebody, the likeliest first: for a look at both, never for a decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol, TypeVar

from django.db.models import Q, QuerySet

from talka.foundation.access import Viewer
from talka.gatherings.models import Attendance, CohortMember, Gathering, Lecturer, Participant, SignUp
from talka.gatherings.queries.gatherings import gatherings_visible
from talka.gatherings.queries.lecturers import lecturers_visible

MOST = 12
ALIKE = 0.5


class Named(Protocol):
    @property
    def pk(self) -> int: ...

    name: str


Person = TypeVar("Person", bound=Named)


def likeness(one: str, other: str) -> float:
    """From 0 to 1, the order of first and last name left aside."""
    first, second = (" ".join(sorted(name.casefold().split())) for name in (one, other))
    return SequenceMatcher(None, first, second).ratio()


def _likeliest(name: str, others: Iterable[Person], least: float) -> list[Person]:
    ranked = sorted(((likeness(name, each.name), each) for each in others), key=lambda pair: (-pair[0], pair[1].name))
    return [each for like, each in ranked if like >= least][:MOST]


def known_to_host(gathering: Gathering, viewer: Viewer) -> "QuerySet[Participant]":
    """Those whom the host of this gathering knows from its own gatherings and rounds, as far as the viewer sees them."""
    hosted = gatherings_visible(viewer).filter(owner_id=gathering.owner_id).values("pk")
    wanted = Q(pk__in=SignUp.objects.filter(gathering__in=hosted).values("participant_id"))
    wanted |= Q(pk__in=Attendance.objects.filter(session__gathering__in=hosted).values("participant_id"))
    rounds = Gathering.objects.filter(pk__in=hosted, cohort__isnull=False).values("cohort_id")
    wanted |= Q(pk__in=CohortMember.objects.filter(cohort_id__in=rounds).values("participant_id"))
    found = Participant.objects.filter(wanted, network_id=gathering.network_id, forgotten_at__isnull=True)
    return found.select_related("owner", "locality")


def people_beside(gathering: Gathering, participant: Participant, viewer: Viewer, named: str = "") -> list[Participant]:
    """Of those whom the host knows: who is alike in name, or whose name has what was typed. One query."""
    found = known_to_host(gathering, viewer).exclude(pk=participant.pk)
    if named:
        return _likeliest(named, found.filter(name__icontains=named), 0)
    return _likeliest(participant.name, found, ALIKE)


def lecturers_beside(lecturer: Lecturer, viewer: Viewer) -> list[Lecturer]:
    """Profiles that are alike in name, as far as the viewer sees them. One query."""
    return _likeliest(lecturer.name, lecturers_visible(viewer).exclude(pk=lecturer.pk), ALIKE)


@dataclass(frozen=True)
class Looked:
    """One of two entries, with what hangs on it."""

    participant: Participant
    gatherings: list[Gathering]
    rounds: list[CohortMember]
    ticked: int


def looked_at(participants: Iterable[Participant], viewer: Viewer) -> list[Looked]:
    """Entries side by side, with gatherings that the viewer may see and the number of all ticks."""
    found = []
    for each in participants:
        came = Q(sign_ups__participant=each) & ~Q(sign_ups__state=SignUp.State.CANCELLED)
        seen = gatherings_visible(viewer).filter(came | Q(sessions__attendance__participant=each))
        pks = seen.values_list("pk", flat=True)
        found.append(
            Looked(
                participant=each,
                gatherings=list(Gathering.objects.filter(pk__in=pks).select_related("network").order_by("-starts_at")),
                rounds=list(CohortMember.objects.filter(participant=each, left_at=None).select_related("cohort")),
                ticked=Attendance.objects.filter(participant=each).count(),
            )
        )
    return found


def to_keep(one: Participant, other: Participant) -> Participant:
    """Which of two is proposed to stay: with account, else with address, else who was known first."""
    return min((one, other), key=lambda each: (each.account_id is None, not each.email, each.pk))
